import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// Who sits in the working group, and when it meets, as the product ships it.
@Suite("Roster and calendar")
struct RosterTests {
  private func roster(_ day: String) -> [Member] {
    Scene.registry.members.filter { $0.validity.contains(CalendarDay(iso: day)!) }
  }

  @Test("24 seats in five kinds in 2015: 7, 2, 9, 5 and 1")
  func seats() {
    let counts = Member.Kind.allCases.map { kind in roster("2015-03-31").count { $0.kind == kind } }
    #expect(counts == [7, 2, 9, 5, 1])
    #expect(roster("2015-03-31").count == 24)
  }

  @Test("25 bodies from 2017: one seat goes, two come")
  func later() {
    let (before, after) = (roster("2017-02-27").map(\.id), roster("2017-03-31").map(\.id))
    #expect(after.count == 25)
    #expect(Set(before).subtracting(after) == ["NVO_5"])
    #expect(Set(after).subtracting(before) == ["EM", "TIESIBSARGS"])
  }

  @Test("Days set otherwise are read, and what cannot be is named with its line")
  func meetings() throws {
    let folder = NSTemporaryDirectory() + "nrem-meetings-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: repository + "/pipelines", toPath: folder)
    func calendar(_ line: String) throws -> MechanismCalendar {
      try "period,due,cut_off,meeting\n\(line)\n".write(
        toFile: folder + "/mechanism/meetings.csv", atomically: true, encoding: .utf8)
      return try RegistryReader(path: folder).read().calendar
    }
    let quarter = ReferencePeriod("2016-Q2")!
    let read = try calendar("2016-Q2,,2016-07-20,2016-09-01")
    #expect(read.due(quarter).description == "2016-07-10")
    #expect(read.cutOff(quarter).description == "2016-07-20")
    #expect(read.meeting(quarter).description == "2016-09-01")
    for (line, problem) in [
      ("2016-Q2,,,2016-06-01", "2016-06-01 is not after the end of 2016-Q2"),
      (
        "2016-Q2,,2016-07-20,2016-07-15",
        "due 2016-07-10, cut-off 2016-07-20, meeting 2016-07-15: they do not follow"
      ),
      (
        "2016-Q2,2016-07-19,,",
        "due 2016-07-19, cut-off 2016-07-18, meeting 2016-07-25: they do not follow"
      ),
      ("2016-S1,,,", "period is a quarter or a year"), ("2016-Q2,soon,,", "“soon” is not a date"),
    ] {
      let failure = #expect(throws: DefinitionFailure.self) { try calendar(line) }
      #expect("\(failure!)".contains("mechanism/meetings.csv:2: \(problem)"))
    }
  }
}
