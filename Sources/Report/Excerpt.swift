import DelimitedText
import Vocabulary

/// Records of a file as they stand, for showing where faults are.
struct Excerpt {
  /// Labels of the columns.
  private(set) var labels: [String] = []
  /// Cells by record; a record that could not be cut is one text.
  private(set) var records: [Int: [String]] = [:]

  /// Whether a cell of it is masked where it is shown.
  var holdsPersonalData: Bool {
    records.values.joined().contains { Masking.mark($0.utf8) != nil }
  }

  /// - Parameter wanted: numbers of records; reading ends after the last.
  init(_ file: DelimitedFile, wanted: Set<Int>) {
    labels = file.header
    guard let last = wanted.max() else { return }
    let reader = file.reader()
    while let batch = try? reader.next() {
      for row in 0..<batch.rowCount where wanted.contains(Int(batch.records[row])) {
        records[Int(batch.records[row])] = (0..<batch.width).map { batch.text(row, $0) }
      }
      for irregular in batch.irregular where wanted.contains(irregular.record) {
        var cells = (0..<(irregular.bounds.count - 1)).map { place in
          let start = Int(irregular.bounds[place])
          return String(
            decoding: UnsafeBufferPointer(
              start: batch.base + start, count: Int(irregular.bounds[place + 1]) - 1 - start),
            as: UTF8.self)
        }
        if irregular.cells > cells.count { cells += ["…"] }
        records[irregular.record] = cells
      }
      for broken in batch.malformed where wanted.contains(broken.record) {
        records[broken.record] = [broken.text]
      }
      for blank in batch.blankLines where wanted.contains(blank.record) {
        records[blank.record] = [""]
      }
      let seen = batch.rowCount > 0 ? Int(batch.records[batch.rowCount - 1]) : 0
      if seen > last { return }
    }
  }
}
