import Glibc

/// How cells are separated; the quote is always `"`, doubled inside a quoted cell (RFC 4180).
package struct Dialect: Sendable, Equatable {
  package let delimiter: UInt8
  package init(delimiter: UInt8) { self.delimiter = delimiter }

  package static let comma = Dialect(delimiter: UInt8(ascii: ","))
  static let quote = UInt8(ascii: "\"")

  /// The name of the delimiter in messages.
  package var name: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: "|"): "pipe"
    default: "U+00" + String(delimiter, radix: 16, uppercase: true)
    }
  }

  /// The dialect that a line `sep=;` names; a quote, letter or digit is no delimiter.
  static func named(by line: ArraySlice<UInt8>) -> Dialect? {
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), let last = line.last else {
      return nil
    }
    let isMark = (33...126).contains(last) && isalnum(Int32(last)) == 0 && last != quote
    return isMark || last == 9 || last == 32 ? Dialect(delimiter: last) : nil
  }

  /// The candidate that occurs most outside quotes in the first line that is not blank; a comma
  /// where none occurs.
  static func detect(_ text: ArraySlice<UInt8>) -> Dialect {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var seen = false
    for byte in text {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 10 || byte == 13 {
        if seen { break }
        continue
      }
      seen = true
      counts[byte, default: 0] += 1
    }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return Dialect(delimiter: best)
  }
}
