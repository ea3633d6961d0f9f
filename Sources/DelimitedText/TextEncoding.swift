/// The encodings that members' files come in.
package enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with byte order mark"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1257 = "windows-1257"

  /// Bytes of the byte order mark that the text begins with.
  static func markLength(_ bytes: ArraySlice<UInt8>) -> Int {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return 2 }
    return 0
  }

  /// Byte order mark; else the zero bytes of UTF-16; else UTF-8 where it is valid; else 1257.
  ///
  /// - Parameter isWhole: whether the text ends here, so that a cut character is an error.
  static func detect(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> TextEncoding {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8WithMark }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    let sample = Array(bytes.prefix(512))
    var zeros = [0, 0]
    for (place, byte) in sample.enumerated() where byte == 0 { zeros[place % 2] += 1 }
    if sample.count >= 4 {
      if zeros[0] == 0, zeros[1] * 10 >= sample.count * 4 { return .utf16LittleEndian }
      if zeros[1] == 0, zeros[0] * 10 >= sample.count * 4 { return .utf16BigEndian }
    }
    var check = UTF8Check()
    guard bytes.withUnsafeBufferPointer({ check.firstInvalid($0) }) == nil else {
      return .windows1257
    }
    // A character may be cut by the end of the sample.
    return check.isComplete || !isWhole ? .utf8 : .windows1257
  }

}

/// Turns the bytes of another encoding into UTF-8, piece by piece.
struct Transcoder {
  let encoding: TextEncoding
  /// A high surrogate that waits for its low one.
  private var surrogate: UInt32 = 0
  /// The first byte of a UTF-16 unit whose second has not come.
  private var half: UInt8?

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// Appends the text; false where a byte or unit has no meaning in the encoding.
  mutating func append(_ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
    switch encoding {
    case .utf8, .utf8WithMark:
      output.append(contentsOf: input)
      return true
    case .windows1257:
      for byte in input {
        if byte < 0x80 {
          output.append(byte)
        } else {
          let scalar = Self.windows1257[Int(byte) - 0x80]
          guard scalar != 0 else { return false }
          Self.encode(scalar, to: &output)
        }
      }
      return true
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
        guard take(unit, &output) else { return false }
      }
      return true
    }
  }

  /// Whether the text may end here.
  var isComplete: Bool { half == nil && surrogate == 0 }

  private mutating func take(_ unit: UInt32, _ output: inout [UInt8]) -> Bool {
    switch unit {
    case 0xD800...0xDBFF:
      guard surrogate == 0 else { return false }
      surrogate = unit
    case 0xDC00...0xDFFF:
      guard surrogate != 0 else { return false }
      Self.encode(0x10000 + (surrogate - 0xD800) << 10 + (unit - 0xDC00), to: &output)
      surrogate = 0
    default:
      guard surrogate == 0 else { return false }
      Self.encode(unit, to: &output)
    }
    return true
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

  /// windows-1257 (Baltic) from 0x80 on; zero where the encoding has no character. The table is
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
}
