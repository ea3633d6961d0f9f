/// A return that has been read, understood and checked, with the rows that count.
package struct EditedReturn: Sendable {
  package let `return`: Return
  /// Empty for a nil return and for tables of records.
  package let rows: ReturnRows
  /// Sums of a table of records; nil for other kinds.
  package let cube: RecordCube?
  /// Physical lines of which an officer adjusted a cell.
  package let adjusted: [Adjustment]
  /// Rows of the file that do not count, though the return does.
  package let rejectedRows: Int
  /// Tells it from every other, so that what is made of it need not be made again.
  package let identity = Identity()

  /// Nothing but itself.
  package final class Identity: Sendable {
    init() {}
  }

  package init(
    return: Return, rows: ReturnRows, cube: RecordCube?, adjusted: [Adjustment] = [],
    rejectedRows: Int = 0
  ) {
    self.adjusted = adjusted
    self.rejectedRows = rejectedRows
    self.return = `return`
    self.rows = rows
    self.cube = cube
  }
}

/// Which of a member's vintages is looked at.
package enum VintageChoice: Sendable {
  /// The latest accepted.
  case inForce
  /// The earliest accepted.
  case first
}

/// Every accepted return of a run, by table, member, period and vintage.
package struct ReturnCollection: Sendable {
  package struct Key: Hashable, Sendable {
    package let table: String
    package let member: String
    package let period: ReferencePeriod
    package init(table: String, member: String, period: ReferencePeriod) {
      self.table = table
      self.member = member
      self.period = period
    }
  }

  private var vintages: [Key: [EditedReturn]] = [:]
  /// Members by table and period, sorted.
  private var members: [String: [ReferencePeriod: [String]]] = [:]

  /// - Parameter accepted: accepted returns in any order.
  package init(_ accepted: [EditedReturn]) {
    for edited in accepted {
      let submission = edited.return.submission
      let key = Key(
        table: edited.return.table, member: submission.member, period: submission.period)
      vintages[key, default: []].append(edited)
    }
    for key in vintages.keys {
      vintages[key]!.sort { $0.return.submission.vintage < $1.return.submission.vintage }
      members[key.table, default: [:]][key.period, default: []].append(key.member)
    }
    for table in members.keys {
      for period in members[table]!.keys { members[table]![period]!.sort() }
    }
  }

  /// The collection with each accepted return, of every vintage, as it is given back; without those
  /// for which nil is.
  package func mapped(_ change: (EditedReturn) -> EditedReturn?) -> ReturnCollection {
    ReturnCollection(vintages.values.joined().compactMap(change))
  }

  package func find(
    table: String, member: String, period: ReferencePeriod, _ choice: VintageChoice = .inForce
  ) -> EditedReturn? {
    let all = vintages[Key(table: table, member: member, period: period)]
    return choice == .inForce ? all?.last : all?.first
  }

  /// Members with an accepted return of the table for exactly the period.
  package func members(table: String, period: ReferencePeriod) -> [String] {
    members[table]?[period] ?? []
  }

  /// Periods for which any accepted return of the table is there, in order of time.
  package func periods(table: String) -> [ReferencePeriod] {
    (members[table]?.keys).map { $0.sorted() } ?? []
  }

  /// Every accepted return, in no order.
  package var all: [EditedReturn] { vintages.values.flatMap { $0 } }

  /// The same with some returns left out.
  package func filtered(
    table: String? = nil, _ belongs: (Return) -> Bool
  ) -> ReturnCollection {
    ReturnCollection(
      vintages.flatMap { key, all in
        table.map { $0 == key.table } ?? true ? all.filter { belongs($0.return) } : []
      })
  }

  /// How many accepted vintages there are of a table within a period.
  package func vintages(table: String, within period: ReferencePeriod) -> Int {
    (period.quarters + period.parts.filter(\.isYear)).reduce(0) { count, part in
      members(table: table, period: part).reduce(count) { count, member in
        count + vintages[Key(table: table, member: member, period: part)]!.count
      }
    }
  }

  /// The vintage that was in force before a return came; nil for the first.
  package func vintage(before subject: Return) -> Vintage? {
    let own = subject.submission
    return vintages[Key(table: subject.table, member: own.member, period: own.period)]?
      .last { $0.return.submission.vintage < own.vintage }?.return.submission.vintage
  }

  /// Returns in force, in canonical order.
  package var inForce: [EditedReturn] {
    vintages.values.compactMap(\.last).sorted {
      ($0.return.submission, $0.return.table) < ($1.return.submission, $1.return.table)
    }
  }

  /// A member's returns in force that make up the period: its own, or every quarter's; empty where
  /// they do not.
  package func pieces(table: String, member: String, period: ReferencePeriod) -> [EditedReturn] {
    if let own = find(table: table, member: member, period: period) { return [own] }
    guard period.quarters.count > 1 else { return [] }
    let found = period.quarters.compactMap { find(table: table, member: member, period: $0) }
    return found.count == period.quarters.count ? found : []
  }

  /// Whether a member's return in force covers the period: its own, the whole year's, or, for a
  /// year, every quarter's.
  package func covers(table: String, member: String, period: ReferencePeriod) -> Bool {
    let year = ReferencePeriod(year: period.year, kind: .year)
    return !pieces(table: table, member: member, period: period).isEmpty
      || find(table: table, member: member, period: year) != nil
  }
}

extension ReturnCollection {
  /// Ids of the events of a table in any return in force.
  package func eventIDs(_ schema: ReturnTable) -> Set<String> {
    guard let event = schema.event else { return [] }
    var ids: Set<String> = []
    for period in periods(table: schema.name) {
      for member in members(table: schema.name, period: period) {
        guard let rows = find(table: schema.name, member: member, period: period)?.rows else {
          continue
        }
        for row in rows.indices { ids.insert(rows.texts[event.id][row]) }
      }
    }
    return ids
  }
}
