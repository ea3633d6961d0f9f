/// A figure of the report, as data: which table, what is counted, by what it is broken down.
package struct IndicatorDefinition: Sendable {
  package enum Method: Sendable, Equatable {
    /// Sum of a measure over tabulations; overlap is taken off where it is confirmed.
    case people(measure: String, part: Part)
    /// Distinct events that start in the period; `once` counts an event that is said to have started
    /// in several periods in the first of them alone.
    case eventsStarted(once: Bool)
    /// Distinct events whose dates overlap the period.
    case eventsActive(Parties)
    /// Over distinct events that start in the period, the largest total that any member reports.
    case eventPeople(measure: String)
    /// The same of a measure that belongs to the event (hours, cost) and is not broken down.
    case eventSum(measure: String)
    /// Lines of a register as they stand at the end of the period: the sum of a measure, their number,
    /// or the number of distinct values of a column.
    case lines(Lines)
    /// Sum of a measure over records, or their number where there is none.
    case records(measure: String?)
    /// Of the returns owed for the period, the share first received by the due day, in tenths of a
    /// per cent.
    case returnsOnTime
  }

  /// Gross, the overlap between members, or net of it; a stock is what is there at the end of the
  /// period, and is never added over periods.
  package enum Part: String, Sendable { case gross, overlap, net, stock }

  /// Who must take part in an event for it to count.
  package enum Parties: Sendable, Equatable {
    case any
    /// Two members or more, or a member and a foreign partner.
    case joint
    /// A member of one of the first kinds and another of one of the second.
    case between([Member.Kind], [Member.Kind])
  }

  /// What of the lines of a register is a figure: a sum, in hundredths where the measure is an amount,
  /// or a number of lines or of things that they name.
  package enum Lines: Sendable, Equatable {
    case sum(measure: String)
    case count
    case distinct(column: String)
  }

  package let id: String
  package let title: Label
  package let description: Label
  /// Empty where the figure is about returns, not about what they hold.
  package let table: String
  package let method: Method
  /// Codes that the indicator fixes, by column: `status: IDENTIFIED`.
  package let fixed: [String: String]
  /// Codes of the one group column of which, in each return, the one with the larger total is taken.
  package let largest: [String]
  /// Each a set of columns; a set of two is a two-way table.
  package let breakdowns: [[String]]
  package let unit: String
  /// Power of ten by which values are to be multiplied: 0, or -2 for hundredths.
  package let unitMultiplier: Int
  /// Figures about exploited persons: the disclosure gate applies.
  package let isProtected: Bool
  /// Whether it is left out of the public edition altogether.
  package let isInternal: Bool

  package init(
    id: String, title: Label, description: Label, table: String, method: Method,
    fixed: [String: String], largest: [String] = [], breakdowns: [[String]], unit: String,
    unitMultiplier: Int, isProtected: Bool, isInternal: Bool = false
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.table = table
    self.method = method
    self.fixed = fixed
    self.largest = largest
    self.breakdowns = breakdowns
    self.unit = unit
    self.unitMultiplier = unitMultiplier
    self.isProtected = isProtected
    self.isInternal = isInternal
  }

  /// Whether the figure is a share, of which no percentage is drawn.
  package var isShare: Bool { method == .returnsOnTime }

  /// The least base on which a percentage is drawn: ten units; nil for a share.
  package var leastBase: Int? {
    if isShare { return nil }
    return (0..<max(0, -unitMultiplier)).reduce(10) { base, _ in base * 10 }
  }

  /// The same figure without its breakdowns, where only totals are asked.
  package var totalOnly: IndicatorDefinition {
    IndicatorDefinition(
      id: id, title: title, description: description, table: table, method: method, fixed: fixed,
      largest: largest, breakdowns: [], unit: unit, unitMultiplier: unitMultiplier,
      isProtected: isProtected, isInternal: isInternal)
  }
}
