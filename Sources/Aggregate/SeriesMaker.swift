import Vocabulary

/// The observations and changes of one indicator over the window.
struct SeriesMaker {
  let maker: FigureMaker
  let dimensions: [String]
  let window: [ReferencePeriod]
  let asOf: Vintage
  private let current: [ReferencePeriod: (coverage: Coverage, figure: Figure)]
  private let first: [ReferencePeriod: Figure]
  /// By breakdown, the cells that are shown in every period.
  private let cells: [[[Int32]]]

  private var indicator: IndicatorDefinition { maker.indicator }
  private var registry: Registry { maker.registry }

  init(
    maker: FigureMaker, dimensions: [String], window: [ReferencePeriod], asOf: Vintage
  ) {
    self.maker = maker
    self.dimensions = dimensions
    self.window = window
    self.asOf = asOf
    var current: [ReferencePeriod: (coverage: Coverage, figure: Figure)] = [:]
    var first: [ReferencePeriod: Figure] = [:]
    for period in window {
      let coverage = maker.coverage(period, .inForce)
      current[period] = (coverage, maker.figure(coverage, confirmed: maker.inForce))
      first[period] = maker.figure(maker.coverage(period, .first), confirmed: maker.inForce)
    }
    self.current = current
    self.first = first
    cells = maker.indicator.breakdowns.indices.map { breakdown in
      Self.shown(
        maker, breakdown, figures: current.values.map(\.figure) + Array(first.values), window)
    }
  }

  /// Cells of a breakdown: every code of a short list that is valid in the window, and of a long
  /// list those that occur; unknown only where it occurs.
  private static func shown(
    _ maker: FigureMaker, _ breakdown: Int, figures: [Figure], _ window: [ReferencePeriod]
  ) -> [[Int32]] {
    let shortList = 20
    let names = maker.indicator.breakdowns[breakdown]
    let seen = Set(
      figures.flatMap { figure in
        figure.splits[breakdown].filter { $0.value.value != 0 || $0.value.isMissing }.keys
      })
    let codes = names.enumerated().map { place, name -> [Int32] in
      guard let column = maker.schema.index(of: name),
        let list = maker.registry.codeList(maker.schema, column)
      else { return [] }
      let occurring = Set(seen.map { $0[place] })
      if list.codes.count > shortList { return occurring.sorted() }
      return list.codes.indices.map(Int32.init).filter { code in
        if code <= CodeList.unknown { return occurring.contains(code) }
        return occurring.contains(code)
          || list.codes[Int(code)].validity.overlaps(
            window.first?.firstDay ?? CalendarDay(days: 0),
            window.last?.lastDay ?? CalendarDay(days: 0))
      }
    }
    return codes.reduce([[]]) { cells, next in cells.flatMap { cell in next.map { cell + [$0] } } }
  }

  private func code(_ breakdown: Int, _ cell: [Int32]) -> Breakdown {
    var codes = Array(repeating: "_T", count: dimensions.count)
    for (name, ordinal) in zip(indicator.breakdowns[breakdown], cell) {
      guard let place = dimensions.firstIndex(of: name),
        let column = maker.schema.index(of: name),
        let list = registry.codeList(maker.schema, column)
      else { continue }
      codes[place] = list.id(ordinal)
    }
    return Breakdown(codes: codes)
  }

  private var total: Breakdown {
    Breakdown(codes: Array(repeating: "_T", count: dimensions.count))
  }

  // MARK: Observations

  /// The last quarters that have ended by the day of the vintage stay open to revision.
  private func isOpen(_ period: ReferencePeriod) -> Bool {
    registry.calendar.isOpen(period, on: asOf.received)
  }

  private func isBroken(_ period: ReferencePeriod) -> Bool {
    registry.breaks.contains {
      $0.indicator == indicator.id && $0.period.firstDay == period.firstDay
    }
  }

  func observations() -> [Observation] { window.flatMap(observations(of:)) }

