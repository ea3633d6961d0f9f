/// What one euro is in another currency, fixed by law and exact.
///
/// The lat was replaced at 0.702804 lats to the euro: Council Regulation (EU) No 870/2013.
package struct CurrencyRate: Sendable {
  package let currency: String
  /// Millionths of the currency in one euro: 702,804 for the lat.
  package let millionths: Int64

  package init(currency: String, millionths: Int64) {
    self.currency = currency
    self.millionths = millionths
  }
}
