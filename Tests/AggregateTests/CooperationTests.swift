import Aggregate
import Support
import Testing
import Vocabulary

/// Acts that are passed once, and proxies for cooperation that claim no more than they are.
@Suite("Acts and cooperation")
struct CooperationTests {
  private let acts = "act_id,title,type,stage,stage_date,lead\n"

  @Test("An act is passed once, in the first period that says so, whoever reports it")
  func passed() throws {
    let result = try Scene([
      "2015-Q1/LM@2015-04-08/legislation.csv": acts
        + "A-1,Help,LAW,ADOPTED,2015-03-30,LM\nA-2,Other,LAW,DRAFTED,2015-02-01,LM\n",
      "2015-Q1/TM@2015-04-08/legislation.csv": acts + "A-1,Help,LAW,ADOPTED,2015-03-30,LM\n",
      "2015-Q2/TM@2015-07-08/legislation.csv": acts
        + "A-1,Help,LAW,ADOPTED,2015-04-02,LM\nA-2,Other,LAW,ADOPTED,2015-05-01,LM\n",
    ]).run("2015-Q2")
    #expect(result.value("legislation_passed", "2015-Q1") == 1)
    #expect(result.value("legislation_passed", "2015-Q2") == 1)
    #expect(result.value("legislation_passed", "2015-S1") == 2)
    // The later claim is neither the source of the half's figure nor credited in it.
    let passed = try #require(Scene.registry.indicator("legislation_passed"))
    let explainer = Explainer(registry: Scene.registry, collection: result.collection)
    let answer = try #require(explainer.explain(passed, ReferencePeriod("2015-S1")!, cell: []))
    #expect(answer.traces.map { $0.path.prefix(7) } == ["2015-Q1", "2015-Q2"])
  }

  private let projects = "project_id,funder,title,lead,partners,start,end\n"

  @Test(
    "A project of an NGO and a public body counts; of two NGOs, or with abroad alone, it does not")
  func joint() throws {
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/projects.csv": projects + """
        PR-1,EU,One,MARTA,VP,2015-01-01,2015-12-31
        PR-2,EU,Two,MARTA,DROSA_MAJA,2015-01-01,2015-12-31
        PR-3,EU,Three,MARTA,LT:Centras|EE:Keskus|LT:Namas,2015-01-01,2015-12-31

        """
    ]).run("2015-Q1")
    #expect(result.value("cooperation_joint_projects", "2015-Q1") == 1)
    #expect(result.value("projects_joint", "2015-Q1") == 3)
    func events(_ member: String, _ partner: String) -> Int? {
      result.annex.cooperation.first {
        $0.indicator == "projects_active" && $0.period.label == "2015-Q1" && $0.member == member
          && $0.partner == partner
      }?.events
    }
    #expect(events("MARTA", "VP") == 1 && events("VP", "MARTA") == 1)
    #expect(events("MARTA", "DROSA_MAJA") == 1)
    // Two partners of one country are one project with that country.
    #expect(events("MARTA", "LT") == 1 && events("MARTA", "EE") == 1)
    #expect(events("VP", "DROSA_MAJA") == nil)
  }

  @Test("The share of returns in time counts what was owed, and is not asked before it is due")
  func onTime() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-10/victims.csv": "status,count\nIDENTIFIED,1\n",
      "2015-Q1/MARTA@2015-04-11/victims.csv": "status,count\nIDENTIFIED,1\n",
      "2015-Q2/VP@2015-07-05/victims.csv": "status,count\nIDENTIFIED,1\n",
    ])
    let result = try scene.run("2015-Q2")
    let share = try #require(result.observation("cooperation_on_time", "2015-Q1"))
    // One return of 163: VP's victims. The other was a day late.
    #expect(share.membersExpected == 24 && share.membersReporting == 24)
    #expect(share.status == .normal)
    let year = try #require(result.observation("cooperation_on_time", "2015-S1"))
    #expect(year.status == .provisional && year.notes == [.open])
    #expect(share.value == (1 * 2000 + 163) / (2 * 163))
    #expect(result.value("cooperation_on_time", "2015-Q1", member: "VP") == 125)
    #expect(result.value("cooperation_on_time", "2015-Q2") == nil)
    let open = try #require(result.editions.first { $0.edition == .public })
    let shown = open.observations.map(\.observation).filter {
      $0.indicator == "cooperation_on_time"
    }
    #expect(!shown.isEmpty && shown.allSatisfy { $0.member == "_T" })
    #expect(result.change("cooperation_on_time", "2015-Q1", .published)?.percentTenths == nil)
  }

  @Test("Groups of countries are derived by the last day of the period, and never reported")
  func groups() throws {
    let file = "status,citizenship,count\nIDENTIFIED,GB,3\nIDENTIFIED,UA,2\nIDENTIFIED,LV,4\n"
    let result = try Scene([
      "2019/VP@2020-02-01/victims.csv": file, "2020/VP@2021-02-01/victims.csv": file,
    ]).run("2020")
    func group(_ year: String, _ code: String) -> Int? {
      result.value("victims_identified", year, ["citizenship": code])
    }
    #expect(group("2019", "GRP_EU") == 3 && group("2019", "GRP_THIRD") == 2)
    #expect(group("2020", "GRP_EU") ?? 0 == 0 && group("2020", "GRP_THIRD") == 5)
    let open = result.editions.first { $0.edition == .public }!
    #expect(
      !open.observations.contains { $0.observation.breakdown.codes.contains("GRP_THIRD") })
    let reported = try Scene([
      "2015/VP@2016-02-01/victims.csv": "status,citizenship,count\nIDENTIFIED,GRP_EU,3\n"
    ]).findings(above: .hard)
    #expect(reported == ["victims.citizenship.known-code:2"])
  }
}
