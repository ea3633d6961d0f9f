import Spool

/// A key and where it stands: a key of up to fifteen bytes as it is, a longer one as 120 bits of a
/// hash with a seed of the run.
struct KeyEntry {
  let low: UInt64
  let high: UInt64
  let record: Int
  let line: Int

  /// - Parameter key: sixteen bytes can be read from where it begins.
  @inline(__always)
  init(_ key: UnsafePointer<UInt8>, _ count: Int, seed: UInt64, record: Int, line: Int) {
    self.record = record
    self.line = line
    if count <= 15 {
      let raw = UnsafeRawPointer(key)
      low = raw.loadUnaligned(as: UInt64.self) & Self.mask(count)
      high =
        raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & Self.mask(count &- 8)
        | UInt64(truncatingIfNeeded: count) &<< 56
    } else {
      low = Self.hash(key, count, seed)
      high = Self.hash(key, count, seed ^ 0x9E37_79B9_7F4A_7C15) | 0xFF << 56
    }
  }

  /// The key's bytes where they are at hand: long keys are not kept.
  var text: [UInt8]? {
    let length = Int(high >> 56)
    guard length <= 15 else { return nil }
    return (0..<length).map { place in
      UInt8(truncatingIfNeeded: (place < 8 ? low : high) >> UInt64(place % 8 * 8))
    }
  }

  @inline(__always)
  func isSameKey(as other: KeyEntry) -> Bool { low == other.low && high == other.high }

  /// Bits that are spread evenly whatever keys look like, and that nobody can foresee.
  @inline(__always)
  func mixed(_ seed: UInt64) -> UInt64 { Self.mixed(low, high, seed) }

  @inline(__always)
  static func mixed(_ low: UInt64, _ high: UInt64, _ seed: UInt64) -> UInt64 {
    let turned = (seed &<< 32 | seed &>> 32) ^ 0x9E37_79B9_7F4A_7C15
    let product = (low ^ seed).multipliedFullWidth(by: high ^ turned)
    let folded = product.high ^ product.low
    return (folded ^ folded &>> 32) &* 0xBF58_476D_1CE4_E5B9
  }

  /// Ones in so many of the lowest bytes.
  @inline(__always)
  private static func mask(_ bytes: Int) -> UInt64 {
    bytes <= 0 ? 0 : bytes >= 8 ? .max : .max &>> UInt64(truncatingIfNeeded: (8 &- bytes) &* 8)
  }

