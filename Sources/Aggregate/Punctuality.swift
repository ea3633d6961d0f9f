import Vocabulary

/// The share of owed returns that came in time, as observations and changes like those of any other
/// indicator: tenths of a per cent, rounded once, half away from zero.
///
/// A return is one table of one member and period; it is in time when its first accepted vintage was
/// received by the due day. A return whose due day is not over by the as-of day is not asked for yet,
/// and the share is provisional until then.
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
    /// Whether the day of some returns is still to come.
    var isOpen = false

    var tenths: Int? { owed == 0 ? nil : (onTime * 2000 + owed) / (2 * owed) }

    static func += (a: inout Self, b: Self) {
      a.owed += b.owed
      a.onTime += b.onTime
      a.isOpen = a.isOpen || b.isOpen
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
          guard due < asOf.received else {
            accounts[member.id, default: Account()].isOpen = true
            continue
          }
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
      // That nothing came is known, too: behind the share stands everyone that owed.
      func make(_ member: String, _ account: Account, _ expected: Int) -> Observation {
        Observation(
          period: period, indicator: indicator.id, breakdown: total, member: member,
          value: account.tenths,
          status: account.tenths == nil ? .missing : account.isOpen ? .provisional : .normal,
          membersReporting: account.tenths == nil ? 0 : expected, membersExpected: expected,
          membersVoluntary: 0, revision: nil,
          notes: account.tenths != nil && account.isOpen ? [.open] : [])
      }
      return [make("_T", sum(accounts), accounts.count)]
        + accounts.sorted { $0.key < $1.key }.map { make($0.key, $0.value, 1) }
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
      let sides = [sum(then, of: members), sum(now, of: members)]
      let earlier = isBroken ? nil : sides[0].tenths
      let latest = isBroken ? nil : sides[1].tenths
      let isOpen = sides.contains(where: \.isOpen)
      var notes: [Note] = members?.isEmpty ?? false ? [.noneMatched] : []
      if isBroken {
        notes.append(.seriesBreak)
      } else if isOpen, earlier != nil, latest != nil {
        notes.append(.changePartial)
      }
      return Change(
        period: later, indicator: indicator.id, breakdown: total, basis: basis, earlier: earlier,
        later: latest, membersMatched: members?.count,
        status: isBroken
          ? .seriesBreak
          : earlier == nil || latest == nil
            ? .missing
            : isOpen ? .provisional : .normal,
        notes: notes, leastBase: nil)
    }
  }
}
