import Vocabulary

/// A rule that needs other tables, members or periods: looked at for each return in force.
protocol CollectionRule: Sendable {
  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry)
  /// Whether the return holds what the rule is about, so that other returns could decide it.
  func concerns(_ edited: EditedReturn) -> Bool
  /// Nil where the return holds nothing that the rule is about, or what it needs is not at hand.
  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]?
}

let collectionRules: [String: any CollectionRule.Type] = [
  "overlap-partner-reports": OverlapPartnerReports.self,
  "overlap-declared-once": OverlapDeclaredOnce.self,
  "national-agrees": NationalAgrees.self,
  "level-shift": LevelShift.self,
  "drop-to-nothing": DropToNothing.self,
  "event-known": EventKnown.self,
  "own-period-reported": OwnPeriodReported.self,
  "one-title-one-id": OneTitleOneID.self,
  "event-people-agree": EventPeopleAgree.self,
  "event-account-agrees": EventAccountAgrees.self,
  "event-vanishes": EventVanishes.self,
  "group-vanishes": GroupVanishes.self,
  "line-vanishes": LineVanishes.self,
  "opening-is-last-closing": OpeningIsLastClosing.self,
  "starts-once": StartsOnce.self,
]

/// Overlaps of a return: the member named (nil when it is not a member) and the row.
func overlaps(
  _ edited: EditedReturn, _ schema: ReturnTable, _ registry: Registry
) -> [(member: String?, text: String, row: Int)] {
  guard let overlap = schema.overlap else { return [] }
  return edited.rows.indices.compactMap { row in
    let text = edited.rows.texts[overlap.with][row]
    guard let count = edited.rows.value(row, overlap.count), count > 0, !text.isEmpty else {
      return nil
    }
    return (registry.memberNamed(text), text, row)
  }
}

/// The member named as having counted the persons has a return in force for the period.
struct OverlapPartnerReports: CollectionRule {
  let schema: ReturnTable
  let registry: Registry

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard schema.overlap != nil else { return nil }
    self.schema = schema
    self.registry = registry
  }

  func concerns(_ edited: EditedReturn) -> Bool {
    !overlaps(edited, schema, registry).isEmpty
  }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let period = edited.return.submission.period
    let declared = overlaps(edited, schema, registry)
    guard !declared.isEmpty else { return nil }
    return declared.compactMap { member, text, row in
      if let member, collection.covers(table: schema.name, member: member, period: period),
        !isEmpty(member, period, collection)
      {
        return nil
      }
      return Violation(
        row: row, column: schema.columns[schema.overlap!.with].name,
        parameters: [.init("member", Masking.shown(text)), .init("period", period.label)])
    }
  }
}

extension OverlapPartnerReports {
  /// Whether the member's returns for the period hold nobody.
  private func isEmpty(
    _ member: String, _ period: ReferencePeriod, _ collection: ReturnCollection
  ) -> Bool {
    let pieces = collection.pieces(table: schema.name, member: member, period: period)
    let counts = schema.columns(.measure).filter { $0 != schema.overlap?.count }
    return !pieces.isEmpty
      && pieces.allSatisfy { piece in
        piece.rows.indices.allSatisfy { row in
          counts.allSatisfy { (piece.rows.value(row, $0) ?? 0) == 0 }
        }
      }
  }
}

/// An overlap between two members is declared by one of them, the later registrant.
struct OverlapDeclaredOnce: CollectionRule {
  let schema: ReturnTable
  let registry: Registry

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard schema.overlap != nil else { return nil }
    self.schema = schema
    self.registry = registry
  }

  func concerns(_ edited: EditedReturn) -> Bool {
    overlaps(edited, schema, registry).contains {
      $0.member != nil && $0.member != edited.return.submission.member
    }
  }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission
    let declared = overlaps(edited, schema, registry).filter { member, _, _ in
      member.map {
        $0 != own.member
          && collection.find(table: schema.name, member: $0, period: own.period) != nil
      } ?? false
    }
    guard !declared.isEmpty else { return nil }
    return declared.compactMap { member, _, row in
      guard let member, member != own.member,
        let other = collection.find(table: schema.name, member: member, period: own.period),
        overlaps(other, schema, registry).contains(where: { theirs in
          theirs.member == own.member
            && schema.columns(.group).allSatisfy {
              other.rows.ordinals[$0][theirs.row] == edited.rows.ordinals[$0][row]
            }
        })
      else { return nil }
      return Violation(
        row: row, column: schema.columns[schema.overlap!.with].name,
        parameters: [.init("member", member), .init("period", own.period.label)])
    }
  }
}

