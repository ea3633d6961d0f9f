import Spool

/// Keys of any number of records in bounded memory: which come twice, and which are not there.
///
/// A key of up to fifteen bytes is held as it is, a longer one as 120 bits of a hash with a seed of
/// the run. Keys are parted by hash; parts that outgrow memory wait in a temporary file without a
/// name, and are looked at one by one at the end.
final class KeyIndex {
  /// A key and where it stands.
  struct Entry {
    let low: UInt64
    let high: UInt64
    let record: Int
    let line: Int

    fileprivate func isSameKey(as other: Entry) -> Bool { low == other.low && high == other.high }

    /// The key's bytes where they are at hand: long keys are not kept.
    var text: [UInt8]? {
      let length = Int(high >> 56)
      guard length <= 15 else { return nil }
      return (0..<length).map { place in
        UInt8(truncatingIfNeeded: (place < 8 ? low : high) >> UInt64(place % 8 * 8))
      }
    }
  }

  private static let parts = 256
  /// Entries that are held in memory, over all parts: 16 MiB of them.
  private let room: Int
  private var held: [[Entry]] = Array(repeating: [], count: parts)
  private var heldCount = 0
  private var spilled: [(part: Int, offset: Int, count: Int)] = []
  private var file: Int32 = -1
  private var fileEnd = 0
  private let seed: UInt64

  init(room: Int = 1 << 19) {
    self.room = room
    // No result depends on it: it only keeps anybody from making keys that fall together.
    seed = UInt64.random(in: .min ... .max)
  }

  deinit { if file >= 0 { TemporaryFile.close(file) } }

  // MARK: Adding

  /// A key as an entry, not yet added.
  ///
  /// - Parameter key: sixteen bytes can be read from where it begins.
  func entry(_ key: UnsafeBufferPointer<UInt8>, record: Int, line: Int) -> Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    if key.count <= 15 {
      // Sixteen bytes can be read from where a key begins, however short it is.
      let raw = UnsafeRawPointer(key.baseAddress!)
      low = raw.loadUnaligned(as: UInt64.self) & Self.mask(key.count)
      high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & Self.mask(key.count - 8)
      high |= UInt64(key.count) << 56
    } else {
      low = Self.hash(key, seed)
      high = Self.hash(key, seed ^ 0x9E37_79B9_7F4A_7C15) | 0xFF << 56
    }
    return Entry(low: low, high: high, record: record, line: line)
  }

  /// Ones in so many of the lowest bytes.
  private static func mask(_ bytes: Int) -> UInt64 {
    bytes <= 0 ? 0 : bytes >= 8 ? .max : .max &>> UInt64((8 - bytes) * 8)
  }

  func add(_ entry: Entry) throws(SpoolFailure) {
    held[Self.part(entry)].append(entry)
    heldCount += 1
    if heldCount >= room { try spill() }
  }

  private static func part(_ entry: Entry) -> Int {
    let mixed = (entry.low ^ (entry.high &<< 13 | entry.high &>> 51)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 56)
  }

  /// Eight bytes at a time, folded by a wide product.
  private static func hash(_ key: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt64 {
    let raw = UnsafeRawPointer(key.baseAddress!)
    var state = seed ^ UInt64(key.count) &* 0xA076_1D64_78BD_642F
    func mix(_ word: UInt64) {
      let product = (state ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      state = product.high ^ product.low ^ word
    }
    var at = 0
    while at + 8 <= key.count {
      mix(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < key.count {
      rest = rest << 8 | UInt64(key[at])
      at += 1
    }
    mix(rest)
    mix(0x8EBC_6AF0_9C88_C6E3)
    return state
  }

  // MARK: Temporary file

  private func spill() throws(SpoolFailure) {
    if file < 0 { file = try TemporaryFile.open() }
    for part in held.indices where !held[part].isEmpty {
      let count = held[part].count
      let size = count * MemoryLayout<Entry>.stride
      let wrote = held[part].withUnsafeBytes { TemporaryFile.write(file, $0, at: fileEnd) }
      guard wrote else { throw SpoolFailure.last }
      spilled.append((part, fileEnd, count))
      fileEnd += size
      held[part].removeAll(keepingCapacity: true)
    }
    heldCount = 0
  }

  private func entries(_ part: Int) throws(SpoolFailure) -> [Entry] {
    var all: [Entry] = []
    for piece in spilled where piece.part == part {
      var isRead = true
      let read = [Entry](unsafeUninitializedCapacity: piece.count) { room, count in
        isRead = TemporaryFile.read(file, UnsafeMutableRawBufferPointer(room), at: piece.offset)
        count = isRead ? piece.count : 0
      }
      guard isRead else { throw SpoolFailure.last }
      all += read
    }
    return all + held[part]
  }

  // MARK: Asking

  /// Tells of every entry whose key came before, with the first that had it; part by part, within
  /// a part in the order of adding.
  func duplicates(
    startPart: () -> Void, _ tell: (_ again: Entry, _ first: Entry) -> Void
  ) throws(SpoolFailure) {
    for part in 0..<Self.parts {
      let entries = try entries(part)
      if entries.isEmpty { continue }
      startPart()
      let table = Table(entries)
      for (place, entry) in entries.enumerated() {
        let first = table.first(entry)!
        if first != place { tell(entry, entries[first]) }
      }
      held[part] = []
    }
  }

  /// Tells of every entry of another index, with the same seed, whose key is not in this one.
  func absent(
    of others: KeyIndex, startPart: () -> Void, _ tell: (Entry) -> Void
  ) throws(SpoolFailure) {
    for part in 0..<Self.parts {
      let asked = try others.entries(part)
      if asked.isEmpty { continue }
      startPart()
      let table = Table(try entries(part))
      for entry in asked where table.first(entry) == nil { tell(entry) }
      others.held[part] = []
      held[part] = []
    }
  }

  /// An index whose long keys can be compared with this one's.
  func companion() -> KeyIndex { KeyIndex(room: room, seed: seed) }

  private init(room: Int, seed: UInt64) {
    self.room = room
    self.seed = seed
  }

  /// First places of keys among some entries.
  private struct Table {
    private let entries: [Entry]
    private var slots: [Int32]
    private let mask: Int

    init(_ entries: [Entry]) {
      self.entries = entries
      var size = 16
      while size < entries.count * 2 { size *= 2 }
      mask = size - 1
      slots = Array(repeating: -1, count: size)
      for (place, entry) in entries.enumerated() {
        var at = Self.hash(entry) & mask
        while slots[at] >= 0, !entries[Int(slots[at])].isSameKey(as: entry) { at = (at + 1) & mask }
        if slots[at] < 0 { slots[at] = Int32(place) }
      }
    }

    private static func hash(_ entry: Entry) -> Int {
      let mixed = (entry.low ^ (entry.high &<< 31 | entry.high &>> 33)) &* 0xBF58_476D_1CE4_E5B9
      return Int(truncatingIfNeeded: mixed >> 20)
    }

    func first(_ entry: Entry) -> Int? {
      var at = Self.hash(entry) & mask
      while slots[at] >= 0 {
        if entries[Int(slots[at])].isSameKey(as: entry) { return Int(slots[at]) }
        at = (at + 1) & mask
      }
      return nil
    }
  }
}
