import Vocabulary

/// What is missing or rejected for a period, the weightiest first.
package struct ChaseList: Sendable {
  package struct Item: Sendable {
    package let member: Member
    package let table: ReturnTable
    package let receipt: Receipt
    /// Victims that the member registered in the year before; nil where that is not known.
    package let weight: Int?
    /// The latest earlier period for which the member sent the table, accepted or not.
    package let lastSent: ReferencePeriod?
  }

  /// By weight, then days late, then the order of the register and of the tables.
  package let items: [Item]

  /// - Parameter sent: periods for which a table came from a member, from the names of files alone.
  package init(
    _ grid: ResponseGrid, sent: (_ member: String, _ table: String) -> [ReferencePeriod]
  ) {
    var items: [Item] = []
    for row in grid.rows {
      for (table, receipt) in zip(grid.tables, row.receipts) where receipt.isOpen {
        items.append(
          Item(
            member: row.member, table: table, receipt: receipt, weight: grid.weights[row.member.id],
            lastSent: sent(row.member.id, table.name).filter { $0.lastDay < grid.period.lastDay }
              .max()))
      }
    }
    func rank(_ place: Int) -> (Int, Int, Int) {
      (-(items[place].weight ?? -1), -items[place].receipt.daysAfterDue, place)
    }
    self.items = items.indices.sorted { rank($0) < rank($1) }.map { items[$0] }
  }
}
