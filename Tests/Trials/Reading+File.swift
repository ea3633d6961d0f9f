import DelimitedText

extension DelimitedFile {
  /// Reads from memory; the dialect is found where it is not given.
  package convenience init(
    bytes: [UInt8], limits: ReadLimits = ReadLimits(), plainPath: Bool = true,
    dialect: Dialect? = nil
  ) throws(ReadFailure) {
    var options = ReadOptions()
    options.limits = limits
    options.plainPath = plainPath
    options.delimiter = dialect?.delimiter
    options.quote = dialect?.quote ?? options.quote
    // Blanks are part of cells, as libcsv without trimming has them.
    options.skipsInitialSpace = false
    try self.init(bytes: bytes, options)
  }
}

extension Reading {
  /// What is known of a file once it is open.
  init(headOf file: DelimitedFile, recordLimit: Int) {
    header = file.header
    headerLine = file.headerLine
    headerRecord = file.headerRecord
    malformedHeader = file.malformedHeader.map {
      Trouble($0, text: Self.surePart($0.text, recordLimit: recordLimit))
    }
  }

  mutating func append(_ batch: RecordBatch, recordLimit: Int) {
    for row in 0..<batch.rowCount {
      for column in 0..<batch.width {
        bytes.append(contentsOf: batch.cell(row, column))
        cellEnds.append(bytes.count)
      }
      rowEnds.append(cellEnds.count)
      lines.append(Int(batch.lines[row]))
      records.append(Int(batch.records[row]))
    }
    for record in batch.malformed {
      malformed.append(
        Trouble(record, text: Self.surePart(record.text, recordLimit: recordLimit)))
    }
    for record in batch.irregular {
      irregular.append(
        Trouble(
          kind: "", record: record.record, line: record.line, quoteLine: record.line,
          cells: record.cells, text: record.text))
    }
    blankLines.append(contentsOf: batch.blankLines.map { [$0.line, $0.record] })
  }

  /// How much of the text of a refused record is at hand however it was read.
  static func surePart(_ text: String, recordLimit: Int) -> String {
    String(decoding: text.utf8.prefix(max(0, min(4096, recordLimit) - 4)), as: UTF8.self)
  }

  /// Adds what a later chunk holds, whose lines and records begin after these.
  mutating func append(_ other: Reading, lines: Int, records: Int) {
    let bytesBefore = bytes.count
    let cellsBefore = cellEnds.count
    bytes.append(contentsOf: other.bytes)
    cellEnds.append(contentsOf: other.cellEnds.map { $0 + bytesBefore })
    rowEnds.append(contentsOf: other.rowEnds.map { $0 + cellsBefore })
    self.lines.append(contentsOf: other.lines.map { $0 + lines })
    self.records.append(contentsOf: other.records.map { $0 + records })
    for trouble in other.malformed { malformed.append(trouble.moved(lines, records)) }
    for trouble in other.irregular { irregular.append(trouble.moved(lines, records)) }
    blankLines.append(contentsOf: other.blankLines.map { [$0[0] + lines, $0[1] + records] })
  }
}

extension Reading.Trouble {
  init(_ record: MalformedRecord, text: String) {
    self.init(
      kind: record.kind.rawValue, record: record.record, line: record.line,
      quoteLine: record.quoteLine, cells: 0, text: text)
  }

  func moved(_ lines: Int, _ records: Int) -> Self {
    var moved = self
    moved.line += lines
    moved.quoteLine += lines
    moved.record += records
    return moved
  }
}
