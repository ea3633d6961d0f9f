import Glibc
import Trials

/// Reads random texts in several ways, which must agree byte for byte.
@main
struct Differential {
  static func main() {
    var runs = 100_000
    var seed = 1
    var arguments = CommandLine.arguments.dropFirst()
    while let name = arguments.popFirst() {
      guard let value = arguments.popFirst().flatMap({ Int($0) }), value >= 0 else {
        print("usage: Differential [--runs N] [--seed S]")
        exit(2)
      }
      switch name {
      case "--runs": runs = value
      case "--seed": seed = value
      default:
        print("no option \(name)")
        exit(2)
      }
    }
    let result = Trials.run(runs, seed: UInt64(seed))
    if let first = result.first { print(first) }
    print("\(result.runs) runs, \(result.differences) differences (seed \(seed))")
    exit(result.differences == 0 ? 0 : 1)
  }
}
