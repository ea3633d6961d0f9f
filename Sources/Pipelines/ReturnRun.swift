import Aggregate
import Ingest
import Normalise
import Validate
import Vocabulary

/// The corridor: takes one return from its bytes to its verdict. The order of rooms stands here.
struct ReturnRun {
  /// What came of a return.
  struct Outcome: Sendable {
    let verdict: Verdict
    /// The rows that count; nil where the return is rejected.
    let edited: EditedReturn?
    /// Whether a cell holds a personal code: then nothing of the whole submission counts.
    let holdsPersonalCode: Bool
    let facts: WalkFacts
    /// Adjustments that could not be made, and why.
    var failed: [(adjustment: Adjustment, problem: String)] = []
  }

  let subject: Return
  let schema: ReturnTable
  let registry: Registry
  let lexicon: Lexicon
  /// Findings about the return that were made before it was opened.
  let before: [Finding]
  /// Readers that may share a large file.
  let jobs: Int
  let plainPath: Bool
  /// An officer's adjustments of this return.
  var adjustments: [Adjustment] = []

  /// Files above this many bytes are read by several readers.
  private static let large = 4 << 20

  func run() throws(IntakeFailure) -> Outcome {
    let before = before + SubmissionRules(registry).check(subject)
    if subject.isNil { return declaredNil(before) }
    let intake = try Intake(subject, schema: schema, registry: registry, plainPath: plainPath)
    guard let layout = intake.layout else { return try withoutHeader(intake, before) }
    // Rows that are kept stand in the order of the file, so only sums are gathered side by side.
    let readers =
      schema.kind == .records && subject.size > Self.large && adjustments.isEmpty ? max(1, jobs) : 1
    if readers > 1, let outcome = try walk(intake, layout, before, readers: readers) {
      return outcome
    }
    let again =
      readers > 1
      ? try Intake(subject, schema: schema, registry: registry, plainPath: plainPath) : intake
    return try walk(again, layout, before, readers: 1)!
  }

  /// What is before the walk of the return, of its rows nothing yet; without an intake of a nil return.
  private func facts(_ before: [Finding], _ intake: Intake? = nil) -> WalkFacts {
    var facts = WalkFacts()
    facts.isNil = subject.isNil
    facts.isRegistered = !before.contains { $0.kind == "registered" }
    guard let intake else { return facts }
    facts.holdsBytes = subject.size > 0
    facts.isText = intake.isText
    facts.hasHeader = intake.layout != nil
    return facts
  }

  /// A nil return is one line that says that everything is zero.
  private func declaredNil(_ before: [Finding]) -> Outcome {
    let isAccepted = !before.contains { $0.severity == .reject }
    return Outcome(
      verdict: Verdict(
        isAccepted: isAccepted, findings: before, outcomes: [:],
        rows: RowAccount(read: 1, accepted: isAccepted ? 1 : 0, rejected: isAccepted ? 0 : 1)),
      edited: isAccepted
        ? EditedReturn(return: subject, rows: ReturnRows(schema: schema), cube: nil) : nil,
      holdsPersonalCode: false, facts: facts(before))
  }

  /// Nothing can be understood, but every record is counted and searched for personal data.
  private func withoutHeader(
    _ intake: Intake, _ before: [Finding]
  ) throws(IntakeFailure) -> Outcome {
    var rows = RowAccount()
    var holdsPersonalCode = intake.findings.contains { $0.kind == "personal-code" }
    if let reader = intake.reader() {
      while let raw = try reader.next() {
        rows += RowAccount(read: raw.rowCount + raw.defects.count)
        let texts =
          raw.defects.flatMap(\.cells)
          + (0..<raw.rowCount).flatMap { row in
            (0..<raw.width).map { String(decoding: raw.cell(row, $0), as: UTF8.self) }
          }
        if texts.contains(where: { Masking.mark($0.utf8) == .personalCode }) {
          holdsPersonalCode = true
        }
      }
    }
    rows.rejected = rows.read
    return Outcome(
      verdict: Verdict(
        isAccepted: false, findings: before + intake.findings, outcomes: [:], rows: rows),
      edited: nil, holdsPersonalCode: holdsPersonalCode, facts: facts(before, intake),
      failed: adjustments.map { ($0, "\($0.path) has no header to find the column by") })
  }

  /// One worker's rooms.
  private struct Walk: @unchecked Sendable {
    let reader: BatchReader
    let normaliser: Normaliser
    let adjuster: Adjuster
    let validator: Validator
    let tabulator: Tabulator
  }

