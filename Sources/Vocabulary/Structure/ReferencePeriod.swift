/// The period that figures are about: a quarter, a half, a year, a year to date, or several years.
///
/// Members return quarters or years; the others exist only as sums and unions of these.
///
/// `ReferencePeriod("2015-YTD-Q3")!.quarters.map(\.label) == ["2015-Q1", "2015-Q2", "2015-Q3"]`
package struct ReferencePeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    case quarter(Int)
    case half(Int)
    case yearToDate(Int)
    case year
    /// From the period's year to this one, both included.
    case years(to: Int)
  }

  package let year: Int
  package let kind: Kind

  package init(year: Int, kind: Kind) {
    self.year = year
    self.kind = kind
  }

  /// Reads `2015`, `2015-Q1`, `2015-S1`, `2015-YTD-Q3` and `2014..2020`; anything else is nil.
  package init?(_ label: some StringProtocol) {
    let text = String(label)
    if text.utf8.count == 10, text.dropFirst(4).hasPrefix("..") {
      guard let first = Self(text.prefix(4)), let last = Self(text.suffix(4)),
        first.isYear, last.isYear, first.year < last.year
      else { return nil }
      year = first.year
      kind = .years(to: last.year)
      return
    }
    let parts = label.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.utf8.count == 4,
      first.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let year = Int(first), year >= 1900
    else { return nil }
    func digit(_ part: Substring, after letter: String, in range: ClosedRange<Int>) -> Int? {
      guard part.utf8.count == 2, part.hasPrefix(letter), let n = Int(part.dropFirst()),
        range.contains(n)
      else { return nil }
      return n
    }
    self.year = year
    switch parts.count {
    case 1: kind = .year
    case 2:
      if let q = digit(Substring(parts[1]), after: "Q", in: 1...4) {
        kind = .quarter(q)
      } else if let h = digit(Substring(parts[1]), after: "S", in: 1...2) {
        kind = .half(h)
      } else {
        return nil
      }
    case 3:
      guard parts[1] == "YTD", let q = digit(Substring(parts[2]), after: "Q", in: 1...4) else {
        return nil
      }
      kind = .yearToDate(q)
    default: return nil
    }
  }

  /// The SDMX frequency letter; `YTD` and `MY` (several years) are ours, since SDMX has none.
  package var frequency: String {
    switch kind {
    case .quarter: "Q"
    case .half: "S"
    case .yearToDate: "YTD"
    case .year: "A"
    case .years: "MY"
    }
  }

  package var label: String {
    switch kind {
    case .quarter(let q): "\(year)-Q\(q)"
    case .half(let h): "\(year)-S\(h)"
    case .yearToDate(let q): "\(year)-YTD-Q\(q)"
    case .year: "\(year)"
    case .years(let last): "\(year)..\(last)"
    }
  }
  package var description: String { label }

  /// The last year that the period covers.
  package var lastYear: Int { if case .years(let last) = kind { last } else { year } }

  /// First quarter of the first year and last quarter of the last year that the period covers.
  private var span: ClosedRange<Int> {
    switch kind {
    case .quarter(let q): q...q
    case .half(let h): (h * 2 - 1)...(h * 2)
    case .yearToDate(let q): 1...q
    case .year, .years: 1...4
    }
  }

  /// The quarters of the period in order of time.
  package var quarters: [ReferencePeriod] {
    (year...lastYear).flatMap { year in
      span.map { ReferencePeriod(year: year, kind: .quarter($0)) }
    }
  }

  /// The parts that members return: for each whole year the year, which may come as quarters too;
  /// else the quarters.
  package var parts: [ReferencePeriod] {
    span == 1...4
      ? (year...lastYear).map { ReferencePeriod(year: $0, kind: .year) } : quarters
  }

  package var isQuarter: Bool { if case .quarter = kind { true } else { false } }
  package var isYear: Bool { kind == .year }
  /// Whether the period is of several years.
  package var isSeveralYears: Bool { if case .years = kind { true } else { false } }

  package var firstDay: CalendarDay {
    CalendarDay(days: CalendarDay.daysFromCivil(year, span.lowerBound * 3 - 2, 1))
  }
  package var lastDay: CalendarDay {
    let month = span.upperBound * 3
    let length = CalendarDay.length(ofMonth: month, year: lastYear)
    return CalendarDay(days: CalendarDay.daysFromCivil(lastYear, month, length))
  }

  package func contains(_ day: CalendarDay) -> Bool { firstDay <= day && day <= lastDay }

  /// The same period one year earlier.
  package var yearEarlier: ReferencePeriod {
    if case .years(let last) = kind { return Self(year: year - 1, kind: .years(to: last - 1)) }
    return ReferencePeriod(year: year - 1, kind: kind)
  }

  /// The quarter that a day falls in.
  package static func quarter(of day: CalendarDay) -> ReferencePeriod {
    let (year, month, _) = day.civil
    return ReferencePeriod(year: year, kind: .quarter((month + 2) / 3))
  }

  /// The quarter `steps` later (earlier when negative); only for quarters.
  package func quarter(steps: Int) -> ReferencePeriod {
    let index = year * 4 + span.lowerBound - 1 + steps
    return ReferencePeriod(year: index / 4, kind: .quarter(index % 4 + 1))
  }

  /// The periods of which returns speak of the year before this one: its four last quarters, the latest
  /// first, and the year of the calendar.
  package var yearBefore: [ReferencePeriod] {
    guard let first = quarters.first else { return [] }
    return (1...4).map { first.quarter(steps: -$0) }
      + [ReferencePeriod(year: year - 1, kind: .year)]
  }

  /// Order of time; of two periods that end on one day the shorter comes first.
  package static func < (a: Self, b: Self) -> Bool {
    if a.lastDay != b.lastDay { return a.lastDay < b.lastDay }
    if a.firstDay != b.firstDay { return a.firstDay > b.firstDay }
    return a.frequency > b.frequency
  }
}
