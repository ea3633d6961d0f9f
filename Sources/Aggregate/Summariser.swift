import Vocabulary

/// Computes every figure and change of a release from the accepted returns.
///
/// The window is the period's year and the year before: quarters, halves, years to date and years
/// of which the quarters have come, and for an annual period the two years alone.
package struct Summariser {
  private let registry: Registry
  private let collection: ReturnCollection
  private let pipeline: PipelineDefinition
  private let period: ReferencePeriod
  private let asOf: Vintage
  /// Names of the dimensions of the release, in the order of the tables' columns.
  private let dimensions: [String]
  private let indicators: [IndicatorDefinition]

  /// - Parameter breaksDown: whether figures are broken down, or totals alone are wanted.
  package init(
    registry: Registry, collection: ReturnCollection, pipeline: PipelineDefinition,
    period: ReferencePeriod, asOf: Vintage, breaksDown: Bool = true
  ) {
    self.registry = registry
    self.collection = collection
    self.pipeline = pipeline
    self.period = period
    self.asOf = asOf
    let all = pipeline.indicators.compactMap(registry.indicator).map {
      breaksDown ? $0 : $0.totalOnly
    }
    indicators = all
    var names: [String] = []
    for table in registry.tables {
      let asked = Set(
        all.filter { $0.table == table.name }.flatMap {
          $0.breakdowns.flatMap { $0 } + Array($0.fixed.keys)
        })
      for column in table.columns where asked.contains(column.name) && !names.contains(column.name)
      {
        names.append(column.name)
      }
    }
    dimensions = names
  }

  package func summary() -> Summary {
    var observations: [Observation] = []
    var changes: [Change] = []
    let coverages = FigureMaker.Coverages()
    for indicator in indicators {
      if indicator.method == .returnsOnTime {
        let punctuality = Punctuality(
          indicator: indicator, registry: registry, collection: collection, window: window,
          asOf: asOf, dimensions: dimensions)
        observations += punctuality.observations()
        for later in compared { changes += punctuality.changes(at: later) }
        continue
      }
      guard let schema = registry.table(indicator.table) else { continue }
      let series = SeriesMaker(
        maker: FigureMaker(
          indicator: indicator, schema: schema, registry: registry, collection: collection,
          coverages: coverages),
        dimensions: dimensions, window: window, asOf: asOf)
      observations += series.observations()
      for later in compared { changes += series.changes(at: later) }
    }
    let rank = Dictionary(
      indicators.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    observations.sort { Observation.precedes($0, $1, rank: rank) }
    return Summary(
      pipeline: pipeline.name, period: period, asOf: asOf, dimensions: dimensions,
      indicators: indicators, observations: observations, changes: changes)
  }

  /// What stands beside the figures: how they came to be, and who works with whom.
  package func annex() -> Annex {
    var annex = Annex()
    let revisions = RevisionMaker(
      registry: registry, collection: collection, indicators: indicators, window: window,
      asOf: asOf)
    annex.revisions = revisions.revisions()
    annex.triangle = revisions.triangle()
    annex.cooperation = CooperationMaker(
      registry: registry, collection: collection, indicators: indicators,
      periods: window.filter { $0.lastDay == period.lastDay }
    ).matrix()
    return annex
  }

  /// Periods of which the change on a year earlier is told.
  private var compared: [ReferencePeriod] {
    window.filter { !$0.isSeveralYears && (period.isSeveralYears || $0.year == period.year) }
  }

  /// The periods of the release, in order of time.
  var window: [ReferencePeriod] {
    if period.isSeveralYears {
      let before = [period.parts[0].yearEarlier].filter(hasReturns)
      return (before + period.parts + [period]).sorted()
    }
    if period.isYear {
      return [period.yearEarlier, period].filter { $0 == period || hasReturns(in: $0) }
    }
    guard let last = period.quarters.last, case .quarter(let now) = last.kind else { return [] }
    var periods: [ReferencePeriod] = []
    for year in [period.year - 1, period.year] {
      let upTo = year == period.year ? now : 4
      for q in 1...upTo {
        periods.append(ReferencePeriod(year: year, kind: .quarter(q)))
        periods.append(ReferencePeriod(year: year, kind: .yearToDate(q)))
        if q % 2 == 0 { periods.append(ReferencePeriod(year: year, kind: .half(q / 2))) }
      }
      if upTo == 4 { periods.append(ReferencePeriod(year: year, kind: .year)) }
    }
    // Before the first return of all there is nothing to say, not even that it was not received.
    return periods.filter { $0.year == period.year || hasReturns(in: $0) }.sorted()
  }

  private func hasReturns(in asked: ReferencePeriod) -> Bool {
    registry.tables.contains { table in
      collection.periods(table: table.name).contains {
        $0.firstDay <= asked.lastDay && $0.lastDay >= asked.firstDay
      }
    }
  }
}
