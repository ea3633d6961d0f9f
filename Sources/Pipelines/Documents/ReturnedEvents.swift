import Correspond
import Vocabulary

/// The events that members returned for a period, each once, with everybody who takes part.
struct ReturnedEvents {
  struct Event {
    let table: ReturnTable
    /// Members that take part: who reported it, the lead, partners that are members.
    var members: Set<String>
    /// Partners that are no members, as they are written and may be shown.
    var others: [String] = []
    let shown: Minutes.Events.Event

    /// Whether several members take part.
    var isJoint: Bool { members.count > 1 }
  }

  private struct Report {
    let member: String
    let piece: EditedReturn
    let rows: [Int]
    let group: RowGroup
  }

  /// Characters of a title that are shown; the longest that may be returned.
  private static let titleLimit = 300

  let registry: Registry
  /// In the order of tables, then of their start and id.
  private(set) var events: [Event] = []

  init(_ registry: Registry, _ collection: ReturnCollection, _ period: ReferencePeriod) {
    self.registry = registry
    for table in registry.tables {
      guard let columns = table.event else { continue }
      var reports: [String: [Report]] = [:]
      for member in registry.members {
        guard let piece = collection.find(table: table.name, member: member.id, period: period)
        else { continue }
        for group in piece.rows.groups(table) {
          let kept = group.rows.filter { !piece.rows.struck.contains($0) }
          guard !kept.isEmpty else { continue }
          reports[group.event, default: []].append(
            Report(member: member.id, piece: piece, rows: kept, group: group))
        }
      }
      let made = reports.map { id, reports in
        (reports[0].piece.rows.ordinals[columns.start][reports[0].rows[0]], id, reports)
      }
      for (_, _, reports) in made.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
        events.append(event(table, columns, reports, period))
      }
    }
  }

  // MARK: One event

  private func event(
    _ table: ReturnTable, _ columns: ReturnTable.EventColumns, _ reports: [Report],
    _ period: ReferencePeriod
  ) -> Event {
    let (first, row) = (reports[0].piece.rows, reports[0].rows[0])
    var (members, others) = (Set(reports.map(\.member)), [String]())
    for report in reports {
      for row in report.rows {
        for name in Self.names(report.piece.rows, row, columns) {
          if let member = registry.memberNamed(name),
            registry.member(member)!.validity.overlaps(period.firstDay, period.lastDay)
          {
            members.insert(member)
          } else if !others.contains(Masking.shown(name)) {
            others.append(Masking.shown(name))
          }
        }
      }
    }
    let start = first.day(row, columns.start)
    let end = columns.end.flatMap { first.day(row, $0) } ?? start
    let named = registry.members.filter { members.contains($0.id) }.map { Cell.text($0.name) }
    return Event(
      table: table, members: members, others: others,
      shown: Minutes.Events.Event(
        title: Masking.shown(first.texts[columns.title][row], limit: Self.titleLimit),
        days: start.map { .days($0, end!) } ?? .unknown, parties: named + others.map(Cell.own),
        details: details(table, reports), people: people(table, reports)))
  }

  /// The lead and the partners of a row, as they are written.
  private static func names(
    _ rows: ReturnRows, _ row: Int, _ columns: ReturnTable.EventColumns
  ) -> [String] {
    [columns.lead, columns.partners].compactMap { $0 }.flatMap {
      Wording.items(rows.texts[$0][row])
    }
  }

  /// The labels of what describes the event in codes, each once; currencies say nothing of it.
  private func details(_ table: ReturnTable, _ reports: [Report]) -> [Cell] {
    var found: [Cell] = []
    for column in table.columns(.attribute) where column != table.currency {
      guard let list = registry.codeList(table, column) else { continue }
      var codes: Set<Int32> = []
      for report in reports {
        codes.formUnion(report.rows.map { report.piece.rows.ordinals[column][$0] })
      }
      found += codes.filter { $0 > CodeList.unknown }.sorted().map {
        .text(list.codes[Int($0)].label)
      }
    }
    return found
  }

  /// The people of an event: the largest number that any member reports, as it is counted.
  private func people(_ table: ReturnTable, _ reports: [Report]) -> Cell? {
    guard let measure = Self.people(table) else { return nil }
    let totals = reports.compactMap { report in
      TabulationSet(
        rows: report.piece.rows, indices: report.group.rows, dimensions: table.columns(.dimension)
      ) { report.piece.rows.value($0, measure) }.total
    }
    return totals.max().map { .number($0, places: 0) } ?? .unknown
  }

  /// The column that counts the people of an event; nil in tables that break none down.
  static func people(_ table: ReturnTable) -> Int? {
    guard !table.columns(.dimension).isEmpty else { return nil }
    return table.columns(.measure).first { table.columns[$0].type == .count }
  }
}
