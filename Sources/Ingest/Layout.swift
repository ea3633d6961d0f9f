import Vocabulary

/// What the columns of a table may be called: by name, title or a wording of the register of
/// columns, folded.
struct ColumnNames: Sendable {
  private let names: [String: String]
  /// Columns that a file must have.
  let required: Set<String>

  init(_ schema: ReturnTable, _ registry: Registry) {
    var names: [String: String] = [:]
    func add(_ wording: String, _ column: String) {
      let key = Wording.fold(wording)
      if !key.isEmpty, names[key] == nil { names[key] = column }
    }
    for column in schema.columns { add(column.name, column.name) }
    add("member", "member")
    add("period", "period")
    for column in schema.columns {
      add(column.title.lv, column.name)
      add(column.title.en, column.name)
    }
    let known = Set(schema.columns.map(\.name) + ["member", "period"])
    for own in [true, false] {
      for entry in registry.columnWordings
      where known.contains(entry.column) && (own ? entry.table == schema.name : entry.table == nil)
      {
        add(entry.wording, entry.column)
      }
    }
    self.names = names
    required = Set(schema.columns.filter(\.isRequiredColumn).map(\.name))
  }

  /// The column that a label names.
  subscript(label: String) -> String? { names[Wording.fold(label)] }

  /// Every wording with its column, for suggestions.
  var candidates: [(folded: String, id: String)] {
    names.map { ($0.key, $0.value) }.sorted(by: <)
  }
}

/// Which column of a file is which column of the table, and what is wrong with its header.
package struct Layout: Sendable {
  /// By schema column its column in the file; -1 where absent.
  package let fileColumns: [Int]
  /// File columns of the optional `member` and `period`; -1 where absent.
  package let member: Int
  package let period: Int
  /// File columns that are none of the table's: not read, but searched for personal data.
  package let others: [Int]
  /// Whether a label holds a personal code.
  package let holdsPersonalCode: Bool
  /// Defects of the header, as kinds of findings with the file column (0 for the header itself).
  package let defects: [(kind: String, column: Int, parameters: [Finding.Parameter])]
  package let conversions: [Conversion]

  init(header: [String], schema: ReturnTable, columns names: ColumnNames) {
    var places: [String: Int] = [:]
    var defects: [(kind: String, column: Int, parameters: [Finding.Parameter])] = []
    var conversions: [Conversion] = []
    for (place, label) in header.enumerated() {
      let shown = Masking.shown(label)
      guard let name = names[label] else {
        let nearest = Wording.nearest(
          to: label, among: names.candidates)
        defects.append(
          (
            "unknown-column", place + 1,
            [.init("value", shown), .init("nearest", nearest.joined(separator: ", "))]
          ))
        continue
      }
      if places[name] != nil {
        defects.append(("duplicate-column", place + 1, [.init("column", name)]))
        continue
      }
      places[name] = place
      if label != name {
        conversions.append(
          Conversion(kind: "converted-header", column: name, from: shown, to: name))
      }
    }
    for column in schema.columns where column.isRequiredColumn && places[column.name] == nil {
      defects.append(("required-column", 0, [.init("column", column.name)]))
    }
    fileColumns = schema.columns.map { places[$0.name] ?? -1 }
    member = places["member"] ?? -1
    period = places["period"] ?? -1
    holdsPersonalCode = header.contains { Masking.mark($0.utf8) == .personalCode }
    others = header.indices.filter { !places.values.contains($0) }
    self.defects = defects
    self.conversions = conversions
  }
}
