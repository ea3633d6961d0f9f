import Glibc

/// Something could not be written: the tool says so in one sentence, and what lay there stays as it was.
///
/// `output/quarter-end/2015-Q4: could not be written: No space left on device`
package struct WriteFailure: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let problem: String
  /// Whether another run holds the lock: to be tried again later.
  package let isLocked: Bool

  package init(path: String, problem: String, isLocked: Bool = false) {
    self.path = path
    self.problem = problem
    self.isLocked = isLocked
  }

  package init(path: String, doing what: String, _ code: Int32 = errno) {
    self.init(path: path, problem: "\(what): \(String(cString: strerror(code)))")
  }

  package var description: String { "\(path): \(problem)" }
}
