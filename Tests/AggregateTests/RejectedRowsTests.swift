import Support
import Testing
import Vocabulary

/// What becomes of figures of events and lines when rows are rejected: there is no other tabulation
/// that could serve for them.
@Suite("Rejected rows")
struct RejectedRowsTests {
  private static let campaigns =
    "campaign_id,audience,exploitation,title,start,cost,currency\n"
  private static func campaign(_ id: String, _ day: String, _ cost: String = "10.00") -> String {
    "\(id),YOUTH,LABOUR,Eyes \(id),\(day),\(cost),EUR\n"
  }

  @Test("A return of which every row is rejected is no report of nothing")
  func none() throws {
    let scene = try Scene([
      "2015-Q1/MARTA@2015-04-08/campaigns.csv":
        Self.campaigns + Self.campaign("CA-1", "2015-02-01") + Self.campaign("CA-2", "2015-02-02"),
      "2015-Q1/MARTA@2015-04-09/campaigns.csv":
        Self.campaigns + Self.campaign("CA-1", "2015-02-01", "many"),
      "2015-Q1/VP@2015-04-08/campaigns.csv": Self.campaigns + Self.campaign("CA-9", "soon"),
    ])
    let result = try scene.run("2015-Q1")
    #expect(result.value("campaigns", "2015-Q1") == 2)
    #expect(result.observation("campaigns", "2015-Q1", member: "VP")?.status == .missing)
    let rejected = result.ledger.entries.filter { $0.standing == .rejected }.map(\.return.path)
    #expect(
      rejected.sorted() == [
        "2015-Q1/MARTA@2015-04-09/campaigns.csv", "2015-Q1/VP@2015-04-08/campaigns.csv",
      ])
    #expect(result.ledger.findings.count { $0.rule == "file.rows-left" } == 2)
  }

  @Test("Another tabulation serves for rejected rows, and the figure is provisional and unmatched")
  func tabulations() throws {
    let header = "status,sex,exploitation,count\n"
    let others = header + "IDENTIFIED,F,SEXUAL,5\n"
    func files(_ later: String) -> [String: String] {
      var files = ["2016-Q4/VP@2017-01-08/victims.csv": others]
      for (year, marta) in [(2014, "IDENTIFIED,F,SEXUAL,10\n"), (2015, later)] {
        for member in ["VP", "VRS", "DROSA_MAJA"] {
          files["\(year)-Q1/\(member)@\(year)-04-08/victims.csv"] = others
        }
        files["\(year)-Q1/MARTA@\(year)-04-08/victims.csv"] = header + marta
      }
      return files
    }
    for (rows, value) in [
      ("IDENTIFIED,_T,_T,16\nIDENTIFIED,F,SEXUAL,15\nIDENTIFIED,M,LABOUR,x\n", 31),
      ("IDENTIFIED,_T,_T,16\nIDENTIFIED,_T,_T,17\nIDENTIFIED,F,SEXUAL,15\n", 30),
    ] {
      let result = try Scene(files(rows)).run("2015-Q1")
      let figure = try #require(result.observation("victims_identified", "2015-Q1"))
      #expect(figure.value == value && figure.status == .provisional)
      #expect(figure.notes.contains(.rowsRejected))
      let matched = try #require(result.change("victims_identified", "2015-Q1", .matched))
      #expect(matched.membersMatched == 3 && matched.change == 0)
      #expect(matched.notes == [])
    }
  }

  @Test("A figure without some of its rows is provisional, says so, and is never matched")
  func some() throws {
    var files: [String: String] = [:]
    for year in [2014, 2015] {
      for quarter in 1...4 {
        for member in ["MARTA", "VP"] {
          let day = "\(year)-\(["01", "04", "07", "10"][quarter - 1])-15"
          files[
            "\(year)-Q\(quarter)/\(member)@\(year + 1)-01-08/campaigns.csv"] =
            Self.campaigns + Self.campaign("\(member)-\(year)-\(quarter)", day)
        }
      }
    }
    files["2015-Q1/VP@2016-01-08/campaigns.csv"]! += Self.campaign("VP-X", "2015-02-30")
    // Long after, so that nothing is open.
    files["2018-Q1/VP@2018-04-08/campaigns.csv"] = Self.campaigns + Self.campaign("L", "2018-02-01")
    let result = try Scene(files).run("2015-Q4")
    for period in ["2015-Q1", "2015"] {
      let all = try #require(result.observation("campaigns", period))
      #expect(all.status == .provisional && all.notes.contains(.rowsRejected))
      let own = try #require(result.observation("campaigns", period, member: "VP"))
      #expect(own.notes.contains(.rowsRejected))
      let other = try #require(result.observation("campaigns", period, member: "MARTA"))
      #expect(!other.notes.contains(.rowsRejected))
      let published = try #require(result.change("campaigns", period, .published))
      #expect(published.notes.contains(.rowsRejected) && published.status == .provisional)
      let matched = try #require(result.change("campaigns", period, .matched))
      #expect(matched.membersMatched == 1 && !matched.notes.contains(.rowsRejected))
    }
    #expect(result.observation("campaigns", "2015-Q2")?.notes.contains(.rowsRejected) == false)
    #expect(result.change("campaigns", "2015-Q2", .matched)?.membersMatched == 2)
  }

  @Test("A line or project that is there and rejected has not vanished")
  func vanished() throws {
    let plans = "plan_id,title,responsible,due,status\n"
    let files = [
      "2015-Q1/MARTA@2015-04-08/plans.csv": plans
        + "PL-1,Shelter,MARTA,2015-12-31,PLANNED\nPL-2,Line,MARTA,2015-12-31,PLANNED\n"
        + "PL-3,Third,MARTA,2015-12-31,PLANNED\n",
      "2015-Q2/MARTA@2015-07-08/plans.csv": plans
        + "PL-1,Shelter,MARTA,31.06.2016.,PLANNED\nPL-2,Line,MARTA,2015-12-31,PLANNED\n",
    ]
    let asked = try Scene(files).run("2015-Q2").ledger.findings
      .filter { $0.rule == "plans.does-not-vanish" }
    #expect(asked.map(\.value) == ["PL-3"])
  }

  @Test("A quarter without anybody does not make zeros of what another leaves open")
  func falseZeros() throws {
    func year(_ sexes: String) throws -> Scene.Run {
      var files: [String: String] = [:]
      for quarter in 1...4 {
        files["2015-Q\(quarter)/VP@2016-01-08/nil.csv"] = "table\nvictims\n"
      }
      files["2015-Q1/VP@2016-01-08/nil.csv"] = nil
      files["2015-Q1/VP@2016-01-08/victims.csv"] = "status,sex,count\n" + sexes
      return try Scene(files).run("2015-Q4")
    }
    for open in ["IDENTIFIED,_T,4\n", "IDENTIFIED,,4\n", "IDENTIFIED,_U,4\n"] {
      let result = try year(open)
      let women = try #require(result.observation("victims_identified", "2015", ["sex": "F"]))
      #expect(women.value == nil && women.status == .missing)
      #expect(result.value("victims_identified", "2015", ["sex": "_U"]) == 4)
    }
    let known = try year("IDENTIFIED,F,3\nIDENTIFIED,_U,1\n")
    #expect(known.value("victims_identified", "2015", ["sex": "M"]) == 0)
    // Nobody at all is nobody of any sex.
    #expect(known.value("victims_identified", "2015-Q2", ["sex": "M"]) == 0)
  }
}
