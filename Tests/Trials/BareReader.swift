import CLibCSV

/// Reads a text with libcsv alone, byte by byte: slow, plain, and the authority on what is right.
///
/// A record that libcsv refuses in strict mode is set aside, and reading goes on with the line
/// after its first.
struct BareReader {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let fieldLimit: Int
  private let recordLimit: Int
  private(set) var reading = Reading()
  /// First byte after the header.
  private(set) var headerEnd = 0

  /// Bytes of the longest record.
  private(set) var longest = 0

  private var at = 0
  private var line = 1
  private var record = 1
  private var afterReturn = false

  init(_ bytes: [UInt8], delimiter: UInt8, fieldLimit: Int, recordLimit: Int) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.fieldLimit = fieldLimit
    self.recordLimit = recordLimit
  }

  mutating func run() {
    readAll()
    let isCut = bytes.last.map { $0 != 10 && $0 != 13 } ?? false
    reading.extent = [breaks(0, bytes.count) + (isCut ? 1 : 0), record - 1]
  }

  private mutating func readAll() {
    let taken = TakenCells()
    var parser = BareParser(delimiter: delimiter, taken)
    // Blank lines before the header are not told.
    passBlankLines()
    reading.blankLines = []
    reading.headerLine = line
    reading.headerRecord = record
    guard at < bytes.count else { return }
    switch readRecord(&parser, limit: Int.max) {
    case .complete:
      var from = 0
      for end in taken.ends {
        reading.header.append(String(decoding: taken.bytes[from..<end], as: UTF8.self))
        from = end
      }
    case .refused(let trouble): reading.malformedHeader = trouble
    }
    headerEnd = at
    let width = max(1, reading.header.count)
    while true {
      passBlankLines()
      guard at < bytes.count else { return }
      let start = (at, line, record)
      switch readRecord(&parser, limit: recordLimit) {
      case .refused(let trouble): reading.malformed.append(trouble)
      case .complete:
        longest = max(longest, at - start.0)
        var from = 0
        var isTooLarge = false
        for end in taken.ends {
          if end - from > fieldLimit { isTooLarge = true }
          from = end
        }
        var trouble = Reading.Trouble(
          kind: "", record: start.2, line: start.1, quoteLine: start.1, cells: 0,
          text: text(start.0, at))
        if isTooLarge {
          trouble.kind = "field-size"
          trouble.text = Reading.surePart(trouble.text, recordLimit: recordLimit)
          reading.malformed.append(trouble)
        } else if taken.ends.count != width, let line = swallowedLine(start.0), cells(line) == width
        {
          // The second line is a record by itself: the quote was left open on the first.
          let resumed = at
          (at, self.line, record) = (start.0, start.1, start.2)
          reading.malformed.append(refuse("unclosed-quote", start.0, resumed))
        } else if taken.ends.count != width {
          trouble.cells = taken.ends.count
          reading.irregular.append(trouble)
        } else {
          let before = reading.bytes.count
          reading.bytes.append(contentsOf: taken.bytes)
          for end in taken.ends { reading.cellEnds.append(before + end) }
          reading.rowEnds.append(reading.cellEnds.count)
          reading.lines.append(start.1)
          reading.records.append(start.2)
        }
      }
    }
  }

  /// The second line of the record that begins at a place and has just been read; nil where it has
  /// one only.
  private func swallowedLine(_ start: Int) -> ArraySlice<UInt8>? {
    guard let end = bytes[start..<at].firstIndex(where: { $0 == 10 || $0 == 13 }), end + 1 < at
    else { return nil }
    let rest = bytes[(end + 1)...]
    return rest.prefix { $0 != 10 && $0 != 13 }
  }

  /// Cells of a line by its delimiters outside quotes; 0 for one cell, which is no sign of a record.
  private func cells(_ line: ArraySlice<UInt8>) -> Int {
    var isQuoted = false
    var delimiters = 0
    for byte in line {
      if byte == Self.quote { isQuoted.toggle() }
      if byte == delimiter, !isQuoted { delimiters += 1 }
    }
    return delimiters == 0 ? 0 : delimiters + 1
  }

  private mutating func passBlankLines() {
    while at < bytes.count, bytes[at] == 10 || bytes[at] == 13 {
      if bytes[at] == 13 || !afterReturn {
        reading.blankLines.append([line, record])
        line += 1
        record += 1
      }
      afterReturn = bytes[at] == 13
      at += 1
    }
    afterReturn = false
  }

  private enum Outcome {
    case complete
    case refused(Reading.Trouble)
  }

  /// Reads one record and goes to where the next begins.
  private mutating func readRecord(_ parser: inout BareParser, limit: Int) -> Outcome {
    parser.taken.clear()
    let start = at
    var kind = ""
    while !parser.taken.isComplete {
      if at == bytes.count {
        if parser.finish() { break }
        kind = "unclosed-quote"
      } else if at - start >= limit {
        kind =
          bytes[start..<at].contains { $0 == 10 || $0 == 13 } ? "unclosed-quote" : "record-size"
      } else if !parser.take(bytes[at]) {
        kind = bytes[at] == Self.quote ? "stray-quote" : "text-after-quote"
      } else {
        at += 1
        continue
      }
      let trouble = refuse(kind, start, at)
      parser = BareParser(delimiter: delimiter, parser.taken)
      return .refused(trouble)
    }
    line += breaks(start, at)
    record += 1
    afterReturn = at > start && bytes[at - 1] == 13
    return .complete
  }

  private static let quote = UInt8(ascii: "\"")

  private mutating func refuse(_ kind: String, _ start: Int, _ refusedAt: Int) -> Reading.Trouble {
    let lineEnd = bytes[start...].firstIndex { $0 == 10 || $0 == 13 }
    at = lineEnd.map { $0 + 1 } ?? bytes.count
    let quoteAt =
      switch kind {
      case "stray-quote": refusedAt
      case "record-size": start
      default: lastOpening(start, refusedAt)
      }
    let trouble = Reading.Trouble(
      kind: kind, record: record, line: line, quoteLine: line + breaks(start, quoteAt), cells: 0,
      text: Reading.surePart(text(start, at), recordLimit: recordLimit))
    line += lineEnd == nil ? 0 : 1
    record += 1
    afterReturn = lineEnd.map { bytes[$0] == 13 } ?? false
    return trouble
  }

  /// The place of the quote that opened the last quoted cell before the place of a refusal.
  private func lastOpening(_ start: Int, _ end: Int) -> Int {
    var opening = start
    var isQuoted = false
    var isFirst = true
    for place in start..<end {
      let byte = bytes[place]
      if isQuoted {
        // A doubled quote closes and opens at once, and is no opening.
        if byte == Self.quote { isQuoted = false }
      } else if byte == Self.quote {
        if isFirst { opening = place }
        isQuoted = true
      }
      isFirst = !isQuoted && (byte == delimiter || byte == 10 || byte == 13)
    }
    return opening
  }

  /// Line ends from a place on, CRLF being one.
  private func breaks(_ from: Int, _ to: Int) -> Int {
    var count = 0
    for place in from..<to {
      if bytes[place] == 13 || (bytes[place] == 10 && (place == from || bytes[place - 1] != 13)) {
        count += 1
      }
    }
    return count
  }

  private func text(_ from: Int, _ to: Int) -> String {
    String(decoding: bytes[from..<min(to, from + 4096)], as: UTF8.self)
  }

  /// Records as libcsv gives them when the text after the header comes in pieces cut anywhere, up
  /// to its first refusal.
  static func stream(
    _ bytes: ArraySlice<UInt8>, delimiter: UInt8, _ chance: inout Chance
  ) -> (records: [[UInt8]], isRefused: Bool) {
    let taken = TakenCells()
    let parser = BareParser(delimiter: delimiter, taken)
    taken.keepsRecords = true
    let longest = chance.oneIn(2) ? 3 : 60
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let end = min(bytes.endIndex, at + chance.within(1...longest))
      if !parser.take(bytes[at..<end]) { return (taken.records, true) }
      at = end
    }
    let isRefused = !parser.finish()
    return (taken.records, isRefused)
  }
}

