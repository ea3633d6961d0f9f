import Glibc

/// Why a file could not be read as delimited text.
package struct ReadFailure: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// The system says no; its error number.
    case system(Int32)
    /// Bytes that have no meaning in the encoding, on or after this line.
    case badEncoding(TextEncoding, line: Int)
  }

  package let path: String
  package let kind: Kind

  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  package var description: String {
    switch kind {
    case .system(let code): "\(path): \(String(cString: strerror(code)))"
    case .badEncoding(let encoding, let line):
      "\(path):\(line): bytes that are no \(encoding.rawValue)"
    }
  }
}
