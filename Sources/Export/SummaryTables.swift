import DelimitedText
import Disclose
import Vocabulary

/// The tables of a release as delimited text, and the same content as JSON.
struct SummaryTables {
  let summary: ProtectedSummary
  private let definitions: [String: IndicatorDefinition]

  init(_ summary: ProtectedSummary) {
    self.summary = summary
    definitions = Dictionary(
      summary.indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
  private func codes(_ notes: [Note]) -> String { notes.map(\.rawValue).joined(separator: " ") }

  private func identity(
    _ period: ReferencePeriod, _ indicator: String, _ breakdown: Breakdown, _ member: String
  ) -> [String] {
    let definition = definitions[indicator]
    return [
      period.label, period.frequency, indicator, definition?.unit ?? "",
      text(definition?.unitMultiplier),
    ] + breakdown.codes + [member]
  }

  private var identityHeader: [String] {
    ["time_period", "freq", "indicator", "unit", "unit_mult"] + summary.dimensions + ["member"]
  }

  func observations() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append(
      identityHeader + [
        "obs_value", "obs_status", "conf_status", "members_reporting", "members_expected",
        "members_voluntary", "revision", "note_codes",
      ])
    for protected in summary.observations {
      let o = protected.observation
      writer.append(
        identity(o.period, o.indicator, o.breakdown, o.member) + [
          text(o.value), o.status.rawValue, protected.confidentiality.rawValue,
          text(o.membersReporting), text(o.membersExpected), text(o.membersVoluntary),
          text(o.revision), codes(o.notes),
        ])
    }
    return writer.take()
  }

  func changes() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append(
      identityHeader + [
        "basis", "earlier", "later", "change", "members_matched", "obs_status", "note_codes",
      ])
    for change in summary.changes {
      writer.append(
        identity(change.period, change.indicator, change.breakdown, "_T") + [
          change.basis.rawValue, text(change.earlier), text(change.later), text(change.change),
          text(change.membersMatched), change.status.rawValue, codes(change.notes),
        ])
    }
    return writer.take()
  }

  // MARK: JSON

  func json(_ registry: Registry, _ annex: Annex) -> [UInt8] {
    let evaluation: [(String, JSONText)] =
      summary.edition == .internal && !annex.evaluation.isEmpty
      ? [("evaluation", .list(annex.evaluation.map(self.evaluation)))] : []
    return JSONText.object(
      [
        ("pipeline", .text(summary.pipeline)),
        ("period", .text(summary.period.label)),
        ("as_of", .text(summary.asOf.received.description)),
        ("edition", .text(summary.edition.rawValue)),
        ("disclosure_method", .text(method)),
        ("dimensions", .list((summary.dimensions + ["member"]).map(JSONText.text))),
        ("obs_status", labels(registry.wordings.statuses)),
        ("note_codes", labels(registry.wordings.notes)),
        ("indicators", .list(summary.indicators.map(definition))),
        ("observations", .list(summary.observations.map(observation))),
        ("changes", .list(summary.changes.map(change))),
      ] + evaluation
    ).bytes()
  }

  private var method: String {
    summary.edition == .internal
      ? "Nothing is withheld. For the Ministry only."
      : """
      Interim method, for figures on victims only: small counts and what would give them back by \
      subtraction within this release are withheld. It has not been shown to be safe.
      """
  }

  private func label(_ label: Label) -> JSONText {
    .object([("lv", .text(label.lv)), ("en", .text(label.en))])
  }

  private func labels(_ labels: [String: Label]) -> JSONText {
    .object(labels.sorted { $0.key < $1.key }.map { ($0.key, label($0.value)) })
  }

  private func definition(_ indicator: IndicatorDefinition) -> JSONText {
    .object([
      ("id", .text(indicator.id)),
      ("title", label(indicator.title)),
      ("description", label(indicator.description)),
      ("table", .text(indicator.table)),
      (
        "where",
        .object(indicator.fixed.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
      ),
      ("unit", .text(indicator.unit)),
      ("unit_mult", .number(indicator.unitMultiplier)),
    ])
  }

  private func evaluation(_ row: EvaluationRow) -> JSONText {
    func word(_ direction: Target.Direction?) -> JSONText {
      direction.map { .text($0.rawValue) } ?? .optional(nil)
    }
    return .object([
      ("indicator", .text(row.indicator)), ("base_year", .optional(row.baseYear)),
      ("base", .optional(row.base)), ("target_year", .optional(row.targetYear)),
      ("target", .optional(row.target)), ("actual_year", .optional(row.actualYear)),
      ("actual", .optional(row.actual)), ("all_years", .optional(row.whole)),
      ("change", .optional(row.change)), ("percent_tenths", .optional(row.percentTenths)),
      ("direction", word(row.direction)), ("wanted", word(row.wanted)),
      ("reached", row.isReached.map { .text($0 ? "yes" : "no") } ?? .optional(nil)),
      ("obs_status", .text(row.status.rawValue)),
      ("note_codes", .list(row.notes.map { .text($0.rawValue) })),
    ])
  }

  /// Dimensions that are broken down; the others are `_T`.
  private func cell(_ breakdown: Breakdown, _ member: String) -> [(String, JSONText)] {
    breakdown.pattern.map { (summary.dimensions[$0], .text(breakdown.codes[$0])) }
      + (member == "_T" ? [] : [("member", .text(member))])
  }

  private func observation(_ protected: ProtectedObservation) -> JSONText {
    let o = protected.observation
    return .object(
      [
        ("time_period", .text(o.period.label)), ("freq", .text(o.period.frequency)),
        ("indicator", .text(o.indicator)),
      ]
        + cell(o.breakdown, o.member) + [
          ("obs_value", .optional(o.value)), ("obs_status", .text(o.status.rawValue)),
          ("conf_status", .text(protected.confidentiality.rawValue)),
          ("members_reporting", .number(o.membersReporting)),
          ("members_expected", .number(o.membersExpected)),
          ("members_voluntary", .number(o.membersVoluntary)),
          ("revision", .optional(o.revision)),
          ("note_codes", .list(o.notes.map { .text($0.rawValue) })),
        ])
  }

  private func change(_ change: Change) -> JSONText {
    .object(
      [
        ("time_period", .text(change.period.label)), ("freq", .text(change.period.frequency)),
        ("indicator", .text(change.indicator)),
      ]
        + cell(change.breakdown, "_T") + [
          ("basis", .text(change.basis.rawValue)), ("earlier", .optional(change.earlier)),
          ("later", .optional(change.later)), ("change", .optional(change.change)),
          ("percent_tenths", .optional(change.percentTenths)),
          ("members_matched", .optional(change.membersMatched)),
          ("obs_status", .text(change.status.rawValue)),
          ("note_codes", .list(change.notes.map { .text($0.rawValue) })),
        ])
  }
}
