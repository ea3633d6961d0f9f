/// A flat hash from the bytes of a cell to what its wording means.
///
/// Open addressing over power-of-two slots; a key is its first and last eight bytes and its
/// length, and for more than sixteen bytes a comparison with the stored copy. Cells may be read
/// past their end (the batch guarantees 64 bytes), so no byte loop is needed for short keys.
struct WordingTable: ~Copyable {
  struct Slot {
    var head: UInt64
    var tail: UInt64
    var length: UInt32
    /// What the owner stored; `WordingTable.absent` marks an empty slot.
    var meaning: Int32
    /// Where a long key's copy starts.
    var copy: Int
  }

  static let absent = Int32.min
  /// Distinct wordings that are remembered; further ones are understood again each time, so that
  /// memory stays bounded whatever a file holds.
  static let capacity = 1 << 16

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var copies: [UInt8] = []
  private(set) var count = 0

  init() {
    mask = 255
    slots = Self.allocate(256)
  }

  deinit { slots.deallocate() }

  private static func allocate(_ size: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)
    slots.initialize(
      repeating: Slot(head: 0, tail: 0, length: 0, meaning: absent, copy: 0), count: size)
    return slots
  }

  @inline(__always)
  private static func key(
    _ cell: UnsafePointer<UInt8>, _ length: Int
  ) -> (head: UInt64, tail: UInt64) {
    let raw = UnsafeRawPointer(cell)
    let head = raw.loadUnaligned(as: UInt64.self)
    if length >= 8 { return (head, raw.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)) }
    let kept = head & ((1 &<< (UInt64(length) &* 8)) &- 1)
    return (kept, kept)
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ length: Int) -> Int {
    let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(length)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 32)
  }

  /// What the cell means, or `absent`.
  @inline(__always)
  func look(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let (head, tail) = Self.key(cell, length)
    var at = Self.hash(head, tail, length) & mask
    while true {
      let slot = slots + at
      if slot.pointee.head == head, slot.pointee.tail == tail,
        slot.pointee.length == UInt32(truncatingIfNeeded: length),
        length <= 16 || same(slot.pointee.copy, cell, length)
      {
        return slot.pointee.meaning
      }
      if slot.pointee.meaning == Self.absent { return Self.absent }
      at = (at &+ 1) & mask
    }
  }

  @inline(never)
  private func same(_ copy: Int, _ cell: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    for i in 0..<length where copies[copy + i] != cell[i] { return false }
    return true
  }

  /// Remembers what a wording means, as long as there is room.
  mutating func remember(_ cell: UnsafePointer<UInt8>, _ length: Int, _ meaning: Int32) {
    guard count < Self.capacity else { return }
    if count * 4 > mask { grow() }
    let (head, tail) = Self.key(cell, length)
    var slot = Slot(
      head: head, tail: tail, length: UInt32(truncatingIfNeeded: length), meaning: meaning, copy: 0)
    if length > 16 {
      slot.copy = copies.count
      copies.append(contentsOf: UnsafeBufferPointer(start: cell, count: length))
    }
    place(slot)
    count += 1
  }

  private func place(_ slot: Slot) {
    var at = Self.hash(slot.head, slot.tail, Int(slot.length)) & mask
    while slots[at].meaning != Self.absent { at = (at + 1) & mask }
    slots[at] = slot
  }

  private mutating func grow() {
    let old = slots
    let size = mask + 1
    slots = Self.allocate(size * 2)
    mask = size * 2 - 1
    for i in 0..<size where old[i].meaning != Self.absent { place(old[i]) }
    old.deallocate()
  }
}
