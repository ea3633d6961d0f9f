extension IndicatorDefinition {
  /// A value as people write it: hundredths with two decimals, shares with their sign.
  ///
  /// `26650` hundredths of a euro are `266.50`; `980` tenths of a per cent are `98.0%`.
  package func written(_ value: Int) -> String {
    Self.written(value, unitMultiplier: unitMultiplier) + (isShare ? "%" : "")
  }

  /// A whole number of units of `10^unitMultiplier` in full: `26650` of `-2` is `266.50`.
  package static func written(_ value: Int, unitMultiplier: Int) -> String {
    let places = -unitMultiplier
    var digits = String(value.magnitude)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits = digits.dropLast(places) + "." + digits.suffix(places)
    }
    return (value < 0 ? "-" : "") + digits
  }

  /// What people write as a value: the inverse of `written`, the sign of a share left out or not.
  ///
  /// `266.5` euro are `26650`; nil where the text is no number, or has more decimals than the figure.
  package func value(of text: String) -> Int? {
    let places = -unitMultiplier
    var digits = text[...]
    if isShare, digits.hasSuffix("%") { digits = digits.dropLast() }
    let isNegative = digits.hasPrefix("-")
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.joined().utf8.allSatisfy({ (48...57).contains($0) }),
      parts.count == 1 || parts[1].utf8.count <= places
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    let value = Int(
      parts[0] + decimals + String(repeating: "0", count: places - decimals.utf8.count))
    return value.map { isNegative ? -$0 : $0 }
  }
}
