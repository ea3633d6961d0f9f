import Vocabulary

/// Sums of measures that may be money: exact by currency, and made into figures at the end.
struct Amounts {
  private struct Place: Hashable {
    let breakdown: Int
    let codes: [Int32]
  }

  private var total: ExactSum?
  private var members: [String: ExactSum] = [:]
  private var cells: [Place: ExactSum] = [:]

  /// A member says something of the figure, if only that it is nothing.
  mutating func addReporter(_ member: String) {
    total = total ?? ExactSum()
    members[member] = members[member] ?? ExactSum()
  }

  mutating func add(_ sum: ExactSum, members: some Sequence<String>) {
    total = total ?? ExactSum()
    total! += sum
    for member in members { self.members[member, default: ExactSum()] += sum }
  }

  mutating func add(_ sum: ExactSum, at codes: [Int32], breakdown: Int) {
    cells[Place(breakdown: breakdown, codes: codes), default: ExactSum()] += sum
  }

  /// Puts the sums into a figure, each rounded once.
  func pour(into figure: inout Figure, rates: [String: CurrencyRate]) {
    var leftOut = false
    func cell(_ sum: ExactSum) -> TabulationSet.Cell {
      let (cents, isShort) = sum.euroCents(rates)
      leftOut = leftOut || isShort
      return TabulationSet.Cell(value: cents, isMissing: sum.isMissing || isShort)
    }
    figure.total = total.map(cell)
    figure.members = members.mapValues(cell)
    for (place, sum) in cells {
      figure.add(cell(sum), at: place.codes, breakdown: place.breakdown)
      figure.addDetail(place.codes, breakdown: place.breakdown)
    }
    if total?.isMissing ?? false { figure.notes.insert(.blankCount) }
    if leftOut { figure.notes.insert(.unconverted) }
  }
}

extension FigureMaker {
  /// Rates for the measure: money where the table has a column of currencies, plain numbers else.
  func rates(_ measure: Int) -> [String: CurrencyRate] {
    isMoney(measure) ? registry.rates : ["": CurrencyRate(currency: "", millionths: 1_000_000)]
  }

  private func isMoney(_ measure: Int) -> Bool {
    schema.columns[measure].type == .amount && schema.currency != nil
      && indicator.unit == "EUR"
  }

  /// What a row says of a measure, in its currency.
  func amount(_ rows: ReturnRows, _ row: Int, _ measure: Int) -> ExactSum {
    var sum = ExactSum()
    guard let value = rows.value(row, measure) else {
      sum.addMissing()
      return sum
    }
    var currency = ""
    if isMoney(measure), let column = schema.currency,
      let list = registry.codeList(schema, column)
    {
      let code = rows.ordinals[column][row]
      // An amount that names no currency is of none that could be converted.
      currency = code > CodeList.unknown ? list.id(code) : "?"
    }
    sum.add(Int64(value), currency)
    return sum
  }

  /// A measure that belongs to the event is taken once, one of its rows is added up; of several
  /// reports the largest counts.
  func addEventSums(_ name: String, _ coverage: Coverage, _ figure: inout Figure) {
    guard let measure = schema.index(of: name) else { return }
    var amounts = Amounts()
    addReporters(coverage, &amounts, &figure)
    for event in events(coverage) {
      let best = eventSum(event, measure).sum
      amounts.add(best, members: event.members)
      for (breakdown, names) in indicator.breakdowns.enumerated() {
        let codes = codes(of: event, names)
        if codes.count > 1 { figure.notes.insert(.multipleCodes) }
        for cell in codes { amounts.add(best, at: cell, breakdown: breakdown) }
      }
      if event.members.count > 1 { figure.notes.insert(.credited) }
    }
    amounts.pour(into: &figure, rates: rates(measure))
  }

  /// The largest of an event's sums, and the report that says it.
  func eventSum(
    _ event: EventUnion.Event, _ measure: Int
  ) -> (sum: ExactSum, piece: EditedReturn, rows: [Int]) {
    let isOfEvent = schema.event?.constant.contains(measure) ?? false
    let rates = rates(measure)
    var best: (sum: ExactSum, piece: EditedReturn, rows: [Int])?
    for report in event.reports {
      let rows = report.piece.rows
      let kept = report.group.rows.filter { !rows.struck.contains($0) }
      let known = kept.filter { rows.value($0, measure) != nil }
      let used = isOfEvent ? Array((known.isEmpty ? kept : known).prefix(1)) : kept
      var sum = ExactSum()
      for row in used { sum += amount(rows, row, measure) }
      if best == nil || sum.euroCents(rates).cents > best!.sum.euroCents(rates).cents
        || (best!.sum.isMissing && !sum.isMissing)
      {
        best = (sum, report.piece, used)
      }
    }
    return best!
  }

  /// Members that sent the table for the period stand behind a figure of distinct things, with
  /// nothing where they have none.
  func addReporters(_ coverage: Coverage, _ amounts: inout Amounts, _ figure: inout Figure) {
    for share in coverage.shares {
      amounts.addReporter(share.member)
      if share.isComplete {
        figure.complete.insert(share.member)
        figure.matchable.insert(share.member)
      }
      for breakdown in indicator.breakdowns.indices { figure.addNone(breakdown: breakdown) }
    }
  }
}
