import Vocabulary

/// What came of a submission, for the member that sent it: which files, what was read of them, what
/// they replace, and what was found.
///
/// It holds nothing that other members sent.
package struct Receipt: Sendable {
  /// What is in force of a table and period once this is filed.
  package enum InForce: Sendable, Equatable {
    /// This return; nothing was before it.
    case this
    /// This return, in place of one received before.
    case thisInPlace(of: Vintage)
    /// Another, received before or after this one.
    case other(Vintage)
    case nothing
  }

  /// One table of a file.
  package struct Table: Sendable {
    package let title: Label
    package let rows: RowAccount
    package let isAccepted: Bool
    /// Whether it is declared that there is nothing to report.
    package let isNil: Bool
    package let inForce: InForce
    package init(
      title: Label, rows: RowAccount, isAccepted: Bool, isNil: Bool = false, inForce: InForce
    ) {
      self.title = title
      self.rows = rows
      self.isNil = isNil
      self.isAccepted = isAccepted
      self.inForce = inForce
    }
  }

  package struct File: Sendable {
    /// As it was sent, masked; nil where that is not known any more.
    package let sentAs: String?
    /// Its name in the archive.
    package let name: String
    /// SHA-256.
    package let digest: String
    package let size: Int
    package let tables: [Table]
    /// In canonical order.
    package let findings: [Finding]
    /// Other submissions that held the same bytes before.
    package let sameAs: [Vintage]
    package init(
      sentAs: String?, name: String, digest: String, size: Int, tables: [Table],
      findings: [Finding], sameAs: [Vintage]
    ) {
      self.sentAs = sentAs
      self.name = name
      self.digest = digest
      self.size = size
      self.tables = tables
      self.findings = findings
      self.sameAs = sameAs
    }
  }

  package let submission: Submission
  package let member: Label
  package let files: [File]
  /// What came with them and had been received before: as it was sent, and when it was received.
  package let known: [(sentAs: String, received: Vintage)]

  /// Whether nothing of it was kept; then no digest and no size is told either.
  package let isRefused: Bool

  package init(
    submission: Submission, member: Label, files: [File],
    known: [(sentAs: String, received: Vintage)], isRefused: Bool = false
  ) {
    self.isRefused = isRefused
    self.submission = submission
    self.member = member
    self.files = files
    self.known = known
  }

  /// Findings of one rule in one file that are listed; of the others the number is said.
  private static let listed = 10

  /// The page: Latvian first, then English.
  package func page(lv: Voice, en: Voice, _ wordings: Wordings) -> Page {
    var page = Page(title: title(lv), language: "lv")
    write(to: &page, ReceiptWords(lv, wordings))
    page.speak("en")
    page.heading(title(en))
    write(to: &page, ReceiptWords(en, wordings))
    return page
  }

  private func title(_ say: Voice) -> String {
    say(
      isRefused ? "title-refused" : "title", .init("member", submission.member),
      .init("period", submission.period.label),
      .init("received", say.received(submission.vintage)))
  }

  private func write(to page: inout Page, _ words: ReceiptWords) {
    let say = words.say
    page.paragraph(
      say(
        "what", .init("name", say(member)), .init("member", submission.member),
        .init("period", say.period(submission.period)),
        .init("received", say.received(submission.vintage))))
    if isRefused {
      page.paragraph(say("refused"))
      findings(to: &page, words)
      if holdsMasked { page.paragraph(say("masked")) }
      return
    }
    page.table(
      ["table", "rows-read", "rows-accepted", "rows-rejected", "verdict", "in-force"].map {
        words.say($0)
      },
      files.flatMap(\.tables).map { table in
        [
          table.title[words.language], words.count(table, table.rows.read),
          words.count(table, table.rows.accepted + table.rows.superseded),
          words.count(table, table.rows.rejected), words.verdict(table), words.inForce(table),
        ]
      })
    page.table(
      ["file", "filed-as", "bytes", "digest"].map { words.say($0) },
      files.map { [$0.sentAs ?? "–", $0.name, String($0.size), $0.digest] })
    for file in files where !file.sameAs.isEmpty {
      page.paragraph(
        say(
          "same-bytes",
          .init("file", file.name),
          .init("received", file.sameAs.map(say.received).joined(separator: ", "))))
    }
    for file in known {
      page.paragraph(
        say(
          "known", .init("file", file.sentAs), .init("received", say.received(file.received))))
    }
    findings(to: &page, words)
    page.paragraph(words.say("kept-as-sent"))
    page.paragraph(words.say("not-compared"))
    if holdsMasked { page.paragraph(words.say("masked")) }
  }

  private var holdsMasked: Bool {
    files.contains { file in
      file.sentAs == "•••"
        || file.findings.contains { $0.parameters.contains { $0.value.contains("•••") } }
    }
  }

  private func findings(to page: inout Page, _ words: ReceiptWords) {
    page.heading(words.say("findings"))
    let all = files.flatMap(\.findings)
    let said = all.filter { $0.severity > .note }
    if said.isEmpty { page.paragraph(words.say("no-findings")) }
    for file in files {
      let found = file.findings.filter { $0.severity > .note }
      guard !found.isEmpty else { continue }
      page.heading(isRefused ? file.sentAs ?? file.name : file.name, level: 3)
      var shown: [String: Int] = [:]
      let listed = found.filter { finding in
        shown[finding.rule, default: 0] += 1
        return shown[finding.rule]! <= Self.listed
      }
      page.table(
        ["weight", "line", "column", "value", "finding", "remedy"].map { words.say($0) },
        listed.map(words.row))
      page.list(
        shown.filter { $0.value > Self.listed }.sorted { $0.key < $1.key }.map {
          words.say("findings-more", .init("rule", $0.key), .init("count", $0.value - Self.listed))
        })
    }
    let notes = all.count { $0.severity == .note }
    if notes > 0 { page.paragraph(words.say("notes", .init("count", notes))) }
  }
}
