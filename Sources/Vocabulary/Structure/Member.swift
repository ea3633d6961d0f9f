/// A member of the working group, with the days of its seat.
package struct Member: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case ministry
    case lawEnforcement = "law_enforcement"
    case governmentMunicipal = "government_municipal"
    case ngo
    case civilSocietyPartner = "civil_society_partner"
  }

  package let id: String
  package let name: Label
  package let kind: Kind
  package let validity: Validity

  package init(id: String, name: Label, kind: Kind, validity: Validity) {
    self.id = id
    self.name = name
    self.kind = kind
    self.validity = validity
  }
}

/// Which table a member owes or may send, and for whom it speaks.
package struct Obligation: Sendable {
  package enum Duty: String, Sendable { case owed, may }
  /// A *national* return is the total of its table and period; others are compared, never added.
  package enum Scope: String, Sendable { case own, national }

  /// A member's id, or `*` for every member.
  package let member: String
  package let table: String
  package let duty: Duty
  package let scope: Scope
  package let validity: Validity

  package init(member: String, table: String, duty: Duty, scope: Scope, validity: Validity) {
    self.member = member
    self.table = table
    self.duty = duty
    self.scope = scope
    self.validity = validity
  }
}

/// A break in a series: no change of the indicator is drawn across the start of the period.
package struct SeriesBreak: Sendable {
  package let period: ReferencePeriod
  package let indicator: String
  package let reason: String
  package init(period: ReferencePeriod, indicator: String, reason: String) {
    self.period = period
    self.indicator = indicator
    self.reason = reason
  }
}
