import Spool
import Vocabulary

/// The keys of another table, to which a foreign key refers.
package final class KeySet {
  private let index = KeyIndex()
  private var known: Set<Key> = []
  /// Whether all keys are in `known`: beyond that they are looked up part by part at the end.
  private(set) var isSmall = true
  private let judges: [FieldJudge]

  private static let smallCount = 1 << 19

  private struct Key: Hashable {
    let low: UInt64
    let high: UInt64
  }

  /// - Parameter judges: of the fields that are referred to, in order.
  package init(_ judges: [FieldJudge]) { self.judges = judges }

  /// Adds the keys of a batch of the other table.
  package func add(_ raw: RawBatch, columns: [Int]) throws(SpoolFailure) {
    var maker = KeyMaker(judges, columns)
    for row in 0..<raw.rowCount {
      guard case .key = maker.make(raw, row) else { continue }
      let entry = maker.entry(index, 0, 0)
      if known.count < Self.smallCount { known.insert(Key(low: entry.low, high: entry.high)) }
      if known.count == Self.smallCount { isSmall = false }
      try index.add(entry)
    }
    if !isSmall { known = [] }
  }

  func contains(_ entry: KeyIndex.Entry) -> Bool {
    known.contains(Key(low: entry.low, high: entry.high))
  }

  func companion() -> KeyIndex { index.companion() }

  func entry(_ maker: inout KeyMaker, _ record: Int, _ line: Int) -> KeyIndex.Entry {
    maker.entry(index, record, line)
  }

  func absent(
    of asked: KeyIndex, startPart: () -> Void, _ tell: (KeyIndex.Entry) -> Void
  ) throws(SpoolFailure) {
    try index.absent(of: asked, startPart: startPart, tell)
  }
}

/// Makes the key of a record: the values of some columns, equal where the values are.
struct KeyMaker {
  enum Outcome { case key, null, partlyNull, noValue }

  private let judges: [FieldJudge]
  private let columns: [Int]
  /// Whether the bytes of a cell are the key as they stand, as of texts.
  private let isText: [Bool]
  private let isWhole: [Bool]
  private var buffer: [UInt8] = []
  private var single: UnsafeBufferPointer<UInt8>?

  private static let separator: UInt8 = 0x1F

  init(_ judges: [FieldJudge], _ columns: [Int]) {
    self.judges = judges
    self.columns = columns
    isText = judges.map {
      switch $0.field.type {
      case .any, .string: true
      default: false
      }
    }
    isWhole = judges.map { if case .integer(nil, true) = $0.field.type { true } else { false } }
    buffer.reserveCapacity(256)
  }

  /// Whether the bytes of a cell are those of its value: a text, or digits without a leading zero.
  private func isCanonical(_ place: Int, _ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    if isText[place] { return !judges[place].isMissing(cell) }
    guard isWhole[place], cell.count >= 1, cell.count <= 8, cell[0] != 48 else { return false }
    return PlainNumber.digits(cell.baseAddress!, cell.count) >= 0
      && !judges[place].isMissing(cell)
  }

  mutating func make(_ raw: RawBatch, _ row: Int) -> Outcome {
    single = nil
    if columns.count == 1 {
      let cell = raw.cell(row, columns[0])
      if isCanonical(0, cell) {
        single = cell
        return .key
      }
    }
    buffer.removeAll(keepingCapacity: true)
    var nulls = 0
    for (place, column) in columns.enumerated() {
      let cell = raw.cell(row, column)
      if place > 0 { buffer.append(Self.separator) }
      if isCanonical(place, cell), !cell.contains(Self.separator) {
        buffer.append(contentsOf: cell)
        continue
      }
      let bytes = Array(cell)
      if judges[place].isMissing(bytes) {
        nulls += 1
        continue
      }
      guard let key = judges[place].key(bytes) else { return .noValue }
      for byte in key {
        buffer.append(byte)
        // A separator within a value is told from one between values.
        if byte == Self.separator { buffer.append(1) }
      }
    }
    if nulls > 0 { return nulls == columns.count ? .null : .partlyNull }
    // Sixteen bytes can be read from where a key begins.
    return .key
  }

  func entry(_ index: KeyIndex, _ record: Int, _ line: Int) -> KeyIndex.Entry {
    if let single { return index.entry(single, record: record, line: line) }
    return (buffer + Array(repeating: 0, count: 16)).withUnsafeBufferPointer {
      index.entry(
        UnsafeBufferPointer(rebasing: $0[..<buffer.count]), record: record, line: line)
    }
  }

  /// A key as people read it.
  static func shown(_ key: [UInt8]) -> String {
    key.split(separator: separator, omittingEmptySubsequences: false)
      .map { Masking.shown(String(decoding: $0, as: UTF8.self)) }.joined(separator: " | ")
  }

  var shown: String { Self.shown(single.map(Array.init) ?? buffer) }
}

/// One key of a table: that no two records share it, or that another table holds it.
final class KeyCheck {
  private enum Kind {
    case primary, unique
    /// Of a field by itself.
    case field
    case foreign(KeySet)
    /// To records of the same table.
    case own(KeySet)
  }

  let rule: String
  let names: [String]
  /// The table that a foreign key refers to.
  private var resource = ""
  private let kind: Kind
  private let columns: [Int]
  private var maker: KeyMaker
  private let index: KeyIndex
  /// Whether the file has every column of the key.
  let isWhole: Bool

