import CRename
import Glibc

/// A folder in the making: written beside its place, flushed to disk, then put there in one step.
///
/// Whoever looks sees what was there before or the whole of the new one, never a part of it. A
/// release replaces the one before; a submission replaces nothing, ever.
package final class StagedFolder {
  private let target: String
  private let temporary: String
  private let folder: LockedFolder
  private let access: Access
  private var folders: [String] = []
  package private(set) var outputs: [(path: String, digest: String, size: Int)] = []
  /// Whether the unfinished folder is ours to remove.
  private var isOurs = false

  /// What the name of a folder in the making ends with; it begins with a point.
  package static let suffix = ".unfinished"

  /// - Parameters:
  ///   - name: its place in the folder, as `quarter-end/2015-Q4`.
  ///   - access: who may enter it; whoever may enter the folder where nil.
  package init(
    in folder: LockedFolder, name: String, _ access: Access? = nil
  ) throws(WriteFailure) {
    self.folder = folder
    self.access = access ?? folder.access
    target = folder.path + "/" + name
    let parts = name.split(separator: "/").map(String.init)
    temporary =
      ([folder.path] + parts.dropLast() + [".\(parts.last!)\(Self.suffix)"]).joined(separator: "/")
    try Folders.make(([folder.path] + parts.dropLast()).joined(separator: "/"), folder.access)
    // What an earlier run left when it was cut off.
    Folders.remove(temporary)
    guard mkdir(temporary, self.access.folder) == 0 else {
      throw WriteFailure(path: target, doing: "could not be made")
    }
    isOurs = true
  }

  deinit { if isOurs { Folders.remove(temporary) } }

  package func makeFolder(_ name: String, _ access: Access? = nil) throws(WriteFailure) {
    let path = temporary + "/" + name
    guard mkdir(path, (access ?? self.access).folder) == 0 else {
      throw WriteFailure(path: target + "/" + name, doing: "could not be made")
    }
    folders.append(path)
  }

  /// Writes one file and remembers its digest.
  package func write(_ bytes: [UInt8], to name: String) throws(WriteFailure) {
    var file = try StagedFile(
      at: temporary + "/" + name, shown: target + "/" + name, access)
    try file.append(bytes)
    let written = try file.finish()
    outputs.append((name, written.digest, written.size))
  }

  /// Writes one file of the bytes of a copy, and remembers its digest.
  package func write(_ copy: PrivateCopy, to name: String) throws(WriteFailure) {
    var file = try StagedFile(
      at: temporary + "/" + name, shown: target + "/" + name, access)
    try copy.each { (piece) throws(WriteFailure) in try file.append(piece) }
    let written = try file.finish()
    outputs.append((name, written.digest, written.size))
  }

  /// Puts the folder in its place, whole.
  ///
  /// - Parameter replacing: whether what lies there may go; else the call fails and it stays.
  package func publish(replacing: Bool) throws(WriteFailure) {
    for folder in folders + [temporary] { try Folders.flush(folder) }
    if replacing { try replace() } else { try place() }
    try Folders.flush(Folders.parent(of: target))
  }

  private func place() throws(WriteFailure) {
    let noReplace: UInt32 = 1  // RENAME_NOREPLACE
    if renameat2(AT_FDCWD, temporary, AT_FDCWD, target, noReplace) != 0 {
      let code = errno
      guard code == EINVAL || code == ENOSYS else {
        throw WriteFailure(path: target, doing: "could not be put in place", code)
      }
      // Where the file system knows no such flag: a folder takes the place of nothing but an empty
      // one, and nobody else writes here.
      var status = stat()
      guard lstat(target, &status) != 0 else {
        throw WriteFailure(path: target, doing: "could not be put in place", EEXIST)
      }
      guard rename(temporary, target) == 0 else {
        throw WriteFailure(path: target, doing: "could not be put in place")
      }
    }
    isOurs = false
  }

  private func replace() throws(WriteFailure) {
    let exchange: UInt32 = 2  // RENAME_EXCHANGE
    if rename(temporary, target) == 0 {
      isOurs = false
    } else if errno == ENOTEMPTY || errno == EEXIST {
      if renameat2(AT_FDCWD, temporary, AT_FDCWD, target, exchange) != 0 {
        try replaceInTwoSteps(errno)
      }
      // What lies there now is what was in its place before.
      Folders.remove(temporary)
      isOurs = false
    } else {
      throw WriteFailure(path: target, doing: "could not be put in place")
    }
  }

  /// Where the file system cannot exchange two folders: the old release is put aside first, so there
  /// is a moment without one, but never one with a part of one.
  private func replaceInTwoSteps(_ code: Int32) throws(WriteFailure) {
    guard code == EINVAL || code == ENOSYS else {
      throw WriteFailure(path: target, doing: "could not be replaced", code)
    }
    let aside = temporary + ".old"
    Folders.remove(aside)
    guard rename(target, aside) == 0 else {
      throw WriteFailure(path: target, doing: "could not be replaced")
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      rename(aside, target)
      throw WriteFailure(path: target, doing: "could not be replaced", code)
    }
    rename(aside, temporary)
  }
}
