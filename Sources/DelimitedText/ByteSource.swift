import Glibc

/// The text of a file as UTF-8 without its byte order mark, from a descriptor or from memory.
///
/// Bytes without a meaning are passed on as they are, or as 0xFF where the text is transcoded;
/// `hasBadText` then says that cells must be looked at.
final class ByteSource {
  private enum Origin {
    case descriptor(Int32)
    case memory([UInt8])
  }

  let path: String
  private(set) var sniffed: SniffedEncoding
  private let origin: Origin
  private var transcoder: Transcoder
  private var filter: InitialSpaceFilter?
  /// Text that has been read and not yet handed out.
  private var waiting: [UInt8] = []
  private var waitingAt = 0
  /// Whether nothing follows the text at hand.
  private(set) var isAtEnd = false
  /// Whether bytes that are no UTF-8, or a NUL, have been read so far.
  private(set) var hasBadText = false
  private var check = UTF8Check()
  /// Bytes of the file that have been read.
  private var bytesRead = 0

  var encoding: TextEncoding { sniffed.encoding }

  /// Sniffs the encoding in the first MiB, unless it is given.
  init(path: String, _ options: ReadOptions) throws(ReadFailure) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReadFailure(path: path, code: errno) }
    origin = .descriptor(descriptor)
    sniffed = SniffedEncoding(encoding: .utf8)
    transcoder = Transcoder(.utf8)
    try sniff(options)
  }

  init(bytes: [UInt8], _ options: ReadOptions) throws(ReadFailure) {
    path = "memory"
    origin = .memory(bytes)
    sniffed = SniffedEncoding(encoding: .utf8)
    transcoder = Transcoder(.utf8)
    try sniff(options)
  }

  deinit { if case .descriptor(let descriptor) = origin { close(descriptor) } }

  private func sniff(_ options: ReadOptions) throws(ReadFailure) {
    var sample: [UInt8] = []
    sample.reserveCapacity(min(1 << 20, sizeAtHand))
    while sample.count < 1 << 20, !isAtEnd { sample.append(contentsOf: try readPiece()) }
    sniffed = EncodingSniffer(prefers: options.preferredEncoding)
      .sniff(sample[...], isWhole: isAtEnd)
    if let given = options.encoding, sniffed.container == nil {
      sniffed.doubt = nil
      // A byte order mark says more than what somebody said of the file.
      if sniffed.markLength == 0 { sniffed.encoding = given == .utf8WithMark ? .utf8 : given }
    }
    transcoder = Transcoder(encoding)
    let text = sample[sniffed.markLength...]
    guard encoding.isUTF8 else { return take(text) }
    text.withUnsafeBufferPointer { look($0) }
    waiting = sample
    waitingAt = sniffed.markLength
  }

  /// Bytes of the whole, as far as they can be told beforehand.
  private var sizeAtHand: Int {
    switch origin {
    case .memory(let bytes): return bytes.count
    case .descriptor(let descriptor):
      var status = stat()
      return fstat(descriptor, &status) == 0 ? max(0, Int(status.st_size)) : 0
    }
  }

  /// The next 64 KiB of the file as they are; empty at its end.
  private func readPiece() throws(ReadFailure) -> [UInt8] {
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.piece)
    defer { room.deallocate() }
    let got = try readRaw(room, Self.piece)
    if got == 0 { isAtEnd = true }
    return Array(UnsafeBufferPointer(start: room, count: got))
  }

  private static let piece = 1 << 16

  private func readRaw(_ to: UnsafeMutableRawPointer, _ count: Int) throws(ReadFailure) -> Int {
    switch origin {
    case .memory(let bytes):
      let n = min(count, bytes.count - bytesRead)
      if n > 0 {
        bytes.withUnsafeBytes { to.copyMemory(from: $0.baseAddress! + bytesRead, byteCount: n) }
      }
      bytesRead += n
      return n
    case .descriptor(let descriptor):
      while true {
        let got = Glibc.read(descriptor, to, count)
        if got >= 0 {
          bytesRead += got
          return got
        }
        if errno != EINTR { throw ReadFailure(path: path, code: errno) }
      }
    }
  }

  /// Adds what was read of another encoding to the text that waits.
  private func take(_ bytes: ArraySlice<UInt8>) {
    if waitingAt == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      waitingAt = 0
    }
    let before = waiting.count
    bytes.withUnsafeBufferPointer { transcoder.append($0, to: &waiting) }
    if isAtEnd { transcoder.finish(to: &waiting) }
    if transcoder.isBroken || waiting[before...].contains(0) { hasBadText = true }
    applyFilter(from: before)
  }

  /// Looks for bytes that are no UTF-8, and for NUL.
  private func look(_ bytes: UnsafeBufferPointer<UInt8>) {
    if hasBadText { return }
    if check.firstInvalid(bytes) != nil || (isAtEnd && !check.isComplete)
      || bytes.baseAddress.map({ memchr($0, 0, bytes.count) != nil }) ?? false
    {
      hasBadText = true
    }
  }

  // MARK: Blanks after delimiters

  /// Drops blanks that follow a delimiter, from here on.
  func dropInitialSpaces(after delimiter: UInt8, quote: UInt8) {
    filter = InitialSpaceFilter(delimiter: delimiter, quote: quote)
    applyFilter(from: waitingAt)
  }

  private func applyFilter(from start: Int) {
    guard filter != nil, start < waiting.count else { return }
    let kept = waiting.withUnsafeMutableBufferPointer {
      filter!.pass($0.baseAddress! + start, $0.count - start)
    }
    waiting.removeLast(waiting.count - start - kept)
  }

  // MARK: Handing out

  /// The text at hand, without taking it: the whole sample before the first `read`.
  var sample: ArraySlice<UInt8> { waiting[waitingAt...] }

  /// Takes bytes off the sample.
  func skip(_ count: Int) { waitingAt += count }

  /// Fills up to `count` bytes; 0 only at the end.
  func read(_ to: UnsafeMutablePointer<UInt8>, _ count: Int) throws(ReadFailure) -> Int {
    while true {
      if waitingAt < waiting.count {
        let n = min(count, waiting.count - waitingAt)
        waiting.withUnsafeBufferPointer { to.update(from: $0.baseAddress! + waitingAt, count: n) }
        waitingAt += n
        if waitingAt == waiting.count, encoding.isUTF8 {
          // The sample is a MiB: once handed out its memory is not needed again.
          waiting = []
          waitingAt = 0
        }
        return n
      }
      if isAtEnd { return 0 }
      guard encoding.isUTF8 else {
        take(try readPiece()[...])
        continue
      }
      let got = try readRaw(to, count)
      if got == 0 { isAtEnd = true }
      look(UnsafeBufferPointer(start: to, count: got))
      guard got > 0, filter != nil else { return got }
      let kept = filter!.pass(to, got)
      if kept > 0 { return kept }
    }
  }
}

/// Drops blanks between a delimiter (or the start of a record) and what follows, as the dialect
/// property `skipInitialSpace` asks; blanks inside quotes stay.
struct InitialSpaceFilter {
  let delimiter: UInt8
  let quote: UInt8
  private var isAtStart = true
  private var isQuoted = false

  init(delimiter: UInt8, quote: UInt8) {
    self.delimiter = delimiter
    self.quote = quote
  }

  /// Moves what is kept to the front, and returns how much that is.
  mutating func pass(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    var kept = 0
    for at in 0..<count {
      let byte = bytes[at]
      if isQuoted {
        if byte == quote { isQuoted = false }
      } else if isAtStart, byte == 32 {
        continue
      } else if byte == quote {
        // The second of two quotes in a row opens again what the first seemed to close.
        isQuoted = isAtStart || (kept > 0 && bytes[kept - 1] == quote)
        isAtStart = false
      } else {
        isAtStart = byte == delimiter || byte == 10 || byte == 13
      }
      bytes[kept] = byte
      kept += 1
    }
    return kept
  }
}
