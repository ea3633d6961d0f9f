import CLibCSV
import Glibc

/// Records one at a time: the careful way, which knows where each begins and ends.
extension RecordReader {
  /// Reads records with libcsv alone, as far as `limit` or a little further to end the last.
  func scanOneByOne(until limit: Int) {
    while start < limit, rows < rowTarget {
      if passLineEnd() { continue }
      if !readOne() { return }
    }
  }

  /// Passes a line end at the start of a record: the LF of CRLF, or a blank line.
  func passLineEnd() -> Bool {
    let byte = memory[start]
    guard byte == 10 || byte == 13 else {
      afterReturn = false
      return false
    }
    if byte == 10, afterReturn {
      afterReturn = false
    } else {
      blankLines.append(line)
      line += 1
      afterReturn = byte == 13
    }
    start += 1
    return true
  }

  /// Reads the record at `start` with libcsv; false where more text is needed.
  func readOne() -> Bool {
    let firstEnd = lineEnd(start)
    if firstEnd == nil, !isFinal { return false }
    let isQuick = !hasBlankBesideSeparator(start, firstEnd ?? filled)
    let before = sink.pointee.free
    for attempt in isQuick ? [true, false] : [false] {
      sink.pointee.free = before
      let result = attempt ? feedOne(quick) : feedOne(exact)
      switch result {
      case .needsText:
        sink.pointee.free = before
        if filled - start > file.limits.record {
          setAsideOpenQuote()
          return true
        }
        return false
      case .complete(let end):
        // Blanks of later lines were not looked at: only a record of one line may be quick.
        if attempt, end > (firstEnd ?? filled) { continue }
        commit(end)
        return true
      case .refused(let at, let kind):
        // The quick parser trims, and so refuses less: what it refuses is refused.
        if attempt, at >= (firstEnd ?? filled) { continue }
        sink.pointee.free = before
        setAsideRefused(at, kind)
        return true
      }
    }
    return true
  }

  private enum Result {
    case complete(end: Int)
    case needsText
    case refused(at: Int, MalformedRecord.Kind)
  }

  private func feedOne(_ parser: borrowing LibCSV) -> Result {
    prepareSink()
    var at = start
    while true {
      guard at < filled else {
        guard isFinal else {
          parser.reset()
          return .needsText
        }
        return parser.finish(sink) ? .complete(end: filled) : .refused(at: filled, .unclosedQuote)
      }
      let end = lineEnd(at) ?? filled
      if end - start > file.limits.record {
        parser.reset()
        return .refused(at: end, .recordSize)
      }
      let took = parser.parse(memory + at, end - at, sink)
      if took < end - at {
        let kind: MalformedRecord.Kind = parser.wasQuoted ? .textAfterQuote : .strayQuote
        parser.reset()
        return .refused(at: at + took, kind)
      }
      at = end
      if sink.pointee.completed > 0 { return .complete(end: at) }
    }
  }

  /// Just after the next line end; nil where none is at hand.
  func lineEnd(_ from: Int) -> Int? {
    let count = filled - from
    let feed = memchr(memory + from, 10, count)
    let limit = feed.map { $0.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(memory + from) } ?? count
    let back = memchr(memory + from, 13, limit)
    if let back { return from + (back.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(memory + from)) + 1 }
    return feed == nil ? nil : from + limit + 1
  }

  private func commit(_ end: Int) {
    if sink.pointee.isUneven || end - start > file.limits.record {
      // Too many or too few cells, or one too large: a blank line cannot be in here.
      if sink.pointee.hasOversizedCell || end - start > file.limits.record {
        let kind: MalformedRecord.Kind =
          end - start > file.limits.record ? .recordSize : .fieldSize
        setAside(kind, from: start, to: end, quoteLine: line)
      } else {
        irregular.append(
          IrregularRecord(
            record: record, line: line, cells: sink.pointee.cellsOfLast, text: text(start, end)))
        record += 1
      }
      line = Int(sink.pointee.line)
    } else {
      rows = sink.pointee.rows
      line = Int(sink.pointee.line)
      record = Int(sink.pointee.record)
    }
    afterReturn = end > start && memory[end - 1] == 13
    start = end
  }

  /// A quote that stays open for longer than a record may be.
  private func setAsideOpenQuote() {
    guard lineEnd(start) != nil else { return setAsideRefused(filled, .recordSize) }
    setAsideRefused(filled, .unclosedQuote)
  }

  /// Sets the record aside and goes on with the line after its first.
  private func setAsideRefused(_ at: Int, _ kind: MalformedRecord.Kind) {
    let end = lineEnd(start) ?? filled
    setAside(kind, from: start, to: end, quoteLine: lineOfQuote(before: at))
    line += 1
    afterReturn = memory[end - 1] == 13
    start = end
  }

  /// The line on which the quote opened that is last open before the place.
  private func lineOfQuote(before at: Int) -> Int {
    var isOpen = false
    var now = line
    var opened = line
    for place in start..<min(at, filled) {
      let byte = memory[place]
      if byte == Dialect.quote {
        isOpen.toggle()
        if isOpen { opened = now }
      } else if byte == 13 || (byte == 10 && (place == start || memory[place - 1] != 13)) {
        now += 1
      }
    }
    return opened
  }
}
