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
      "breakdowns", "unit", "unitMultiplier", "protected", "internal",
    ])
    if node["table"] == nil { return try ofReturns(node) }
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
    let largest = try node["method"]?["largest"]?.texts() ?? []
    let groups = table.columns(.group)
    if !largest.isEmpty {
      guard groups.count == 1, fixed.isEmpty, case .people = method,
        case .code(let list) = table.columns[groups[0]].type,
        largest.allSatisfy({ codeLists[list]?.ordinal(of: $0) != nil })
      else { throw node.failure("largest names codes of the table's one group column") }
    }
    // Groups are never added: an indicator of people names one group.
    if case .people = method, largest.isEmpty,
      Set(fixed.keys) != Set(groups.map { table.columns[$0].name })
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
      fixed: fixed, largest: largest, breakdowns: breakdowns, unit: try node.text("unit"),
      unitMultiplier: Int(try node.number("unitMultiplier") ?? 0),
      isProtected: try node.flag("protected"), isInternal: try node.flag("internal"))
  }

  /// A figure about returns themselves.
  private func ofReturns(_ node: DefinitionTree) throws(DefinitionFailure) -> IndicatorDefinition {
    let method = try node.child("method")
    _ = try method.entries(known: ["returns"])
    guard try method.text("returns") == "onTime" else {
      throw method.failure("without a table, the method is returns: onTime")
    }
    return IndicatorDefinition(
      id: try node.text("id"), title: try node.label("title", "titleLV"),
      description: try node.label("description", "descriptionLV"), table: "",
      method: .returnsOnTime, fixed: [:], breakdowns: [], unit: "PERCENT", unitMultiplier: -1,
      isProtected: false)
  }

  private func method(
    _ node: DefinitionTree, _ table: ReturnTable
  ) throws(DefinitionFailure) -> IndicatorDefinition.Method {
    _ = try node.entries(known: [
      "people", "part", "largest", "events", "once", "between", "and", "eventPeople", "eventSum",
      "lines", "distinct", "records",
    ])
    func kinds(_ node: DefinitionTree) throws(DefinitionFailure) -> [Member.Kind] {
      var found: [Member.Kind] = []
      for text in try node.texts() {
        guard let kind = Member.Kind(rawValue: text) else {
          throw node.failure("“\(text)” is no kind of members")
        }
        found.append(kind)
      }
      return found
    }
    func measure(_ key: String) throws(DefinitionFailure) -> String {
      let name = try node.text(key)
      guard let place = table.index(of: name), table.columns[place].role == .measure else {
        throw node.failure("“\(name)” is no measure of \(table.name)")
      }
      return name
    }
    if node["people"] != nil {
      guard let part = IndicatorDefinition.Part(rawValue: try node.text("part")) else {
        throw node.failure("part is gross, overlap, net or stock")
      }
      return .people(measure: try measure("people"), part: part)
    }
    if let events = node["events"] {
      guard table.event != nil else { throw events.failure("\(table.name) is no table of events") }
      switch try events.text() {
      case "started": return .eventsStarted(once: try node.flag("once"))
      case "active":
        guard let some = node["between"] else { return .eventsActive(.any) }
        return .eventsActive(.between(try kinds(some), try kinds(try node.child("and"))))
      case "joint": return .eventsActive(.joint)
      default: throw events.failure("events are started, active or joint")
      }
    }
    if node["eventPeople"] != nil { return .eventPeople(measure: try measure("eventPeople")) }
    if node["eventSum"] != nil { return .eventSum(measure: try measure("eventSum")) }
    if let lines = node["lines"] {
      guard table.register != nil else { throw lines.failure("\(table.name) is no register") }
      if let column = node["distinct"] {
        let name = try column.text()
        guard table.index(of: name).map({ table.columns[$0].type == .text }) ?? false else {
          throw column.failure("“\(name)” is no column of text")
        }
        return .lines(.distinct(column: name))
      }
      return try lines.text() == "count"
        ? .lines(.count) : .lines(.sum(measure: measure("lines")))
    }
    if let records = node["records"] {
      return try records.text() == "rows"
        ? .records(measure: nil) : .records(measure: measure("records"))
    }
    throw node.failure("a method is people, events, eventPeople, eventSum, lines or records")
  }
}
