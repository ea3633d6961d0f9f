extension IndicatorDefinition {
  /// A value as people write it: hundredths with two decimals, shares with their sign.
  ///
  /// `26650` hundredths of a euro are `266.50`; `980` tenths of a per cent are `98.0%`.
  package func written(_ value: Int) -> String {
    let places = -unitMultiplier
    var digits = String(value.magnitude)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits = digits.dropLast(places) + "." + digits.suffix(places)
    }
    return (value < 0 ? "-" : "") + digits + (isShare ? "%" : "")
  }
}
