import Vocabulary

/// Reads the ways of writing a day that members use beside `2015-04-12`: `12.04.2015.`, with or
/// without the last point, blanks after points allowed.
enum DateReader {
  /// Any way of writing a day that is understood; nil otherwise.
  static func convert(_ cell: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
    let text = String(decoding: Text.trimmed(cell), as: UTF8.self)
    if let iso = CalendarDay(iso: text) { return iso }
    var parts = text.split(separator: ".", omittingEmptySubsequences: false).map {
      $0.drop { $0 == " " }
    }
    if parts.count == 4, parts[3].isEmpty || parts[3] == "g" { parts.removeLast() }
    guard parts.count == 3, parts[2].utf8.count == 4,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      parts[0].utf8.count <= 2, parts[1].utf8.count <= 2,
      let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }
}
