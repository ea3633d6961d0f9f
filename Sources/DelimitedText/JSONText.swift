/// A JSON document (RFC 8259) that is written in the order in which it was put together.
///
/// A release is compared byte for byte, so the order of keys is ours and never a dictionary's.
package enum JSONText {
  case text(String)
  case number(Int)
  case truth(Bool)
  case null
  case list([JSONText])
  case object([(String, JSONText)])

  package static func optional(_ number: Int?) -> JSONText { number.map(JSONText.number) ?? .null }

  package func bytes() -> [UInt8] {
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    out.append(10)
    return out
  }

  /// On one line, without an end of its own.
  package func line() -> [UInt8] {
    var out: [UInt8] = []
    writeFlat(to: &out)
    return out
  }

  private func writeFlat(to out: inout [UInt8]) {
    switch self {
    case .list(let items):
      out.append(UInt8(ascii: "["))
      for (place, item) in items.enumerated() {
        if place > 0 { out += [UInt8(ascii: ","), 32] }
        item.writeFlat(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let entries):
      out.append(UInt8(ascii: "{"))
      for (place, entry) in entries.enumerated() {
        if place > 0 { out += [UInt8(ascii: ","), 32] }
        Self.quote(entry.0, &out)
        out += [UInt8(ascii: ":"), 32]
        entry.1.writeFlat(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    case .truth, .null, .number, .text: write(to: &out, indent: 0)
    }
  }

  private var isFlat: Bool {
    switch self {
    case .list(let items): items.allSatisfy { if case .object = $0 { false } else { $0.isFlat } }
    case .object(let entries):
      entries.allSatisfy {
        switch $0.1 {
        case .object: false
        case .list(let items): items.allSatisfy(\.isScalar)
        default: true
        }
      }
    default: true
    }
  }

  private var isScalar: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }

  private func write(to out: inout [UInt8], indent: Int) {
    func between<T>(
      _ items: [T], _ open: UInt8, _ close: UInt8, _ body: (T, inout [UInt8]) -> Void
    ) {
      out.append(open)
      for (place, item) in items.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        if isFlat || items.isEmpty {
          if place > 0 { out.append(32) }
        } else {
          out.append(10)
          out += Array(repeating: 32, count: indent + 2)
        }
        body(item, &out)
      }
      if !isFlat, !items.isEmpty {
        out.append(10)
        out += Array(repeating: 32, count: indent)
      }
      out.append(close)
    }
    switch self {
    case .null: out += Array("null".utf8)
    case .truth(let truth): out += Array((truth ? "true" : "false").utf8)
    case .number(let number): out += Array(String(number).utf8)
    case .text(let text): Self.quote(text, &out)
    case .list(let items):
      between(items, UInt8(ascii: "["), UInt8(ascii: "]")) { $0.write(to: &$1, indent: indent + 2) }
    case .object(let entries):
      between(entries, UInt8(ascii: "{"), UInt8(ascii: "}")) {
        Self.quote($0.0, &$1)
        $1.append(UInt8(ascii: ":"))
        $1.append(32)
        $0.1.write(to: &$1, indent: indent + 2)
      }
    }
  }

  private static func quote(_ text: String, _ out: inout [UInt8]) {
    out.append(34)
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 >= 32 && $0 != 34 && $0 != 92 }) else { return false }
      out.append(contentsOf: bytes)
      return true
    }
    for byte in isPlain ? "".utf8 : text.utf8 {
      switch byte {
      case 34, 92:
        out.append(92)
        out.append(byte)
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(34)
  }
}
