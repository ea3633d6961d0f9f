/// Personal data in text: found so that it can be refused, masked so that it is never shown.
///
/// A Latvian personal code is eleven digits, with or without a hyphen after the sixth: either
/// `DDMMYY` of a day of the calendar and a century digit 0, 1 or 2, or the prefix 32. It is looked
/// for at digit boundaries. E-mail addresses and phone numbers are contacts.
package enum Masking {
  package enum Mark: Sendable { case personalCode, contact }

  /// What the text holds; the graver of the two.
  package static func mark(_ text: some Sequence<UInt8>) -> Mark? {
    let bytes = Array(text)
    if holdsPersonalCode(bytes) { return .personalCode }
    return holdsContact(bytes) ? .contact : nil
  }

  /// What stands in the place of a text that may not be shown.
  package static let hidden = "•••"

  /// The text as it may be shown in a message.
  package static func shown(_ text: String) -> String { shown(text, limit: 60) }

  /// The text as it may be shown.
  /// - Parameter limit: characters after which it is cut.
  package static func shown(_ text: String, limit: Int) -> String {
    if mark(text.utf8) != nil || couldHoldPersonalData(text) { return hidden }
    let clean = printable(text)
    return clean.count > limit ? clean.prefix(limit) + "…" : clean
  }

  /// The text on one line, without what must not reach a terminal or a report: line ends and tabs
  /// become a blank, control characters and those that turn the direction of writing, so that a text
  /// would read as another, U+FFFD.
  package static func printable(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 0x7F }) { return text }
    var clean = String.UnicodeScalarView()
    var last: UInt32 = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where last == 0x0D: break
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: clean.append(" ")
      default: clean.append(isControl(scalar.value) ? "\u{FFFD}" : scalar)
      }
      last = scalar.value
    }
    return String(clean)
  }

  private static func isControl(_ value: UInt32) -> Bool {
    switch value {
    case 0..<32, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// Whether a personal code stands anywhere in the text.
  package static func holdsPersonalCode(_ bytes: [UInt8]) -> Bool {
    var i = 0
    while i < bytes.count {
      guard isDigit(bytes[i]) else {
        i += 1
        continue
      }
      var end = i
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      let run = end - i
      if run == 11, isPersonalCode(bytes[i..<end]) { return true }
      if run == 6, let hyphen = hyphenLength(bytes, end) {
        let tail = end + hyphen
        var stop = tail
        while stop < bytes.count, isDigit(bytes[stop]) { stop += 1 }
        if stop - tail == 5, isPersonalCode(bytes[i..<end] + bytes[tail..<stop]) { return true }
      }
      i = end
    }
    return false
  }

  /// Length of a hyphen at the place, blanks around it included: `-`, en dash, U+2010, U+2011.
  private static func hyphenLength(_ bytes: [UInt8], _ at: Int) -> Int? {
    var i = at
    while i < bytes.count, bytes[i] == 32 { i += 1 }
    guard i < bytes.count else { return nil }
    // A blank alone stands for the hyphen as well.
    if i > at, isDigit(bytes[i]) { return i - at }
    if bytes[i] == UInt8(ascii: "-") {
      i += 1
    } else if i + 2 < bytes.count, bytes[i] == 0xE2, bytes[i + 1] == 0x80,
      (0x90...0x94).contains(bytes[i + 2])
    {
      i += 3
    } else {
      return nil
    }
    while i < bytes.count, bytes[i] == 32 { i += 1 }
    return i - at
  }

  static func isPersonalCode(_ digits: ArraySlice<UInt8>) -> Bool {
    let d = digits.map { Int($0) - 48 }
    if d[0] == 3, d[1] == 2 { return true }
    let day = d[0] * 10 + d[1]
    let month = d[2] * 10 + d[3]
    guard (1...12).contains(month), d[6] <= 2 else { return false }
    // The century is of the code itself: 0 is 18xx, 1 is 19xx, 2 is 20xx.
    let year = 1800 + d[6] * 100 + d[4] * 10 + d[5]
    return day >= 1 && day <= CalendarDay.length(ofMonth: month, year: year)
  }

  static func holdsContact(_ bytes: [UInt8]) -> Bool {
    holdsEmail(bytes) || holdsPhone(bytes)
  }

  private static func holdsEmail(_ bytes: [UInt8]) -> Bool {
    func isLocal(_ b: UInt8) -> Bool {
      isDigit(b) || (b | 32 >= 97 && b | 32 <= 122) || b >= 128 || [46, 95, 43, 45].contains(b)
    }
    for i in bytes.indices where bytes[i] == UInt8(ascii: "@") {
      guard i > 0, isLocal(bytes[i - 1]) else { continue }
      var end = i + 1
      while end < bytes.count, isLocal(bytes[end]) { end += 1 }
      let domain = bytes[(i + 1)..<end].split(separator: UInt8(ascii: "."))
      if domain.count >= 2, domain.allSatisfy({ !$0.isEmpty }) { return true }
    }
    return false
  }

  /// A phone number: `+` and 8 to 15 digits, or eight digits of which the first is 2 or 6 (the
  /// Latvian plan), grouped by blanks, hyphens or brackets or not at all.
  private static func holdsPhone(_ bytes: [UInt8]) -> Bool {
    var i = 0
    while i < bytes.count {
      let plus = bytes[i] == UInt8(ascii: "+")
      guard plus || isDigit(bytes[i]), i == 0 || !isDigit(bytes[i - 1]) else {
        i += 1
        continue
      }
      var digits: [UInt8] = []
      var j = plus ? i + 1 : i
      var lastDigit = j
      while j < bytes.count {
        if isDigit(bytes[j]) {
          digits.append(bytes[j])
          lastDigit = j + 1
        } else if ![32, 45, 40, 41].contains(bytes[j]) {
          break
        } else if j + 1 < bytes.count, !isDigit(bytes[j + 1]),
          ![32, 45, 40, 41].contains(bytes[j + 1])
        {
          break
        }
        j += 1
      }
      if plus, (8...15).contains(digits.count) { return true }
      let before = i == 0 ? UInt8(32) : bytes[i - 1]
      let after = lastDigit < bytes.count ? bytes[lastDigit] : UInt8(32)
      let stands =
        ![45, 46, 47, 95].contains(before) && ![45, 46, 47, 95].contains(after)
        && !(before | 32 >= 97 && before | 32 <= 122) && !(after | 32 >= 97 && after | 32 <= 122)
      if !plus, digits.count == 8, digits[0] == 50 || digits[0] == 54, stands,
        !looksLikeDates(bytes[i..<lastDigit])
      {
        return true
      }
      i = max(lastDigit, i + 1)
    }
    return false
  }

  /// `2015-04-12`, `20150412` and spans of years are no phone numbers.
  private static func looksLikeDates(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = Array(bytes)
    if text.count == 10, text[4] == 45, text[7] == 45 { return true }
    if text.count == 9, text[4] == 45 || text[4] == 32 {  // 2014-2020, 2014 2020
      let years = [text[0..<4], text[5..<9]].map { $0.reduce(0) { $0 * 10 + Int($1) - 48 } }
      if years.allSatisfy({ (1990...2100).contains($0) }) { return true }
    }
    if text.count == 8, text.allSatisfy({ isDigit($0) }) {
      let n = text.map { Int($0) - 48 }
      let year = n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3]
      let month = n[4] * 10 + n[5]
      let day = n[6] * 10 + n[7]
      if (1990...2100).contains(year), (1...12).contains(month), (1...31).contains(day) {
        return true
      }
    }
    return false
  }
}
