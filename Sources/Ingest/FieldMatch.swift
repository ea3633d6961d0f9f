import Vocabulary

/// Which column of a file is which field of a schema, and what is wrong with the labels.
package struct FieldMatch: Sendable {
  /// By field its column in the file; -1 where absent.
  package private(set) var columns: [Int]
  /// Kinds of findings with the file column (0 for the header itself) and the columns they cover.
  package private(set) var defects:
    [(kind: String, column: Int, parameters: [Finding.Parameter], covers: [Int])] = []
  /// Labels that are names of fields, folded.
  package private(set) var known = 0
  /// By column whether its label has come before.
  private var isRepeat: [Bool] = []

  package init(_ schema: TableSchema, labels: [String]) {
    columns = Array(repeating: -1, count: schema.fields.count)
    var used: [Int?] = Array(repeating: nil, count: labels.count)
    match(schema, labels, &used)
    known = used.count { $0 != nil }
    var seen: Set<[UInt8]> = []
    isRepeat = labels.map { !seen.insert(Array($0.utf8)).inserted }
    let unmatched = labels.indices.filter { used[$0] == nil }
    if schema.fieldsMatch == .exact { pair(schema, labels, unmatched, &used) }
    for place in labels.indices where used[place] == nil { extra(schema, labels, place) }
    missing(schema)
    if schema.fieldsMatch == .exact { order() }
  }

  /// There are no labels: fields are told by their order.
  package init(_ schema: TableSchema, width: Int) {
    columns = schema.fields.indices.map { $0 < width ? $0 : -1 }
    for place in schema.fields.count..<max(width, schema.fields.count) {
      add("extra-label", place, [.init("value", "\(place + 1)"), .init("nearest", "")])
    }
    missing(schema)
  }

  private mutating func add(
    _ kind: String, _ place: Int, _ parameters: [Finding.Parameter], covers: [Int] = []
  ) {
    defects.append((kind, place + 1, parameters, covers))
  }

  /// By name; then by name but for case, blanks and marks on letters.
  private mutating func match(
    _ schema: TableSchema, _ labels: [String], _ used: inout [Int?]
  ) {
    // Fields by the bytes of their names; a name that comes twice is told by order.
    var exact: [[UInt8]: [Int]] = [:]
    var folded: [String: [Int]] = [:]
    for (place, field) in schema.fields.enumerated().reversed() {
      exact[Array(field.name.utf8), default: []].append(place)
      folded[Wording.fold(field.name), default: []].append(place)
    }
    for (place, label) in labels.enumerated() where !label.isEmpty {
      guard let field = exact[Array(label.utf8)]?.popLast() else { continue }
      columns[field] = place
      used[place] = field
    }
    for (place, label) in labels.enumerated() where used[place] == nil && !label.isEmpty {
      let key = Wording.fold(label)
      guard !key.isEmpty, let field = folded[key]?.last(where: { columns[$0] < 0 }) else {
        continue
      }
      columns[field] = place
      used[place] = field
      let name = schema.fields[field].name
      let isBlanks = label.split(whereSeparator: \.isWhitespace).joined(separator: " ") == name
      add(
        isBlanks ? "label-blanks" : "label-case", place,
        [.init("value", Masking.shown(label)), .init("expected", Masking.shown(name))])
    }
  }

  /// A label that is no field's, in the place of a field that has no label, is that field's.
  private mutating func pair(
    _ schema: TableSchema, _ labels: [String], _ unmatched: [Int], _ used: inout [Int?]
  ) {
    for place in unmatched where place < columns.count && columns[place] < 0 {
      columns[place] = place
      used[place] = place
      let expected = Finding.Parameter("expected", Masking.shown(schema.fields[place].name))
      if labels[place].isEmpty {
        add("blank-label", place, [expected])
      } else if isRepeat[place] {
        add("duplicate-label", place, [.init("value", Masking.shown(labels[place])), expected])
      } else {
        add("incorrect-label", place, [.init("value", Masking.shown(labels[place])), expected])
      }
    }
  }

  private mutating func extra(_ schema: TableSchema, _ labels: [String], _ place: Int) {
    let label = labels[place]
    if !label.isEmpty, isRepeat[place] {
      add(
        "duplicate-label", place,
        [.init("value", Masking.shown(label)), .init("expected", "")])
      return
    }
    if schema.fieldsMatch == .subset || schema.fieldsMatch == .partial { return }
    if label.isEmpty {
      add("unnamed-label", place, [])
      return
    }
    let nearest = Wording.nearest(
      to: label, among: schema.fields.prefix(200).map { (Wording.fold($0.name), $0.name) })
    add(
      "extra-label", place,
      [
        .init("value", Masking.shown(label)),
        .init("nearest", nearest.map(Masking.shown).joined(separator: ", ")),
      ])
  }

  private mutating func missing(_ schema: TableSchema) {
    let mayLack = schema.fieldsMatch == .superset || schema.fieldsMatch == .partial
    if schema.fieldsMatch == .partial, !schema.fields.isEmpty, !columns.contains(where: { $0 >= 0 })
    {
      add("no-field", -1, [])
      return
    }
    for (field, column) in zip(schema.fields, columns) where column < 0 {
      // A field that must have values must be there, whatever else may be left out.
      if mayLack, !field.constraints.isRequired, !schema.primaryKey.contains(field.name) {
        continue
      }
      add("missing-label", -1, [.init("column", Masking.shown(field.name))])
    }
  }

  /// Labels that stand in another order than the fields: one finding for all.
  private mutating func order() {
    let present = columns.filter { $0 >= 0 }
    let sorted = present.sorted()
    guard present != sorted else { return }
    let misplaced = zip(present, sorted).filter { $0 != $1 }.map { $0.0 + 1 }.sorted()
    add("label-order", misplaced[0] - 1, [.init("count", misplaced.count)], covers: misplaced)
  }
}
