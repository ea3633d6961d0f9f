/// How numbers are written for people.
extension Language {
  /// Tenths with one decimal, as `95,7` in Latvian and `95.7` in English.
  package func tenths(_ tenths: Int) -> String {
    let size = tenths.magnitude
    return "\(tenths < 0 ? "−" : "")\(size / 10)\(self == .lv ? "," : ".")\(size % 10)"
  }

  /// A difference with its sign; a zero has none.
  package func signed(_ value: Int) -> String {
    value < 0 ? "−\(value.magnitude)" : value > 0 ? "+\(value)" : "0"
  }

  /// A difference in tenths with its sign.
  package func signedTenths(_ tenths: Int) -> String {
    (tenths > 0 ? "+" : "") + self.tenths(tenths)
  }
}
