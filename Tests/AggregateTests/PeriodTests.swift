import Aggregate
import Support
import Testing
import Vocabulary

/// Which returns stand behind a period, and what may be said of a change.
@Suite("Periods")
struct PeriodTests {
  private func victims(_ count: Int) -> String { "status,count\nIDENTIFIED,\(count)\n" }

  private func year(_ year: Int, _ member: String, _ counts: [Int?]) -> [String: String] {
    var files: [String: String] = [:]
    for (place, count) in counts.enumerated() {
      guard let count else { continue }
      let ends = ["\(year)-04-08", "\(year)-07-08", "\(year)-10-08", "\(year + 1)-01-08"]
      files["\(year)-Q\(place + 1)/\(member)@\(ends[place])/victims.csv"] = victims(count)
    }
    return files
  }

  @Test("A year is the sum of its quarters; year to date and halves too")
  func sums() throws {
    let result = try Scene(year(2015, "VP", [1, 2, 3, 4])).run("2015-Q4")
    #expect(result.value("victims_identified", "2015-Q3") == 3)
    #expect(result.value("victims_identified", "2015-S1") == 3)
    #expect(result.value("victims_identified", "2015-YTD-Q3") == 6)
    #expect(result.value("victims_identified", "2015") == 10)
  }

  @Test("A missing quarter makes the year partial, and the member no match")
  func partial() throws {
    let files = year(2014, "VP", [1, 2, 3, 4]).merging(year(2015, "VP", [5, nil, 5, 5])) { $1 }
    let result = try Scene(files).run("2015-Q4")
    let total = try #require(result.observation("victims_identified", "2015"))
    #expect(total.value == 15)
    #expect(total.status == .provisional && total.notes.contains(.partial))
    #expect(total.membersReporting == 0)
    let matched = try #require(result.change("victims_identified", "2015", .matched))
    #expect(matched.change == nil && matched.notes.contains(.noneMatched))
    #expect(result.change("victims_identified", "2015-Q3", .matched)?.change == 2)
    #expect(result.observation("victims_identified", "2015-Q2")?.value == nil)
    #expect(result.observation("victims_identified", "2015-Q2")?.status == .missing)
  }

  @Test("The matched change rests on members of both periods alone")
  func matched() throws {
    var files = year(2014, "VP", [10, 0, 0, 0])
    files["2015-Q1/VP@2015-04-08/victims.csv"] = victims(12)
    files["2015-Q1/MARTA@2015-04-08/victims.csv"] = victims(9)
    let result = try Scene(files).run("2015-Q1")
    #expect(result.change("victims_identified", "2015-Q1", .published)?.change == 11)
    let matched = try #require(result.change("victims_identified", "2015-Q1", .matched))
    #expect(matched.change == 2 && matched.membersMatched == 1)
  }

  @Test("Of annual and quarterly returns the later received is rejected")
  func annual() throws {
    var files = year(2015, "VP", [1, 2, 3, 4])
    files["2015/VP@2016-02-01/victims.csv"] = victims(99)
    let result = try Scene(files).run("2015-Q4")
    #expect(result.value("victims_identified", "2015") == 10)
    #expect(result.ledger.rows == RowAccount(read: 5, accepted: 4, rejected: 1))
  }

