import CLibCSV
import Glibc
import Synchronization

/// A file of delimited text: its encoding, dialect and header are known once it is open.
///
/// Records are drawn from it by readers. One reader in sequence recovers from anything; several
/// share the file chunk by chunk, which is exact only for text without a broken quote: when one is
/// met, `needsSequence` is set, what was read is to be thrown away, and the file read again alone.
///
/// ```swift
/// let file = try DelimitedFile.open(path: "victims.csv")
/// let reader = file.reader()
/// while let batch = try reader.next() { … batch.text(0, 2) … }
/// ```
package final class DelimitedFile: @unchecked Sendable {
  package let path: String
  /// What was found of the encoding, doubts included.
  package let sniffed: SniffedEncoding
  package let dialect: Dialect
  package let hasSeparatorLine: Bool
  /// Whether blanks after delimiters are dropped, as was asked or found by the header.
  package let skipsInitialSpace: Bool
  /// Labels; empty where the file has none.
  package let header: [String]
  package let headerLine: Int
  package let headerRecord: Int
  /// Cells of a regular record; 0 where the file holds no record.
  package let width: Int
  /// A header that is no record; then `header` is empty.
  package let malformedHeader: MalformedRecord?
  /// Records and blank lines above the header.
  package let titles: [TitleRecord]
  package let blankLinesAbove: [BlankLine]
  /// Whether all of the file was at hand when its header was looked for.
  package let isWhollySeen: Bool
  /// How lines end in the first MiB.
  package let lineEnds: LineEnds
  let limits: ReadLimits
  let usesPlainPath: Bool
  let commentRecords: Set<Int>
  let dataStart: (line: Int, record: Int, afterReturn: Bool)

  private let source: ByteSource
  private struct Shared {
    /// Text after the last chunk's cut, not yet handed out.
    var rest: [UInt8] = []
    var chunks = 0
    var isDone = false
  }
  private var shared = Shared()
  private var extents: [(records: Int, lines: Int)] = []
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let broken = Atomic<Bool>(false)

  package var encoding: TextEncoding { sniffed.encoding }

  /// Whether a broken quote was met while several readers shared the file.
  package var needsSequence: Bool { broken.load(ordering: .relaxed) }
  func markBroken() { broken.store(true, ordering: .relaxed) }

  /// Whether text without a meaning, or a NUL, has been read so far: then cells must be looked at.
  package var hasBadText: Bool { badText.load(ordering: .relaxed) }
  private let badText: Atomic<Bool>

  package static func open(
    path: String, _ options: ReadOptions = ReadOptions()
  ) throws(ReadFailure) -> DelimitedFile {
    DelimitedFile(try ByteSource(path: path, options), options)
  }

  /// Reads from memory, as from a file of these bytes.
  package convenience init(
    bytes: [UInt8], _ options: ReadOptions = ReadOptions()
  ) throws(ReadFailure) {
    self.init(try ByteSource(bytes: bytes, options), options)
  }

  private init(_ source: ByteSource, _ options: ReadOptions) {
    self.source = source
    limits = options.limits
    path = source.path
    sniffed = source.sniffed
    usesPlainPath = options.plainPath
    commentRecords = options.commentRecords
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    var line = 1
    var named: UInt8?
    // `sep=;` alone on the first line is a spreadsheet's way of naming the delimiter.
    let first = source.sample.prefix { $0 != 10 && $0 != 13 }
    if let delimiter = Dialect.named(by: first) {
      named = delimiter
      source.skip(5)
      let end = source.sample.prefix(2)
      if end.first != nil { source.skip(end.elementsEqual([13, 10]) ? 2 : 1) }
      line = 2
    }
    hasSeparatorLine = named != nil
    if options.skipsInitialSpace == true {
      source.dropInitialSpaces(
        after: options.delimiter ?? named ?? Dialect.comma.delimiter, quote: options.quote)
    }
    var sample = source.sample
    lineEnds = LineEnds(in: sample)
    func find(_ text: ArraySlice<UInt8>) -> Head {
      HeadFinder(
        text: text, isWhole: source.isAtEnd && text.count == sample.count, options: options,
        delimiter: named ?? options.delimiter, line: line
      ).find()
    }
    var head = find(sample.prefix(1 << 16))
    // A header that does not end in the first 64 KiB, or begins after them, is looked for in all that
    // is at hand.
    if head.malformed != nil || head.width == 0, sample.count > 1 << 16 { head = find(sample) }
    if options.skipsInitialSpace == nil, Self.hasInitialSpaces(head, sample) {
      source.dropInitialSpaces(after: head.delimiter, quote: options.quote)
      sample = source.sample
      head = find(sample)
      skipsInitialSpace = true
    } else {
      skipsInitialSpace = options.skipsInitialSpace ?? false
    }
    isWhollySeen = source.isAtEnd
    source.skip(head.taken)
    dialect = Dialect(
      delimiter: head.delimiter, quote: options.quote, comment: options.comment)
    header = head.labels
    width = head.width
    headerLine = head.line
    headerRecord = head.record
    malformedHeader = head.malformed
    titles = head.titles
    blankLinesAbove = head.blankLines
    dataStart = (head.nextLine, head.nextRecord, head.afterReturn)
    badText = Atomic(source.hasBadText)
  }

  /// Whether a blank follows every delimiter of the header.
  private static func hasInitialSpaces(_ head: Head, _ text: ArraySlice<UInt8>) -> Bool {
    guard head.malformed != nil else {
      return head.labels.count > 1 && head.labels.dropFirst().allSatisfy { $0.utf8.first == 32 }
    }
    // A quote after a blank is refused: then the line itself tells.
    let line = text.drop { $0 == 10 || $0 == 13 }.prefix { $0 != 10 && $0 != 13 }
    let delimiters = line.indices.filter { line[$0] == head.delimiter }
    return !delimiters.isEmpty
      && delimiters.allSatisfy { $0 + 1 < line.endIndex && line[$0 + 1] == 32 }
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  private func locked<T>(_ body: () throws(ReadFailure) -> T) throws(ReadFailure) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  /// One reader for the whole file, or one of several that share it.
  package func reader(shared: Bool = false) -> RecordReader {
    RecordReader(self, isShared: shared)
  }

  /// Records and lines of each chunk in order, once every reader has come to the end.
  package var chunkExtents: [(records: Int, lines: Int)] {
    // Where nothing follows the header there is no chunk to hold it.
    extents.isEmpty ? [(dataStart.record - 1, dataStart.line - 1)] : extents
  }

  func report(_ chunk: Int, records: Int, lines: Int) {
    pthread_mutex_lock(lock)
    while extents.count <= chunk { extents.append((0, 0)) }
    extents[chunk] = (records, lines)
    pthread_mutex_unlock(lock)
  }

  /// Fills for a reader that is alone.
  func fill(_ to: UnsafeMutablePointer<UInt8>, _ count: Int) throws(ReadFailure) -> Int {
    var had = 0
    while had < count {
      let got = try source.read(to + had, count - had)
      if got == 0 { break }
      had += got
    }
    if source.hasBadText { badText.store(true, ordering: .relaxed) }
    return had
  }

  /// The next chunk for one of several readers: whole records by the parity of quotes.
  ///
  /// - Returns: its number and size; nil at the end, or where no record ends in the space given.
  func nextChunk(
    _ to: UnsafeMutablePointer<UInt8>, _ capacity: Int
  ) throws(ReadFailure) -> (chunk: Int, count: Int)? {
    try locked { () throws(ReadFailure) -> (chunk: Int, count: Int)? in
      if shared.isDone || needsSequence { return nil }
      var count = shared.rest.count
      shared.rest.withUnsafeBufferPointer {
        if count > 0 { to.update(from: $0.baseAddress!, count: count) }
      }
      let got = try fill(to + count, capacity - count)
      count += got
      if count == 0 {
        shared.isDone = true
        return nil
      }
      var cut = count
      if count < capacity {
        shared.isDone = true
      } else {
        cut = lastRecordEnd(to, from: 0, to: count, mayEndInReturn: false, quote: dialect.quote)
        if cut == 0 {
          markBroken()
          return nil
        }
      }
      shared.rest.removeAll(keepingCapacity: true)
      shared.rest.append(contentsOf: UnsafeBufferPointer(start: to + cut, count: count - cut))
      shared.chunks += 1
      return (shared.chunks - 1, cut)
    }
  }
}

/// The end of the last line that ends outside quotes, by their parity from `from` on, which is the
/// start of a record; `from` where there is none.
func lastRecordEnd(
  _ bytes: UnsafePointer<UInt8>, from: Int, to: Int, mayEndInReturn: Bool, quote: UInt8
) -> Int {
  func isEnd(_ at: Int) -> Bool {
    bytes[at] == 10 || (bytes[at] == 13 && (at + 1 < to ? bytes[at + 1] != 10 : mayEndInReturn))
  }
  // Quotes after each place, counted from the end, tell the parity before it.
  var isOdd = quoteParity(bytes, from, to, quote)
  var at = to
  while at > from {
    at -= 1
    if bytes[at] == quote { isOdd.toggle() }
    if !isOdd, isEnd(at) { return at + 1 }
  }
  return from
}

/// Whether the number of quotes is odd; sixteen bytes at a time.
private func quoteParity(
  _ bytes: UnsafePointer<UInt8>, _ from: Int, _ to: Int, _ mark: UInt8
) -> Bool {
  guard memchr(bytes + from, Int32(mark), to - from) != nil else { return false }
  let raw = UnsafeRawPointer(bytes)
  let quote = SIMD16<UInt8>(repeating: mark)
  var folded = SIMD2<UInt64>.zero
  var at = from
  while at + 16 <= to {
    let block = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
    folded ^= unsafeBitCast(block .== quote, to: SIMD2<UInt64>.self)
    at += 16
  }
  // Each byte is all ones after an odd number of quotes in its place.
  var count = ((folded.x ^ folded.y) & 0x0101_0101_0101_0101).nonzeroBitCount
  while at < to {
    if bytes[at] == mark { count += 1 }
    at += 1
  }
  return count & 1 == 1
}
