import Vocabulary

/// Distinct events over all shares of a period: an event is one, whoever reports it.
struct EventUnion {
  struct Event {
    let id: String
    /// Members that reported it, and the piece and group of each.
    var reports: [(member: String, piece: EditedReturn, group: RowGroup)] = []
    /// Members that take part: reporters, the lead, partners that are members.
    var members: Set<String> = []
    /// Countries of foreign partners.
    var countries: Set<String> = []

    /// Of two members or more, or of a member and a foreign partner.
    var isJoint: Bool { members.count > 1 || (!members.isEmpty && !countries.isEmpty) }
  }

  /// In the order of their ids.
  private(set) var events: [Event] = []

  /// - Parameters:
  ///   - fixed: columns and codes that a row must hold to count.
  ///   - groups: the groups of a return's rows.
  ///   - once: whether an event counts by the reports of its earliest period alone.
  ///   - counts: whether an event with these days counts in the piece's period.
  init(
    _ coverage: Coverage, _ schema: ReturnTable, _ registry: Registry,
    fixed: [(column: Int, ordinal: Int32)], groups: (EditedReturn) -> [RowGroup],
    once: Bool = false,
    counts: (_ start: CalendarDay, _ end: CalendarDay, _ period: ReferencePeriod) -> Bool
  ) {
    guard let columns = schema.event else { return }
    var byID: [String: Event] = [:]
    var pieces = coverage.shares.flatMap { share in share.pieces.map { (share.member, $0) } }
    if once {
      func order(_ piece: EditedReturn) -> CalendarDay { piece.return.submission.period.firstDay }
      pieces = pieces.enumerated().sorted {
        (order($0.element.1), $0.offset) < (order($1.element.1), $1.offset)
      }.map(\.element)
    }
    for (member, piece) in pieces {
      let (rows, period) = (piece.rows, piece.return.submission.period)
      for group in groups(piece) {
        let kept = group.rows.filter { row in
          !rows.struck.contains(row)
            && fixed.allSatisfy { rows.ordinals[$0.column][row] == $0.ordinal }
        }
        guard let first = kept.first, let start = rows.day(first, columns.start) else { continue }
        let end = columns.end.flatMap { rows.day(first, $0) } ?? start
        guard counts(start, end, period) else { continue }
        var event = byID[group.event] ?? Event(id: group.event)
        if once, let first = event.reports.first?.piece.return.submission.period,
          first.lastDay < period.firstDay
        {
          continue
        }
        event.reports.append((member, piece, group))
        event.members.insert(member)
        for row in kept {
          Self.addParties(piece, row, columns, registry, &event)
        }
        byID[group.event] = event
      }
    }
    events = byID.values.sorted { $0.id < $1.id }
  }

  private static func addParties(
    _ piece: EditedReturn, _ row: Int, _ columns: ReturnTable.EventColumns,
    _ registry: Registry, _ event: inout Event
  ) {
    let rows = piece.rows
    let period = piece.return.submission.period
    let names = [columns.partners, columns.lead].compactMap { $0 }.flatMap {
      Wording.items(rows.texts[$0][row])
    }
    for name in names {
      let parts = name.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].utf8.count == 2,
        parts[0].utf8.allSatisfy({ (65...90).contains($0 & 0xDF) })
      {
        let country = parts[0].uppercased()
        if country != "LV" { event.countries.insert(country) }
      } else if let member = registry.memberNamed(name),
        registry.member(member)?.validity.overlaps(period.firstDay, period.lastDay) ?? false
      {
        event.members.insert(member)
      }
    }
  }
}

extension FigureMaker {
  /// The distinct events that the indicator counts.
  func events(_ coverage: Coverage) -> [EventUnion.Event] {
    switch indicator.method {
    case .eventsActive(let parties):
      let union = EventUnion(coverage, schema, registry, fixed: fixed, groups: groups) {
        start, end, period in
        start <= period.lastDay && end >= period.firstDay
      }
      switch parties {
      case .any: return union.events
      case .joint: return union.events.filter(\.isJoint)
      case .between(let some, let others):
        return union.events.filter { has($0, some) && has($0, others) }
      }
    default:
      let once = indicator.method == .eventsStarted(once: true)
      let events = EventUnion(
        coverage, schema, registry, fixed: fixed, groups: groups, once: once
      ) { start, _, period in period.contains(start) }.events
      return once ? events.filter { !startedBefore($0) } : events
    }
  }

  private func has(_ event: EventUnion.Event, _ kinds: [Member.Kind]) -> Bool {
    event.members.contains { id in registry.member(id).map { kinds.contains($0.kind) } ?? false }
  }

