/// A rule that a return is held to: its id is words, its kind says how it is evaluated.
///
/// Ids of schema rules are derived (`victims.sex.known-code`); edit rules are written in
/// `pipelines/return/rules/`. There is no expression language: a rule is a *kind* with parameters.
package struct RuleDefinition: Sendable {
  /// What must be at hand to decide the rule.
  package enum Reach: String, Sendable {
    case cell, row, file, submission, `return`, tables, members, periods
    /// Whether one submission alone can decide it.
    package var needsOthers: Bool { self == .tables || self == .members || self == .periods }
  }

  package let id: String
  package let kind: String
  /// The table it is about; nil for every table.
  package let table: String?
  package let column: String?
  package let severity: Severity
  package let reach: Reach
  package let parameters: [String: [String]]
  package let about: Label

  package init(
    id: String, kind: String, table: String?, column: String? = nil, severity: Severity,
    reach: Reach, parameters: [String: [String]] = [:], about: Label
  ) {
    self.id = id
    self.kind = kind
    self.table = table
    self.column = column
    self.severity = severity
    self.reach = reach
    self.parameters = parameters
    self.about = about
  }

  package func first(_ parameter: String) -> String? { parameters[parameter]?.first }
  package func number(_ parameter: String) -> Int? { first(parameter).flatMap { Int($0) } }
}
