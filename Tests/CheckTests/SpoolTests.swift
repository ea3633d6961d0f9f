import Spool
import Testing
import Trials
import Vocabulary

/// Findings come back as they went in, in order, however little of them is held in memory.
@Suite("Spool")
struct SpoolTests {
  @Test("Runs are put together in order of places", arguments: [0, 200, 1 << 20])
  func order(room: Int) throws {
    for seed in 0..<10 {
      var chance = Chance(seed: UInt64(seed))
      let spool = FindingSpool(room: room)
      var all: [Finding] = []
      for _ in 0..<chance.within(1...40) {
        var line = 0
        for _ in 0..<chance.below(60) {
          line += chance.below(3)
          let kind = ["enum", "required", "blank-row"][chance.below(3)]
          let finding = Finding(
            rule: "a.\(kind)", kind: kind, severity: .hard, path: "x.csv",
            address: RecordAddress(record: line, line: line, column: chance.below(3)),
            parameters: kind == "enum"
              ? [.init("value", "ā\u{0}\"\(line)"), .init("limit", "")] : [],
            occurrences: chance.within(1...300), covers: Array(0..<chance.below(4)))
          all.append(finding)
        }
        // A run is in order.
        let run = Finding.inOrder(all)
        for finding in run { try spool.append(finding) }
        spool.startRun()
        all = []
      }
      var before = RecordAddress(record: 0, line: 0)
      var count = 0
      for _ in 0..<2 {
        count = 0
        before = RecordAddress(record: 0, line: 0)
        try spool.read { finding, group in
          #expect(before <= finding.address)
          before = finding.address
          #expect(spool.groups[group].kind == finding.kind)
          if finding.kind == "enum" {
            #expect(finding.value == "ā\u{0}\"\(finding.address.line)")
          }
          count += 1
        }
      }
      #expect(count == spool.count)
      #expect(spool.groups.reduce(0) { $0 + $1.count } == count)
    }
  }
}
