import Spool
import Vocabulary

/// Holds the records of one file to a schema, batch by batch, and tells of every fault in order.
///
/// One fault is told once: a record that is blank, a total, a remark or broken is one finding that
/// covers its cells; a cell that is no text has no other fault. Keys are settled at the end.
package final class TableChecker {
  /// Where the records come from.
  package struct Subject {
    /// Path as it is shown.
    package let path: String
    /// By field its column in the file; -1 where absent.
    package let columns: [Int]
    /// Labels of the file, one for each cell of a regular record.
    package let labels: [String]
    /// Folded wordings of totals.
    package let totals: Set<String>
    package init(path: String, columns: [Int], labels: [String], totals: Set<String>) {
      self.path = path
      self.columns = columns
      self.labels = labels
      self.totals = totals
    }
  }

  let subject: Subject
  let width: Int
  /// Every column of a regular record.
  private let coveredWhole: [Int]
  let judges: [FieldJudge]
  private let columns: [ColumnCheck]
  private let classifier: RowClassifier
  private let keys: [KeyCheck]
  /// Whether the encoding is in doubt: then cells that are no text are not told one by one.
  private let isDoubtful: Bool
  /// Of a finding about a record, columns that are named.
  private static let coversKept = 256
  /// Remarks that may turn out to stand below the table: the finding of each as a remark, and as the
  /// record that it else is.
  private var pending: [Remark] = []
  private static let pendingKept = 1000
  package private(set) var records = 0

  /// - Parameter judges: one for each field of the schema.
  package init(
    schema: TableSchema, judges: [FieldJudge], references: [KeySet?], subject: Subject,
    isDoubtful: Bool = false
  ) {
    self.subject = subject
    self.judges = judges
    width = subject.labels.count
    coveredWhole = Array((1...max(1, width)).prefix(Self.coversKept))
    self.isDoubtful = isDoubtful
    columns = zip(judges, subject.columns).map { ColumnCheck($0, place: $1) }
    classifier = RowClassifier(header: subject.labels, totals: subject.totals)
    keys = KeyCheck.all(schema, judges, subject.columns, references)
  }

  /// Keys that cannot be settled, since the file lacks a column of theirs.
  package var notEvaluable: [Finding] {
    keys.filter { !$0.isWhole }.map { key in
      Finding(
        rule: key.rule, kind: "key-not-evaluable", severity: .soft, path: subject.path,
        address: .file, parameters: [.init("fields", key.names.joined(separator: ", "))])
    }
  }

  // MARK: Batches

  /// What is wrong with cells, by row.
  typealias Faults = [Int: [(column: Int, fault: CellFault)]]
  private typealias Remark = (remark: Finding, faults: [Finding])

  /// Checks a batch, and tells of its findings in order.
  ///
  /// - Parameter startRun: called where what follows may stand before what was told.
  package func check(
    _ raw: RawBatch, startRun: () -> Void, _ tell: (Finding) throws -> Void
  ) throws {
    records += raw.rowCount + raw.defects.count
    var faults: Faults = [:]
    if raw.hasBadText { findBadText(raw, &faults) }
    for column in columns {
      column.check(raw) { row, found in
        // A cell that is no text has no other fault.
        if raw.hasBadText, faults[row]?.contains(where: { $0.column == column.place }) ?? false {
          return
        }
        faults[row, default: []] += found.map { (column.place, $0) }
      }
    }
    var found: [Finding] = []
    var remarks: [Remark] = []
    // Rows that are no records of data have no part in keys.
    var others: Set<Int> = []
    for (row, cellFaults) in faults {
      let made = cellFaults.filter { !(isDoubtful && $0.fault.kind == "bad-text") }
        .map { finding(raw, row, $0.column, $0.fault) }
      let cells = (0..<width).map { Array(raw.cell(row, $0)) }
      let kind = classifier.kind(cells, found: width, width: width)
      if kind != nil { others.insert(row) }
      take(
        kind, made, covers: coveredWhole, record: Int(raw.records[row]),
        line: Int(raw.lines[row]), &found, &remarks)
    }
    if width > 1 { findOthers(raw, faults, &found, &others) }
    findSwallowed(raw, faults, &found)
    for blank in raw.blanks {
      found.append(whole("blank-row", .hard, blank.record, blank.line, covers: coveredWhole))
    }
    var lastRegular = 0
    for row in stride(from: raw.rowCount - 1, through: 0, by: -1) where !others.contains(row) {
      lastRegular = Int(raw.records[row])
      break
    }
    for defect in raw.defects {
      let before = remarks.count
      take(defect, raw, &found, &remarks)
      if remarks.count == before { lastRegular = max(lastRegular, defect.record) }
    }
    for key in keys where key.isWhole {
      try key.take(raw, faults, others, path: subject.path) { found.append($0) }
    }
    try settle(&found, remarks, lastRegular: lastRegular, startRun, tell)
  }

  /// Decides on remarks: below the last regular record they wait, above it they are records.
  private func settle(
    _ found: inout [Finding], _ remarks: [Remark], lastRegular: Int, _ startRun: () -> Void,
    _ tell: (Finding) throws -> Void
  ) throws {
    if !pending.isEmpty, lastRegular > 0 || pending.count + remarks.count > Self.pendingKept {
      // They stand before findings that have been told already.
      startRun()
      for finding in Finding.inOrder(pending.flatMap(\.faults)) { try tell(finding) }
      startRun()
      pending = []
    }
    for (remark, faults) in remarks {
      if remark.address.record < lastRegular || remarks.count > Self.pendingKept {
        found += faults
      } else {
        pending.append((remark, faults))
      }
    }
    for finding in Finding.inOrder(found) { try tell(finding) }
  }

  /// Tells what only the end of the file decides: remarks, then keys, each in an order of its own.
  package func conclude(
    startRun: () -> Void, _ tell: (Finding) throws -> Void
  ) throws {
    startRun()
    for (remark, _) in pending.sorted(by: { $0.remark.address < $1.remark.address }) {
      try tell(remark)
    }
    for key in keys where key.isWhole {
      try key.conclude(path: subject.path, startRun: startRun, tell)
    }
  }

  // MARK: Findings

  func ruleId(_ field: String, _ check: String) -> String {
    "\(Masking.shown(field)).\(check)"
  }

  private func finding(
    _ raw: RawBatch, _ row: Int, _ place: Int, _ fault: CellFault
  ) -> Finding {
    let field = fault.parameters.first { $0.name == "column" }?.value ?? subject.labels[place]
    let isOfText = fault.kind == "bad-text" || fault.kind == "nul-byte"
    return Finding(
      rule: isOfText ? "file.\(fault.kind)" : ruleId(field, fault.check), kind: fault.kind,
      severity: fault.kind == "pattern-too-costly" ? .soft : .hard, path: subject.path,
      address: RecordAddress(
        record: Int(raw.records[row]), line: Int(raw.lines[row]), column: place + 1),
      column: Masking.shown(field), parameters: fault.parameters)
  }

  /// A finding about a record as a whole.
  private func whole(
    _ kind: String, _ severity: Severity, _ record: Int, _ line: Int,
    _ parameters: [Finding.Parameter] = [], covers: [Int]
  ) -> Finding {
    Finding(
      rule: "file.\(kind)", kind: kind, severity: severity, path: subject.path,
      address: RecordAddress(record: record, line: line), parameters: parameters, covers: covers)
  }

  /// Takes a record with faults for what it is.
  private func take(
    _ kind: RowKind?, _ faults: [Finding], covers: [Int], record: Int, line: Int,
    _ found: inout [Finding], _ remarks: inout [Remark]
  ) {
    switch kind {
    case nil: found += faults
    case .footnote?:
      remarks.append(
        (whole(RowKind.footnote.rawValue, .hard, record, line, covers: covers), faults))
    case let kind?: found.append(whole(kind.rawValue, .hard, record, line, covers: covers))
    }
  }

  private func take(
    _ defect: RecordDefect, _ raw: RawBatch, _ found: inout [Finding],
    _ remarks: inout [Remark]
  ) {
    guard !defect.bounds.isEmpty else {
      found.append(
        whole(
          defect.kind, .hard, defect.record, defect.line, defect.parameters,
          covers: coveredWhole))
      return
    }
    let cells = (0..<(defect.bounds.count - 1)).map { place in
      let start = Int(defect.bounds[place])
      return Array(
        UnsafeBufferPointer(
          start: raw.base + start, count: Int(defect.bounds[place + 1]) - 1 - start))
    }
    let isShort = defect.found < width
    // What is missing or too many, and of the rest what is wrong as it stands.
    let gap = isShort ? (defect.found + 1)...width : (width + 1)...defect.found
    var covers = Array(gap.prefix(Self.coversKept))
    for (judge, place) in zip(judges, subject.columns)
    where place >= 0 && place < cells.count && covers.count < Self.coversKept {
      let isText = String(validating: cells[place], as: UTF8.self) != nil
      if !isText || !judge.faults(cells[place]).isEmpty { covers.append(place + 1) }
    }
    let finding = whole(
      isShort ? "missing-cell" : "extra-cell", .hard, defect.record, defect.line,
      [.init("found", defect.found), .init("expected", width)], covers: covers.sorted())
    take(
      classifier.kind(cells, found: defect.found, width: width), [finding],
      covers: coveredWhole, record: defect.record, line: defect.line, &found,
      &remarks)
  }

  // MARK: Looking at batches

  /// Cells that are no UTF-8 or hold a NUL. Bytes without a meaning are overwritten, so that nothing
  /// after this meets them.
  private func findBadText(_ raw: RawBatch, _ faults: inout Faults) {
    for row in 0..<raw.rowCount {
      for place in 0..<raw.width {
        let cell = raw.cell(row, place)
        let isBad = String(validating: cell, as: UTF8.self) == nil
        guard isBad || cell.contains(0) else { continue }
        let kind = isBad ? "bad-text" : "nul-byte"
        let name = subject.columns.firstIndex(of: place).map { judges[$0].field.name }
        let shown = Masking.shown(name ?? subject.labels[place])
        faults[row, default: []].append(
          (place, CellFault(check: kind, kind: kind, parameters: [.init("column", shown)])))
        if isBad { Self.repair(cell) }
      }
    }
  }

  private static func repair(_ cell: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeMutablePointer(mutating: cell.baseAddress!)
    for at in 0..<cell.count where bytes[at] >= 0x80 { bytes[at] = UInt8(ascii: "?") }
  }

  /// Rows that keep to the schema and are no records all the same: the header once more, blanks,
  /// and totals, which are asked about, since they may be records.
  private func findOthers(
    _ raw: RawBatch, _ faults: Faults, _ found: inout [Finding], _ others: inout Set<Int>
  ) {
    var judged: [ArraySlice<UInt8>: Bool] = [:]
    let label = Array(subject.labels[0].utf8)
    let stride = raw.width + 1
    var bound = raw.bounds
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      let first = length > 0 ? raw.base[start] : 32
      // Each of them begins with a letter, a blank, nothing, or as the header does.
      guard first | 32 >= 97 || first == 32 || first == 9 || first == label.first else { continue }
      guard faults[row] == nil else { continue }
      let (record, line) = (Int(raw.records[row]), Int(raw.lines[row]))
      let cell = raw.cell(row, 0)
      if first == 32 || first == 9 || cell.elementsEqual(label) {
        let cells = (0..<width).map { Array(raw.cell(row, $0)) }
        let kind = classifier.kind(cells, found: width, width: width)
        if kind == .blank || kind == .repeatedHeader {
          others.insert(row)
          found.append(whole(kind!.rawValue, .hard, record, line, covers: coveredWhole))
          continue
        }
      }
      guard (3...40).contains(length), first | 32 >= 97 else { continue }
      let isTotal: Bool
      if let known = judged[ArraySlice(cell)] {
        isTotal = known
      } else {
        isTotal = classifier.isTotal(cell)
        if judged.count < 256 { judged[ArraySlice(cell)] = isTotal }
      }
      if isTotal { found.append(whole("total-row", .soft, record, line, covers: coveredWhole)) }
    }
  }

  /// Cells over several lines of which one would be a record by itself.
  private func findSwallowed(_ raw: RawBatch, _ faults: Faults, _ found: inout [Finding]) {
    guard width > 1 else { return }
    for row in 0..<raw.rowCount {
      if row + 1 < raw.rowCount, raw.lines[row + 1] == raw.lines[row] + 1 { continue }
      for place in 0..<width {
        let cell = raw.cell(row, place)
        guard cell.contains(10) || cell.contains(13) else { continue }
        if faults[row]?.contains(where: { $0.column == place }) ?? false { continue }
        let lines = cell.split(whereSeparator: { $0 == 10 || $0 == 13 }).dropFirst()
        // Delimiters are not at hand here: a comma, semicolon or tab repeated as often will do.
        let isRecord = lines.dropLast().contains { line in
          [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")].contains { mark in
            line.count { $0 == mark } == width - 1
          }
        }
        guard isRecord else { continue }
        found.append(
          Finding(
            rule: "file.swallowed-lines", kind: "swallowed-lines", severity: .soft,
            path: subject.path,
            address: RecordAddress(
              record: Int(raw.records[row]), line: Int(raw.lines[row]), column: place + 1),
            column: Masking.shown(subject.labels[place]),
            parameters: [.init("count", lines.count + 1)]))
      }
    }
  }
}
