import Glibc

/// Why a file could not be read: the system says no.
package struct ReadFailure: Error, Sendable, CustomStringConvertible {
  package let path: String
  /// The system's error number.
  package let code: Int32

  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  package var description: String { "\(path): \(String(cString: strerror(code)))" }
}
