import Vocabulary

/// What one member contributes to a period: its returns, and whether they are all that it owes.
struct Share {
  let member: String
  /// The annual return, or the quarters in force, in order of time.
  let pieces: [EditedReturn]
  /// Whether the whole period is covered: only then is the member counted as reporting or matched.
  let isComplete: Bool
  /// Whether the last piece speaks for the end of the period, as a stock must.
  let reachesEnd: Bool
}

/// Who stands behind the figures of a table and period.
struct Coverage {
  let period: ReferencePeriod
  let shares: [Share]
  let isNational: Bool
  let expected: [String]

  func limited(to members: Set<String>) -> Coverage {
    Coverage(
      period: period, shares: shares.filter { members.contains($0.member) }, isNational: isNational,
      expected: expected)
  }
}

extension ReturnCollection {
  /// A member's share of a period; nil when nothing of it is accepted.
  ///
  /// A year is the annual return or the sum of the quarters; it is complete when the annual return
  /// or all owed quarters are there. Who owes nothing is complete with every quarter.
  func share(
    table: String, member: String, period: ReferencePeriod, _ choice: VintageChoice,
    _ registry: Registry
  ) -> Share? {
    var found: [(period: ReferencePeriod, piece: EditedReturn?)] = []
    for part in period.parts {
      let own = find(table: table, member: member, period: part, choice)
      if part.isQuarter || own != nil {
        found.append((part, own))
      } else {
        found += part.quarters.map {
          ($0, find(table: table, member: member, period: $0, choice))
        }
      }
    }
    let pieces = found.compactMap(\.1)
    guard !pieces.isEmpty else { return nil }
    let owed = found.filter { quarter, _ in
      registry.member(member).map { registry.owes($0, table: table, period: quarter) } ?? false
    }
    let needed = owed.isEmpty || found.count == 1 ? found : owed
    return Share(
      member: member, pieces: pieces, isComplete: needed.allSatisfy { $0.piece != nil },
      reachesEnd: found.last?.piece != nil)
  }

  /// Shares of every member; where a national return covers the period it alone.
  func coverage(
    table: String, period: ReferencePeriod, _ choice: VintageChoice, _ registry: Registry
  ) -> Coverage {
    let sources = period.quarters + period.parts.filter(\.isYear)
    let present = Set(sources.flatMap { members(table: table, period: $0) }).sorted()
    var own: [Share] = []
    for member in present {
      guard
        let share = share(table: table, member: member, period: period, choice, registry)
      else { continue }
      if registry.isNational(member: member, table: table, period: period) {
        if share.isComplete {
          return Coverage(period: period, shares: [share], isNational: true, expected: [member])
        }
      } else {
        own.append(share)
      }
    }
    return Coverage(
      period: period, shares: own, isNational: false,
      expected: registry.expected(table: table, period: period))
  }
}
