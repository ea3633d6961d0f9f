import Vocabulary

/// Lists that say how figures are made and what is asked of them.
extension RegistryReader {
  func rates(
    _ codeLists: [String: CodeList]
  ) throws(DefinitionFailure) -> [String: CurrencyRate] {
    let reader = try list("mechanism/rates.csv", ["currency", "units_per_euro", "source"])
    var found: [String: CurrencyRate] = [:]
    for line in reader.lines {
      let currency = try line.text("currency")
      guard codeLists["CURRENCY"]?.ordinal(of: currency) != nil else {
        throw line.failure("“\(currency)” is no code of CURRENCY")
      }
      guard let millionths = Self.millionths(try line.text("units_per_euro")), millionths > 0 else {
        throw line.failure("units_per_euro is a number with at most six decimals, as 0.702804")
      }
      found[currency] = CurrencyRate(currency: currency, millionths: millionths)
    }
    return found
  }

  /// `0.702804` is 702,804.
  private static func millionths(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count <= 6, let whole = Int64(parts[0]), whole >= 0 else {
      return nil
    }
    guard parts.count == 2 else { return whole * 1_000_000 }
    guard (1...6).contains(parts[1].utf8.count),
      parts[1].utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return whole * 1_000_000
      + Int64(parts[1] + String(repeating: "0", count: 6 - parts[1].utf8.count))!
  }

  func targets(
    _ indicators: [IndicatorDefinition]
  ) throws(DefinitionFailure) -> [Target] {
    let reader = try list(
      "mechanism/targets.csv",
      ["indicator", "base_year", "base", "target_year", "target", "wanted", "source"])
    var found: [Target] = []
    for line in reader.lines {
      let id = try line.text("indicator")
      guard let indicator = indicators.first(where: { $0.id == id }) else {
        throw line.failure("there is no indicator “\(id)”")
      }
      func value(_ column: String) throws(DefinitionFailure) -> Int? {
        guard let text = line[column] else { return nil }
        guard let value = indicator.value(of: text) else {
          throw line.failure(
            "“\(text)” is no \(column) of this indicator: it is written as \(indicator.written(0))")
        }
        return value
      }
      func year(_ column: String) throws(DefinitionFailure) -> Int? {
        guard let text = line[column] else { return nil }
        guard let year = Int(text), (1900...2999).contains(year) else {
          throw line.failure("“\(text)” is no year")
        }
        return year
      }
      let (baseYear, targetYear) = (try year("base_year"), try year("target_year"))
      if let baseYear, let targetYear, targetYear <= baseYear {
        throw line.failure("target_year is not after base_year")
      }
      if found.contains(where: { $0.indicator == id }) {
        throw line.failure("the indicator “\(id)” is there twice")
      }
      var wanted: Target.Direction?
      if let text = line["wanted"] {
        guard let direction = Target.Direction(rawValue: text) else {
          throw line.failure("wanted is up, down or same")
        }
        wanted = direction
      }
      found.append(
        Target(
          indicator: id, baseYear: baseYear, base: try value("base"), targetYear: targetYear,
          target: try value("target"), wanted: wanted,
          source: line["source"] ?? ""))
    }
    return found
  }

  func legalItems(
    _ indicators: [IndicatorDefinition]
  ) throws(DefinitionFailure) -> [LegalItem] {
    let reader = try list(
      "legal/art19a.csv",
      [
        "reference", "text_lv", "text_en", "indicator", "breakdowns", "remark_lv", "remark_en",
      ])
    var found: [LegalItem] = []
    for line in reader.lines {
      let breakdowns = (line["breakdowns"] ?? "").split(separator: "|").map(String.init)
      if let id = line["indicator"] {
        guard let indicator = indicators.first(where: { $0.id == id }) else {
          throw line.failure("there is no indicator “\(id)”")
        }
        for name in breakdowns where !indicator.breakdowns.contains([name]) {
          throw line.failure("“\(id)” is not broken down by “\(name)”")
        }
      } else if line["remark_en"] == nil {
        throw line.failure("an item without an indicator says why it is not collected")
      }
      var remark: Label?
      if line["remark_en"] != nil || line["remark_lv"] != nil {
        remark = Label(lv: try line.text("remark_lv"), en: try line.text("remark_en"))
      }
      found.append(
        LegalItem(
          reference: try line.text("reference"),
          text: Label(lv: try line.text("text_lv"), en: try line.text("text_en")),
          indicator: line["indicator"], breakdowns: breakdowns, remark: remark))
    }
    return found
  }
}