  /// - Returns: nil where several readers met a broken quote: the file is to be read by one.
  private func walk(
    _ intake: Intake, _ layout: Layout, _ before: [Finding], readers: Int
  ) throws(IntakeFailure) -> Outcome? {
    var made: [Walk] = []
    for _ in 0..<readers { made.append(try makeWalk(intake, layout, isShared: readers > 1)) }
    let walks = made
    let failures = SideBySide.map(readers) { Self.go(walks[$0]) }
    if intake.needsSequence { return nil }
    var findings = before + intake.findings
    if let failure = failures.compactMap({ $0 }).first { throw failure }
    let (first, chunks) = (walks[0], intake.chunks)
    findings += notes(intake, walks, chunks)
    for other in walks.dropFirst() { first.validator.merge(other.validator) }
    var cube = first.tabulator.cube
    for other in walks.dropFirst() { cube?.pour(other.tabulator.cube!) }
    var rows = first.tabulator.rows
    let verdict = first.validator.conclude(&rows, chunks: chunks, before: findings)
    var facts = facts(before, intake)
    facts.hasRecords = verdict.rows.read > 0
    facts.namesMember = first.validator.namesMember
    facts.namesPeriod = first.validator.namesPeriod
    return Outcome(
      verdict: verdict,
      edited: verdict.isAccepted
        ? EditedReturn(
          return: subject, rows: rows, cube: cube,
          adjusted: first.adjuster.made.sorted { $0.number < $1.number },
          rejectedRows: verdict.rows.rejected)
        : nil,
      holdsPersonalCode: verdict.findings.contains { $0.kind == "personal-code" }, facts: facts,
      failed: first.adjuster.problems
        + first.adjuster.unmet.map { ($0, "\($0.path) has no record on line \($0.line)") })
  }

  private func makeWalk(
    _ intake: Intake, _ layout: Layout, isShared: Bool
  ) throws(IntakeFailure) -> Walk {
    let validator: Validator
    do throws(UnsupportedSchema) {
      validator = try Validator(
        schema: schema, registry: registry, subject: subject,
        extra: Validator.Extra(
          member: layout.member, period: layout.period, others: layout.others))
    } catch { throw IntakeFailure(path: schema.name, problem: error.description) }
    return Walk(
      reader: intake.reader(shared: isShared)!,
      normaliser: Normaliser(
        schema: schema, fileColumns: layout.fileColumns, lexicon: lexicon,
        member: subject.submission.member, period: subject.submission.period),
      adjuster: Adjuster(adjustments, schema: schema, registry: registry), validator: validator,
      tabulator: Tabulator(schema: schema, registry: registry))
  }

  private static func go(_ walk: Walk) -> IntakeFailure? {
    do throws(IntakeFailure) {
      while let raw = try walk.reader.next() {
        walk.tabulator.add(
          walk.validator.edit(walk.adjuster.adjust(walk.normaliser.code(raw))))
      }
      return nil
    } catch { return error }
  }

  // MARK: Notes

  /// What was converted and passed over, with absolute addresses, first occurrences first.
  private func notes(
    _ intake: Intake, _ walks: [Walk], _ chunks: [(records: Int, lines: Int)]
  ) -> [Finding] {
    var starts: [(records: Int, lines: Int)] = [(0, 0)]
    for chunk in chunks {
      starts.append((starts.last!.records + chunk.records, starts.last!.lines + chunk.lines))
    }
    var made: [Conversion: (count: Int, address: RecordAddress)] = [:]
    var blank: (count: Int, line: Int) = (0, .max)
    for walk in walks {
      for (conversion, converted) in walk.normaliser.conversions {
        let start = starts[min(converted.chunk, starts.count - 1)]
        let address = RecordAddress(
          record: converted.address.record + start.records,
          line: converted.address.line + start.lines)
        let known = made[conversion]
        made[conversion] = (
          (known?.count ?? 0) + converted.count, known.map { min($0.address, address) } ?? address
        )
      }
      if let first = walk.reader.firstBlank {
        blank.count += walk.reader.blankLines
        blank.line = min(blank.line, first.line + starts[min(first.chunk, starts.count - 1)].lines)
      }
    }
    var notes = made.map { intake.note($0.key, at: $0.value.address, occurrences: $0.value.count) }
    if blank.count > 0 { notes.append(intake.note(blankLines: blank.count, first: blank.line)) }
    return notes
  }
}
