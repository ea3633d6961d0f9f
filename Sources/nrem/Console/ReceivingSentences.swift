import Correspond
import Glibc
import Ingest
import Pipelines
import Report
import Vocabulary

/// What is said on the screen of submissions that were handed in.
struct ReceivingSentences {
  let registry: Registry
  let language: Language
  private let receipt: Voice

  init(registry: Registry, language: Language) throws(DefinitionFailure) {
    self.registry = registry
    self.language = language
    receipt = try registry.voice(of: "receipt", in: language)
  }

  func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
    registry.wordings.say(key, parameters, language: language)
  }

  /// One line of a file: what is strange about it, or why it cannot be told what it is.
  func line(_ file: String, _ remark: Recogniser.Remark) -> String {
    "\(file): \(say(remark.kind, remark.parameters))"
  }

  func untold(_ untold: Receiving.Untold) -> String {
    ([say("receive-untold")] + untold.remarks.map { "  " + line($0.file, $0.remark) })
      .joined(separator: "\n")
  }

  /// The account of one submission.
  func tell(_ account: ReceivingAccount) throws {
    let submission = account.submission
    if account.isRefused {
      Console.printLines(
        [
          say(
            "receive-refused",
            [.init("member", submission.member), .init("period", submission.period.label)])
        ] + account.written.map { say("receive-receipt", [.init("path", $0)]) })
      return try report(account.findings)
    }
    var lines = account.known.map {
      say("receive-known", [.init("file", $0.file), .init("submission", $0.submission.folder)])
    }
    if let receipt = account.receipt {
      lines.append(say("receive-filed", [.init("submission", submission.folder)]))
      lines += receipt.files.flatMap(\.tables).map(table)
      for file in receipt.files where !file.sameAs.isEmpty {
        lines.append(
          say(
            "receive-same",
            [
              .init("file", file.name),
              .init("received", file.sameAs.map(\.description).joined(separator: ", ")),
            ]))
      }
    }
    lines += account.withdrawn.map { one in
      say(
        "receive-withdrawn",
        [
          .init("table", registry.table(one.table)?.title[language] ?? one.table),
          .init("received", one.submission.vintage.description),
          .init("date", one.day.description),
          .init("reason", Masking.shown(one.reason, limit: 300)),
        ])
    }
    lines += account.written.map { say("receive-receipt", [.init("path", $0)]) }
    Console.printLines(lines)
    try report(account.faults)
  }

  private func table(_ table: Receipt.Table) -> String {
    let words = ReceiptWords(receipt, registry.wordings)
    return say(
      "receive-table",
      [
        .init("table", table.title[language]), .init("verdict", words.verdict(table)),
        .init("read", words.count(table, table.rows.read)),
        .init("accepted", words.count(table, table.rows.accepted + table.rows.superseded)),
        .init("rejected", words.count(table, table.rows.rejected)),
        .init("inforce", words.inForce(table)),
      ])
  }

  private func report(_ findings: [Finding]) throws {
    let files = try LedgerFiles.of(Finding.inOrder(findings), [], registry: registry, root: "")
    let report = FindingReport(
      wordings: registry.wordings, language: language, version: Nrem.version)
    try report.write(files, as: .text) { try Console.put($0, to: STDOUT_FILENO) }
  }
}
