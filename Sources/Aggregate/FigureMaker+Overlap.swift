import Vocabulary

extension FigureMaker {
  /// Overlaps that are taken off, with what each row takes; those held are left out, and reported in
  /// `held`.
  func overlapSet(
    _ piece: EditedReturn, _ confirmed: Confirmation
  ) -> (set: TabulationSet, taken: [Int: Int], held: Int) {
    let rows = piece.rows
    guard let overlap = schema.overlap else {
      return (TabulationSet(rows: rows, indices: [], dimensions: []) { _ in nil }, [:], 0)
    }
    var held = 0
    var taken: [Int: Int] = [:]
    let group = groupRows(rows)
    for row in group where !rows.struck.contains(row) {
      guard let count = rows.value(row, overlap.count) else { continue }
      let text = rows.texts[overlap.with][row]
      if count > 0, !text.isEmpty {
        let member = registry.memberNamed(text)
        guard let member, confirmed(member, piece.return.submission.period),
          !isDeclaredByOther(piece, member)
        else {
          held += count
          continue
        }
      }
      taken[row] = count
    }
    // A blank overlap is none declared; a tabulation in which all are blank says nothing of it.
    let dimensions = schema.columns(.dimension)
    var patterns: Set<[Int]> = []
    for row in taken.keys {
      patterns.insert(dimensions.filter { rows.ordinals[$0][row] != CodeList.total })
    }
    let indices = group.filter { row in
      patterns.contains(dimensions.filter { rows.ordinals[$0][row] != CodeList.total })
    }
    let set = TabulationSet(rows: rows, indices: indices, dimensions: dimensions) { [taken] in
      taken[$0] ?? 0
    }
    return (set, taken, held)
  }

  /// Whether the overlap with a member is the one that this member declares, too: the larger of the
  /// two is taken off, once; of two that are equal that of the member later in the register.
  private func isDeclaredByOther(_ piece: EditedReturn, _ member: String) -> Bool {
    let own = piece.return.submission
    guard own.member != member,
      let other = collection.find(table: schema.name, member: member, period: own.period)
    else { return false }
    let (ours, theirs) = (declared(piece.rows, member), declared(other.rows, own.member))
    guard theirs > 0, ours <= theirs else { return false }
    let order = registry.members.map(\.id)
    return ours < theirs
      || order.firstIndex(of: own.member) ?? 0 < order.firstIndex(of: member) ?? 0
  }

  /// Persons of the indicator's group that were counted by a member already, as a return says.
  private func declared(_ rows: ReturnRows, _ member: String) -> Int {
    guard let overlap = schema.overlap else { return 0 }
    let named = groupRows(rows).filter { row in
      rows.value(row, overlap.count) ?? 0 > 0
        && registry.memberNamed(rows.texts[overlap.with][row]) == member
    }
    return TabulationSet(rows: rows, indices: named, dimensions: schema.columns(.dimension)) {
      rows.value($0, overlap.count)
    }.total ?? 0
  }
}
