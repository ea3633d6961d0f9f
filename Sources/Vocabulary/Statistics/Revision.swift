/// Why a return came when something was known already, or should have been.
package enum RevisionKind: String, Sendable {
  /// The first return of a member for the period, received after the due day while it was open.
  case lateReturn = "late-return"
  /// A return in the place of an earlier one, while the period was open.
  case amendment
  /// A return received when the period was no longer open.
  case correction
}

/// A later return and what it did to one figure of its period.
package struct Revision: Sendable {
  package let `return`: Return
  package let kind: RevisionKind
  /// The vintage of the member that it took the place of; nil for a first return.
  package let replaces: Vintage?
  package let indicator: String
  /// The figure over all members before and after; nil where there is none.
  package let before: Int?
  package let after: Int?

  package init(
    return: Return, kind: RevisionKind, replaces: Vintage?, indicator: String, before: Int?,
    after: Int?
  ) {
    self.return = `return`
    self.kind = kind
    self.replaces = replaces
    self.indicator = indicator
    self.before = before
    self.after = after
  }
}

/// A figure of a period as it was known on a day: one cell of a revision triangle.
package struct TriangleCell: Sendable {
  package let indicator: String
  package let period: ReferencePeriod
  /// The day up to which returns are taken: a cut-off day, or the day of the release.
  package let vintage: CalendarDay
  package let value: Int?
  package let membersReporting: Int
  package let membersExpected: Int

  package init(
    indicator: String, period: ReferencePeriod, vintage: CalendarDay, value: Int?,
    membersReporting: Int, membersExpected: Int
  ) {
    self.indicator = indicator
    self.period = period
    self.vintage = vintage
    self.value = value
    self.membersReporting = membersReporting
    self.membersExpected = membersExpected
  }
}

/// How far first figures were from the latest, over the quarters of a triangle.
///
/// Kept as whole numbers over the number of periods; rounded when written.
package struct RevisionAccount: Sendable {
  package let indicator: String
  /// Quarters with a first and a later vintage.
  package let periods: Int
  package let revised: Int
  /// Sum of latest less first, and of its size.
  package let sum: Int
  package let absoluteSum: Int

  package init(indicator: String, triangle: [TriangleCell]) {
    self.indicator = indicator
    var periods = 0
    var revised = 0
    var sum = 0
    var absoluteSum = 0
    let own = triangle.filter { $0.indicator == indicator && $0.period.isQuarter }
    for cells in Dictionary(grouping: own, by: \.period).values {
      let ordered = cells.sorted { $0.vintage < $1.vintage }
      guard ordered.count > 1, let first = ordered.first?.value, let last = ordered.last?.value
      else { continue }
      periods += 1
      revised += last == first ? 0 : 1
      sum += last - first
      absoluteSum += abs(last - first)
    }
    self.periods = periods
    self.revised = revised
    self.sum = sum
    self.absoluteSum = absoluteSum
  }

  /// Mean in hundredths of the figure's own unit, half away from zero; nil without periods.
  package static func mean(_ sum: Int, over periods: Int) -> Int? {
    guard periods > 0 else { return nil }
    let size = (abs(sum) * 200 + periods) / (2 * periods)
    return sum < 0 ? -size : size
  }
}
