import CLibCSV
import Glibc

/// Where libcsv's callbacks put what they are given: a plain struct behind a raw pointer.
struct Sink {
  /// Start of the reader's memory; cells are appended at `free`.
  var base: UnsafeMutablePointer<UInt8>
  var free: Int
  /// Bounds of the row in the making, `width + 1` of them.
  var row: UnsafeMutablePointer<UInt32>
  var width: Int
  var cells: Int = 0
  /// Rows that are complete, and where their lines and records go.
  var rows: Int = 0
  var lines: UnsafeMutablePointer<UInt32>
  var records: UnsafeMutablePointer<UInt32>
  /// Next physical line and record.
  var line: UInt32
  var record: UInt32
  /// Line breaks inside the cells of the row in the making.
  var breaks: UInt32 = 0
  var fieldLimit: Int
  var afterReturn = false
  /// Something that only the careful reading can put right: a ragged, blank or oversized record.
  var isUneven = false
  /// A cell above the limit has been taken.
  var hasOversizedCell = false
  /// Completed records, of any width, and the cells of the last.
  var completed = 0
  var cellsOfLast = 0
}

/// libcsv's parser in strict mode, without trimming where that could matter.
struct LibCSV: ~Copyable {
  private let parser: UnsafeMutablePointer<csv_parser>

  /// - Parameter trims: whether libcsv may look for blanks beside separators. It is faster, and the
  ///   same, on text that has none there.
  init(_ dialect: Dialect, trims: Bool) {
    parser = .allocate(capacity: 1)
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL))
    csv_set_delim(parser, dialect.delimiter)
    csv_set_quote(parser, dialect.quote)
    csv_set_blk_size(parser, 4096)
    if !trims { csv_set_space_func(parser) { _ in 0 } }
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
  }

  /// Whether the parser stands between two records.
  var isBetweenRecords: Bool { parser.pointee.pstate == 0 }
  /// Why the last byte was refused.
  var refusal: MalformedRecord.Kind {
    parser.pointee.quoted != 0 ? .textAfterQuote : .strayQuote
  }

  /// Returns how many bytes were taken; fewer than given at a strict error.
  func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ sink: UnsafeMutablePointer<Sink>) -> Int
  {
    csv_parse(parser, bytes, count, takeCell, takeRow, sink)
  }

  /// Ends the text; false where a quote is still open.
  func finish(_ sink: UnsafeMutablePointer<Sink>) -> Bool {
    let ended = csv_fini(parser, takeCell, takeRow, sink) == 0
    if !ended { reset() }
    return ended
  }

  /// Forgets whatever was begun.
  func reset() {
    csv_fini(parser, nil, nil, nil)
    parser.pointee.pstate = 0
    parser.pointee.quoted = 0
    parser.pointee.spaces = 0
    parser.pointee.entry_pos = 0
  }
}

private let takeCell:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    cell, length, context in
    let sink = context!.assumingMemoryBound(to: Sink.self)
    let free = sink.pointee.free
    let to = sink.pointee.base + free
    if length > 0 {
      memcpy(to, cell!, length)
      if length > sink.pointee.fieldLimit {
        sink.pointee.isUneven = true
        sink.pointee.hasOversizedCell = true
      }
      sink.pointee.breaks &+= lineBreaks(to, length)
    }
    let cells = sink.pointee.cells
    if cells < sink.pointee.width {
      if cells == 0 { sink.pointee.row[0] = UInt32(truncatingIfNeeded: free) }
      sink.pointee.row[cells &+ 1] = UInt32(truncatingIfNeeded: free &+ length &+ 1)
    }
    sink.pointee.cells = cells &+ 1
    sink.pointee.free = free &+ length &+ 1
  }

private let takeRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { end, context in
  let sink = context!.assumingMemoryBound(to: Sink.self)
  let cells = sink.pointee.cells
  if cells == 0 {
    // A line end without a cell: the LF of CRLF, or a blank line.
    if end == 10, sink.pointee.afterReturn {
      sink.pointee.afterReturn = false
      return
    }
    sink.pointee.afterReturn = end == 13
    if end >= 0 { sink.pointee.isUneven = true }
    return
  }
  let row = sink.pointee.rows
  if cells == sink.pointee.width {
    sink.pointee.lines[row] = sink.pointee.line
    sink.pointee.records[row] = sink.pointee.record
    sink.pointee.rows = row &+ 1
    sink.pointee.row += sink.pointee.width &+ 1
  } else {
    sink.pointee.isUneven = true
  }
  sink.pointee.completed &+= 1
  sink.pointee.line &+= sink.pointee.breaks &+ 1
  sink.pointee.record &+= 1
  sink.pointee.breaks = 0
  sink.pointee.cellsOfLast = cells
  sink.pointee.cells = 0
  sink.pointee.afterReturn = end == 13
}

/// Physical line ends in some bytes, CRLF being one; reads up to 15 bytes further.
@inline(__always)
func lineBreaks(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
  let raw = UnsafeRawPointer(bytes)
  // Vectors on both sides: a comparison with a number goes byte by byte.
  let feeds = SIMD16<UInt8>(repeating: 10)
  let returns = SIMD16<UInt8>(repeating: 13)
  var at = 0
  while at < count {
    let block = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
    let found = (block .== feeds) .| (block .== returns)
    if unsafeBitCast(found, to: SIMD2<UInt64>.self) != .zero {
      return countBreaks(bytes, at, count)
    }
    at &+= 16
  }
  return 0
}

/// The same from one place on, reading no further.
@inline(never)
func countBreaks(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> UInt32 {
  var breaks: UInt32 = 0
  for at in from..<count {
    if bytes[at] == 13 || (bytes[at] == 10 && (at == 0 || bytes[at - 1] != 13)) { breaks &+= 1 }
  }
  return breaks
}

/// Line ends of a refused record before the quote that was refused, or that opened the cell in
/// which libcsv was: it stopped after so many bytes.
func breaksBeforeQuote(
  _ kind: MalformedRecord.Kind, _ bytes: UnsafePointer<UInt8>, _ count: Int, quote: UInt8
) -> UInt32 {
  switch kind {
  case .fieldSize, .recordSize: return 0
  case .strayQuote: return countBreaks(bytes, 0, count)
  case .textAfterQuote, .unclosedQuote:
    var opened = 0
    var isOpen = false
    var closed = -1
    for place in 0..<count where bytes[place] == quote {
      // A quote just after a closing one makes a doubled quote, and opens nothing.
      if isOpen { closed = place } else if closed != place - 1 || place == 0 { opened = place }
      isOpen.toggle()
    }
    return countBreaks(bytes, 0, opened)
  }
}
