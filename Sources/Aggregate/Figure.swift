import Vocabulary

/// What an indicator comes to over some shares: a total, its breakdowns, and who stands behind it.
struct Figure {
  /// Nil when nobody reported it.
  var total: TabulationSet.Cell?
  /// By place among the indicator's breakdowns, then codes (ordinals).
  var splits: [[[Int32]: TabulationSet.Cell]]
  /// Breakdowns of which no net can be given.
  var unplaced: Set<Int> = []
  /// By breakdown, the sets of its columns (places in it) by which somebody broke people down.
  private(set) var detailed: [Set<Set<Int>>]
  /// Persons of the total without the detail, by breakdown.
  var shortfalls: [Int]
  var members: [String: TabulationSet.Cell] = [:]
  /// Members whose returns for the whole period are in force.
  var complete: Set<String> = []
  /// Those among them that reported the indicator in each return: only they can be matched.
  var matchable: Set<String> = []
  /// Breakdowns of which a tabulation lacks a count: a code without a row is unknown there.
  private(set) var incomplete: Set<Int> = []
  var notes: Set<Note> = []

  init(breakdowns: Int) {
    splits = Array(repeating: [:], count: breakdowns)
    shortfalls = Array(repeating: 0, count: breakdowns)
    detailed = Array(repeating: [], count: breakdowns)
  }

  /// - Parameter columns: places in the breakdown; nil for all of them.
  mutating func addDetail(_ columns: Set<Int>?, of size: Int, breakdown: Int) {
    detailed[breakdown].insert(columns ?? Set(0..<size))
  }

  /// Whether anything is known of a cell: where nobody broke people down by a column, its codes are
  /// not zero but unknown.
  func knows(_ cell: [Int32], breakdown: Int) -> Bool {
    let asked = Set(cell.indices.filter { cell[$0] != CodeList.unknown })
    return detailed[breakdown].contains { asked.isSubset(of: $0) }
  }

  /// A cell of a breakdown as far as it is known; nil where it is not.
  func cell(_ codes: [Int32], breakdown: Int) -> TabulationSet.Cell? {
    guard total != nil, !unplaced.contains(breakdown), knows(codes, breakdown: breakdown) else {
      return nil
    }
    return splits[breakdown][codes]
      ?? TabulationSet.Cell(isMissing: incomplete.contains(breakdown))
  }

  mutating func addIncomplete(breakdown: Int) { incomplete.insert(breakdown) }

  mutating func add(total cell: TabulationSet.Cell, member: String) {
    total = total ?? TabulationSet.Cell()
    total! += cell
    members[member, default: TabulationSet.Cell()] += cell
  }

  mutating func add(_ cell: TabulationSet.Cell, at codes: [Int32], breakdown: Int) {
    splits[breakdown][codes, default: TabulationSet.Cell()] += cell
  }
}
