/// A flat hash from the bytes of a cell to what its wording means.
///
/// Open addressing over power-of-two slots; a key is its first and last eight bytes and its
/// length, and for more than sixteen bytes a comparison with the stored copy. Cells may be read
/// past their end (the batch guarantees 64 bytes), so no byte loop is needed for short keys.
///
/// Public, as `PlainNumber` and `PlainDate` are, since only what is public is inlined into other
/// modules, and these stand in the innermost loops.
public struct WordingTable: ~Copyable {
  @usableFromInline
  struct Slot {
    @usableFromInline var head: UInt64
    @usableFromInline var tail: UInt64
    @usableFromInline var length: UInt32
    /// What the owner stored; `WordingTable.absent` marks an empty slot.
    @usableFromInline var meaning: Int32
    /// Where a long key's copy starts.
    @usableFromInline var copy: Int
  }

  @inlinable public static var absent: Int32 { Int32.min }
  /// Distinct wordings that are remembered; further ones are understood again each time, so that
  /// memory stays bounded whatever a file holds.
  package static let capacity = 1 << 16

  /// The table as it stands: to be taken again after something was remembered.
  public struct View {
    @usableFromInline let slots: UnsafeMutablePointer<Slot>
    @usableFromInline let mask: Int
    @usableFromInline let copies: UnsafeMutablePointer<UInt8>
    /// Whether every wording has eight bytes at most, as in most columns: then the head is the key.
    public let isShort: Bool

    /// What a cell of at most eight bytes means, where all wordings are short; or `absent`.
    @inlinable @inline(__always)
    public func lookShort(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
      let short = UInt64(truncatingIfNeeded: 8 &- length)
      let head =
        UnsafeRawPointer(cell).loadUnaligned(as: UInt64.self)
        & ((UInt64.max &>> (short &* 4)) &>> (short &* 4))
      var at = WordingTable.hash(head, head, length) & mask
      while true {
        let slot = slots + at
        let differs =
          (slot.pointee.head ^ head)
          | UInt64(slot.pointee.length ^ UInt32(truncatingIfNeeded: length))
        if differs == 0 { return slot.pointee.meaning }
        if slot.pointee.meaning == WordingTable.absent { return WordingTable.absent }
        at = (at &+ 1) & mask
      }
    }

    /// What the cell means, or `absent`.
    @inlinable @inline(__always)
    public func look(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
      let (head, tail) = WordingTable.key(cell, length)
      var at = WordingTable.hash(head, tail, length) & mask
      while true {
        let slot = slots + at
        // One branch for the whole key: which of its parts differs follows no pattern.
        let differs =
          (slot.pointee.head ^ head) | (slot.pointee.tail ^ tail)
          | UInt64(slot.pointee.length ^ UInt32(truncatingIfNeeded: length))
        if differs == 0, length <= 16 || same(slot.pointee.copy, cell, length) {
          return slot.pointee.meaning
        }
        if slot.pointee.meaning == WordingTable.absent { return WordingTable.absent }
        at = (at &+ 1) & mask
      }
    }

    @usableFromInline @inline(never)
    func same(_ copy: Int, _ cell: UnsafePointer<UInt8>, _ length: Int) -> Bool {
      for i in 0..<length where copies[copy &+ i] != cell[i] { return false }
      return true
    }
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var copies: UnsafeMutablePointer<UInt8>
  private var copiesRoom = 64
  private var copied = 0
  private var longest = 0
  package private(set) var count = 0

  package init() {
    mask = 15
    slots = Self.allocate(16)
    copies = .allocate(capacity: 64)
  }

  deinit {
    slots.deallocate()
    copies.deallocate()
  }

  package var view: View { View(slots: slots, mask: mask, copies: copies, isShort: longest <= 8) }

  private static func allocate(_ size: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)
    slots.initialize(
      repeating: Slot(head: 0, tail: 0, length: 0, meaning: absent, copy: 0), count: size)
    return slots
  }

  @inlinable @inline(__always)
  static func key(
    _ cell: UnsafePointer<UInt8>, _ length: Int
  ) -> (head: UInt64, tail: UInt64) {
    let raw = UnsafeRawPointer(cell)
    // Lengths follow no pattern, so nothing here depends on them by a branch.
    let short = UInt64(8 &- min(length, 8))
    let kept = (UInt64.max &>> (short &* 4)) &>> (short &* 4)
    let head = raw.loadUnaligned(as: UInt64.self)
    let tail = raw.loadUnaligned(fromByteOffset: max(length &- 8, 0), as: UInt64.self)
    return (head & kept, tail & kept)
  }

  @inlinable @inline(__always)
  static func hash(_ head: UInt64, _ tail: UInt64, _ length: Int) -> Int {
    let turned = tail &<< 29 | tail &>> 35
    let mixed = (head ^ turned ^ UInt64(truncatingIfNeeded: length)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 32)
  }

  /// Bytes of the longest wording that is remembered.
  private static let longestKept = 256

  /// Slots that a wording may stand away from its own: long ones that differ in the middle alone all
  /// have the same, and each more would make every look longer.
  private static let farthest = 16

  /// Remembers what a wording means, as long as there is room for it near its slot; a long text is
  /// none that comes back.
  package mutating func remember(_ cell: UnsafePointer<UInt8>, _ length: Int, _ meaning: Int32) {
    guard count < Self.capacity, length <= Self.longestKept else { return }
    if count * 4 > mask { grow() }
    let (head, tail) = Self.key(cell, length)
    guard isRoom(Self.hash(head, tail, length)) else { return }
    var slot = Slot(
      head: head, tail: tail, length: UInt32(truncatingIfNeeded: length), meaning: meaning, copy: 0)
    longest = max(longest, length)
    if length > 16 {
      slot.copy = copy(cell, length)
    }
    place(slot)
    count += 1
  }

  private mutating func copy(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Int {
    if copied + length > copiesRoom {
      copiesRoom = (copied + length) * 2
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: copiesRoom)
      larger.update(from: copies, count: copied)
      copies.deallocate()
      copies = larger
    }
    (copies + copied).update(from: cell, count: length)
    copied += length
    return copied - length
  }

  private func isRoom(_ hash: Int) -> Bool {
    (0..<Self.farthest).contains { slots[(hash &+ $0) & mask].meaning == Self.absent }
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