  private init(
    _ kind: Kind, _ rule: String, _ names: [String], _ judges: [FieldJudge], _ columns: [Int],
    isWhole: Bool = true
  ) {
    self.kind = kind
    self.rule = rule
    self.names = names
    self.columns = columns
    self.isWhole = isWhole && !columns.contains(-1)
    maker = KeyMaker(judges, columns)
    switch kind {
    case .foreign(let keys), .own(let keys): index = keys.companion()
    default: index = KeyIndex()
    }
  }

  /// The keys of a schema; a foreign key whose other table is not to be had is left to the caller.
  static func all(
    _ schema: TableSchema, _ judges: [FieldJudge], _ columns: [Int], _ references: [KeySet?]
  ) -> [KeyCheck] {
    func make(_ kind: Kind, _ rule: String, _ names: [String]) -> KeyCheck {
      let places = names.compactMap(schema.index(of:))
      return KeyCheck(
        kind, rule, names, places.map { judges[$0] }, places.map { columns[$0] })
    }
    var keys: [KeyCheck] = []
    if !schema.primaryKey.isEmpty {
      keys.append(make(.primary, "table.primary-key", schema.primaryKey))
    }
    for (number, names) in schema.uniqueKeys.enumerated() {
      keys.append(
        make(.unique, "table.unique-key" + (number == 0 ? "" : "-\(number + 1)"), names))
    }
    for field in schema.fields where field.constraints.isUnique {
      keys.append(make(.field, "\(Masking.shown(field.name)).unique", [field.name]))
    }
    for (key, reference) in zip(schema.foreignKeys, references) {
      let rule = "table.foreign-key.\(key.fields.map(Masking.shown).joined(separator: "-"))"
      if key.resource.isEmpty {
        let places = key.referenceFields.compactMap(schema.index(of:))
        let own = KeySet(places.map { judges[$0] })
        let check = make(.own(own), rule, key.fields)
        check.ownColumns = places.map { columns[$0] }
        keys.append(check)
      } else if let reference {
        let check = make(.foreign(reference), rule, key.fields)
        check.resource = key.resource
        keys.append(check)
      }
    }
    return keys
  }

  /// For a key to the same table: the columns that are referred to.
  private var ownColumns: [Int] = []

  // MARK: Taking

  func take(
    _ raw: RawBatch, except faults: [Int: [(column: Int, fault: CellFault)]], path: String,
    _ tell: (Finding) -> Void
  ) throws {
    if case .own(let keys) = kind, !ownColumns.contains(-1) {
      try keys.add(raw, columns: ownColumns)
    }
    for row in 0..<raw.rowCount {
      if !faults.isEmpty, let found = faults[row],
        found.contains(where: { columns.contains($0.column) })
      {
        continue
      }
      let (record, line) = (Int(raw.records[row]), Int(raw.lines[row]))
      switch maker.make(raw, row) {
      case .noValue: continue
      case .null, .partlyNull:
        guard case .primary = kind else { continue }
        tell(
          finding(
            "key-null", path, record, line, [.init("fields", names.joined(separator: ", "))]))
      case .key:
        switch kind {
        case .primary, .unique, .field:
          try index.add(maker.entry(index, record, line))
        case .own(let keys): try index.add(keys.entry(&maker, record, line))
        case .foreign(let keys):
          let entry = keys.entry(&maker, record, line)
          if !keys.isSmall {
            try index.add(entry)
          } else if !keys.contains(entry) {
            tell(
              finding(
                "foreign-key", path, record, line,
                [.init("value", maker.shown), .init("resource", resource)]))
          }
        }
      }
    }
  }

  // MARK: Concluding

  func conclude(
    path: String, startRun: () -> Void, _ tell: (Finding) throws -> Void
  ) throws {
    // Within a part findings come in the order of records.
    var failure: (any Error)?
    func say(_ finding: Finding) {
      do { try tell(finding) } catch { failure = failure ?? error }
    }
    switch kind {
    case .primary, .unique, .field:
      let name =
        switch kind {
        case .primary: "primary-key"
        case .unique: "unique-fields"
        default: "unique"
        }
      try index.duplicates(startPart: startRun) { again, first in
        let value = again.text.map(KeyMaker.shown)
        say(
          finding(
            value == nil ? name + "-long" : name, path, again.record, again.line,
            [
              .init("value", value ?? ""), .init("line", first.line),
              .init("column", names.map(Masking.shown).joined(separator: ", ")),
            ]))
      }
    case .foreign(let keys), .own(let keys):
      var name = "own-key"
      if case .foreign = kind {
        if keys.isSmall { return }
        name = "foreign-key"
      }
      try keys.absent(of: index, startPart: startRun) { entry in
        let value = entry.text.map(KeyMaker.shown)
        say(
          finding(
            value == nil ? name + "-long" : name, path, entry.record, entry.line,
            [.init("value", value ?? ""), .init("resource", resource)]))
      }
    }
    if let failure { throw failure }
  }

  private func finding(
    _ kind: String, _ path: String, _ record: Int, _ line: Int, _ parameters: [Finding.Parameter]
  ) -> Finding {
    Finding(
      rule: rule, kind: kind, severity: .hard, path: path,
      address: RecordAddress(record: record, line: line, column: columns[0] + 1),
      column: names.map(Masking.shown).joined(separator: ", "), parameters: parameters,
      covers: columns.count > 1 ? columns.map { $0 + 1 } : [])
  }
}