/// What libcsv's callbacks have been given.
final class TakenCells {
  var bytes: [UInt8] = []
  var ends: [Int] = []
  var isComplete = false
  /// Records one after the other, each cell followed by a byte that no text has.
  var keepsRecords = false
  var records: [[UInt8]] = []

  func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isComplete = false
  }

  func endRecord() {
    if ends.isEmpty { return }
    isComplete = true
    guard keepsRecords else { return }
    var joined: [UInt8] = []
    var from = 0
    for end in ends {
      joined.append(contentsOf: bytes[from..<end])
      joined.append(0xFF)
      from = end
    }
    records.append(joined)
    clear()
  }
}

/// libcsv in strict mode, never trimming.
final class BareParser {
  let taken: TakenCells
  private let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)

  init(delimiter: UInt8, _ taken: TakenCells) {
    self.taken = taken
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL))
    csv_set_delim(parser, delimiter)
    csv_set_space_func(parser) { _ in 0 }
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
  }

  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(taken).toOpaque() }

  func take(_ byte: UInt8) -> Bool {
    withUnsafePointer(to: byte) { csv_parse(parser, $0, 1, takeCell, endRecord, context) } == 1
  }

  func take(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer {
      csv_parse(parser, $0.baseAddress, $0.count, takeCell, endRecord, context) == $0.count
    }
  }

  func finish() -> Bool { csv_fini(parser, takeCell, endRecord, context) == 0 }
}

private let takeCell:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    cell, length, context in
    let taken = Unmanaged<TakenCells>.fromOpaque(context!).takeUnretainedValue()
    taken.bytes.append(contentsOf: UnsafeRawBufferPointer(start: cell, count: length))
    taken.ends.append(taken.bytes.count)
  }

private let endRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
  Unmanaged<TakenCells>.fromOpaque(context!).takeUnretainedValue().endRecord()
}
