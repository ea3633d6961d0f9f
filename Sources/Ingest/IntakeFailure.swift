/// A machine problem of reading: the run stops, and says so in one sentence.
///
/// `samples/retruns: the folder is not there`
package struct IntakeFailure: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let problem: String

  package init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  package var description: String { "\(path): \(problem)" }
}