  /// Eight bytes at a time, folded by a wide product.
  private static func hash(_ key: UnsafePointer<UInt8>, _ count: Int, _ seed: UInt64) -> UInt64 {
    let raw = UnsafeRawPointer(key)
    var state = seed ^ UInt64(count) &* 0xA076_1D64_78BD_642F
    func mix(_ word: UInt64) {
      let product = (state ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      state = product.high ^ product.low ^ word
    }
    var at = 0
    while at + 8 <= count {
      mix(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < count {
      rest = rest << 8 | UInt64(key[at])
      at += 1
    }
    mix(rest)
    mix(0x8EBC_6AF0_9C88_C6E3)
    return state
  }
}

/// Keys of any number of records in bounded memory: which come twice, and which are not there.
///
/// Entries are gathered as they come; when so many have come they are put into parts by a hash and
/// wait in a temporary file without a name. At the end the parts are looked at one by one.
final class KeyIndex {
  private static let parts = 256
  /// Entries that are held in memory.
  private let room: Int
  /// No result depends on it: it keeps anybody from making keys that fall together.
  let seed: UInt64
  private var held: UnsafeMutablePointer<KeyEntry>
  private var capacity: Int
  private var count = 0
  /// Where the parts of what has been written lie, in entries: `parts + 1` bounds each time.
  private var spilled: [[Int]] = []
  private var file: Int32 = -1

  init(room: Int = 1 << 19, seed: UInt64 = .random(in: .min ... .max)) {
    self.room = room
    self.seed = seed
    capacity = min(room, 1 << 10)
    held = .allocate(capacity: capacity)
  }

  deinit {
    held.deallocate()
    if file >= 0 { TemporaryFile.close(file) }
  }

  @inline(__always)
  func add(_ entry: KeyEntry) throws(SpoolFailure) {
    if count == capacity { try makeRoom() }
    held[count] = entry
    count &+= 1
  }

  @inline(never)
  private func makeRoom() throws(SpoolFailure) {
    if capacity == room { return try spill() }
    let larger = min(room, capacity * 2)
    let grown = UnsafeMutablePointer<KeyEntry>.allocate(capacity: larger)
    grown.update(from: held, count: count)
    held.deallocate()
    held = grown
    capacity = larger
  }

  /// What is held, put into parts; each keeps the order of adding.
  private func parted() -> (entries: UnsafeMutablePointer<KeyEntry>, bounds: [Int]) {
    var bounds = Array(repeating: 0, count: Self.parts + 1)
    for at in 0..<count { bounds[Int(held[at].mixed(seed) >> 56) + 1] += 1 }
    for part in 0..<Self.parts { bounds[part + 1] += bounds[part] }
    var next = bounds
    let entries = UnsafeMutablePointer<KeyEntry>.allocate(capacity: max(1, count))
    for at in 0..<count {
      let part = Int(held[at].mixed(seed) >> 56)
      entries[next[part]] = held[at]
      next[part] += 1
    }
    return (entries, bounds)
  }

  private static let stride = MemoryLayout<KeyEntry>.stride

  private func spill() throws(SpoolFailure) {
    if file < 0 { file = try TemporaryFile.open() }
    let (entries, bounds) = parted()
    defer { entries.deallocate() }
    let start = spilled.last?.last ?? 0
    let bytes = UnsafeRawBufferPointer(start: entries, count: count * Self.stride)
    guard TemporaryFile.write(file, bytes, at: start * Self.stride) else {
      throw SpoolFailure.last
    }
    spilled.append(bounds.map { $0 + start })
    count = 0
  }

  /// Gives the entries of one part in the order of adding, piece by piece.
  private func each(
    _ part: Int, of held: (entries: UnsafeMutablePointer<KeyEntry>, bounds: [Int]),
    _ body: (KeyEntry) -> Void
  ) throws(SpoolFailure) {
    let room = UnsafeMutablePointer<KeyEntry>.allocate(capacity: Self.pieceLength)
    defer { room.deallocate() }
    for bounds in spilled {
      var at = bounds[part]
      while at < bounds[part + 1] {
        let length = min(Self.pieceLength, bounds[part + 1] - at)
        let bytes = UnsafeMutableRawBufferPointer(start: room, count: length * Self.stride)
        guard TemporaryFile.read(file, bytes, at: at * Self.stride) else { throw SpoolFailure.last }
        for place in 0..<length { body(room[place]) }
        at += length
      }
    }
    for place in held.bounds[part]..<held.bounds[part + 1] { body(held.entries[place]) }
  }

  private static let pieceLength = 1 << 12

  // MARK: Asking

  /// Tells of every entry whose key came before, with the first that had it; part by part, within
  /// a part in the order of adding.
  func duplicates(
    startPart: () -> Void, _ tell: (_ again: KeyEntry, _ first: KeyEntry) -> Void
  ) throws(SpoolFailure) {
    let held = parted()
    defer { held.entries.deallocate() }
    for part in 0..<Self.parts {
      startPart()
      var table = KeyTable(seed: seed)
      try each(part, of: held) { entry in
        if let first = table.firstOrAdd(entry) { tell(entry, first) }
      }
    }
  }

  /// Tells of every entry of another index, with the same seed, whose key is not in this one.
  func absent(
    of others: KeyIndex, startPart: () -> Void, _ tell: (KeyEntry) -> Void
  ) throws(SpoolFailure) {
    let (held, asked) = (parted(), others.parted())
    defer {
      held.entries.deallocate()
      asked.entries.deallocate()
    }
    for part in 0..<Self.parts {
      startPart()
      var table = KeyTable(seed: seed)
      try each(part, of: held) { _ = table.firstOrAdd($0) }
      try others.each(part, of: asked) { entry in
        if table.first(entry) == nil { tell(entry) }
      }
    }
  }

  /// An index whose long keys can be compared with this one's.
  func companion() -> KeyIndex { KeyIndex(room: room, seed: seed) }
}

/// The first entries of keys, in open addressing.
struct KeyTable {
  private let seed: UInt64
  private var entries: [KeyEntry] = []
  private var slots = [Int32](repeating: -1, count: 64)

  init(seed: UInt64) { self.seed = seed }

  func first(_ entry: KeyEntry) -> KeyEntry? {
    let at = slot(entry)
    return slots[at] >= 0 ? entries[Int(slots[at])] : nil
  }

  /// The entry that has had the key before; nil where this one is the first, and now is in.
  mutating func firstOrAdd(_ entry: KeyEntry) -> KeyEntry? {
    let at = slot(entry)
    if slots[at] >= 0 { return entries[Int(slots[at])] }
    slots[at] = Int32(entries.count)
    entries.append(entry)
    if entries.count * 2 > slots.count { grow() }
    return nil
  }

  /// Where the key is, or would be.
  private func slot(_ entry: KeyEntry) -> Int {
    var at = Int(truncatingIfNeeded: entry.mixed(seed)) & (slots.count - 1)
    while slots[at] >= 0, !entries[Int(slots[at])].isSameKey(as: entry) {
      at = (at + 1) & (slots.count - 1)
    }
    return at
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (place, entry) in entries.enumerated() { slots[slot(entry)] = Int32(place) }
  }
}
