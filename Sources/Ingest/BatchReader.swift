import DelimitedText
import Vocabulary

/// Draws batches from an open return; a reader's batch is valid until its next.
package final class BatchReader {
  private let reader: RecordReader
  private let width: Int
  /// Blank lines passed over, and where the first stands: chunk, then line within it.
  package private(set) var blankLines = 0
  package private(set) var firstBlank: (chunk: Int, line: Int)?

  /// That the read broke off, where the bytes are at fault; the return is then rejected.
  package private(set) var brokenOff: Finding?
  private let blame: (ReadFailure) throws(IntakeFailure) -> Finding

  /// - Parameter blame: says of a failure what it means for the return.
  init(
    _ file: DelimitedFile, shared: Bool,
    blame: @escaping (ReadFailure) throws(IntakeFailure) -> Finding
  ) {
    reader = file.reader(shared: shared)
    width = file.header.count
    self.blame = blame
  }

  /// The next batch; nil at the end, and where the bytes have no meaning (see `brokenOff`).
  package func next() throws(IntakeFailure) -> RawBatch? {
    let batch: RecordBatch
    do throws(ReadFailure) {
      guard let next = try reader.next() else { return nil }
      batch = next
    } catch {
      brokenOff = try blame(error)
      return nil
    }
    if let line = batch.blankLines.first {
      blankLines += batch.blankLines.count
      let place = (chunk: batch.chunk, line: line)
      if firstBlank.map({ place < $0 }) ?? true { firstBlank = place }
    }
    let isClean = batch.malformed.isEmpty && batch.irregular.isEmpty
    return RawBatch(
      base: batch.base, bounds: batch.bounds, width: batch.width, rowCount: batch.rowCount,
      lines: batch.lines, records: batch.records, chunk: batch.chunk,
      defects: isClean ? [] : defects(of: batch))
  }

  private func defects(of batch: RecordBatch) -> [RecordDefect] {
    let limits = ReadLimits()
    let malformed = batch.malformed.map { record in
      let parameter: Finding.Parameter =
        switch record.kind {
        case .fieldSize: .init("limit", limits.field)
        case .recordSize: .init("limit", limits.record)
        default: .init("line", record.quoteLine)
        }
      return RecordDefect(
        kind: record.kind.rawValue, record: record.record, line: record.line,
        parameters: [parameter], cells: [record.text])
    }
    let irregular = batch.irregular.map { record in
      RecordDefect(
        kind: "cell-count", record: record.record, line: record.line,
        parameters: [.init("found", record.cells), .init("expected", width)],
        cells: [record.text])
    }
    return malformed + irregular
  }
}
