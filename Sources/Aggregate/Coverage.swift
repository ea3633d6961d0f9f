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
  /// Whether it speaks for the country.
  let isNational: Bool
}

/// Who stands behind the figures of a table and period.
struct Coverage {
  let period: ReferencePeriod
  let shares: [Share]
  /// By quarter of the period, whether a national return is its total.
  let isNational: [Bool]
  /// Who owes the table, and who speaks for the country.
  let expected: [String]

  /// Whether a national return is the total of some quarter.
  var hasNational: Bool { isNational.contains(true) }

  /// Whether some quarters are of a national return and others of members' own: then nobody's part is
  /// that of the whole period.
  var isMixed: Bool { hasNational && isNational.contains(false) }

  /// Whether persons that the member counted in the period are in the figure: an annual return is no
  /// part of a quarter.
  func holds(_ member: String, _ period: ReferencePeriod) -> Bool {
    let quarters = Set(period.quarters)
    return shares.contains { share in
      share.member == member
        && share.pieces.contains {
          !quarters.isDisjoint(with: $0.return.submission.period.quarters)
        }
    }
  }

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
  /// - Parameter left: quarters that others speak for.
  func share(
    table: String, member: String, period: ReferencePeriod, without left: Set<ReferencePeriod>,
    isNational: Bool, _ choice: VintageChoice, _ registry: Registry
  ) -> Share? {
    var found: [(period: ReferencePeriod, piece: EditedReturn?)] = []
    for part in period.parts {
      let quarters = part.quarters.filter { !left.contains($0) }
      if quarters.isEmpty { continue }
      let own = find(table: table, member: member, period: part, choice)
      if part.isQuarter || own != nil {
        found.append((part, own))
      } else {
        found += quarters.map { ($0, find(table: table, member: member, period: $0, choice)) }
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
      reachesEnd: found.last.map { $0.piece != nil && $0.period.lastDay == period.lastDay }
        ?? false,
      isNational: isNational)
  }

  /// Shares of every member; of a quarter for which there is a national return it alone.
  func coverage(
    table: String, period: ReferencePeriod, _ choice: VintageChoice, _ registry: Registry
  ) -> Coverage {
    let sources = period.quarters + period.parts.filter(\.isYear)
    let present = Set(sources.flatMap { members(table: table, period: $0) }).sorted()
    let speakers = present.filter {
      registry.isNational(member: $0, table: table, period: period)
    }
    let national = nationalQuarters(table, period, choice, speakers, own: present)
    let quarters = period.quarters
    let isWhole = quarters.allSatisfy { national[$0] != nil }
    var shares: [Share] = []
    for member in present {
      let isSpeaker = speakers.contains(member)
      let left: Set<ReferencePeriod> =
        isSpeaker
        ? Set(quarters.filter { national[$0] != member })
        : Set(national.keys)
      guard left.count < quarters.count,
        let share = share(
          table: table, member: member, period: period, without: left, isNational: isSpeaker,
          choice,
          registry)
      else { continue }
      shares.append(share)
    }
    let owed = isWhole ? [] : registry.expected(table: table, period: period)
    return Coverage(
      period: period, shares: shares, isNational: quarters.map { national[$0] != nil },
      expected: speakers.filter { national.values.contains($0) && !owed.contains($0) } + owed)
  }

  /// The quarters for which there is a national return, with the member that speaks.
  ///
  /// A member's own annual return cannot be told apart by quarters: beside one the national returns of
  /// single quarters are of no use for the year.
  private func nationalQuarters(
    _ table: String, _ period: ReferencePeriod, _ choice: VintageChoice, _ speakers: [String],
    own present: [String]
  ) -> [ReferencePeriod: String] {
    var national: [ReferencePeriod: String] = [:]
    guard !speakers.isEmpty else { return national }
    func isThere(_ member: String, _ period: ReferencePeriod) -> Bool {
      find(table: table, member: member, period: period, choice) != nil
    }
    for part in period.parts {
      var found: [ReferencePeriod: String] = [:]
      for speaker in speakers {
        let isAnnual = isThere(speaker, part)
        for quarter in part.quarters where found[quarter] == nil {
          if isAnnual || isThere(speaker, quarter) { found[quarter] = speaker }
        }
      }
      let isWhole = found.count == part.quarters.count
      let hasAnnual =
        part.isYear && present.contains { !speakers.contains($0) && isThere($0, part) }
      if isWhole || !hasAnnual { national.merge(found) { first, _ in first } }
    }
    return national
  }
}
