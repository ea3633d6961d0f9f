import Vocabulary

/// A day, a time of day, or both, as read from a cell.
struct Moment {
  var year = 1900
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var billionths = 0
  /// Seconds east of Greenwich; nil where none was written.
  var offset: Int?
  var isAfternoon: Bool?
  var dayOfYear: Int?

  /// Whether the parts make a day and a time that exist.
  var isReal: Bool {
    (1...12).contains(month) && day >= 1
      && day <= CalendarDay.length(ofMonth: month, year: year) && hour <= 23 && minute <= 59
      && second <= 59
  }

  var days: Int64 { Int64(CalendarDay.daysFromCivil(year, month, day)) }
  var secondOfDay: Int64 { Int64(hour * 3600 + minute * 60 + second - (offset ?? 0)) }
}

/// A pattern of `strptime`, prepared: fixed text and directives.
///
/// `%d.%m.%Y` reads `12.04.2015`. Numbers may lack leading zeros, as in C and Python; names of
/// months and days are English. Directives that give no day or time, or that depend on the locale
/// (`%c %x %X %U %W %G %V %u %w`), are refused.
struct TimePattern {
  private enum Part {
    case text([UInt8])
    case blank
    case directive(UInt8)
  }

  private var parts: [Part] = []

  init(_ pattern: String) throws(UnsupportedSchema) {
    let bytes = Array(pattern.utf8)
    var at = 0
    func text(_ bytes: [UInt8]) {
      if case .text(let before)? = parts.last {
        parts[parts.count - 1] = .text(before + bytes)
      } else {
        parts.append(.text(bytes))
      }
    }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == 32 || byte == 9 {
        if case .blank? = parts.last { continue }
        parts.append(.blank)
      } else if byte != UInt8(ascii: "%") {
        text([byte])
      } else {
        guard at < bytes.count else {
          throw UnsupportedSchema("the format “\(pattern)” ends in %")
        }
        let directive = bytes[at]
        at += 1
        switch directive {
        case UInt8(ascii: "%"): text([directive])
        case UInt8(ascii: "T"): parts += try TimePattern("%H:%M:%S").parts
        case UInt8(ascii: "R"): parts += try TimePattern("%H:%M").parts
        case UInt8(ascii: "D"): parts += try TimePattern("%m/%d/%y").parts
        case UInt8(ascii: "F"): parts += try TimePattern("%Y-%m-%d").parts
        case UInt8(ascii: "e"): parts.append(.directive(UInt8(ascii: "d")))
        case UInt8(ascii: "h"): parts.append(.directive(UInt8(ascii: "b")))
        case _ where "aAbBdfHIjmMpSyYzZ".utf8.contains(directive):
          parts.append(.directive(directive))
        default:
          throw UnsupportedSchema(
            "the directive %\(Character(Unicode.Scalar(directive))) of the format “\(pattern)” is not supported"
          )
        }
      }
    }
  }

  /// What the text says; nil where it does not follow the pattern, or no such day or time exists.
  func read(_ text: some Collection<UInt8>) -> Moment? {
    var rest = Array(text)[...]
    var moment = Moment()
    for part in parts {
      switch part {
      case .text(let expected):
        guard Self.folded(rest.prefix(expected.count)) == Self.folded(expected[...]) else {
          return nil
        }
        rest = rest.dropFirst(expected.count)
      case .blank:
        guard rest.first == 32 || rest.first == 9 else { return nil }
        rest = rest.drop { $0 == 32 || $0 == 9 }
      case .directive(let directive):
        guard Self.take(directive, &rest, &moment) else { return nil }
      }
    }
    guard rest.isEmpty else { return nil }
    if let isAfternoon = moment.isAfternoon {
      guard (1...12).contains(moment.hour) else { return nil }
      moment.hour = moment.hour % 12 + (isAfternoon ? 12 : 0)
    }
    if let dayOfYear = moment.dayOfYear {
      moment.month = 1
      moment.day = dayOfYear
      while moment.month < 12,
        moment.day > CalendarDay.length(ofMonth: moment.month, year: moment.year)
      {
        moment.day -= CalendarDay.length(ofMonth: moment.month, year: moment.year)
        moment.month += 1
      }
    }
    return moment.isReal ? moment : nil
  }

  private static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { (65...90).contains($0) ? $0 | 32 : $0 }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }

  /// Takes what a directive stands for off the text.
  private static func take(
    _ directive: UInt8, _ rest: inout ArraySlice<UInt8>, _ moment: inout Moment
  ) -> Bool {
    func number(_ least: Int, _ most: Int) -> Int? {
      let digits = rest.prefix(most).prefix { ExactDecimal.isDigit($0) }
      guard digits.count >= least else { return nil }
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    func number(into place: WritableKeyPath<Moment, Int>, _ range: ClosedRange<Int>) -> Bool {
      guard let value = number(1, 2), range.contains(value) else { return false }
      moment[keyPath: place] = value
      return true
    }
    func name(_ names: [[UInt8]], short: Bool) -> Int? {
      for (place, name) in names.enumerated() {
        let wanted = short ? name.prefix(3) : name[...]
        guard folded(rest.prefix(wanted.count)).elementsEqual(wanted) else { continue }
        rest = rest.dropFirst(wanted.count)
        return place + 1
      }
      return nil
    }
    switch directive {
    case UInt8(ascii: "Y"):
      guard let year = number(4, 4), year >= 1 else { return false }
      moment.year = year
    case UInt8(ascii: "y"):
      guard let year = number(2, 2) else { return false }
      // As POSIX has it: 69 to 99 are of the twentieth century.
      moment.year = year + (year < 69 ? 2000 : 1900)
    case UInt8(ascii: "m"): return number(into: \.month, 1...12)
    case UInt8(ascii: "d"): return number(into: \.day, 1...31)
    case UInt8(ascii: "H"): return number(into: \.hour, 0...23)
    case UInt8(ascii: "I"):
      if moment.isAfternoon == nil { moment.isAfternoon = false }
      return number(into: \.hour, 1...12)
    case UInt8(ascii: "M"): return number(into: \.minute, 0...59)
    case UInt8(ascii: "S"): return number(into: \.second, 0...59)
    case UInt8(ascii: "j"):
      guard let day = number(1, 3), (1...366).contains(day) else { return false }
      moment.dayOfYear = day
    case UInt8(ascii: "f"):
      let digits = rest.prefix(6).prefix { ExactDecimal.isDigit($0) }.count
      guard let part = number(1, 6) else { return false }
      moment.billionths =
        part * [0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000][digits]
    case UInt8(ascii: "p"):
      let mark = folded(rest.prefix(2))
      guard mark == Array("am".utf8) || mark == Array("pm".utf8) else { return false }
      rest = rest.dropFirst(2)
      moment.isAfternoon = mark[0] == UInt8(ascii: "p")
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      guard let month = name(months, short: directive == UInt8(ascii: "b")) else { return false }
      moment.month = month
    case UInt8(ascii: "a"), UInt8(ascii: "A"):
      return name(weekdays, short: directive == UInt8(ascii: "a")) != nil
    case UInt8(ascii: "z"):
      guard let offset = ISOTime.offset(&rest) else { return false }
      moment.offset = offset
    case UInt8(ascii: "Z"):
      let zone = folded(rest.prefix(3))
      guard zone == Array("utc".utf8) || zone == Array("gmt".utf8) else { return false }
      rest = rest.dropFirst(3)
    default: return false
    }
    return true
  }
}
