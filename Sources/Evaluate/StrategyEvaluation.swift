import Vocabulary

/// Holds the figures of several years to what the strategy wanted.
package struct StrategyEvaluation {
  private let registry: Registry
  private let summary: Summary

  package init(_ summary: Summary, registry: Registry) {
    self.summary = summary
    self.registry = registry
  }

  /// One row for each indicator of the summary, in its order; none unless it is of several years.
  package func rows() -> [EvaluationRow] {
    guard summary.period.isSeveralYears else { return [] }
    var totals: [String: [ReferencePeriod: Observation]] = [:]
    for observation in summary.observations
    where observation.member == "_T" && observation.breakdown.isTotal {
      totals[observation.indicator, default: [:]][observation.period] = observation
    }
    return summary.indicators.map { row($0, totals[$0.id] ?? [:]) }
  }

  private func row(
    _ indicator: IndicatorDefinition, _ totals: [ReferencePeriod: Observation]
  ) -> EvaluationRow {
    let target = registry.targets.first { $0.indicator == indicator.id }
    func figure(_ year: Int?) -> Observation? {
      year.flatMap { totals[ReferencePeriod(year: $0, kind: .year)] }.flatMap {
        $0.value == nil ? nil : $0
      }
    }
    let years = summary.period.parts.map(\.year)
    // A year that is not over, or of which returns may still come in time, is no actual figure.
    let finished = years.filter { year in
      guard let own = figure(year) else { return false }
      // A share counts what is due so far: of a year that is not over it is one of some quarters.
      if indicator.isShare { return isFinished(year) && !own.notes.contains(.open) }
      return isFinished(year) || !isShort(own)
    }
    let baseYear = target?.baseYear ?? years.first { figure($0) != nil }
    let base = target?.base ?? figure(baseYear)?.value
    let actualYear = finished.last { $0 > baseYear ?? .min }
    let actual = figure(actualYear)
    var isBroken = false
    if let baseYear, let actualYear {
      isBroken = registry.isBroken(
        indicator.id, from: ReferencePeriod(year: baseYear, kind: .year),
        to: ReferencePeriod(year: actualYear, kind: .year))
    }
    var change: Int?
    if let base, let actual = actual?.value, !isBroken { change = actual - base }
    var notes = Set(
      (target?.base == nil ? figure(baseYear)?.notes ?? [] : []) + (actual?.notes ?? []))
    if isBroken { notes.insert(.seriesBreak) }
    if let then = figure(baseYear), let actual, target?.base == nil,
      then.notes.contains(.national) != actual.notes.contains(.national)
    {
      notes.insert(.scopeChanged)
    }
    if let stated = target?.base, let own = figure(baseYear)?.value, own != stated {
      notes.insert(.baseDiffers)
    }
    let compared = Change(
      period: summary.period, indicator: indicator.id, breakdown: Breakdown(codes: []),
      basis: .published, earlier: isBroken ? nil : base, later: isBroken ? nil : actual?.value,
      membersMatched: nil, status: .normal, notes: [], leastBase: indicator.leastBase)
    if let base, let least = indicator.leastBase, base < least { notes.insert(.baseUnderTen) }
    let status: ObservationStatus =
      if isBroken {
        .seriesBreak
      } else if change == nil {
        .missing
      } else if !notes.isDisjoint(with: [.partial, .open, .rowsRejected]) {
        .provisional
      } else {
        .normal
      }
    return EvaluationRow(
      indicator: indicator.id, baseYear: baseYear, base: base, targetYear: target?.targetYear,
      target: target?.target, actualYear: actualYear, actual: actual?.value,
      whole: isAdded(indicator) ? totals[summary.period]?.value : nil, change: change,
      percentTenths: compared.percentTenths, direction: change.map(direction),
      wanted: target?.wanted,
      isReached: reached(indicator, target, actual, actualYear), status: status,
      notes: notes.sorted())
  }

  private func direction(_ change: Int) -> Target.Direction {
    change > 0 ? .up : change < 0 ? .down : .same
  }

  /// Whether the year's last returns are due already.
  private func isFinished(_ year: Int) -> Bool {
    registry.calendar.due(ReferencePeriod(year: year, kind: .year)) <= summary.asOf.received
  }

  /// Whether something is not in the figure that was to be.
  private func isShort(_ figure: Observation) -> Bool {
    !Set(figure.notes).isDisjoint(with: [.partial, .rowsRejected])
  }

  /// Nil where the strategy does not say what it wants, its year has not come, or what is missing of
  /// the figure could decide otherwise.
  private func reached(
    _ indicator: IndicatorDefinition, _ target: Target?, _ actual: Observation?, _ year: Int?
  ) -> Bool? {
    guard let target, let wanted = target.wanted, let goal = target.target,
      let actual, let value = actual.value, let year,
      target.targetYear.map({ year >= $0 }) ?? true
    else { return nil }
    if isShort(actual) {
      // More returns could only add to a sum, as long as they confirm no overlap.
      // What counts once, in the first of its periods, may belong to an earlier one.
      let canOnlyGrow =
        isAdded(indicator) && !indicator.isShare && !actual.notes.contains(.overlapUnconfirmed)
        && indicator.method != .eventsStarted(once: true)
      guard canOnlyGrow else { return nil }
      return switch wanted {
      case .up: value >= goal ? true : nil
      case .down, .same: value > goal ? false : nil
      }
    }
    switch wanted {
    case .up: return value >= goal
    case .down: return value <= goal
    case .same: return value == goal
    }
  }

  /// Whether years together are a figure: flows, unions and lines of fiscal years are; stocks, shares
  /// and states are not.
  private func isAdded(_ indicator: IndicatorDefinition) -> Bool {
    let years = summary.period.parts
    // What was counted in two ways is not added up.
    if let first = years.first, let last = years.last,
      registry.isBroken(indicator.id, from: first, to: last)
    {
      return false
    }
    return switch indicator.method {
    case .people(_, let part): part != .stock
    case .returnsOnTime: false
    case .lines: registry.table(indicator.table)?.register?.year != nil
    default: true
    }
  }
}
