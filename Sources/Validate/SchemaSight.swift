import Vocabulary

/// Which columns of a return held anything that the rules of its schema could judge.
///
/// A rule of the schema is broken where a finding says so. Where none does it is satisfied if any cell
/// was judged, and undecided if the column is absent or every cell of it blank or unread.
struct SchemaSight {
  private var isPresent: [Bool]
  /// Whether a code of the list stands in the column, in force or not.
  private var isKnown: [Bool]
  /// Whether a cell could be read as a value that may be held to bounds and lengths.
  private var isRead: [Bool]

  init(_ schema: ReturnTable) {
    let none = Array(repeating: false, count: schema.columns.count)
    (isPresent, isKnown, isRead) = (none, none, none)
  }

  /// - Parameter batch: of a table whose rows are kept, so a small one.
  mutating func look(at batch: CodedBatch, _ schema: ReturnTable) {
    guard batch.raw.rowCount > 0 else { return }
    for (column, definition) in schema.columns.enumerated() where batch.fileColumns[column] >= 0 {
      isPresent[column] = true
      if isRead[column] { continue }
      let problems = batch.problems.filter { $0.column == column }
      isKnown[column] = isKnown[column] || problems.contains { $0.kind == .codeInForce }
      let broken = Set(problems.map(\.row))
      isRead[column] = (0..<batch.raw.rowCount).contains { row in
        !broken.contains(Int32(row)) && holdsValue(batch, row, column, definition.type)
      }
    }
  }

  private func holdsValue(
    _ batch: CodedBatch, _ row: Int, _ column: Int, _ type: ColumnType
  ) -> Bool {
    switch type {
    case .count, .amount: return batch.number(row, column) != nil
    case .date: return batch.day(row, column) != nil
    case .code:
      // `_U` is a code of every list, and a blank cell means the same without saying it.
      let code = batch.ordinals[column]?[row] ?? CodeList.unread
      return code == CodeList.unknown ? !batch.isBlank(row, column) : code != CodeList.unread
    case .text:
      let cell = batch.raw.cell(row, batch.fileColumns[column])
      return !batch.isBlank(row, column) && !cell.contains(0)
        && String(validating: cell, as: UTF8.self) != nil
    }
  }

  /// What a rule of a column comes to of which nothing was found.
  func outcome(of rule: RuleDefinition, _ schema: ReturnTable) -> Outcome {
    guard let name = rule.column, let column = schema.index(of: name) else { return .undecided }
    let check = rule.id.split(separator: ".").last ?? ""
    let isDecided =
      switch check {
      case "required": isPresent[column]
      case "known-code": isKnown[column] || isRead[column]
      default: isRead[column]
      }
    return isDecided ? .satisfied : .undecided
  }
}
