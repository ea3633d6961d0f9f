import CLibCSV
import Glibc
import Synchronization

/// Limits that keep memory bounded on any bytes.
package struct ReadLimits: Sendable {
  package var field = 1 << 20
  package var record = 1 << 22
  package var rowsPerBatch = 4096
  package var chunk = 1 << 18
  package init() {}
}

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
  package let encoding: TextEncoding
  package let dialect: Dialect
  package let hasSeparatorLine: Bool
  /// Labels; empty where the file holds no record.
  package let header: [String]
  package let headerLine: Int
  /// A header that is no record; then `header` is empty.
  package let malformedHeader: MalformedRecord?
  let limits: ReadLimits
  let usesPlainPath: Bool
  let headerEnd: (line: Int, record: Int, afterReturn: Bool)

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

  /// Whether a broken quote was met while several readers shared the file.
  package var needsSequence: Bool { broken.load(ordering: .relaxed) }
  func markBroken() { broken.store(true, ordering: .relaxed) }

  /// - Parameter plainPath: whether records without a quote may be cut without libcsv.
  package static func open(
    path: String, limits: ReadLimits = ReadLimits(), plainPath: Bool = true
  ) throws(ReadFailure) -> DelimitedFile {
    try DelimitedFile(ByteSource(path: path), limits, plainPath, nil)
  }

  /// Reads from memory, as from a file of these bytes.
  package convenience init(
    bytes: [UInt8], limits: ReadLimits = ReadLimits(), plainPath: Bool = true,
    dialect: Dialect? = nil
  ) throws(ReadFailure) {
    try self.init(ByteSource(bytes: bytes), limits, plainPath, dialect)
  }

  private init(
    _ source: ByteSource, _ limits: ReadLimits, _ plainPath: Bool, _ given: Dialect?
  ) throws(ReadFailure) {
    self.source = source
    self.limits = limits
    path = source.path
    encoding = source.encoding
    usesPlainPath = plainPath
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    var line = 1
    var dialect = given
    // `sep=;` alone on the first line is a spreadsheet's way of naming the delimiter.
    let first = source.sample.prefix { $0 != 10 && $0 != 13 }
    if given == nil, let named = Dialect.named(by: first) {
      dialect = named
      source.skip(5)
      let end = source.sample.prefix(2)
      if end.first != nil { source.skip(end.elementsEqual([13, 10]) ? 2 : 1) }
      line = 2
      hasSeparatorLine = true
    } else {
      hasSeparatorLine = false
    }
    self.dialect = dialect ?? Dialect.detect(source.sample.prefix(1 << 16))
    let sample = source.sample
    let start = sample.prefix(1 << 16)
    var scout = HeaderScout(
      start, isWhole: source.isAtEnd && start.count == sample.count, self.dialect, line: line,
      limits)
    scout.run()
    // A header that does not end in the first 64 KiB, or begins after them, is looked for in all that
    // is at hand.
    if scout.malformed != nil || scout.cells.isEmpty, start.count < sample.count {
      scout = HeaderScout(sample, isWhole: source.isAtEnd, self.dialect, line: line, limits)
      scout.run()
    }
    source.skip(scout.taken)
    header = scout.cells
    headerLine = scout.line
    malformedHeader = scout.malformed
    headerEnd = (
      scout.nextLine, scout.malformed == nil && scout.cells.isEmpty ? 1 : 2, scout.afterReturn
    )
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
    extents.isEmpty ? [(headerEnd.record - 1, headerEnd.line - 1)] : extents
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
        cut = lastRecordEnd(to, from: 0, to: count, mayEndInReturn: false)
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
  _ bytes: UnsafePointer<UInt8>, from: Int, to: Int, mayEndInReturn: Bool
) -> Int {
  func isEnd(_ at: Int) -> Bool {
    bytes[at] == 10 || (bytes[at] == 13 && (at + 1 < to ? bytes[at + 1] != 10 : mayEndInReturn))
  }
  // Quotes after each place, counted from the end, tell the parity before it.
  var isOdd = quoteParity(bytes, from, to)
  var at = to
  while at > from {
    at -= 1
    if bytes[at] == Dialect.quote { isOdd.toggle() }
    if !isOdd, isEnd(at) { return at + 1 }
  }
  return from
}

/// Whether the number of quotes is odd; sixteen bytes at a time.
private func quoteParity(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Bool {
  guard memchr(bytes + from, Int32(Dialect.quote), to - from) != nil else { return false }
  let raw = UnsafeRawPointer(bytes)
  let quote = SIMD16<UInt8>(repeating: Dialect.quote)
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
    if bytes[at] == Dialect.quote { count += 1 }
    at += 1
  }
  return count & 1 == 1
}
