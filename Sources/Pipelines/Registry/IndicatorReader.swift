import Vocabulary

/// Reads indicators and checks them against the tables.
struct IndicatorReader {
  let tables: [ReturnTable]
  let codeLists: [String: CodeList]

  func read(_ tree: DefinitionTree) throws(DefinitionFailure) -> [IndicatorDefinition] {
    _ = try tree.entries(known: ["indicators"])
    var found: [IndicatorDefinition] = []
    for node in try tree.child("indicators").items() { found.append(try indicator(node)) }
    return found
  }

  private func indicator(_ node: DefinitionTree) throws(DefinitionFailure) -> IndicatorDefinition {
    _ = try node.entries(known: [
      "id", "title", "titleLV", "description", "descriptionLV", "table", "method", "where",
      "breakdowns", "unit", "unitMultiplier", "protected",
    ])
    let name = try node.text("table")
    guard let table = tables.first(where: { $0.name == name }) else {
      throw node.failure("there is no table “\(name)”")
    }
    var fixed: [String: String] = [:]
    if let conditions = node["where"] {
      for (column, _, value) in try conditions.entries() {
        let code = try value.text()
        guard let place = table.index(of: column),
          case .code(let list) = table.columns[place].type,
          codeLists[list]?.ordinal(of: code) != nil
        else { throw value.failure("“\(column)” has no code “\(code)”") }
        fixed[column] = code
      }
    }
    let method = try method(node.child("method"), table)
    // Groups are never added: an indicator of people names one group.
    if case .people = method,
      Set(fixed.keys) != Set(table.columns(.group).map { table.columns[$0].name })
    {
      throw node.failure("an indicator of people fixes every group column of its table")
    }
    var breakdowns: [[String]] = []
    for item in try node["breakdowns"]?.items() ?? [] {
      let names = try item.texts()
      for column in names {
        guard let place = table.index(of: column), case .code = table.columns[place].type else {
          throw item.failure("“\(column)” is no coded column of \(name)")
        }
      }
      breakdowns.append(names)
    }
    return IndicatorDefinition(
      id: try node.text("id"), title: try node.label("title", "titleLV"),
      description: try node.label("description", "descriptionLV"), table: name, method: method,
      fixed: fixed, breakdowns: breakdowns, unit: try node.text("unit"),
      unitMultiplier: Int(try node.number("unitMultiplier") ?? 0),
      isProtected: try node.flag("protected"))
  }

  private func method(
    _ node: DefinitionTree, _ table: ReturnTable
  ) throws(DefinitionFailure) -> IndicatorDefinition.Method {
    _ = try node.entries(known: ["people", "part", "events", "eventPeople", "records"])
    func measure(_ key: String) throws(DefinitionFailure) -> String {
      let name = try node.text(key)
      guard let place = table.index(of: name), table.columns[place].role == .measure else {
        throw node.failure("“\(name)” is no measure of \(table.name)")
      }
      return name
    }
    if node["people"] != nil {
      guard let part = IndicatorDefinition.Part(rawValue: try node.text("part")) else {
        throw node.failure("part is gross, overlap or net")
      }
      return .people(measure: try measure("people"), part: part)
    }
    if let events = node["events"] {
      guard table.event != nil else { throw events.failure("\(table.name) is no table of events") }
      switch try events.text() {
      case "started": return .eventsStarted
      case "active": return .eventsActive(joint: false)
      case "joint": return .eventsActive(joint: true)
      default: throw events.failure("events are started, active or joint")
      }
    }
    if node["eventPeople"] != nil { return .eventPeople(measure: try measure("eventPeople")) }
    if let records = node["records"] {
      return try records.text() == "rows"
        ? .records(measure: nil) : .records(measure: measure("records"))
    }
    throw node.failure("a method is people, events, eventPeople or records")
  }
}
