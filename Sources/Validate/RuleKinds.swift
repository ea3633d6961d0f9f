/// Every kind of rule that can be written in `pipelines/return/rules/`.
package enum RuleKinds {
  private static let walk = Set(WalkKind.allCases.map(\.rawValue))

  package static let all: Set<String> =
    walk.union(rowRules.keys).union(strikingRules.keys).union(returnRules.keys)
    .union(collectionRules.keys)
}
