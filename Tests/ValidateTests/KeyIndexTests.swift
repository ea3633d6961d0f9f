import Testing
import Trials

@testable import Validate

/// Keys in bounded memory say what a dictionary says, however much of them waits on disk.
@Suite("Keys")
struct KeyIndexTests {
  private func entry(_ text: String, _ index: KeyIndex, _ record: Int) -> KeyEntry {
    (Array(text.utf8) + Array(repeating: 0, count: 16)).withUnsafeBufferPointer {
      KeyEntry($0.baseAddress!, text.utf8.count, seed: index.seed, record: record, line: record + 1)
    }
  }

  private func keys(_ chance: inout Chance, _ count: Int) -> [String] {
    (0..<count).map { _ in
      let number = chance.below(count)
      switch number % 4 {
      case 0: return "\(number)"
      case 1: return String(repeating: "ā", count: number % 7) + "\(number)"
      case 2: return "a long key of more than fifteen bytes \(number)"
      default: return number % 5 == 0 ? "" : "\u{0}\(number)"
      }
    }
  }

  @Test("Duplicates are found with the first that had the key", arguments: [16, 100, 1 << 12])
  func duplicates(room: Int) throws {
    for seed in 0..<20 {
      var chance = Chance(seed: UInt64(seed))
      let keys = keys(&chance, 3000)
      let index = KeyIndex(room: room)
      var first: [String: Int] = [:]
      var expected: [Int: Int] = [:]
      for (record, key) in keys.enumerated() {
        try index.add(entry(key, index, record))
        if let known = first[key] { expected[record] = known } else { first[key] = record }
      }
      var found: [Int: Int] = [:]
      var last = -1
      let restart = { last = -1 }
      try index.duplicates(startPart: restart) { again, first in
        #expect(again.record > last && again.line == again.record + 1)
        last = again.record
        found[again.record] = first.record
        if let text = again.text { #expect(text == Array(keys[again.record].utf8)) }
      }
      #expect(found == expected)
    }
  }

  @Test("Keys that are not in the other table are found", arguments: [16, 1 << 12])
  func absent(room: Int) throws {
    for seed in 0..<20 {
      var chance = Chance(seed: UInt64(seed + 100))
      let (known, asked) = (keys(&chance, 1000), keys(&chance, 3000))
      let index = KeyIndex(room: room)
      for key in known { try index.add(entry(key, index, 0)) }
      let others = index.companion()
      for (record, key) in asked.enumerated() { try others.add(entry(key, others, record)) }
      var found: Set<Int> = []
      let ignored: () -> Void = {}
      try index.absent(of: others, startPart: ignored) { found.insert($0.record) }
      #expect(found == Set(asked.indices.filter { !Set(known).contains(asked[$0]) }))
    }
  }
}
