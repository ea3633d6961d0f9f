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

  /// Base, actual and target of each figure over the years of a strategy.
  func evaluation(_ rows: [EvaluationRow]) -> [String] {
    let names = ["base", "actual", "change"].map { wordings.say($0, language: language) }
    let tail = ["direction", "target", "reached", "status"].map {
      wordings.say($0, language: language)
    }
    var table = [[summary.period.label] + names + ["%"] + tail]
    for row in rows {
      guard let indicator = summary.indicators.first(where: { $0.id == row.indicator }) else {
        continue
      }
      func dated(_ value: Int?, _ year: Int?) -> String {
        number(value, indicator) + (value == nil ? "" : year.map { " (\($0))" } ?? "")
      }
      table.append([
        indicator.title[language], dated(row.base, row.baseYear),
        dated(row.actual, row.actualYear), signed(row.change, indicator),
        row.percentTenths.map(percent) ?? "",
        row.direction.map { wordings.say("direction-\($0.rawValue)", language: language) } ?? "",
        row.target == nil ? "" : dated(row.target, row.targetYear),
        row.isReached.map { wordings.say($0 ? "yes" : "no", language: language) } ?? "",
        row.status.rawValue,
      ])
    }
    return [""] + aligned(table)
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

  /// A difference with its sign; that of two shares is in points.
  private func signed(_ value: Int?, _ indicator: IndicatorDefinition) -> String {
    let text = (value ?? 0 > 0 ? "+" : "") + number(value, indicator)
    guard text.hasSuffix("%") else { return text }
    return wordings.say("points", [.init("value", String(text.dropLast()))], language: language)
  }
}
