import Vocabulary

/// Totals that others give back: a quarter from a half or a year, an overlap from gross and net.
///
/// Every published total of a year is a sum of the unknowns "net of a quarter" and "overlap of a
/// quarter". A withheld total comes back exactly where its sum is a combination of published ones, so
/// further totals are withheld until none is.
extension Discloser {
  /// A gross figure with its overlap and net, or one that stands alone.
  typealias Family = [(id: String, part: IndicatorDefinition.Part)]

  func withholdTotals(_ families: [Family], _ statuses: inout [ConfidentialityStatus]) {
    for family in families {
      let parts = Dictionary(
        family.map { ($0.id, $0.part) }, uniquingKeysWith: { first, _ in first })
      let places = summary.observations.indices.filter {
        let o = summary.observations[$0]
        return o.breakdown.isTotal && o.member == "_T" && o.value != nil
          && parts[o.indicator] != nil
      }
      for (_, year) in Dictionary(grouping: places, by: { summary.observations[$0].period.year }) {
        // A quarter of which nothing came adds nothing; with annual returns there are none at all.
        let received = Set(year.map { summary.observations[$0].period }.filter(\.isQuarter))
        let totals = year.map { place in
          let o = summary.observations[place]
          return Total(
            place: place, part: parts[o.indicator]!, period: o.period,
            quarters: o.period.quarters.filter { received.isEmpty || received.contains($0) })
        }
        withhold(totals, &statuses)
      }
    }
  }

  private func withhold(_ totals: [Total], _ statuses: inout [ConfidentialityStatus]) {
    while true {
      let open = totals.filter { statuses[$0.place] == .free }.sorted {
        ($0.rank, $0.place) < ($1.rank, $1.place)
      }
      let secrets = totals.filter { statuses[$0.place] == .confidential }
      guard let found = secrets.first(where: { Span(open.map(\.row)).holds($0.row) }) else {
        return
      }
      // One that helps by itself, else the least needed of those that have to do with it.
      let helping = open.first { one in
        !Span(open.filter { $0.place != one.place }.map(\.row)).holds(found.row)
      }
      guard let next = helping ?? open.first(where: { $0.touches(found) }) else { return }
      statuses[next.place] = .confidential
    }
  }
}

/// A total of a year as a sum of its unknowns: net, then overlap, by quarter.
private struct Total {
  let place: Int
  let row: [Int]
  /// How much it is needed: a net more than what it is made of, and of each the year most.
  let rank: Int

  /// - Parameter quarters: those of the period of which something came.
  init(
    place: Int, part: IndicatorDefinition.Part, period: ReferencePeriod,
    quarters: [ReferencePeriod]
  ) {
    self.place = place
    var row = Array(repeating: 0, count: 8)
    // A stock is that of the last quarter alone.
    for quarter in part == .stock ? quarters.suffix(1) : quarters[...] {
      guard case .quarter(let number) = quarter.kind else { continue }
      if part != .overlap { row[number - 1] = 1 }
      if part != .net { row[number + 3] = 1 }
    }
    self.row = row
    let ofPart = [.gross: 0, .overlap: 1, .net: 2][part] ?? 0
    let ofKind =
      switch period.kind {
      case .yearToDate(let quarter): quarter < 4 ? 0 : 30
      case .half: 1
      case .quarter: 2
      case .year: 31
      case .years: 32
      }
    rank = ofKind + ofPart * 100
  }

  func touches(_ other: Total) -> Bool { zip(row, other.row).contains { $0 != 0 && $1 != 0 } }
}

/// The combinations of some rows, over a prime field: exact, and the same as over the fractions for
/// rows of zeros and ones as short as these.
private struct Span {
  private static let prime = 1_000_003
  private var rows: [[Int]] = []

  init(_ rows: [[Int]]) {
    for row in rows {
      let rest = reduced(row)
      guard let lead = rest.firstIndex(where: { $0 != 0 }) else { continue }
      let inverse = Self.inverse(rest[lead])
      self.rows.append(rest.map { $0 * inverse % Self.prime })
    }
  }

  func holds(_ row: [Int]) -> Bool { reduced(row).allSatisfy { $0 == 0 } }

  private func reduced(_ row: [Int]) -> [Int] {
    var rest = row
    for basis in rows {
      guard let lead = basis.firstIndex(where: { $0 != 0 }), rest[lead] != 0 else { continue }
      let times = rest[lead]
      for place in rest.indices {
        let value = (rest[place] - times * basis[place]) % Self.prime
        rest[place] = value < 0 ? value + Self.prime : value
      }
    }
    return rest
  }

  /// By Fermat's little theorem.
  private static func inverse(_ value: Int) -> Int {
    var result = 1
    var base = value % prime
    var exponent = prime - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}
