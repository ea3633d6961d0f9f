import Vocabulary

/// The sentences of a receipt in one language.
package struct ReceiptWords: Sendable {
  let say: Voice
  let wordings: Wordings
  var language: Language { say.language }

  package init(_ say: Voice, _ wordings: Wordings) {
    self.say = say
    self.wordings = wordings
  }

  package func verdict(_ table: Receipt.Table) -> String {
    say(table.isAccepted ? table.isNil ? "accepted-nil" : "accepted" : "rejected")
  }

  /// A number of rows; none where the table is declared to have nothing to report.
  package func count(_ table: Receipt.Table, _ rows: Int) -> String {
    table.isNil ? "–" : String(rows)
  }

  package func inForce(_ table: Receipt.Table) -> String {
    switch table.inForce {
    case .this: say("in-force-this")
    case .thisInPlace(let earlier):
      say("in-force-replaces", .init("received", say.received(earlier)))
    case .other(let other): say("in-force-other", .init("received", say.received(other)))
    case .nothing: say("in-force-nothing")
    }
  }

  /// A finding as a row: weight, line, column, value, message, remedy.
  func row(_ finding: Finding) -> [String] {
    let address = finding.address
    let column =
      finding.column.isEmpty ? address.column > 0 ? String(address.column) : "" : finding.column
    let times =
      finding.occurrences > 1
      ? " " + wordings.say("times", [.init("count", finding.occurrences)], language: language) : ""
    return [
      wordings.severities[finding.severity.rawValue]?[language] ?? finding.severity.rawValue,
      address.line > 0 ? String(address.line) : "", column, finding.value,
      wordings.message(finding, language: language) + times,
      wordings.hint(finding, language: language) ?? "",
    ]
  }
}
