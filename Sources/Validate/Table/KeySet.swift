import Spool
import Vocabulary

/// The keys of another table, to which a foreign key refers.
package final class KeySet {
  let index: KeyIndex
  private let seed: UInt64
  private let judges: [FieldJudge]
  /// Keys for looking up at once, as pairs of words in open addressing; a pair of zeros is none,
  /// since a key has its length.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = 1023
  private var known = 0
  /// Whether all keys can be looked up at once: beyond that they are, part by part, at the end.
  private(set) var isSmall = true
  private var holdsEmpty = false

  private static let smallCount = 1 << 19

  /// - Parameter judges: of the fields that are referred to, in order.
  package init(_ judges: [FieldJudge]) {
    self.judges = judges
    index = KeyIndex()
    seed = index.seed
    slots = .allocate(capacity: 2048)
    slots.initialize(repeating: 0, count: 2048)
  }

  deinit { slots.deallocate() }

  /// Adds the keys of a batch of the other table.
  package func add(_ raw: RawBatch, columns: [Int]) throws(SpoolFailure) {
    var maker = KeyMaker(judges, columns)
    for row in 0..<raw.rowCount {
      guard case .key = maker.make(raw, row) else { continue }
      let entry = maker.entry(seed: index.seed, 0, 0)
      try index.add(entry)
      if isSmall { insert(entry.low, entry.high) }
    }
  }

  private func insert(_ low: UInt64, _ high: UInt64) {
    if contains(low, high) { return }
    if known == Self.smallCount {
      isSmall = false
      return
    }
    if known * 2 > mask { grow() }
    if low == 0, high == 0 {
      holdsEmpty = true
    } else {
      place(low, high)
    }
    known += 1
  }

  private func place(_ low: UInt64, _ high: UInt64) {
    var at = slot(low, high)
    while slots[2 * at] | slots[2 * at + 1] != 0 { at = (at + 1) & mask }
    slots[2 * at] = low
    slots[2 * at + 1] = high
  }

  private func grow() {
    let (old, size) = (slots, mask + 1)
    mask = size * 2 - 1
    slots = .allocate(capacity: size * 4)
    slots.initialize(repeating: 0, count: size * 4)
    for at in 0..<size where old[2 * at] | old[2 * at + 1] != 0 {
      place(old[2 * at], old[2 * at + 1])
    }
    old.deallocate()
  }

  @inline(__always)
  private func slot(_ low: UInt64, _ high: UInt64) -> Int {
    Int(truncatingIfNeeded: KeyEntry.mixed(low, high, seed)) & mask
  }

  @inline(__always)
  func contains(_ low: UInt64, _ high: UInt64) -> Bool {
    if low | high == 0 { return holdsEmpty }
    var at = slot(low, high)
    while true {
      let (a, b) = (slots[2 &* at], slots[2 &* at &+ 1])
      if a == low, b == high { return true }
      if a | b == 0 { return false }
      at = (at &+ 1) & mask
    }
  }
}
