/// Sums over the records of a table, dense while small: one array of cells for each breakdown.
///
/// A cell is found by mixed radix over code ordinals, so that adding a row is one multiplication a
/// dimension and two additions; cubes of parts of a file are poured together by adding.
package struct RecordCube: Sendable {
  /// What is summed: columns of codes, and the measure (nil counts records).
  package struct Layout: Sendable, Hashable {
    package let dimensions: [Int]
    package let radices: [Int]
    package let measure: Int?

    package init(dimensions: [Int], radices: [Int], measure: Int?) {
      self.dimensions = dimensions
      self.radices = radices
      self.measure = measure
    }

    package var size: Int { radices.reduce(1, *) }

    /// Codes of a cell, in the order of the dimensions.
    package func codes(_ cell: Int) -> [Int32] {
      var rest = cell
      var codes: [Int32] = []
      for radix in radices.reversed() {
        codes.append(Int32(rest % radix))
        rest /= radix
      }
      return codes.reversed()
    }
  }

  package let layouts: [Layout]
  /// By layout, then cell: sum of the measure, and number of records.
  package var sums: [[Int64]]
  package var counts: [[Int64]]

  package init(layouts: [Layout]) {
    self.layouts = layouts
    sums = layouts.map { Array(repeating: 0, count: $0.size) }
    counts = sums
  }

  /// Adds another cube of the same layouts.
  package mutating func pour(_ other: RecordCube) {
    for layout in layouts.indices {
      for cell in sums[layout].indices {
        sums[layout][cell] += other.sums[layout][cell]
        counts[layout][cell] += other.counts[layout][cell]
      }
    }
  }
}
