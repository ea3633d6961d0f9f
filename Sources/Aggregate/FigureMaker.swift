import Vocabulary

/// Computes figures of one indicator.
///
/// The rules of sums, unions and overlaps are here; which members and vintages are looked at is
/// decided before (see `Coverage`), so that the three forms of change are one computation.
struct FigureMaker {
  let indicator: IndicatorDefinition
  let schema: ReturnTable
  let registry: Registry
  let collection: ReturnCollection
  /// Whether two-way tables are drawn for every period, not for years alone.
  private let drawsAll: Bool
  private let kept = Kept()
  /// Who stands behind a table, for all its indicators.
  private let coverages: Coverages

  /// What has been made of single returns: one is part of many periods.
  private final class Kept {
    var groups: [ObjectIdentifier: [RowGroup]] = [:]
    var gross: [ObjectIdentifier: Gross] = [:]
  }

  /// Coverages that have been settled, by table, period and choice.
  final class Coverages {
    fileprivate var inForce: [String: [ReferencePeriod: Coverage]] = [:]
    fileprivate var first: [String: [ReferencePeriod: Coverage]] = [:]
  }

  /// The tabulations of a return for the indicator's measure, with their splits by breakdown.
  private final class Gross {
    let set: TabulationSet
    var splits: [Int: TabulationSet.Split] = [:]
    init(_ set: TabulationSet) { self.set = set }
  }

  init(
    indicator: IndicatorDefinition, schema: ReturnTable, registry: Registry,
    collection: ReturnCollection, coverages: Coverages = Coverages(), drawsAll: Bool = false
  ) {
    self.drawsAll = drawsAll
    self.coverages = coverages
    self.indicator = indicator
    self.schema = schema
    self.registry = registry
    self.collection = collection
  }

  func coverage(_ period: ReferencePeriod, _ choice: VintageChoice) -> Coverage {
    let known = choice == .inForce ? coverages.inForce : coverages.first
    if let coverage = known[schema.name]?[period] { return coverage }
    let coverage = collection.coverage(
      table: schema.name, period: period, choice, registry)
    if choice == .inForce {
      coverages.inForce[schema.name, default: [:]][period] = coverage
    } else {
      coverages.first[schema.name, default: [:]][period] = coverage
    }
    return coverage
  }

  /// The groups of a return's rows.
  func groups(_ piece: EditedReturn) -> [RowGroup] {
    let key = ObjectIdentifier(piece.identity)
    if let known = kept.groups[key] { return known }
    let groups = piece.rows.groups(schema)
    kept.groups[key] = groups
    return groups
  }

  private func gross(_ piece: EditedReturn, _ measure: Int) -> Gross {
    let key = ObjectIdentifier(piece.identity)
    if let known = kept.gross[key] { return known }
    let gross = Gross(grossSet(piece.rows, measure))
    kept.gross[key] = gross
    return gross
  }

  /// Two-way tables of a release are drawn for years only.
  func isDrawn(_ breakdown: Int, _ period: ReferencePeriod) -> Bool {
    drawsAll || indicator.breakdowns[breakdown].count < 2 || period.isYear
  }

  /// A member's persons may be taken off only where this says that it counted them.
  typealias Confirmation = (_ member: String, _ period: ReferencePeriod) -> Bool

  func figure(_ coverage: Coverage, confirmed: Confirmation) -> Figure {
    var figure = Figure(breakdowns: indicator.breakdowns.count)
    switch indicator.method {
    case .people(let measure, let part):
      addPeople(measure, part, coverage, confirmed, &figure)
    case .eventsStarted, .eventsActive, .eventPeople, .eventSum:
      addEvents(coverage, &figure)
    case .lines(let lines):
      addLines(lines, coverage, &figure)
    case .records(let measure):
      addRecords(measure, coverage, &figure)
    case .returnsOnTime: break
    }
    addDerived(&figure, on: coverage.period.lastDay)
    for share in coverage.shares {
      if share.pieces.contains(where: isAdjusted) { figure.add(.adjusted, of: share.member) }
      // Of tabulations another one serves, and may be short of what the rejected rows held.
      guard share.pieces.contains(where: { $0.rejectedRows > 0 }) else { continue }
      figure.add(.rowsRejected, of: share.member)
      figure.matchable.remove(share.member)
    }
    return figure
  }

  /// Confirmation by the returns in force (or first vintages, which exist for the same members).
  func inForce(_ member: String, _ period: ReferencePeriod) -> Bool {
    collection.covers(table: schema.name, member: member, period: period)
  }

  /// Whether an officer adjusted a row that the figure could count.
  private func isAdjusted(_ piece: EditedReturn) -> Bool {
    guard !piece.adjusted.isEmpty else { return false }
    let rows =
      if case .people = indicator.method { groupRows(piece.rows) } else { piece.rows.indices }
    let lines = Set(piece.adjusted.map(\.line))
    return rows.contains { lines.contains(piece.rows.addresses[$0].line) }
  }

