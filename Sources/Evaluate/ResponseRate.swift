/// A part of a whole, kept as two whole numbers: the response to a period, or its punctuality.
///
/// `ResponseRate(part: 88, whole: 92)`; nobody rounds it before it is shown.
package struct ResponseRate: Sendable, Equatable {
  package let part: Int
  package let whole: Int

  /// Nil where there is no whole to be a part of: then the rate is not available.
  init?(part: Int, whole: Int) {
    guard whole > 0 else { return nil }
    self.part = part
    self.whole = whole
  }

  /// Percentage in tenths, half away from zero; nil on a base under 10.
  package var percentTenths: Int? {
    whole >= 10 ? (part * 2000 + whole) / (2 * whole) : nil
  }
}
