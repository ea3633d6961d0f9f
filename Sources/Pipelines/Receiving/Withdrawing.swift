import Archive
import DelimitedText
import Glibc
import Ingest
import Staging
import Vocabulary

/// Withdraws what must not be kept: a tombstone says what, when and why, and the files are erased.
///
/// What is written elsewhere of the submission (releases, receipts, letters) is found and named, so
/// that it can be made again or removed; it is not touched.
package struct Withdrawing {
  package struct Settings: Sendable {
    package var returns = "returns"
    package var output = "output"
    package var reason: String
    package var day: CalendarDay
    package init(reason: String, day: CalendarDay) {
      self.reason = reason
      self.day = day
    }
  }

  /// The path is no submission of the returns folder, or the reason may not be written down.
  package struct Unclear: Error, CustomStringConvertible { package let description: String }

  package struct Result {
    package let submission: Submission
    /// Tables that are withdrawn now, those of earlier withdrawals included.
    package let withdrawn: [Withdrawal]
    /// Files whose bytes have other names on this disk.
    package let remainders: [Archive.Remainder]
    /// Releases that were made with it, and documents about it.
    package let mentions: [String]
    /// Why nothing was withdrawn: the tombstone that is there cannot be understood.
    package let findings: [Finding]
  }

  private let registry: Registry
  private let settings: Settings

  package init(registry: Registry, settings: Settings) {
    self.registry = registry
    self.settings = settings
  }

  /// Erases what tombstones name and is there all the same: a withdrawal that was cut off, or files
  /// that came back with a backup.
  ///
  /// - Returns: one result for each submission of which something was erased, or whose tombstone
  ///   cannot be understood.
  package func complete() throws -> [Result] {
    guard Self.resolved(settings.returns) != nil else {
      throw IntakeFailure(path: settings.returns, problem: "is not there")
    }
    let archive = try Archive(settings.returns)
    let survey = try Surveyor(root: settings.returns, registry: registry).survey()
    var results: [Result] = []
    for submission in survey.submissions.sorted() {
      let folder = submission.folder + "/"
      let unclear = survey.findings.filter {
        $0.kind == "tombstone" && $0.path.hasPrefix(folder)
      }
      let known = survey.withdrawals.filter { $0.submission == submission }
      var left: Set<String> = []
      if unclear.isEmpty, !known.isEmpty {
        let isNilLeft = survey.findings.contains {
          $0.kind == "withdrawn-file-left" && $0.path == folder + Self.nilFile
        }
        left = Set(
          try names(submission).filter { name in
            if name == Self.nilFile { return isNilLeft }
            let stem = Self.stem(name)
            return known.contains {
              $0.table == (registry.table(stem) == nil ? Withdrawal.otherFiles : stem)
            }
          })
      }
      guard !unclear.isEmpty || !left.isEmpty else { continue }
      var remainders: [Archive.Remainder] = []
      if !left.isEmpty {
        remainders = try archive.withdraw(
          submission, tombstone: Self.tombstone(known), as: Withdrawal.fileName
        ) { left.contains($0) }
      }
      results.append(
        Result(
          submission: submission, withdrawn: known, remainders: remainders,
          mentions: left.isEmpty ? [] : try mentions(submission, nil), findings: unclear))
    }
    return results
  }

  private static let nilFile = Recogniser.nilTable + ".csv"

  private static func stem(_ name: String) -> String {
    name.hasSuffix(".csv") ? String(name.dropLast(4)) : ""
  }

  /// What lies in a submission's folder beside its tombstone, hidden files too.
  private func names(_ submission: Submission) throws(WriteFailure) -> [String] {
    try Folders.names(in: settings.returns + "/" + submission.folder).map(\.text)
      .filter { !$0.hasSuffix(StagedFolder.suffix) && $0 != Withdrawal.fileName }
  }

  /// - Parameter path: a submission's folder, or one of its files.
  package func withdraw(_ path: String) throws -> Result {
    guard !settings.reason.isEmpty, Masking.shown(settings.reason, limit: 300) == settings.reason
    else {
      throw Unclear(
        description: """
          --reason is kept and shown: one line of 300 characters at most, without personal codes, \
          e-mail addresses, phone numbers, or what resembles them
          """)
    }
    let (submission, file) = try place(path)
    let archive = try Archive(settings.returns)
    let surveyor = try Surveyor(root: settings.returns, registry: registry)
    let folder = submission.folder
    let survey = try surveyor.survey(
      submission: submission, at: Self.resolved(settings.returns)! + "/" + folder, shown: folder)
    let unclear = survey.findings.filter { $0.kind == "tombstone" }
    guard unclear.isEmpty else {
      return Result(
        submission: submission, withdrawn: [], remainders: [], mentions: [], findings: unclear)
    }
    let tables = try tables(submission, file, survey)
    let kept = survey.withdrawals
    let known = Set(kept.map(\.table))
    let line = kept.count + 2
    let added = tables.filter { !known.contains($0) }.enumerated().map {
      Withdrawal(
        submission: submission, table: $1, day: settings.day, reason: settings.reason,
        path: "\(folder)/\(Withdrawal.fileName)", line: line + $0)
    }
    guard !(kept + added).isEmpty else {
      throw IntakeFailure(path: folder, problem: "holds nothing that could be withdrawn")
    }
    let left = try archive.withdraw(
      submission, tombstone: Self.tombstone(kept + added), as: Withdrawal.fileName
    ) { file == nil || $0 == file }
    return Result(
      submission: submission, withdrawn: kept + added, remainders: left,
      mentions: try mentions(submission, file), findings: [])
  }

  private func mentions(
    _ submission: Submission, _ file: String?
  ) throws(WriteFailure) -> [String] {
    do throws(WriteFailure) {
      return try Mentions(output: settings.output, members: registry.members.map(\.id))
        .find(submission, file: file)
    } catch {
      throw WriteFailure(
        path: error.path,
        problem: error.problem + "; \(submission.folder) is withdrawn, but it is not known which "
          + "releases and documents mention it")
    }
  }

  // MARK: What is meant

  /// The submission that a path lies in, and the file's name where it is of one.
  private func place(_ path: String) throws -> (Submission, file: String?) {
    let unclear = Unclear(
      description: """
        \(Masking.shown(path.split(separator: "/").last.map(String.init) ?? path, limit: 120)): \
        name a submission's folder in \(settings.returns), as 2015-Q1/MARTA@2015-04-12, or a file \
        in it
        """)
    guard let root = Self.resolved(settings.returns) else {
      throw IntakeFailure(path: settings.returns, problem: "is not there")
    }
    // As typed, or as findings name it; a file that is gone already is found by its folder.
    for candidate in [path, settings.returns + "/" + path] {
      var trimmed = candidate[...]
      while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
      let name = String(trimmed.split(separator: "/").last ?? "")
      var found = Self.resolved(String(trimmed))
      if found == nil, let parent = Self.resolved(Folders.parent(of: String(trimmed))) {
        found = parent + "/" + name
      }
      guard let found, found.hasPrefix(root + "/") else { continue }
      let parts = found.dropFirst(root.count + 1).split(separator: "/").map(String.init)
      guard (2...3).contains(parts.count), let period = ReferencePeriod(parts[0]),
        let submission = Surveyor.submission(parts[1], period)
      else { continue }
      if parts.count == 3, parts[2] == Withdrawal.fileName { throw unclear }
      return (submission, parts.count == 3 ? parts[2] : nil)
    }
    throw unclear
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Tables that go: those of the files, and those that `nil.csv` declares.
  private func tables(
    _ submission: Submission, _ file: String?, _ survey: Survey
  ) throws -> [String] {
    let folder = submission.folder + "/"
    let names = try names(submission)
    if let file, !names.contains(file) {
      // Gone already, if it was withdrawn before.
      let stem = Self.stem(file)
      let known = Set(survey.withdrawals.map(\.table))
      guard known.contains(stem) || (registry.table(stem) == nil && !known.isEmpty) else {
        throw IntakeFailure(path: folder + Masking.shown(file), problem: "is not there")
      }
      return []
    }
    let meant = names.filter { file == nil || $0 == file }
    var tables = registry.tables.map(\.name).filter { table in
      meant.contains(table + ".csv")
        || survey.returns.contains {
          $0.table == table && $0.isNil && meant.contains(String($0.path.dropFirst(folder.count)))
        }
    }
    let hasOthers = meant.contains { name in
      // A nil.csv of which every table is withdrawn is one that is to be erased still.
      let declares =
        name == Self.nilFile
        && (survey.returns.contains(where: \.isNil)
          || survey.findings.contains {
            $0.kind == "withdrawn-file-left" && $0.path == folder + name
          })
      return registry.table(Self.stem(name)) == nil && !declares
    }
    if hasOthers { tables.append(Withdrawal.otherFiles) }
    return tables
  }

  private static func tombstone(_ withdrawals: [Withdrawal]) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append(Withdrawal.columns)
    for withdrawal in withdrawals {
      writer.append([withdrawal.table, withdrawal.day.description, withdrawal.reason])
    }
    return writer.take()
  }
}
