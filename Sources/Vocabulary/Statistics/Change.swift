/// On what footing two periods are compared.
package enum Basis: String, Sendable, CaseIterable {
  /// The figures in force on both sides, whoever stands behind them.
  case published
  /// Only members whose returns are in force on both sides.
  case matched
  /// Matched members, each by its first accepted vintage.
  case firstVintage = "first_vintage"
}

/// The change of a figure on the same period a year earlier.
package struct Change: Sendable, Equatable {
  package let period: ReferencePeriod
  package let indicator: String
  package let breakdown: Breakdown
  package let basis: Basis
  package let earlier: Int?
  package let later: Int?
  /// Members on which both sides rest; nil for `published`.
  package let membersMatched: Int?
  package let status: ObservationStatus
  package let notes: [Note]
  /// The least base on which a percentage is drawn; nil for shares, of which none is.
  package let leastBase: Int?

  package init(
    period: ReferencePeriod, indicator: String, breakdown: Breakdown, basis: Basis, earlier: Int?,
    later: Int?, membersMatched: Int?, status: ObservationStatus, notes: [Note],
    leastBase: Int? = 10
  ) {
    self.leastBase = leastBase
    self.period = period
    self.indicator = indicator
    self.breakdown = breakdown
    self.basis = basis
    self.earlier = earlier
    self.later = later
    self.membersMatched = membersMatched
    self.status = status
    self.notes = Array(Set(notes)).sorted()
  }

  /// later − earlier; nil where either side is.
  package var change: Int? {
    guard let earlier, let later else { return nil }
    return later - earlier
  }

  /// Percentage in tenths, half away from zero; nil on a base under 10 units, and of shares.
  package var percentTenths: Int? {
    guard let change, let earlier, let leastBase, earlier >= leastBase else { return nil }
    let scaled = abs(change) * 1000 * 2 + earlier
    let tenths = scaled / (2 * earlier)
    return change < 0 ? -tenths : tenths
  }
}
