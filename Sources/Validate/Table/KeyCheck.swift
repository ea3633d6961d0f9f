import Spool
import Vocabulary

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
    case .foreign(let keys), .own(let keys): index = keys.index.companion()
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

  /// Checks that leave a cell without a value.
  private static let withoutValue: Set<String> = ["type", "required", "bad-text", "nul-byte"]

  func take(
    _ raw: RawBatch, _ faults: TableChecker.Faults, _ others: Set<Int>, path: String,
    _ tell: (Finding) -> Void
  ) throws {
    if case .own(let keys) = kind, !ownColumns.contains(-1) {
      try keys.add(raw, columns: ownColumns)
    }
    // Rows that are no records, or of which a part of the key has no value: that has been said.
    var passed = others
    for (row, found) in faults
    where found.contains(where: {
      columns.contains($0.column) && Self.withoutValue.contains($0.fault.check)
    }) {
      passed.insert(row)
    }
    let (index, seed, plainness) = (index, index.seed, maker.plainness)
    let small: KeySet? = if case .foreign(let keys) = kind, keys.isSmall { keys } else { nil }
    let stride = raw.width + 1
    var bound = raw.bounds + columns[0]
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      if !passed.isEmpty, passed.contains(row) { continue }
      if plainness.isKey(raw.base + start, length) {
        let entry = KeyEntry(
          raw.base + start, length, seed: seed, record: Int(raw.records[row]),
          line: Int(raw.lines[row]))
        guard let small else {
          try index.add(entry)
          continue
        }
        if small.contains(entry.low, entry.high) { continue }
      }
      try takeSlowly(raw, row, path: path, tell)
    }
  }

  /// A row whose key must be made, or is not where it should be.
  private func takeSlowly(
    _ raw: RawBatch, _ row: Int, path: String, _ tell: (Finding) -> Void
  ) throws {
    let (record, line) = (Int(raw.records[row]), Int(raw.lines[row]))
    switch maker.make(raw, row) {
    case .noValue: return
    case .null, .partlyNull:
      guard case .primary = kind else { return }
      tell(
        finding(
          "key-null", path, record, line, [.init("fields", names.joined(separator: ", "))]))
    case .key:
      let entry = maker.entry(seed: index.seed, record, line)
      guard case .foreign(let keys) = kind, keys.isSmall else { return try index.add(entry) }
      if keys.contains(entry.low, entry.high) { return }
      tell(
        finding(
          "foreign-key", path, record, line,
          [.init("value", maker.shown), .init("resource", resource)]))
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
        let value = again.text.map(maker.shown)
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
      try keys.index.absent(of: index, startPart: startRun) { entry in
        let value = entry.text.map(maker.shown)
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
