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
  /// A record that is no row.
  package struct Defect: Sendable {
    /// Kind of finding.
    package let kind: String
    package let line: Int
    /// What could be read of it.
    package let text: String
    /// How many cells it has, where their number is what is wrong.
    package let cells: Int?
  }

  package let defects: [Defect]

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
      var defects: [Defect] = []
      func add(_ record: MalformedRecord) {
        defects.append(
          Defect(kind: record.kind.rawValue, line: record.line, text: record.text, cells: nil))
      }
      if let header = file.malformedHeader {
        add(header)
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
        batch.malformed.forEach(add)
        defects += batch.irregular.map {
          Defect(kind: "cell-count", line: $0.line, text: $0.text, cells: $0.cells)
        }
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
