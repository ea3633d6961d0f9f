/// Up to some thousands of records of one return, cut into cells but not yet understood.
///
/// A view of the reader's memory, valid until the next batch is asked for. Cell *c* of row *r* is
/// `base[bounds[r * (width + 1) + c] ..< bounds[r * (width + 1) + c + 1] - 1]`; at least 64 bytes
/// after any cell can be read. Rows are the records with as many cells as the header; the others
/// are `defects`. Lines and records count from the start of the batch's chunk (see `chunk`).
package struct RawBatch {
  package let base: UnsafePointer<UInt8>
  package let bounds: UnsafePointer<UInt32>
  /// Cells in a row.
  package let width: Int
  package let rowCount: Int
  package let lines: UnsafePointer<UInt32>
  package let records: UnsafePointer<UInt32>
  /// The chunk of the file that the batch was cut from.
  package let chunk: Int
  package let defects: [RecordDefect]
  /// Records without anything in them: blank lines, and rows of empty cells.
  package let blanks: [RecordAddress]
  /// Whether cells may hold bytes that are no UTF-8, or a NUL.
  package let hasBadText: Bool

  package init(
    base: UnsafePointer<UInt8>, bounds: UnsafePointer<UInt32>, width: Int, rowCount: Int,
    lines: UnsafePointer<UInt32>, records: UnsafePointer<UInt32>, chunk: Int,
    defects: [RecordDefect], blanks: [RecordAddress] = [], hasBadText: Bool = false
  ) {
    self.base = base
    self.bounds = bounds
    self.width = width
    self.rowCount = rowCount
    self.lines = lines
    self.records = records
    self.chunk = chunk
    self.defects = defects
    self.blanks = blanks
    self.hasBadText = hasBadText
  }

  package func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    let at = row * (width + 1) + column
    let start = Int(bounds[at])
    return UnsafeBufferPointer(start: base + start, count: Int(bounds[at + 1]) - 1 - start)
  }
}

/// A record that could not be made a row.
package struct RecordDefect: Sendable {
  /// Kind of finding: `stray-quote`, `cell-count`, …
  package let kind: String
  /// Relative to the chunk, like the rows' own.
  package let record: Int
  package let line: Int
  package let parameters: [Finding.Parameter]
  /// What could be read of the cells, for the search for personal data only; never shown.
  package let cells: [String]
  /// Cells found, and bounds of the first of them like those of a row, where only their number is
  /// wrong.
  package let found: Int
  package let bounds: [UInt32]

  package init(
    kind: String, record: Int, line: Int, parameters: [Finding.Parameter] = [],
    cells: [String] = [], found: Int = 0, bounds: [UInt32] = []
  ) {
    self.kind = kind
    self.record = record
    self.line = line
    self.parameters = parameters
    self.cells = cells
    self.found = found
    self.bounds = bounds
  }
}

extension RecordDefect {
  /// The kind of rule that a kind of defect breaks: several sentences may belong to one rule.
  package static func rule(of kind: String) -> String {
    switch kind {
    case "unclosed-quote", "text-after-quote": "stray-quote"
    case "record-size": "field-size"
    default: kind
    }
  }
}
