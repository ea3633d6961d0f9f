import Vocabulary

/// Reads the codes of one column: each distinct wording is understood once.
///
/// A plain code costs one look-up. A wording that had to be converted, or that is no usable code,
/// is a *case*: described once, counted at every occurrence.
struct CodeReader: ~Copyable {
  struct Case {
    let ordinal: Int32
    let problem: CellProblem.Kind?
    /// Place among the reader's problems, or, where there is none, its conversions; -1 for neither.
    let detail: Int32
  }

  private let index: Lexicon.Index
  private let member: String
  private let period: ReferencePeriod
  private let columnName: String
  private let isRequired: Bool
  private var table = WordingTable()
  private var cases: [Case] = []
  private(set) var problems: [WordingProblem] = []
  private(set) var conversions: [Conversion] = []

  init(
    _ index: Lexicon.Index, column: Column, member: String, period: ReferencePeriod
  ) {
    self.index = index
    self.member = member
    self.period = period
    columnName = column.name
    isRequired = column.isRequired
  }

  /// Wordings understood so far: meanings are ordinals, or `-2 - case`.
  var known: WordingTable.View { table.view }

  func caseOf(_ meaning: Int32) -> Case { cases[Int(-2 - meaning)] }

  /// Understands a wording that is not known yet.
  @inline(never)
  mutating func understand(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let text = UnsafeBufferPointer(start: cell, count: length)
    let meaning = resolve(text)
    table.remember(cell, length, meaning)
    return meaning
  }

  private mutating func add(
    _ ordinal: Int32, _ kind: CellProblem.Kind?, detail: Int = -1
  ) -> Int32 {
    cases.append(Case(ordinal: ordinal, problem: kind, detail: Int32(detail)))
    return Int32(-1 - cases.count)
  }

  private mutating func problem(
    _ kind: CellProblem.Kind, _ value: String, nearest: [String] = [], validity: Validity? = nil
  ) -> Int32 {
    problems.append(WordingProblem(value: value, nearest: nearest, validity: validity))
    return add(CodeList.unread, kind, detail: problems.count - 1)
  }

  private mutating func resolve(_ cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    let trimmed = Text.trimmed(cell)
    if trimmed.isEmpty {
      return isRequired ? add(CodeList.unread, .required) : CodeList.unknown
    }
    guard !cell.contains(0), let text = String(validating: trimmed, as: UTF8.self) else {
      return problem(.typeText, "")
    }
    let plain = index.list.ordinal(of: text).flatMap {
      index.list.codes[Int($0)].isDerived ? nil : $0
    }
    let folded = Wording.fold(text)
    guard let ordinal = plain ?? index.ofMembers[member]?[folded] ?? index.folded[folded] else {
      let nearest = Wording.nearest(to: text, among: index.candidates)
      return problem(.knownCode, text, nearest: nearest)
    }
    let code = index.list.codes[Int(ordinal)]
    if isRequired, ordinal == CodeList.total || ordinal == CodeList.unknown {
      return problem(.knownCode, text)
    }
    guard code.validity.overlaps(period.firstDay, period.lastDay) else {
      return problem(.codeInForce, text, validity: code.validity)
    }
    if plain != nil, trimmed.count == cell.count { return ordinal }
    conversions.append(
      Conversion(
        kind: "converted-wording", column: columnName, from: String(decoding: cell, as: UTF8.self),
        to: code.id))
    return add(ordinal, nil, detail: conversions.count - 1)
  }
}
