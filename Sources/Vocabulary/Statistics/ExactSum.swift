/// An exact sum of amounts in several currencies, in hundredths of each.
///
/// Nothing is rounded before the sum is taken as a figure, so that a total is right to the cent
/// whatever it is made of: 70.28 LVL twice are 200.00 EUR, though each is 99.999 EUR.
package struct ExactSum: Sendable {
  /// Hundredths by currency; amounts that name none are under the empty name.
  package private(set) var byCurrency: [String: Int64] = [:]
  /// Whether an amount that belongs here is blank.
  package private(set) var isMissing = false

  package init() {}

  package mutating func add(_ hundredths: Int64, _ currency: String) {
    byCurrency[currency, default: 0] += hundredths
  }

  package mutating func addMissing() { isMissing = true }

  /// Adds another sum, currency by currency.
  package static func += (a: inout Self, b: Self) {
    for (currency, sum) in b.byCurrency { a.byCurrency[currency, default: 0] += sum }
    a.isMissing = a.isMissing || b.isMissing
  }

  /// Hundredths of a euro, half away from zero; amounts of no known rate are left out, and said.
  package func euroCents(_ rates: [String: CurrencyRate]) -> (cents: Int, leftOut: Bool) {
    var numerator: Int128 = 0
    var denominator: Int128 = 1
    var leftOut = false
    for (currency, hundredths) in byCurrency.sorted(by: { $0.key < $1.key }) where hundredths != 0 {
      guard let rate = rates[currency] else {
        leftOut = true
        continue
      }
      let part = Int128(rate.millionths)
      numerator = numerator * part + Int128(hundredths) * 1_000_000 * denominator
      denominator *= part
      let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
      if divisor > 1 {
        numerator /= Int128(divisor)
        denominator /= Int128(divisor)
      }
    }
    let doubled = numerator.magnitude * 2 + denominator.magnitude
    let rounded = Int(doubled / (denominator.magnitude * 2))
    return (numerator < 0 ? -rounded : rounded, leftOut)
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
