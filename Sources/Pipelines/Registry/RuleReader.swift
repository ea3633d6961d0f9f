import Validate
import Vocabulary

/// Reads edit rules, and derives the schema rules of a table.
struct RuleReader {
  let tables: [ReturnTable]
  let codeLists: [String: CodeList]

  func read(
    _ tree: DefinitionTree, table: String?
  ) throws(DefinitionFailure) -> [RuleDefinition] {
    _ = try tree.entries(known: ["rules"])
    var rules: [RuleDefinition] = []
    for node in try tree.child("rules").items() {
      let id = try node.text("id")
      if let table, !id.hasPrefix(table + ".") {
        throw node.failure("the id “\(id)” does not begin with “\(table).”")
      }
      let kind = try node.text("kind")
      guard RuleKinds.all.contains(kind) else {
        let nearest = Wording.nearest(
          to: kind, among: RuleKinds.all.sorted().map { (Wording.fold($0), $0) })
        let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
        throw node.failure("the rule kind “\(kind)” is not known\(hint)")
      }
      guard let severity = Severity(rawValue: try node.text("severity")) else {
        throw node.failure("severity is reject, hard, soft or note")
      }
      guard let reach = RuleDefinition.Reach(rawValue: try node.text("reach")) else {
        throw node.failure(
          "reach is cell, row, file, submission, return, tables, members or periods")
      }
      var parameters: [String: [String]] = [:]
      let own: Set<String> = ["id", "kind", "severity", "reach", "about", "aboutLV"]
      for (key, _, value) in try node.entries() where !own.contains(key) {
        parameters[key] = try value.texts()
      }
      rules.append(
        RuleDefinition(
          id: id, kind: kind, table: table, severity: severity, reach: reach,
          parameters: parameters, about: try node.label("about", "aboutLV")))
    }
    return rules
  }

  /// The schema rules of every table, one for each check of each column.
  func schemaRules() -> [RuleDefinition] {
    var rules: [RuleDefinition] = []
    for table in tables {
      for column in table.columns {
        func add(_ check: String, _ en: String, _ lv: String) {
          rules.append(
            RuleDefinition(
              id: "\(table.name).\(column.name).\(check)", kind: "schema", table: table.name,
              column: column.name, severity: .hard, reach: .cell, about: Label(lv: lv, en: en)))
        }
        let name = column.name
        if column.isRequired {
          add("required", "\(name) holds a value.", "\(name) ir aizpildīts.")
        }
        switch column.type {
        case .code(let list):
          add("known-code", "\(name) is a code of \(list).", "\(name) ir saraksta \(list) kods.")
          // A list without days has no code that could be out of force.
          guard let codes = codeLists[list]?.codes,
            codes.contains(where: { $0.validity != .always })
          else { break }
          add(
            "code-in-force", "The code of \(name) is in force on a day of the period.",
            "Kods kolonnā \(name) ir spēkā kādā perioda dienā.")
        case .count:
          add("type", "\(name) is a whole number.", "\(name) ir vesels skaitlis.")
        case .amount:
          add(
            "type", "\(name) is a decimal number with at most two places.",
            "\(name) ir decimālskaitlis ar ne vairāk kā diviem cipariem aiz komata.")
        case .date: add("type", "\(name) is a day.", "\(name) ir datums.")
        case .text: break
        }
        let asked = column.field.constraints
        if let limit = asked.minimum?.text {
          add("minimum", "\(name) is \(limit) or more.", "\(name) ir \(limit) vai vairāk.")
        }
        if let limit = asked.maximum?.text {
          add("maximum", "\(name) is \(limit) or less.", "\(name) ir \(limit) vai mazāk.")
        }
        if let limit = asked.exclusiveMinimum?.text {
          add(
            "exclusive-minimum", "\(name) is more than \(limit).", "\(name) ir vairāk par \(limit)."
          )
        }
        if let limit = asked.exclusiveMaximum?.text {
          add(
            "exclusive-maximum", "\(name) is less than \(limit).", "\(name) ir mazāk par \(limit).")
        }
        if let limit = asked.minLength {
          add(
            "min-length", "\(name) has at least \(limit) characters.",
            "\(name) ir ne mazāk kā \(limit) rakstzīmes.")
        }
        if let limit = asked.maxLength {
          add(
            "max-length", "\(name) has at most \(limit) characters.",
            "\(name) ir ne vairāk kā \(limit) rakstzīmes.")
        }
        if let pattern = asked.pattern {
          add(
            "pattern", "\(name) matches the pattern \(pattern).",
            "\(name) atbilst šablonam \(pattern).")
        }
        if let allowed = asked.allowed {
          let list = allowed.map(\.text).joined(separator: ", ")
          add("enum", "\(name) is one of \(list).", "\(name) ir viens no: \(list).")
        }
      }
    }
    return rules
  }
}
