/// A walk that can be run by name: what it covers and which editions it releases.
package struct PipelineDefinition: Sendable {
  package let name: String
  package let title: Label
  /// Ids of the indicators it computes, in the order of the release.
  package let indicators: [String]
  package let editions: [Edition]
  /// Whether it looks at a range of years, not at one period.
  package let coversYears: Bool

  package init(
    name: String, title: Label, indicators: [String], editions: [Edition],
    coversYears: Bool = false
  ) {
    self.coversYears = coversYears
    self.name = name
    self.title = title
    self.indicators = indicators
    self.editions = editions
  }
}

/// For whom a release is written.
package enum Edition: String, Sendable, CaseIterable {
  /// Nothing hidden; for the Ministry only.
  case `internal`
  /// Figures that may leave the house, as far as the present method can tell.
  case `public`
}

/// The stages of the walk, in order.
package enum Stage: String, Sendable, CaseIterable, Comparable {
  case ingest, normalise, validate, aggregate, disclose, export

  package static func < (a: Self, b: Self) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
