import Vocabulary

/// Submissions of which something was withdrawn: what their tombstones say.
extension Surveyor {
  /// Reads the tombstone of a submission.
  ///
  /// - Returns: false where it cannot be understood: then it is not known what was withdrawn, and
  ///   nothing of the submission may be read.
  func bury(
    _ submission: Submission, _ entry: Folder.Entry, _ path: String, to survey: inout Survey
  ) throws(IntakeFailure) -> Bool {
    var defects: [(line: Int, what: String)] = []
    var found: [Withdrawal] = []
    let table = entry.kind == .file ? try TextTable.read(entry.path, shown: path) : nil
    let places = Withdrawal.columns.map { table?.header.firstIndex(of: $0) }
    if let table, let name = places[0], let day = places[1], let reason = places[2] {
      for row in table.rows {
        for cell in row.cells { look(cell, submission, path, row.line, &survey) }
        guard let withdrawn = CalendarDay(iso: row.cells[day]) else {
          defects.append((row.line, row.cells[day]))
          continue
        }
        let known =
          row.cells[name] == Withdrawal.otherFiles || registry.table(row.cells[name]) != nil
        guard known, !row.cells[reason].isEmpty else {
          defects.append((row.line, row.cells[name]))
          continue
        }
        found.append(
          Withdrawal(
            submission: submission, table: row.cells[name], day: withdrawn,
            reason: row.cells[reason], path: path, line: row.line))
      }
      defects += table.defects.map { ($0.line, "") }
      for defect in table.defects { look(defect.text, submission, path, defect.line, &survey) }
    }
    if found.isEmpty, defects.isEmpty { defects.append((0, "")) }
    for defect in defects {
      survey.findings.append(
        finding("tombstone", path, value: defect.what, line: defect.line))
    }
    survey.withdrawals += found
    return defects.isEmpty
  }

  /// Says of a file that was withdrawn that it is still there.
  func lies(_ entry: Folder.Entry, _ path: String, to survey: inout Survey) {
    survey.findings.append(
      finding("withdrawn-file-left", path, value: entry.name, rule: "withdrawn", severity: .hard))
  }
}
