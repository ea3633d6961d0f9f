import Glibc

/// The text of a file as UTF-8 without its byte order mark, from a descriptor or from memory.
final class ByteSource {
  private enum Origin {
    case descriptor(Int32)
    case memory([UInt8])
  }

  let path: String
  private(set) var encoding: TextEncoding
  private let origin: Origin
  private var transcoder: Transcoder
  /// Text that has been read and not yet handed out.
  private var waiting: [UInt8] = []
  private var waitingAt = 0
  /// Whether nothing follows the text at hand.
  private(set) var isAtEnd = false
  private var linesSeen = 0
  private var check = UTF8Check()
  /// Bytes of the file that have been read.
  private var bytesRead = 0

  /// Sniffs the encoding in the first MiB.
  init(path: String) throws(ReadFailure) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReadFailure(path: path, kind: .system(errno)) }
    origin = .descriptor(descriptor)
    encoding = .utf8
    transcoder = Transcoder(.utf8)
    try sniff()
  }

  init(bytes: [UInt8]) throws(ReadFailure) {
    path = "memory"
    origin = .memory(bytes)
    encoding = .utf8
    transcoder = Transcoder(.utf8)
    try sniff()
  }

  deinit { if case .descriptor(let descriptor) = origin { close(descriptor) } }

  private func sniff() throws(ReadFailure) {
    var sample: [UInt8] = []
    sample.reserveCapacity(min(1 << 20, sizeAtHand))
    while sample.count < 1 << 20, !isAtEnd { sample.append(contentsOf: try readPiece()) }
    encoding = TextEncoding.detect(sample[...], isWhole: isAtEnd)
    transcoder = Transcoder(encoding)
    let mark = TextEncoding.markLength(sample[...])
    guard isUTF8 else { return try take(sample[mark...]) }
    try sample[mark...].withUnsafeBufferPointer { (bytes) throws(ReadFailure) in
      try checkUTF8(bytes)
    }
    waiting = sample
    waitingAt = mark
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
    let got = try readRaw(to, count, at: bytesRead)
    bytesRead += got
    return got
  }

  private func readRaw(
    _ to: UnsafeMutableRawPointer, _ count: Int, at: Int
  ) throws(ReadFailure) -> Int {
    switch origin {
    case .memory(let bytes):
      let n = min(count, bytes.count - at)
      if n > 0 { bytes.withUnsafeBytes { to.copyMemory(from: $0.baseAddress! + at, byteCount: n) } }
      return n
    case .descriptor(let descriptor):
      while true {
        let got = Glibc.read(descriptor, to, count)
        if got >= 0 { return got }
        if errno != EINTR { throw ReadFailure(path: path, kind: .system(errno)) }
      }
    }
  }

  private func take(_ text: ArraySlice<UInt8>) throws(ReadFailure) {
    if waitingAt == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      waitingAt = 0
    }
    let isTaken = text.withUnsafeBufferPointer { transcoder.append($0, to: &waiting) }
    guard isTaken, !isAtEnd || transcoder.isComplete else {
      linesSeen += waiting.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
      throw ReadFailure(path: path, kind: .badEncoding(encoding, line: linesSeen + 1))
    }
  }

  private var isUTF8: Bool { encoding == .utf8 || encoding == .utf8WithMark }

  /// The bytes last read must be UTF-8.
  private func checkUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadFailure) {
    let bad = check.firstInvalid(bytes)
    guard bad != nil || (isAtEnd && !check.isComplete) else { return }
    let place = bytesRead - bytes.count + (bad ?? bytes.count)
    throw ReadFailure(path: path, kind: .badEncoding(encoding, line: 1 + lineEnds(before: place)))
  }

  /// Line feeds in so many bytes at the start of the file, read once more; 0 where a file such as
  /// a pipe cannot be.
  private func lineEnds(before place: Int) -> Int {
    var feeds = 0
    switch origin {
    case .memory(let bytes):
      for byte in bytes[..<place] where byte == 10 { feeds += 1 }
    case .descriptor(let descriptor):
      var piece = [UInt8](repeating: 0, count: Self.piece)
      var at = 0
      while at < place {
        let got = pread(descriptor, &piece, min(Self.piece, place - at), at)
        if got <= 0 { break }
        for byte in piece[..<got] where byte == 10 { feeds += 1 }
        at += got
      }
    }
    return feeds
  }

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
        if waitingAt == waiting.count {
          // The sample is a MiB: once handed out its memory is not needed again.
          if isUTF8 { waiting = [] }
          waitingAt = min(waitingAt, waiting.count)
        }
        return n
      }
      if isAtEnd { return 0 }
      if isUTF8 {
        let got = try readRaw(to, count)
        if got == 0 { isAtEnd = true }
        try checkUTF8(UnsafeBufferPointer(start: to, count: got))
        return got
      }
      linesSeen += waiting.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
      let piece = try readPiece()
      try take(piece[...])
    }
  }
}
