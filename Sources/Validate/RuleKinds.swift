/// Every kind of rule that can be written in `pipelines/return/rules/`.
package enum RuleKinds {
  /// Kinds that the walk itself decides, at the file, the folder and the cell.
  private static let walk: Set<String> = [
    "readable-text", "empty-file", "no-rows", "required-column", "duplicate-column",
    "unknown-column", "known-table", "title-row", "stray-quote", "cell-count", "field-size",
    "blank-line",
    "type-text", "conversion", "folder-name", "nil-and-file", "nil-table", "nil-twice",
    "later-rejected", "member-agrees", "period-agrees", "annual-and-quarterly", "registered",
    "may-report", "personal-code",
    "contact", "withdrawn", "tombstone",
  ]

  package static let all: Set<String> =
    walk.union(rowRules.keys).union(strikingRules.keys).union(returnRules.keys)
    .union(collectionRules.keys)
}
