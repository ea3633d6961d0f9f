import Aggregate
import Disclose
import Evaluate
import Export
import Ingest
import Vocabulary

/// Runs a pipeline over a returns folder: all returns, side by side, merged in order.
///
/// A run is a pure function of files: the same returns, definitions and as-of day give the same
/// bytes, with any number of jobs. There is no clock in it.
package struct PipelineRun: Sendable {
  package struct Settings: Sendable {
    package var returns: String
    package var output: String
    /// Nil for the latest quarter for which something was received.
    package var period: ReferencePeriod?
    /// Only what was received up to and including this day; nil for everything.
    package var asOf: CalendarDay?
    /// File of an officer's adjustments; nil for none.
    package var adjustments: String?
    package var through = Stage.export
    package var jobs = 1
    package var plainPath = true
    package var version = ""
    package var progress: @Sendable (Int, Int) -> Void = { _, _ in }

    package init(returns: String, output: String) {
      self.returns = returns
      self.output = output
    }
  }

  package struct Result: Sendable {
    package let period: ReferencePeriod
    package let asOf: Vintage
    package let ledger: Ledger
    package let collection: ReturnCollection
    /// From the stage `aggregate` on.
    package let summary: Summary?
    package let annex: Annex
    /// From the stage `disclose` on.
    package let editions: [ProtectedSummary]
    /// Where the release lies; nil when none was asked for.
    package let release: String?
  }

  /// Nothing can be released: there are no returns, or none is accepted.
  package struct NothingToRelease: Error, CustomStringConvertible {
    package let description: String
    /// What was found, where returns were read at all.
    package let ledger: Ledger?
  }

  private let registry: Registry
  private let settings: Settings

  package init(registry: Registry, settings: Settings) {
    self.registry = registry
    self.settings = settings
  }

  package func run(_ pipeline: PipelineDefinition) throws -> Result {
    var survey = try Surveyor(root: settings.returns, registry: registry).survey()
    let known = Set(survey.returns.filter { !$0.isNil }.map(\.path))
    if let asOf = settings.asOf { survey.keep { $0.vintage.received <= asOf } }
    guard let period = settings.period ?? survey.latestPeriod else {
      throw NothingToRelease(
        description: "\(settings.returns): there are no returns\(received)", ledger: nil)
    }
    let latest = survey.latestReceived
    // What is about later periods has no part in the figures of this one.
    survey.keep { $0.period.lastDay <= period.lastDay }
    let isCovered = survey.submissions.contains {
      $0.period.firstDay <= period.lastDay && $0.period.lastDay >= period.firstDay
    }
    guard let latest, isCovered else {
      throw NothingToRelease(
        description: "\(settings.returns): there are no returns for \(period.label)\(received)",
        ledger: nil)
    }
    let adjustments = try AdjustmentFile.read(
      settings.adjustments, registry: registry, asOf: settings.asOf, known: known)
    // The last day on which anything came to be known: a return, or an officer's adjustment.
    let asOf = Vintage(received: settings.asOf ?? max(latest, adjustments?.latest ?? latest))
    var collector = Collector(
      registry: registry, jobs: settings.jobs, plainPath: settings.plainPath,
      takesDigests: settings.through == .export, progress: settings.progress)
    collector.adjustments = adjustments
    let collected = try collector.collect(survey)
    guard !collected.accepted.isEmpty else {
      throw NothingToRelease(
        description: "\(settings.returns): no return was accepted, so there is nothing to release",
        ledger: collected.ledger)
    }
    var summary: Summary?
    var annex = Annex()
    if settings.through >= .aggregate {
      let summariser = Summariser(
        registry: registry, collection: collected.collection, pipeline: pipeline, period: period,
        asOf: asOf)
      let made = summariser.summary()
      summary = made
      annex = summariser.annex()
      annex.evaluation = StrategyEvaluation(made, registry: registry).rows()
      annex.adjustments = adjustments?.outcomes(collected.ledger) ?? []
    }
    var editions: [ProtectedSummary] = []
    if settings.through >= .disclose, let summary {
      let discloser = Discloser(
        summary,
        derived: Set(registry.codeLists.values.flatMap { $0.codes.filter(\.isDerived).map(\.id) }))
      editions = discloser.protect(for: pipeline.editions)
    }
    var release: String?
    if settings.through >= .export {
      let folder = settings.asOf.map { "\(period.label)@\($0)" } ?? period.label
      release = try Exporter(
        registry: registry, output: settings.output, version: settings.version
      ).export(
        editions, annex: annex, ledger: collected.ledger, adjustments: adjustments?.input,
        as: "\(pipeline.name)/\(folder)")
    }
    return Result(
      period: period, asOf: asOf, ledger: collected.ledger, collection: collected.collection,
      summary: summary, annex: annex, editions: editions, release: release)
  }

  private var received: String {
    settings.asOf.map { " received by \($0)" } ?? ""
  }
}
