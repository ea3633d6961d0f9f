import Vocabulary

/// An id in a column is known as an event of another table, from any return in force.
struct EventKnown: CollectionRule {
  let schema: ReturnTable
  let column: Int
  let other: ReturnTable

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let column = definition.first("column").flatMap(schema.index(of:)),
      let other = definition.first("of").flatMap(registry.table), other.event != nil
    else { return nil }
    self.schema = schema
    self.column = column
    self.other = other
  }

  private func asked(_ rows: ReturnRows) -> [Int] {
    rows.indices.filter { !rows.texts[column][$0].isEmpty }
  }

  func concerns(_ edited: EditedReturn) -> Bool { !asked(edited.rows).isEmpty }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let rows = edited.rows
    let asked = asked(rows)
    guard !asked.isEmpty else { return nil }
    let known = Set(
      collection.eventIDs(other).map { Wording.fold($0) })
    var said: Set<String> = []
    return asked.compactMap { row in
      let id = rows.texts[column][row]
      guard !known.contains(Wording.fold(id)), said.insert(id).inserted else { return nil }
      return Violation(
        row: row, column: schema.columns[column].name,
        parameters: [.init("value", Masking.shown(id)), .init("table", other.name)])
    }
  }
}

/// An event that started before the period was reported, by anyone, for its own period.
struct OwnPeriodReported: CollectionRule {
  let schema: ReturnTable
  let event: ReturnTable.EventColumns
  /// Only rows with this code are asked about, where the rule says so.
  private let condition: RowCondition?

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event else { return nil }
    self.schema = schema
    self.event = event
    condition = definition.first("where").flatMap { RowCondition($0, schema, registry) }
    if condition == nil, definition.first("where") != nil { return nil }
  }

  func concerns(_ edited: EditedReturn) -> Bool {
    let first = edited.return.submission.period.firstDay
    return edited.rows.indices.contains { row in
      holds(edited.rows, row) && edited.rows.day(row, event.start).map { $0 < first } ?? false
    }
  }

  private func holds(_ rows: ReturnRows, _ row: Int) -> Bool {
    condition?.holds(rows, row) ?? true
  }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let rows = edited.rows
    let period = edited.return.submission.period
    let earliest = collection.periods(table: schema.name).map(\.firstDay).min()
    var said: Set<String> = []
    var isDecided = false
    let found = rows.indices.compactMap { row -> Violation? in
      guard holds(rows, row), let start = rows.day(row, event.start), start < period.firstDay,
        // Before the first period at hand nothing can be said.
        let earliest, start >= earliest
      else { return nil }
      isDecided = true
      let own = ReferencePeriod.quarter(of: start)
      let id = Wording.fold(rows.texts[event.id][row])
      let periods = [own, ReferencePeriod(year: own.year, kind: .year)]
      let reported = periods.contains { period in
        collection.members(table: schema.name, period: period).contains { member in
          guard let other = collection.find(table: schema.name, member: member, period: period)
          else { return false }
          return other.rows.indices.contains {
            holds(other.rows, $0) && Wording.fold(other.rows.texts[event.id][$0]) == id
          }
        }
      }
      guard !reported, said.insert(id).inserted else { return nil }
      return Violation(
        row: row, column: schema.columns[event.id].name,
        parameters: [
          .init("value", Masking.shown(rows.texts[event.id][row])), .init("period", own.label),
        ])
    }
    return isDecided ? found : nil
  }
}

/// Events of other returns of the same table and period, for comparisons between members.
private func others(
  _ edited: EditedReturn, _ schema: ReturnTable, in collection: ReturnCollection
) -> [(member: String, rows: ReturnRows)] {
  let own = edited.return.submission
  return collection.members(table: schema.name, period: own.period).compactMap { member in
    guard let found = collection.find(table: schema.name, member: member, period: own.period)
    else { return nil }
    return (member, found.rows)
  }
}

/// One title and start go under one id: two ids for them may be one event counted twice.
struct OneTitleOneID: CollectionRule {
  let schema: ReturnTable
  let event: ReturnTable.EventColumns

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event else { return nil }
    self.schema = schema
    self.event = event
  }

  func concerns(_ edited: EditedReturn) -> Bool { !edited.rows.indices.isEmpty }

  /// Undecided where no other event stands beside the return's only one.
  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    struct Named: Hashable {
      let title: String
      let start: Int32
    }
    func named(_ rows: ReturnRows, _ row: Int) -> Named {
      Named(
        title: Wording.fold(rows.texts[event.title][row]), start: rows.ordinals[event.start][row])
    }
    var ids: [Named: [String]] = [:]
    let all = others(edited, schema, in: collection)
    // Rows of one event are one: what it is compared with is another's, or another member's word.
    let events = all.reduce(0) { count, other in
      count + Set(other.rows.indices.map { Wording.fold(other.rows.texts[event.id][$0]) }).count
    }
    guard concerns(edited), events > 1 else { return nil }
    for (_, rows) in all {
      for row in rows.indices {
        let id = rows.texts[event.id][row]
        if !ids[named(rows, row), default: []].contains(id) {
          ids[named(rows, row), default: []].append(id)
        }
      }
    }
    let rows = edited.rows
    var said: Set<String> = []
    return rows.indices.compactMap { row in
      let id = rows.texts[event.id][row]
      let same = ids[named(rows, row)] ?? []
      guard let other = same.first(where: { Wording.fold($0) != Wording.fold(id) }),
        said.insert(id).inserted
      else { return nil }
      return Violation(
        row: row, column: schema.columns[event.id].name,
        parameters: [.init("value", Masking.shown(id)), .init("other", Masking.shown(other))])
    }
  }
}

