/// What a cell means once its type is known.
enum CellValue: Hashable {
  case text([UInt8])
  case number(ExactDecimal)
  /// `NaN`, `INF` and `-INF`.
  case special(Special)
  case boolean(Bool)
  /// A day, time, year or month: a whole part (days, seconds, years or months) and billionths.
  case moment(Int64, Int64)
  case list([CellValue])

  enum Special: String {
    case notANumber = "NaN"
    case infinity = "INF"
    case minusInfinity = "-INF"
  }

  /// Whether the value comes before another of its type; nil where they have no order.
  func precedes(_ other: CellValue) -> Bool? {
    switch (self, other) {
    case (.number(let a), .number(let b)): return a < b
    case (.moment(let a, let b), .moment(let c, let d)): return (a, b) < (c, d)
    case (.special(let special), .number): return special.isBelowAll
    case (.number, .special(let special)): return special.isBelowAll.map { !$0 }
    case (.special(let a), .special(let b)):
      if a == .notANumber || b == .notANumber { return nil }
      return a == .minusInfinity && b == .infinity
    default: return nil
    }
  }

  /// Bytes that are the same for equal values of a type, and for no others.
  var key: [UInt8] {
    switch self {
    case .text(let bytes): bytes
    case .number(let number): Array(number.canonical.utf8)
    case .special(let special): Array(special.rawValue.utf8)
    case .boolean(let truth): [truth ? 49 : 48]
    case .moment(let whole, let part): Array((part == 0 ? "\(whole)" : "\(whole)+\(part)").utf8)
    case .list(let items):
      // Each item with its length before it, so that no two lists look alike.
      items.reduce(into: []) { $0 += Array("\($1.key.count):".utf8) + $1.key }
    }
  }
}

extension CellValue {
  /// The keys of a list's items, from the key of the list.
  static func items(ofKey key: [UInt8]) -> [ArraySlice<UInt8>] {
    var items: [ArraySlice<UInt8>] = []
    var rest = key[...]
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      let count = rest[..<colon].reduce(0) { $0 * 10 + Int($1 - 48) }
      items.append(rest[(colon + 1)...].prefix(count))
      rest = rest[(colon + 1)...].dropFirst(count)
    }
    return items
  }
}

extension CellValue.Special {
  fileprivate var isBelowAll: Bool? {
    switch self {
    case .notANumber: nil
    case .infinity: false
    case .minusInfinity: true
    }
  }
}
