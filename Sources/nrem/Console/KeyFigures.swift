import Vocabulary

/// The release's totals as a small table: this period, the same a year earlier, the change.
struct KeyFigures {
  let summary: Summary
  let language: Language
  let wordings: Wordings

  func lines() -> [String] {
    var shown = [summary.period]
    if let last = summary.period.quarters.last, summary.period.isQuarter,
      case .quarter(let quarter) = last.kind
    {
      let kind: ReferencePeriod.Kind = quarter == 4 ? .year : .yearToDate(quarter)
      if quarter > 1 { shown.append(ReferencePeriod(year: last.year, kind: kind)) }
    }
    return shown.flatMap(table)
  }

  private func table(_ period: ReferencePeriod) -> [String] {
    let header = ["value", "year-earlier", "change"].map { wordings.say($0, language: language) }
    let tail = ["status", "members"].map { wordings.say($0, language: language) }
    var rows = [[period.label] + header + ["%"] + tail]
    for indicator in summary.indicators where !indicator.isInternal {
      let observation = summary.observations.first {
        $0.indicator == indicator.id && $0.period == period && $0.breakdown.isTotal
          && $0.member == "_T"
      }
      guard let observation else { continue }
      let change = summary.changes.first {
        $0.indicator == indicator.id && $0.period == period && $0.breakdown.isTotal
          && $0.basis == .published
      }
      rows.append([
        indicator.title[language], number(observation.value, indicator),
        number(change?.earlier, indicator), signed(change?.change, indicator),
        change?.percentTenths.map(percent) ?? "",
        observation.status.rawValue,
        "\(observation.membersReporting)/\(observation.membersExpected)",
      ])
    }
    var said: Set<Note> = []
    for change in summary.changes where change.period == period && change.breakdown.isTotal {
      if change.basis == .published, change.change != nil { said.formUnion(change.notes) }
    }
    let warnings = [Note.scopeChanged, .changePartial].filter(said.contains).compactMap {
      wordings.notes[$0.rawValue].map { "  \($0[language])" }
    }
    return [""] + aligned(rows) + warnings
  }

  private func aligned(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    return rows.map { row in
      row.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + gap : gap + row[column]
      }.joined(separator: "  ")
    }
  }

  private func number(_ value: Int?, _ indicator: IndicatorDefinition) -> String {
    value.map(indicator.written) ?? "–"
  }
  /// One decimal; none is given on a base under 10.
  private func percent(_ tenths: Int) -> String {
    let size = tenths.magnitude
    return "\(tenths < 0 ? "-" : tenths > 0 ? "+" : "")\(size / 10).\(size % 10)"
  }

  private func signed(_ value: Int?, _ indicator: IndicatorDefinition) -> String {
    (value ?? 0 > 0 ? "+" : "") + number(value, indicator)
  }
}
