import Glibc

/// The bytes of files, read in pieces; on failure `errno` says why.
package enum FileBytes {
  package static func read(_ path: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    return each(path) { bytes += $0 } ? bytes : nil
  }

  /// Whether there is something at a path.
  package static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func each(_ path: String, _ body: ([UInt8]) -> Void) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = Glibc.read(descriptor, &piece, piece.count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return false }
      if got == 0 { return true }
      body(got == piece.count ? piece : Array(piece[..<got]))
    }
  }
}