  // MARK: People

  /// The rows of a piece that belong to the indicator's group.
  func groupRows(_ rows: ReturnRows) -> [Int] {
    guard let column = schema.columns(.group).first, let list = registry.codeList(schema, column),
      case .people(let name, _) = indicator.method, let measure = schema.index(of: name),
      !indicator.largest.isEmpty
    else { return fixedRows(rows) }
    // Of groups that may be counted, in each return the one with the larger total.
    var best: (rows: [Int], total: Int) = ([], -1)
    for code in indicator.largest.compactMap(list.ordinal(of:)) {
      let group = (0..<rows.count).filter { rows.ordinals[column][$0] == code }
      let set = TabulationSet(
        rows: rows, indices: group, dimensions: schema.columns(.dimension)
      ) { rows.value($0, measure) }
      if (set.total ?? -1) > best.total || best.rows.isEmpty { best = (group, set.total ?? -1) }
    }
    return best.rows
  }

  /// The columns that the indicator fixes, with their codes.
  var fixed: [(column: Int, ordinal: Int32)] {
    indicator.fixed.compactMap { name, code in
      guard let column = schema.index(of: name),
        let ordinal = registry.codeList(schema, column)?.ordinal(of: code)
      else { return nil }
      return (column, ordinal)
    }
  }

  /// The rows that hold the codes that the indicator fixes.
  private func fixedRows(_ rows: ReturnRows) -> [Int] {
    let fixed = fixed
    return (0..<rows.count).filter { row in
      fixed.allSatisfy { rows.ordinals[$0.column][row] == $0.ordinal }
    }
  }

  func grossSet(_ rows: ReturnRows, _ measure: Int) -> TabulationSet {
    TabulationSet(rows: rows, indices: groupRows(rows), dimensions: schema.columns(.dimension)) {
      rows.value($0, measure)
    }
  }

  /// Places of a breakdown among the table's dimensions.
  func places(_ names: [String]) -> [Int] {
    let dimensions = schema.columns(.dimension)
    return names.compactMap { name in
      schema.index(of: name).flatMap { dimensions.firstIndex(of: $0) }
    }
  }

  /// Adds up derived groups (citizens of the EU, abroad) from their codes, by the last day of the
  /// figure's period.
  private func addDerived(_ figure: inout Figure, on day: CalendarDay) {
    for (breakdown, names) in indicator.breakdowns.enumerated() where names.count == 1 {
      guard let column = schema.index(of: names[0]), let list = registry.codeList(schema, column),
        !list.derived.isEmpty
      else { continue }
      for (codes, cell) in figure.splits[breakdown] {
        for group in list.groups(of: codes[0], on: day) {
          figure.add(cell, at: [group], breakdown: breakdown)
        }
      }
    }
  }

  /// The returns of a share that a figure is made of: a stock is what the last of the period says;
  /// without that one nobody knows it.
  func pieces(of share: Share, _ part: IndicatorDefinition.Part) -> ArraySlice<EditedReturn> {
    guard part == .stock else { return share.pieces[...] }
    return share.reachesEnd ? share.pieces.suffix(1) : []
  }

  private func addPeople(
    _ measureName: String, _ part: IndicatorDefinition.Part, _ coverage: Coverage,
    _ confirmed: Confirmation, _ figure: inout Figure
  ) {
    guard let measure = schema.index(of: measureName) else { return }
    let confirmed: Confirmation = { confirmed($0, $1) && coverage.holds($0, $1) }
    for share in coverage.shares {
      var reported = 0
      var hasRows = false
      let isStock = part == .stock
      let pieces = pieces(of: share, part)
      for piece in pieces {
        if piece.return.isNil {
          figure.add(total: TabulationSet.Cell(), member: share.member)
          for breakdown in indicator.breakdowns.indices { figure.addNone(breakdown: breakdown) }
          reported += 1
          continue
        }
        let gross = gross(piece, measure)
        guard let grossTotal = gross.set.total else {
          if !gross.set.tabulations.isEmpty { figure.notes.insert(.blankCount) }
          continue
        }
        let (overlap, _, held) = overlapSet(piece, confirmed)
        if held > 0, part != .gross { figure.notes.insert(.overlapUnconfirmed) }
        // An overlap declared in rows that were rejected is not taken off, and this is said.
        if overlap.total == nil, !overlap.tabulations.isEmpty {
          figure.notes.insert(.overlapUnplaced)
        }
        // A national return says nothing of overlaps between members.
        if part == .overlap, share.isNational, overlap.tabulations.isEmpty { continue }
        let overlapTotal = overlap.total ?? 0
        let cell: TabulationSet.Cell
        switch part {
        case .gross, .stock: cell = TabulationSet.Cell(value: grossTotal)
        case .overlap: cell = TabulationSet.Cell(value: overlapTotal)
        case .net where overlapTotal > grossTotal:
          // More were counted elsewhere than are counted here: there is no net, and none below zero.
          cell = TabulationSet.Cell(isMissing: true)
          figure.notes.insert(.overlapUnplaced)
        case .net: cell = TabulationSet.Cell(value: grossTotal - overlapTotal)
        }
        figure.add(total: cell, member: share.member)
        reported += 1
        hasRows = true
        for (breakdown, names) in indicator.breakdowns.enumerated()
        where isDrawn(breakdown, coverage.period) {
          add(part, gross, overlap, places(names), breakdown, &figure)
        }
      }
      guard isStock ? share.reachesEnd : share.isComplete else { continue }
      let isReported = reported == pieces.count
      if isReported { figure.matchable.insert(share.member) }
      // Who has part in a group lacks it where a return leaves it out; the country has part in all.
      let hasPart = { hasRows || share.isNational || self.hadGroup(share) }
      if isReported || (schema.dividesGroups && !hasPart()) { figure.complete.insert(share.member) }
    }
  }

