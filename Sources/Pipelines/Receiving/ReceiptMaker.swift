import Correspond
import Ingest
import Staging
import Vocabulary

/// Puts together what is said of a submission from the ledger that it was checked in.
struct ReceiptMaker {
  /// What is known of a file beside the ledger.
  struct Known {
    let name: String
    let sentAs: String?
    let digest: String
    let size: Int
    let sameAs: [Vintage]
  }

  private let registry: Registry
  private let ledger: Ledger
  private let survey: Survey

  init(_ registry: Registry, _ ledger: Ledger, _ survey: Survey) {
    self.registry = registry
    self.ledger = ledger
    self.survey = survey
  }

  // MARK: Refusals

  /// Why nothing of a submission may be kept; empty where it may.
  func refusals(_ draft: SubmissionDraft) -> [Finding] {
    let rule = registry.rules.first { $0.kind == "personal-code" }
    var found: [Finding] = []
    for file in draft.files {
      for line in file.personalCodes {
        found.append(
          Finding(
            rule: rule?.id ?? "personal-code", kind: "personal-code", severity: .reject,
            path: file.shown, address: RecordAddress(record: 0, line: line),
            parameters: [.init("table", file.table)]))
      }
      if let container = file.container {
        let rule = registry.rules.first { $0.kind == "readable-text" }
        found.append(
          Finding(
            rule: rule?.id ?? "readable-text", kind: "readable-text", severity: .reject,
            path: file.shown, address: .file, parameters: [.init("detail", container)]))
      }
    }
    let own = findings(draft.submission).filter { $0.kind == "personal-code" }
    return found + (found.isEmpty ? own : [])
  }

  private func findings(_ submission: Submission) -> [Finding] {
    let prefix = submission.folder + "/"
    return Finding.inOrder(
      ledger.other.filter { $0.path.hasPrefix(prefix) }
        + ledger.entries.filter { $0.return.submission == submission }.flatMap(\.findings))
  }

  // MARK: Receipts

  /// What was withdrawn of the member's tables for the period that are new in the submission.
  func withdrawn(_ draft: SubmissionDraft) -> [Withdrawal] {
    let own = draft.submission
    let tables = Set(
      ledger.entries.filter { $0.return.submission == own }.map(\.return.table))
    return survey.withdrawals.filter {
      $0.submission.member == own.member && $0.submission.period == own.period
        && tables.contains($0.table)
    }
  }

  /// What is told of a submission of which nothing is kept: its files by their names alone, and why.
  func refusal(_ draft: SubmissionDraft, _ findings: [Finding]) -> Receipt {
    func file(_ name: String, _ findings: [Finding]) -> Receipt.File {
      Receipt.File(
        sentAs: name, name: name, digest: "", size: 0, tables: [], findings: findings, sameAs: [])
    }
    let named = draft.files.map { sent in
      file(
        sent.shown,
        findings.filter {
          $0.path == sent.shown || $0.path == "\(draft.submission.folder)/\(sent.name)"
        })
    }
    let told = named.flatMap(\.findings).count
    return Receipt(
      submission: draft.submission, member: title(draft.submission.member),
      files: told > 0 ? named : [file("–", findings)], known: [], isRefused: true)
  }

  private func title(_ member: String) -> Label {
    registry.member(member)?.name ?? Label(lv: member, en: member)
  }

  /// Files of a submission that lies in the archive.
  func archived(_ submission: Submission, sentAs: [String: String]) throws -> [Known] {
    var locations: [String: String] = [:]
    for entry in ledger.entries where entry.return.submission == submission {
      locations[Self.name(entry.return.path)] = entry.return.location
    }
    return try locations.sorted(by: <).map { name, location in
      guard let digest = Digest.ofFile(location) else {
        throw IntakeFailure(
          path: "\(submission.folder)/\(name)", problem: "could not be read a second time")
      }
      let entry = ledger.entries.first { $0.return.location == location }
      return Known(
        name: name, sentAs: sentAs[name], digest: digest, size: entry?.return.size ?? 0, sameAs: [])
    }
  }

  private static func name(_ path: String) -> String { String(path.split(separator: "/").last!) }

  /// - Parameter known: what came with it and had been received before.
  func receipt(
    _ submission: Submission, files: [Known], known: [(sentAs: String, received: Vintage)] = []
  ) -> Receipt {
    let findings = findings(submission)
    return Receipt(
      submission: submission,
      member: title(submission.member),
      files: files.map { file in
        Receipt.File(
          sentAs: file.sentAs, name: file.name, digest: file.digest, size: file.size,
          tables: tables(submission, file.name),
          findings: findings.filter { Self.name($0.path) == file.name }, sameAs: file.sameAs)
      }, known: known)
  }

  private func tables(_ submission: Submission, _ file: String) -> [Receipt.Table] {
    let entries = ledger.entries.filter {
      $0.return.submission == submission && Self.name($0.return.path) == file
    }
    var tables = entries.map { entry in
      let title =
        registry.table(entry.return.table)?.title
        ?? Label(lv: entry.return.table, en: entry.return.table)
      return Receipt.Table(
        title: title, rows: entry.rows, isAccepted: entry.standing != .rejected,
        isNil: entry.return.isNil,
        inForce: inForce(entry))
    }
    guard file == Recogniser.nilTable + ".csv" else { return tables }
    let lost = survey.rejectedNilLines[submission] ?? 0
    if lost > 0 || tables.isEmpty {
      // Lines that name no table: they declare nothing.
      tables.append(
        Receipt.Table(
          title: lost > 0 ? label("nil-lines") : Label(lv: file, en: file),
          rows: RowAccount(read: lost, rejected: lost),
          isAccepted: false, inForce: .nothing))
    }
    return tables
  }

  private func label(_ key: String) -> Label {
    let text = registry.documents["receipt"]!
    return Label(lv: text.say(key, in: .lv), en: text.say(key, in: .en))
  }

  /// What is in force of the return's table and period now that it is there.
  private func inForce(_ entry: LedgerEntry) -> Receipt.InForce {
    let own = entry.return
    let others = ledger.entries.filter {
      $0.standing != .rejected && $0.return.table == own.table
        && $0.return.submission.member == own.submission.member
        && $0.return.submission.period == own.submission.period
        && $0.return.submission != own.submission
    }.map(\.return.submission.vintage)
    guard let last = others.max() else { return entry.standing == .rejected ? .nothing : .this }
    if entry.standing == .rejected || last > own.submission.vintage { return .other(last) }
    return .thisInPlace(of: last)
  }
}
