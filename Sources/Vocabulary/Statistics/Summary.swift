/// What a run has found, before the gate: every observation and every change, in canonical order.
package struct Summary: Sendable {
  package let pipeline: String
  package let period: ReferencePeriod
  package let asOf: Vintage
  /// Names of the dimensions, in the order of `Breakdown.codes`.
  package let dimensions: [String]
  /// Indicators in the order of the release.
  package let indicators: [IndicatorDefinition]
  package let observations: [Observation]
  package let changes: [Change]

  package init(
    pipeline: String, period: ReferencePeriod, asOf: Vintage, dimensions: [String],
    indicators: [IndicatorDefinition], observations: [Observation], changes: [Change]
  ) {
    self.pipeline = pipeline
    self.period = period
    self.asOf = asOf
    self.dimensions = dimensions
    self.indicators = indicators
    self.observations = observations
    self.changes = changes
  }
}
