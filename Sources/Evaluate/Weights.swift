import Vocabulary

/// What members' returns weigh: the victims that each registered in the year before.
///
/// Of one return, registered are the larger of its presumed and its identified persons, since
/// everybody presumed in a period is counted there, whatever came after. Of a year the annual return
/// counts, or the quarters in force. A national return is nobody's own and weighs nothing.
package struct Weights: Sendable {
  /// The table, the column of its groups and the two groups that are compared.
  package static let table = "victims"
  private static let column = "status"
  private static let groups = ["PRESUMED", "IDENTIFIED"]

  package let year: ReferencePeriod
  /// Registered victims by member; members of whom nothing is in force are absent.
  package let registered: [String: Int]
  /// Members that owed the table then and of whom not the whole year is in force: what they weigh is
  /// too little, or not known.
  package let incomplete: [String]

  /// - Parameter year: the year that weighs, as a whole year.
  init(_ registry: Registry, _ collection: ReturnCollection, year: ReferencePeriod) {
    self.year = year
    var registered: [String: Int] = [:]
    var incomplete: [String] = []
    for member in registry.members
    where !registry.isNational(member: member.id, table: Self.table, period: year) {
      let found = ([year] + year.quarters).map {
        ($0, collection.find(table: Self.table, member: member.id, period: $0))
      }
      let values = found.compactMap(\.1).map { Self.registered($0, registry) }
      let known = values.compactMap { $0 }
      if !known.isEmpty { registered[member.id] = known.reduce(0, +) }
      let lacks = found.dropFirst().contains {
        $0.1 == nil && registry.owes(member, table: Self.table, period: $0.0)
      }
      if values.contains(where: { $0 == nil }) || (found[0].1 == nil && lacks) {
        incomplete.append(member.id)
      }
    }
    self.registered = registered
    self.incomplete = incomplete
  }

  /// Nil where the return does not say.
  private static func registered(_ edited: EditedReturn, _ registry: Registry) -> Int? {
    if edited.return.isNil { return 0 }
    guard let schema = registry.table(table), let column = schema.index(of: column),
      let list = registry.codeList(schema, column), let measure = schema.index(of: "count")
    else { return nil }
    let rows = edited.rows
    return groups.compactMap { group -> Int? in
      guard let code = list.ordinal(of: group) else { return nil }
      let indices = (0..<rows.count).filter { rows.ordinals[column][$0] == code }
      return TabulationSet(
        rows: rows, indices: indices, dimensions: schema.columns(.dimension)
      ) { rows.value($0, measure) }.total
    }.max()
  }

  package subscript(member: String) -> Int? { registered[member] }
}
