import Glibc
import Staging
import Vocabulary

/// Erasing what must not be kept, with a tombstone in its place.
extension Archive {
  /// What could not be erased with a file: other names of its bytes on this disk.
  package struct Remainder: Sendable {
    package let name: String
    package let otherNames: Int
  }

  /// Leaves a tombstone in a submission's folder, then erases files; what was cut off is completed
  /// when it is done again.
  ///
  /// - Parameters:
  ///   - tombstone: the bytes of the tombstone: first they are on disk, then the files go.
  ///   - isErased: which entries of the folder go, hidden ones too.
  package func withdraw(
    _ submission: Submission, tombstone: [UInt8], as name: String,
    erasing isErased: (String) -> Bool
  ) throws(WriteFailure) -> [Remainder] {
    let path = folder.path + "/" + submission.folder
    let names = try Folders.names(in: path).filter { $0.text != name && isErased($0.text) }
    var left: [Remainder] = []
    for entry in names {
      var status = stat()
      guard lstat(path + "/" + entry.text, &status) == 0 else { continue }
      guard status.st_mode & S_IFMT != S_IFLNK else {
        throw WriteFailure(
          path: "\(submission.folder)/\(Masking.shown(entry.text))",
          problem: "is a link: erase what it leads to and then the link; nothing was withdrawn")
      }
      if status.st_mode & S_IFMT == S_IFREG, status.st_nlink > 1 {
        left.append(
          Remainder(name: Masking.shown(entry.text), otherNames: Int(status.st_nlink) - 1))
      }
    }
    try closeToOthers()
    try StagedFile.replace(path + "/" + name, with: tombstone, .owner)
    for entry in names {
      guard Folders.remove(entry, in: path) else {
        throw WriteFailure(
          path: "\(submission.folder)/\(Masking.shown(entry.text))", doing: "could not be erased")
      }
    }
    try Folders.flush(path)
    return left
  }
}
