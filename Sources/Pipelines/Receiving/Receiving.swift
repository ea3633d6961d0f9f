import Archive
import Correspond
import DelimitedText
import Ingest
import Staging
import Vocabulary

/// Takes what members sent: recognises it, checks it with the archive around it, files it as new
/// vintages, and writes receipts.
///
/// Each member and period is one submission, filed whole. What is checked are the bytes that are
/// filed. A rejected return is filed too, for it was received; a personal code refuses the
/// submission, and of that nothing is kept.
package struct Receiving {
  package struct Settings: Sendable {
    package var returns = "returns"
    package var output = "output"
    package var received: CalendarDay
    package var given = Recogniser.Given()
    package var jobs = 1
    package var plainPath = true
    package init(received: CalendarDay) { self.received = received }
  }

  /// What cannot be taken as it was asked for; nothing was filed.
  package struct Untold: Error {
    /// Files as they may be shown, and why.
    package let remarks: [(file: String, remark: Recogniser.Remark)]
  }

  package struct Result {
    package fileprivate(set) var accounts: [ReceivingAccount] = []
    package fileprivate(set) var remarks: [(file: String, remark: Recogniser.Remark)] = []
    /// Whether the returns folder was made.
    package fileprivate(set) var isNewArchive = false

    /// Whether anything was refused or rejected.
    package var hasBadData: Bool { accounts.contains(where: \.hasBadData) }
  }

  let registry: Registry
  let settings: Settings

  package init(registry: Registry, settings: Settings) {
    self.registry = registry
    self.settings = settings
  }

  /// - Parameters:
  ///   - paths: files, each of one table: as they may be named, and as they are opened.
  ///   - done: told of each submission once it is filed and its receipt written.
  package func receive(
    _ paths: [(text: String, bytes: [CChar])], done: (ReceivingAccount) throws -> Void = { _ in }
  ) throws -> Result {
    var result = Result()
    let files = try open(paths, &result)
    let groups = try group(files)
    let archive = try Archive(settings.returns)
    result.isNewArchive = archive.isNew
    let surveyor = try Surveyor(root: settings.returns, registry: registry)
    var survey = try surveyor.survey()
    let known = KnownReturns(survey, surveyor)
    var drafts: [SubmissionDraft] = []
    for group in groups {
      let (member, period) = (group[0].member, group[0].period)
      let vintage = try archive.nextVintage(of: member, for: period, received: settings.received)
      let submission = Submission(period: period, member: member, vintage: vintage)
      let draft = try SubmissionDraft(submission, group, known, received: settings.received)
      if !draft.isRefused, !draft.new.isEmpty {
        let new = draft.new.map { ($0.file.name, $0.file.copy.path, $0.file.copy.size) }
        try surveyor.add(submission, files: new, to: &survey)
      }
      drafts.append(draft)
    }
    // Rules that compare members are left out: what one member is told holds nothing of another.
    let ledger = try Collector(
      registry: registry, jobs: settings.jobs, plainPath: settings.plainPath, takesDigests: false,
      absent: [.members], progress: { _, _ in }
    ).collect(survey).ledger
    for draft in drafts {
      let account = try settle(draft, ReceiptMaker(registry, ledger, survey), archive)
      result.accounts.append(account)
      try done(account)
    }
    return result
  }

  // MARK: What was handed in

  private func open(
    _ paths: [(text: String, bytes: [CChar])], _ result: inout Result
  ) throws -> [ReceivedFile] {
    let recogniser = Recogniser(registry)
    var files: [ReceivedFile] = []
    var untold: [(file: String, remark: Recogniser.Remark)] = []
    for (place, path) in paths.enumerated() {
      let name = path.text.split(separator: "/").last.map(String.init) ?? path.text
      // A name that is not shown is told by its place in the command.
      let sentAs = Masking.shown(name, limit: 120)
      let shown = sentAs == "•••" ? "\(sentAs) (\(place + 1))" : sentAs
      let copy: PrivateCopy
      do throws(PrivateCopy.Failure) {
        copy = try PrivateCopy(of: path.bytes)
      } catch {
        guard error.isNoFile else { throw IntakeFailure(path: shown, problem: error.problem) }
        untold.append((shown, Recogniser.Remark("untold-no-file")))
        continue
      }
      let found = try recogniser.recognise(
        name: name, at: copy.path, shown: shown, given: settings.given)
      result.remarks += found.remarks.map { (shown, $0) }
      guard let member = found.member, let period = found.period, let table = found.table else {
        untold += found.problems.map { (shown, $0) }
        continue
      }
      guard period.firstDay <= settings.received else {
        untold.append(
          (
            shown,
            Recogniser.Remark(
              "untold-period-not-begun",
              [
                .init("period", period.label), .init("received", settings.received.description),
              ])
          ))
        continue
      }
      do throws(ReadFailure) {
        let inName = Masking.mark(name.utf8) == .personalCode ? [0] : []
        files.append(
          ReceivedFile(
            sentAs: sentAs, shown: shown, copy: copy, member: member, period: period, table: table,
            personalCodes: inName + (try ReceivedFile.personalCodes(copy)),
            container: found.container))
      } catch { throw IntakeFailure(path: shown, problem: error.description) }
    }
    guard untold.isEmpty else { throw Untold(remarks: untold) }
    return files
  }

  /// Files of one member and period are one submission; each table comes once.
  private func group(_ files: [ReceivedFile]) throws -> [[ReceivedFile]] {
    struct Key: Hashable {
      let member: String
      let period: ReferencePeriod
    }
    let groups = Dictionary(grouping: files) { Key(member: $0.member, period: $0.period) }
    let keys = groups.keys.sorted { ($0.period, $0.member) < ($1.period, $1.member) }
    var twice: [(file: String, remark: Recogniser.Remark)] = []
    let sorted = keys.map { key in
      let group = groups[key]!.enumerated().sorted {
        ($0.element.table, $0.offset) < ($1.element.table, $1.offset)
      }.map(\.element)
      for (first, second) in zip(group, group.dropFirst()) where first.table == second.table {
        twice.append(
          (
            second.shown,
            Recogniser.Remark(
              "untold-twice",
              [
                .init("table", second.table), .init("member", key.member),
                .init("period", key.period.label), .init("other", first.shown),
              ])
          ))
      }
      return group
    }
    guard twice.isEmpty else { throw Untold(remarks: twice) }
    return sorted
  }

  // MARK: What becomes of it

  private func settle(
    _ draft: SubmissionDraft, _ maker: ReceiptMaker, _ archive: Archive
  ) throws -> ReceivingAccount {
    var account = ReceivingAccount(submission: draft.submission)
    account.known = draft.known.map { ($0.file.shown, $0.file.table, $0.submission) }
    account.findings = maker.refusals(draft)
    account.isRefused = draft.isRefused || !account.findings.isEmpty
    if account.isRefused {
      let refusal = maker.refusal(draft, account.findings)
      account.written = [try write(refusal, isFiled: false)]
      return account
    }
    if !draft.new.isEmpty {
      account.withdrawn = maker.withdrawn(draft)
      let receipt = maker.receipt(
        draft.submission,
        files: draft.new.map {
          ReceiptMaker.Known(
            name: $0.file.name, sentAs: $0.file.sentAs, digest: $0.file.copy.digest,
            size: $0.file.copy.size, sameAs: $0.sameAs)
        }, known: draft.known.map { ($0.file.sentAs, $0.submission.vintage) })
      try archive.file(draft.submission, draft.new.map { ($0.file.name, $0.file.copy) })
      account.receipt = receipt
      account.written = [try write(receipt, isFiled: true)]
    }
    // A run that was cut off between filing and its receipt is completed by sending the same again.
    for submission in Set(draft.known.map(\.submission)).sorted() where !hasReceipt(submission) {
      let names = draft.known.filter { $0.submission == submission }.map {
        ($0.file.name, $0.file.sentAs)
      }
      let receipt = maker.receipt(
        submission, files: try maker.archived(submission, sentAs: Dictionary(names) { a, _ in a }))
      account.written.append(try write(receipt, isFiled: false))
    }
    return account
  }

  // MARK: Receipts

  private func path(_ submission: Submission) -> String {
    "\(settings.output)/receipts/\(submission.folder)"
  }

  /// Of one that was refused no vintage is taken: its day is all that it has.
  private func refusalPath(_ submission: Submission) -> String {
    let day = Submission(
      period: submission.period, member: submission.member,
      vintage: Vintage(received: submission.vintage.received))
    return path(day) + ".refused"
  }

  private func hasReceipt(_ submission: Submission) -> Bool {
    [".md", ".html"].allSatisfy { FileBytes.isThere(path(submission) + $0) }
  }

  /// - Returns: the path of the receipt as Markdown.
  private func write(_ receipt: Receipt, isFiled: Bool) throws -> String {
    let submission = receipt.submission
    let path = receipt.isRefused ? refusalPath(submission) : path(submission)
    let page = receipt.page(
      lv: try registry.voice(of: "receipt", in: .lv),
      en: try registry.voice(of: "receipt", in: .en),
      registry.wordings)
    do throws(WriteFailure) {
      try Folders.make(Folders.parent(of: path), .owner)
      try StagedFile.replace(path + ".md", with: page.markdown(), .owner)
      try StagedFile.replace(path + ".html", with: page.html(), .owner)
    } catch {
      guard isFiled else { throw error }
      throw WriteFailure(
        path: error.path,
        problem: error.problem + "; \(receipt.submission.folder) is filed: "
          + "receive the same files again and its receipt is written")
    }
    return path + ".md"
  }
}
