import Glibc

/// A temporary file could not be made, written or read.
package struct SpoolFailure: Error, Sendable, CustomStringConvertible {
  /// The system's error number.
  package let code: Int32
  package init(code: Int32) { self.code = code }

  /// Of the call that has just failed.
  package static var last: SpoolFailure { SpoolFailure(code: errno) }

  package var description: String { "a temporary file: \(String(cString: strerror(code)))" }
}

/// A file without a name, for what does not fit into memory; it is gone when it is closed.
package enum TemporaryFile {
  /// - Throws: where the system has no room for one in `TMPDIR` (or `/tmp`).
  package static func open() throws(SpoolFailure) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array((folder + "/nrem-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw SpoolFailure(code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return descriptor
  }

  package static func close(_ file: Int32) { _ = Glibc.close(file) }

  package static func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let wrote = pwrite(file, bytes.baseAddress! + done, bytes.count - done, offset + done)
      if wrote < 0, errno == EINTR { continue }
      if wrote <= 0 { return false }
      done += wrote
    }
    return true
  }

  package static func read(
    _ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let got = pread(file, bytes.baseAddress! + done, bytes.count - done, offset + done)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return false }
      done += got
    }
    return true
  }
}
