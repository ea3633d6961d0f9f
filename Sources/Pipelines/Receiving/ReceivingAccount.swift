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
  /// What was withdrawn before of the tables that came: the same may be in them again.
  package internal(set) var withdrawn: [Withdrawal] = []
  /// Whether nothing of it may be kept.
  package internal(set) var isRefused = false
  /// Why it was refused.
  package internal(set) var findings: [Finding] = []

  init(submission: Submission) { self.submission = submission }

  /// What has to be corrected in what was filed: rejected, or a hard finding.
  package var faults: [Finding] {
    receipt?.files.flatMap(\.findings).filter { $0.severity >= .hard } ?? []
  }

  /// Whether something was refused or has to be corrected.
  package var hasBadData: Bool {
    isRefused || !faults.isEmpty
      || receipt?.files.contains { $0.tables.contains { !$0.isAccepted } } ?? false
  }
}
