import DelimitedText
import Vocabulary

/// What stands beside the figures of a release, as delimited text.
struct AnnexTables {
  let annex: Annex
  let registry: Registry
  /// By id.
  private let indicators: [String: IndicatorDefinition]

  init(_ annex: Annex, indicators: [IndicatorDefinition], registry: Registry) {
    self.annex = annex
    self.registry = registry
    self.indicators = Dictionary(
      indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func text(_ number: Int?) -> String { number.map(String.init) ?? "" }

  private func unit(_ indicator: String) -> [String] {
    [indicators[indicator]?.unit ?? "", text(indicators[indicator]?.unitMultiplier)]
  }

  /// Hundredths with their two decimals.
  private func hundredths(_ number: Int?) -> String {
    guard let number else { return "" }
    let size = number.magnitude
    return "\(number < 0 ? "-" : "")\(size / 100).\(size % 100 / 10)\(size % 10)"
  }

  // MARK: Revisions

  /// Later returns, each with what it did to the figures of its period.
  func revisions() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "received", "kind", "member", "table", "time_period", "path", "replaces", "indicator", "unit",
      "unit_mult", "value_before", "value_after", "revision",
    ])
    for revision in annex.revisions {
      let own = revision.return.submission
      var change: Int?
      if let before = revision.before, let after = revision.after { change = after - before }
      writer.append(
        [
          own.vintage.description, revision.kind.rawValue, own.member, revision.return.table,
          own.period.label, revision.return.path, revision.replaces?.description ?? "",
          revision.indicator,
        ] + unit(revision.indicator) + [
          text(revision.before), text(revision.after), text(change),
        ])
    }
    return writer.take()
  }

  func triangle() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "indicator", "unit", "unit_mult", "time_period", "freq", "vintage", "obs_value",
      "members_reporting", "members_expected",
    ])
    for cell in annex.triangle {
      writer.append(
        [cell.indicator] + unit(cell.indicator) + [
          cell.period.label, cell.period.frequency, cell.vintage.description, text(cell.value),
          text(cell.membersReporting), text(cell.membersExpected),
        ])
    }
    return writer.take()
  }

  /// Means over the quarters of each triangle: latest less first.
  func revisionMeans() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "indicator", "unit", "unit_mult", "periods", "periods_revised", "mean_revision",
      "mean_absolute_revision",
    ])
    var done: Set<String> = []
    for cell in annex.triangle where done.insert(cell.indicator).inserted {
      let account = RevisionAccount(indicator: cell.indicator, triangle: annex.triangle)
      writer.append(
        [cell.indicator] + unit(cell.indicator) + [
          text(account.periods), text(account.revised),
          hundredths(RevisionAccount.mean(account.sum, over: account.periods)),
          hundredths(RevisionAccount.mean(account.absoluteSum, over: account.periods)),
        ])
    }
    return writer.take()
  }

  // MARK: Others

  /// The cooperation matrix, long: each pair from both sides.
  func cooperation() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append(["time_period", "indicator", "member", "partner", "partner_kind", "events"])
    for joint in annex.cooperation {
      writer.append([
        joint.period.label, joint.indicator, joint.member, joint.partner,
        joint.isForeign ? "country" : "member", String(joint.events),
      ])
    }
    return writer.take()
  }

  func evaluation() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "indicator", "title_lv", "title_en", "unit", "unit_mult", "base_year", "base", "target_year",
      "target", "actual_year", "actual", "all_years", "change", "percent", "direction", "wanted",
      "reached", "obs_status", "note_codes", "source",
    ])
    for row in annex.evaluation {
      let title = indicators[row.indicator]?.title
      let target = registry.targets.first { $0.indicator == row.indicator }
      let tenths = row.percentTenths.map { tenths in
        "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
      }
      writer.append(
        [row.indicator, title?.lv ?? "", title?.en ?? ""] + unit(row.indicator) + [
          text(row.baseYear), text(row.base), text(row.targetYear), text(row.target),
          text(row.actualYear), text(row.actual), text(row.whole), text(row.change), tenths ?? "",
          row.direction?.rawValue ?? "", row.wanted?.rawValue ?? "",
          row.isReached.map { $0 ? "yes" : "no" } ?? "", row.status.rawValue,
          row.notes.map(\.rawValue).joined(separator: " "), target?.source ?? "",
        ])
    }
    return writer.take()
  }

  func adjustments() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "adjusted_by", "date", "reason", "path", "line", "column", "expected", "to", "outcome",
    ])
    for applied in annex.adjustments {
      let one = applied.adjustment
      writer.append(
        [
          one.adjustedBy, one.day.description, Masking.shown(one.reason), one.path,
          String(one.line), one.column, Masking.shown(one.expected), one.value,
          applied.outcome.rawValue,
        ].map(Exporter.harmless))
    }
    return writer.take()
  }
}
