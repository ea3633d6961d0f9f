import Support
import Testing
import Vocabulary

/// Events count once over all members and periods.
@Suite("Events")
struct EventTests {
  private let projectsHeader = "project_id,funder,title,lead,partners,start,end\n"

  @Test("A campaign of two members counts once and credits both")
  func credited() throws {
    let file =
      "campaign_id,audience,exploitation,title,start\nCA-1,YOUTH,LABOUR,Open eyes,2015-02-01\n"
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/campaigns.csv": file,
      "2015-Q1/VP@2015-04-08/campaigns.csv": file,
    ]).run("2015-Q1")
    let total = try #require(result.observation("campaigns", "2015-Q1"))
    #expect(total.value == 1 && total.notes.contains(.credited))
    #expect(result.value("campaigns", "2015-Q1", member: "MARTA") == 1)
    #expect(result.value("campaigns", "2015-Q1", member: "VP") == 1)
  }

  @Test("Participants are the largest any member reports; the year is a union")
  func participants() throws {
    let header = "training_id,profession,title,date,hours,participants\n"
    let result = try Scene([
      "2015-Q1/VP@2015-04-08/trainings.csv": header + "TR-1,POLICE,Signs,2015-02-01,8,20\n",
      "2015-Q1/VRS@2015-04-08/trainings.csv": header + "TR-1,POLICE,Signs,2015-02-01,8,25\n",
      "2015-Q2/VRS@2015-07-08/trainings.csv": header + "TR-1,POLICE,Signs,2015-02-01,8,25\n",
    ]).run("2015-Q2")
    #expect(result.value("trainings", "2015-Q1") == 1)
    #expect(result.value("training_participants", "2015-Q1") == 25)
    #expect(result.value("training_participants", "2015-Q1", ["profession": "POLICE"]) == 25)
    // Reported again a quarter later it counts nothing there, and once in the half.
    #expect(result.value("trainings", "2015-Q2") == 0)
    #expect(result.value("trainings", "2015-S1") == 1)
  }

  @Test("Projects are active where their dates overlap; joint with a member or a foreign partner")
  func projects() throws {
    let result = try Scene([
      "2015-Q2/MARTA@2015-07-08/projects.csv": projectsHeader + """
        PR-1,EU,Old,MARTA,,2014-01-01,2015-04-01
        PR-2,EU,New,MARTA,LT:Centras,2015-05-01,2016-04-01
        PR-3,OWN,Home,MARTA,LV:Biedrība,2015-01-01,2015-12-31
        PR-4,OWN,Both,MARTA,VP,2015-01-01,2015-12-31

        """
    ]).run("2015-Q2")
    #expect(result.value("projects_active", "2015-Q2") == 4)
    #expect(result.value("projects_started", "2015-Q2") == 1)
    #expect(result.value("projects_joint", "2015-Q2") == 2)
    #expect(result.split("projects_active", "2015-Q2", by: "funder") == ["EU": 2, "OWN": 2])
  }

  @Test("A start after the period is not counted")
  func later() throws {
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/projects.csv":
        projectsHeader + "PR-1,EU,Early,MARTA,,2015-04-01,2015-12-31\n"
    ]).run("2015-Q1")
    #expect(result.value("projects_active", "2015-Q1") == 0)
    #expect(result.value("projects_started", "2015-Q1") == 0)
  }
}
