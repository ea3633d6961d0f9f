import Correspond
import Vocabulary

/// What members returned as it can be listed: counts by group, and the lines of registers.
struct ReturnedRows {
  let registry: Registry
  let collection: ReturnCollection
  let period: ReferencePeriod

  /// Characters of a text that are shown; the longest that may be returned.
  private static let textLimit = 1000

  func find(_ table: ReturnTable, _ member: Member) -> EditedReturn? {
    collection.find(table: table.name, member: member.id, period: period)
  }

  // MARK: Counts

  /// The totals of each group of a table of tabulations, by measure; nil where there are none.
  ///
  /// - Parameter group: what the first column is called.
  func counts(_ table: ReturnTable, _ member: Member, group: Label) -> Minutes.Listing? {
    guard table.kind == .tabulated, let edited = find(table, member), !edited.return.isNil else {
      return nil
    }
    let rows = edited.rows
    let groups = rows.groups(table)
    let measures = table.columns(.measure).map { measure in
      (measure, groups.map { total(of: measure, rows, $0, table) })
    }.filter { $0.1.contains { $0 != nil } }
    guard !measures.isEmpty else { return nil }
    let lines = groups.enumerated().map { place, group -> [Cell] in
      [.several(labels(group, table))]
        + measures.map { measure, totals in
          totals[place].map { .number($0, places: places(table, measure)) } ?? .unknown
        }
    }
    return Minutes.Listing(
      table: table.title, columns: [group] + measures.map { table.columns[$0.0].title },
      rows: lines,
      isNational: registry.isNational(member: member.id, table: table.name, period: period))
  }

  /// Nil where it is not known.
  private func total(
    of measure: Int, _ rows: ReturnRows, _ group: RowGroup, _ table: ReturnTable
  ) -> Int? {
    let dimensions = table.columns(.dimension)
    guard measure == table.overlap?.count else {
      return TabulationSet(rows: rows, indices: group.rows, dimensions: dimensions) {
        rows.value($0, measure)
      }.total
    }
    // A blank overlap is none declared, in the tabulations that declare any.
    func pattern(_ row: Int) -> [Int] {
      dimensions.filter { rows.ordinals[$0][row] != CodeList.total }
    }
    let declaring = Set(
      group.rows.filter { rows.value($0, measure) != nil && !rows.struck.contains($0) }
        .map(pattern))
    return TabulationSet(
      rows: rows, indices: group.rows.filter { declaring.contains(pattern($0)) },
      dimensions: dimensions
    ) { rows.value($0, measure) ?? 0 }.total
  }

  private func labels(_ group: RowGroup, _ table: ReturnTable) -> [Cell] {
    zip(table.columns(.group), group.codes).map { column, code in
      registry.codeList(table, column).map { .text($0.codes[Int(code)].label) } ?? .unknown
    }
  }

  private func places(_ table: ReturnTable, _ column: Int) -> Int {
    table.columns[column].type == .amount ? 2 : 0
  }

  // MARK: Lines

  /// The lines of a register without their ids, the title first; nil where there are none.
  func lines(_ table: ReturnTable, _ member: Member) -> Minutes.Listing? {
    guard table.kind == .register, let edited = find(table, member) else { return nil }
    let rows = edited.rows
    let title = table.index(of: "title")
    let columns = table.columns.indices
      .filter { table.columns[$0].role != .key && rows.present[$0] && $0 != title }
    let all = (title.map { [$0] } ?? []) + columns
    let lines = rows.indices.map { row in all.map { cell(table, rows, row, $0) } }
    guard !lines.isEmpty else { return nil }
    return Minutes.Listing(
      table: table.title, columns: all.map { table.columns[$0].title }, rows: lines)
  }

  func cell(_ table: ReturnTable, _ rows: ReturnRows, _ row: Int, _ column: Int) -> Cell {
    switch table.columns[column].type {
    case .code:
      let code = rows.ordinals[column][row]
      guard code > CodeList.unknown, let list = registry.codeList(table, column) else {
        return .unknown
      }
      return .text(list.codes[Int(code)].label)
    case .date: return rows.day(row, column).map(Cell.day) ?? .unknown
    case .count, .amount:
      return rows.value(row, column).map { .number($0, places: places(table, column)) } ?? .unknown
    case .text:
      let text = rows.texts[column][row]
      return text.isEmpty ? .unknown : .own(Masking.shown(text, limit: Self.textLimit))
    }
  }

  /// The codes of a column over all members' lines, in the order of the list, with the lines of each.
  func byCode(
    _ table: ReturnTable, _ column: String
  ) -> [(label: Label, lines: [(member: Member, edited: EditedReturn, row: Int)])] {
    guard let place = table.index(of: column), let list = registry.codeList(table, place) else {
      return []
    }
    var found: [Int32: [(member: Member, edited: EditedReturn, row: Int)]] = [:]
    for member in registry.members {
      guard let edited = find(table, member) else { continue }
      for row in edited.rows.indices {
        found[edited.rows.ordinals[place][row], default: []].append((member, edited, row))
      }
    }
    return found.keys.sorted().map { (list.codes[Int($0)].label, found[$0]!) }
  }
}
