import Aggregate
import ArgumentParser
import Pipelines
import Vocabulary

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a rule, an indicator or a code; walk a figure back to its lines.",
    discussion: """
      nrem explain victims.sex.known-code
      nrem explain SHAM_MARRIAGE
      nrem explain victims_identified 2018 --where sex=F
      """)

  @Argument(help: "Id of a rule, an indicator or a code.")
  var id: String

  @Argument(help: "Period of the figure, as 2018, 2015-Q4 or 2015-YTD-Q3.")
  var period: ReferencePeriod?

  @Option(
    name: .customLong("where"),
    help: "A cell of the figure, as sex=F; several for a two-way table.")
  var conditions: [String] = []

  @Option(help: "Only what was received up to and including this day.")
  var asOf: CalendarDay?

  @Option(help: "File of an officer's adjustments.")
  var adjustments: String?

  @Option(help: "Folder of the members' returns.")
  var returns = "returns"

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      if period == nil, !conditions.isEmpty {
        throw ValidationError("--where asks about a figure: add its period, as 2018")
      }
      if period != nil, registry.indicator(id) == nil {
        throw ValidationError("“\(id)” is no indicator, so it has no figure for a period")
      }
      if let indicator = registry.indicator(id) {
        Console.printLines(
          try period.map { try figure(indicator, $0, registry) } ?? describe(indicator, registry))
      } else if let rule = registry.rule(id) {
        Console.printLines(describe(rule, registry))
      } else {
        let lines = describe(code: id, registry)
        if lines.isEmpty { throw ValidationError(unknown(registry)) }
        Console.printLines(lines)
      }
    }
  }

  private func unknown(_ registry: Registry) -> String {
    let all =
      registry.rules.map(\.id) + registry.indicators.map(\.id)
      + registry.codeLists.values.flatMap { $0.codes.map(\.id) }
    let nearest = Wording.nearest(to: id, among: all.map { (Wording.fold($0), $0) })
    let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
    return "“\(id)” is no rule, indicator or code\(hint)"
  }

  // MARK: Definitions

  private var language: Language { definitions.language }

  private func describe(_ rule: RuleDefinition, _ registry: Registry) -> [String] {
    let say = { (key: String, name: String, value: String) in
      "  " + registry.wordings.say(key, [.init(name, value)], language: language)
    }
    var lines = [rule.id, "  \(rule.about[language])"]
    let severity = registry.wordings.severities[rule.severity.rawValue]?[language]
    lines.append(say("rule-severity", "severity", severity ?? rule.severity.rawValue))
    lines.append(
      "  "
        + registry.wordings.say(
          "rule-kind", [.init("kind", rule.kind), .init("reach", rule.reach.rawValue)],
          language: language))
    if let table = rule.table { lines.append(say("rule-table", "table", table)) }
    for (name, values) in rule.parameters.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name): \(values.joined(separator: ", "))")
    }
    let check = rule.kind == "schema" ? String(rule.id.split(separator: ".").last!) : rule.kind
    if let sentence = registry.wordings.findings[check] {
      lines.append(say("rule-says", "message", sentence.message[language]))
      if let hint = sentence.hint { lines.append(say("rule-hint", "hint", hint[language])) }
    }
    if rule.reach.needsOthers { lines.append(say("rule-others", "", "")) }
    return lines
  }

  private func describe(_ indicator: IndicatorDefinition, _ registry: Registry) -> [String] {
    func say(_ key: String, _ parameters: [Finding.Parameter]) -> String {
      "  " + registry.wordings.say(key, parameters, language: language)
    }
    var lines = [
      indicator.id, "  \(indicator.title[language])", "  \(indicator.description[language])",
    ]
    if !indicator.table.isEmpty {
      lines.append(say("rule-table", [.init("table", indicator.table)]))
    }
    lines.append(say("indicator-unit", [.init("unit", indicator.unit)]))
    if !indicator.fixed.isEmpty {
      let fixed = indicator.fixed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      lines.append(say("indicator-where", [.init("where", fixed.joined(separator: ", "))]))
    }
    let breakdowns = indicator.breakdowns.map { $0.joined(separator: " × ") }
    if !breakdowns.isEmpty {
      lines.append(say("indicator-by", [.init("by", breakdowns.joined(separator: ", "))]))
    }
    return lines
  }

  private func describe(code id: String, _ registry: Registry) -> [String] {
    var lines: [String] = []
    for list in registry.codeLists.values.sorted(by: { $0.name < $1.name }) {
      guard let ordinal = list.ordinal(of: id), ordinal > CodeList.unknown else { continue }
      let code = list.codes[Int(ordinal)]
      lines.append("\(list.name) \(code.id): \(code.label.lv) / \(code.label.en)")
      if code.validity.from != nil || code.validity.to != nil {
        lines.append(
          "  "
            + registry.wordings.say(
              "code-in-force",
              [
                .init("from", code.validity.from?.description ?? "…"),
                .init("to", code.validity.to?.description ?? "…"),
              ], language: language))
      }
      for (system, value) in code.mappings.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(system): \(value)")
      }
      for mapping in registry.mappings where mapping.list == list.name && mapping.code == id {
        let days = [mapping.validity.from, mapping.validity.to].map { $0?.description ?? "…" }
        lines.append(
          "  \(mapping.system): \(mapping.target)"
            + (mapping.validity == .always ? "" : " (\(days[0])–\(days[1]))"))
      }
      func days(_ validity: Validity) -> String {
        (validity.from.map { " ≥ \($0)" } ?? "") + (validity.to.map { " ≤ \($0)" } ?? "")
      }
      let groups = list.codes.flatMap { group in
        group.members.filter { $0.code == code.id }.map { group.id + days($0.validity) }
      }
      let broader = (code.parent.map { [$0] } ?? []) + groups
      if !broader.isEmpty {
        lines.append(
          "  "
            + registry.wordings.say(
              "code-broader", [.init("broader", broader.joined(separator: ", "))],
              language: language))
      }
      if code.isDerived {
        let members = code.members.map { $0.code + days($0.validity) }
        lines.append(
          "  "
            + registry.wordings.say(
              "code-members", [.init("members", members.joined(separator: ", "))],
              language: language))
      }
      let words = registry.crosswalks[list.name]?.entries.filter { $0.code == code.id } ?? []
      if !words.isEmpty {
        let list = words.map(\.wording).joined(separator: ", ")
        lines.append(
          "  " + registry.wordings.say("code-words", [.init("words", list)], language: language))
      }
    }
    return lines
  }

  // MARK: Figures

  private func figure(
    _ indicator: IndicatorDefinition, _ period: ReferencePeriod, _ registry: Registry
  ) throws -> [String] {
    guard let schema = registry.table(indicator.table) else {
      throw ValidationError("\(indicator.id) is about returns: nrem status shows which came when")
    }
    var cell: [(column: String, code: Int32)] = []
    for condition in conditions {
      let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let column = schema.index(of: parts[0]),
        let list = registry.codeList(schema, column)
      else {
        throw ValidationError("--where is a coded column of \(schema.name) and a code, as sex=F")
      }
      guard let code = list.ordinal(of: parts[1]) else {
        let nearest = Wording.nearest(
          to: parts[1], among: list.codes.map { (Wording.fold($0.id), $0.id) })
        throw ValidationError(
          "“\(parts[1])” is no code of \(list.name)"
            + (nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"))
      }
      if code == CodeList.total {
        throw ValidationError("_T means not broken down: leave \(parts[0]) out")
      }
      cell.append((parts[0], code))
    }
    var settings = PipelineRun.Settings(returns: returns, output: "")
    settings.period = period
    settings.asOf = asOf
    settings.adjustments = adjustments
    settings.through = .validate
    settings.jobs = resources.workers
    settings.plainPath = resources.plainPath
    let pipeline = PipelineDefinition(
      name: "", title: indicator.title, indicators: [indicator.id], editions: [])
    let result = try PipelineRun(registry: registry, settings: settings).run(pipeline)
    let explainer = Explainer(registry: registry, collection: result.collection)
    guard let answer = explainer.explain(indicator, period, cell: cell) else {
      let known = indicator.breakdowns.map { $0.joined(separator: " and ") }
      throw ValidationError(
        "\(indicator.id) is not broken down by that; "
          + (known.isEmpty ? "it is not broken down" : "it is by: \(known.joined(separator: "; "))")
      )
    }
    let name = conditions.isEmpty ? "" : ", \(conditions.joined(separator: ", "))"
    func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
      registry.wordings.say(key, parameters, language: language)
    }
    var lines = [
      "\(indicator.id) \(period.label)\(name): "
        + (answer.value.map(indicator.written) ?? say("not-available"))
        + (answer.isNational ? " (\(say("national")))" : "")
    ]
    let rows = answer.traces.map { trace in
      [
        "  \(trace.isKnown ? indicator.written(trace.value) : "–")", trace.member,
        "\(returns)/\(trace.path)" + (trace.line > 0 ? ":\(trace.line)" : ""),
        trace.remarks.map { remark($0, say) }.joined(separator: ", "),
      ]
    }
    lines += List.aligned(rows)
    if !answer.missing.isEmpty {
      lines.append(
        say("not-in-force", [.init("members", answer.missing.joined(separator: ", "))]))
    }
    return lines
  }

  private func remark(
    _ remark: Trace.Remark, _ say: (String, [Finding.Parameter]) -> String
  ) -> String {
    switch remark {
    case .nilReturn: say("nil", [])
    case .overlap: say("overlap", [])
    case .notBrokenDown: say("not-broken-down", [])
    case .overlapHeld(let count): say("overlap-held", [.init("count", count)])
    case .unconverted: say("left-unconverted", [])
    case .notKnown: say("amount-not-known", [])
    case .records: say("records", [])
    case .event(let id): id
    }
  }
}
