/// A decimal number of any size, exact: sign, digits without zeros at either end, and where the
/// point stands.
///
/// The value is `0.d₁d₂d₃… × 10^exponent`; zero has no digits.
struct ExactDecimal: Hashable, Comparable {
  private(set) var isNegative = false
  private(set) var digits: [UInt8] = []
  private(set) var exponent = 0

  /// Reads digits with an optional sign, point and exponent, as `-12.50` or `1.5e3`; nil for
  /// anything else.
  init?(_ text: some Collection<UInt8>) {
    var rest = Array(text)[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      isNegative = rest.removeFirst() == UInt8(ascii: "-")
    }
    let whole = rest.prefix { Self.isDigit($0) }
    rest = rest.dropFirst(whole.count)
    var part: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      part = rest.prefix { Self.isDigit($0) }
      rest = rest.dropFirst(part.count)
    }
    guard !(whole.isEmpty && part.isEmpty) else { return nil }
    var shift = 0
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      guard let read = Self.exponent(rest) else { return nil }
      shift = read
      rest = []
    }
    guard rest.isEmpty else { return nil }
    let all = Array(whole) + Array(part)
    let leading = all.prefix { $0 == 48 }.count
    var kept = all[leading...]
    while kept.last == 48 { kept.removeLast() }
    digits = kept.map { $0 - 48 }
    exponent = digits.isEmpty ? 0 : whole.count - leading + shift
    if digits.isEmpty { isNegative = false }
  }

  /// An exponent; one beyond what any number of the field has is cut to a bound of its own.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    var isNegative = false
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      isNegative = rest.removeFirst() == UInt8(ascii: "-")
    }
    guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
    let value = rest.reduce(0) { min(1_000_000_000, $0 * 10 + Int($1 - 48)) }
    return isNegative ? -value : value
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  static func < (a: Self, b: Self) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.distance(besides: b) == (a.isNegative ? .further : .closer)
  }

  private enum Distance { case closer, same, further }

  /// Which of the two is closer to zero.
  private func distance(besides other: Self) -> Distance {
    if digits.isEmpty || other.digits.isEmpty {
      return digits.isEmpty == other.digits.isEmpty
        ? .same : digits.isEmpty ? .closer : .further
    }
    if exponent != other.exponent { return exponent < other.exponent ? .closer : .further }
    if digits == other.digits { return .same }
    return digits.lexicographicallyPrecedes(other.digits) ? .closer : .further
  }

  /// One way of writing for one value: plain digits where they are not too many, else an exponent.
  var canonical: String {
    if digits.isEmpty { return "0" }
    let text = String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
    let sign = isNegative ? "-" : ""
    guard (-20...40).contains(exponent) else { return "\(sign)0.\(text)e\(exponent)" }
    if exponent >= digits.count {
      return sign + text + String(repeating: "0", count: exponent - digits.count)
    }
    if exponent <= 0 { return "\(sign)0." + String(repeating: "0", count: -exponent) + text }
    return "\(sign)\(text.prefix(exponent)).\(text.dropFirst(exponent))"
  }
}
