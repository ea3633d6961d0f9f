import Correspond
import Vocabulary

/// What became of one submission that was handed in.
package struct ReceivingAccount: Sendable {
  package let submission: Submission
  /// What was filed; nil where nothing was.
  package internal(set) var receipt: Receipt?
  /// Paths of the receipts that were written.
  package internal(set) var written: [String] = []
  /// Files whose bytes were received before: as sent, table, and the submission that holds them.
  package internal(set) var known: [(file: String, table: String, submission: Submission)] = []
  /// Whether nothing of it may be kept.
  package internal(set) var isRefused = false
  /// Why it was refused.
  package internal(set) var findings: [Finding] = []

  init(submission: Submission) { self.submission = submission }

  /// Whether something was refused or rejected.
  package var hasBadData: Bool {
    isRefused || receipt?.files.contains { $0.tables.contains { !$0.isAccepted } } ?? false
  }
}
