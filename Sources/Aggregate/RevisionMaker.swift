import Vocabulary

/// How figures came to be what they are: triangles of period by vintage, and what each later return
/// did.
struct RevisionMaker {
  let registry: Registry
  let collection: ReturnCollection
  let indicators: [IndicatorDefinition]
  let window: [ReferencePeriod]
  let asOf: Vintage

  private func maker(_ indicator: IndicatorDefinition, _ known: ReturnCollection) -> FigureMaker? {
    registry.table(indicator.table).map {
      FigureMaker(
        indicator: indicator.totalOnly, schema: $0, registry: registry, collection: known)
    }
  }

  private func total(
    _ maker: FigureMaker, _ period: ReferencePeriod
  ) -> (value: Int?, reporting: Int, expected: Int) {
    let coverage = maker.collection.coverage(
      table: maker.schema.name, period: period, .inForce, registry)
    let figure = maker.figure(coverage, confirmed: maker.inForce)
    let expected = Set(coverage.expected)
    return (
      figure.total?.known,
      figure.complete.intersection(expected).count, expected.count
    )
  }

  // MARK: Triangles

  /// Each figure of each quarter and year as it was known at the cut-off days from its own on, and at
  /// the day of the release.
  func triangle() -> [TriangleCell] {
    let periods = window.filter { $0.isQuarter || $0.isYear }
    var days = Set(periods.flatMap(vintages))
    days.insert(asOf.received)
    let known = Dictionary(
      uniqueKeysWithValues: days.map { day in
        (day, collection.filtered { $0.submission.vintage.received <= day })
      })
    return indicators.flatMap { indicator in
      periods.flatMap { period -> [TriangleCell] in
        var last: (received: Int, value: (value: Int?, reporting: Int, expected: Int))?
        return vintages(period).compactMap { day -> TriangleCell? in
          guard let known = known[day], let maker = maker(indicator, known) else { return nil }
          // Nothing new of the period means nothing new of its figure.
          let received = known.vintages(table: indicator.table, within: period)
          if last == nil || last!.received != received {
            last = (received, total(maker, period))
          }
          return TriangleCell(
            indicator: indicator.id, period: period, vintage: day, value: last!.value.value,
            membersReporting: last!.value.reporting, membersExpected: last!.value.expected)
        }
      }
    }
  }

  /// Cut-off days from the period's own up to the day of the release, and that day.
  private func vintages(_ period: ReferencePeriod) -> [CalendarDay] {
    guard var quarter = period.quarters.last else { return [] }
    var days: [CalendarDay] = []
    while registry.calendar.cutOff(quarter) <= asOf.received {
      days.append(registry.calendar.cutOff(quarter))
      quarter = quarter.quarter(steps: 1)
    }
    if days.last != asOf.received { days.append(asOf.received) }
    return days
  }

  // MARK: Later returns

  /// Every accepted return that came late or took the place of another, with the figures of its
  /// period before and after, in the order in which they came.
  func revisions() -> [Revision] {
    let all = collection.all.sorted { Self.order($0.return) < Self.order($1.return) }
    var revisions: [Revision] = []
    for edited in all {
      let own = edited.return.submission
      guard let (kind, replaces) = kind(edited.return) else { continue }
      let order = Self.order(edited.return)
      // A later vintage of one day comes after the first; overlaps look at other members.
      let before = collection.filtered(table: edited.return.table) { Self.order($0) < order }
      let after = collection.filtered(table: edited.return.table) { Self.order($0) <= order }
      for indicator in indicators where indicator.table == edited.return.table {
        guard let then = maker(indicator, before), let now = maker(indicator, after) else {
          continue
        }
        revisions.append(
          Revision(
            return: edited.return, kind: kind, replaces: replaces, indicator: indicator.id,
            before: total(then, own.period).value, after: total(now, own.period).value))
      }
    }
    return revisions
  }

  private static func order(_ subject: Return) -> String {
    let own = subject.submission
    let sequence = String(own.vintage.sequence)
    return "\(own.vintage.received) \(String(repeating: "0", count: max(0, 6 - sequence.count)))"
      + "\(sequence) \(own.period.label) \(own.member) \(subject.table)"
  }

  /// Nil for what came in time and first.
  private func kind(_ subject: Return) -> (RevisionKind, Vintage?)? {
    let own = subject.submission
    let first = collection.find(
      table: subject.table, member: own.member, period: own.period, .first)
    let isFirst = first?.return == subject
    let isLate = own.vintage.received > registry.calendar.due(own.period)
    if isFirst, !isLate { return nil }
    let replaces = collection.vintage(before: subject)
    if !registry.calendar.isOpen(own.period, on: own.vintage.received) {
      return (.correction, replaces)
    }
    return (isFirst ? .lateReturn : .amendment, replaces)
  }
}
