/// What a release holds beside its figures and their changes.
package struct Annex: Sendable {
  package var revisions: [Revision] = []
  package var triangle: [TriangleCell] = []
  package var cooperation: [JointWork] = []
  /// Empty but for several years.
  package var evaluation: [EvaluationRow] = []
  package var adjustments: [AppliedAdjustment] = []
  package init() {}
}