  /// Whether the member reported the group in the year before the share's first return.
  private func hadGroup(_ share: Share) -> Bool {
    (share.pieces.first?.return.submission.period.yearBefore ?? []).contains { period in
      collection.find(table: schema.name, member: share.member, period: period).map {
        !$0.return.isNil && !groupRows($0.rows).isEmpty
      } ?? false
    }
  }

  private func add(
    _ part: IndicatorDefinition.Part, _ gross: Gross, _ overlap: TabulationSet,
    _ places: [Int], _ breakdown: Int, _ figure: inout Figure
  ) {
    func add(_ cell: TabulationSet.Cell, at codes: [Int32]) {
      figure.add(cell, at: codes, breakdown: breakdown)
    }
    let split = gross.splits[breakdown] ?? gross.set.split(by: places)
    gross.splits[breakdown] = split
    let less = overlap.split(by: places)
    if part != .overlap {
      figure.shortfalls[breakdown] += split.shortfall
      if split.cells.values.contains(where: \.isMissing) { figure.notes.insert(.blankCount) }
    }
    let (set, chosen) = part == .overlap ? (overlap, less) : (gross.set, split)
    if chosen.tabulation?.isComplete == false { figure.addIncomplete(breakdown: breakdown) }
    if (set.total ?? 0) == 0 {
      figure.addNone(breakdown: breakdown)
    } else {
      for codes in chosen.cells.keys { figure.addDetail(codes, breakdown: breakdown) }
    }
    switch part {
    case .gross, .stock:
      for (codes, cell) in split.cells { add(cell, at: codes) }
    case .overlap:
      for (codes, cell) in less.cells { add(cell, at: codes) }
    case .net:
      for (codes, cell) in split.cells { add(cell, at: codes) }
      for (codes, cell) in less.cells where cell.value > 0 {
        if cell.value > split.cells[codes]?.value ?? 0 { figure.unplaced.insert(breakdown) }
        add(TabulationSet.Cell(value: -cell.value), at: codes)
      }
    }
  }

  // MARK: Records

  private func addRecords(_ measure: String?, _ coverage: Coverage, _ figure: inout Figure) {
    for share in coverage.shares {
      for piece in share.pieces {
        guard let cube = piece.cube else {
          if piece.return.isNil { figure.add(total: TabulationSet.Cell(), member: share.member) }
          continue
        }
        func cells(_ names: [String]) -> [[Int32]: Int] {
          let layout = recordLayout(names, measure, schema, registry)
          guard let place = cube.layouts.firstIndex(of: layout) else { return [:] }
          var cells: [[Int32]: Int] = [:]
          for cell in 0..<layout.size where cube.counts[place][cell] > 0 {
            let value = measure == nil ? cube.counts[place][cell] : cube.sums[place][cell]
            cells[layout.codes(cell)] = Int(value)
          }
          return cells
        }
        let total = cells([])[[]] ?? 0
        figure.add(total: TabulationSet.Cell(value: total), member: share.member)
        for (breakdown, names) in indicator.breakdowns.enumerated() {
          if total == 0 { figure.addNone(breakdown: breakdown) }
          for (codes, value) in cells(names) {
            let known = codes.map { $0 == CodeList.total ? CodeList.unknown : $0 }
            figure.add(TabulationSet.Cell(value: value), at: known, breakdown: breakdown)
            if total > 0 { figure.addDetail(known, breakdown: breakdown) }
          }
        }
      }
      if share.isComplete {
        figure.complete.insert(share.member)
        figure.matchable.insert(share.member)
      }
    }
  }
}
