/// What the strategy wants of an indicator, as data; everything but the indicator may be missing.
package struct Target: Sendable {
  /// Which way the strategy wants the figure to go.
  package enum Direction: String, Sendable { case up, down, same }

  package let indicator: String
  package let baseYear: Int?
  /// The base as the strategy states it; the figure of the base year where nil.
  package let base: Int?
  package let targetYear: Int?
  package let target: Int?
  package let wanted: Direction?
  /// Where the strategy says so.
  package let source: String

  package init(
    indicator: String, baseYear: Int?, base: Int?, targetYear: Int?, target: Int?,
    wanted: Direction?, source: String
  ) {
    self.indicator = indicator
    self.baseYear = baseYear
    self.base = base
    self.targetYear = targetYear
    self.target = target
    self.wanted = wanted
    self.source = source
  }
}