/// Totals by group of a return, for comparisons: a nil return is zero in every group.
struct GroupTotals {
  let groups: Groups

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let groups = Groups(definition, schema, registry), schema.event == nil else { return nil }
    self.groups = groups
  }

  init(groups: Groups) { self.groups = groups }

  func totals(_ edited: EditedReturn) -> [String: (value: Int, row: Int?)] {
    var totals: [String: (value: Int, row: Int?)] = [:]
    for (name, set) in groups.sets(edited.rows) {
      if let tabulation = set.totalTabulation {
        totals[name] = (tabulation.sum, tabulation.rows.first)
      }
    }
    return totals
  }

  /// Whether there is a total to be compared: a nil return has one of none.
  func isAny(_ edited: EditedReturn) -> Bool { edited.return.isNil || !totals(edited).isEmpty }

  /// By group, the value now and the values of the four periods before; only groups for which all
  /// five are known.
  func withLastFour(
    _ edited: EditedReturn, in collection: ReturnCollection
  ) -> [(group: String, value: Int, row: Int?, before: [Int])]? {
    let own = edited.return.submission
    let earlier = (1...4).map { steps in
      own.period.isQuarter
        ? own.period.quarter(steps: -steps)
        : ReferencePeriod(year: own.period.year - steps, kind: own.period.kind)
    }
    let before = earlier.compactMap {
      collection.find(table: groups.schema.name, member: own.member, period: $0)
    }
    guard before.count == 4 else { return nil }
    let past = before.map { ($0.return.isNil, totals($0)) }
    let names = Set(past.flatMap { $0.1.keys })
    let now = totals(edited)
    return names.sorted().compactMap { name in
      let values = past.compactMap { isNil, totals in isNil ? 0 : totals[name]?.value }
      guard values.count == 4 else { return nil }
      if edited.return.isNil { return (name, 0, nil, values) }
      guard let current = now[name] else { return nil }
      return (name, current.value, current.row, values)
    }
  }
}

/// A mean of four whole numbers with one decimal, for messages.
private func mean(_ values: [Int]) -> String {
  let sum = values.reduce(0, +)
  let tenths = (sum * 10 * 2 + values.count) / (2 * values.count)
  return "\(tenths / 10).\(tenths % 10)"
}

/// A count is not more than three times away from, and more than five off, the last four's mean.
struct LevelShift: CollectionRule {
  let totals: GroupTotals
  let times: Int
  let away: Int

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let totals = GroupTotals(definition, schema, registry) else { return nil }
    self.totals = totals
    times = definition.number("times") ?? 3
    away = definition.number("away") ?? 5
  }

  /// That nothing is counted any more is asked by another rule.
  func concerns(_ edited: EditedReturn) -> Bool {
    totals.totals(edited).values.contains { $0.value > 0 }
  }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let series = totals.withLastFour(edited, in: collection)?.filter { $0.value > 0 } ?? []
    guard !series.isEmpty else { return nil }
    return series.compactMap { group, value, row, before in
      let sum = before.reduce(0, +)
      let four = value * 4
      // Everything times four, so that the mean stays a whole number.
      guard abs(four - sum) > away * 4, four > times * sum || four * times < sum else {
        return nil
      }
      return Violation(
        row: row, parameters: [.init("value", value), .init("mean", mean(before))])
    }
  }
}

/// A member that counted persons in the last four does not drop to none.
struct DropToNothing: CollectionRule {
  let totals: GroupTotals

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let totals = GroupTotals(definition, schema, registry) else { return nil }
    self.totals = totals
  }

  func concerns(_ edited: EditedReturn) -> Bool { totals.isAny(edited) }

  /// Undecided where no group was counted in each of the last four.
  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let series =
      totals.withLastFour(edited, in: collection)?.filter { !$0.before.contains(0) } ?? []
    guard !series.isEmpty else { return nil }
    return series.compactMap { group, value, row, before in
      guard value == 0 else { return nil }
      return Violation(row: row, parameters: [.init("mean", mean(before))])
    }
  }
}

/// Where a national return is in force, members' own returns add up to it.
struct NationalAgrees: CollectionRule {
  let totals: GroupTotals
  let registry: Registry

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let totals = GroupTotals(definition, schema, registry) else { return nil }
    self.totals = totals
    self.registry = registry
  }

  func concerns(_ edited: EditedReturn) -> Bool {
    let own = edited.return.submission
    return totals.isAny(edited)
      && registry.isNational(
        member: own.member, table: totals.groups.schema.name, period: own.period)
  }

  /// Undecided where no group is reported both for the country and by members.
  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission
    let table = totals.groups.schema.name
    guard concerns(edited) else { return nil }
    var sums: [String: Int] = [:]
    var hasOthers = false
    var hasNil = false
    for member in registry.members.map(\.id)
    where !registry.isNational(member: member, table: table, period: own.period) {
      for piece in collection.pieces(table: table, member: member, period: own.period) {
        hasOthers = true
        hasNil = hasNil || piece.return.isNil
        for (group, total) in totals.totals(piece) { sums[group, default: 0] += total.value }
      }
    }
    guard hasOthers else { return nil }
    var national = totals.totals(edited)
    if edited.return.isNil { for group in sums.keys { national[group] = (0, nil) } }
    // The national return is the whole of its table: what it leaves out is nowhere else.
    let left = sums.filter { $0.value > 0 && national[$0.key] == nil }.sorted { $0.key < $1.key }
    // Nil on both sides agrees, though there is no group to see it by.
    var isDecided = edited.return.isNil && hasNil
    let found = national.sorted { $0.key < $1.key }.compactMap { group, national -> Violation? in
      guard let sum = sums[group] ?? (hasNil ? 0 : nil) else { return nil }
      isDecided = true
      guard sum != national.value else { return nil }
      return Violation(
        row: national.row,
        parameters: [
          .init("group", group), .init("value", sum), .init("national", national.value),
        ])
    }
    let lacking = left.map { group, sum in
      Violation(
        parameters: [.init("group", group), .init("value", sum), .init("national", "–")])
    }
    return isDecided || !lacking.isEmpty ? found + lacking : nil
  }
}
