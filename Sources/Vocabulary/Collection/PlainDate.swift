/// Reads days written `2015-04-12` from bytes, without a branch for each digit.
public struct PlainDate: ~Copyable, @unchecked Sendable {
  @usableFromInline static var firstYear: Int { 1900 }
  @usableFromInline static var years: Int { 201 }
  /// By month since January 1900: the day before its first, and its length.
  @usableFromInline let before: UnsafeMutablePointer<Int32>
  @usableFromInline let length: UnsafeMutablePointer<Int32>
  @usableFromInline let missing = Missing.day

  public init() {
    let months = PlainDate.years * 12
    before = .allocate(capacity: months)
    length = .allocate(capacity: months)
    for month in 0..<months {
      let year = PlainDate.firstYear + month / 12
      before[month] = CalendarDay.daysFromCivil(year, month % 12 + 1, 1) - 1
      length[month] = Int32(CalendarDay.length(ofMonth: month % 12 + 1, year: year))
    }
  }

  deinit {
    before.deallocate()
    length.deallocate()
  }

  /// `YYYY-MM-DD` of the years 1900 to 2100; `Missing.day` for any other text.
  @inlinable @inline(__always)
  public func iso(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
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
    let index = (year &- PlainDate.firstYear) &* 12 &+ month &- 1
    guard year >= PlainDate.firstYear, year < PlainDate.firstYear + PlainDate.years, month >= 1,
      month <= 12
    else {
      return missing
    }
    let day = Int32(d1 &* 10 &+ d2)
    guard day >= 1, day <= length[index] else { return missing }
    return before[index] &+ day
  }
}
