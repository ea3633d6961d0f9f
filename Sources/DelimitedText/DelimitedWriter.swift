/// Writes delimited text by RFC 4180: UTF-8, CRLF, quotes only where a cell needs them.
///
/// libcsv's own writer quotes every cell, which makes releases hard to read and to compare.
/// Reading the bytes back gives the same cells.
package struct DelimitedWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8

  /// - Parameter delimiter: a comma, or what a spreadsheet of the country puts between cells.
  package init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

  /// A writer whose bytes a spreadsheet in Latvia opens as they are: semicolons, after a mark that
  /// says that the text is UTF-8.
  package static var forSpreadsheets: DelimitedWriter {
    var writer = DelimitedWriter(delimiter: UInt8(ascii: ";"))
    writer.bytes = [0xEF, 0xBB, 0xBF]
    return writer
  }

  package mutating func append(_ cells: [String]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(delimiter) }
      // A record of one empty cell would be a blank line.
      append(cell, mustQuote: cells.count == 1 && cell.isEmpty)
    }
    bytes.append(13)
    bytes.append(10)
  }

  private mutating func append(_ cell: String, mustQuote: Bool) {
    let text = cell.utf8
    let blank: (UInt8?) -> Bool = { $0 == 32 || $0 == 9 }
    let needsQuotes =
      mustQuote || blank(text.first) || blank(text.last)
      || text.contains { $0 == delimiter || $0 == 34 || $0 == 10 || $0 == 13 }
    guard needsQuotes else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(34)
    for byte in text {
      if byte == 34 { bytes.append(34) }
      bytes.append(byte)
    }
    bytes.append(34)
  }

  /// Takes what has been written so far, so that large files need not be held whole.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