  private func observations(of period: ReferencePeriod) -> [Observation] {
    guard let (coverage, figure) = current[period] else { return [] }
    let expected = coverage.expected
    let reporting = expected.filter(figure.complete.contains).count
    let voluntary = figure.complete.filter { !expected.contains($0) }.count
    var notes = figure.allNotes
    if coverage.hasNational { notes.insert(.national) }
    if isOpen(period) { notes.insert(.open) }
    let hasPart = coverage.shares.contains {
      figure.members[$0.member] != nil && !figure.complete.contains($0.member)
    }
    if reporting < expected.count || hasPart { notes.insert(.partial) }
    func make(
      _ breakdown: Breakdown, _ cell: TabulationSet.Cell?, _ extra: Set<Note>,
      member: String = "_T", revision: Int? = nil, counts: (Int, Int, Int)? = nil
    ) -> Observation {
      var all = notes.union(extra)
      if member != "_T" {
        // Of one member what is so of others' parts says nothing.
        let ofOthers = figure.allNotes.subtracting(figure.notes)
          .subtracting(figure.memberNotes[member] ?? [])
        all.subtract(ofOthers)
      }
      let status: ObservationStatus
      var value = cell?.value
      if cell?.known == nil {
        status = .missing
        value = nil
      } else if isBroken(period) {
        status = .seriesBreak
        all.insert(.seriesBreak)
      } else if !all.isDisjoint(with: [.open, .partial, .rowsRejected]) || cell!.isMissing {
        status = .provisional
      } else {
        status = .normal
      }
      let (r, e, v) = counts ?? (reporting, expected.count, voluntary)
      return Observation(
        period: period, indicator: indicator.id, breakdown: breakdown, member: member,
        value: value, status: status, membersReporting: r, membersExpected: e,
        membersVoluntary: v, revision: value == nil ? nil : revision, notes: Array(all))
    }

    let before = first[period]
    var made = [
      make(
        total, figure.total,
        figure.total == nil && !figure.notes.contains(.blankCount) ? [.notReceived] : [],
        revision: difference(figure.total, before?.total))
    ]
    made += memberRows(period, coverage, figure, make)
    guard figure.total != nil else { return made }
    for breakdown in indicator.breakdowns.indices where maker.isDrawn(breakdown, period) {
      for cell in cells[breakdown] {
        var extra: Set<Note> = []
        if figure.shortfalls[breakdown] > 0 { extra.insert(.notBrokenDown) }
        if indicator.breakdowns[breakdown].count > 1 { extra.insert(.crossTable) }
        let value = figure.cell(cell, breakdown: breakdown)
        if figure.unplaced.contains(breakdown) { extra.insert(.overlapUnplaced) }
        if !figure.knows(cell, breakdown: breakdown) { extra.insert(.notBrokenDown) }
        let earlier = before?.cell(cell, breakdown: breakdown)
        made.append(
          make(code(breakdown, cell), value, extra, revision: difference(value, earlier)))
      }
    }
    return made
  }

  private func difference(_ now: TabulationSet.Cell?, _ then: TabulationSet.Cell?) -> Int? {
    guard let now, let then, !now.isMissing, !then.isMissing else { return nil }
    return now.value - then.value
  }

  private func memberRows(
    _ period: ReferencePeriod, _ coverage: Coverage, _ figure: Figure,
    _ make: (
      Breakdown, TabulationSet.Cell?, Set<Note>, String, Int?, (Int, Int, Int)?
    ) -> Observation
  ) -> [Observation] {
    let isOwed = Set(coverage.expected)
    // Where members divide the groups, those that report none of this one have nothing to say of it.
    let names = isOwed.union(figure.members.keys).sorted().filter {
      !maker.schema.dividesGroups || figure.members[$0] != nil || !figure.complete.contains($0)
    }
    let before = first[period]?.members ?? [:]
    return names.map { member in
      let isComplete = figure.complete.contains(member) && !coverage.isMixed
      var extra: Set<Note> = isComplete ? [] : [.partial]
      if figure.members[member] == nil { extra.insert(.notReceived) }
      let owed = isOwed.contains(member)
      return make(
        total, figure.members[member], extra, member,
        difference(figure.members[member], before[member]),
        (owed && isComplete ? 1 : 0, owed ? 1 : 0, !owed && isComplete ? 1 : 0))
    }
  }

  // MARK: Changes

