import Vocabulary

/// What stands in one cell of a document's table, before it is written in a language.
package enum Cell: Sendable {
  case text(Label)
  /// A member's own words, as they may be shown; the same in every language.
  case own(String)
  /// A whole number, or one in hundredths where it has two places.
  case number(Int, places: Int)
  case day(CalendarDay)
  /// A span of days; of one day where they are equal.
  case days(CalendarDay, CalendarDay)
  /// Several, one after another.
  case several([Cell])
  /// Not known.
  case unknown
}

extension Voice {
  package func callAsFunction(_ cell: Cell) -> String {
    switch cell {
    case .text(let label): return self(label)
    case .own(let text): return text
    case .number(let value, let places):
      let digits = String(value.magnitude)
      let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      let mark = language == .lv ? "," : "."
      return (value < 0 ? "−" : "")
        + (places > 0 ? padded.dropLast(places) + mark + padded.suffix(places) : padded)
    case .day(let day): return day.description
    case .days(let first, let last):
      return first == last ? first.description : "\(first) – \(last)"
    case .several(let cells): return cells.map { self($0) }.joined(separator: "; ")
    case .unknown: return "–"
    }
  }
}