  /// Whether some return of an earlier period counted the event already.
  private func startedBefore(_ event: EventUnion.Event) -> Bool {
    guard let columns = schema.event,
      let own = event.reports.map(\.piece.return.submission.period.firstDay).min()
    else { return false }
    let fixed = fixed
    return collection.periods(table: schema.name).contains { period in
      period.lastDay < own
        && collection.members(table: schema.name, period: period).contains { member in
          guard
            let rows = collection.find(table: schema.name, member: member, period: period)?.rows
          else { return false }
          return rows.indices.contains { row in
            Wording.fold(rows.texts[columns.id][row]) == event.id
              && fixed.allSatisfy { rows.ordinals[$0.column][row] == $0.ordinal }
              && rows.day(row, columns.start).map(period.contains) ?? false
          }
        }
    }
  }

  /// The report of an event that is counted: the one with the most people, by the order of members
  /// where equal; the first where no people are counted or none is known.
  func counted(
    _ event: EventUnion.Event
  ) -> (member: String, piece: EditedReturn, group: RowGroup, set: TabulationSet?) {
    var best: (member: String, piece: EditedReturn, group: RowGroup, set: TabulationSet?)?
    for report in event.reports {
      guard case .eventPeople(let name) = indicator.method, let measure = schema.index(of: name)
      else { return (report.member, report.piece, report.group, nil) }
      let rows = report.piece.rows
      let set = TabulationSet(
        rows: rows, indices: report.group.rows, dimensions: schema.columns(.dimension)
      ) { rows.value($0, measure) }
      if best == nil || (set.total ?? -1) > (best!.set?.total ?? -1) {
        best = (report.member, report.piece, report.group, set)
      }
    }
    return best!
  }

  func addEvents(_ coverage: Coverage, _ figure: inout Figure) {
    if case .eventSum(let measure) = indicator.method {
      return addEventSums(measure, coverage, &figure)
    }
    for share in coverage.shares {
      figure.add(total: TabulationSet.Cell(), member: share.member)
      if share.isComplete {
        figure.complete.insert(share.member)
        figure.matchable.insert(share.member)
      }
      for breakdown in indicator.breakdowns.indices { figure.addNone(breakdown: breakdown) }
    }
    for event in events(coverage) {
      let (_, _, _, set) = counted(event)
      if let set {
        addPeople(of: event, set, &figure)
        continue
      }
      let one = TabulationSet.Cell(value: 1)
      figure.total! += one
      for member in event.members { figure.members[member, default: .init()] += one }
      for (breakdown, names) in indicator.breakdowns.enumerated() {
        let codes = codes(of: event, names)
        if codes.count > 1 { figure.notes.insert(.multipleCodes) }
        for cell in codes {
          figure.add(one, at: cell, breakdown: breakdown)
          figure.addDetail(cell, breakdown: breakdown)
        }
      }
      if event.members.count > 1 { figure.notes.insert(.credited) }
    }
  }

  private func addPeople(
    of event: EventUnion.Event, _ set: TabulationSet, _ figure: inout Figure
  ) {
    let cell = TabulationSet.Cell(value: set.total ?? 0, isMissing: set.total == nil)
    if cell.isMissing { figure.notes.insert(.blankCount) }
    figure.total! += cell
    for member in event.members { figure.members[member, default: .init()] += cell }
    if event.members.count > 1 { figure.notes.insert(.credited) }
    for (breakdown, names) in indicator.breakdowns.enumerated() {
      let split = set.split(by: places(names))
      figure.shortfalls[breakdown] += split.shortfall
      for (codes, cell) in split.cells {
        figure.add(cell, at: codes, breakdown: breakdown)
        if set.total != 0 { figure.addDetail(codes, breakdown: breakdown) }
      }
    }
  }

  /// The codes that an event has under some columns: one event may have several.
  func codes(of event: EventUnion.Event, _ names: [String]) -> [[Int32]] {
    let columns = names.compactMap(schema.index(of:))
    var found: Set<[Int32]> = []
    for report in event.reports {
      let rows = report.piece.rows
      for row in report.group.rows where !rows.struck.contains(row) {
        found.insert(
          columns.map {
            let code = rows.ordinals[$0][row]
            return code == CodeList.total ? CodeList.unknown : code
          })
      }
    }
    // Where one report knows the code and another does not, the code holds.
    let known = found.filter { !$0.contains(CodeList.unknown) }
    if !known.isEmpty { found = known }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
