import Vocabulary

/// What an indicator comes to over some shares: a total, its breakdowns, and who stands behind it.
struct Figure {
  /// Nil when nobody reported it.
  var total: TabulationSet.Cell?
  /// By place among the indicator's breakdowns, then codes (ordinals).
  var splits: [[[Int32]: TabulationSet.Cell]]
  /// Breakdowns of which no net can be given.
  var unplaced: Set<Int> = []
  /// By breakdown, the sets of its columns (places in it) of which somebody's codes are known.
  private var detailed: [Set<Set<Int>>]
  /// Breakdowns of which somebody reported nobody: with no other return every code is zero.
  private var ofNone: Set<Int> = []
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
  /// What is so of a member's part, and by it of the whole.
  private(set) var memberNotes: [String: Set<Note>] = [:]

  init(breakdowns: Int) {
    splits = Array(repeating: [:], count: breakdowns)
    shortfalls = Array(repeating: 0, count: breakdowns)
    detailed = Array(repeating: [], count: breakdowns)
  }

  /// Somebody's return has the codes; unknown ones among them tell nothing of their columns.
  mutating func addDetail(_ codes: [Int32], breakdown: Int) {
    detailed[breakdown].insert(Self.known(codes))
  }

  /// Somebody's return has nobody, whatever the codes.
  mutating func addNone(breakdown: Int) { ofNone.insert(breakdown) }

  private static func known(_ codes: [Int32]) -> Set<Int> {
    Set(codes.indices.filter { codes[$0] != CodeList.unknown })
  }

  /// Whether anything is known of a cell: where nobody broke people down by a column, its codes are
  /// not zero but unknown, even if others, or the same member in other quarters, had nobody.
  func knows(_ cell: [Int32], breakdown: Int) -> Bool {
    if detailed[breakdown].isEmpty { return ofNone.contains(breakdown) }
    let asked = Self.known(cell)
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

  mutating func add(_ note: Note, of member: String) {
    memberNotes[member, default: []].insert(note)
  }

  /// Notes of the whole.
  var allNotes: Set<Note> { memberNotes.values.reduce(notes) { $0.union($1) } }

  mutating func add(total cell: TabulationSet.Cell, member: String) {
    total = total ?? TabulationSet.Cell()
    total! += cell
    members[member, default: TabulationSet.Cell()] += cell
  }

  mutating func add(_ cell: TabulationSet.Cell, at codes: [Int32], breakdown: Int) {
    splits[breakdown][codes, default: TabulationSet.Cell()] += cell
  }
}
