/// An officer's change of one cell of a return, made beside the return, never in it.
///
/// It names the very file and line and the value that it expects there, so that it can never be
/// applied to something else than what was looked at.
package struct Adjustment: Sendable, Hashable {
  /// Who answers for it.
  package let adjustedBy: String
  package let day: CalendarDay
  package let reason: String
  /// Path of the file in the returns folder.
  package let path: String
  /// Physical line on which the record starts.
  package let line: Int
  /// Name of the column in the table's schema: of codes, counts, amounts or days.
  package let column: String
  /// The cell as it stands in the file; empty for a blank one.
  package let expected: String
  /// What is taken instead, as the schema writes it; empty for not known.
  package let value: String
  /// Line of the adjustment in its own file.
  package let number: Int

  package init(
    adjustedBy: String, day: CalendarDay, reason: String, path: String, line: Int, column: String,
    expected: String, value: String, number: Int
  ) {
    self.adjustedBy = adjustedBy
    self.day = day
    self.reason = reason
    self.path = path
    self.line = line
    self.column = column
    self.expected = expected
    self.value = value
    self.number = number
  }
}

/// What became of an adjustment in a run.
package struct AppliedAdjustment: Sendable {
  /// Whether the adjusted return counts.
  package enum Outcome: String, Sendable {
    /// The return is in force with the adjusted cell.
    case applied
    /// A later return took the place of the adjusted one.
    case superseded
    /// The return is rejected, adjusted or not.
    case rejected
  }

  package let adjustment: Adjustment
  package let outcome: Outcome

  package init(adjustment: Adjustment, outcome: Outcome) {
    self.adjustment = adjustment
    self.outcome = outcome
  }
}

/// An adjustment that cannot be made: said with its file and line, and nothing is released.
///
/// `adjustments.csv:2: 2015-Q1/VP@2015-04-08/victims.csv:2 holds “3” in count, not “4”`
package struct AdjustmentFailure: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let line: Int
  package let problem: String

  package init(path: String, line: Int, problem: String) {
    self.path = path
    self.line = line
    self.problem = problem
  }

  package var description: String { "\(path):\(line): \(problem)" }
}
