import Vocabulary

/// One figure as a document shows it: the value, what it is worth, and the change on a year earlier.
package struct FigureLine: Sendable {
  package enum State: String, Sendable {
    case complete, open, partial, missing
    case rowsRejected = "rows-rejected"
    case notAvailable = "not-available"
    case seriesBreak = "break"
  }

  package let indicator: IndicatorDefinition
  package let value: Int?
  package let state: State
  package let earlier: Int?
  /// Nil where it is not available: a side is missing or partial, or a break lies between them.
  package let change: Int?
  /// In tenths; nil on a base under 10.
  package let percent: Int?

  package init(
    indicator: IndicatorDefinition, value: Int?, state: State, earlier: Int?, change: Int?,
    percent: Int?
  ) {
    self.indicator = indicator
    self.value = value
    self.state = state
    self.earlier = earlier
    self.change = change
    self.percent = percent
  }

  static func header(_ say: Voice) -> [String] {
    ["indicator", "this", "status", "earlier", "change"].map { say("column-\($0)") }
  }

  /// Its cells: title, value, status, a year earlier, change.
  func cells(_ say: Voice) -> [String] {
    var change = say.signed(self.change, of: indicator)
    if self.change != nil, let percent {
      change += " (\(say.language.signedTenths(percent)) %)"
    }
    return [
      say(indicator.title), say.number(value, of: indicator),
      say("figure-\(state.rawValue)"), say.number(earlier, of: indicator), change,
    ]
  }
}
