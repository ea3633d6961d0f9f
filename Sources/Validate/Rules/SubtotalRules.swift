import Vocabulary

/// FOREIGN and ABROAD are the rest: beside their members' sum they look like a subtotal.
struct RestIsNoSubtotal: ReturnRule {
  let groups: Groups
  let rests: [(place: Int, code: Int32, home: Int32?)]

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let groups = Groups(definition, schema, registry) else { return nil }
    self.groups = groups
    rests = (definition.parameters["codes"] ?? []).compactMap { text in
      let parts = text.split(separator: "=").map(String.init)
      guard parts.count == 2, let column = schema.index(of: parts[0]),
        let place = groups.dimensions.firstIndex(of: column),
        let list = registry.codeList(schema, column), let code = list.ordinal(of: parts[1])
      else { return nil }
      return (place, code, list.ordinal(of: "LV"))
    }
  }

  /// Undecided where no rest stands beside what it is the rest of.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var found: [Violation] = []
    var isDecided = false
    for (_, set) in groups.sets(rows) {
      for rest in rests {
        for tabulation in set.usable where tabulation.pattern.contains(rest.place) {
          let others = tabulation.pattern.filter { $0 != rest.place }
          let slices = Dictionary(grouping: tabulation.rows) { row in
            others.map { rows.ordinals[groups.dimensions[$0]][row] }
          }
          found += slices.values.compactMap { violation(rest, $0, rows, &isDecided) }
        }
      }
    }
    return isDecided ? found.sorted { $0.row ?? 0 < $1.row ?? 0 } : nil
  }

  private func violation(
    _ rest: (place: Int, code: Int32, home: Int32?), _ slice: [Int], _ rows: ReturnRows,
    _ isDecided: inout Bool
  ) -> Violation? {
    let column = groups.dimensions[rest.place]
    var own = 0
    var others = 0
    var hasOthers = false
    var at: Int?
    for row in slice {
      let code = rows.ordinals[column][row]
      let count = rows.value(row, groups.measure) ?? 0
      if code == rest.code {
        own += count
        at = row
      } else if code > CodeList.unknown, code != rest.home,
        !groups.code(rest.place, code).contains("_")
      {
        others += count
        hasOthers = true
      }
    }
    isDecided = isDecided || own > 0 && hasOthers
    guard own > 0, own == others else { return nil }
    return Violation(
      row: at, column: groups.schema.columns[column].name,
      parameters: [.init("code", groups.code(rest.place, rest.code)), .init("sum", others)],
      strikes: false)
  }
}

/// A row of which no detail is known is not the sum of the rows beside it: blank cells mean unknown,
/// and its persons would count twice.
struct UnknownIsNoTotal: ReturnRule {
  private let measures: [Groups]

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let measures = Groups.each(definition, schema, registry) else { return nil }
    self.measures = measures
  }

  /// Undecided where no such row stands beside others.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var isDecided = false
    let found = measures.flatMap { groups in
      groups.sets(rows).flatMap { _, set in
        set.usable.compactMap { violation($0, groups, rows, &isDecided) }
      }
    }
    return isDecided ? found : nil
  }

  private func violation(
    _ tabulation: TabulationSet.Tabulation, _ groups: Groups, _ rows: ReturnRows,
    _ isDecided: inout Bool
  ) -> Violation? {
    let columns = tabulation.pattern.map { groups.dimensions[$0] }
    let blank = tabulation.rows.filter { row in
      columns.allSatisfy { rows.ordinals[$0][row] == CodeList.unknown }
    }
    let count = blank.reduce(0) { $0 + (rows.value($1, groups.measure) ?? 0) }
    guard !columns.isEmpty, count > 0, blank.count < tabulation.rows.count else { return nil }
    isDecided = true
    // One person beside one other is no sum.
    guard tabulation.sum == 2 * count, tabulation.rows.count - blank.count > 1 else { return nil }
    return Violation(
      row: blank.first, column: groups.named, parameters: [.init("sum", count)], strikes: false)
  }
}
