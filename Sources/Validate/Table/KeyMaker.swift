import Vocabulary

/// Makes the key of a record: the values of some columns, equal where the values are.
struct KeyMaker {
  enum Outcome { case key, null, partlyNull, noValue }

  private let judges: [FieldJudge]
  let columns: [Int]
  /// Bytes that are the key as they stand: any, or digits that begin with no zero; by column.
  private let isText: [Bool]
  private let isWhole: [Bool]
  private var buffer: [UInt8] = []

  /// Bytes that can be read after a key.
  private static let slack = Array(repeating: UInt8(0), count: 16)

  init(_ judges: [FieldJudge], _ columns: [Int]) {
    self.judges = judges
    self.columns = columns
    isText = judges.map {
      switch $0.field.type {
      case .any, .string: $0.missingIsEmptyAlone
      default: false
      }
    }
    isWhole = judges.map {
      if case .integer(nil, true) = $0.field.type { $0.missingIsEmptyAlone } else { false }
    }
    buffer.reserveCapacity(256)
  }

  /// What of the cells of a single column is the key as it stands.
  var plainness: Plainness {
    guard columns.count == 1 else { return .none }
    return isText[0] ? .text : isWhole[0] ? .whole : .none
  }

  enum Plainness {
    case none, text, whole

    /// Whether the bytes of a cell are the key.
    @inline(__always)
    func isKey(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Bool {
      switch self {
      case .none: false
      case .text: count > 0
      case .whole:
        count >= 1 && count <= 16 && cell[0] != 48
          && (count <= 8
            ? PlainNumber.digits(cell, count) >= 0
            : PlainNumber.digits(cell, 8) >= 0 && PlainNumber.digits(cell + 8, count &- 8) >= 0)
      }
    }
  }

  /// Makes the key of a row, which then can be had as an entry.
  mutating func make(_ raw: RawBatch, _ row: Int) -> Outcome {
    buffer.removeAll(keepingCapacity: true)
    var nulls = 0
    for (place, column) in columns.enumerated() {
      let cell = raw.cell(row, column)
      let bytes = Array(cell)
      if judges[place].isMissing(bytes) {
        nulls += 1
        continue
      }
      guard let key = judges[place].key(bytes) else { return .noValue }
      // Of several values each has its length before it, so that no two keys look alike.
      if columns.count > 1 { buffer += Self.length(key.count) }
      buffer += key
    }
    if nulls > 0 { return nulls == columns.count ? .null : .partlyNull }
    return .key
  }

  mutating func entry(seed: UInt64, _ record: Int, _ line: Int) -> KeyEntry {
    let count = buffer.count
    buffer += Self.slack
    defer { buffer.removeLast(Self.slack.count) }
    return buffer.withUnsafeBufferPointer {
      KeyEntry($0.baseAddress!, count, seed: seed, record: record, line: line)
    }
  }

  /// Seven bits a byte, the last without its highest bit.
  private static func length(_ count: Int) -> [UInt8] {
    var rest = count
    var bytes: [UInt8] = []
    while rest >= 128 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  var shown: String { shown(buffer) }

  /// A key as people read it.
  func shown(_ key: [UInt8]) -> String {
    guard columns.count > 1 else { return Masking.shown(judges[0].text(ofKey: key)) }
    var values: [String] = []
    var rest = key[...]
    while !rest.isEmpty {
      var count = 0
      var shift = 0
      while let byte = rest.popFirst() {
        count |= Int(byte & 127) << shift
        shift += 7
        if byte < 128 { break }
      }
      values.append(judges[values.count].text(ofKey: rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    // Parts that are harmless alone may be a code together.
    let joined = values.joined(separator: " ")
    if Masking.shown(String(joined.prefix(200))).hasPrefix("•••") { return "•••" }
    return values.map(Masking.shown).joined(separator: " | ")
  }
}
