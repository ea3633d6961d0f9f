import Vocabulary

/// Persons at the start and those who came, less those who left, are those at the end.
struct StockBalances: RowRule {
  private let opening: Int
  private let coming: Int
  private let leaving: Int
  private let closing: Int
  private let name: String

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    func place(_ parameter: String) -> Int? {
      definition.first(parameter).flatMap(schema.index(of:))
    }
    guard let opening = place("opening"), let coming = place("in"), let leaving = place("out"),
      let closing = place("closing")
    else { return nil }
    self.opening = opening
    self.coming = coming
    self.leaving = leaving
    self.closing = closing
    name = schema.columns[closing].name
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    guard let start = batch.number(row, opening), let new = batch.number(row, coming),
      let gone = batch.number(row, leaving), let end = batch.number(row, closing)
    else { return .undecided }
    guard start + new - gone != end else { return .satisfied }
    return .violated(
      Violation(
        row: row, column: name,
        parameters: [
          .init("opening", String(start)), .init("new", String(new)), .init("closed", String(gone)),
          .init("closing", String(end)), .init("sum", String(start + new - gone)),
        ]))
  }
}

/// A line about a year is about the one that the period lies in: it counts nothing elsewhere.
struct YearOfPeriod: RowRule {
  private let column: Int
  private let name: String
  private let period: ReferencePeriod

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    guard let column = schema.register?.year else { return nil }
    self.column = column
    name = schema.columns[column].name
    self.period = period
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    guard let year = batch.number(row, column) else { return .undecided }
    guard year != Int64(period.year) else { return .satisfied }
    return .violated(
      Violation(
        row: row, column: name,
        parameters: [.init("value", String(year)), .init("period", period.label)]))
  }
}

/// What a group begins with is what it ended with in the member's return before.
struct OpeningIsLastClosing: CollectionRule {
  private let opening: GroupTotals
  private let closing: GroupTotals

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let name = definition.first("closing"),
      let opening = GroupTotals(definition, schema, registry),
      let groups = Groups(name, schema, registry)
    else { return nil }
    self.opening = opening
    closing = GroupTotals(groups: groups)
  }

  func concerns(_ edited: EditedReturn) -> Bool { !opening.totals(edited).isEmpty }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission
    let schema = opening.groups.schema
    let earlier =
      own.period.isQuarter ? own.period.quarter(steps: -1) : own.period.yearEarlier
    guard
      let before = collection.find(table: schema.name, member: own.member, period: earlier)
    else { return nil }
    let now = opening.totals(edited)
    let then = closing.totals(before)
    var isDecided = false
    let found = now.sorted { $0.key < $1.key }.compactMap { group, current -> Violation? in
      // A nil return ended with nobody; a group that was not reported says nothing.
      guard let last = then[group]?.value ?? (before.return.isNil ? 0 : nil) else { return nil }
      isDecided = true
      guard last != current.value else { return nil }
      return Violation(
        row: current.row, column: schema.columns[opening.groups.measure].name,
        parameters: [
          .init("group", group), .init("value", current.value), .init("last", last),
          .init("period", earlier.label),
        ])
    }
    return isDecided ? found : nil
  }
}

/// A line of a register that is not finished is in the member's next return.
struct LineVanishes: CollectionRule {
  private let schema: ReturnTable
  private let register: ReturnTable.RegisterColumns
  private let status: Int?
  private let finished: Set<Int32>

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let register = schema.register else { return nil }
    self.schema = schema
    self.register = register
    status = definition.first("column").flatMap(schema.index(of:))
    let list = status.flatMap { registry.codeList(schema, $0) }
    finished = Set((definition.parameters["finished"] ?? []).compactMap { list?.ordinal(of: $0) })
  }

  private func earlier(_ period: ReferencePeriod) -> ReferencePeriod {
    period.isQuarter ? period.quarter(steps: -1) : period.yearEarlier
  }

  /// A line about a year ends with it.
  func concerns(_ edited: EditedReturn) -> Bool {
    let period = edited.return.submission.period
    return register.year == nil || earlier(period).year == period.year
  }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission
    let earlier = earlier(own.period)
    // What a record that could not be read names is not known.
    guard concerns(edited), edited.rows.lostRecords == 0,
      let before = collection.find(table: schema.name, member: own.member, period: earlier)
    else { return nil }
    // A line that is rejected is there, and its own finding is said of it.
    let present = Set(
      (0..<edited.rows.count).map { Wording.fold(edited.rows.texts[register.id][$0]) })
    var isDecided = false
    let found = before.rows.indices.compactMap { row -> Violation? in
      let id = before.rows.texts[register.id][row]
      if let status, finished.contains(before.rows.ordinals[status][row]) { return nil }
      isDecided = true
      guard !present.contains(Wording.fold(id)) else { return nil }
      return Violation(
        parameters: [.init("value", Masking.shown(id)), .init("period", earlier.label)])
    }
    return isDecided ? found : nil
  }
}

/// What happens to an event once is not reported of two periods; the earlier counts.
struct StartsOnce: CollectionRule {
  private let schema: ReturnTable
  private let event: ReturnTable.EventColumns
  private let condition: RowCondition

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event, let text = definition.first("where"),
      let condition = RowCondition(text, schema, registry)
    else { return nil }
    self.schema = schema
    self.event = event
    self.condition = condition
  }

  private func holds(_ rows: ReturnRows, _ row: Int, _ period: ReferencePeriod) -> Bool {
    condition.holds(rows, row)
      && rows.day(row, event.start).map(period.contains) ?? false
  }

  func concerns(_ edited: EditedReturn) -> Bool {
    let period = edited.return.submission.period
    return edited.rows.indices.contains { holds(edited.rows, $0, period) }
  }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let rows = edited.rows
    let own = edited.return.submission.period
    let before = collection.periods(table: schema.name).filter { $0.lastDay < own.firstDay }
    guard concerns(edited), !before.isEmpty else { return nil }
    return rows.indices.compactMap { row in
      guard holds(rows, row, own) else { return nil }
      let id = Wording.fold(rows.texts[event.id][row])
      for period in before {
        for member in collection.members(table: schema.name, period: period) {
          guard
            let other = collection.find(table: schema.name, member: member, period: period)?.rows,
            other.indices.contains(where: {
              Wording.fold(other.texts[event.id][$0]) == id && holds(other, $0, period)
            })
          else { continue }
          return Violation(
            row: row, column: schema.columns[event.start].name,
            parameters: [
              .init("value", Masking.shown(rows.texts[event.id][row])),
              .init("period", period.label),
            ])
        }
      }
      return nil
    }
  }
}
