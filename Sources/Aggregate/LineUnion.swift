import Vocabulary

/// The lines of a register over a period, each as the member's latest return of the period has it.
struct LineUnion {
  struct Line {
    let member: String
    let piece: EditedReturn
    let row: Int
  }

  /// In the order of members, then of the files.
  let lines: [Line]

  /// - Parameter fixed: columns and codes that a line must hold, at its latest, to count.
  init(
    _ coverage: Coverage, _ schema: ReturnTable, fixed: [(column: Int, ordinal: Int32)]
  ) {
    guard let register = schema.register else {
      lines = []
      return
    }
    var found: [Line] = []
    for share in coverage.shares {
      var order: [String] = []
      var latest: [String: Line] = [:]
      for piece in share.pieces {
        let rows = piece.rows
        for row in rows.indices {
          var key = Wording.fold(rows.texts[register.id][row])
          if let column = register.year {
            guard let year = rows.value(row, column),
              year == piece.return.submission.period.year
            else { continue }
            key += "\u{0}\(year)"
          }
          if latest[key] == nil { order.append(key) }
          latest[key] = Line(member: share.member, piece: piece, row: row)
        }
      }
      found += order.map { latest[$0]! }
    }
    lines = found.filter { line in
      fixed.allSatisfy { line.piece.rows.ordinals[$0.column][line.row] == $0.ordinal }
    }
  }
}

extension FigureMaker {
  func addLines(
    _ method: IndicatorDefinition.Lines, _ coverage: Coverage, _ figure: inout Figure
  ) {
    let lines = LineUnion(coverage, schema, fixed: fixed).lines
    var amounts = Amounts()
    addReporters(coverage, &amounts, &figure)
    switch method {
    case .sum(let name):
      guard let measure = schema.index(of: name) else { return }
      for line in lines {
        let sum = amount(line.piece.rows, line.row, measure)
        amounts.add(sum, members: [line.member])
        for (breakdown, names) in indicator.breakdowns.enumerated() {
          amounts.add(sum, at: codes(of: line, names), breakdown: breakdown)
        }
      }
      amounts.pour(into: &figure, rates: rates(measure))
    case .count:
      count(lines.map { [$0] }, &amounts, &figure)
    case .distinct(let name):
      guard let column = schema.index(of: name) else { return }
      let named = Dictionary(grouping: lines) {
        Wording.fold($0.piece.rows.texts[column][$0.row])
      }.filter { !$0.key.isEmpty }
      count(named.sorted { $0.key < $1.key }.map(\.value), &amounts, &figure)
    }
  }

  /// Counts each thing once, whoever has lines of it, under every code that its lines have.
  private func count(
    _ things: [[LineUnion.Line]], _ amounts: inout Amounts, _ figure: inout Figure
  ) {
    var one = ExactSum()
    one.add(1, "")
    for lines in things {
      let members = Set(lines.map(\.member))
      if members.count > 1 { figure.notes.insert(.credited) }
      amounts.add(one, members: members)
      for (breakdown, names) in indicator.breakdowns.enumerated() {
        let cells = Set(lines.map { codes(of: $0, names) })
        if cells.count > 1 { figure.notes.insert(.multipleCodes) }
        for cell in cells { amounts.add(one, at: cell, breakdown: breakdown) }
      }
    }
    amounts.pour(
      into: &figure, rates: ["": CurrencyRate(currency: "", millionths: 1_000_000)])
  }

  func codes(of line: LineUnion.Line, _ names: [String]) -> [Int32] {
    names.compactMap(schema.index(of:)).map {
      let code = line.piece.rows.ordinals[$0][line.row]
      return code == CodeList.total ? CodeList.unknown : code
    }
  }
}
