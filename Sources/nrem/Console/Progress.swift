import Glibc
import Synchronization

/// One line on a terminal that says how far a long run is; silent otherwise.
final class Progress: Sendable {
  private let isShown = Console.isTerminal
  private let started = Progress.now
  private let last = Mutex<Double>(0)

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func tell(_ done: Int, of all: Int) {
    guard isShown else { return }
    let now = Self.now
    guard now - started > 0.5 else { return }
    last.withLock { last in
      guard now - last > 0.1 else { return }
      last = now
      Console.write("\r\(done) of \(all) returns", to: STDERR_FILENO)
    }
  }

  func end() {
    if isShown, last.withLock({ $0 > 0 }) { Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
  }
}
