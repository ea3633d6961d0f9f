import Aggregate
import Correspond
import Vocabulary

/// A member's own figures, made from its own returns alone.
///
/// Others' returns are emptied before anything is counted: that they are in force is all that is left
/// of them, since an overlap is taken off only where it is confirmed. So no figure of a letter can
/// hold another member's, whatever the indicator.
struct MemberFigures {
  private let member: String
  private let summary: Summary
  /// By indicator and period, the member's own total.
  private var own: [String: [ReferencePeriod: Observation]] = [:]

  /// - Parameters:
  ///   - pipeline: the figures of the release.
  init(
    of member: String, registry: Registry, collection: ReturnCollection,
    pipeline: PipelineDefinition, period: ReferencePeriod, asOf: Vintage
  ) {
    self.member = member
    var tables: Set<String> = []
    let seen = collection.mapped { edited in
      let table = edited.return.table
      let submission = edited.return.submission
      if submission.member == member {
        tables.insert(table)
        return edited
      }
      guard let schema = registry.table(table), schema.overlap != nil,
        !registry.isNational(member: submission.member, table: table, period: submission.period)
      else { return nil }
      return EditedReturn(return: edited.return, rows: ReturnRows(schema: schema), cube: nil)
    }
    if let own = registry.member(member) {
      for table in registry.tables where registry.owes(own, table: table.name, period: period) {
        tables.insert(table.name)
      }
    }
    let indicators = pipeline.indicators.filter { id in
      registry.indicator(id).map { tables.contains($0.table) && !$0.isInternal } ?? false
    }
    summary = Summariser(
      registry: registry, collection: seen,
      pipeline: PipelineDefinition(
        name: pipeline.name, title: pipeline.title, indicators: indicators, editions: []),
      period: period, asOf: asOf, breaksDown: false
    ).summary()
    for o in summary.observations where o.member == member && o.breakdown.isTotal {
      own[o.indicator, default: [:]][o.period] = o
    }
  }

  /// One line for each indicator of which the member has something to say, or owes it.
  func lines(_ period: ReferencePeriod) -> [FigureLine] {
    summary.indicators.compactMap { indicator in
      let all = own[indicator.id] ?? [:]
      let (now, then) = (all[period], all[period.yearEarlier])
      guard now != nil || then?.value != nil else { return nil }
      return FigureLine(
        indicator, now: now.map(state), value: now?.value, earlier: then?.value,
        isComparable: [now, then].allSatisfy { $0.map(isWhole) ?? false }
          && !crossesBreak(indicator.id, period))
    }
  }

  /// Figures of quarters (of years, where years are looked at) that are no longer what the first
  /// returns said.
  var revised: [Letter.Revised] {
    summary.indicators.flatMap { indicator in
      (own[indicator.id] ?? [:]).values
        .filter { $0.period.isQuarter == summary.period.isQuarter && !$0.period.isHalfOrToDate }
        .sorted { $0.period < $1.period }
        .compactMap { o in
          guard let now = o.value, let revision = o.revision, revision != 0 else { return nil }
          return Letter.Revised(
            period: o.period, indicator: indicator, first: now - revision, now: now)
        }
    }
  }

  private func isComplete(_ o: Observation) -> Bool { o.membersReporting + o.membersVoluntary > 0 }

  private func isWhole(_ o: Observation) -> Bool {
    isComplete(o) && !o.notes.contains(.rowsRejected)
  }

  private func state(_ o: Observation) -> FigureLine.State {
    if o.value == nil { return isComplete(o) ? .notAvailable : .missing }
    if o.status == .seriesBreak { return .seriesBreak }
    if !isComplete(o) { return .partial }
    if o.notes.contains(.rowsRejected) { return .rowsRejected }
    return o.notes.contains(.open) ? .open : .complete
  }

  private func crossesBreak(_ indicator: String, _ period: ReferencePeriod) -> Bool {
    summary.changes.contains {
      $0.indicator == indicator && $0.period == period && $0.notes.contains(.seriesBreak)
    }
  }
}

extension ReferencePeriod {
  fileprivate var isHalfOrToDate: Bool { !isQuarter && !isYear }
}

extension FigureLine {
  /// - Parameter isComparable: whether a change may be drawn, where both sides are known.
  init(
    _ indicator: IndicatorDefinition, now state: State?, value: Int?, earlier: Int?,
    isComparable: Bool
  ) {
    var change: Int?
    var percent: Int?
    if isComparable, let value, let earlier {
      change = value - earlier
      percent =
        Change(
          period: ReferencePeriod(year: 0, kind: .year), indicator: indicator.id,
          breakdown: Breakdown(codes: []), basis: .published, earlier: earlier, later: value,
          membersMatched: nil, status: .normal, notes: [], leastBase: indicator.leastBase
        ).percentTenths
    }
    self.init(
      indicator: indicator, value: value, state: state ?? .missing, earlier: earlier,
      change: change, percent: percent)
  }
}
