import CLibCSV

/// Reads the header, the first record that is not a blank line, from the text at hand.
struct HeaderScout {
  private let text: [UInt8]
  private let dialect: Dialect
  private let limits: ReadLimits
  private(set) var cells: [String] = []
  private(set) var line: Int
  private(set) var malformed: MalformedRecord?
  /// Bytes up to and with the header's line end.
  private(set) var taken = 0
  private(set) var nextLine: Int
  private(set) var afterReturn = false

  init(_ text: ArraySlice<UInt8>, _ dialect: Dialect, line: Int, _ limits: ReadLimits) {
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
    var quoteOpens: MalformedRecord.Kind?
    while sink.pointee.completed == 0 {
      guard at < text.count else {
        if !parser.finish(sink) { quoteOpens = .unclosedQuote }
        break
      }
      var end = at
      while end < text.count, text[end] != 10, text[end] != 13 { end += 1 }
      if end < text.count { end += 1 }
      let took = text.withUnsafeBufferPointer {
        parser.parse($0.baseAddress! + at, end - at, sink)
      }
      if took < end - at {
        quoteOpens = parser.wasQuoted ? .textAfterQuote : .strayQuote
        parser.reset()
        break
      }
      at = end
    }
    if let kind = quoteOpens {
      let lineEnd = text[start...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count - 1
      malformed = MalformedRecord(
        kind: kind, record: 1, line: line, quoteLine: line,
        text: String(decoding: text[start..<min(text.count, start + 4096)], as: UTF8.self))
      taken = lineEnd + 1
      nextLine = line + 1
    } else {
      for cell in 0..<min(sink.pointee.completed == 0 ? 0 : Int(countedCells(row, sink)), size) {
        let from = Int(row[cell])
        cells.append(
          String(
            decoding: UnsafeBufferPointer(start: memory + from, count: Int(row[cell + 1]) - 1 - from),
            as: UTF8.self))
      }
      taken = at
      nextLine = line + Int(lineBreaksExact(start, at))
    }
    afterReturn = taken > 0 && text[taken - 1] == 13
    if afterReturn, taken < text.count, text[taken] == 10 {
      taken += 1
      afterReturn = false
    }
  }

  /// Cells of the record, from where the next free place of the sink stands.
  private func countedCells(_ row: UnsafePointer<UInt32>, _ sink: UnsafePointer<Sink>) -> Int {
    var cells = 0
    while Int(row[cells + 1]) < sink.pointee.free || cells == 0 {
      cells += 1
      if Int(row[cells]) >= sink.pointee.free { break }
    }
    return cells
  }

  private func lineBreaksExact(_ from: Int, _ to: Int) -> Int {
    var breaks = 0
    for at in from..<to {
      if text[at] == 13 || (text[at] == 10 && (at == from || text[at - 1] != 13)) { breaks += 1 }
    }
    return breaks
  }
}
