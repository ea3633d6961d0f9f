import Glibc

/// A file in the making: its bytes are on disk before it has its name.
package struct StagedFile: ~Copyable {
  private let shown: String
  private let open: Descriptor
  private var digest = Digest()
  private var size = 0

  /// - Parameters:
  ///   - path: where it is written; nothing may lie there.
  ///   - shown: what it is called when something goes wrong.
  init(at path: String, shown: String, _ access: Access) throws(WriteFailure) {
    self.shown = shown
    open = Descriptor(
      Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, access.file))
    guard open.number >= 0 else { throw WriteFailure(path: shown, doing: "could not be made") }
  }

  mutating func append(_ bytes: [UInt8]) throws(WriteFailure) {
    var at = 0
    while at < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(open.number, $0.baseAddress! + at, bytes.count - at)
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw WriteFailure(path: shown, doing: "could not be written") }
      at += wrote
    }
    digest.update(bytes)
    size += bytes.count
  }

  /// Waits until the bytes are on disk.
  consuming func finish() throws(WriteFailure) -> (digest: String, size: Int) {
    guard fsync(open.number) == 0 else {
      throw WriteFailure(path: shown, doing: "could not be written")
    }
    return (digest.hexadecimal(), size)
  }

  /// Writes a file whole, in place of the one of its name: whoever looks sees the old or the new.
  package static func replace(
    _ path: String, with bytes: [UInt8], _ access: Access = .shared
  ) throws(WriteFailure) {
    let folder = Folders.parent(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let temporary = "\(folder)/.\(name)\(StagedFolder.suffix)"
    Folders.remove(temporary)
    do throws(WriteFailure) {
      var file = try StagedFile(at: temporary, shown: path, access)
      try file.append(bytes)
      _ = try file.finish()
      guard rename(temporary, path) == 0 else {
        throw WriteFailure(path: path, doing: "could not be put in place")
      }
    } catch {
      Folders.remove(temporary)
      throw error
    }
    try Folders.flush(folder)
  }
}
