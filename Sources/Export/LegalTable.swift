import DelimitedText
import Disclose
import Vocabulary

/// What Article 19a of Directive 2011/36/EU asks for about a year, item by item.
///
/// The items and their texts are data. What is not collected has no value and the status `L` (SDMX:
/// exists, but not collected), never a zero; what no return said has the status `O`.
struct LegalTable {
  let summary: ProtectedSummary
  let registry: Registry
  let year: ReferencePeriod

  /// - Returns: nil where the release does not hold the whole year or not every indicator asked for.
  init?(_ summary: ProtectedSummary, registry: Registry) {
    guard let last = summary.period.quarters.last, case .quarter(4) = last.kind,
      !registry.legalItems.isEmpty,
      registry.legalItems.compactMap(\.indicator).allSatisfy({ id in
        summary.indicators.contains { $0.id == id }
      })
    else { return nil }
    self.summary = summary
    self.registry = registry
    year = ReferencePeriod(year: last.year, kind: .year)
  }

  func write() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "reference", "text_lv", "text_en", "time_period", "breakdown", "code", "label_lv",
      "label_en", "eurostat", "directive", "obs_value", "obs_status", "members_reporting",
      "members_expected", "note_codes", "remark_lv", "remark_en",
    ])
    for item in registry.legalItems {
      let begin = [item.reference, item.text.lv, item.text.en, year.label]
      let remark = [item.remark?.lv ?? "", item.remark?.en ?? ""]
      guard let indicator = item.indicator else {
        writer.append(
          begin + Array(repeating: "", count: 7) + [notCollected, "", "", ""] + remark)
        continue
      }
      for observation in observations(indicator, item.breakdowns) {
        writer.append(begin + cells(observation) + remark)
      }
    }
    return writer.take()
  }

  private let notCollected = "L"

  /// The total, then each breakdown by itself; derived groups left out.
  private func observations(_ indicator: String, _ breakdowns: [String]) -> [Observation] {
    let own = summary.observations.map(\.observation).filter {
      $0.indicator == indicator && $0.period == year && $0.member == "_T"
    }
    let places = breakdowns.compactMap(summary.dimensions.firstIndex(of:))
    return own.filter(\.breakdown.isTotal)
      + places.flatMap { place in
        own.filter { $0.breakdown.pattern == [place] && !isDerived($0, place) }
      }
  }

  private func code(_ observation: Observation, _ place: Int) -> (list: CodeList, code: Code)? {
    guard let table = summary.indicators.first(where: { $0.id == observation.indicator })?.table,
      let schema = registry.table(table),
      let column = schema.index(of: summary.dimensions[place]),
      let list = registry.codeList(schema, column),
      let ordinal = list.ordinal(of: observation.breakdown.codes[place])
    else { return nil }
    return (list, list.codes[Int(ordinal)])
  }

  private func isDerived(_ observation: Observation, _ place: Int) -> Bool {
    code(observation, place)?.code.isDerived ?? false
  }

  private func cells(_ observation: Observation) -> [String] {
    var cells = Array(repeating: "", count: 6)
    if let place = observation.breakdown.pattern.first, let (list, code) = code(observation, place)
    {
      cells = [
        summary.dimensions[place], code.id, code.label.lv, code.label.en,
        outward(list, code, "eurostat"), outward(list, code, "directive"),
      ]
    }
    return cells + [
      observation.value.map(String.init) ?? "", observation.status.rawValue,
      String(observation.membersReporting), String(observation.membersExpected),
      observation.notes.map(\.rawValue).joined(separator: " "),
    ]
  }

  /// What another system calls the code on the last day of the year.
  private func outward(_ list: CodeList, _ code: Code, _ system: String) -> String {
    registry.mappings.first {
      $0.list == list.name && $0.code == code.id && $0.system == system
        && $0.validity.contains(year.lastDay)
    }?.target ?? code.mappings[system] ?? ""
  }
}
