import Vocabulary

/// Reads the cells of a field by its type: bytes to a value, or nil where they are none.
struct FieldReader {
  private let type: FieldType
  private let pattern: TimePattern?
  private let item: [FieldReader]

  init(_ type: FieldType) throws(UnsupportedSchema) {
    self.type = type
    var pattern: TimePattern?
    var item: [FieldReader] = []
    switch type {
    case .date(.pattern(let text)), .time(.pattern(let text)), .datetime(.pattern(let text)):
      pattern = try TimePattern(text)
    case .list(_, let inner): item = [try FieldReader(inner)]
    default: break
    }
    self.pattern = pattern
    self.item = item
  }

  func read(_ cell: [UInt8]) -> CellValue? {
    switch type {
    case .any: return .text(cell)
    case .string(let format): return StringFormats.follows(cell, format) ? .text(cell) : nil
    case .integer(let groupChar, let bareNumber):
      guard let text = Self.bare(cell, groupChar, bareNumber, decimal: nil) else { return nil }
      let digits = text.first == 43 || text.first == 45 ? text.dropFirst() : text[...]
      guard !digits.isEmpty, digits.allSatisfy(ExactDecimal.isDigit) else { return nil }
      return ExactDecimal(text).map { .number($0) }
    case .number(let decimalChar, let groupChar, let bareNumber):
      if let special = Self.special(cell) { return .special(special) }
      return Self.bare(cell, groupChar, bareNumber, decimal: decimalChar)
        .flatMap { ExactDecimal($0) }.map { .number($0) }
    case .boolean(let yes, let no):
      let text = String(decoding: cell, as: UTF8.self)
      if yes.contains(text) { return .boolean(true) }
      return no.contains(text) ? .boolean(false) : nil
    case .date(let format):
      return read(cell, format, ISOTime.date, AnyTime.date).map { .moment($0.days, 0) }
    case .time(let format):
      return read(cell, format, ISOTime.time, AnyTime.time)
        .map { .moment($0.secondOfDay, Int64($0.billionths)) }
    case .datetime(let format):
      return read(cell, format, ISOTime.datetime, AnyTime.datetime)
        .map { .moment($0.days * 86_400 + $0.secondOfDay, Int64($0.billionths)) }
    case .year: return ISOTime.year(cell).map { .moment(Int64($0), 0) }
    case .yearmonth: return ISOTime.yearmonth(cell).map { .moment(Int64($0), 0) }
    case .list(let delimiter, _): return list(cell, delimiter)
    }
  }

  /// A value as the schema writes it: by the type, and where it is a number of the schema's own
  /// language by that.
  func read(_ literal: Literal) -> CellValue? {
    let bytes = Array(literal.text.utf8)
    guard literal.isNative else { return read(bytes) }
    switch type {
    case .integer, .number: return ExactDecimal(bytes).map { .number($0) } ?? read(bytes)
    case .boolean where literal.text == "true" || literal.text == "false":
      return .boolean(literal.text == "true")
    default: return read(bytes)
    }
  }

  private func read(
    _ cell: [UInt8], _ format: FieldType.TimeFormat, _ standard: ([UInt8]) -> Moment?,
    _ usual: ([UInt8]) -> Moment?
  ) -> Moment? {
    switch format {
    case .standard: standard(cell)
    case .pattern: pattern?.read(cell)
    case .any: standard(cell) ?? usual(cell)
    }
  }

  private func list(_ cell: [UInt8], _ delimiter: String) -> CellValue? {
    let mark = Array(delimiter.utf8)
    var items: [CellValue] = []
    var from = 0
    var at = 0
    while at <= cell.count {
      let isEnd = at == cell.count
      if isEnd || cell[at...].starts(with: mark) {
        guard let value = item[0].read(Array(cell[from..<at])) else { return nil }
        items.append(value)
        at += isEnd ? 1 : mark.count
        from = at
      } else {
        at += 1
      }
    }
    return .list(items)
  }

  // MARK: Numbers

