import Glibc

/// How cells are separated; a quote within a quoted cell is doubled (RFC 4180).
package struct Dialect: Sendable, Equatable {
  package let delimiter: UInt8
  package let quote: UInt8
  /// Records that begin with this byte are comments.
  package let comment: UInt8?

  package init(delimiter: UInt8, quote: UInt8 = UInt8(ascii: "\""), comment: UInt8? = nil) {
    self.delimiter = delimiter
    self.quote = quote
    self.comment = comment
  }

  package static let comma = Dialect(delimiter: UInt8(ascii: ","))

  /// Delimiters that are looked for where none is given.
  static let candidates = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// The name of the delimiter in messages: a word of the wording, or the character's number.
  package var name: String {
    switch delimiter {
    case UInt8(ascii: ","): "@delimiter-comma"
    case UInt8(ascii: ";"): "@delimiter-semicolon"
    case UInt8(ascii: "\t"): "@delimiter-tab"
    case UInt8(ascii: "|"): "@delimiter-pipe"
    default: "U+00" + String(delimiter, radix: 16, uppercase: true)
    }
  }

  /// Whether a byte can separate cells: no quote, letter or digit.
  package static func isDelimiter(_ byte: UInt8) -> Bool {
    let isMark = (33...126).contains(byte) && isalnum(Int32(byte)) == 0 && byte != 34
    return isMark || byte == 9 || byte == 32
  }

  /// The delimiter that a line `sep=;` names.
  static func named(by line: ArraySlice<UInt8>) -> UInt8? {
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), let last = line.last else {
      return nil
    }
    return isDelimiter(last) ? last : nil
  }

  /// The candidate that gives the most of the first lines the same number of cells, more than one;
  /// among equals the one that occurs most outside quotes in the first line; a comma where none
  /// occurs.
  static func detect(_ text: ArraySlice<UInt8>, quote: UInt8) -> UInt8 {
    let lines = delimitersByLine(text, quote: quote)
    var best = candidates[0]
    var bestScore = (0, 0)
    for (place, candidate) in candidates.enumerated() {
      var lengths: [Int: Int] = [:]
      for line in lines where line[place] > 0 { lengths[line[place], default: 0] += 1 }
      let score = (lengths.values.max() ?? 0, lines.first?[place] ?? 0)
      if score > bestScore { (best, bestScore) = (candidate, score) }
    }
    return best
  }

  /// How often each candidate occurs outside quotes in each of the first lines that are not blank.
  private static func delimitersByLine(_ text: ArraySlice<UInt8>, quote: UInt8) -> [[Int]] {
    var lines: [[Int]] = []
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    var isBlank = true
    for byte in text {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 10 || byte == 13 {
        if !isBlank { lines.append(counts) }
        if lines.count == 10 { return lines }
        counts = [0, 0, 0, 0]
        isBlank = true
        continue
      }
      isBlank = false
      if let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
    }
    if !isBlank { lines.append(counts) }
    return lines
  }
}
