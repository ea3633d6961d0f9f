import Vocabulary

/// What of a member's last return still goes on, and so stands in its next one too: projects whose
/// dates reach into the period, and plans that have come to no end.
struct StillRunning {
  /// Tables carried over, by name; where the definitions lack one nothing of it is.
  private static let (projects, plans) = ("projects", "plans")
  private static let status = "status"
  /// A plan of these has come to an end; one that is postponed or done in part goes on.
  private static let ended = ["COMPLETED", "NOT_COMPLETED", "CANCELLED"]

  let registry: Registry
  let period: ReferencePeriod

  /// Rows of a return that still go on in the period; nil for tables of which nothing is carried over.
  func rows(of edited: EditedReturn) -> [Int]? {
    guard let schema = registry.table(edited.return.table) else { return nil }
    let rows = edited.rows
    switch schema.name {
    case Self.projects:
      guard let end = schema.event?.end else { return nil }
      return rows.indices.filter { row in
        rows.day(row, end).map { $0 >= period.firstDay } ?? true
      }
    case Self.plans:
      guard let column = schema.index(of: Self.status), let list = registry.codeList(schema, column)
      else { return nil }
      let ended = Self.ended.compactMap(list.ordinal)
      return rows.indices.filter { !ended.contains(rows.ordinals[column][$0]) }
    default: return nil
    }
  }

  /// A row as its member would write it: codes and ISO days, decimals after a comma; nil where its id
  /// may not be shown.
  func cells(of row: Int, _ edited: EditedReturn) -> [String]? {
    guard let schema = registry.table(edited.return.table) else { return nil }
    let rows = edited.rows
    var cells: [String] = []
    for (place, column) in schema.columns.enumerated() {
      guard rows.present[place] else {
        cells.append("")
        continue
      }
      switch column.type {
      case .code:
        let code = rows.ordinals[place][row]
        let isKnown = code > CodeList.unknown
        cells.append(isKnown ? registry.codeList(schema, place)?.id(code) ?? "" : "")
      case .date: cells.append(rows.day(row, place)?.description ?? "")
      case .count: cells.append(rows.value(row, place).map(String.init) ?? "")
      case .amount: cells.append(rows.value(row, place).map(Self.decimal) ?? "")
      case .text:
        let text = rows.texts[place][row]
        let shown = Masking.shown(text, limit: .max)
        if shown == Masking.hidden, column.role == .key { return nil }
        cells.append(shown == Masking.hidden ? shown : text)
      }
    }
    return cells
  }

  /// Hundredths as `266,50`.
  private static func decimal(_ hundredths: Int) -> String {
    let rest = hundredths.magnitude % 100
    return
      "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100),\(rest < 10 ? "0" : "")\(rest)"
  }
}
