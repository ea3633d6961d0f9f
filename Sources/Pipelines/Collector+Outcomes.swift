import Ingest
import Validate
import Vocabulary

/// What every rule came to on every return, once it is settled which of them count.
extension Collector {
  func settleOutcomes(
    _ entries: inout [LedgerEntry], _ survey: Survey, _ collection: ReturnCollection,
    _ walked: [WalkFacts]
  ) {
    var rules: [String: [RuleDefinition]] = [:]
    for schema in registry.tables {
      rules[schema.name] = registry.rules.filter { rule in
        // Of records only what is wrong is known.
        rule.table == nil
          || rule.table == schema.name && !(schema.kind == .records && rule.kind == "schema")
      }
    }
    // Lines of nil.csv are found wanting before they are returns.
    let other = Dictionary(grouping: survey.findings, by: \.path)
      .mapValues { Set($0.map(\.rule)) }
    let nils = Dictionary(grouping: survey.returns.filter(\.isNil), by: \.submission)
      .mapValues(\.count)
    let tombstones = Set(survey.withdrawals.map(\.submission))
    for place in entries.indices {
      let subject = entries[place].return
      var facts = walked[place]
      facts.isNamed = survey.isNamed
      facts.nilTables = nils[subject.submission] ?? 0
      facts.hasTombstone = tombstones.contains(subject.submission)
      facts.followsAccepted =
        entries[place].standing != .rejected && collection.vintage(before: subject) != nil
      facts.hasOthersOfYear = hasOthersOfYear(subject, collection)
      for finding in entries[place].findings { entries[place].outcomes[finding.rule] = .violated }
      for rule in other[subject.path] ?? [] { entries[place].outcomes[rule] = .violated }
      for rule in rules[subject.table] ?? [] where entries[place].outcomes[rule.id] == nil {
        entries[place].outcomes[rule.id] = facts.outcome(ofKind: rule.kind) ?? .undecided
      }
    }
  }

  private func hasOthersOfYear(_ subject: Return, _ collection: ReturnCollection) -> Bool {
    let own = subject.submission
    let year = ReferencePeriod(year: own.period.year, kind: .year)
    return ([year] + year.quarters).contains { period in
      period != own.period
        && collection.find(table: subject.table, member: own.member, period: period) != nil
    }
  }
}