  @Test("A later rejected vintage leaves the earlier in force; superseded rows are accounted for")
  func vintages() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": victims(3),
      "2015-Q1/VP@2015-04-20.9/victims.csv": victims(4),
      "2015-Q1/VP@2015-04-20.10/victims.csv": victims(5),
      "2015-Q1/VP@2015-05-20/victims.csv": "sex,count\nF,9\n",
    ])
    let result = try scene.run("2015-Q1")
    #expect(result.value("victims_identified", "2015-Q1") == 5)
    #expect(result.observation("victims_identified", "2015-Q1")?.revision == 2)
    #expect(
      result.ledger.rows == RowAccount(read: 4, accepted: 1, rejected: 1, superseded: 2))
    #expect(try scene.findings(above: .note).contains("submission.earlier-stays:0"))
    #expect(
      try scene.run("2015-Q1", asOf: "2015-04-08").value("victims_identified", "2015-Q1") == 3)
  }

  @Test("A national return is the total; members' own are compared, never added")
  func national() throws {
    let result = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": victims(3),
      "2015-Q1/IEM@2015-04-09/victims.csv": victims(7),
    ]).run("2015-Q1")
    let total = try #require(result.observation("victims_identified", "2015-Q1"))
    #expect(total.value == 7 && total.notes.contains(.national))
  }

  @Test("In a year a national return is the total of its quarters, members' own are of the others")
  func nationalQuarters() throws {
    var files: [String: String] = [:]
    let days = ["04-08", "07-08", "10-08", "01-08"]
    for year in [2014, 2015] {
      for quarter in 1...4 {
        let day = "\(quarter == 4 ? year + 1 : year)-\(days[quarter - 1])"
        for member in ["VP", "VRS", "MARTA", "DROSA_MAJA"] {
          files["\(year)-Q\(quarter)/\(member)@\(day)/victims.csv"] = victims(4)
        }
      }
    }
    files["2015-Q1/IEM@2015-04-08/victims.csv"] = victims(30)
    files["2015-Q3/IEM@2015-10-08/victims.csv"] = victims(20)
    // Long after, so that nothing is open.
    files["2018-Q1/VP@2018-04-08/victims.csv"] = victims(1)
    let result = try Scene(files).run("2015")
    let year = try #require(result.observation("victims_identified", "2015"))
    #expect(year.value == 30 + 16 + 20 + 16 && year.notes == [.national])
    #expect(year.status == .normal && year.membersReporting == 5 && year.membersExpected == 5)
    let part = try #require(result.observation("victims_identified", "2015", member: "VP"))
    #expect(part.value == 8 && part.notes.contains(.partial) && part.status == .provisional)
    #expect(result.value("victims_identified", "2015", member: "IEM") == 50)
    // What is compared is not of the same scope, so no members are matched.
    let matched = try #require(result.change("victims_identified", "2015", .matched))
    #expect(matched.change == nil && matched.notes.contains(.scopeChanged))
    #expect(result.value("victims_identified", "2015-YTD-Q2") == nil)
    let explainer = Explainer(registry: Scene.registry, collection: result.collection)
    let victims = try #require(Scene.registry.indicator("victims_identified"))
    let answer = try #require(explainer.explain(victims, ReferencePeriod("2015")!, cell: []))
    #expect(answer.traces.reduce(0) { $0 + $1.value } == 82)
    // Beside a member's annual return the quarters cannot be told apart.
    files = files.filter { !$0.key.hasPrefix("2015-Q") || $0.key.contains("IEM") }
    files["2015/VP@2016-01-08/victims.csv"] = self.victims(17)
    let annual = try Scene(files).run("2015")
    #expect(annual.value("victims_identified", "2015") == 17)
  }

  @Test("No percentage stands on a base under ten, and others round away from zero")
  func bases() throws {
    let change = Change(
      period: ReferencePeriod("2015")!, indicator: "x", breakdown: Breakdown(codes: []),
      basis: .published, earlier: 9, later: 12, membersMatched: nil, status: .normal, notes: [])
    #expect(change.change == 3 && change.percentTenths == nil)
    func tenths(_ a: Int, _ b: Int) -> Int? {
      Change(
        period: ReferencePeriod("2015")!, indicator: "x", breakdown: Breakdown(codes: []),
        basis: .published, earlier: a, later: b, membersMatched: nil, status: .normal, notes: []
      ).percentTenths
    }
    #expect(tenths(16, 17) == 63)  // 6.25 % rounds away from zero
    #expect(tenths(16, 15) == -63)
    #expect(tenths(19, 20) == 53)
  }
}
