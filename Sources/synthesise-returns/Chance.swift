/// SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same draws on every machine.
struct Chance: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number of the range, all as likely (but for a bias below 2⁻³²).
  mutating func draw(_ range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int(((next() >> 32) &* width) >> 32)
  }

  /// One of the items, by weight.
  mutating func draw<T>(_ items: [(T, Int)]) -> T {
    var left = draw(1...items.reduce(0) { $0 + $1.1 })
    for (item, weight) in items {
      left -= weight
      if left <= 0 { return item }
    }
    return items[items.count - 1].0
  }
}
