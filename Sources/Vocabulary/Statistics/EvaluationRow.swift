/// One indicator over the years of a strategy: where it began, where it was meant to go, where it is.
///
/// A direction is what the figures did; whether that is good is said only where the strategy says
/// what it wants.
package struct EvaluationRow: Sendable {
  package let indicator: String
  package let baseYear: Int?
  package let base: Int?
  package let targetYear: Int?
  package let target: Int?
  /// The last year of the range with a figure, and that figure.
  package let actualYear: Int?
  package let actual: Int?
  /// The figure of all years together; nil where there is none or years are not added.
  package let whole: Int?
  package let change: Int?
  /// Tenths of a per cent; none on a base under 10 and of shares.
  package let percentTenths: Int?
  package let direction: Target.Direction?
  package let wanted: Target.Direction?
  package let isReached: Bool?
  package let status: ObservationStatus
  package let notes: [Note]

  package init(
    indicator: String, baseYear: Int?, base: Int?, targetYear: Int?, target: Int?,
    actualYear: Int?, actual: Int?, whole: Int?, change: Int?, percentTenths: Int?,
    direction: Target.Direction?, wanted: Target.Direction?, isReached: Bool?,
    status: ObservationStatus, notes: [Note]
  ) {
    self.indicator = indicator
    self.baseYear = baseYear
    self.base = base
    self.targetYear = targetYear
    self.target = target
    self.actualYear = actualYear
    self.actual = actual
    self.whole = whole
    self.change = change
    self.percentTenths = percentTenths
    self.direction = direction
    self.wanted = wanted
    self.isReached = isReached
    self.status = status
    self.notes = notes
  }
}