  private static func special(_ cell: [UInt8]) -> CellValue.Special? {
    switch String(decoding: cell, as: UTF8.self).uppercased() {
    case "NAN": .notANumber
    case "INF": .infinity
    case "-INF": .minusInfinity
    default: nil
    }
  }

  /// The number alone: without what may stand around it, without group marks, with a point.
  private static func bare(
    _ cell: [UInt8], _ groupChar: String?, _ bareNumber: Bool, decimal: String?
  ) -> [UInt8]? {
    var text = cell[...]
    if !bareNumber {
      let mark = decimal.map { Array($0.utf8) } ?? []
      // A sign or a point right before a digit is of the number; all else before and after is not.
      func begins(_ at: Int) -> Bool {
        if ExactDecimal.isDigit(cell[at]) { return true }
        if cell[at] == 45 || cell[at] == 43 { return at + 1 < cell.count }
        return !mark.isEmpty && cell[at...].starts(with: mark) && at + mark.count < cell.count
          && ExactDecimal.isDigit(cell[at + mark.count])
      }
      guard let first = cell.indices.first(where: begins),
        let last = cell.lastIndex(where: { ExactDecimal.isDigit($0) }), first <= last
      else { return nil }
      text = cell[first...last]
    }
    var result = Array(text)
    if let groupChar, !groupChar.isEmpty {
      guard let ungrouped = ungrouped(result, Array(groupChar.utf8)) else { return nil }
      result = ungrouped
    }
    guard let decimal, decimal != "." else { return result }
    if result.contains(UInt8(ascii: ".")) { return nil }
    let mark = Array(decimal.utf8)
    guard let place = result.indices.first(where: { result[$0...].starts(with: mark) }) else {
      return result
    }
    return Array(result[..<place]) + [UInt8(ascii: ".")] + result[(place + mark.count)...]
  }

  /// The digits without group marks, which stand between two digits only.
  private static func ungrouped(_ text: [UInt8], _ mark: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      guard text[at...].starts(with: mark) else {
        result.append(text[at])
        at += 1
        continue
      }
      at += mark.count
      guard let before = result.last, ExactDecimal.isDigit(before), at < text.count,
        ExactDecimal.isDigit(text[at])
      else { return nil }
    }
    return result
  }
}

/// The usual ways of writing days and times, for the format `any`; a day before its month where
/// both are numbers, as in Latvia.
private enum AnyTime {
  private static func patterns(_ texts: [String]) -> [TimePattern] {
    texts.compactMap { try? TimePattern($0) }
  }
  private static let days = patterns([
    "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y.", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d",
    "%Y%m%d", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y",
    "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%a, %d %b %Y", "%b %Y", "%B %Y", "%Y-%m", "%Y",
  ])
  private static let clocks = patterns([
    "%H:%M:%S", "%H:%M:%S.%f", "%H:%M", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%I %p", "%I%p",
    "%H:%M:%S%z", "%H:%M:%S.%f%z", "%H:%M:%S %z", "%H:%M%z",
  ])

  private static func first(_ patterns: [TimePattern], _ text: [UInt8]) -> Moment? {
    for pattern in patterns {
      if let moment = pattern.read(text) { return moment }
    }
    return nil
  }

  static func date(_ cell: [UInt8]) -> Moment? { first(days, cell) }
  static func time(_ cell: [UInt8]) -> Moment? { first(clocks, cell) }

  /// A day alone, or a day and a time of day with a blank or a T between them.
  static func datetime(_ cell: [UInt8]) -> Moment? {
    if let day = date(cell) { return day }
    // No time of day is longer.
    for at in cell.indices.suffix(40) where cell[at] == 32 || cell[at] | 32 == UInt8(ascii: "t") {
      let after = cell[at...].dropFirst()
      let clock = cell[at] == 32 ? after.drop { $0 == 32 || $0 == 9 } : after
      guard let first = clock.first, ExactDecimal.isDigit(first),
        var moment = time(Array(clock)), let day = date(Array(cell[..<at]))
      else { continue }
      moment.year = day.year
      moment.month = day.month
      moment.day = day.day
      return moment
    }
    return nil
  }
}
