import DelimitedText
import Spool
import Vocabulary

/// A file that was checked, and everything that was found in it.
package struct CheckedFile {
  /// Path as it is shown.
  package let path: String
  package let spool: FindingSpool
  /// Records of data that were read.
  package var records = 0
  /// What was found of the text; empty where it was not looked at by itself.
  package var encoding = ""
  package var delimiter = ""
  package var lineEnds: [String] = []
  /// Whether the file was held to more than being delimited text.
  package var hasSchema = true
  /// Rules that could not be decided, since they need other files.
  package var undecided: [String] = []
  /// Opens the file again, for an excerpt; nil where it cannot be read as text.
  package var reopen: (() -> DelimitedFile?)?

  package init(path: String, spool: FindingSpool) {
    self.path = path
    self.spool = spool
  }

  /// Whether nothing hard or rejecting was found.
  package var isValid: Bool { spool.count(.hard) == 0 && spool.count(.reject) == 0 }

  /// What may be said of the whole: key of a sentence.
  var verdict: String {
    if !isValid { return "report-invalid" }
    if spool.count(.soft) > 0 { return "report-questions" }
    return hasSchema ? "report-valid" : "report-text-only"
  }

  package func count(_ severity: Severity) -> Int { spool.count(severity) }
}
