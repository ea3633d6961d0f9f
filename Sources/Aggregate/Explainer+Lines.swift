import Vocabulary

extension Explainer {
  /// The lines of a register that a figure counts, as the latest returns have them.
  func lineTraces(
    _ maker: FigureMaker, _ coverage: Coverage, _ method: IndicatorDefinition.Lines,
    _ names: [String], _ codes: [Int32]
  ) -> [Trace] {
    let schema = maker.schema
    guard let register = schema.register else { return [] }
    var said: Set<String> = []
    return LineUnion(coverage, schema, fixed: maker.fixed).lines.compactMap { line in
      let rows = line.piece.rows
      guard names.isEmpty || maker.codes(of: line, names) == codes else { return nil }
      var value = 1
      var isLeftOut = false
      switch method {
      case .sum(let name):
        guard let measure = schema.index(of: name), rows.value(line.row, measure) != nil else {
          return nil
        }
        (value, isLeftOut) = maker.amount(rows, line.row, measure).euroCents(maker.rates(measure))
      case .count: break
      case .distinct(let name):
        guard let column = schema.index(of: name) else { return nil }
        let text = Wording.fold(rows.texts[column][line.row])
        if text.isEmpty { return nil }
        // The same thing named by another line counts no more.
        value = said.insert(text).inserted ? 1 : 0
      }
      return Trace(
        member: line.member, path: line.piece.return.path, line: rows.addresses[line.row].line,
        value: value,
        remarks: [.event(Masking.shown(rows.texts[register.id][line.row]))]
          + (isLeftOut ? [.unconverted] : []))
    }
  }

  /// The events whose own measure a figure adds up, each by the report that is counted.
  func eventSums(
    _ maker: FigureMaker, _ coverage: Coverage, _ name: String, _ names: [String],
    _ codes: [Int32]
  ) -> [Trace] {
    guard let measure = maker.schema.index(of: name), let columns = maker.schema.event else {
      return []
    }
    return maker.events(coverage).flatMap { event -> [Trace] in
      guard names.isEmpty || maker.codes(of: event, names).contains(codes) else { return [] }
      let best = maker.eventSum(event, measure)
      let rows = best.piece.rows
      return best.rows.map { row in
        let amount = maker.amount(rows, row, measure)
        let (value, isLeftOut) = amount.euroCents(maker.rates(measure))
        return Trace(
          member: event.members.sorted().joined(separator: "+"), path: best.piece.return.path,
          line: rows.addresses[row].line,
          value: value,
          remarks: [.event(Masking.shown(rows.texts[columns.id][row]))]
            + (isLeftOut ? [.unconverted] : amount.isMissing ? [.notKnown] : []))
      }
    }
  }
}
