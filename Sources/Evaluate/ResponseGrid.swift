import Vocabulary

/// The response to a period: members by tables, and what came of each.
///
/// Members are those in the register on the period's last day, in its order; tables are all of the
/// return's, in its order.
package struct ResponseGrid: Sendable {
  package struct Row: Sendable {
    package let member: Member
    /// By place of the table.
    package let receipts: [Receipt]
  }

  package let period: ReferencePeriod
  package let asOf: CalendarDay
  package let tables: [ReturnTable]
  package let rows: [Row]
  package let weights: Weights

  /// - Parameters:
  ///   - ledger: of at least the period's submissions, those of its year where a member sent an
  ///     annual return too, and the submissions with victims of the year before.
  ///   - withdrawals: what was withdrawn of them.
  ///   - asOf: the day that is looked from.
  package init(
    registry: Registry, ledger: Ledger, collection: ReturnCollection,
    withdrawals: [Withdrawal] = [], period: ReferencePeriod, asOf: CalendarDay
  ) {
    self.period = period
    self.asOf = asOf
    tables = registry.tables
    let finder = ReceiptFinder(
      registry: registry, ledger: ledger, collection: collection, withdrawals: withdrawals,
      asOf: asOf)
    rows = registry.members.filter { $0.validity.contains(period.lastDay) }.map { member in
      Row(
        member: member,
        receipts: registry.tables.map {
          finder.receipt(of: member, table: $0.name, period: period)
        })
    }
    weights = Weights(
      registry, collection, year: ReferencePeriod(year: period.year - 1, kind: .year))
  }

  package var receipts: [Receipt] { rows.flatMap(\.receipts) }

  /// What a member is to be asked for.
  package func open(_ member: String) -> [Receipt] {
    rows.first { $0.member.id == member }?.receipts.filter(\.isOpen) ?? []
  }

  // MARK: Rates

  /// Owed returns in force among owed returns; nil where none is owed.
  package func response(of table: String? = nil) -> ResponseRate? {
    rate(of: table) { _ in 1 }
  }

  /// The same, each return weighing what its member registered in the year before; nil where nobody
  /// is known to have registered anyone.
  package func weightedResponse(of table: String? = nil) -> ResponseRate? {
    rate(of: table) { weights[$0] ?? 0 }
  }

  private func rate(of table: String?, _ weight: (String) -> Int) -> ResponseRate? {
    let owed = receipts.filter { $0.isOwed && (table == nil || $0.table == table) }
    return ResponseRate(
      part: owed.reduce(0) { $0 + ($1.isInForce ? weight($1.member) : 0) },
      whole: owed.reduce(0) { $0 + weight($1.member) })
  }

  /// Owed returns that came by their due day among those in force.
  package var punctuality: ResponseRate? {
    let inForce = receipts.filter { $0.isOwed && $0.isInForce }
    return ResponseRate(part: inForce.count { !$0.isLate }, whole: inForce.count)
  }

  /// Members that owe the weighing table now and of whom last year is not known whole.
  package var incompletelyWeighed: [String] {
    let owing = Set(receipts.filter { $0.isOwed && $0.table == Weights.table }.map(\.member))
    return weights.incomplete.filter(owing.contains)
  }
}
