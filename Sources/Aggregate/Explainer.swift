import Vocabulary

/// One line of the walk from a figure back to what members sent.
package struct Trace: Sendable {
  package let member: String
  package let path: String
  /// Physical line; 0 where the whole file says it (a nil return).
  package let line: Int
  /// What the line adds; negative for an overlap taken off.
  package let value: Int
  package let remarks: [Remark]

  /// Whether the line says how much; what is not converted and what is blank adds nothing.
  package var isKnown: Bool {
    !remarks.contains { remark in
      switch remark {
      case .unconverted, .notKnown: true
      default: false
      }
    }
  }

  /// What is to be said of the line.
  package enum Remark: Sendable {
    case nilReturn, overlap, notBrokenDown, records
    /// Persons whose overlap is not taken off: the member named has no return in force.
    case overlapHeld(Int)
    /// An amount that is left out: its currency has no fixed rate, or is not named.
    case unconverted
    /// The amount is blank; the value is 0 and no zero.
    case notKnown
    case event(String)
  }
}

/// Walks a figure back to the files and lines it came from, by the very rules that made it.
package struct Explainer {
  package struct Answer: Sendable {
    package let value: Int?
    package let traces: [Trace]
    /// Members that owe the table and stand not behind the figure.
    package let missing: [String]
    package let isNational: Bool
  }

  private let registry: Registry
  private let collection: ReturnCollection

  package init(registry: Registry, collection: ReturnCollection) {
    self.registry = registry
    self.collection = collection
  }

  /// - Parameter cell: columns and codes of one of the indicator's breakdowns; empty for the total.
  /// - Returns: nil when the indicator is not broken down by these columns.
  package func explain(
    _ indicator: IndicatorDefinition, _ period: ReferencePeriod,
    cell: [(column: String, code: Int32)]
  ) -> Answer? {
    guard let schema = registry.table(indicator.table) else { return nil }
    let maker = FigureMaker(
      indicator: indicator, schema: schema, registry: registry, collection: collection,
      drawsAll: true)
    let coverage = collection.coverage(table: schema.name, period: period, .inForce, registry)
    let figure = maker.figure(coverage, confirmed: maker.inForce)
    let asked = Set(cell.map(\.column))
    var names: [String] = []
    var value = figure.total?.known
    if !cell.isEmpty {
      guard
        let place = indicator.breakdowns.firstIndex(where: {
          Set($0) == asked && $0.count == cell.count
        })
      else { return nil }
      names = indicator.breakdowns[place]
      let codes = names.map { name in cell.first { $0.column == name }!.code }
      value = figure.cell(codes, breakdown: place)?.known
    }
    let codes = names.map { name in cell.first { $0.column == name }!.code }
    if codes.count == 1,
      let list = schema.index(of: names[0]).flatMap({
        registry.codeList(schema, $0)
      }), list.codes[Int(codes[0])].isDerived
    {
      // A group is walked back code by code.
      let day = period.lastDay
      let members = list.codes[Int(codes[0])].members.filter { $0.validity.contains(day) }
      let traces = members.compactMap { list.ordinal(of: $0.code) }.flatMap { code in
        explain(indicator, period, cell: [(names[0], code)])?.traces.filter { $0.value != 0 } ?? []
      }
      return Answer(
        value: value, traces: traces,
        missing: coverage.expected.filter { !figure.complete.contains($0) },
        isNational: coverage.hasNational)
    }
    let traces =
      switch indicator.method {
      case .people(let measure, let part):
        people(maker, coverage, measure, part, names, codes)
      case .records: records(coverage)
      case .lines(let lines): lineTraces(maker, coverage, lines, names, codes)
      case .eventSum(let measure): eventSums(maker, coverage, measure, names, codes)
      default: events(maker, coverage, names, codes)
      }
    return Answer(
      value: value, traces: traces,
      missing: coverage.expected.filter { !figure.complete.contains($0) },
      isNational: coverage.hasNational)
  }

  private func people(
    _ maker: FigureMaker, _ coverage: Coverage, _ measure: String,
    _ part: IndicatorDefinition.Part, _ names: [String], _ codes: [Int32]
  ) -> [Trace] {
    guard let column = maker.schema.index(of: measure) else { return [] }
    let places = maker.places(names)
    var traces: [Trace] = []
    for share in coverage.shares {
      for piece in maker.pieces(of: share, part) {
        if piece.return.isNil {
          traces.append(
            Trace(
              member: share.member, path: piece.return.path, line: piece.return.nilLine!, value: 0,
              remarks: [.nilReturn]))
          continue
        }
        let rows = piece.rows
        func add(
          _ set: TabulationSet, sign: Int, _ remarks: [Trace.Remark], _ value: (Int) -> Int?
        ) {
          let split = set.split(by: places)
          let used =
            names.isEmpty
            ? set.totalTabulation?.rows ?? [] : set.rows(of: split, by: places, cell: codes)
          for row in used {
            guard let count = value(row), count != 0 || sign > 0 else { continue }
            traces.append(
              Trace(
                member: share.member, path: piece.return.path, line: rows.addresses[row].line,
                value: sign * count, remarks: remarks))
          }
          let isUnknown = !codes.isEmpty && codes.allSatisfy { $0 == CodeList.unknown }
          if isUnknown, split.tabulation != nil, split.shortfall > 0 {
            traces.append(
              Trace(
                member: share.member, path: piece.return.path, line: 0,
                value: sign * split.shortfall,
                remarks: remarks + [.notBrokenDown]))
          }
        }
        let gross = maker.grossSet(rows, column)
        guard gross.total != nil else { continue }
        if part != .overlap { add(gross, sign: 1, []) { rows.value($0, column) } }
        if part != .gross, maker.schema.overlap != nil {
          let (set, taken, held) = maker.overlapSet(piece) {
            maker.inForce($0, $1) && coverage.holds($0, $1)
          }
          add(set, sign: part == .net ? -1 : 1, [.overlap]) { taken[$0] }
          if held > 0 {
            traces.append(
              Trace(
                member: share.member, path: piece.return.path, line: 0, value: 0,
                remarks: [.overlapHeld(held)]))
          }
        }
      }
    }
    return traces
  }

  private func events(
    _ maker: FigureMaker, _ coverage: Coverage, _ names: [String], _ codes: [Int32]
  ) -> [Trace] {
    var traces: [Trace] = []
    for event in maker.events(coverage) {
      let best = maker.counted(event)
      let rows = best.piece.rows
      let line = best.group.rows.first { !rows.struck.contains($0) }
      // As the member wrote it.
      let id = line.flatMap { row in maker.schema.event.map { rows.texts[$0.id][row] } } ?? event.id
      func trace(_ row: Int?, _ value: Int) {
        traces.append(
          Trace(
            member: event.members.sorted().joined(separator: "+"), path: best.piece.return.path,
            line: row.map { rows.addresses[$0].line } ?? 0, value: value,
            remarks: [.event(Masking.shown(id))]))
      }
      if let set = best.set {
        let places = maker.places(names)
        let split = set.split(by: places)
        let used =
          names.isEmpty
          ? set.totalTabulation?.rows ?? [] : set.rows(of: split, by: places, cell: codes)
        guard case .eventPeople(let name) = maker.indicator.method,
          let column = maker.schema.index(of: name)
        else { continue }
        for row in used { trace(row, rows.value(row, column) ?? 0) }
      } else if names.isEmpty || maker.codes(of: event, names).contains(codes) {
        trace(line, 1)
      }
    }
    return traces
  }

  private func records(_ coverage: Coverage) -> [Trace] {
    coverage.shares.flatMap { share in
      share.pieces.map {
        Trace(
          member: share.member, path: $0.return.path, line: 0, value: 0,
          remarks: [.records])
      }
    }
  }
}
