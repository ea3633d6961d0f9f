import Dispatch

/// Does pieces of work side by side and gives their results in order: each has a place of its own, so
/// that nothing is shared and nothing has to be locked.
enum SideBySide {
  private final class Places<T>: @unchecked Sendable {
    let room: UnsafeMutablePointer<T?>
    let count: Int

    init(_ count: Int) {
      self.count = count
      room = .allocate(capacity: max(1, count))
      room.initialize(repeating: nil, count: count)
    }

    deinit {
      room.deinitialize(count: count)
      room.deallocate()
    }
  }

  static func map<T>(_ count: Int, _ work: @Sendable (Int) -> T) -> [T] {
    let places = Places<T>(count)
    if count == 1 {
      places.room[0] = work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: count) { places.room[$0] = work($0) }
    }
    return (0..<count).map { places.room[$0]! }
  }
}
