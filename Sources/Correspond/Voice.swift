import Vocabulary

/// The sentences that one document is composed of, in one language: its own, then the shared ones.
package struct Voice: Sendable {
  private let own: DocumentText
  private let common: DocumentText
  package let language: Language

  /// - Parameter common: words that several documents share.
  package init(_ own: DocumentText, common: DocumentText, in language: Language) {
    self.own = own
    self.common = common
    self.language = language
  }

  package func callAsFunction(_ key: String, _ parameters: Finding.Parameter...) -> String {
    (own.has(key) ? own : common).say(key, parameters, in: language)
  }

  package func callAsFunction(_ label: Label) -> String { label[language] }

  /// A period in words, as `2015. gada 1. ceturksnis`.
  package func period(_ period: ReferencePeriod) -> String {
    let year = Finding.Parameter("year", period.year)
    return switch period.kind {
    case .quarter(let number): self("quarter", year, .init("number", number))
    case .half(let number): self("half", year, .init("number", number))
    case .yearToDate(4), .year: self("year", year)
    case .yearToDate(1): self("quarter", year, .init("number", 1))
    case .yearToDate(let number): self("year-to-date", year, .init("number", number))
    case .years(let last): self("years", year, .init("last", last))
    }
  }

  /// The day on which something was received, and which of that day it was.
  package func received(_ vintage: Vintage) -> String {
    let day = vintage.received.description
    return vintage.sequence == 1
      ? day : self("vintage", .init("day", day), .init("number", vintage.sequence))
  }

  /// A value as people of the language read it; euro with their unit.
  package func number(_ value: Int?, of indicator: IndicatorDefinition) -> String {
    guard let value else { return "–" }
    var text = indicator.written(value)
    if text.hasPrefix("-") { text = "−" + text.dropFirst() }
    if text.hasSuffix("%") { text = text.dropLast() + " %" }
    if language == .lv { text = text.split(separator: ".").joined(separator: ",") }
    return indicator.unit == "EUR" ? text + " EUR" : text
  }

  /// A difference with its sign; that of two shares is in points.
  package func signed(_ value: Int?, of indicator: IndicatorDefinition) -> String {
    let text = (value ?? 0 > 0 ? "+" : "") + number(value, of: indicator)
    guard value != nil, indicator.isShare, text.hasSuffix(" %") else { return text }
    return self("points", .init("value", String(text.dropLast(2))))
  }
}
