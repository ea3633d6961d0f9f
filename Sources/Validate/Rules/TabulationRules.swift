import Vocabulary

/// The groups of a return, each with its rows, struck ones among them: what tabulation rules and
/// the tabulator agree on.
struct Groups {
  let schema: ReturnTable
  let registry: Registry
  let measure: Int
  let dimensions: [Int]

  /// Name of the measure, where a rule is about several.
  let named: String

  /// One for each measure that the rule names; nil where there is none.
  static func each(
    _ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry
  ) -> [Groups]? {
    let names = definition.parameters["measure"] ?? ["count"]
    let found = names.compactMap {
      Groups($0, schema, registry, named: names.count > 1 ? $0 : "")
    }
    return found.isEmpty ? nil : found
  }

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    self.init(definition.first("measure") ?? "count", schema, registry)
  }

  init?(_ name: String, _ schema: ReturnTable, _ registry: Registry, named: String = "") {
    guard let measure = schema.index(of: name), schema.hasTabulations else { return nil }
    self.schema = schema
    self.registry = registry
    self.measure = measure
    self.named = named
    dimensions = schema.columns(.dimension)
  }

  func sets(_ rows: ReturnRows) -> [(name: String, set: TabulationSet)] {
    rows.groups(schema).map { group in
      (group.name(rows, schema, registry), set(rows, group.rows))
    }
  }

  private func set(_ rows: ReturnRows, _ group: [Int]) -> TabulationSet {
    guard measure == schema.overlap?.count else {
      return TabulationSet(rows: rows, indices: group, dimensions: dimensions) {
        rows.value($0, measure)
      }
    }
    // A blank overlap is none declared; a tabulation in which all are blank says nothing of it.
    func pattern(_ row: Int) -> [Int] {
      dimensions.filter { rows.ordinals[$0][row] != CodeList.total }
    }
    let declared = Set(group.filter { rows.value($0, measure) != nil }.map(pattern))
    return TabulationSet(
      rows: rows, indices: group.filter { declared.contains(pattern($0)) }, dimensions: dimensions
    ) { rows.value($0, measure) ?? 0 }
  }

  /// `sex × age_group`
  func by(_ pattern: [Int]) -> String {
    pattern.isEmpty
      ? "_T" : pattern.map { schema.columns[dimensions[$0]].name }.joined(separator: " × ")
  }

  func code(_ place: Int, _ ordinal: Int32) -> String {
    registry.codeList(schema, dimensions[place])?.id(ordinal) ?? "?"
  }
}

/// Where rows of a tabulation were rejected another one of the group serves, or the return does not
/// count: nobody may be lost by a wrong cell.
struct TabulationServes: ReturnRule {
  let groups: Groups

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let groups = Groups(definition, schema, registry) else { return nil }
    self.groups = groups
  }

  /// Undecided where no row was rejected.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var found: [Violation] = []
    var isDecided = false
    // A record that is no row, or of no known group, may have counted anywhere.
    let unread = rows.rowsOfUnreadGroup(groups.schema)
    if rows.lostRecords > 0 || !unread.isEmpty {
      found.append(
        Violation(row: unread.first, parameters: [.init("group", groups.schema.name)]))
    }
    for (name, set) in groups.sets(rows) {
      // A whole tabulation serves when it adds up to what the damaged one still says, at least.
      let damaged = set.tabulations.filter { !$0.isWhole }
      guard !damaged.isEmpty else { continue }
      isDecided = true
      let left = damaged.map(\.sum).max() ?? 0
      let serves = set.usable.contains { $0.isComplete && $0.sum >= left }
      if !serves {
        let struck = rows.struck.sorted().first {
          Set(damaged.map(\.pattern)).contains(set.pattern(of: $0))
        }
        found.append(Violation(row: struck, parameters: [.init("group", name)], strikes: false))
      }
    }
    return isDecided || !found.isEmpty ? found : nil
  }
}

/// No tabulation adds up to more than the total row.
struct TabulationsWithinTotal: ReturnRule {
  let measures: [Groups]

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let measures = Groups.each(definition, schema, registry) else { return nil }
    self.measures = measures
  }

  /// Undecided where no total row has another tabulation beside it.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var isDecided = false
    let found = measures.flatMap { violations(rows, $0, &isDecided) }
    return isDecided ? found : nil
  }

  private func violations(
    _ rows: ReturnRows, _ groups: Groups, _ isDecided: inout Bool
  ) -> [Violation] {
    var found: [Violation] = []
    for (_, set) in groups.sets(rows) {
      guard let total = set.totalRow else { continue }
      for tabulation in set.usable where !tabulation.pattern.isEmpty {
        // One with a blank may be greater than it says.
        let isAbove = tabulation.sum > total.sum
        isDecided = isDecided || isAbove || tabulation.isComplete
        guard isAbove else { continue }
        found.append(
          Violation(
            row: tabulation.rows.first, column: groups.named,
            parameters: [
              .init("sum", tabulation.sum), .init("total", total.sum),
              .init("by", groups.by(tabulation.pattern)),
            ], strikes: false))
      }
    }
    return found
  }
}

