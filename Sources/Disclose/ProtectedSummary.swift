import Vocabulary

/// Whether a figure may leave the house: letters of SDMX CL_CONF_STATUS that we use.
package enum ConfidentialityStatus: String, Sendable {
  /// Free for publication.
  case free = "F"
  /// Not for publication: for internal use only.
  case notForPublication = "N"
  /// Confidential: withheld from the public edition.
  case confidential = "C"
}

/// An observation with what the gate says of it.
package struct ProtectedObservation: Sendable {
  package let observation: Observation
  package let confidentiality: ConfidentialityStatus
}

/// A summary that has passed the gate: the only thing that can be exported.
///
/// Only `Discloser` can make one, so that no figure reaches a release past it.
package struct ProtectedSummary: Sendable {
  package let edition: Edition
  package let pipeline: String
  package let period: ReferencePeriod
  package let asOf: Vintage
  package let dimensions: [String]
  package let indicators: [IndicatorDefinition]
  package let observations: [ProtectedObservation]
  package let changes: [Change]

  init(
    _ summary: Summary, edition: Edition, observations: [ProtectedObservation], changes: [Change]
  ) {
    self.edition = edition
    pipeline = summary.pipeline
    period = summary.period
    asOf = summary.asOf
    dimensions = summary.dimensions
    indicators = summary.indicators
    self.observations = observations
    self.changes = changes
  }
}
