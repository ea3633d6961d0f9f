import Vocabulary

/// What the rules come to that the walk itself decides, at the folder, the file and the header: where
/// it looked and found nothing they are satisfied, where it could not look they have no outcome.
///
/// Findings come on top: whoever asks takes a rule with a finding for violated.
package enum WalkOutcomes {
  /// What is looked at before anything is opened.
  private static let folder = [
    "folder-name", "known-table", "registered", "withdrawn", "tombstone",
  ]
  private static let file = [
    "readable-text", "empty-file", "required-column", "duplicate-column", "unknown-column",
    "title-row", "conversion", "no-rows",
  ]
  private static let records = [
    "stray-quote", "cell-count", "field-size", "type-text", "blank-line", "personal-code",
    "contact",
  ]

  /// - Parameter before: findings about who sent it: of whom is in no register nobody knows what he may
  ///   send.
  private static func satisfied(
    _ registry: Registry, _ kinds: [String], before: [Finding] = []
  ) -> [String: Outcome] {
    var found: [String: Outcome] = [:]
    for kind in kinds {
      for rule in registry.rules(ofKind: kind) { found[rule.id] = .satisfied }
    }
    if !before.contains(where: { $0.kind == "registered" }) {
      for rule in registry.rules(ofKind: "may-report") { found[rule.id] = .satisfied }
    }
    return found
  }

  /// A nil return: its line was read, and there is no file.
  package static func ofNil(_ registry: Registry, before: [Finding]) -> [String: Outcome] {
    satisfied(registry, folder + ["nil-and-file", "nil-table", "nil-twice"], before: before)
  }

  /// A file that has no header to go by.
  ///
  /// - Parameters:
  ///   - isText: whether it could be read at all.
  ///   - isEmpty: whether there is nothing in it.
  package static func ofHeadless(
    _ registry: Registry, isText: Bool, isEmpty: Bool, before: [Finding]
  ) -> [String: Outcome] {
    satisfied(
      registry,
      folder + (isText ? ["readable-text"] : []) + (isText && !isEmpty ? ["empty-file"] : []),
      before: before)
  }

  /// A file whose rows were read.
  static func ofRows(
    _ registry: Registry, hasRecords: Bool, hasMember: Bool, hasPeriod: Bool,
    before: [Finding]
  ) -> [String: Outcome] {
    satisfied(
      registry,
      folder + file + (hasRecords ? records : [])
        + (hasMember ? ["member-agrees"] : []) + (hasPeriod ? ["period-agrees"] : []),
      before: before)
  }

  /// Rules that look at the member's other returns of the table.
  package static func ofVintages(
    _ registry: Registry, hasEarlier: Bool, hasOthersOfYear: Bool
  ) -> [String: Outcome] {
    var found: [String: Outcome] = [:]
    for kind in (hasEarlier ? ["later-rejected"] : [])
      + (hasOthersOfYear ? ["annual-and-quarterly"] : [])
    {
      for rule in registry.rules(ofKind: kind) { found[rule.id] = .satisfied }
    }
    return found
  }
}

extension Validator {
  /// What the rules of the table's schema come to: satisfied where any row has a value to judge; where
  /// none has, nothing is decided. Violations come on top.
  func schemaOutcomes(_ rows: ReturnRows) -> [String: Outcome] {
    guard schema.kind != .records else { return [:] }
    var found: [String: Outcome] = [:]
    for rule in registry.rules(ofKind: "schema") where rule.table == schema.name {
      guard let name = rule.column, let column = schema.index(of: name) else { continue }
      let isDecided =
        rule.id.hasSuffix(".required") ? rows.present[column] : hasValue(rows, column)
      if isDecided { found[rule.id] = .satisfied }
    }
    return found
  }

  private func hasValue(_ rows: ReturnRows, _ column: Int) -> Bool {
    guard rows.present[column] else { return false }
    switch schema.columns[column].type {
    case .code: return rows.ordinals[column].contains { $0 > CodeList.unknown }
    case .date: return rows.ordinals[column].contains { $0 != Missing.day }
    case .count, .amount: return rows.numbers[column].contains { $0 != Missing.count }
    case .text: return rows.texts[column].contains { !$0.isEmpty }
    }
  }
}
