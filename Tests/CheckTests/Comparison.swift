import Vocabulary

/// What frictionless and we say of one file.
struct Comparison {
  private let theirs: [TheirError]
  private let findings: [Finding]
  private let schema: TableSchema

  init(_ theirs: [TheirError], _ findings: [Finding], _ schema: TableSchema) {
    self.theirs = theirs
    self.findings = findings
    self.schema = schema
  }

  /// Tells of each error that no finding covers, and of each finding that covers none.
  func tell(_ differences: Differences, _ name: String) {
    for error in theirs where !findings.contains(where: { error.isCovered(by: $0, schema: schema) })
    {
      differences.explain(
        "theirs", name, error.brief, findings.map(\.brief).joined(separator: ", "))
    }
    for finding in findings where finding.severity > .note {
      if theirs.contains(where: { $0.isCovered(by: finding, schema: schema) }) { continue }
      differences.explain(
        "ours", name, "\(finding.brief) \(finding.kind)",
        theirs.prefix(5).map(\.brief).joined(separator: ", "))
    }
  }
}
