import Vocabulary

/// What came of one member's return of one table for a period.
///
/// Whether it came and whether it came in time are two questions: a nil return that came late is
/// late too.
package struct Receipt: Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// A return with rows is in force.
    case received
    /// The same, and rows of it were rejected: they are not in the figures.
    case rowsRejected = "rows-rejected"
    /// A nil return is in force: nothing to report.
    case nilReturn = "nil"
    /// Of a year, some of its quarters are in force.
    case partial
    /// Something came, and nothing of it was accepted.
    case rejected
    /// Something came, was withdrawn since, and nothing else is in force.
    case withdrawn
    /// Owed, and nothing came.
    case notReceived = "not-received"
    /// Not owed, and nothing came.
    case notOwed = "not-owed"
  }

  package let member: String
  package let table: String
  package let state: State
  package let isOwed: Bool
  /// Whether the member's return speaks for the whole country.
  package let isNational: Bool
  /// When what is in force was due; where nothing is, when the period's return is.
  package let due: CalendarDay
  /// The earliest accepted vintage, which lateness is counted from; nil where nothing is in force.
  package let first: Vintage?
  package let inForce: Vintage?
  /// Whether something of it was withdrawn, be another version in force or not.
  package let wasWithdrawn: Bool
  /// Days after the due day: of the first accepted vintage or, where nothing is in force, of the day
  /// that is looked from; none or negative where it is not late.
  package let daysAfterDue: Int

  package var isInForce: Bool { [.received, .rowsRejected, .nilReturn].contains(state) }
  package var isLate: Bool { state != .notOwed && daysAfterDue > 0 }
  package var daysLate: Int { isLate ? daysAfterDue : 0 }
  /// Whether the member is to be asked: what is owed is not in force, or what came was rejected, if
  /// only rows of it.
  package var isOpen: Bool {
    state == .rejected || state == .rowsRejected || (isOwed && !isInForce)
  }
}

/// Finds what came, in the returns that were walked.
struct ReceiptFinder {
  let registry: Registry
  let collection: ReturnCollection
  let asOf: CalendarDay
  private let rejected: Set<ReturnCollection.Key>
  private let withdrawn: Set<ReturnCollection.Key>

  init(
    registry: Registry, ledger: Ledger, collection: ReturnCollection, withdrawals: [Withdrawal],
    asOf: CalendarDay
  ) {
    self.registry = registry
    self.collection = collection
    self.asOf = asOf
    withdrawn = Set(
      withdrawals.map {
        ReturnCollection.Key(
          table: $0.table, member: $0.submission.member, period: $0.submission.period)
      })
    rejected = Set(
      ledger.entries.filter { $0.standing == .rejected }.map {
        ReturnCollection.Key(
          table: $0.return.table, member: $0.return.submission.member,
          period: $0.return.submission.period)
      })
  }

  func receipt(of member: Member, table: String, period: ReferencePeriod) -> Receipt {
    let year = ReferencePeriod(year: period.year, kind: .year)
    // An annual return is the return of each of its quarters.
    for asked in period == year ? [year] : [period, year] {
      if let found = piece(member, table, asked) {
        return made(
          member, table, period, found.state, due: found.due,
          first: found.first, inForce: found.inForce, after: found.daysAfterDue)
      }
    }
    if period.quarters.count > 1, let whole = ofQuarters(member, table, period) { return whole }
    let isOwed = registry.owes(member, table: table, period: period)
    let keys = ([period, year] + period.quarters).map {
      ReturnCollection.Key(table: table, member: member.id, period: $0)
    }
    let state: Receipt.State =
      if keys.contains(where: rejected.contains) {
        .rejected
      } else if keys.contains(where: withdrawn.contains) {
        .withdrawn
      } else {
        isOwed ? .notReceived : .notOwed
      }
    let due = registry.calendar.due(period)
    return made(member, table, period, state, due: due, after: asOf.days(after: due))
  }

  private struct Piece {
    let state: Receipt.State
    let due: CalendarDay
    let first: Vintage
    let inForce: Vintage
    var daysAfterDue: Int { first.received.days(after: due) }
  }

  private func piece(_ member: Member, _ table: String, _ period: ReferencePeriod) -> Piece? {
    func find(_ choice: VintageChoice) -> EditedReturn? {
      collection.find(table: table, member: member.id, period: period, choice)
    }
    guard let first = find(.first)?.return, let last = find(.inForce) else { return nil }
    return Piece(
      state: last.return.isNil ? .nilReturn : last.rejectedRows > 0 ? .rowsRejected : .received,
      due: registry.calendar.due(period), first: first.submission.vintage,
      inForce: last.return.submission.vintage)
  }

  /// A year out of its quarters: all that are owed, or part of them; nil where none is in force.
  private func ofQuarters(
    _ member: Member, _ table: String, _ period: ReferencePeriod
  ) -> Receipt? {
    let found = period.quarters.map { ($0, piece(member, table, $0)) }
    let pieces = found.compactMap(\.1)
    guard !pieces.isEmpty else { return nil }
    let owed = found.filter { registry.owes(member, table: table, period: $0.0) }
    let lacking = (owed.isEmpty ? found : owed).first { $0.1 == nil }
    let (first, last) = (pieces.map(\.first).min()!, pieces.map(\.inForce).max()!)
    if let (quarter, _) = lacking {
      let due = registry.calendar.due(quarter)
      return made(
        member, table, period, .partial, due: due, first: first, inForce: last,
        after: asOf.days(after: due))
    }
    // The latest of the quarters, each against its own day.
    let worst = pieces.max { $0.daysAfterDue < $1.daysAfterDue }!
    let states = Set(pieces.map(\.state))
    return made(
      member, table, period,
      states.contains(.rowsRejected)
        ? .rowsRejected : states == [.nilReturn] ? .nilReturn : .received,
      due: worst.due,
      first: worst.first, inForce: last, after: worst.daysAfterDue)
  }

  private func made(
    _ member: Member, _ table: String, _ period: ReferencePeriod, _ state: Receipt.State,
    due: CalendarDay, first: Vintage? = nil, inForce: Vintage? = nil, after days: Int
  ) -> Receipt {
    Receipt(
      member: member.id, table: table, state: state,
      isOwed: registry.owes(member, table: table, period: period),
      isNational: registry.isNational(member: member.id, table: table, period: period), due: due,
      first: first, inForce: inForce,
      wasWithdrawn: ([period] + period.quarters).contains {
        withdrawn.contains(
          ReturnCollection.Key(table: table, member: member.id, period: $0))
      }, daysAfterDue: days)
  }
}
