import Vocabulary

/// The share of owed returns that came in time, as observations and changes like those of any other
/// indicator: tenths of a per cent, rounded once, half away from zero.
///
/// A return is one table of one member and period; it is in time when its first accepted vintage was
/// received by the due day. A return whose due day has not come by the as-of day is not asked for yet.
struct Punctuality {
  let indicator: IndicatorDefinition
  let registry: Registry
  let collection: ReturnCollection
  let window: [ReferencePeriod]
  let asOf: Vintage
  let dimensions: [String]

  private struct Account {
    var owed = 0
    var onTime = 0

    var tenths: Int? { owed == 0 ? nil : (onTime * 2000 + owed) / (2 * owed) }

    static func += (a: inout Self, b: Self) {
      a.owed += b.owed
      a.onTime += b.onTime
    }
  }

  private func accounts(_ period: ReferencePeriod) -> [String: Account] {
    var accounts: [String: Account] = [:]
    for table in registry.tables {
      for quarter in period.quarters {
        let year = ReferencePeriod(year: quarter.year, kind: .year)
        for member in registry.members
        where registry.owes(member, table: table.name, period: quarter) {
          let own = collection.find(
            table: table.name, member: member.id, period: quarter, .first)
          let annual =
            own == nil
            ? collection.find(table: table.name, member: member.id, period: year, .first) : nil
          let due = registry.calendar.due(annual == nil ? quarter : year)
          guard due <= asOf.received else { continue }
          var account = Account(owed: 1)
          if let received = (own ?? annual)?.return.submission.vintage.received, received <= due {
            account.onTime = 1
          }
          accounts[member.id, default: Account()] += account
        }
      }
    }
    return accounts
  }

  private func sum(_ accounts: [String: Account], of members: Set<String>? = nil) -> Account {
    var sum = Account()
    for (member, account) in accounts where members?.contains(member) ?? true { sum += account }
    return sum
  }

  private var total: Breakdown {
    Breakdown(codes: Array(repeating: "_T", count: dimensions.count))
  }

  func observations() -> [Observation] {
    window.flatMap { period in
      let accounts = accounts(period)
      func make(_ member: String, _ account: Account, _ counts: (Int, Int)) -> Observation {
        Observation(
          period: period, indicator: indicator.id, breakdown: total, member: member,
          value: account.tenths, status: account.tenths == nil ? .missing : .normal,
          membersReporting: counts.0, membersExpected: counts.1, membersVoluntary: 0, revision: nil,
          notes: [])
      }
      let punctual = accounts.values.count { $0.onTime == $0.owed }
      return [make("_T", sum(accounts), (punctual, accounts.count))]
        + accounts.sorted { $0.key < $1.key }.map {
          make($0.key, $0.value, ($0.value.onTime == $0.value.owed ? 1 : 0, 1))
        }
    }
  }

  /// The change at a period; matched members are those that owed returns on both sides.
  func changes(at later: ReferencePeriod) -> [Change] {
    guard window.contains(later.yearEarlier) else { return [] }
    let (then, now) = (accounts(later.yearEarlier), accounts(later))
    let both = Set(then.keys).intersection(now.keys)
    let isBroken = registry.isBroken(indicator.id, from: later.yearEarlier, to: later)
    return Basis.allCases.map { basis in
      let members = basis == .published ? nil : both
      let earlier = isBroken ? nil : sum(then, of: members).tenths
      let latest = isBroken ? nil : sum(now, of: members).tenths
      var notes: [Note] = members?.isEmpty ?? false ? [.noneMatched] : []
      if isBroken { notes.append(.seriesBreak) }
      return Change(
        period: later, indicator: indicator.id, breakdown: total, basis: basis, earlier: earlier,
        later: latest, membersMatched: members?.count,
        status: isBroken ? .seriesBreak : earlier == nil || latest == nil ? .missing : .normal,
        notes: notes, leastBase: nil)
    }
  }
}
