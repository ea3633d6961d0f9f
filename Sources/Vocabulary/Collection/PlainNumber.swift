/// Reads numbers written plainly, in ASCII digits, from bytes; eight bytes can be read from where a
/// cell begins, however short it is.
public enum PlainNumber {
  /// Eight ASCII digits at most, as a number; -1 when there is another byte among them.
  @inlinable @inline(__always)
  public static func digits(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int64 {
    // Right-align the digits in the word, fill with '0' from the left, then check and add pairs.
    let word = UnsafeRawPointer(cell).loadUnaligned(as: UInt64.self)
    let shift = UInt64(8 &- length) &* 8
    let aligned = length == 8 ? word : (word &<< shift) | (zeros & ((1 &<< shift) &- 1))
    return digits(aligned)
  }

  @inlinable static var zeros: UInt64 { 0x3030_3030_3030_3030 }

  /// Eight ASCII digits of a word, the first in its lowest byte; -1 when there is another byte.
  @inlinable @inline(__always)
  static func digits(_ aligned: UInt64) -> Int64 {
    let values = aligned ^ zeros
    let above = (values &+ 0x7676_7676_7676_7676) | values
    if above & 0x8080_8080_8080_8080 != 0 { return -1 }
    let pairs = (values &* 10) &+ (values >> 8)
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return Int64((low &+ high) >> 32)
  }

  /// A whole number of hundredths written with a point and one or two decimals or none, of at most
  /// eight digits before the point; -1 for any other text.
  @inlinable @inline(__always)
  public static func hundredths(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int64 {
    if length >= 4, length <= 8, cell[length &- 3] == UInt8(ascii: ".") {
      // The usual form: the point is taken out of the word, and what is left is the hundredths.
      let shift = UInt64(truncatingIfNeeded: 8 &- length) &* 8
      let word = UnsafeRawPointer(cell).loadUnaligned(as: UInt64.self) &<< shift
      let filled = word | (zeros & ((1 &<< shift) &- 1))
      return digits(
        (filled & 0x0000_00FF_FFFF_FFFF) &<< 8 | (filled & 0xFFFF_0000_0000_0000) | 0x30)
    }
    if length >= 3, cell[length &- 3] == UInt8(ascii: "."), length <= 11 {
      let whole = length == 3 ? -1 : digits(cell, length &- 3)
      let part = digits(cell + (length &- 2), 2)
      return whole < 0 || part < 0 ? -1 : whole &* 100 &+ part
    }
    if length >= 3, cell[length &- 2] == UInt8(ascii: "."), length <= 10 {
      let whole = digits(cell, length &- 2)
      let part = digits(cell + (length &- 1), 1)
      return whole < 0 || part < 0 ? -1 : whole &* 100 &+ part &* 10
    }
    guard length >= 1, length <= 8 else { return -1 }
    let whole = digits(cell, length)
    return whole < 0 ? -1 : whole &* 100
  }
}
