import DelimitedText
import Vocabulary

/// A small delimited file read whole: `nil.csv`, and the lists of `pipelines/`.
package struct TextTable: Sendable {
  package struct Row: Sendable {
    package let line: Int
    /// As many cells as the header has labels.
    package let cells: [String]
  }

  package let header: [String]
  package let headerLine: Int
  package let rows: [Row]
  /// Records that are no rows: kind of finding, line, and what could be read of them.
  package let defects: [(kind: String, line: Int, text: String)]

  /// - Returns: nil when the file holds no record at all.
  package static func read(_ path: String, shown: String) throws(IntakeFailure) -> TextTable? {
    do throws(ReadFailure) {
      // Lists are small: little room is asked for, and it grows where it must.
      var options = ReadOptions()
      options.limits.chunk = 1 << 14
      options.limits.rowsPerBatch = 256
      options.preferredEncoding = .windows1257
      let file = try DelimitedFile.open(path: path, options)
      var rows: [Row] = []
      var defects: [(kind: String, line: Int, text: String)] = []
      if let header = file.malformedHeader {
        defects.append((header.kind.rawValue, header.line, header.text))
      } else if file.header.isEmpty {
        return nil
      }
      let reader = file.reader()
      while let batch = try reader.next() {
        for row in 0..<batch.rowCount {
          rows.append(
            Row(
              line: Int(batch.lines[row]), cells: (0..<batch.width).map { batch.text(row, $0) }))
        }
        defects += batch.malformed.map { ($0.kind.rawValue, $0.line, $0.text) }
        defects += batch.irregular.map { ("cell-count", $0.line, $0.text) }
      }
      return TextTable(
        header: file.header, headerLine: file.headerLine, rows: rows, defects: defects)
    } catch {
      throw IntakeFailure(error, shown: shown)
    }
  }
}

extension IntakeFailure {
  init(_ failure: ReadFailure, shown: String) {
    self.init(path: shown, problem: Folder.sentence(failure.code))
  }
}
