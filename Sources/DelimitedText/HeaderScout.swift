import CLibCSV

/// Reads the header, the first record that is not a blank line, from the text at hand.
struct HeaderScout {
  private let text: [UInt8]
  private let dialect: Dialect
  private let limits: ReadLimits
  /// Whether the text ends where that at hand ends.
  private let isWhole: Bool
  private(set) var cells: [String] = []
  private(set) var line: Int
  private(set) var malformed: MalformedRecord?
  /// Bytes up to and with the header's line end.
  private(set) var taken = 0
  private(set) var nextLine: Int
  private(set) var afterReturn = false

  init(
    _ text: ArraySlice<UInt8>, isWhole: Bool, _ dialect: Dialect, line: Int, _ limits: ReadLimits
  ) {
    self.isWhole = isWhole
    self.text = Array(text)
    self.dialect = dialect
    self.line = line
    self.limits = limits
    nextLine = line
  }

  mutating func run() {
    while taken < text.count, text[taken] == 10 || text[taken] == 13 {
      taken += text[taken...].starts(with: [13, 10]) ? 2 : 1
      line += 1
    }
    nextLine = line
    guard taken < text.count else { return }
    let parser = LibCSV(dialect, trims: false)
    let start = taken
    var at = start
    // The header is small: libcsv gets it a line at a time, into a sink of its own.
    let size = text.count - start + 64
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size * 2)
    let row = UnsafeMutablePointer<UInt32>.allocate(capacity: size + 2)
    let places = UnsafeMutablePointer<UInt32>.allocate(capacity: 2)
    memory.initialize(repeating: 0, count: size * 2)
    defer {
      memory.deallocate()
      row.deallocate()
      places.deallocate()
    }
    let sink = UnsafeMutablePointer<Sink>.allocate(capacity: 1)
    sink.initialize(
      to: Sink(
        base: memory, free: 0, row: row, width: size, lines: places, records: places + 1, line: 1,
        record: 1, fieldLimit: limits.field))
    defer { sink.deallocate() }
    var refusal: MalformedRecord.Kind?
    var refusedAt = text.count
    while sink.pointee.completed == 0 {
      guard at < text.count else {
        if !parser.finish(sink) {
          refusal = .unclosedQuote
        } else if !isWhole {
          refusal = .recordSize
        }
        break
      }
      var end = at
      while end < text.count, text[end] != 10, text[end] != 13 { end += 1 }
      if end < text.count { end += 1 }
      let took = text.withUnsafeBufferPointer {
        parser.parse($0.baseAddress! + at, end - at, sink)
      }
      if took < end - at {
        refusal = parser.refusal
        refusedAt = at + took
        break
      }
      at = end
    }
    if let kind = refusal {
      let lineEnd = text[start...].firstIndex { $0 == 10 || $0 == 13 }
      taken = lineEnd.map { $0 + 1 } ?? text.count
      let breaks = text.withUnsafeBufferPointer {
        breaksBeforeQuote(kind, $0.baseAddress! + start, refusedAt - start)
      }
      malformed = MalformedRecord(
        kind: kind, record: 1, line: line, quoteLine: line + Int(breaks),
        text: String(decoding: text[start..<min(taken, start + 4096)], as: UTF8.self))
      nextLine = line + 1
    } else {
      for cell in 0..<sink.pointee.cellsOfLast {
        let from = Int(row[cell])
        cells.append(
          String(
            decoding: UnsafeBufferPointer(
              start: memory + from, count: Int(row[cell + 1]) - 1 - from),
            as: UTF8.self))
      }
      taken = at
      // A header without a line end has its line all the same.
      nextLine = line + breaks(start, at) + (text[at - 1] == 10 || text[at - 1] == 13 ? 0 : 1)
    }
    afterReturn = taken > 0 && text[taken - 1] == 13
    if afterReturn, taken < text.count, text[taken] == 10 {
      taken += 1
      afterReturn = false
    }
  }

  private func breaks(_ from: Int, _ to: Int) -> Int {
    text.withUnsafeBufferPointer { Int(countBreaks($0.baseAddress! + from, 0, to - from)) }
  }
}
