import Vocabulary

/// The code that a row must hold for a rule to concern it: the parameter `where`, as `stage=ADOPTED`.
struct RowCondition {
  private let column: Int
  private let ordinal: Int32

  /// Nil where the parameter names no column of codes or no code.
  init?(_ text: String, _ schema: ReturnTable, _ registry: Registry) {
    let parts = text.split(separator: "=").map(String.init)
    guard parts.count == 2, let column = schema.index(of: parts[0]),
      let ordinal = registry.codeList(schema, column)?.ordinal(of: parts[1])
    else { return nil }
    self.column = column
    self.ordinal = ordinal
  }

  func holds(_ rows: ReturnRows, _ row: Int) -> Bool { rows.ordinals[column][row] == ordinal }
}
