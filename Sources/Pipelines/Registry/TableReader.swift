import Vocabulary

/// Reads one table of the return: Table Schema keywords, and ours under `nrem`.
struct TableReader {
  let codeLists: [String: CodeList]

  func read(_ tree: DefinitionTree) throws(DefinitionFailure) -> ReturnTable {
    _ = try tree.entries(known: ["name", "title", "titleLV", "schema", "nrem"])
    let schema = try tree.child("schema")
    _ = try schema.entries(known: ["fields", "primaryKey"])
    var columns: [Column] = []
    for field in try schema.child("fields").items() { columns.append(try column(field)) }
    func place(_ name: String, _ at: DefinitionTree) throws(DefinitionFailure) -> Int {
      guard let index = columns.firstIndex(where: { $0.name == name }) else {
        throw at.failure("the table has no column “\(name)”")
      }
      return index
    }
    var key: [Int] = []
    if let names = schema["primaryKey"] {
      for name in try names.texts() { key.append(try place(name, names)) }
    }
    let own = try tree.child("nrem")
    _ = try own.entries(known: [
      "kind", "overlap", "event", "register", "refusesContacts", "dividesGroups",
    ])
    guard let kind = TableKind(rawValue: try own.text("kind")) else {
      throw own.failure("kind is tabulated, events, register or records")
    }
    var overlap: ReturnTable.Overlap?
    if let node = own["overlap"] {
      overlap = ReturnTable.Overlap(
        count: try place(node.text("count"), node), with: try place(node.text("with"), node))
    }
    var event: ReturnTable.EventColumns?
    if let node = own["event"] {
      _ = try node.entries(
        known: ["id", "title", "start", "end", "lead", "partners", "constant"])
      func optional(_ key: String) throws(DefinitionFailure) -> Int? {
        guard let name = node[key] else { return nil }
        return try place(name.text(), name)
      }
      var constant: [Int] = []
      for name in try node.child("constant").texts() { constant.append(try place(name, node)) }
      event = ReturnTable.EventColumns(
        id: try place(node.text("id"), node), title: try place(node.text("title"), node),
        start: try place(node.text("start"), node), end: try optional("end"),
        lead: try optional("lead"), partners: try optional("partners"), constant: constant)
    }
    var register: ReturnTable.RegisterColumns?
    if let node = own["register"] {
      _ = try node.entries(known: ["id", "year"])
      register = ReturnTable.RegisterColumns(
        id: try place(node.text("id"), node),
        year: node["year"] == nil ? nil : try place(node.text("year"), node))
    }
    if kind == .register, register == nil {
      throw own.failure("a table that is a register names the id of its lines")
    }
    if kind == .events, event == nil { throw own.failure("a table of events names its columns") }
    return ReturnTable(
      name: try tree.text("name"), title: try tree.label("title", "titleLV"), kind: kind,
      columns: columns, key: key, overlap: overlap, event: event, register: register,
      refusesContacts: try own.flag("refusesContacts"),
      dividesGroups: try own.flag("dividesGroups"))
  }

  private func column(_ field: DefinitionTree) throws(DefinitionFailure) -> Column {
    _ = try field.entries(known: ["name", "title", "titleLV", "type", "constraints", "nrem"])
    let own = try field.child("nrem")
    _ = try own.entries(known: ["role", "codelist", "column", "items"])
    guard let role = ColumnRole(rawValue: try own.text("role")) else {
      throw own.failure("role is group, dimension, measure, key or attribute")
    }
    _ = try field["constraints"]?.entries(known: SchemaReader.constraintNames)
    let described = try SchemaReader().field(field)
    let type: ColumnType
    switch (described.type, try own["codelist"]?.text()) {
    case (.string, let list?):
      guard codeLists[list] != nil else { throw own.failure("there is no code list “\(list)”") }
      type = .code(list: list)
    case (.string, nil): type = .text
    case (.integer(nil, true), nil): type = .count
    case (.number(".", nil, true), nil): type = .amount
    case (.date(.standard), nil): type = .date
    case (let other, _):
      throw field.failure("the type “\(other.name)” so written is not one of the return's")
    }
    let items = try own["items"]?.text()
    if let items, type != .text || codeLists[items] == nil {
      throw own.failure("items are codes in a text, of a code list that is there")
    }
    let mark = try own["column"]?.text()
    return Column(
      field: Self.bounded(described, type), title: try field.label("title", "titleLV"), type: type,
      role: role, isRequiredColumn: described.constraints.isRequired || mark == "required",
      items: items)
  }

  /// No figure of the field comes near a milliard; beyond it sums could overflow, and a personal
  /// code of eleven digits would pass for a count.
  private static func bounded(_ field: Field, _ type: ColumnType) -> Field {
    guard type == .count || type == .amount else { return field }
    let limit: Int64 = 999_999_999
    var field = field
    if let maximum = field.constraints.maximum, let value = Int64(maximum.text), value < limit {
      return field
    }
    field.constraints.maximum = Literal(String(limit), isNative: true)
    return field
  }
}