/// Members say the same of the people of one event; where not, the largest counts.
struct EventPeopleAgree: CollectionRule {
  let schema: ReturnTable
  let event: ReturnTable.EventColumns
  let groups: Groups

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event, let groups = Groups(definition, schema, registry) else {
      return nil
    }
    self.schema = schema
    self.event = event
    self.groups = groups
  }

  private func totals(_ rows: ReturnRows) -> [(id: String, value: Int, row: Int)] {
    rows.groups(schema).compactMap { group in
      let set = TabulationSet(rows: rows, indices: group.rows, dimensions: groups.dimensions) {
        rows.value($0, groups.measure)
      }
      guard let tabulation = set.totalTabulation, let first = tabulation.rows.first else {
        return nil
      }
      return (group.event, tabulation.sum, first)
    }
  }

  func concerns(_ edited: EditedReturn) -> Bool { !totals(edited.rows).isEmpty }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission.member
    let others = others(edited, schema, in: collection).filter { $0.member != own }
    var isDecided = false
    let found = totals(edited.rows).compactMap { id, value, row -> Violation? in
      for (member, rows) in others {
        guard let other = totals(rows).first(where: { $0.id == id }) else { continue }
        isDecided = true
        if other.value != value {
          return Violation(
            row: row, column: schema.columns[groups.measure].name,
            parameters: [
              .init("value", value), .init("other", other.value), .init("member", member),
            ])
        }
      }
      return nil
    }
    return isDecided ? found : nil
  }
}

/// Members say the same of what belongs to one event: its days, hours, cost, reach, lead.
struct EventAccountAgrees: CollectionRule {
  private let schema: ReturnTable
  private let event: ReturnTable.EventColumns
  private let columns: [Int]

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event else { return nil }
    self.schema = schema
    self.event = event
    columns = (definition.parameters["columns"] ?? []).compactMap(schema.index(of:))
  }

  /// The first row of each event that counts.
  private func first(_ rows: ReturnRows) -> [String: Int] {
    var first: [String: Int] = [:]
    for row in rows.indices {
      let id = Wording.fold(rows.texts[event.id][row])
      if first[id] == nil { first[id] = row }
    }
    return first
  }

  func concerns(_ edited: EditedReturn) -> Bool { !edited.rows.indices.isEmpty }

  /// Undecided where no other member reports one of the events.
  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission.member
    let others = others(edited, schema, in: collection).filter { $0.member != own }
      .map { ($0.member, $0.rows, first($0.rows)) }
    var isDecided = false
    var found: [Violation] = []
    for (id, row) in first(edited.rows).sorted(by: { $0.value < $1.value }) {
      for column in columns {
        for (member, rows, events) in others {
          guard let there = events[id] else { continue }
          isDecided = true
          guard let value = edited.rows.text(row, column, schema),
            let other = rows.text(there, column, schema),
            Wording.fold(value) != Wording.fold(other)
          else { continue }
          found.append(
            Violation(
              row: row, column: schema.columns[column].name,
              parameters: [
                .init("value", Masking.shown(value)), .init("other", Masking.shown(other)),
                .init("member", member), .init("column", schema.columns[column].name),
              ]))
          break
        }
      }
    }
    return isDecided ? found : nil
  }
}

extension ReturnRows {
  /// A cell as people write it; nil where it is blank.
  fileprivate func text(_ row: Int, _ column: Int, _ schema: ReturnTable) -> String? {
    switch schema.columns[column].type {
    case .text: return texts[column][row].isEmpty ? nil : texts[column][row]
    case .date: return day(row, column)?.description
    case .count: return value(row, column).map(String.init)
    case .amount:
      return value(row, column).map { "\($0 / 100).\($0 % 100 < 10 ? "0" : "")\($0 % 100)" }
    case .code: return nil
    }
  }
}

/// An event that still runs is in the member's next return.
struct EventVanishes: CollectionRule {
  let schema: ReturnTable
  let event: ReturnTable.EventColumns

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event else { return nil }
    self.schema = schema
    self.event = event
  }

  func concerns(_ edited: EditedReturn) -> Bool { edited.return.submission.period.isQuarter }

  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission
    // What a record that could not be read names is not known.
    guard concerns(edited), edited.rows.lostRecords == 0 else { return nil }
    let earlier = own.period.quarter(steps: -1)
    guard let before = collection.find(table: schema.name, member: own.member, period: earlier)
    else { return nil }
    // A row that is rejected is there, and its own finding is said of it.
    let present = Set(
      (0..<edited.rows.count).map { Wording.fold(edited.rows.texts[event.id][$0]) })
    var said: Set<String> = []
    var isDecided = false
    let found = before.rows.indices.compactMap { row -> Violation? in
      let id = before.rows.texts[event.id][row]
      let folded = Wording.fold(id)
      guard let end = event.end.flatMap({ before.rows.day(row, $0) }), end >= own.period.firstDay
      else { return nil }
      isDecided = true
      guard !present.contains(folded), said.insert(folded).inserted else { return nil }
      return Violation(
        parameters: [.init("value", Masking.shown(id)), .init("period", earlier.label)])
    }
    return isDecided ? found : nil
  }
}
