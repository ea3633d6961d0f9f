import Support
import Testing
import Vocabulary

/// Returns on which a simpler computation lost, doubled or invented people.
@Suite("Edges")
struct EdgeTests {
  private func run(
    _ victims: [String: String], header: String = "status,sex,exploitation,count"
  ) throws -> Scene.Run {
    var files: [String: String] = [:]
    for (member, rows) in victims {
      files["2015-Q1/\(member)@2015-04-08/victims.csv"] =
        header + "\n" + rows.split(separator: " ").map { "IDENTIFIED,\($0)\n" }.joined()
    }
    return try Scene(files).run("2015-Q1")
  }

  @Test("Two wrong codes are both unknown, and still two")
  func twoWrongCodes() throws {
    let result = try run(["MARTA": "F,_T,3 M,_T,4 _T,Darbs1,3 _T,Darbs2,4"])
    #expect(result.value("victims_identified", "2015-Q1") == 7)
    #expect(result.split("victims_identified", "2015-Q1", by: "exploitation") == ["_U": 7])
    let beside = try run(["MARTA": "F,LABOUR,3 F,Darbs1,2 F,_U,1"])
    #expect(beside.value("victims_identified", "2015-Q1") == 6)
    // The same wrong wording twice is one key twice.
    let same = try run(["MARTA": "F,Darbs1,3 F,Darbs1,2", "VP": "F,LABOUR,1"])
    #expect(same.value("victims_identified", "2015-Q1") == 1)
  }

  @Test("An overlap beside a blank count rejects the row, and no figure is below zero")
  func overlapWithoutCount() throws {
    let header = "status,sex,count,overlap_count,overlap_with"
    let result = try run(
      ["MARTA": "_T,1,, F,1,, M,,5,VP", "VP": "F,2,,"], header: header)
    #expect(result.value("victims_identified", "2015-Q1") == 3)
    #expect(result.ledger.findings.contains { $0.rule == "victims.overlap-within-count" })
    #expect(result.summary!.observations.allSatisfy { ($0.value ?? 0) >= 0 })
  }

  @Test("One overlap under a member's id and its name is one key twice")
  func overlapTwice() throws {
    let header = "status,sex,count,overlap_count,overlap_with"
    let result = try run(
      ["MARTA": "F,3,1,VP F,3,1,Valsts-policija M,7,,", "VP": "F,2,,"], header: header)
    #expect(result.ledger.findings.contains { $0.rule == "victims.same-breakdown-twice" })
  }

  @Test("A code without a row is unknown where the tabulation lacks a count")
  func incomplete() throws {
    let result = try run(["MARTA": "_T,_T,10 F,_T,3 M,_T,"])
    #expect(result.value("victims_identified", "2015-Q1", ["sex": "F"]) == 3)
    #expect(result.value("victims_identified", "2015-Q1", ["sex": "X"]) == nil)
  }

  @Test("A sum above the total that lacks a count is asked about")
  func greaterIncomplete() throws {
    let result = try run(["MARTA": "F,_T,10 M,_T, _T,LABOUR,3"])
    #expect(result.ledger.findings.contains { $0.rule == "victims.tabulations-agree" })
  }

  @Test("A member that reported another stage is no match for this one")
  func stages() throws {
    let header = "law,stage,count\n"
    func files(_ year: Int, _ gp: String) -> [String: String] {
      [
        "\(year)-Q1/GP@\(year)-04-08/criminal_justice.csv": header + gp,
        "\(year)-Q1/TM@\(year)-04-08/criminal_justice.csv": header + "154.1,PROSECUTED,2\n",
      ]
    }
    let result = try Scene(
      files(2014, "154.1,PROSECUTED,20\n154.1,SENT_TO_COURT,3\n")
        .merging(files(2015, "154.1,SENT_TO_COURT,3\n")) { $1 }
    ).run("2015-Q1")
    let matched = try #require(result.change("persons_prosecuted", "2015-Q1", .matched))
    #expect(matched.change == 0 && matched.membersMatched == 1)
    // It had part in the stage a year before, so it lacks it now, and is asked.
    let missing = try #require(
      result.observation("persons_prosecuted", "2015-Q1", member: "GP"))
    #expect(missing.value == nil && missing.status == .missing)
    #expect(
      result.observation("persons_prosecuted", "2015-Q1")?.notes.contains(.partial) == true)
    #expect(
      result.ledger.findings.contains { $0.rule == "criminal_justice.group-does-not-vanish" })
    // The country has part in every stage: a national return without it lacks it.
    var national = files(2015, "154.1,PROSECUTED,5\n")
    national["2015-Q2/IEM@2015-07-08/criminal_justice.csv"] = header + "154.1,CONVICTED,4\n"
    let half = try #require(
      try Scene(national).run("2015-Q2").observation("persons_prosecuted", "2015-S1"))
    #expect(half.value == 7 && half.notes.contains(.partial))
    // Years are asked about like quarters.
    let years = try Scene([
      "2014/GP@2015-01-08/criminal_justice.csv": header + "154.1,PROSECUTED,2\n154.1,CONVICTED,1\n",
      "2015/GP@2016-01-08/criminal_justice.csv": header + "154.1,PROSECUTED,2\n",
    ]).run("2015")
    #expect(
      years.ledger.findings.contains { $0.rule == "criminal_justice.group-does-not-vanish" })
    // Where it never reported the stage nothing is lacking.
    let never = try Scene(files(2015, "154.1,SENT_TO_COURT,3\n")).run("2015-Q1")
    #expect(never.observation("persons_prosecuted", "2015-Q1", member: "GP") == nil)
  }

  @Test("A partner outside the register is no member")
  func partner() throws {
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/projects.csv":
        "project_id,funder,title,lead,partners,start,end\nPR-1,EU,Home,MARTA,EM,2015-01-31,2015-12-31\nPR-2,EU,Away,MARTA,lt: Caritas,2015-01-31,2015-12-31\n"
    ]).run("2015-Q1")
    #expect(result.value("projects_joint", "2015-Q1") == 1)
    #expect(result.observation("projects_joint", "2015-Q1", member: "EM") == nil)
  }

  @Test("A national nil return is compared with members' own")
  func nationalNil() throws {
    let result = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,count\nIDENTIFIED,4\n",
      "2015-Q1/IEM@2015-04-08/nil.csv": "table\nvictims\n",
    ]).run("2015-Q1")
    #expect(result.value("victims_identified", "2015-Q1") == 0)
    #expect(result.ledger.findings.contains { $0.rule == "victims.members-within-national" })
  }

  @Test("Counts that no statistic needs are refused, and sums cannot overflow")
  func large() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv":
        "status,sex,count\nIDENTIFIED,F,1\nIDENTIFIED,M,99999999999999999\n"
    ])
    #expect(try scene.findings(above: .hard).contains("victims.count.maximum:3"))
  }
}
