import Glibc

/// A folder that one run at a time writes in.
///
/// The lock is on `.lock` within it and ends with the run, however that ends. What a run that was cut
/// off has left unfinished may be removed by whoever holds it.
package final class LockedFolder {
  package let path: String
  let access: Access
  private let lock: Descriptor

  /// - Parameter path: made when it is not there.
  package init(_ path: String, _ access: Access = .shared) throws(WriteFailure) {
    self.path = path
    self.access = access
    try Folders.make(path, access)
    lock = Descriptor(
      open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, access.file))
    guard lock.number >= 0 else { throw WriteFailure(path: path, doing: "could not be locked") }
    guard flock(lock.number, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      if code == EWOULDBLOCK {
        throw WriteFailure(
          path: path, problem: "another run is writing here; try again when it has ended",
          isLocked: true)
      }
      throw WriteFailure(path: path, doing: "could not be locked", code)
    }
  }
}
