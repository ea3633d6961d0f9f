import CRename
import Glibc

/// A release in the making: written beside its place, flushed to disk, then put there in one step.
///
/// Whoever looks sees the old release or the new one, never a part of one. A second run is kept out
/// by a lock on the output folder.
final class ReleaseFolder {
  private let target: String
  private let temporary: String
  private let lock: Int32
  private var folders: [String] = []
  private(set) var outputs: [(path: String, digest: String, size: Int)] = []
  /// Whether the unfinished folder is ours to remove: only once the lock is held.
  private var isOurs = false

  /// - Parameters:
  ///   - output: the output folder; made when it is not there.
  ///   - name: place of the release in it, as `quarter-end/2015-Q4`.
  init(output: String, name: String) throws(ExportFailure) {
    target = output + "/" + name
    let parts = name.split(separator: "/").map(String.init)
    temporary =
      ([output] + parts.dropLast() + [".\(parts.last!).unfinished"]).joined(separator: "/")
    try Self.makeFolders((output + "/" + parts.dropLast().joined(separator: "/")))
    lock = open(output + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw ExportFailure(path: output, doing: "could not be locked") }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      if code == EWOULDBLOCK {
        throw ExportFailure(
          path: output, problem: "another run is writing here; try again when it has ended",
          isLocked: true)
      }
      throw ExportFailure(path: output, doing: "could not be locked", code)
    }
    // What an earlier run left when it was cut off.
    Self.remove(temporary)
    guard mkdir(temporary, 0o755) == 0 else {
      throw ExportFailure(path: temporary, doing: "could not be made")
    }
    isOurs = true
  }

  deinit {
    if isOurs { Self.remove(temporary) }
    if lock >= 0 { close(lock) }
  }

  private static func makeFolders(_ path: String) throws(ExportFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw ExportFailure(path: made, doing: "could not be made")
      }
      var status = stat()
      if stat(made, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
        throw ExportFailure(path: made, problem: "is not a folder")
      }
    }
  }

  func makeFolder(_ name: String) throws(ExportFailure) {
    let path = temporary + "/" + name
    guard mkdir(path, 0o755) == 0 else {
      throw ExportFailure(path: target + "/" + name, doing: "could not be made")
    }
    folders.append(path)
  }

  /// Writes one file and remembers its digest.
  func write(_ bytes: [UInt8], to name: String) throws(ExportFailure) {
    let shown = target + "/" + name
    let descriptor = open(temporary + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ExportFailure(path: shown, doing: "could not be made") }
    defer { close(descriptor) }
    var at = 0
    while at < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at)
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw ExportFailure(path: shown, doing: "could not be written") }
      at += wrote
    }
    guard fsync(descriptor) == 0 else {
      throw ExportFailure(path: shown, doing: "could not be written")
    }
    var digest = Digest()
    digest.update(bytes)
    outputs.append((name, digest.hexadecimal(), bytes.count))
  }

  /// Puts the release in its place, whole.
  func publish() throws(ExportFailure) {
    for folder in folders + [temporary] { try Self.flush(folder) }
    let exchange: UInt32 = 2  // RENAME_EXCHANGE
    if rename(temporary, target) == 0 {
      isOurs = false
    } else if errno == ENOTEMPTY || errno == EEXIST {
      if renameat2(AT_FDCWD, temporary, AT_FDCWD, target, exchange) != 0 {
        try replaceInTwoSteps(errno)
      }
      // What lies there now is the release before.
      Self.remove(temporary)
      isOurs = false
    } else {
      throw ExportFailure(path: target, doing: "could not be put in place")
    }
    let parent = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    try Self.flush(parent.joined(separator: "/"))
  }

  /// Where the file system cannot exchange two folders: the old release is put aside first, so there
  /// is a moment without one, but never one with a part of one.
  private func replaceInTwoSteps(_ code: Int32) throws(ExportFailure) {
    guard code == EINVAL || code == ENOSYS else {
      throw ExportFailure(path: target, doing: "could not be replaced", code)
    }
    let aside = temporary + ".old"
    Self.remove(aside)
    guard rename(target, aside) == 0 else {
      throw ExportFailure(path: target, doing: "could not be replaced")
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      rename(aside, target)
      throw ExportFailure(path: target, doing: "could not be replaced", code)
    }
    rename(aside, temporary)
  }

  private static func flush(_ folder: String) throws(ExportFailure) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ExportFailure(path: folder, doing: "could not be flushed") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw ExportFailure(path: folder, doing: "could not be flushed")
    }
  }

  /// Removes a folder of ours with all that is in it; a link is removed, not followed.
  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    if let directory = opendir(path) {
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafeBytes(of: &entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
          })
      }
      closedir(directory)
      for name in names where name != "." && name != ".." { remove(path + "/" + name) }
    }
    rmdir(path)
  }
}
