/// A figure of the report, as data: which table, what is counted, by what it is broken down.
package struct IndicatorDefinition: Sendable {
  package enum Method: Sendable, Equatable {
    /// Sum of a measure over tabulations; `less` is the overlap taken off where it is confirmed.
    case people(measure: String, part: Part)
    /// Distinct events that start in the period.
    case eventsStarted
    /// Distinct events whose dates overlap the period; `joint` only those of several parties.
    case eventsActive(joint: Bool)
    /// Over distinct events that start in the period, the largest total that any member reports.
    case eventPeople(measure: String)
    /// Sum of a measure over records, or their number where there is none.
    case records(measure: String?)
  }

  /// Gross, the overlap between members, or net of it.
  package enum Part: String, Sendable { case gross, overlap, net }

  package let id: String
  package let title: Label
  package let description: Label
  package let table: String
  package let method: Method
  /// Group codes that the indicator fixes, by column: `status: IDENTIFIED`.
  package let fixed: [String: String]
  /// Each a set of columns; a set of two is a two-way table.
  package let breakdowns: [[String]]
  package let unit: String
  /// Power of ten by which values are to be multiplied: 0, or -2 for hundredths.
  package let unitMultiplier: Int
  /// Figures about exploited persons: the disclosure gate applies.
  package let isProtected: Bool

  package init(
    id: String, title: Label, description: Label, table: String, method: Method,
    fixed: [String: String], breakdowns: [[String]], unit: String, unitMultiplier: Int,
    isProtected: Bool
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.table = table
    self.method = method
    self.fixed = fixed
    self.breakdowns = breakdowns
    self.unit = unit
    self.unitMultiplier = unitMultiplier
    self.isProtected = isProtected
  }
}
