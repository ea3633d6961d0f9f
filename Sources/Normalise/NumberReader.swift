import Vocabulary

/// Reads counts and amounts from bytes.
///
/// The common form (ASCII digits, a point before one or two decimals) is for `PlainNumber`; anything
/// else goes to `convert`, which understands blanks as thousands separators and a decimal comma, and
/// `1.250,50` and `1,250.50`, where the last mark must be the decimal one; it says that it converted.
/// `1.250` and `1.000` could be either, and are no number.
enum NumberReader {
  /// Nil when the text is no number of the kind; `converted` when it was not written plainly.
  typealias Conversion = (value: Int64, converted: Bool)

  /// Reads any number: sign, thousands by blanks, decimal point or comma, `decimals` at most (0 for
  /// counts, where decimals may only be zeros).
  static func convert(_ cell: UnsafeBufferPointer<UInt8>, decimals: Int) -> Conversion? {
    let bytes = Text.trimmed(cell)
    guard !bytes.isEmpty, bytes.count <= 40 else { return nil }
    var negative = false
    var rest = bytes[...]
    var converted = bytes.count != cell.count
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      negative = rest.first == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    guard let (whole, tail, grouped) = wholePart(rest, mark: groupingMark(rest)) else { return nil }
    converted = converted || grouped
    var fraction: [UInt8] = []
    if let mark = tail.first {
      guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") else { return nil }
      fraction = Array(tail.dropFirst())
      guard !fraction.isEmpty, fraction.allSatisfy({ (48...57).contains($0) }) else { return nil }
      // Three digits may be thousands.
      if fraction.count == 3, !grouped { return nil }
      converted = converted || mark == UInt8(ascii: ",") || decimals == 0
    }
    guard fraction.dropFirst(decimals).allSatisfy({ $0 == 48 }) else { return nil }
    var value = whole
    for place in 0..<decimals {
      let digit = place < fraction.count ? Int64(fraction[place] - 48) : 0
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow, scaled <= Int64.max - 9 else { return nil }
      value = scaled + digit
    }
    return (negative ? -value : value, converted)
  }

  /// Of points and commas the kind that comes first, where both are there: it can only group.
  private static func groupingMark(_ bytes: ArraySlice<UInt8>) -> UInt8? {
    let marks = bytes.filter { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    return Set(marks).count == 2 ? marks.first : nil
  }

  /// Digits, in groups of three when blanks or a mark of grouping stand between them.
  private static func wholePart(
    _ bytes: ArraySlice<UInt8>, mark: UInt8?
  ) -> (value: Int64, rest: ArraySlice<UInt8>, grouped: Bool)? {
    var groups: [Int] = [0]
    var value: Int64 = 0
    var i = bytes.startIndex
    while i < bytes.endIndex {
      if (48...57).contains(bytes[i]) {
        guard value < 92_233_720_368_547_758 else { return nil }
        value = value * 10 + Int64(bytes[i] - 48)
        groups[groups.count - 1] += 1
        i += 1
        continue
      }
      let blank = bytes[i] == mark ? 1 : Text.blankLength(bytes, at: i)
      guard blank > 0, i + blank < bytes.endIndex, (48...57).contains(bytes[i + blank]) else {
        break
      }
      groups.append(0)
      i += blank
    }
    guard groups[0] > 0 else { return nil }
    if groups.count > 1, groups[0] > 3 || groups.dropFirst().contains(where: { $0 != 3 }) {
      return nil
    }
    return (value, bytes[i...], groups.count > 1)
  }
}

/// Bytes of text without the blanks around it.
enum Text {
  /// Length of the blank at the place: space, tab, or the no-break spaces U+00A0 and U+202F.
  static func blankLength(_ bytes: ArraySlice<UInt8>, at i: Int) -> Int {
    let left = bytes.endIndex - i
    if left >= 1, bytes[i] == 32 || bytes[i] == 9 { return 1 }
    if left >= 2, bytes[i] == 0xC2, bytes[i + 1] == 0xA0 { return 2 }
    if left >= 3, bytes[i] == 0xE2, bytes[i + 1] == 0x80, bytes[i + 2] == 0xAF { return 3 }
    return 0
  }

  static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes = Array(cell)[...]
    while let first = bytes.first, first == 32 || first == 9 || first == 0xC2 || first == 0xE2 {
      let blank = blankLength(bytes, at: bytes.startIndex)
      guard blank > 0 else { break }
      bytes = bytes.dropFirst(blank)
    }
    while let last = bytes.last {
      if last == 32 || last == 9 {
        bytes = bytes.dropLast()
      } else if bytes.suffix(2) == [0xC2, 0xA0] {
        bytes = bytes.dropLast(2)
      } else if bytes.suffix(3) == [0xE2, 0x80, 0xAF] {
        bytes = bytes.dropLast(3)
      } else {
        break
      }
    }
    return Array(bytes)
  }
}
