import Vocabulary

/// What a record is that is no record of data: seen for what it is, it is one finding and not one
/// for each of its cells.
enum RowKind: String {
  case blank = "whitespace-row"
  case repeatedHeader = "repeated-header"
  case total = "total-row"
  /// A remark below the table, if nothing but the like follows.
  case footnote = "footnote-row"
  /// The mark with which old systems end a file (U+001A).
  case endMark = "end-mark"
}

struct RowClassifier {
  /// Labels of the file.
  let header: [String]
  /// Folded wordings of totals, as `kopā` and `total`.
  let totals: Set<String>

  /// - Parameter cells: those that the record has, at most as many as the header.
  func kind(_ cells: [[UInt8]], found: Int, width: Int) -> RowKind? {
    let filled = cells.indices.filter { !Self.isBlank(cells[$0]) }
    guard let first = filled.first else { return .blank }
    if cells[first] == [0x1A], filled.count == 1 { return .endMark }
    if found == header.count, width > 1,
      zip(cells, header).allSatisfy({ $0.elementsEqual($1.utf8) })
    {
      return .repeatedHeader
    }
    if width > 1, isTotal(cells[first]) { return .total }
    // A remark stands alone in the first cell of its row.
    if width > 1, filled == [0], !Self.isNumber(cells[0]) { return .footnote }
    return nil
  }

  func isTotal(_ cell: some Collection<UInt8>) -> Bool {
    guard (3...40).contains(cell.count) else { return false }
    var text = Wording.fold(String(decoding: cell, as: UTF8.self))
    while text.last == ":" || text.last == " " { text.removeLast() }
    return totals.contains(text)
  }

  /// Blanks, tabs and no-break spaces only.
  static func isBlank(_ cell: [UInt8]) -> Bool {
    var at = 0
    while at < cell.count {
      if cell[at] == 32 || (9...13).contains(cell[at]) {
        at += 1
      } else if cell[at] == 0xC2, at + 1 < cell.count, cell[at + 1] == 0xA0 {
        at += 2
      } else {
        return false
      }
    }
    return true
  }

  private static func isNumber(_ cell: [UInt8]) -> Bool {
    cell.allSatisfy { ExactDecimal.isDigit($0) || $0 == 46 || $0 == 44 || $0 == 45 }
  }
}
