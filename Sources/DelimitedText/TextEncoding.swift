/// The encodings that members' files come in.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 BOM"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// Baltic.
  case windows1257 = "windows-1257"
  /// Western European.
  case windows1252 = "windows-1252"

  /// Whether the bytes are UTF-8 as they stand.
  var isUTF8: Bool { self == .utf8 || self == .utf8WithMark }

  /// The encoding that a name of the IANA register, or a common short form of it, stands for; nil
  /// for one that is not read.
  package init?(named name: String) {
    let folded = String(name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
    switch folded {
    case "utf8", "usascii", "ascii": self = .utf8
    case "utf8sig", "utf8bom": self = .utf8WithMark
    case "utf16le", "utf16": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1257", "cp1257": self = .windows1257
    case "windows1252", "cp1252", "iso88591", "latin1": self = .windows1252
    default: return nil
    }
  }

  /// The byte order mark that the text begins with: what it says, and how long it is.
  static func mark(_ bytes: ArraySlice<UInt8>) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8WithMark, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }
}

/// Turns the bytes of another encoding into UTF-8, piece by piece.
///
/// What has no meaning in the encoding becomes the byte 0xFF, which no UTF-8 has: the cell that it
/// stands in is no text, the others are not touched.
struct Transcoder {
  let encoding: TextEncoding
  /// Whether something without a meaning was met.
  private(set) var isBroken = false
  /// A high surrogate that waits for its low one.
  private var surrogate: UInt32 = 0
  /// The first byte of a UTF-16 unit whose second has not come.
  private var half: UInt8?

  /// What stands for bytes without a meaning.
  static let bad: UInt8 = 0xFF

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  mutating func append(_ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    switch encoding {
    case .utf8, .utf8WithMark: output.append(contentsOf: input)
    case .windows1257: append(input, Self.windows1257, to: &output)
    case .windows1252: append(input, Self.windows1252, to: &output)
    case .utf16LittleEndian, .utf16BigEndian:
      for byte in input {
        guard let first = half else {
          half = byte
          continue
        }
        half = nil
        let unit =
          encoding == .utf16LittleEndian
          ? UInt32(byte) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(byte)
        take(unit, &output)
      }
    }
  }

  /// Ends the text: a unit or pair that is not complete has no meaning.
  mutating func finish(to output: inout [UInt8]) {
    if half != nil || surrogate != 0 { breakOff(&output) }
    half = nil
    surrogate = 0
  }

  private mutating func append(
    _ input: UnsafeBufferPointer<UInt8>, _ table: [UInt32], to output: inout [UInt8]
  ) {
    for byte in input {
      if byte < 0x80 {
        output.append(byte)
      } else if case let scalar = table[Int(byte) - 0x80], scalar != 0 {
        Self.encode(scalar, to: &output)
      } else {
        breakOff(&output)
      }
    }
  }

  private mutating func breakOff(_ output: inout [UInt8]) {
    isBroken = true
    output.append(Self.bad)
  }

  private mutating func take(_ unit: UInt32, _ output: inout [UInt8]) {
    if (0xDC00...0xDFFF).contains(unit), surrogate != 0 {
      Self.encode(0x10000 + (surrogate - 0xD800) << 10 + (unit - 0xDC00), to: &output)
      surrogate = 0
      return
    }
    if surrogate != 0 {
      breakOff(&output)
      surrogate = 0
    }
    switch unit {
    case 0xD800...0xDBFF: surrogate = unit
    case 0xDC00...0xDFFF: breakOff(&output)
    default: Self.encode(unit, to: &output)
    }
  }

  private static func encode(_ scalar: UInt32, to output: inout [UInt8]) {
    if scalar < 0x80 {
      output.append(UInt8(scalar))
    } else if scalar < 0x800 {
      output.append(UInt8(0xC0 | scalar >> 6))
      output.append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      output.append(UInt8(0xE0 | scalar >> 12))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      output.append(UInt8(0xF0 | scalar >> 18))
      output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  /// windows-1257 (Baltic) from 0x80 on; zero where the encoding has no character. Both tables are
  /// checked against iconv by a test.
  static let windows1257: [UInt32] = [
    0x20AC, 0x0000, 0x201A, 0x0000, 0x201E, 0x2026, 0x2020, 0x2021,
    0x0000, 0x2030, 0x0000, 0x2039, 0x0000, 0x00A8, 0x02C7, 0x00B8,
    0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x0000, 0x2122, 0x0000, 0x203A, 0x0000, 0x00AF, 0x02DB, 0x0000,
    0x00A0, 0x0000, 0x00A2, 0x00A3, 0x00A4, 0x0000, 0x00A6, 0x00A7,
    0x00D8, 0x00A9, 0x0156, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00C6,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
    0x00F8, 0x00B9, 0x0157, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00E6,
    0x0104, 0x012E, 0x0100, 0x0106, 0x00C4, 0x00C5, 0x0118, 0x0112,
    0x010C, 0x00C9, 0x0179, 0x0116, 0x0122, 0x0136, 0x012A, 0x013B,
    0x0160, 0x0143, 0x0145, 0x00D3, 0x014C, 0x00D5, 0x00D6, 0x00D7,
    0x0172, 0x0141, 0x015A, 0x016A, 0x00DC, 0x017B, 0x017D, 0x00DF,
    0x0105, 0x012F, 0x0101, 0x0107, 0x00E4, 0x00E5, 0x0119, 0x0113,
    0x010D, 0x00E9, 0x017A, 0x0117, 0x0123, 0x0137, 0x012B, 0x013C,
    0x0161, 0x0144, 0x0146, 0x00F3, 0x014D, 0x00F5, 0x00F6, 0x00F7,
    0x0173, 0x0142, 0x015B, 0x016B, 0x00FC, 0x017C, 0x017E, 0x02D9,
  ]

  /// windows-1252 (Western European) from 0x80 on, likewise.
  static let windows1252: [UInt32] = [
    0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017D, 0x0000,
    0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178,
    0x00A0, 0x00A1, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7,
    0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
    0x00B8, 0x00B9, 0x00BA, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00BF,
    0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF,
    0x00D0, 0x00D1, 0x00D2, 0x00D3, 0x00D4, 0x00D5, 0x00D6, 0x00D7,
    0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF,
    0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7,
    0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF,
  ]
}