/// No cell of a finer tabulation is above the same cell of a coarser one, its unknown cells and its
/// shortfall added. Soft where there is a total row, since then nobody is lost or doubled by it.
struct FinerWithinCoarser: ReturnRule {
  let measures: [Groups]

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let measures = Groups.each(definition, schema, registry) else { return nil }
    self.measures = measures
  }

  /// Undecided where no cell stands in two tabulations of which one is finer.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var isDecided = false
    let found = measures.flatMap { violations(rows, $0, &isDecided) }
    return isDecided ? found : nil
  }

  private func violations(
    _ rows: ReturnRows, _ groups: Groups, _ isDecided: inout Bool
  ) -> [Violation] {
    var found: [Violation] = []
    for (_, set) in groups.sets(rows) {
      for coarse in set.usable where !coarse.pattern.isEmpty && coarse.isComplete {
        let shortfall = max(0, (set.total ?? coarse.sum) - coarse.sum)
        for fine in set.usable
        where fine.pattern.count > coarse.pattern.count
          && Set(coarse.pattern).isSubset(of: fine.pattern)
        {
          found += compare(
            groups, fine, coarse, shortfall, rows, hasTotal: set.totalRow != nil, &isDecided)
        }
      }
    }
    return found
  }

  private func cells(
    _ groups: Groups, _ tabulation: TabulationSet.Tabulation, _ by: [Int], _ rows: ReturnRows
  ) -> [[Int32]: (sum: Int, row: Int)] {
    var cells: [[Int32]: (sum: Int, row: Int)] = [:]
    for row in tabulation.rows {
      let key = by.map { rows.ordinals[groups.dimensions[$0]][row] }
      cells[key, default: (0, row)].sum += rows.value(row, groups.measure) ?? 0
    }
    return cells
  }

  private func compare(
    _ groups: Groups, _ fine: TabulationSet.Tabulation, _ coarse: TabulationSet.Tabulation,
    _ shortfall: Int,
    _ rows: ReturnRows, hasTotal: Bool, _ isDecided: inout Bool
  ) -> [Violation] {
    let limits = cells(groups, coarse, coarse.pattern, rows)
    var found: [Violation] = []
    for (cell, (sum, row)) in cells(groups, fine, coarse.pattern, rows)
    where !cell.contains(CodeList.unknown) {
      isDecided = isDecided || fine.isComplete
      // Persons of the coarse tabulation who may belong to the cell: known there, or unknown.
      let limit = limits.reduce(shortfall) { limit, other in
        let fits = zip(other.key, cell).allSatisfy { $0 == $1 || $0 == CodeList.unknown }
        return fits ? limit + other.value.sum : limit
      }
      if sum > limit {
        isDecided = true
        let name = zip(coarse.pattern, cell).map { groups.code($0, $1) }.joined(separator: ", ")
        found.append(
          Violation(
            row: row, column: groups.named,
            parameters: [
              .init("cell", name), .init("sum", sum), .init("limit", limit),
              .init("by", groups.by(coarse.pattern)),
            ], severity: hasTotal ? .soft : nil, strikes: false))
      }
    }
    return found.sorted { $0.row! < $1.row! }
  }
}

/// Without a total row the tabulations have one sum.
struct TabulationsAgree: ReturnRule {
  let measures: [Groups]

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let measures = Groups.each(definition, schema, registry) else { return nil }
    self.measures = measures
  }

  /// Undecided where no group without a total row has two tabulations.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var isDecided = false
    let found = measures.flatMap { violations(rows, $0, &isDecided) }
    return isDecided ? found : nil
  }

  private func violations(
    _ rows: ReturnRows, _ groups: Groups, _ isDecided: inout Bool
  ) -> [Violation] {
    var found: [Violation] = []
    for (_, set) in groups.sets(rows) where set.totalRow == nil {
      guard let greatest = set.totalTabulation else { continue }
      for tabulation in set.usable where tabulation.pattern != greatest.pattern {
        // One with a blank may be greater than it says.
        let isOff =
          tabulation.isComplete
          ? tabulation.sum != greatest.sum : tabulation.sum > greatest.sum
        isDecided = isDecided || isOff || tabulation.isComplete
        guard isOff else { continue }
        found.append(
          Violation(
            row: tabulation.rows.first, column: groups.named,
            parameters: [
              .init("by", groups.by(tabulation.pattern)), .init("sum", tabulation.sum),
              .init("other", groups.by(greatest.pattern)), .init("othersum", greatest.sum),
            ], strikes: false))
      }
    }
    return found
  }
}

/// A group's total is within another's, where both are reported.
struct GroupWithinGroup: ReturnRule {
  let groups: Groups
  let column: Int
  let inner: Int32
  let outer: Int32
  let list: CodeList

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let groups = Groups(definition, schema, registry),
      let inner = definition.first("group")?.split(separator: "="), inner.count == 2,
      let outer = definition.first("within")?.split(separator: "="), outer.count == 2,
      let column = schema.index(of: String(inner[0])), let list = registry.codeList(schema, column),
      let innerCode = list.ordinal(of: String(inner[1])),
      let outerCode = list.ordinal(of: String(outer[1]))
    else { return nil }
    self.groups = groups
    self.column = column
    self.list = list
    self.inner = innerCode
    self.outer = outerCode
  }

  func violations(_ rows: ReturnRows) -> [Violation]? {
    func total(_ code: Int32) -> (Int, Int)? {
      let indices = (0..<rows.count).filter { rows.ordinals[column][$0] == code }
      let set = TabulationSet(rows: rows, indices: indices, dimensions: groups.dimensions) {
        rows.value($0, groups.measure)
      }
      guard let tabulation = set.totalTabulation, let first = tabulation.rows.first else {
        return nil
      }
      return (tabulation.sum, first)
    }
    guard let (value, row) = total(inner), let (limit, _) = total(outer) else { return nil }
    guard value > limit else { return [] }
    return [
      Violation(
        row: row, column: groups.schema.columns[column].name,
        parameters: [
          .init("group", list.id(inner)), .init("value", value), .init("other", list.id(outer)),
          .init("limit", limit),
        ], strikes: false)
    ]
  }
}
