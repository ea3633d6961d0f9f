/// How many events two parties have together: one cell of the cooperation matrix.
package struct JointWork: Sendable, Hashable {
  package let period: ReferencePeriod
  /// The indicator whose events are looked at.
  package let indicator: String
  package let member: String
  /// Another member's id, or a country (`LT`) that stands for every partner of it.
  package let partner: String
  package let isForeign: Bool
  package let events: Int

  package init(
    period: ReferencePeriod, indicator: String, member: String, partner: String, isForeign: Bool,
    events: Int
  ) {
    self.period = period
    self.indicator = indicator
    self.member = member
    self.partner = partner
    self.isForeign = isForeign
    self.events = events
  }
}
