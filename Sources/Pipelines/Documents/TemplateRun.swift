import Correspond
import Ingest
import Vocabulary

/// Makes the files that one member fills in for a period, from its own earlier returns alone.
package struct TemplateRun: Sendable {
  private let registry: Registry
  private let settings: PipelineRun.Settings

  /// - Parameter settings: where the returns are and as of when; the period is named in `run`.
  package init(registry: Registry, settings: PipelineRun.Settings) {
    self.registry = registry
    self.settings = settings
  }

  package func run(_ member: Member, _ period: ReferencePeriod) throws -> Template {
    let earlier = try walk(member, period)
    let tables = registry.tables
      .filter { registry.owes(member, table: $0.name, period: period) }
      .map { table($0, member, period, earlier) }
    return Template(
      member: member, period: period, due: registry.calendar.due(period),
      cutOff: registry.calendar.cutOff(period), tables: tables,
      codes: codes(tables.map(\.schema), period))
  }

  /// The member's own returns that end before the period.
  private func walk(_ member: Member, _ period: ReferencePeriod) throws -> ReturnCollection {
    var survey = try Surveyor(root: settings.returns, registry: registry).survey()
    let last = settings.asOf ?? survey.latestReceived
    survey.keep {
      $0.member == member.id && $0.period.lastDay < period.firstDay
        && $0.vintage.received <= last ?? $0.vintage.received
    }
    return try Collector(
      registry: registry, jobs: settings.jobs, plainPath: settings.plainPath, takesDigests: false,
      absent: [.tables, .members, .periods], progress: settings.progress
    ).collect(survey).collection
  }

  private func table(
    _ schema: ReturnTable, _ member: Member, _ period: ReferencePeriod,
    _ earlier: ReturnCollection
  ) -> Template.Table {
    let running = StillRunning(registry: registry, period: period)
    // The last return in force, as long as it is not older than a year.
    let oldest = period.firstDay.advanced(by: -366)
    let last = earlier.periods(table: schema.name).last { $0.lastDay >= oldest }
    guard let last, let edited = earlier.find(table: schema.name, member: member.id, period: last),
      let rows = running.rows(of: edited)
    else { return Template.Table(schema: schema, rows: [], from: nil, leftOut: 0) }
    let cells = rows.compactMap { running.cells(of: $0, edited) }
    return Template.Table(
      schema: schema, rows: cells, from: cells.isEmpty ? nil : last,
      leftOut: rows.count - cells.count)
  }

  // MARK: Codes

  /// Every code that may be written in a column of the tables in the period, and members by their ids
  /// where a column names members.
  private func codes(_ tables: [ReturnTable], _ period: ReferencePeriod) -> [Template.Entry] {
    var entries: [Template.Entry] = []
    var seen: Set<Template.Entry> = []
    func add(_ column: Column, _ list: String, _ code: String, _ label: Label) {
      let entry = Template.Entry(column: column.name, list: list, code: code, label: label)
      if seen.insert(entry).inserted { entries.append(entry) }
    }
    for table in tables {
      for (place, column) in table.columns.enumerated() {
        if let list = column.items.flatMap({ registry.codeLists[$0] }) {
          for code in list.codes.dropFirst(2)
          where code.validity.overlaps(period.firstDay, period.lastDay) {
            add(column, list.name, code.id, code.label)
          }
        } else if let list = registry.codeList(table, place) {
          let isBrokenDown =
            column.role == .dimension || (column.role == .group && !column.isRequired)
          for (ordinal, code) in list.codes.enumerated()
          where !code.isDerived && code.validity.overlaps(period.firstDay, period.lastDay) {
            if ordinal == Int(CodeList.total), !isBrokenDown { continue }
            if ordinal == Int(CodeList.unknown), column.isRequired { continue }
            add(column, list.name, code.id, code.label)
          }
        } else if table.namesMembers(place) {
          for member in registry.members
          where member.validity.overlaps(period.firstDay, period.lastDay) {
            add(column, "members", member.id, member.name)
          }
        }
      }
    }
    return entries
  }
}
