/// A record that could not be read as the dialect asks.
package struct MalformedRecord: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case strayQuote = "stray-quote"
    case textAfterQuote = "text-after-quote"
    case unclosedQuote = "unclosed-quote"
    case fieldSize = "field-size"
    case recordSize = "record-size"
  }

  package let kind: Kind
  package let record: Int
  /// Line on which the record starts, and on which the offending quote opened.
  package let line: Int
  package let quoteLine: Int
  /// Its bytes as far as they are at hand, at most 4 KiB: for the search for personal data only.
  package let text: String
}

/// A record with more or fewer cells than the header.
package struct IrregularRecord: Sendable, Equatable {
  package let record: Int
  package let line: Int
  package let cells: Int
  /// Bounds of the first of them, as many as the header has at the most, like those of a row.
  package let bounds: [UInt32]
  /// Its bytes, at most 4 KiB: for the search for personal data only.
  package let text: String
}

/// A line without a byte.
package struct BlankLine: Sendable, Equatable {
  package let line: Int
  package let record: Int
  package init(line: Int, record: Int) {
    self.line = line
    self.record = record
  }
}

/// Up to some thousands of records, cut into cells: the reader's own memory, valid until its next.
///
/// Cell *c* of row *r* is `base[bounds[r * (width + 1) + c] ..< bounds[r * (width + 1) + c + 1] - 1]`.
/// At least 64 bytes after any cell can be read. Lines and records are 1-based within the chunk, and
/// a blank line is a record too, so that a record has the number of its row in a spreadsheet; adding
/// the extents of the chunks before makes them absolute.
package struct RecordBatch {
  package internal(set) var base: UnsafePointer<UInt8>
  package internal(set) var bounds: UnsafePointer<UInt32>
  package internal(set) var lines: UnsafePointer<UInt32>
  package internal(set) var records: UnsafePointer<UInt32>
  package internal(set) var rowCount: Int
  package let width: Int
  package internal(set) var chunk: Int
  package internal(set) var malformed: [MalformedRecord]
  package internal(set) var irregular: [IrregularRecord]
  package internal(set) var blankLines: [BlankLine]
  /// Whether cells may hold bytes that are no UTF-8, or a NUL.
  package internal(set) var hasBadText: Bool

  package func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    let at = row * (width + 1) + column
    let start = Int(bounds[at])
    return UnsafeBufferPointer(start: base + start, count: Int(bounds[at + 1]) - 1 - start)
  }

  package func text(_ row: Int, _ column: Int) -> String {
    String(decoding: cell(row, column), as: UTF8.self)
  }
}
