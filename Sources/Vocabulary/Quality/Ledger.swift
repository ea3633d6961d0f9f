/// What a rule came to on one return.
package enum Outcome: String, Sendable { case satisfied, violated, undecided }

/// Rows at a door, and what became of them.
///
/// The law of the house: `read == accepted + rejected + superseded`, at every door.
package struct RowAccount: Sendable, Equatable {
  package var read = 0
  package var accepted = 0
  package var rejected = 0
  package var superseded = 0

  package init(read: Int = 0, accepted: Int = 0, rejected: Int = 0, superseded: Int = 0) {
    self.read = read
    self.accepted = accepted
    self.rejected = rejected
    self.superseded = superseded
  }

  package var balances: Bool { read == accepted + rejected + superseded }

  package static func += (a: inout Self, b: Self) {
    a.read += b.read
    a.accepted += b.accepted
    a.rejected += b.rejected
    a.superseded += b.superseded
  }
}

/// What became of one return.
package enum Standing: String, Sendable {
  /// Accepted and counted.
  case inForce = "in-force"
  /// Accepted, but a later vintage is in force.
  case superseded
  /// Not accepted: nothing of it counts.
  case rejected
}

/// One return in the ledger.
package struct LedgerEntry: Sendable {
  package let `return`: Return
  package var standing: Standing
  package var rows: RowAccount
  package var findings: [Finding]
  /// Rules that were looked at, and what they came to; schema rules only where violated.
  package var outcomes: [String: Outcome]
  /// SHA-256 of the file as read, in hexadecimal.
  package let digest: String

  package init(
    return: Return, standing: Standing, rows: RowAccount, findings: [Finding],
    outcomes: [String: Outcome], digest: String
  ) {
    self.return = `return`
    self.standing = standing
    self.rows = rows
    self.findings = findings
    self.outcomes = outcomes
    self.digest = digest
  }
}

/// The book of a run: every return read, every row accounted for, every finding.
package struct Ledger: Sendable {
  package var entries: [LedgerEntry]
  /// Findings about no single return: an unreadable folder name, a member out of the register.
  package var other: [Finding]
  /// Rows that belong to no return: lines of `nil.csv` that name no table.
  package var otherRows: RowAccount

  package init(
    entries: [LedgerEntry] = [], other: [Finding] = [], otherRows: RowAccount = RowAccount()
  ) {
    self.entries = entries
    self.other = other
    self.otherRows = otherRows
  }

  package var rows: RowAccount {
    entries.reduce(into: otherRows) { $0 += $1.rows }
  }

  /// How many findings there are of a severity.
  package func count(_ severity: Severity) -> Int {
    entries.reduce(other.count { $0.severity == severity }) { count, entry in
      count + entry.findings.count { $0.severity == severity }
    }
  }

  /// How many there are of each severity, for messages.
  package var counts: [Finding.Parameter] {
    Severity.allCases.map { Finding.Parameter($0.rawValue, count($0)) }
  }

  /// Every finding in canonical order.
  package var findings: [Finding] {
    Finding.inOrder(other + entries.flatMap(\.findings))
  }
}

/// Whether a return may count, and why not.
package struct Verdict: Sendable {
  package let isAccepted: Bool
  package let findings: [Finding]
  package let outcomes: [String: Outcome]
  package let rows: RowAccount

  package init(
    isAccepted: Bool, findings: [Finding], outcomes: [String: Outcome], rows: RowAccount
  ) {
    self.isAccepted = isAccepted
    self.findings = findings
    self.outcomes = outcomes
    self.rows = rows
  }
}
