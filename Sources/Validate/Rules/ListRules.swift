import Vocabulary

/// Items of a column of codes are codes, their labels, or wordings of them.
struct ListedCodes: ReturnRule {
  private let column: Int
  private let name: String
  private let list: CodeList
  private let known: Set<String>

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let column = definition.first("column").flatMap(schema.index(of:)),
      let list = schema.columns[column].items.flatMap({ registry.codeLists[$0] })
    else { return nil }
    self.column = column
    self.list = list
    name = schema.columns[column].name
    known = Set(
      list.codes.dropFirst(2).flatMap { [$0.id, $0.label.lv, $0.label.en] }.map(Wording.fold)
        + (registry.crosswalks[list.name]?.entries.map { Wording.fold($0.wording) } ?? []))
  }

  /// Undecided where no cell holds any.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var isDecided = false
    let found = rows.indices.flatMap { row in
      Wording.items(rows.texts[column][row]).compactMap { item -> Violation? in
        isDecided = true
        guard !known.contains(Wording.fold(item)) else { return nil }
        let nearest = Wording.nearest(
          to: item, among: list.codes.dropFirst(2).map { (Wording.fold($0.id), $0.id) })
        return Violation(
          row: row, column: name,
          parameters: [
            .init("value", Masking.shown(item)), .init("list", list.name),
            .init("nearest", nearest.joined(separator: ", ")),
          ])
      }
    }
    return isDecided ? found : nil
  }
}

/// Partners are members, others, or foreign ones after the code of their country: a name that is
/// nearly a member's, or a country that is none, credits nobody.
struct PartnersNamed: ReturnRule {
  private let columns: [Int]
  private let schema: ReturnTable
  private let registry: Registry
  private let countries: CodeList

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event,
      let countries = definition.first("countries").flatMap({ registry.codeLists[$0] })
    else { return nil }
    columns = [event.lead, event.partners].compactMap { $0 }
    self.schema = schema
    self.registry = registry
    self.countries = countries
  }

  /// Undecided where nobody is named.
  func violations(_ rows: ReturnRows) -> [Violation]? {
    var isDecided = false
    var found: [Violation] = []
    for row in rows.indices {
      for column in columns {
        for item in Wording.items(rows.texts[column][row]) {
          isDecided = true
          guard let nearest = nearest(item) else { continue }
          found.append(
            Violation(
              row: row, column: schema.columns[column].name,
              parameters: [
                .init("value", Masking.shown(item)),
                .init("nearest", nearest.joined(separator: ", ")),
              ]))
        }
      }
    }
    return isDecided ? found : nil
  }

  /// What was meant, perhaps; nil where nothing is strange.
  private func nearest(_ item: String) -> [String]? {
    let parts = item.split(separator: ":", maxSplits: 1)
    if parts.count == 2, parts[0].utf8.count == 2 {
      let code = parts[0].uppercased()
      return code == "LV" || countries.ordinal(of: code) != nil ? nil : []
    }
    guard registry.memberNamed(item) == nil else { return nil }
    let near = Wording.nearest(
      to: item, among: registry.members.map { (Wording.fold($0.id), $0.id) })
    return near.isEmpty ? nil : near
  }
}
