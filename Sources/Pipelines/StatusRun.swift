import Evaluate
import Ingest
import Vocabulary

/// Finds out what came for some periods: walks the returns that tell it, and no others.
///
/// These are the periods' own submissions, their year's where an annual return came beside quarters
/// (of both the later is rejected), and the submissions with victims of the year before, which give
/// the weights. Of all else the names of the files are looked at.
package struct StatusRun: Sendable {
  package struct Settings: Sendable {
    package var returns: String
    /// Quarters or years; empty for the latest quarter for which something was received.
    package var periods: [ReferencePeriod] = []
    /// Only what was received up to and including this day, which is looked from; nil for the latest
    /// day on which something was received.
    package var asOf: CalendarDay?
    package var jobs = 1
    package var plainPath = true
    package var progress: @Sendable (Int, Int) -> Void = { _, _ in }

    package init(returns: String) { self.returns = returns }
  }

  package struct Result: Sendable {
    package let asOf: CalendarDay
    /// One for each period asked for, in the order asked.
    package let grids: [ResponseGrid]
    /// The earliest period for which anybody sent anything; nil where nobody did.
    package let firstPeriod: ReferencePeriod?
    /// What was withdrawn, of any period.
    package let withdrawals: [Withdrawal]
    private let periods: [String: [ReferencePeriod]]

    fileprivate init(
      asOf: CalendarDay, grids: [ResponseGrid], returns: [Return], withdrawals: [Withdrawal]
    ) {
      self.withdrawals = withdrawals
      self.asOf = asOf
      self.grids = grids
      firstPeriod = returns.map(\.submission.period).min { $0.firstDay < $1.firstDay }
      periods = Dictionary(grouping: returns) { "\($0.submission.member)/\($0.table)" }
        .mapValues { $0.map(\.submission.period) }
    }

    /// Periods for which a member sent a table, accepted or not.
    package func sent(_ member: String, _ table: String) -> [ReferencePeriod] {
      periods["\(member)/\(table)"] ?? []
    }

    package var chase: ChaseList { ChaseList(grids[0], sent: sent) }
  }

  private let registry: Registry
  private let settings: Settings

  package init(registry: Registry, settings: Settings) {
    self.registry = registry
    self.settings = settings
  }

  package func run() throws -> Result {
    var survey = try Surveyor(root: settings.returns, registry: registry).survey()
    if let asOf = settings.asOf { survey.keep { $0.vintage.received <= asOf } }
    let (all, withdrawals) = (survey.returns, survey.withdrawals)
    guard let first = settings.periods.first ?? survey.latestPeriod else {
      let received = settings.asOf.map { " received by \($0)" } ?? ""
      throw PipelineRun.NothingToRelease(
        description: "\(settings.returns): there are no returns\(received)", ledger: nil)
    }
    let periods = settings.periods.isEmpty ? [first] : settings.periods
    // Where no return was received it is looked from the last day on which anything was, else from
    // the end of the period.
    let came = survey.submissions.map(\.vintage.received).max()
    let asOf = settings.asOf ?? survey.latestReceived ?? came ?? first.lastDay
    let needed = needed(survey, periods)
    survey.keep(needed.contains)
    let collector = Collector(
      registry: registry, jobs: settings.jobs, plainPath: settings.plainPath, takesDigests: false,
      // No question is asked here, and no question decides whether a return is in force.
      absent: [.tables, .members, .periods], progress: settings.progress)
    let collected = try collector.collect(survey)
    let grids = periods.map { period in
      ResponseGrid(
        registry: registry, ledger: collected.ledger, collection: collected.collection,
        withdrawals: withdrawals, period: period, asOf: asOf)
    }
    return Result(asOf: asOf, grids: grids, returns: all, withdrawals: withdrawals)
  }

  private func needed(_ survey: Survey, _ periods: [ReferencePeriod]) -> Set<Submission> {
    let years = Set(periods.map(\.year))
    let annual = Set(
      survey.submissions.filter { $0.period.isYear }.map { "\($0.member)/\($0.period.year)" })
    let weighing = Set(
      survey.returns.filter { $0.table == Weights.table }.map(\.submission))
    return Set(
      survey.submissions.filter { submission in
        let own = submission.period
        if years.contains(own.year), annual.contains("\(submission.member)/\(own.year)") {
          return true
        }
        if years.contains(own.year + 1), weighing.contains(submission) { return true }
        return periods.contains { $0 == own || $0.quarters.contains(own) }
      })
  }
}
