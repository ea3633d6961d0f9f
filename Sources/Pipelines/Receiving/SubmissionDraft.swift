import Ingest
import Staging
import Vocabulary

/// What the archive holds already, to recognise bytes that come again.
struct KnownReturns {
  private let returns: [Return]
  private let surveyor: Surveyor

  init(_ survey: Survey, _ surveyor: Surveyor) {
    returns = survey.returns
    self.surveyor = surveyor
  }

  /// What was received of a table of a member and period, in order of time.
  private func vintages(_ table: String, _ file: ReceivedFile) -> [Return] {
    returns.filter {
      $0.table == table && $0.submission.member == file.member
        && $0.submission.period == file.period
    }.sorted { $0.submission.vintage < $1.submission.vintage }
  }

  private func holds(_ return: Return, _ file: ReceivedFile) -> Bool {
    `return`.isNil == (file.table == Recogniser.nilTable)
      && `return`.size == file.copy.size && Digest.ofFile(`return`.location) == file.copy.digest
  }

  /// The submission whose bytes these are, where they are the latest of their table, or the latest
  /// of those received up to a day; nil where they say something new.
  func submission(_ file: ReceivedFile, received day: CalendarDay) throws -> Submission? {
    func latest(_ found: [Return]) -> Submission? {
      guard let last = found.last?.submission else { return nil }
      return found.contains { $0.submission == last && holds($0, file) } ? last : nil
    }
    let tables = try tables(file)
    guard !tables.isEmpty else { return nil }
    let found = tables.map { vintages($0, file) }
    for vintages in [found, found.map { $0.filter { $0.submission.vintage.received <= day } }] {
      let submissions = Set(vintages.map(latest))
      if submissions.count == 1, let only = submissions.first, let submission = only {
        return submission
      }
    }
    return nil
  }

  /// Vintages that held the same bytes.
  func same(_ file: ReceivedFile) throws -> [Vintage] {
    let found = try tables(file).flatMap { vintages($0, file) }.filter { holds($0, file) }
    return Set(found.map(\.submission.vintage)).sorted()
  }

  /// The table of a file, or the tables that it declares nil.
  private func tables(_ file: ReceivedFile) throws -> [String] {
    guard file.table == Recogniser.nilTable else { return [file.table] }
    var scratch = Survey()
    let submission = Submission(
      period: file.period, member: file.member, vintage: Vintage(received: file.period.lastDay))
    try surveyor.add(
      submission, files: [(file.name, file.copy.path, file.copy.size)], to: &scratch)
    return scratch.returns.map(\.table)
  }
}

/// One submission in the making: which of its files are new.
struct SubmissionDraft {
  let submission: Submission
  let files: [ReceivedFile]
  /// With the vintages that held the same bytes before.
  private(set) var new: [(file: ReceivedFile, sameAs: [Vintage])] = []
  private(set) var known: [(file: ReceivedFile, submission: Submission)] = []

  init(
    _ submission: Submission, _ files: [ReceivedFile], _ archive: KnownReturns,
    received day: CalendarDay
  ) throws {
    self.submission = submission
    self.files = files
    for file in files {
      if let earlier = try archive.submission(file, received: day) {
        known.append((file, earlier))
      } else {
        new.append((file, try archive.same(file)))
      }
    }
  }

  /// Whether something of it may not be kept, or cannot be looked into.
  var isRefused: Bool { files.contains(where: \.isRefused) }
}
