import DelimitedText
import Vocabulary

/// Draws batches from an open return; a reader's batch is valid until its next.
package final class BatchReader {
  private let reader: RecordReader
  private let width: Int
  /// Blank lines passed over, and where the first stands: chunk, then line within it.
  package private(set) var blankLines = 0
  package private(set) var firstBlank: (chunk: Int, line: Int)?
  /// Blank records of the batch at hand.
  private var blanks: [RecordAddress] = []

  private let fail: (ReadFailure) -> IntakeFailure

  /// - Parameter fail: says of a failure what it means to who asked for the file.
  init(_ file: DelimitedFile, shared: Bool, fail: @escaping (ReadFailure) -> IntakeFailure) {
    reader = file.reader(shared: shared)
    width = file.width
    self.fail = fail
  }

  /// The next batch; nil at the end.
  package func next() throws(IntakeFailure) -> RawBatch? {
    let batch: RecordBatch
    do throws(ReadFailure) {
      guard let next = try reader.next() else { return nil }
      batch = next
    } catch { throw fail(error) }
    blanks.removeAll(keepingCapacity: true)
    for blank in batch.blankLines { addBlank(batch.chunk, blank.record, blank.line) }
    let rowCount = passBlankRows(batch)
    let isClean = batch.malformed.isEmpty && batch.irregular.isEmpty
    return RawBatch(
      base: batch.base, bounds: batch.bounds, width: batch.width, rowCount: rowCount,
      lines: batch.lines, records: batch.records, chunk: batch.chunk,
      defects: isClean ? [] : defects(of: batch), blanks: blanks, hasBadText: batch.hasBadText)
  }

  private func addBlank(_ chunk: Int, _ record: Int, _ line: Int) {
    blankLines += 1
    blanks.append(RecordAddress(record: record, line: line))
    if firstBlank.map({ (chunk, line) < $0 }) ?? true { firstBlank = (chunk, line) }
  }

  /// Rows of which every cell is empty (`;;;`, as spreadsheets leave them below a table) are blank
  /// lines: the rows after them move up.
  ///
  /// - Returns: how many rows are left.
  private func passBlankRows(_ batch: RecordBatch) -> Int {
    let stride = batch.width + 1
    var isBlank = false
    for row in 0..<batch.rowCount where batch.width > 1 {
      let at = row * stride
      if Int(batch.bounds[at + batch.width] &- batch.bounds[at]) == batch.width { isBlank = true }
    }
    guard isBlank else { return batch.rowCount }
    // The reader's own memory, which it fills anew for its next batch.
    let bounds = UnsafeMutablePointer(mutating: batch.bounds)
    let lines = UnsafeMutablePointer(mutating: batch.lines)
    let records = UnsafeMutablePointer(mutating: batch.records)
    var kept = 0
    for row in 0..<batch.rowCount {
      let at = row * stride
      if Int(bounds[at + batch.width] &- bounds[at]) == batch.width {
        addBlank(batch.chunk, Int(records[row]), Int(lines[row]))
        continue
      }
      if kept < row {
        (bounds + kept * stride).update(from: bounds + at, count: stride)
        lines[kept] = lines[row]
        records[kept] = records[row]
      }
      kept += 1
    }
    return kept
  }

  private func defects(of batch: RecordBatch) -> [RecordDefect] {
    let malformed = batch.malformed.map { record in
      RecordDefect(
        kind: record.kind.rawValue, record: record.record, line: record.line,
        parameters: record.parameters, cells: [record.text])
    }
    let irregular = batch.irregular.map { record in
      RecordDefect(
        kind: "cell-count", record: record.record, line: record.line,
        parameters: [.init("found", record.cells), .init("expected", width)],
        cells: [record.text], found: record.cells, bounds: record.bounds)
    }
    return malformed + irregular
  }
}

extension MalformedRecord {
  /// What its sentence says of it: the line of the quote, or the limit.
  var parameters: [Finding.Parameter] {
    switch kind {
    case .fieldSize: [.init("limit", ReadLimits().field)]
    case .recordSize: [.init("limit", ReadLimits().record)]
    default: [.init("line", quoteLine)]
    }
  }
}
