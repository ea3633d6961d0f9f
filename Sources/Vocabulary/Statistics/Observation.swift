/// Status of an observation: the SDMX letters that we use (CL_OBS_STATUS 2.2).
package enum ObservationStatus: String, Sendable {
  /// Complete and closed.
  case normal = "A"
  /// Provisional: coverage is partial, or the period is still open to revision.
  case provisional = "P"
  /// Missing: not received, or not computable.
  case missing = "O"
  /// Suppressed.
  case suppressed = "Q"
  /// After a break in the series.
  case seriesBreak = "B"
}

/// Why a value is what it is: the codes of the column `note_codes`.
package enum Note: String, Sendable, Comparable, CaseIterable {
  case open = "OPEN"
  case partial = "PARTIAL"
  case national = "NATIONAL"
  case scopeChanged = "SCOPE_CHANGED"
  case overlapUnconfirmed = "OVERLAP_UNCONFIRMED"
  case overlapUnplaced = "OVERLAP_UNPLACED"
  case notBrokenDown = "NOT_BROKEN_DOWN"
  case blankCount = "BLANK_COUNT"
  case credited = "CREDITED"
  case multipleCodes = "MULTIPLE_CODES"
  case crossTable = "CROSS_TABLE"
  case notReceived = "NOT_RECEIVED"
  case withheld = "WITHHELD"
  case seriesBreak = "BREAK"
  case baseUnderTen = "BASE_UNDER_10"
  case noneMatched = "NONE_MATCHED"
  case unconverted = "UNCONVERTED"
  case adjusted = "ADJUSTED"
  case baseDiffers = "BASE_DIFFERS"
  case rowsRejected = "ROWS_REJECTED"
  case changePartial = "CHANGE_PARTIAL"

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A set of codes, one for each dimension of the release, `_T` where not broken down.
///
/// The dimensions are those of the summary, in its order; `member` is apart.
package struct Breakdown: Hashable, Sendable, Comparable {
  /// Code ids by place of the dimension.
  package let codes: [String]
  package init(codes: [String]) { self.codes = codes }

  /// Places that are broken down.
  package var pattern: [Int] { codes.indices.filter { codes[$0] != "_T" } }
  package var isTotal: Bool { codes.allSatisfy { $0 == "_T" } }

  package static func < (a: Self, b: Self) -> Bool {
    a.codes.lexicographicallyPrecedes(b.codes)
  }
}

/// One figure of a release.
package struct Observation: Sendable, Equatable {
  package let period: ReferencePeriod
  package let indicator: String
  package let breakdown: Breakdown
  /// A member's id, or `_T` for all.
  package let member: String
  package let value: Int?
  package let status: ObservationStatus
  package let membersReporting: Int
  package let membersExpected: Int
  package let membersVoluntary: Int
  /// The value less what it was on first vintages; nil where there is no value to compare.
  package let revision: Int?
  package let notes: [Note]

  package init(
    period: ReferencePeriod, indicator: String, breakdown: Breakdown, member: String, value: Int?,
    status: ObservationStatus, membersReporting: Int, membersExpected: Int, membersVoluntary: Int,
    revision: Int?, notes: [Note]
  ) {
    self.period = period
    self.indicator = indicator
    self.breakdown = breakdown
    self.member = member
    self.value = value
    self.status = status
    self.membersReporting = membersReporting
    self.membersExpected = membersExpected
    self.membersVoluntary = membersVoluntary
    self.revision = revision
    self.notes = Array(Set(notes)).sorted()
  }

  /// The same figure with its value withheld.
  package func withheld(_ note: Note) -> Observation {
    Observation(
      period: period, indicator: indicator, breakdown: breakdown, member: member, value: nil,
      status: .suppressed, membersReporting: membersReporting, membersExpected: membersExpected,
      membersVoluntary: membersVoluntary, revision: nil, notes: notes + [note])
  }

  /// Canonical order: indicator as given by `rank`, then time, breakdown, member (`_T` first).
  package static func precedes(
    _ a: Observation, _ b: Observation, rank: [String: Int]
  ) -> Bool {
    if a.indicator != b.indicator {
      return rank[a.indicator, default: 0] < rank[b.indicator, default: 0]
    }
    if a.period != b.period { return a.period < b.period }
    if a.member != b.member { return a.member == "_T" || (b.member != "_T" && a.member < b.member) }
    let (p, q) = (a.breakdown.pattern, b.breakdown.pattern)
    if p != q { return p.count != q.count ? p.count < q.count : p.lexicographicallyPrecedes(q) }
    return a.breakdown < b.breakdown
  }
}
