import Ingest
import Normalise
import Staging
import Synchronization
import Validate
import Vocabulary

/// Takes many returns through the corridor, side by side, and settles which of them count.
///
/// What comes of each is put down by its place, so that the number of jobs changes nothing.
struct Collector {
  struct Result: Sendable {
    var ledger: Ledger
    /// Accepted returns of every vintage.
    let collection: ReturnCollection
    let accepted: [EditedReturn]
    /// Rules that returns hold something for, and that what is not at hand would decide.
    let open: Set<String>
  }

  let registry: Registry
  let jobs: Int
  let plainPath: Bool
  /// Whether digests of the files are wanted.
  let takesDigests: Bool
  /// Reaches of rules that cannot be decided here.
  var absent: Set<RuleDefinition.Reach> = []
  /// An officer's adjustments; nil for none.
  var adjustments: AdjustmentFile?
  /// Told how many of how many returns are done.
  let progress: @Sendable (Int, Int) -> Void

  func collect(_ survey: Survey) throws -> Result {
    let outcomes = try walk(survey)
    return settle(survey, outcomes)
  }

  // MARK: Side by side

  private struct Walked: Sendable {
    let outcome: ReturnRun.Outcome
    let digest: String
  }

  private func walk(_ survey: Survey) throws -> [Walked] {
    let returns = survey.returns
    let used = Set(
      Set(returns.map(\.table)).compactMap(registry.table).flatMap { table in
        table.columns.compactMap { if case .code(let list) = $0.type { list } else { nil } }
      })
    let lexicon = Lexicon(registry, only: used)
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    // Large files are shared by readers themselves; then returns go one after the other.
    let workers = returns.count == 1 ? 1 : max(1, min(jobs, returns.count))
    // Each worker takes the next return as long as there is one.
    let taken = SideBySide.map(workers) { _ in
      var walked: [(place: Int, result: Swift.Result<Walked, any Error>)] = []
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < returns.count else { return walked }
        walked.append((place, Swift.Result { try walk(returns[place], survey, lexicon) }))
        progress(done.wrappingAdd(1, ordering: .relaxed).newValue, returns.count)
      }
    }
    // In order, so that the first failure is the same however the work was shared out.
    return try taken.joined().sorted { $0.place < $1.place }.map { try $0.result.get() }
  }

  private func walk(
    _ subject: Return, _ survey: Survey, _ lexicon: Lexicon
  ) throws -> Walked {
    let before = survey.contradictions.filter { finding in
      finding.path == subject.path
        && finding.parameters.contains { $0.name == "table" && $0.value == subject.table }
    }
    let run = ReturnRun(
      subject: subject, schema: registry.table(subject.table)!, registry: registry,
      lexicon: lexicon, before: before, jobs: jobs, plainPath: plainPath,
      adjustments: adjustments?.of(subject) ?? [])
    let outcome = try run.run()
    try adjustments?.check(outcome)
    var digest = ""
    if takesDigests {
      guard let taken = Digest.ofFile(subject.location) else {
        throw IntakeFailure(path: subject.path, problem: "could not be read a second time")
      }
      digest = taken
    }
    return Walked(outcome: outcome, digest: digest)
  }

  // MARK: In order

  private func settle(_ survey: Survey, _ walked: [Walked]) -> Result {
    var entries = zip(survey.returns, walked).map { subject, walked in
      LedgerEntry(
        return: subject, standing: walked.outcome.edited == nil ? .rejected : .inForce,
        rows: walked.outcome.verdict.rows, findings: walked.outcome.verdict.findings,
        outcomes: walked.outcome.verdict.outcomes, digest: walked.digest)
    }
    func reject(_ place: Int, _ finding: Finding?) {
      entries[place].standing = .rejected
      entries[place].rows = RowAccount(
        read: entries[place].rows.read, rejected: entries[place].rows.read)
      if let finding {
        entries[place].findings.append(finding)
        entries[place].outcomes[finding.rule] = .violated
      }
    }
    refuseSubmissions(survey, walked, entries, reject)
    let validator = CollectionValidator(registry)
    let clashes = validator.clashes(accepted(entries, walked))
    for place in entries.indices {
      if let clash = clashes[entries[place].return] { reject(place, clash) }
    }
    let accepted = accepted(entries, walked)
    let collection = ReturnCollection(accepted)
    settleVintages(&entries, collection)
    let checked = validator.check(collection, absent: absent)
    for place in entries.indices {
      let subject = entries[place].return
      entries[place].outcomes.merge(checked.outcomes[subject] ?? [:]) { $1 }
      guard
        entries[place].findings.count > walked[place].outcome.verdict.findings.count
          || checked.findings[subject] != nil
      else { continue }
      entries[place].findings += checked.findings[subject] ?? []
      entries[place].findings = Finding.inOrder(entries[place].findings)
    }
    settleOutcomes(&entries, survey, collection, walked.map(\.outcome.facts))
    let lines = survey.rejectedNilLines.values.reduce(0, +)
    let lost = RowAccount(read: lines, rejected: lines)
    return Result(
      ledger: Ledger(
        entries: entries, other: survey.findings + withdrawn(survey, collection), otherRows: lost),
      collection: collection, accepted: accepted, open: checked.open)
  }

  private func accepted(_ entries: [LedgerEntry], _ walked: [Walked]) -> [EditedReturn] {
    zip(entries, walked).compactMap { $0.standing == .rejected ? nil : $1.outcome.edited }
  }

  /// A personal code in one file refuses everything that came with it.
  private func refuseSubmissions(
    _ survey: Survey, _ walked: [Walked], _ entries: [LedgerEntry],
    _ reject: (Int, Finding?) -> Void
  ) {
    var refused = Dictionary(
      uniqueKeysWithValues: survey.refused.map { ($0, "nil") })
    for (place, walked) in walked.enumerated() where walked.outcome.holdsPersonalCode {
      let subject = entries[place].return
      refused[subject.submission] = refused[subject.submission] ?? subject.table
    }
    guard !refused.isEmpty, let rule = registry.rules.first(where: { $0.kind == "personal-code" })
    else { return }
    for (place, entry) in entries.enumerated() {
      guard let table = refused[entry.return.submission] else { continue }
      let isKnown = entry.findings.contains { $0.kind == rule.kind }
      reject(
        place,
        isKnown
          ? nil
          : Finding(
            rule: rule.id, kind: "personal-code-beside", severity: rule.severity,
            path: entry.return.path, address: .file, parameters: [.init("table", table)]))
    }
  }

  /// What was withdrawn, and what is in force in its place.
  private func withdrawn(_ survey: Survey, _ collection: ReturnCollection) -> [Finding] {
    guard let rule = registry.rules.first(where: { $0.kind == "withdrawn" }) else { return [] }
    return survey.withdrawals.map { withdrawal in
      let submission = withdrawal.submission
      let current = collection.find(
        table: withdrawal.table, member: submission.member, period: submission.period)?.return
      let earlier = current.flatMap {
        $0.submission.vintage < submission.vintage ? $0.submission.vintage : nil
      }
      let isOther = withdrawal.table == Withdrawal.otherFiles
      return Finding(
        rule: rule.id, kind: earlier == nil ? rule.kind : "withdrawn-earlier-stands",
        severity: rule.severity, path: withdrawal.path,
        address: RecordAddress(record: withdrawal.line, line: withdrawal.line),
        parameters: [
          .init("table", isOther ? "@other-files" : withdrawal.table),
          .init("date", withdrawal.day.description),
          .init("reason", Masking.shown(withdrawal.reason, limit: 300)),
          .init("received", earlier?.description ?? ""),
        ])
    }
  }

  /// Rows of accepted vintages that are not in force are superseded.
  private func settleVintages(_ entries: inout [LedgerEntry], _ collection: ReturnCollection) {
    let rule = registry.rules.first { $0.kind == "later-rejected" }
    for place in entries.indices {
      let subject = entries[place].return
      let submission = subject.submission
      guard
        let current = collection.find(
          table: subject.table, member: submission.member, period: submission.period)?.return
      else { continue }
      if entries[place].standing == .rejected {
        guard let rule, current.submission.vintage < submission.vintage else { continue }
        entries[place].findings.append(
          Finding(
            rule: rule.id, kind: rule.kind, severity: rule.severity, path: subject.path,
            address: .file,
            parameters: [.init("received", current.submission.vintage.description)]))
      } else if current != subject {
        entries[place].standing = .superseded
        let rows = entries[place].rows
        entries[place].rows = RowAccount(
          read: rows.read, rejected: rows.rejected, superseded: rows.accepted)
      }
    }
  }
}
