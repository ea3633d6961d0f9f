import CLibCSV

/// A record at the head of a file.
struct HeadRecord {
  var cells: [String]
  let line: Int
  let record: Int
  var malformed: MalformedRecord?
  /// Where the record begins in the text, and the place after its line end.
  let start: Int
  let end: Int
  /// Line after the record.
  let nextLine: Int
  /// Whether the record ends in a CR whose LF, if any, has been taken.
  let afterReturn: Bool
}

/// Reads the first records of a text one by one with libcsv, in strict mode.
final class HeadReader {
  private let text: [UInt8]
  private let dialect: Dialect
  private let limits: ReadLimits
  /// Whether the text ends where that at hand ends.
  private let isWhole: Bool
  private let commentRecords: Set<Int>
  private let memory: UnsafeMutablePointer<UInt8>
  private let row: UnsafeMutablePointer<UInt32>
  private let sink: UnsafeMutablePointer<Sink>
  private(set) var at = 0
  private(set) var line: Int
  private(set) var record = 1
  /// Lines without a byte so far.
  private(set) var blankLines: [BlankLine] = []

  init(
    _ text: ArraySlice<UInt8>, isWhole: Bool, _ dialect: Dialect, line: Int, _ options: ReadOptions
  ) {
    self.isWhole = isWhole
    self.text = Array(text)
    self.dialect = dialect
    self.line = line
    limits = options.limits
    commentRecords = options.commentRecords
    let size = text.count + 64
    memory = .allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    row = .allocate(capacity: size + 4)
    sink = .allocate(capacity: 1)
  }

  deinit {
    memory.deallocate()
    row.deallocate()
    sink.deallocate()
  }

  /// The next record that is no blank line; nil at the end.
  func next() -> HeadRecord? {
    while at < text.count {
      if text[at] == 10 || text[at] == 13 {
        at += text[at...].starts(with: [13, 10]) ? 2 : 1
        blankLines.append(BlankLine(line: line, record: record))
      } else if text[at] == dialect.comment || commentRecords.contains(record) {
        at = lineEnd(at)
        if at < text.count, text[at - 1] == 13, text[at] == 10 { at += 1 }
      } else {
        break
      }
      line += 1
      record += 1
    }
    guard at < text.count else { return nil }
    let found = read()
    at = found.end
    line = found.nextLine
    record += 1
    return found
  }

  private func read() -> HeadRecord {
    let parser = LibCSV(dialect, trims: false)
    let start = at
    var place = at
    // A record at the head is small: libcsv gets it a line at a time, into a sink of its own.
    let places = row + text.count + 66
    sink.initialize(
      to: Sink(
        base: memory, free: 0, row: row, width: text.count + 64, lines: places,
        records: places + 1, line: 1, record: 1, fieldLimit: limits.field))
    var refusal: MalformedRecord.Kind?
    var refusedAt = text.count
    while sink.pointee.completed == 0 {
      guard place < text.count else {
        if !parser.finish(sink) {
          refusal = .unclosedQuote
        } else if !isWhole {
          refusal = .recordSize
        }
        break
      }
      let end = lineEnd(place)
      let took = text.withUnsafeBufferPointer {
        parser.parse($0.baseAddress! + place, end - place, sink)
      }
      if took < end - place {
        refusal = parser.refusal
        refusedAt = place + took
        break
      }
      place = end
    }
    if let refusal { return refused(refusal, start, refusedAt) }
    var cells: [String] = []
    for cell in 0..<sink.pointee.cellsOfLast {
      let from = Int(row[cell])
      cells.append(
        String(
          decoding: UnsafeBufferPointer(
            start: memory + from, count: Int(row[cell + 1]) - 1 - from),
          as: UTF8.self))
    }
    // A record without a line end has its line all the same.
    let isCut = text[place - 1] != 10 && text[place - 1] != 13
    return record(
      cells, nil, start, place, nextLine: line + breaks(start, place) + (isCut ? 1 : 0))
  }

  private func refused(_ kind: MalformedRecord.Kind, _ start: Int, _ refusedAt: Int) -> HeadRecord {
    let end = lineEnd(start)
    let before = text.withUnsafeBufferPointer {
      breaksBeforeQuote(kind, $0.baseAddress! + start, refusedAt - start, quote: dialect.quote)
    }
    let malformed = MalformedRecord(
      kind: kind, record: record, line: line, quoteLine: line + Int(before),
      text: String(decoding: text[start..<min(end, start + 4096)], as: UTF8.self))
    return record([], malformed, start, end, nextLine: line + 1)
  }

  private func record(
    _ cells: [String], _ malformed: MalformedRecord?, _ start: Int, _ end: Int, nextLine: Int
  ) -> HeadRecord {
    let isReturn = end > 0 && text[end - 1] == 13
    let takesFeed = isReturn && end < text.count && text[end] == 10
    return HeadRecord(
      cells: cells, line: line, record: record, malformed: malformed, start: start,
      end: takesFeed ? end + 1 : end, nextLine: nextLine, afterReturn: isReturn && !takesFeed)
  }

  /// Just after the next line end, or the end of the text.
  private func lineEnd(_ from: Int) -> Int {
    var end = from
    while end < text.count, text[end] != 10, text[end] != 13 { end += 1 }
    return min(end + 1, text.count)
  }

  private func breaks(_ from: Int, _ to: Int) -> Int {
    text.withUnsafeBufferPointer { Int(countBreaks($0.baseAddress! + from, 0, to - from)) }
  }
}
