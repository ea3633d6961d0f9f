import Correspond
import Evaluate
import Vocabulary

/// Makes the skeleton of the minutes of a quarter's meeting from the returns in force.
package struct MinutesRun: Sendable {
  /// Tables with a place of their own, by name; without them the place stays empty.
  private static let (plans, challenges) = ("plans", "challenges")

  private let registry: Registry
  private let settings: PipelineRun.Settings
  private let text: DocumentText

  /// - Parameter settings: as for a run; nothing is written, whatever they say.
  package init(
    registry: Registry, settings: PipelineRun.Settings
  ) throws(DefinitionFailure) {
    self.registry = registry
    self.settings = settings
    text = try registry.sentences("minutes")
  }

  /// - Throws: where nothing came for the period, or nothing was accepted.
  package func run() throws -> Minutes {
    var settings = settings
    settings.through = .aggregate
    let result = try PipelineRun(registry: registry, settings: settings)
      .run(registry.reportPipeline)
    let period = result.period
    settings.period = period
    settings.asOf = result.asOf.received
    let status = try StatusRun(registry: registry, settings: .init(settings)).run()
    let grid = status.grids[0]
    let events = ReturnedEvents(registry, result.collection, period).events
    let rows = ReturnedRows(registry: registry, collection: result.collection, period: period)
    return Minutes(
      period: period, meeting: registry.calendar.meeting(period), asOf: status.asOf,
      response: rate(grid.response()), punctuality: rate(grid.punctuality),
      figures: result.summary.map(figures) ?? [], joint: listed(events.filter(\.isJoint)),
      reports: grid.rows.map { report($0, events, rows) }, challenges: challenges(rows),
      plansByStatus: registry.table(Self.plans).map { table in
        rows.byCode(table, "status").map { ($0.label, $0.lines.count) }
      } ?? [])
  }

  private func rate(_ rate: ResponseRate?) -> Minutes.Rate? {
    rate.map { ($0.part, $0.whole, $0.percentTenths) }
  }

  /// A sentence of the document in both languages.
  private func label(_ key: String) -> Label {
    Label(lv: text.say(key, in: .lv), en: text.say(key, in: .en))
  }

  // MARK: Members

  private func report(
    _ row: ResponseGrid.Row, _ events: [ReturnedEvents.Event], _ rows: ReturnedRows
  ) -> Minutes.Report {
    let member = row.member
    let own = events.filter { $0.members.contains(member.id) }
    let listings = registry.tables.compactMap { table in
      table.name == Self.plans || table.name == Self.challenges
        ? nil
        : rows.counts(table, member, group: label("column-group")) ?? rows.lines(table, member)
    }
    return Minutes.Report(
      member: member, results: listed(own.filter { !$0.isJoint }),
      jointEvents: own.count(where: \.isJoint), statistics: listings,
      plans: registry.table(Self.plans).flatMap { rows.lines($0, member) },
      nothing: registry.tables.filter { rows.find($0, member)?.return.isNil ?? false }
        .map(\.title),
      rowsRejected: row.receipts.filter { $0.state == .rowsRejected }
        .compactMap { registry.table($0.table)?.title },
      adjusted: registry.tables.filter { !(rows.find($0, member)?.adjusted ?? []).isEmpty }
        .map(\.title),
      missing: row.receipts.filter { $0.isOpen && !$0.isInForce }.map { receipt in
        (
          registry.table(receipt.table)?.title ?? Label(lv: receipt.table, en: receipt.table),
          receipt.state.rawValue
        )
      })
  }

  /// Events by table.
  private func listed(_ events: [ReturnedEvents.Event]) -> [Minutes.Events] {
    registry.tables.compactMap { table in
      let own = events.filter { $0.table.name == table.name }
      guard !own.isEmpty else { return nil }
      return Minutes.Events(
        table: table.title,
        people: ReturnedEvents.people(table).map { table.columns[$0].title },
        events: own.map(\.shown))
    }
  }

  private func challenges(_ rows: ReturnedRows) -> [Minutes.Listing] {
    guard let table = registry.table(Self.challenges) else { return [] }
    let shown = ["text", "severity", "proposed_action", "status"].compactMap(table.index)
    return rows.byCode(table, "area").map { area, lines in
      Minutes.Listing(
        table: area, columns: [label("column-member")] + shown.map { table.columns[$0].title },
        rows: lines.map { member, edited, row in
          [.text(member.name)] + shown.map { rows.cell(table, edited.rows, row, $0) }
        })
    }
  }

  // MARK: Figures

  /// What is worth knowing beside a figure, since it is not in its status.
  private static let told: Set<Note> = [
    .national, .adjusted, .rowsRejected, .scopeChanged, .overlapUnconfirmed, .overlapUnplaced,
    .blankCount, .changePartial,
    .seriesBreak,
  ]

  private func figures(_ summary: Summary) -> [Minutes.KeyFigure] {
    summary.indicators.filter { !$0.isInternal }.compactMap { indicator in
      let now = summary.observations.first {
        $0.indicator == indicator.id && $0.period == summary.period && $0.breakdown.isTotal
          && $0.member == "_T"
      }
      guard let now else { return nil }
      let change = summary.changes.first {
        $0.indicator == indicator.id && $0.period == summary.period && $0.breakdown.isTotal
          && $0.basis == .published
      }
      let notes = Set(now.notes + (change?.notes ?? [])).intersection(Self.told).sorted()
      return Minutes.KeyFigure(
        line: FigureLine(
          indicator: indicator, value: now.value, state: state(now), earlier: change?.earlier,
          change: change?.change, percent: change?.percentTenths),
        reporting: now.membersReporting, expected: now.membersExpected,
        notes: notes.compactMap { registry.wordings.notes[$0.rawValue] })
    }
  }

  private func state(_ o: Observation) -> FigureLine.State {
    if o.value == nil { return o.notes.contains(.notReceived) ? .missing : .notAvailable }
    if o.status == .seriesBreak { return .seriesBreak }
    if o.notes.contains(.partial) { return .partial }
    if o.notes.contains(.rowsRejected) { return .rowsRejected }
    return o.notes.contains(.open) ? .open : .complete
  }
}
