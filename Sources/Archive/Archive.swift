import Glibc
import Staging
import Vocabulary

/// The returns folder as an archive: submissions are put into it whole and never overwritten, and it
/// is closed to everybody but its owner.
///
/// ```
/// returns/2015-Q1/MARTA@2015-04-12/victims.csv
/// returns/2015-Q1/MARTA@2015-04-12.2/victims.csv   a second one of that day
/// ```
///
/// One run at a time has it. What a run that was cut off has left unfinished is hidden, is no
/// submission, and is removed by the next that opens the archive.
package final class Archive {
  /// Whether the folder was not there before.
  package let isNew: Bool
  let folder: LockedFolder

  /// - Parameter path: the returns folder; made when it is not there.
  package init(_ path: String) throws(WriteFailure) {
    isNew = access(path, F_OK) != 0
    folder = try LockedFolder(path, .owner)
    try sweep()
  }

  private func sweep() throws(WriteFailure) {
    for period in try Folders.names(in: folder.path) {
      let path = folder.path + "/" + period.text
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
      for name in try Folders.names(in: path) where Self.isUnfinished(name.text) {
        guard Folders.remove(name, in: path) else {
          throw WriteFailure(path: path + "/" + name.text, doing: "could not be removed")
        }
      }
    }
  }

  private static func isUnfinished(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(StagedFolder.suffix)
  }

  /// Nobody else may enter the folder, whatever it was made with.
  func closeToOthers() throws(WriteFailure) {
    var status = stat()
    guard stat(folder.path, &status) == 0 else {
      throw WriteFailure(path: folder.path, doing: "could not be read")
    }
    let own = status.st_mode & 0o700
    guard status.st_mode & 0o7777 != own else { return }
    guard chmod(folder.path, own) == 0 else {
      throw WriteFailure(path: folder.path, doing: "could not be closed to others")
    }
  }

  // MARK: Filing

  /// When what is received on a day comes among what is there already of the member and period.
  package func nextVintage(
    of member: String, for period: ReferencePeriod, received day: CalendarDay
  ) throws(WriteFailure) -> Vintage {
    let prefix = member + "@"
    let taken = try Folders.names(in: folder.path + "/" + period.label).compactMap { name in
      name.text.hasPrefix(prefix) ? Vintage(name.text.dropFirst(prefix.count)) : nil
    }
    let last = taken.filter { $0.received == day }.map(\.sequence).max() ?? 0
    return Vintage(received: day, sequence: last + 1)
  }

  /// Puts a submission in its place, whole.
  ///
  /// - Parameter files: by their names in the archive.
  package func file(
    _ submission: Submission, _ files: [(name: String, copy: PrivateCopy)]
  ) throws(WriteFailure) {
    try closeToOthers()
    let staged = try StagedFolder(in: folder, name: submission.folder)
    for file in files { try staged.write(file.copy, to: file.name) }
    try staged.publish(replacing: false)
  }
}
