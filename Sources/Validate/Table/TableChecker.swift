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
  let judges: [FieldJudge]
  private let columns: [ColumnCheck]
  private let classifier: RowClassifier
  private let keys: [KeyCheck]
  /// Columns of the file by which a total is known without a fault beside it.
  private let labelColumn: Int?
  /// Remarks that may turn out to stand below the table: the finding of each as a remark, and as the
  /// record that it else is.
  private var pending: [(remark: Finding, faults: [Finding])] = []
  private static let pendingKept = 1000
  package private(set) var records = 0

  /// - Parameter judges: one for each field of the schema.
  package init(
    schema: TableSchema, judges: [FieldJudge], references: [KeySet?], subject: Subject
  ) {
    self.subject = subject
    self.judges = judges
    width = subject.labels.count
    columns = zip(judges, subject.columns).map { ColumnCheck($0, place: $1) }
    classifier = RowClassifier(header: subject.labels, totals: subject.totals)
    keys = KeyCheck.all(schema, judges, subject.columns, references)
    labelColumn = width > 1 ? 0 : nil
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

  /// Checks a batch, and tells of its findings in order.
  package func check(
    _ raw: RawBatch, _ tell: (Finding) throws -> Void
  ) throws {
    records += raw.rowCount + raw.defects.count
    var faults: [Int: [(column: Int, fault: CellFault)]] = [:]
    if raw.hasBadText { findBadText(raw, &faults) }
    for (field, column) in columns.enumerated() {
      column.check(raw) { row, found in
        // A cell that is no text has no other fault.
        if raw.hasBadText, faults[row]?.contains(where: { $0.column == column.place }) ?? false {
          return
        }
        faults[row, default: []] += found.map { (column.place, $0) }
      }
      _ = field
    }
    var found: [Finding] = []
    var lastRegular = 0
    var remarks: [(remark: Finding, faults: [Finding])] = []
    for (row, cellFaults) in faults {
      let made = cellFaults.map { finding(raw, row, $0.column, $0.fault) }
      let cells = (0..<width).map { Array(raw.cell(row, $0)) }
      take(
        classifier.kind(cells, found: width, width: width), made, covers: Array(1...width),
        record: Int(raw.records[row]), line: Int(raw.lines[row]), &found, &remarks)
    }
    for row in stride(from: raw.rowCount - 1, through: 0, by: -1) {
      let record = Int(raw.records[row])
      if remarks.contains(where: { $0.remark.address.record == record }) { continue }
      lastRegular = record
      break
    }
    if let labelColumn { findTotals(raw, labelColumn, faults, &found) }
    findSwallowed(raw, &found)
    for blank in raw.blanks {
      found.append(whole("blank-row", .hard, blank.record, blank.line, covers: coveredWhole))
    }
    for defect in raw.defects { take(defect, raw, &found, &remarks) }
    for key in keys where key.isWhole {
      try key.take(raw, except: faults, path: subject.path) { found.append($0) }
    }
    try settle(&found, remarks, lastRegular: lastRegular, tell)
  }

  /// Decides on remarks: below the last regular record they wait, above it they are records.
  private func settle(
    _ found: inout [Finding], _ remarks: [(remark: Finding, faults: [Finding])], lastRegular: Int,
    _ tell: (Finding) throws -> Void
  ) throws {
    if lastRegular > 0 || pending.count + remarks.count > Self.pendingKept {
      for (_, faults) in pending { found += faults }
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

  private var coveredWhole: [Int] { Array(1...max(1, width)) }

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
      severity: .hard, path: subject.path,
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
    _ found: inout [Finding], _ remarks: inout [(remark: Finding, faults: [Finding])]
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
    _ remarks: inout [(remark: Finding, faults: [Finding])]
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
    var covers = isShort ? Array((defect.found + 1)...width) : Array((width + 1)...defect.found)
    for (judge, place) in zip(judges, subject.columns) where place >= 0 && place < cells.count {
      let isText = String(validating: cells[place], as: UTF8.self) != nil
      if !isText || !judge.faults(cells[place]).isEmpty { covers.append(place + 1) }
    }
    let finding = whole(
      isShort ? "missing-cell" : "extra-cell", .hard, defect.record, defect.line,
      [.init("found", defect.found), .init("expected", width)], covers: covers.sorted())
    take(
      classifier.kind(cells, found: defect.found, width: width), [finding],
      covers: Array(1...max(width, defect.found)), record: defect.record, line: defect.line, &found,
      &remarks)
  }

  // MARK: Looking at batches

  /// Cells that are no UTF-8 or hold a NUL. Bytes without a meaning are overwritten, so that nothing
  /// after this meets them.
  private func findBadText(
    _ raw: RawBatch, _ faults: inout [Int: [(column: Int, fault: CellFault)]]
  ) {
    for row in 0..<raw.rowCount {
      for place in 0..<raw.width {
        let cell = raw.cell(row, place)
        let label = place < subject.labels.count ? subject.labels[place] : ""
        let name = subject.columns.firstIndex(of: place).map { judges[$0].field.name } ?? label
        let isBad = String(validating: cell, as: UTF8.self) == nil
        guard isBad || cell.contains(0) else { continue }
        let kind = isBad ? "bad-text" : "nul-byte"
        faults[row, default: []].append(
          (place, CellFault(check: kind, kind: kind, parameters: [.init("column", name)])))
        if isBad { Self.repair(cell) }
      }
    }
  }

  private static func repair(_ cell: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeMutablePointer(mutating: cell.baseAddress!)
    for at in 0..<cell.count where bytes[at] >= 0x80 { bytes[at] = UInt8(ascii: "?") }
  }

  /// Totals among rows that keep to the schema: asked about, since the sum of the rows counts twice.
  private func findTotals(
    _ raw: RawBatch, _ place: Int, _ faults: [Int: [(column: Int, fault: CellFault)]],
    _ found: inout [Finding]
  ) {
    var judged: [ArraySlice<UInt8>: Bool] = [:]
    let stride = raw.width + 1
    var bound = raw.bounds + place
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      // A total begins with a letter.
      guard length >= 3, length <= 40, raw.base[start] | 32 >= 97 else { continue }
      guard faults[row] == nil else { continue }
      let cell = ArraySlice(raw.cell(row, place))
      let isTotal: Bool
      if let known = judged[cell] {
        isTotal = known
      } else {
        isTotal = classifier.isTotal(cell)
        if judged.count < 256 { judged[cell] = isTotal }
      }
      guard isTotal else { continue }
      found.append(
        whole(
          "total-row", .soft, Int(raw.records[row]), Int(raw.lines[row]), covers: coveredWhole))
    }
  }

  /// Cells over several lines of which one would be a record by itself.
  private func findSwallowed(_ raw: RawBatch, _ found: inout [Finding]) {
    guard width > 1 else { return }
    for row in 0..<raw.rowCount {
      if row + 1 < raw.rowCount, raw.lines[row + 1] == raw.lines[row] + 1 { continue }
      for place in 0..<width {
        let cell = raw.cell(row, place)
        guard cell.contains(10) || cell.contains(13) else { continue }
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
            rule: "file.stray-quote", kind: "swallowed-lines", severity: .soft, path: subject.path,
            address: RecordAddress(
              record: Int(raw.records[row]), line: Int(raw.lines[row]), column: place + 1),
            column: Masking.shown(subject.labels[place]),
            parameters: [.init("count", lines.count + 1)]))
      }
    }
  }
}
