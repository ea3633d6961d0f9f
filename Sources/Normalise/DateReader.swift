import Vocabulary

/// Reads days from bytes: `2015-04-12` in the loop, `12.04.2015.` (with or without the last point,
/// blanks after points allowed) as a conversion.
struct DateReader: ~Copyable {
  private static let firstYear = 1900
  private static let years = 201
  /// By month since January 1900: the day before its first, and its length.
  private let before: UnsafeMutablePointer<Int32>
  private let length: UnsafeMutablePointer<Int32>
  private let missing = Missing.day

  init() {
    let months = Self.years * 12
    before = .allocate(capacity: months)
    length = .allocate(capacity: months)
    for month in 0..<months {
      let year = Self.firstYear + month / 12
      before[month] = CalendarDay.daysFromCivil(year, month % 12 + 1, 1) - 1
      length[month] = Int32(CalendarDay.length(ofMonth: month % 12 + 1, year: year))
    }
  }

  deinit {
    before.deallocate()
    length.deallocate()
  }

  /// `YYYY-MM-DD` of the years 1900 to 2100; `Missing.day` for any other text.
  @inline(__always)
  func iso(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count == 10 else { return missing }
    // Y Y Y Y - M M - | D D: the eight first bytes are a word, hyphens turned into zeros.
    let word = UnsafeRawPointer(cell).loadUnaligned(as: UInt64.self)
    guard word & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000 else { return missing }
    let values = (word & 0x00FF_FF00_FFFF_FFFF) ^ 0x0030_3000_3030_3030
    let d1 = UInt64(cell[8] ^ 48)
    let d2 = UInt64(cell[9] ^ 48)
    let last = d1 | d2 << 8
    let above = ((values &+ 0x7676_7676_7676_7676) | values | (last &+ 0x7676) | last)
    guard above & 0x8080_8080_8080_8080 == 0 else { return missing }
    @inline(__always) func digit(_ shift: UInt64) -> Int { Int((values >> shift) & 15) }
    let year = digit(0) &* 1000 &+ digit(8) &* 100 &+ digit(16) &* 10 &+ digit(24)
    let month = digit(40) &* 10 &+ digit(48)
    let index = (year &- Self.firstYear) &* 12 &+ month &- 1
    guard year >= Self.firstYear, year < Self.firstYear + Self.years, month >= 1, month <= 12 else {
      return missing
    }
    let day = Int32(d1 &* 10 &+ d2)
    guard day >= 1, day <= length[index] else { return missing }
    return before[index] &+ day
  }

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
