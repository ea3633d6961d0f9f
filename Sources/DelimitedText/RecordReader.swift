import CLibCSV
import Glibc

/// Cuts a file into records and cells, a batch at a time.
///
/// Two ways lead to one result. Records without a quote are cut by comparing sixteen bytes at once
/// (`PlainScan`); all others go to libcsv, which is the definition of CSV here: in bulk where quotes
/// are many, one by one where they are few or something is wrong. A record that libcsv refuses is
/// set aside, and reading goes on with the line after its first.
package final class RecordReader {
  let file: DelimitedFile
  let width: Int
  let dialect: Dialect
  private let isShared: Bool

  /// Text, 64 zero bytes, then as much room again for what libcsv decodes.
  var memory: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// First byte that is not yet part of a batch, and the end of the text at hand.
  var start = 0
  var filled = 0
  /// Whether no text follows `filled` in this chunk.
  var isFinal = false

  var bounds: UnsafeMutablePointer<UInt32>
  var lines: UnsafeMutablePointer<UInt32>
  var records: UnsafeMutablePointer<UInt32>
  private let rowCapacity: Int
  let rowTarget: Int
  var rows = 0
  /// Next physical line and record, 1-based within the chunk.
  var line: Int
  var record: Int
  var afterReturn: Bool
  private var chunk = 0
  private var isStarted = false
  private var isOver = false
  /// The rest of a refused line is being passed over.
  var isSkipping = false
  /// Up to here records are read one by one, since bulk reading met something.
  private var carefulUntil = 0
  /// Whether some records are comments.
  private let hasComments: Bool

  let sink: UnsafeMutablePointer<Sink>
  let quick: LibCSV
  let exact: LibCSV
  var malformed: [MalformedRecord] = []
  var irregular: [IrregularRecord] = []
  var blankLines: [BlankLine] = []

  /// Text that libcsv gets in one piece in bulk.
  private static let window = 1 << 16

  init(_ file: DelimitedFile, isShared: Bool) {
    self.file = file
    self.isShared = isShared
    width = max(1, file.width)
    dialect = file.dialect
    capacity = file.limits.chunk
    memory = Self.allocate(capacity)
    rowTarget = file.limits.rowsPerBatch
    rowCapacity = rowTarget + Self.window / max(1, width) + 2
    func page<T>(_ count: Int, _ type: T.Type) -> UnsafeMutablePointer<T> {
      UnsafeMutableRawPointer.allocate(
        byteCount: count * MemoryLayout<T>.stride + 4096, alignment: 4096
      ).bindMemory(to: T.self, capacity: count)
    }
    bounds = page((rowCapacity + 1) * (width + 1) + 1, UInt32.self)
    lines = page(rowCapacity, UInt32.self)
    records = page(rowCapacity, UInt32.self)
    sink = page(1, Sink.self)
    sink.initialize(
      to: Sink(
        base: memory, free: 0, row: bounds, width: width, lines: lines, records: records, line: 0,
        record: 0, fieldLimit: file.limits.field))
    hasComments = dialect.comment != nil || !file.commentRecords.isEmpty
    quick = LibCSV(dialect, trims: true)
    exact = LibCSV(dialect, trims: false)
    line = file.dataStart.line
    record = file.dataStart.record
    afterReturn = file.dataStart.afterReturn
  }

  deinit {
    memory.deallocate()
    bounds.deallocate()
    lines.deallocate()
    records.deallocate()
    sink.deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let size = 2 * (capacity + 64) + 64
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
      .bindMemory(to: UInt8.self, capacity: size)
    return memory
  }

  /// The next batch, its memory valid until the call after; nil at the end.
  package func next() throws(ReadFailure) -> RecordBatch? {
    rows = 0
    malformed.removeAll()
    irregular.removeAll()
    blankLines.removeAll()
    sink.pointee.free = capacity + 64
    while true {
      if isOver || (isShared && file.needsSequence) { return nil }
      if start < filled, scan() { return batch() }
      let isEmpty =
        rows == 0 && malformed.isEmpty && irregular.isEmpty && blankLines.isEmpty
      if !isEmpty, isShared || !(isFinal && start == filled) { return batch() }
      if isShared {
        try takeChunk()
      } else if isFinal && start >= filled {
        isOver = true
        file.report(0, records: record - 1, lines: line - 1)
        return isEmpty ? nil : batch()
      } else {
        try refill()
      }
    }
  }

  private func batch() -> RecordBatch {
    RecordBatch(
      base: memory, bounds: bounds, lines: lines, records: records, rowCount: rows, width: width,
      chunk: chunk, malformed: malformed, irregular: irregular, blankLines: blankLines,
      hasBadText: file.hasBadText)
  }

  // MARK: Text

  private func takeChunk() throws(ReadFailure) {
    if isStarted { file.report(chunk, records: record - 1, lines: line - 1) }
    guard let (number, count) = try file.nextChunk(memory, capacity) else {
      isOver = true
      return
    }
    chunk = number
    if number > 0 {
      line = 1
      record = 1
      afterReturn = false
    }
    isStarted = true
    start = 0
    carefulUntil = 0
    filled = count
    isFinal = true
    (memory + filled).update(repeating: 0, count: 64)
  }

  private func refill() throws(ReadFailure) {
    let left = filled - start
    if left == capacity {
      let larger = min(capacity * 2, file.limits.record * 2 + file.limits.chunk)
      let memory = Self.allocate(larger)
      memory.update(from: self.memory + start, count: left)
      self.memory.deallocate()
      self.memory = memory
      capacity = larger
      sink.pointee.base = memory
      sink.pointee.free = capacity + 64
    } else if start > 0 {
      memmove(memory, memory + start, left)
    }
    start = 0
    carefulUntil = 0
    filled = left
    let got = try file.fill(memory + filled, capacity - filled)
    filled += got
    isFinal = filled < capacity
    (memory + filled).update(repeating: 0, count: 64)
    if isSkipping { skipLine() }
  }

  /// Passes over the rest of a line whose record has been set aside, as far as it is at hand.
  func skipLine() {
    if let end = lineEnd(start) {
      isSkipping = false
      afterReturn = memory[end - 1] == 13
      start = end
    } else {
      isSkipping = !isFinal
      start = filled
    }
    if !isSkipping { line += 1 }
  }

  func setAside(_ kind: MalformedRecord.Kind, from: Int, to: Int, quoteLine: Int) {
    malformed.append(
      MalformedRecord(
        kind: kind, record: record, line: line, quoteLine: quoteLine, text: text(from, to)))
    record += 1
  }

  func text(_ from: Int, _ to: Int) -> String {
    String(
      decoding: UnsafeBufferPointer(start: memory + from, count: min(to - from, 4096)),
      as: UTF8.self)
  }

  // MARK: Scanning

  /// Reads records until the batch is full (true) or more text is needed (false).
  private func scan() -> Bool {
    while start < filled {
      if rows >= rowTarget || malformed.count + irregular.count + blankLines.count >= rowTarget {
        return true
      }
      let before = (start, rows, malformed.count)
      if hasComments {
        scanOneByOne(until: min(filled, start + Self.window))
        if before == (start, rows, malformed.count) { return false }
        continue
      }
      if start >= carefulUntil, !file.usesPlainPath || isDenseWithQuotes(), scanBulk() { continue }
      if file.usesPlainPath {
        scanPlain(until: max(carefulUntil, min(filled, start + Self.window)))
      } else {
        scanOneByOne(until: max(carefulUntil, min(filled, start + Self.window)))
      }
      if isShared, !malformed.isEmpty {
        // Parity of quotes no longer tells where records begin.
        file.markBroken()
        return true
      }
      if before == (start, rows, malformed.count) { return false }
    }
    return false
  }

  /// Whether so many of the next records have quotes that libcsv had better get them all.
  private func isDenseWithQuotes() -> Bool {
    let end = min(filled, start + 2048)
    if memchr(memory + start, Int32(dialect.quote), end - start) == nil { return false }
    var quotes = 0
    var ends = 1
    for at in start..<end {
      quotes &+= memory[at] == dialect.quote ? 1 : 0
      ends &+= memory[at] == 10 ? 1 : 0
    }
    // A quoted cell has two quotes: four quotes in three records are two special ones in three.
    return quotes * 3 >= ends * 4
  }

  /// Gives libcsv whole records in one piece; false where they must be read one by one.
  private func scanBulk() -> Bool {
    // A piece that is no larger than a record may be has no record that is.
    let end = min(filled, start + min(Self.window, file.limits.record))
    let cut =
      end == filled && isFinal
      ? filled
      : lastRecordEnd(
        memory, from: start, to: end, mayEndInReturn: true, quote: dialect.quote)
    guard cut > start else {
      carefulUntil = max(carefulUntil, end)
      return false
    }
    let usesExact = hasBlankBesideSeparator(start, cut)
    let before = sink.pointee.free
    prepareSink()
    let ok =
      usesExact
      ? feed(exact, start, cut, finishes: cut == filled && isFinal)
      : feed(quick, start, cut, finishes: cut == filled && isFinal)
    guard ok, !sink.pointee.isUneven else {
      sink.pointee.free = before
      carefulUntil = cut
      return false
    }
    rows = sink.pointee.rows
    line = Int(sink.pointee.line)
    record = Int(sink.pointee.record)
    afterReturn = sink.pointee.afterReturn
    start = cut
    return true
  }

  func prepareSink() {
    sink.pointee.row = bounds + rows * (width + 1)
    sink.pointee.rows = rows
    sink.pointee.cells = 0
    sink.pointee.line = UInt32(truncatingIfNeeded: line)
    sink.pointee.record = UInt32(truncatingIfNeeded: record)
    sink.pointee.breaks = 0
    sink.pointee.afterReturn = afterReturn
    sink.pointee.isUneven = false
    sink.pointee.hasOversizedCell = false
    sink.pointee.completed = 0
  }

  private func feed(_ parser: borrowing LibCSV, _ from: Int, _ to: Int, finishes: Bool) -> Bool {
    let took = parser.parse(memory + from, to - from, sink)
    if took == to - from {
      if finishes { return parser.finish(sink) }
      if parser.isBetweenRecords { return true }
    }
    parser.reset()
    return false
  }

  /// Whether a blank stands where libcsv would trim it: beside a delimiter, quote or line end, or
  /// at either end of the text.
  func hasBlankBesideSeparator(_ from: Int, _ to: Int) -> Bool {
    let tab = dialect.delimiter == 9 ? UInt8(32) : 9
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == tab }
    if isBlank(memory[from]) || isBlank(memory[to - 1]) { return true }
    let raw = UnsafeRawPointer(memory)
    let spaces = SIMD16<UInt8>(repeating: 32)
    let tabs = SIMD16<UInt8>(repeating: tab)
    let delimiters = SIMD16<UInt8>(repeating: dialect.delimiter)
    let feeds = SIMD16<UInt8>(repeating: 10)
    let returns = SIMD16<UInt8>(repeating: 13)
    let quotes = SIMD16<UInt8>(repeating: dialect.quote)
    var at = from
    while at < to {
      let one = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let next = raw.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
      let blankHere = (one .== spaces) .| (one .== tabs)
      let blankNext = (next .== spaces) .| (next .== tabs)
      let endHere =
        (one .== delimiters) .| (one .== feeds) .| (one .== returns) .| (one .== quotes)
      let endNext =
        (next .== delimiters) .| (next .== feeds) .| (next .== returns) .| (next .== quotes)
      let found = (blankHere .& endNext) .| (blankNext .& endHere)
      if unsafeBitCast(found, to: SIMD2<UInt64>.self) != .zero { return true }
      at += 16
    }
    return false
  }
}
