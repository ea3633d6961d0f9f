/// The head of a file: its delimiter, its labels, and where its data begin.
struct Head {
  var delimiter: UInt8
  /// Labels; empty where there is no header.
  var labels: [String] = []
  /// Cells of a regular record.
  var width = 0
  var line = 1
  var record = 1
  var malformed: MalformedRecord?
  /// Records above the header that are not blank.
  var titles: [TitleRecord] = []
  /// Lines without a byte above the header.
  var blankLines: [BlankLine] = []
  /// Bytes before the first record of data, its line and number, and whether a CR stands before.
  var taken = 0
  var nextLine = 1
  var nextRecord = 1
  var afterReturn = false
}

/// A record above the header.
package struct TitleRecord: Sendable, Equatable {
  package let line: Int
  package let record: Int
  package let cells: [String]
}

/// Finds the head in the text at hand.
///
/// With expected labels every candidate for the delimiter and each of the first records is tried,
/// and the pair taken that gives most of them, if it gives half; then a title above the header, or
/// a delimiter other than the one that was said, is seen for what it is.
struct HeadFinder {
  let text: ArraySlice<UInt8>
  let isWhole: Bool
  let options: ReadOptions
  /// What a line `sep=` names, or the caller.
  let delimiter: UInt8?
  /// Line on which the text begins.
  let line: Int

  private static let depth = 20

  func find() -> Head {
    let likely =
      delimiter ?? Dialect.detect(text.prefix(1 << 16), quote: options.quote)
    switch options.header {
    case .none: return headless(likely)
    case .records(let numbers, let join): return joined(numbers, join, likely)
    case .found: return expected(likely) ?? first(likely)
    }
  }

  private func reader(_ delimiter: UInt8) -> HeadReader {
    HeadReader(
      text, isWhole: isWhole,
      Dialect(delimiter: delimiter, quote: options.quote, comment: options.comment), line: line,
      options)
  }

  private func head(_ found: HeadRecord, _ delimiter: UInt8, above: [HeadRecord]) -> Head {
    var head = Head(delimiter: delimiter)
    head.labels = found.cells
    head.width = found.cells.count
    head.line = found.line
    head.record = found.record
    head.malformed = found.malformed
    head.titles = above.map { TitleRecord(line: $0.line, record: $0.record, cells: $0.cells) }
    head.taken = found.end
    head.nextLine = found.nextLine
    head.nextRecord = found.record + 1
    head.afterReturn = found.afterReturn
    return head
  }

  private func nothing(_ delimiter: UInt8, _ reader: HeadReader) -> Head {
    var head = Head(delimiter: delimiter)
    head.line = reader.line
    head.record = reader.record
    head.taken = reader.at
    head.nextLine = reader.line
    head.nextRecord = reader.record
    head.blankLines = reader.blankLines
    return head
  }

  /// The first record is the header.
  private func first(_ delimiter: UInt8) -> Head {
    let reader = reader(delimiter)
    guard let found = reader.next() else { return nothing(delimiter, reader) }
    var head = head(found, delimiter, above: [])
    head.blankLines = reader.blankLines
    return head
  }

  /// The record that holds most of the expected labels; nil where none holds half.
  private func expected(_ likely: UInt8) -> Head? {
    guard let labels = options.labels, labels.count > 0 else { return nil }
    var best: (score: Int, head: Head)?
    for candidate in [likely] + Dialect.candidates.filter({ $0 != likely }) {
      let reader = reader(candidate)
      var above: [HeadRecord] = []
      while above.count < Self.depth, let found = reader.next() {
        let score = labels.matches(found.cells)
        if score * 2 >= labels.count, score > best?.score ?? 0 {
          var head = head(found, candidate, above: above)
          head.blankLines = reader.blankLines
          best = (score, head)
        }
        above.append(found)
      }
      if candidate == likely, best?.score == labels.count { break }
    }
    return best?.head
  }

  /// There is no header: the first record that can be read tells how many cells there are.
  private func headless(_ delimiter: UInt8) -> Head {
    let reader = reader(delimiter)
    guard let first = reader.next() else { return nothing(delimiter, reader) }
    var head = nothing(delimiter, reader)
    head.blankLines = reader.blankLines
    head.line = first.line
    head.record = first.record
    head.taken = first.start
    head.nextLine = first.line
    head.nextRecord = first.record
    head.width = first.cells.count
    var tried = 1
    while head.width == 0, tried < Self.depth, let next = reader.next() {
      head.width = next.cells.count
      tried += 1
    }
    head.width = max(1, head.width)
    return head
  }

  /// The header is made of the records of these numbers.
  private func joined(_ numbers: [Int], _ join: String, _ delimiter: UInt8) -> Head {
    let reader = reader(delimiter)
    var parts: [[String]] = []
    var last: HeadRecord?
    let end = numbers.max() ?? 1
    var malformed: MalformedRecord?
    while reader.record <= end, let found = reader.next() {
      if numbers.contains(found.record) {
        parts.append(found.cells)
        malformed = malformed ?? found.malformed
      }
      last = found
    }
    guard let last, !parts.isEmpty else { return nothing(delimiter, reader) }
    var head = head(last, delimiter, above: [])
    let width = parts.map(\.count).max() ?? 0
    head.labels = (0..<width).map { column in
      // A part that repeats the one above it, or is blank, adds nothing.
      parts.reduce(into: [String]()) { parts, cells in
        guard column < cells.count, !cells[column].isEmpty, parts.last != cells[column] else {
          return
        }
        parts.append(cells[column])
      }.joined(separator: join)
    }
    head.width = width
    head.malformed = malformed
    return head
  }
}
