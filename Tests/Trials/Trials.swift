import Dispatch
import Synchronization

/// Many trials.
package enum Trials {
  package struct Result: Sendable {
    package var runs = 0
    package var differences = 0
    /// The first that was found, as small as could be made.
    package var first: String?
  }

  package static func run(_ runs: Int, seed: UInt64, longOneIn: Int = 2000) -> Result {
    let result = Mutex(Result(runs: runs))
    let block = 1000
    DispatchQueue.concurrentPerform(iterations: (runs + block - 1) / block) { number in
      for run in number * block..<min(runs, (number + 1) * block) {
        var chance = Chance(seed: seed &* 0xD134_2543_DE82_EF95 &+ UInt64(run))
        let trial =
          chance.oneIn(longOneIn) ? Trial(long: &chance) : Trial(&chance)
        guard trial.difference() != nil else { continue }
        let isFirst = result.withLock {
          $0.differences += 1
          return $0.differences == 1
        }
        guard isFirst else { continue }
        let small = trial.shrunk()
        let told = "run \(run): \(small.difference() ?? "")\n\(small)"
        result.withLock { $0.first = told }
      }
    }
    return result.withLock { $0 }
  }
}
