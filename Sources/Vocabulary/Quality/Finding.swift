/// How much a finding weighs.
package enum Severity: String, Sendable, Comparable, CaseIterable {
  /// A conversion that was made, or something worth knowing.
  case note
  /// Asked, and kept.
  case soft
  /// The row (or the cell of a tabulated dimension) does not count as it stands.
  case hard
  /// The return does not count.
  case reject

  private var weight: Int { Self.allCases.firstIndex(of: self)! }
  package static func < (a: Self, b: Self) -> Bool { a.weight < b.weight }
}

/// A data problem, as a value: what rule, where, what was found, what was expected.
///
/// Findings never hold other cells of the row, and no personal data: values pass `Masking` before
/// they come here.
package struct Finding: Sendable {
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let value: String
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
    package init(_ name: String, _ value: Int) { self.init(name, String(value)) }
  }

  package let rule: String
  /// Which sentence says it (key of `wording/*.yaml`).
  package let kind: String
  package let severity: Severity
  /// Path of the file, relative to the returns folder.
  package let path: String
  package let address: RecordAddress
  /// The column's name; empty for a record or file.
  package let column: String
  package let parameters: [Parameter]
  /// How many cells or lines of the file say the same; 1 unless the finding is of a distinct value.
  package let occurrences: Int
  /// File columns, 1-based, that a finding about a whole record or label covers: cells that are
  /// missing or too many, or wrong as they stand.
  package let covers: [Int]

  package init(
    rule: String, kind: String, severity: Severity, path: String, address: RecordAddress,
    column: String = "", parameters: [Parameter] = [], occurrences: Int = 1,
    covers: [Int] = []
  ) {
    self.rule = rule
    self.kind = kind
    self.severity = severity
    self.path = path
    self.address = address
    self.column = column
    self.parameters = parameters
    self.occurrences = occurrences
    self.covers = covers
  }

  package var type: FindingType { FindingType.of(kind) }

  /// The offending value as it may be shown; empty when there is none.
  package var value: String { parameters.first { $0.name == "value" }?.value ?? "" }

  /// Findings in canonical order. Places are sorted, since moving findings about costs more.
  package static func inOrder(_ findings: [Finding]) -> [Finding] {
    findings.indices.sorted { precedes(findings[$0], findings[$1]) }.map { findings[$0] }
  }

  /// Canonical order: file, line, column, rule.
  package static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    if a.path != b.path { return a.path < b.path }
    if a.address != b.address { return a.address < b.address }
    if a.rule != b.rule { return a.rule < b.rule }
    if a.column != b.column { return a.column < b.column }
    if a.kind != b.kind { return a.kind < b.kind }
    return a.parameters.map(\.value).lexicographicallyPrecedes(b.parameters.map(\.value))
  }
}
