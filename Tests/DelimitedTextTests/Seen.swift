import DelimitedText

/// What a reader gives of a text, as strings.
struct Seen {
  var header: [String]
  var rows: [[String]] = []
  var lines: [Int] = []
  var records: [Int] = []
  var malformed: [MalformedRecord] = []
  var irregular: [IrregularRecord] = []
  var blankLines: [Int] = []

  init(_ file: DelimitedFile) throws {
    header = file.header
    let reader = file.reader()
    while let batch = try reader.next() {
      for row in 0..<batch.rowCount {
        rows.append((0..<batch.width).map { batch.text(row, $0) })
        lines.append(Int(batch.lines[row]))
        records.append(Int(batch.records[row]))
      }
      malformed += batch.malformed
      irregular += batch.irregular
      blankLines += batch.blankLines.map(\.line)
    }
  }

  init(
    _ text: String, plainPath: Bool = true, dialect: Dialect? = .comma,
    limits: ReadLimits = ReadLimits()
  ) throws {
    try self.init(
      DelimitedFile(
        bytes: Array(text.utf8), limits: limits, plainPath: plainPath, dialect: dialect))
  }

  /// Kind, line of the record and line of the quote of each record set aside.
  var refusals: [String] {
    malformed.map { "\($0.kind.rawValue) \($0.line) \($0.quoteLine)" }
  }
}
