import Vocabulary

/// A group (status of victims, service, stage of a law) that a member reported in the year before is in
/// its next return, with 0 where there is nobody: left out it would not be known.
struct GroupVanishes: CollectionRule {
  let schema: ReturnTable
  private let registry: Registry

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard schema.hasTabulations, !schema.columns(.group).isEmpty else { return nil }
    self.schema = schema
    self.registry = registry
  }

  func concerns(_ edited: EditedReturn) -> Bool { !edited.return.isNil }

  /// Undecided without a return of the year before, and where rows or records could not be read.
  func violations(_ edited: EditedReturn, in collection: ReturnCollection) -> [Violation]? {
    let own = edited.return.submission
    guard concerns(edited), edited.rows.lostRecords == 0, edited.rejectedRows == 0 else {
      return nil
    }
    var present = Set(edited.rows.groups(schema).map(\.codes))
    var isDecided = false
    var found: [Violation] = []
    for period in own.period.yearBefore {
      guard let before = collection.find(table: schema.name, member: own.member, period: period),
        !before.return.isNil
      else { continue }
      isDecided = true
      for group in before.rows.groups(schema) where present.insert(group.codes).inserted {
        found.append(
          Violation(
            parameters: [
              .init("group", group.name(before.rows, schema, registry)),
              .init("period", period.label),
            ]))
      }
    }
    return isDecided ? found : nil
  }
}
