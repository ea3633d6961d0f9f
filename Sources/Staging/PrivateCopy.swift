import CRename
import Glibc

/// The bytes of a file as they were when it was opened: nobody can change them, no disk holds them,
/// and they are gone with the run.
///
/// What is checked and what is filed are the same bytes, whatever becomes of the file meanwhile; and
/// what is refused has never been written anywhere.
package final class PrivateCopy: Sendable {
  /// What was wrong with the file.
  package struct Failure: Error, Sendable {
    package let problem: String
    /// Whether it can never be read as a file: a folder, a pipe.
    package let isNoFile: Bool
  }

  /// SHA-256 in hexadecimal.
  package let digest: String
  package let size: Int
  private let copy: Descriptor

  /// - Parameter path: as the system takes it, with a zero at its end.
  package init(of path: [CChar]) throws(Failure) {
    // A pipe would keep us waiting at its opening.
    let source = Descriptor(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
    guard source.number >= 0 else { throw Self.failure(errno) }
    var status = stat()
    guard fstat(source.number, &status) == 0 else { throw Self.failure(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Failure(problem: "is a folder; name the files in it", isNoFile: true)
    default: throw Failure(problem: "is no file", isNoFile: true)
    }
    let copy = Descriptor(memfd_create("nrem", 3))  // MFD_CLOEXEC | MFD_ALLOW_SEALING
    guard copy.number >= 0 else { throw Self.failure(errno) }
    var digest = Digest()
    var size = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = Glibc.read(source.number, &piece, piece.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Self.failure(errno) }
      if got == 0 { break }
      try Self.write(piece[..<got], to: copy.number)
      digest.update(got == piece.count ? piece : Array(piece[..<got]))
      size += got
    }
    // F_ADD_SEALS: not to be written, grown, shrunk or unsealed any more.
    guard fcntl(copy.number, 1033, 15) == 0 else { throw Self.failure(errno) }
    self.digest = digest.hexadecimal()
    self.size = size
    self.copy = copy
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(Failure) {
    var rest = bytes
    while !rest.isEmpty {
      let wrote = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw failure(errno) }
      rest = rest.dropFirst(wrote)
    }
  }

  private static func failure(_ code: Int32) -> Failure {
    let problem =
      switch code {
      case ENOENT: "is not there"
      case EACCES: "may not be read (permission denied)"
      default: "could not be read: \(String(cString: strerror(code)))"
      }
    return Failure(problem: problem, isNoFile: false)
  }

  /// A path at which the copy can be opened like any file, as long as it is kept.
  package var path: String { "/proc/self/fd/\(copy.number)" }

  /// Gives the bytes in pieces.
  func each(_ body: ([UInt8]) throws(WriteFailure) -> Void) throws(WriteFailure) {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var at = 0
    while at < size {
      let got = pread(copy.number, &piece, piece.count, at)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw WriteFailure(path: path, doing: "could not be read") }
      try body(got == piece.count ? piece : Array(piece[..<got]))
      at += got
    }
  }
}
