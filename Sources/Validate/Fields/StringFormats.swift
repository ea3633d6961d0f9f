import Vocabulary

/// The formats that a text field can ask for.
enum StringFormats {
  static func follows(_ cell: [UInt8], _ format: FieldType.StringFormat) -> Bool {
    switch format {
    case .default: true
    case .email: isEmail(cell)
    case .uri: isURI(cell)
    case .binary: isBase64(cell)
    case .uuid: isUUID(cell)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 32)
  }

  /// A mailbox: one `@`, a local part of dot-atoms, a domain of two labels or more (RFC 5322, 5321).
  private static func isEmail(_ cell: [UInt8]) -> Bool {
    let parts = cell.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].count), parts[1].count <= 255 else {
      return false
    }
    let atoms = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard
      atoms.allSatisfy({ atom in
        !atom.isEmpty
          && atom.allSatisfy {
            isLetterOrDigit($0) || $0 >= 0x80 || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0)
          }
      })
    else { return false }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    // The last label is a top-level domain: two letters or more, and no number.
    guard let top = labels.last, top.count >= 2, !top.allSatisfy({ (48...57).contains($0) }) else {
      return false
    }
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
          && label.last != UInt8(ascii: "-")
          && label.allSatisfy { isLetterOrDigit($0) || $0 >= 0x80 || $0 == UInt8(ascii: "-") }
      }
  }

  /// A scheme, a colon, and characters that RFC 3986 allows, or beyond ASCII as RFC 3987 does; where
  /// an authority follows it is not empty.
  private static func isURI(_ cell: [UInt8]) -> Bool {
    guard let colon = cell.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      (97...122).contains(cell[0] | 32),
      cell[..<colon].allSatisfy({ isLetterOrDigit($0) || "+-.".utf8.contains($0) })
    else { return false }
    let rest = cell[(colon + 1)...]
    guard !rest.isEmpty else { return false }
    var at = rest.startIndex
    while at < rest.endIndex {
      let byte = rest[at]
      if byte == UInt8(ascii: "%") {
        let digits = rest[(at + 1)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy(isHex) else { return false }
      } else if !isLetterOrDigit(byte), byte < 0x80,
        !"-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte)
      {
        return false
      }
      at += 1
    }
    guard rest.starts(with: Array("//".utf8)) else { return true }
    let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
    return !authority.isEmpty || cell.starts(with: Array("file:".utf8))
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 32)
  }

  private static func isBase64(_ cell: [UInt8]) -> Bool {
    guard cell.count % 4 == 0 else { return false }
    let padding = cell.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return padding <= 2
      && cell.dropLast(padding).allSatisfy { isLetterOrDigit($0) || "+/".utf8.contains($0) }
  }

  /// `8-4-4-4-12` hexadecimal digits (RFC 9562).
  private static func isUUID(_ cell: [UInt8]) -> Bool {
    let groups = cell.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(isHex) }
  }
}
