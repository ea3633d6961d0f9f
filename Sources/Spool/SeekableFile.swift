import Glibc

/// A path whose bytes can be read again: what comes through a pipe can be read once only, and is
/// first copied into a temporary file.
package final class SeekableFile {
  /// To be opened while this object lives.
  package let path: String
  private let copy: Int32?

  /// - Throws: where there is no room for the copy; a pipe that cannot be opened is left to whoever
  ///   opens the path, to say so.
  package init(_ path: String) throws(SpoolFailure) {
    var status = stat()
    guard stat(path, &status) == 0, [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT),
      case let pipe = Glibc.open(path, O_RDONLY | O_CLOEXEC), pipe >= 0
    else {
      self.path = path
      copy = nil
      return
    }
    defer { close(pipe) }
    let copy = try TemporaryFile.open()
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { room.deallocate() }
    var size = 0
    while true {
      let got = read(pipe, room.baseAddress!, room.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0, TemporaryFile.write(copy, .init(rebasing: room[..<got]), at: size) else {
        let failure = SpoolFailure.last
        TemporaryFile.close(copy)
        throw failure
      }
      if got == 0 { break }
      size += got
    }
    self.copy = copy
    self.path = "/proc/self/fd/\(copy)"
  }

  deinit { if let copy { TemporaryFile.close(copy) } }
}
