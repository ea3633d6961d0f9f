import Vocabulary

/// Holds the returns in force to the rules that need other tables, members and periods.
package struct CollectionValidator {
  package struct Result {
    package var findings: [Return: [Finding]] = [:]
    package var outcomes: [Return: [String: Outcome]] = [:]
    /// Rules that a return holds something for, and that what is not at hand would decide.
    package var open: Set<String> = []
  }

  private let registry: Registry
  package init(_ registry: Registry) { self.registry = registry }

  /// Of annual and quarterly returns of one member, table and year the later received are rejected:
  /// the first kind received holds.
  package func clashes(_ accepted: [EditedReturn]) -> [Return: Finding] {
    guard let rule = registry.rules.first(where: { $0.kind == "annual-and-quarterly" }) else {
      return [:]
    }
    struct Key: Hashable {
      let table: String
      let member: String
      let year: Int
    }
    let byYear = Dictionary(grouping: accepted) {
      Key(
        table: $0.return.table, member: $0.return.submission.member,
        year: $0.return.submission.period.year)
    }
    var found: [Return: Finding] = [:]
    for (key, returns) in byYear {
      let first = returns.map(\.return.submission).min {
        $0.vintage != $1.vintage ? $0.vintage < $1.vintage : $0.period < $1.period
      }!
      for edited in returns where edited.return.submission.period.isYear != first.period.isYear {
        found[edited.return] = Finding(
          rule: rule.id, kind: rule.kind, severity: rule.severity, path: edited.return.path,
          address: .file,
          parameters: [
            .init("table", key.table), .init("period", first.period.label),
            .init("received", first.vintage.description),
          ])
      }
    }
    return found
  }

  /// - Parameter absent: reaches that cannot be decided, since what they look at is not at hand.
  package func check(
    _ collection: ReturnCollection, absent: Set<RuleDefinition.Reach> = []
  ) -> Result {
    var result = Result()
    var prepared: [String: [(RuleDefinition, any CollectionRule)]] = [:]
    for schema in registry.tables {
      prepared[schema.name] = registry.rules.compactMap { definition in
        guard definition.table == schema.name,
          let rule = collectionRules[definition.kind]?.init(definition, schema, registry)
        else { return nil }
        return (definition, rule)
      }
    }
    for edited in collection.inForce {
      for (definition, rule) in prepared[edited.return.table] ?? [] {
        let subject = edited.return
        let isAbsent = absent.contains(definition.reach)
        if isAbsent, rule.concerns(edited) { result.open.insert(definition.id) }
        guard !isAbsent, let violations = rule.violations(edited, in: collection) else {
          result.outcomes[subject, default: [:]][definition.id] = .undecided
          continue
        }
        result.outcomes[subject, default: [:]][definition.id] =
          violations.isEmpty ? .satisfied : .violated
        for violation in violations {
          result.findings[subject, default: []].append(
            definition.finding(violation, in: edited))
        }
      }
    }
    return result
  }
}

extension RuleDefinition {
  /// The finding that a violation of the rule is.
  func finding(_ violation: Violation, in edited: EditedReturn) -> Finding {
    let nilLine = edited.return.nilLine
    return Finding(
      rule: id, kind: kind, severity: violation.severity ?? severity,
      path: edited.return.path,
      address: violation.row.map { edited.rows.addresses[$0] }
        ?? nilLine.map { RecordAddress(record: $0, line: $0) } ?? .file,
      column: violation.column, parameters: violation.parameters)
  }
}