  /// The change at a period on the same period a year earlier, in its three forms.
  func changes(at later: ReferencePeriod) -> [Change] {
    let earlier = later.yearEarlier
    guard let now = current[later], let then = current[earlier] else { return [] }
    var scope: Set<Note> = []
    let sameScope = now.coverage.isNational == then.coverage.isNational
    if !sameScope, then.figure.total != nil, now.figure.total != nil { scope.insert(.scopeChanged) }
    let isPartial = { (figure: Figure, coverage: Coverage) in
      !coverage.expected.allSatisfy(figure.complete.contains)
    }
    if isPartial(now.figure, now.coverage) || isPartial(then.figure, then.coverage) {
      scope.insert(.changePartial)
    }
    let matched = sameScope ? now.figure.matchable.intersection(then.figure.matchable) : []
    var changes = compare(
      .published, later, then.figure, now.figure, matched: nil,
      notes: scope.union(Self.carried(then.figure, now.figure)))
    for (basis, choice) in [(Basis.matched, VintageChoice.inForce), (.firstVintage, .first)] {
      var sides: [Figure] = []
      for period in [earlier, later] {
        let coverage = maker.coverage(period, choice).limited(to: matched)
        sides.append(
          maker.figure(coverage) { member, period in
            matched.contains(member) && maker.inForce(member, period)
          })
      }
      var notes = scope.subtracting([.changePartial]).union(Self.carried(sides[0], sides[1]))
      if matched.isEmpty { notes.insert(.noneMatched) }
      changes += compare(
        basis, later, sides[0], sides[1], matched: matched.count, notes: notes)
    }
    return changes
  }

  /// What is so of one side's figure and by it of the change.
  private static func carried(_ then: Figure, _ now: Figure) -> Set<Note> {
    let notes = then.allNotes.union(now.allNotes)
    return notes.intersection([.rowsRejected, .overlapUnconfirmed])
      .union(notes.contains(.rowsRejected) ? [.changePartial] : [])
  }

  private func compare(
    _ basis: Basis, _ later: ReferencePeriod, _ then: Figure, _ now: Figure, matched: Int?,
    notes: Set<Note>
  ) -> [Change] {
    let isOpenOrPartial = isOpen(later) || notes.contains(.changePartial)
    let crossesBreak = registry.isBroken(indicator.id, from: later.yearEarlier, to: later)
    func value(_ cell: TabulationSet.Cell?) -> Int? {
      guard let cell, !cell.isMissing else { return nil }
      return cell.value
    }
    func make(
      _ breakdown: Breakdown, _ a: TabulationSet.Cell?, _ b: TabulationSet.Cell?,
      _ extra: Set<Note> = []
    ) -> Change {
      var all = notes.union(extra)
      let (earlier, latest) = crossesBreak ? (nil, nil) : (value(a), value(b))
      if let earlier, earlier < indicator.leastBase ?? 0 { all.insert(.baseUnderTen) }
      if isOpen(later) { all.insert(.open) }
      if crossesBreak { all.insert(.seriesBreak) }
      let status: ObservationStatus =
        if crossesBreak {
          .seriesBreak
        } else if earlier == nil || latest == nil {
          .missing
        } else if isOpenOrPartial {
          .provisional
        } else {
          .normal
        }
      return Change(
        period: later, indicator: indicator.id, breakdown: breakdown, basis: basis,
        earlier: earlier, later: latest, membersMatched: matched, status: status,
        notes: Array(all), leastBase: indicator.leastBase)
    }
    var made = [make(total, then.total, now.total)]
    guard then.total != nil, now.total != nil else { return made }
    for breakdown in indicator.breakdowns.indices where maker.isDrawn(breakdown, later) {
      var extra: Set<Note> = indicator.breakdowns[breakdown].count > 1 ? [.crossTable] : []
      if then.shortfalls[breakdown] > 0 || now.shortfalls[breakdown] > 0 {
        extra.insert(.notBrokenDown)
      }
      for cell in cells[breakdown] {
        func side(_ figure: Figure) -> TabulationSet.Cell? {
          figure.cell(cell, breakdown: breakdown)
        }
        made.append(make(code(breakdown, cell), side(then), side(now), extra))
      }
    }
    return made
  }
}
