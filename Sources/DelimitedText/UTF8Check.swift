/// Follows UTF-8 piece by piece and tells whether it is valid; ASCII is passed over in blocks.
struct UTF8Check {
  /// Bytes that the character in the making still lacks, and the range of the next.
  private var lacking = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Whether the text may end here.
  var isComplete: Bool { lacking == 0 }

  /// The place of the first byte that cannot be; nil where all can.
  mutating func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = 0
    while true {
      if lacking == 0 { at = Self.passASCII(bytes, at) }
      guard at < bytes.count else { return nil }
      let byte = bytes[at]
      if lacking > 0 {
        guard lowest <= byte, byte <= highest else { return at }
        lacking -= 1
        lowest = 0x80
        highest = 0xBF
      } else {
        guard begin(byte) else { return at }
      }
      at += 1
    }
  }

  /// Takes the first byte of a character that is not ASCII: no overlong forms, no surrogates,
  /// nothing above U+10FFFF.
  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: lacking = 1
    case 0xE0...0xEF:
      lacking = 2
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      lacking = 3
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
    default: return false
    }
    return true
  }

  /// The place of the next byte that is not ASCII, or the end.
  private static func passASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
    guard let raw = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    let count = bytes.count
    var at = from
    while at + 64 <= count {
      let a = raw.loadUnaligned(fromByteOffset: at, as: SIMD64<UInt8>.self)
      guard a.highBits == 0 else { break }
      at += 64
    }
    while at + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return at + high.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < count, bytes[at] < 0x80 { at += 1 }
    return at
  }
}

extension SIMD64<UInt8> {
  /// Not zero where any byte is above 0x7F.
  @inline(__always)
  fileprivate var highBits: UInt64 {
    let words = unsafeBitCast(self, to: SIMD8<UInt64>.self)
    let four = words.lowHalf | words.highHalf
    let two = four.lowHalf | four.highHalf
    return (two.x | two.y) & 0x8080_8080_8080_8080
  }
}
