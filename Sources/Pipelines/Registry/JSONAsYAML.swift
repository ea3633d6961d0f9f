/// JSON is YAML but for a few forms that YAML's readers refuse: those are written another way, line
/// for line.
enum JSONAsYAML {
  /// - Returns: the text as it is where it does not begin as an object of JSON does.
  static func rewritten(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].first(where: { !isSpace($0) }) == UInt8(ascii: "{") else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    // Ends of lines are held back, since a colon has to stand on the line of its key.
    var heldLines = 0
    var isInText = false
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if isInText {
        if let (scalar, length) = escaped(bytes, at) {
          output += scalar
          at += length
          continue
        }
        if byte == UInt8(ascii: "\\"), at + 1 < bytes.count {
          output += bytes[at...(at + 1)]
          at += 2
          continue
        }
        if byte == UInt8(ascii: "\"") { isInText = false }
        output += byte == 0x7F ? Array("\\x7F".utf8) : [byte]
      } else if isSpace(byte) {
        if byte == 10 { heldLines += 1 } else { output.append(32) }
      } else {
        if byte == UInt8(ascii: ":") { output += [byte, 32] }
        output += repeatElement(10, count: heldLines)
        heldLines = 0
        if byte != UInt8(ascii: ":") { output.append(byte) }
        isInText = byte == UInt8(ascii: "\"")
      }
      at += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }

  /// A character beyond U+FFFF, which JSON writes as two escapes and YAML does not know; half of one
  /// is no character.
  private static func escaped(_ bytes: [UInt8], _ at: Int) -> (scalar: [UInt8], length: Int)? {
    func unit(_ at: Int) -> UInt32? {
      guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      else { return nil }
      return UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
    }
    guard let first = unit(at), (0xD800...0xDFFF).contains(first) else { return nil }
    if first < 0xDC00, let low = unit(at + 6), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00))
    {
      return (Array(String(scalar).utf8), 12)
    }
    return (Array("\u{FFFD}".utf8), 6)
  }
}
