import Correspond
import Evaluate
import Vocabulary

/// Writes to every member of the register what became of its returns for a period.
package struct LetterRun: Sendable {
  package struct Result: Sendable {
    package let period: ReferencePeriod
    package let asOf: CalendarDay
    /// In the order of the register.
    package let letters: [Letter]
  }

  private let registry: Registry
  private let settings: PipelineRun.Settings

  /// - Parameter settings: as for a run; nothing is written, whatever they say.
  package init(registry: Registry, settings: PipelineRun.Settings) {
    self.registry = registry
    self.settings = settings
  }

  package func run() throws -> Result {
    let pipeline = registry.reportPipeline
    var status = StatusRun.Settings(settings)
    let first = try StatusRun(registry: registry, settings: status).run()
    // The day that is looked from is the release's: that of the last adjustment, where it is later.
    let period = first.grids[0].period
    guard period.firstDay <= first.asOf else {
      throw PipelineRun.NothingToRelease(
        description: "\(period.label) had not begun on \(first.asOf), the day that is looked from",
        ledger: nil)
    }
    status.periods = openPeriods(upTo: period, since: first.firstPeriod)
    let found = try walk(pipeline, period)
    status.asOf = found.asOf ?? first.asOf
    let open = try StatusRun(registry: registry, settings: status).run()
    let letters = first.grids[0].rows.map { row in
      letter(row.member, period, open, found, pipeline)
    }
    return Result(period: period, asOf: open.asOf, letters: letters)
  }

  /// The period and, of quarters, those before it that are still open to revision, the latest first.
  private func openPeriods(
    upTo period: ReferencePeriod, since first: ReferencePeriod?
  ) -> [ReferencePeriod] {
    guard period.isQuarter else { return [period] }
    let all = (0..<max(1, registry.calendar.openQuarters)).map { period.quarter(steps: -$0) }
    // Before the first return of all nothing was asked.
    return all.filter { $0 == period || ($0.firstDay >= first?.firstDay ?? period.firstDay) }
  }

  private struct Found {
    let ledger: Ledger
    let collection: ReturnCollection
    /// Nil where nothing came or nothing is accepted.
    let asOf: CalendarDay?
  }

  /// Everything up to the period; nothing where nothing came or nothing is accepted.
  private func walk(_ pipeline: PipelineDefinition, _ period: ReferencePeriod) throws -> Found {
    var settings = settings
    settings.period = period
    settings.through = .validate
    do {
      let result = try PipelineRun(registry: registry, settings: settings).run(pipeline)
      return Found(
        ledger: result.ledger, collection: result.collection, asOf: result.asOf.received)
    } catch let nothing as PipelineRun.NothingToRelease {
      return Found(
        ledger: nothing.ledger ?? Ledger(), collection: ReturnCollection([]), asOf: nil)
    }
  }

  private func letter(
    _ member: Member, _ period: ReferencePeriod, _ status: StatusRun.Result, _ found: Found,
    _ pipeline: PipelineDefinition
  ) -> Letter {
    let asOf = status.asOf
    let figures = MemberFigures(
      of: member.id, registry: registry, collection: found.collection, pipeline: pipeline,
      period: period, asOf: Vintage(received: asOf))
    let account = MemberAccount(
      of: member.id, period: period, registry: registry, ledger: found.ledger)
    var periods = [period]
    if case .quarter(let number) = period.kind, number > 1 {
      periods.append(ReferencePeriod(year: period.year, kind: .yearToDate(number)))
    }
    return Letter(
      member: member, period: period, asOf: asOf, received: account.received,
      withdrawn: withdrawn(member, period, status), refused: account.refused,
      figures: periods.map { Letter.Figures(period: $0, lines: figures.lines($0)) },
      adjusted: adjusted(member, period, found.collection), files: account.files,
      revised: figures.revised,
      missing: status.grids.flatMap { grid in grid.open(member.id).map { missing($0, grid.period) }
      })
  }

  private func withdrawn(
    _ member: Member, _ period: ReferencePeriod, _ status: StatusRun.Result
  ) -> [Letter.Withdrawn] {
    status.withdrawals.filter {
      $0.submission.member == member.id && $0.submission.period == period
    }.map { one in
      Letter.Withdrawn(
        table: registry.table(one.table)?.title, received: one.submission.vintage, day: one.day,
        reason: Masking.shown(one.reason, limit: 300))
    }
  }

  private func adjusted(
    _ member: Member, _ period: ReferencePeriod, _ collection: ReturnCollection
  ) -> [Letter.Adjusted] {
    registry.tables.compactMap { table in
      let edited = collection.find(table: table.name, member: member.id, period: period)
      guard let edited, !edited.adjusted.isEmpty else { return nil }
      return Letter.Adjusted(
        table: table.title,
        cells: edited.adjusted.map { one in
          func shown(_ text: String) -> String { text.isEmpty ? "–" : Masking.shown(text) }
          let column = table.columns.first { $0.name == one.column }
          return Letter.Adjusted.Cell(
            line: one.line, column: column?.title ?? Label(lv: one.column, en: one.column),
            before: shown(one.expected), after: shown(one.value))
        })
    }
  }

  private func missing(_ receipt: Evaluate.Receipt, _ period: ReferencePeriod) -> Letter.Missing {
    Letter.Missing(
      period: period,
      table: registry.table(receipt.table)?.title ?? Label(lv: receipt.table, en: receipt.table),
      state: receipt.state.rawValue, due: receipt.due, cutOff: registry.calendar.cutOff(period),
      daysLate: receipt.daysLate)
  }
}

extension StatusRun.Settings {
  /// The same returns, seen from the same day.
  init(_ settings: PipelineRun.Settings) {
    self.init(returns: settings.returns)
    periods = settings.period.map { [$0] } ?? []
    asOf = settings.asOf
    jobs = settings.jobs
    plainPath = settings.plainPath
  }
}
