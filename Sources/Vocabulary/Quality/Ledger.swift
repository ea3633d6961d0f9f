/// What a rule came to on one return.
package enum Outcome: String, Sendable {
  /// It was looked at, and kept.
  case satisfied
  case violated
  /// There was nothing that the rule is about, or what it needs could not be read or is not at hand.
  case undecided

  /// What two parts come to together: broken where one is, else kept where one is.
  package func joined(_ other: Outcome) -> Outcome {
    if self == .violated || other == .violated { return .violated }
    return self == .satisfied || other == .satisfied ? .satisfied : .undecided
  }
}

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
  /// What every rule about the table, its file and its submission came to; of tables of records the
  /// rules of the schema only where they are violated.
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

  /// What a rule came to over all that was read: findings about no single return count, too.
  package func outcome(of rule: String) -> Outcome {
    if other.contains(where: { $0.rule == rule }) { return .violated }
    return entries.reduce(.undecided) { $0.joined($1.outcomes[rule] ?? .undecided) }
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
