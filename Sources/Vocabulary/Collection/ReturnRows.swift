/// The rows of one return, column by column, as far as they may count.
///
/// Kept for tables whose rows are tabulation cells or events: some tens of them. What is rejected
/// (at once, or later like both rows of a double key) is *struck*: it stays in place and is skipped.
package struct ReturnRows: Sendable {
  /// By schema column; empty arrays for columns of another type.
  package private(set) var ordinals: [[Int32]]
  package private(set) var numbers: [[Int64]]
  package private(set) var texts: [[String]]
  package private(set) var addresses: [RecordAddress]
  /// Rows struck after they were added.
  package private(set) var struck: Set<Int> = []
  /// Records that could not be made rows at all: nobody knows what they would have said.
  package private(set) var lostRecords = 0
  /// Rows of which a dimension's wording was no code and counts as unknown, with that wording: it
  /// still tells one row from another.
  package private(set) var replaced: [Int: String] = [:]
  /// Columns that the file has.
  package private(set) var present: [Bool]

  package init(schema: ReturnTable) {
    let empty = schema.columns.count
    ordinals = Array(repeating: [], count: empty)
    numbers = Array(repeating: [], count: empty)
    texts = Array(repeating: [], count: empty)
    addresses = []
    present = Array(repeating: false, count: empty)
  }

  package var count: Int { addresses.count }

  /// Rows that count, in the order of the file.
  package var indices: [Int] {
    struck.isEmpty ? Array(0..<count) : (0..<count).filter { !struck.contains($0) }
  }

  /// Takes the rows of a batch; those not accepted are struck at once, but stay, since a rejected
  /// row damages the tabulation it stands in. Addresses stay relative to the batch's chunk.
  package mutating func append(_ batch: EditedBatch, schema: ReturnTable) {
    let raw = batch.coded.raw
    let first = addresses.count
    for row in 0..<raw.rowCount {
      for (column, definition) in schema.columns.enumerated() {
        let at = batch.coded.fileColumns[column]
        if at >= 0 { present[column] = true }
        switch definition.type {
        case .code:
          ordinals[column].append(batch.coded.ordinals[column]?[row] ?? CodeList.total)
        case .date: ordinals[column].append(batch.coded.ordinals[column]?[row] ?? Missing.day)
        case .count, .amount:
          numbers[column].append(batch.coded.numbers[column]?[row] ?? Missing.count)
        case .text:
          texts[column].append(
            at < 0 ? "" : Self.trimmed(String(decoding: raw.cell(row, at), as: UTF8.self)))
        }
      }
      if batch.accepted[row] == 0 { struck.insert(addresses.count) }
      addresses.append(
        RecordAddress(record: Int(raw.records[row]), line: Int(raw.lines[row])))
    }
    lostRecords += raw.defects.count
    guard schema.hasTabulations else { return }
    for problem in batch.coded.problems {
      let column = Int(problem.column)
      guard schema.columns[column].role == .dimension, problem.wording >= 0 else { continue }
      let wording = batch.coded.wordings[column][Int(problem.wording)].value
      replaced[first + Int(problem.row), default: ""] += "\(column)=\(Wording.fold(wording))\u{0}"
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    let scalars = text.unicodeScalars
    guard let first = scalars.first, isBlank(first) || isBlank(scalars.last!) else { return text }
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  package mutating func strike(_ row: Int) { struck.insert(row) }

  package func value(_ row: Int, _ column: Int) -> Int? {
    let n = numbers[column][row]
    return n == Missing.count ? nil : Int(n)
  }

  package func day(_ row: Int, _ column: Int) -> CalendarDay? {
    let d = ordinals[column][row]
    return d == Missing.day ? nil : CalendarDay(days: d)
  }
}
