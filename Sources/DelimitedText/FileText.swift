/// The text of a file as UTF-8, for what looks at all of it and not at its cells.
package enum FileText {
  /// - Returns: nil where the file is no text.
  package static func read(
    _ path: String, preferring encoding: TextEncoding
  ) throws(ReadFailure) -> [UInt8]? {
    var options = ReadOptions()
    options.preferredEncoding = encoding
    let source = try ByteSource(path: path, options)
    guard source.sniffed.container == nil else { return nil }
    var text: [UInt8] = []
    let size = 1 << 16
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { room.deallocate() }
    while true {
      let got = try source.read(room, size)
      if got == 0 { return text }
      text.append(contentsOf: UnsafeBufferPointer(start: room, count: got))
    }
  }
}
