import CLibCSV
import Glibc

/// Records one at a time: the careful way, which knows where each begins and ends.
extension RecordReader {
  /// Reads records with libcsv alone, as far as `limit` or a little further to end the last.
  func scanOneByOne(until limit: Int) {
    while start < limit, rows < rowTarget {
      if passLineEnd() || passComment() { continue }
      if isSkipping || !readOne() { return }
    }
  }

  /// Passes a record that the dialect calls a comment.
  private func passComment() -> Bool {
    guard memory[start] == dialect.comment || file.commentRecords.contains(record) else {
      return false
    }
    record += 1
    isSkipping = true
    skipLine()
    return !isSkipping
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
      blankLines.append(BlankLine(line: line, record: record))
      line += 1
      record += 1
      afterReturn = byte == 13
    }
    start += 1
    return true
  }

  /// Reads the record at `start` with libcsv; false where more text is needed.
  func readOne() -> Bool {
    let firstEnd = lineEnd(start)
    if firstEnd == nil, !isFinal, filled - start <= file.limits.record { return false }
    let isQuick = !hasBlankBesideSeparator(start, firstEnd ?? filled)
    let before = sink.pointee.free
    for attempt in isQuick ? [true, false] : [false] {
      sink.pointee.free = before
      let result = attempt ? feedOne(quick, firstEnd) : feedOne(exact, firstEnd)
      switch result {
      case .needsText:
        sink.pointee.free = before
        return false
      case .complete(let end):
        // Blanks of later lines were not looked at: only a record of one line may be quick.
        if attempt, end > (firstEnd ?? filled) { continue }
        commit(end, firstEnd)
        return true
      case .refused(let at, let kind):
        // The quick parser trims, and so refuses less: what it refuses is refused.
        if attempt, at >= (firstEnd ?? filled) { continue }
        sink.pointee.free = before
        setAsideRefused(at, kind, firstEnd)
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

  /// Gives libcsv lines until the record is complete or as large as a record may be.
  private func feedOne(_ parser: borrowing LibCSV, _ firstEnd: Int?) -> Result {
    prepareSink()
    var at = start
    let limit = start + file.limits.record
    while true {
      guard at < filled else {
        guard isFinal else {
          parser.reset()
          return .needsText
        }
        return parser.finish(sink) ? .complete(end: filled) : .refused(at: filled, .unclosedQuote)
      }
      guard at < limit else {
        parser.reset()
        // Only an open quote makes a record go on after its first line.
        let isOneLine = firstEnd.map { $0 > limit } ?? true
        return .refused(at: at, isOneLine ? .recordSize : .unclosedQuote)
      }
      let end = min(lineEnd(at) ?? filled, limit)
      let took = parser.parse(memory + at, end - at, sink)
      if took < end - at {
        let kind = parser.refusal
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
    let limit =
      feed.map { $0.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(memory + from) }
      ?? count
    let back = memchr(memory + from, 13, limit)
    if let back {
      return from + (back.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(memory + from))
        + 1
    }
    return feed == nil ? nil : from + limit + 1
  }

  private func commit(_ end: Int, _ firstEnd: Int?) {
    if sink.pointee.isUneven {
      // Too many or too few cells, or one too large: a blank line cannot be in here.
      if sink.pointee.hasOversizedCell {
        setAside(.fieldSize, from: start, to: end, quoteLine: line)
      } else if let firstEnd, end > firstEnd, looksLikeRecord(firstEnd) {
        // The quote that was left open swallowed the records that follow.
        setAsideRefused(end, .unclosedQuote, firstEnd)
        return
      } else {
        let kept = min(sink.pointee.cellsOfLast, width)
        irregular.append(
          IrregularRecord(
            record: record, line: line, cells: sink.pointee.cellsOfLast,
            bounds: Array(UnsafeBufferPointer(start: sink.pointee.row, count: kept + 1)),
            text: text(start, end)))
        record += 1
      }
    } else {
      rows = sink.pointee.rows
      record = Int(sink.pointee.record)
    }
    line = Int(sink.pointee.line)
    afterReturn = memory[end - 1] == 13
    start = end
  }

  /// Whether the line from a place on would be a regular record by itself: as many cells as the
  /// header, more than one.
  private func looksLikeRecord(_ from: Int) -> Bool {
    let end = lineEnd(from) ?? filled
    var cells = 1
    var isQuoted = false
    for at in from..<end {
      if memory[at] == dialect.quote { isQuoted.toggle() }
      if memory[at] == dialect.delimiter, !isQuoted { cells += 1 }
    }
    return cells == width && cells > 1
  }

  /// Sets the record aside and goes on with the line after its first.
  private func setAsideRefused(_ at: Int, _ kind: MalformedRecord.Kind, _ firstEnd: Int?) {
    let breaks = breaksBeforeQuote(kind, memory + start, at - start, quote: dialect.quote)
    setAside(kind, from: start, to: firstEnd ?? filled, quoteLine: line + Int(breaks))
    if let firstEnd {
      line += 1
      afterReturn = memory[firstEnd - 1] == 13
      start = firstEnd
    } else {
      isSkipping = true
      skipLine()
    }
  }
}
