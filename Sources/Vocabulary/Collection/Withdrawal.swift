/// One line of a tombstone: a table of a submission was withdrawn, and its file erased.
///
/// `withdrawn.csv` in the submission's folder holds one for each table, and no digest: the bytes of a
/// small file could be guessed from it.
///
/// `victims,2015-05-04,held a name`
package struct Withdrawal: Hashable, Sendable {
  package static let fileName = "withdrawn.csv"
  package static let columns = ["table", "withdrawn", "reason"]
  /// In place of a table: files of the submission that were no table of the return.
  package static let otherFiles = "*"

  package let submission: Submission
  package let table: String
  package let day: CalendarDay
  package let reason: String
  /// Of the tombstone, as shown to people.
  package let path: String
  package let line: Int

  package init(
    submission: Submission, table: String, day: CalendarDay, reason: String, path: String, line: Int
  ) {
    self.submission = submission
    self.table = table
    self.day = day
    self.reason = reason
    self.path = path
    self.line = line
  }
}
