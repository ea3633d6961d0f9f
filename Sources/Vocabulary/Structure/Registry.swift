/// Everything that `pipelines/` says, read once and never changed.
package struct Registry: Sendable {
  package let tables: [ReturnTable]
  package let codeLists: [String: CodeList]
  package let crosswalks: [String: Crosswalk]
  package let columnWordings: [ColumnWording]
  package let members: [Member]
  package let obligations: [Obligation]
  package let calendar: MechanismCalendar
  package let breaks: [SeriesBreak]
  /// By currency.
  package let rates: [String: CurrencyRate]
  package let mappings: [CodeMapping]
  package let targets: [Target]
  /// What Article 19a of Directive 2011/36/EU asks for each year.
  package let legalItems: [LegalItem]
  package let rules: [RuleDefinition]
  package let indicators: [IndicatorDefinition]
  package let pipelines: [PipelineDefinition]
  package let wordings: Wordings
  /// Documents that can be written, by name.
  package let documents: [String: DocumentText]
  /// SHA-256 over the files of `pipelines/`, for manifests.
  package let digest: String
  /// By kind, in the order of the definitions.
  private let rulesByKind: [String: [RuleDefinition]]
  private let obligationsByTable: [String: [Obligation]]
  /// Members by their ids and names, folded; the first where two share a name.
  private let memberWordings: [String: String]

  package init(
    tables: [ReturnTable], codeLists: [String: CodeList], crosswalks: [String: Crosswalk],
    columnWordings: [ColumnWording], members: [Member], obligations: [Obligation],
    calendar: MechanismCalendar, breaks: [SeriesBreak], rates: [String: CurrencyRate],
    mappings: [CodeMapping], targets: [Target], legalItems: [LegalItem], rules: [RuleDefinition],
    indicators: [IndicatorDefinition], pipelines: [PipelineDefinition], wordings: Wordings,
    documents: [String: DocumentText], digest: String
  ) {
    self.tables = tables
    self.codeLists = codeLists
    self.crosswalks = crosswalks
    self.columnWordings = columnWordings
    self.members = members
    self.obligations = obligations
    self.calendar = calendar
    self.breaks = breaks
    self.rates = rates
    self.mappings = mappings
    self.targets = targets
    self.legalItems = legalItems
    self.rules = rules
    self.indicators = indicators
    self.pipelines = pipelines
    self.wordings = wordings
    self.documents = documents
    self.digest = digest
    rulesByKind = Dictionary(grouping: rules, by: \.kind)
    obligationsByTable = Dictionary(grouping: obligations, by: \.table)
    memberWordings = Dictionary(
      members.flatMap { member in
        [member.id, member.name.lv, member.name.en].map { (Wording.fold($0), member.id) }
      }, uniquingKeysWith: { first, _ in first })
  }

  package func table(_ name: String) -> ReturnTable? { tables.first { $0.name == name } }
  /// The table that a text names: by name or by title in either language, folded.
  package func tableNamed(_ text: String) -> ReturnTable? {
    let wanted = Wording.fold(text)
    return tables.first { table in
      [table.name, table.title.lv, table.title.en].contains { Wording.fold($0) == wanted }
    }
  }
  package func member(_ id: String) -> Member? { members.first { $0.id == id } }
  package func indicator(_ id: String) -> IndicatorDefinition? { indicators.first { $0.id == id } }
  package func rules(ofKind kind: String) -> [RuleDefinition] { rulesByKind[kind] ?? [] }
  package func rule(_ id: String) -> RuleDefinition? { rules.first { $0.id == id } }

  /// What a member may send of a table in a period; the strongest duty where several apply.
  package func obligation(
    of member: String, table: String, period: ReferencePeriod
  ) -> Obligation? {
    let (first, last) = (period.firstDay, period.lastDay)
    let found = (obligationsByTable[table] ?? []).filter {
      ($0.member == member || $0.member == "*") && $0.validity.overlaps(first, last)
    }
    return found.first { $0.member == member && $0.duty == .owed }
      ?? found.first { $0.duty == .owed } ?? found.first { $0.member == member } ?? found.first
  }

  /// Whether a member's return of the table speaks for the whole country.
  package func isNational(member: String, table: String, period: ReferencePeriod) -> Bool {
    obligation(of: member, table: table, period: period)?.scope == .national
  }

  /// Ids of the members who owe a table for a period, in the order of the register.
  package func expected(table: String, period: ReferencePeriod) -> [String] {
    members.filter { owes($0, table: table, period: period) }.map(\.id)
  }

  /// Whether a member owes a table for a period: it is in the register on the last day, and obliged.
  package func owes(_ member: Member, table: String, period: ReferencePeriod) -> Bool {
    guard member.validity.contains(period.lastDay) else { return false }
    let duty = obligation(of: member.id, table: table, period: period)
    return duty?.duty == .owed && duty?.scope == .own
  }

  /// The member that a text names: by id or by name in either language, folded.
  package func memberNamed(_ text: String) -> String? {
    let wanted = Wording.fold(text)
    return wanted.isEmpty ? nil : memberWordings[wanted]
  }

  /// Whether a break in the indicator's series lies between two periods: then no change is drawn.
  package func isBroken(
    _ indicator: String, from earlier: ReferencePeriod, to later: ReferencePeriod
  ) -> Bool {
    breaks.contains {
      $0.indicator == indicator && $0.period.firstDay > earlier.firstDay
        && $0.period.firstDay <= later.lastDay
    }
  }

  /// The code list of a column; nil for columns of other types.
  package func codeList(_ table: ReturnTable, _ column: Int) -> CodeList? {
    guard case .code(let list) = table.columns[column].type else { return nil }
    return codeLists[list]
  }
}
