import Vocabulary

/// The cooperation matrix: how many events each two members, or a member and a country, have together.
struct CooperationMaker {
  let registry: Registry
  let collection: ReturnCollection
  let indicators: [IndicatorDefinition]
  let periods: [ReferencePeriod]

  /// By indicator, period, member and partner; each pair from both sides.
  func matrix() -> [JointWork] {
    indicators.flatMap { indicator -> [JointWork] in
      guard isOfEvents(indicator), let schema = registry.table(indicator.table) else { return [] }
      let maker = FigureMaker(
        indicator: indicator, schema: schema, registry: registry, collection: collection)
      return periods.flatMap { period in
        joint(
          maker.events(collection.coverage(table: schema.name, period: period, .inForce, registry))
        )
        .map { pair, events in
          JointWork(
            period: period, indicator: indicator.id, member: pair.member, partner: pair.partner,
            isForeign: pair.isForeign, events: events)
        }
      }
    }
  }

  /// Events with partners, all of them: those that start, and projects that are active.
  private func isOfEvents(_ indicator: IndicatorDefinition) -> Bool {
    guard registry.table(indicator.table)?.event?.partners != nil else { return false }
    switch indicator.method {
    case .eventsActive(.any): return true
    case .eventsStarted: return registry.table(indicator.table)?.event?.lead == nil
    default: return false
    }
  }

  private struct Pair: Hashable {
    let member: String
    let partner: String
    let isForeign: Bool
  }

  private func joint(_ events: [EventUnion.Event]) -> [(Pair, Int)] {
    var counts: [Pair: Int] = [:]
    for event in events {
      for member in event.members {
        for partner in event.members where partner != member {
          counts[Pair(member: member, partner: partner, isForeign: false), default: 0] += 1
        }
        for country in event.countries {
          counts[Pair(member: member, partner: country, isForeign: true), default: 0] += 1
        }
      }
    }
    return counts.sorted {
      ($0.key.member, $0.key.isForeign ? 1 : 0, $0.key.partner)
        < ($1.key.member, $1.key.isForeign ? 1 : 0, $1.key.partner)
    }.map { ($0.key, $0.value) }
  }
}
