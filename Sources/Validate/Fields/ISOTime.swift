import Vocabulary

/// Days and times as Table Schema has them by default: `yyyy-mm-dd` and `hh:mm:ss` and nothing else,
/// and as XML Schema writes them (`dateTime`, `gYear`, `gYearMonth`), with a zone or without.
enum ISOTime {
  static func date(_ text: some Collection<UInt8>) -> Moment? {
    var rest = Array(text)[...]
    guard text.count == 10, let moment = day(&rest), rest.isEmpty else { return nil }
    return moment.isReal ? moment : nil
  }

  static func time(_ text: some Collection<UInt8>) -> Moment? {
    var rest = Array(text)[...]
    var moment = Moment()
    guard text.count == 8, clock(&rest, &moment), rest.isEmpty else { return nil }
    return moment.isReal ? moment : nil
  }

  static func datetime(_ text: some Collection<UInt8>) -> Moment? {
    var rest = Array(text)[...]
    guard var moment = day(&rest), rest.first == UInt8(ascii: "T") else { return nil }
    rest.removeFirst()
    guard clock(&rest, &moment), zone(&rest, &moment), rest.isEmpty else { return nil }
    // The end of a day may be written as its 24th hour.
    let isEnd =
      moment.hour == 24 && moment.minute == 0 && moment.second == 0 && moment.billionths == 0
    if isEnd { moment.hour = 0 }
    guard moment.isReal else { return nil }
    if isEnd { moment.hour = 24 }
    return moment
  }

  static func year(_ text: some Collection<UInt8>) -> Int? {
    var rest = Array(text)[...]
    var moment = Moment()
    guard let year = year(&rest), zone(&rest, &moment), rest.isEmpty else { return nil }
    return year
  }

  /// Months since the year 0.
  static func yearmonth(_ text: some Collection<UInt8>) -> Int? {
    var rest = Array(text)[...]
    var moment = Moment()
    guard let year = year(&rest), take(UInt8(ascii: "-"), &rest), let month = pair(&rest),
      (1...12).contains(month), zone(&rest, &moment), rest.isEmpty
    else { return nil }
    return year * 12 + month - 1
  }

  // MARK: Parts

  private static func take(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// Two digits.
  private static func pair(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(2)
    guard digits.count == 2, digits.allSatisfy({ ExactDecimal.isDigit($0) }) else { return nil }
    rest = rest.dropFirst(2)
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// Four digits, or more without a leading zero; a minus before the common era.
  private static func year(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let isNegative = take(UInt8(ascii: "-"), &rest)
    let digits = rest.prefix { ExactDecimal.isDigit($0) }
    guard (4...6).contains(digits.count), digits.count == 4 || digits.first != 48 else {
      return nil
    }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    // There is no year 0.
    return value == 0 ? nil : isNegative ? -value : value
  }

  private static func day(_ rest: inout ArraySlice<UInt8>) -> Moment? {
    var moment = Moment()
    guard let year = year(&rest), take(UInt8(ascii: "-"), &rest), let month = pair(&rest),
      take(UInt8(ascii: "-"), &rest), let day = pair(&rest)
    else { return nil }
    moment.year = year
    moment.month = month
    moment.day = day
    return moment
  }

  private static func clock(_ rest: inout ArraySlice<UInt8>, _ moment: inout Moment) -> Bool {
    guard let hour = pair(&rest), take(UInt8(ascii: ":"), &rest), let minute = pair(&rest),
      take(UInt8(ascii: ":"), &rest), let second = pair(&rest)
    else { return false }
    moment.hour = hour
    moment.minute = minute
    moment.second = second
    guard take(UInt8(ascii: "."), &rest) else { return true }
    let digits = rest.prefix { ExactDecimal.isDigit($0) }
    guard !digits.isEmpty else { return false }
    rest = rest.dropFirst(digits.count)
    var part = 0
    for place in 0..<9 {
      part = part * 10 + (place < digits.count ? Int(digits[digits.startIndex + place] - 48) : 0)
    }
    moment.billionths = part
    return true
  }

  /// A zone, where there is one.
  private static func zone(_ rest: inout ArraySlice<UInt8>, _ moment: inout Moment) -> Bool {
    guard let first = rest.first else { return true }
    guard "Z+-".utf8.contains(first), let found = offset(&rest) else { return false }
    moment.offset = found
    return true
  }

  /// `Z`, `+02:00` or `+0200`, as seconds east of Greenwich.
  static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
    if take(UInt8(ascii: "Z"), &rest) { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard isWest || rest.first == UInt8(ascii: "+") else { return nil }
    rest.removeFirst()
    guard let hours = pair(&rest) else { return nil }
    _ = take(UInt8(ascii: ":"), &rest)
    guard let minutes = pair(&rest), hours <= 14, minutes <= 59 else { return nil }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
