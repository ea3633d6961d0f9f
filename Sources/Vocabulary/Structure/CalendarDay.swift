/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
///
/// Dates are compared and stored by the million, so a day is one `Int32`; there is no clock and no
/// time zone anywhere in the product.
///
/// `CalendarDay(iso: "2015-04-12")!.description == "2015-04-12"`
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01; negative before it.
  package let days: Int32

  package init(days: Int32) { self.days = days }

  /// Nil when the three numbers are no day of the calendar (2015-02-29).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    days = Self.daysFromCivil(year, month, day)
  }

  /// `YYYY-MM-DD` and nothing else.
  package init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= 48, digit <= 57 else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  /// Days since 1970-01-01 of a valid civil date (the era algorithm: 400 years are 146,097 days).
  package static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  package var civil: (year: Int, month: Int, day: Int) {
    let z = Int(days) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  package static func < (a: Self, b: Self) -> Bool { a.days < b.days }

  /// The day so many days later; earlier where negative.
  package func advanced(by days: Int) -> CalendarDay {
    CalendarDay(days: self.days + Int32(days))
  }

  /// How many days after another day this one is; negative where it is earlier.
  package func days(after other: CalendarDay) -> Int { Int(days) - Int(other.days) }

  package var description: String {
    let (year, month, day) = civil
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let y = String(year)
    return String(repeating: "0", count: max(0, 4 - y.utf8.count)) + y
      + "-\(two(month))-\(two(day))"
  }
}

/// An interval of days, both ends included; an absent end is open.
package struct Validity: Hashable, Sendable {
  package let from: CalendarDay?
  package let to: CalendarDay?

  package init(from: CalendarDay?, to: CalendarDay?) {
    self.from = from
    self.to = to
  }

  package static let always = Validity(from: nil, to: nil)

  /// Whether the interval has a day in common with `first...last`.
  package func overlaps(_ first: CalendarDay, _ last: CalendarDay) -> Bool {
    (from ?? first) <= last && (to ?? last) >= first
  }

  package func contains(_ day: CalendarDay) -> Bool { overlaps(day, day) }
}
