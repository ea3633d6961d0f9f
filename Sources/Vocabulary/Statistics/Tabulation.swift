/// The tabulations of one group of a return for one measure, and the figures they give.
///
/// Rows with the same broken-down dimensions (the *pattern*) are one tabulation of the group's
/// people. The rules are those of the return's "Breakdowns": the total is the row with the empty
/// pattern, else the greatest tabulation's sum; a tabulation with a blank is incomplete and never
/// gives the total; one with a rejected row is not used.
///
/// For `F,_T,3` / `M,_T,2` / `_T,LABOUR,4` over (sex, exploitation): two tabulations, total 5, and
/// by exploitation LABOUR 4 with 1 unknown.
package struct TabulationSet {
  package struct Tabulation {
    /// Places in the set's dimensions that are broken down, ascending.
    package let pattern: [Int]
    /// Rows of the return.
    package let rows: [Int]
    /// Sum of the counts that are known.
    package let sum: Int
    /// Whether no count is blank.
    package let isComplete: Bool
    /// Whether none of its rows was rejected.
    package let isWhole: Bool
  }

  /// A cell of a breakdown.
  package struct Cell: Sendable, Equatable {
    package var value: Int
    /// Whether a count that belongs here is blank.
    package var isMissing: Bool
    /// The value as far as anything is known of it: nil where nothing but missing parts make it.
    package var known: Int? { isMissing && value == 0 ? nil : value }
    package init(value: Int = 0, isMissing: Bool = false) {
      self.value = value
      self.isMissing = isMissing
    }
    package static func += (a: inout Self, b: Self) {
      a.value += b.value
      a.isMissing = a.isMissing || b.isMissing
    }
  }

  package struct Split {
    /// Code ordinals by place of the asked set.
    package var cells: [[Int32]: Cell]
    /// Persons of the total that the tabulation does not break down; in the `_U` cell.
    package var shortfall: Int
    /// The tabulation used; nil when only the total could serve.
    package var tabulation: Tabulation?
  }

  /// Usable and unusable tabulations, by number of dimensions, then in column order.
  package let tabulations: [Tabulation]
  private let rows: ReturnRows
  private let dimensions: [Int]
  private let value: (Int) -> Int?

  /// - Parameters:
  ///   - indices: the group's rows, struck ones among them.
  ///   - dimensions: schema columns that break people down.
  ///   - value: the measure of a row; nil where blank.
  package init(
    rows: ReturnRows, indices: [Int], dimensions: [Int], value: @escaping (Int) -> Int?
  ) {
    self.rows = rows
    self.dimensions = dimensions
    self.value = value
    var byPattern: [[Int]: [Int]] = [:]
    for row in indices {
      byPattern[Self.pattern(of: row, in: rows, dimensions), default: []].append(row)
    }
    tabulations = byPattern.map { pattern, all in
      let counting = all.filter { !rows.struck.contains($0) }
      let values = counting.map(value)
      return Tabulation(
        pattern: pattern, rows: counting, sum: values.reduce(0) { $0 + ($1 ?? 0) },
        isComplete: !values.contains(nil),
        isWhole: counting.count == all.count)
    }
    .sorted {
      $0.pattern.count != $1.pattern.count
        ? $0.pattern.count < $1.pattern.count
        : $0.pattern.lexicographicallyPrecedes($1.pattern)
    }
  }

  static func pattern(of row: Int, in rows: ReturnRows, _ dimensions: [Int]) -> [Int] {
    dimensions.indices.filter { rows.ordinals[dimensions[$0]][row] != CodeList.total }
  }

  package func pattern(of row: Int) -> [Int] { Self.pattern(of: row, in: rows, dimensions) }

  package var usable: [Tabulation] { tabulations.filter { $0.isWhole && !$0.rows.isEmpty } }

  /// The row with the empty pattern, where it is there and known.
  package var totalRow: Tabulation? {
    usable.first { $0.pattern.isEmpty && $0.isComplete }
  }

  /// Of some tabulations the greatest; among equals the fewest dimensions, then column order.
  private func greatest(_ among: [Tabulation]) -> Tabulation? {
    var best: Tabulation?
    for candidate in among where best == nil || candidate.sum > best!.sum { best = candidate }
    return best
  }

  /// The tabulation that gives the total; nil when none is whole and complete.
  package var totalTabulation: Tabulation? {
    totalRow ?? greatest(usable.filter(\.isComplete))
  }

  package var total: Int? { totalTabulation?.sum }

  /// Breaks the total down by some of the dimensions (places in the set's dimensions).
  package func split(by asked: [Int]) -> Split {
    let wanted = Set(asked)
    func share(_ tabulation: Tabulation) -> Int { wanted.intersection(tabulation.pattern).count }
    let most = usable.map(share).max() ?? 0
    let chosen = most == 0 ? nil : greatest(usable.filter { share($0) == most })
    var split = Split(cells: [:], shortfall: 0, tabulation: chosen)
    for row in chosen?.rows ?? [] {
      let key = asked.map { place in
        let code = rows.ordinals[dimensions[place]][row]
        return code == CodeList.total ? CodeList.unknown : code
      }
      let count = value(row)
      split.cells[key, default: Cell()] += Cell(value: count ?? 0, isMissing: count == nil)
    }
    if let total, chosen?.isComplete ?? true {
      split.shortfall = max(0, total - (chosen?.sum ?? 0))
      if split.shortfall > 0 {
        let unknown = asked.map { _ in CodeList.unknown }
        split.cells[unknown, default: Cell()] += Cell(value: split.shortfall)
      }
    }
    return split
  }

  /// The rows behind a cell of a split.
  package func rows(of split: Split, by asked: [Int], cell: [Int32]) -> [Int] {
    (split.tabulation?.rows ?? totalTabulation?.rows ?? []).filter { row in
      zip(asked, cell).allSatisfy { place, code in
        let own = rows.ordinals[dimensions[place]][row]
        return own == code || (own == CodeList.total && code == CodeList.unknown)
      }
    }
  }
}
