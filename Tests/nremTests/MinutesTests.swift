import Foundation
import Support
import Testing
import Vocabulary

/// What lies before the members when they meet.
@Suite("Minutes")
struct MinutesTests {
  private let files = [
    "2014-Q1/VP@2014-04-08/victims.csv": "status,count\nIDENTIFIED,12\n",
    "2015-Q1/VP@2015-04-08/victims.csv":
      "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,9,2,MARTA\nIDENTIFIED,M,4,,\n",
    "2015-Q1/MARTA@2015-04-08/victims.csv": "status,count\nPRESUMED,5\nIDENTIFIED,3\n",
    "2015-Q1/VRS@2015-04-08/nil.csv": "table\nvictims\ncampaigns\n",
    "2015-Q1/DROSA_MAJA@2015-04-08/victims.csv": "status,sex\nIDENTIFIED,F\n",
    "2015-Q1/VP@2015-04-08/trainings.csv":
      "training_id,title,date,partners,participants\nT-1,Apmācības kopā,2015-02-03,VRS,20\n",
    "2015-Q1/RIGA@2015-04-12/trainings.csv": """
    training_id,title,date,partners,participants
    T-1,Apmācības kopā,2015-02-03,LT:Caritas|Skola Nr. 5,24
    T-2,Apmācības vienas,2015-03-03,EE:Politsei,7

    """,
    "2015-Q1/NVA@2015-04-08/campaigns.csv": """
    campaign_id,audience,title,start,end
    K-1,YOUTH,Zvaniet 67123456,2015-02-01,2015-03-01
    K-2,YOUTH,Neklusē,2015-02-01,
    K-2,EMPLOYERS,Neklusē,2015-02-01,

    """,
  ]

  private func minutes(
    _ scene: Scene, _ words: [String] = ["--period", "2015-Q1"]
  ) throws -> [String: String] {
    let ended = try Tool.run(
      ["minutes", "--returns", scene.returns, "--output", scene.output] + words)
    #expect(ended.code == 0 && ended.err.isEmpty, "\(ended.err)")
    let folder = ended.out.trimmingCharacters(in: .newlines)
    var found: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      found[name] = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }
    return found
  }

  /// The lines under a heading, up to the next of its level or above.
  private func section(_ text: String, _ heading: String) throws -> [String] {
    let lines = text.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: heading), "\(heading)")
    let level = heading.prefix { $0 == "#" }.count
    return Array(
      lines[(start + 1)...].prefix { line in
        let other = line.prefix { $0 == "#" }.count
        return other == 0 || other > level
      })
  }

  @Test("There is a document in each language, with the agenda, the day and room to write")
  func skeleton() throws {
    let made = try minutes(Scene(files))
    #expect(
      made.keys.sorted() == [
        "minutes.en.html", "minutes.en.md", "minutes.lv.html", "minutes.lv.md",
      ])
    let (en, lv) = (try #require(made["minutes.en.md"]), try #require(made["minutes.lv.md"]))
    #expect(en.hasPrefix("# Minutes of the working group: quarter 1 of 2015\n"))
    #expect(en.contains("Day of the meeting: 2015-04-25"))
    #expect(lv.contains("Sanāksmes diena: 2015-04-25"))
    #expect(lv.contains("nepublicēt un neizplatīt ārpus darba grupas"))
    let key =
      /\b(column|figure|item|signature|challenges)-[a-z]|\bstate-(nil|partial|rejected|received|not)/
    #expect(made.values.allSatisfy { $0.firstMatch(of: key) == nil })
    let items = try section(en, "## Agenda").filter { !$0.isEmpty }
    #expect(items.count == 8 && items[0] == "1. Opening of the meeting")
    let headings = en.components(separatedBy: "\n").filter { $0.hasPrefix("## ") }
    #expect(
      headings == [
        "## Agenda", "## 1\\. Opening of the meeting", "## 2\\. Minutes of the last meeting",
        "## 3\\. Members' reports", "## 4\\. Figures of the quarter", "## 5\\. Challenges raised",
        "## 6\\. Future plans, and how plans stand", "## 7\\. Decisions",
        "## 8\\. Any other business", "## Signatures",
      ])
    let decisions = try section(en, "## 7\\. Decisions").filter { !$0.isEmpty }
    #expect(Set(decisions) == ["Decided:", "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_"])
    #expect(try section(en, "## Signatures").filter { $0.hasPrefix("\\_") }.count == 2)
    #expect(made["minutes.lv.html"]!.contains("<html lang=\"lv\">"))
    #expect(made["minutes.en.html"]!.contains("<ol>"))
  }

  @Test("The response is one sentence, and agrees with the status")
  func response() throws {
    let scene = try Scene(files)
    let en = try #require(minutes(scene)["minutes.en.md"])
    let status = try Tool.run(["status", "--period", "2015-Q1", "--returns", scene.returns])
    let line = try #require(
      status.out.components(separatedBy: "\n").first { $0.hasPrefix("Owed returns in force: ") })
    let rate = line.dropFirst("Owed returns in force: ".count)
    #expect(en.contains("Owed returns in force on 2015-04-12: \(rate); of these received on time:"))
  }

  @Test("A joint event stands once, with everybody credited and the people as they are counted")
  func joint() throws {
    let en = try #require(minutes(Scene(files))["minutes.en.md"])
    #expect(en.components(separatedBy: "Apmācības kopā").count == 2)
    let joint = try section(en, "### Joint events")
    #expect(
      joint.contains(
        "| Apmācības kopā | 2015-02-03 | State Police; State Border Guard; Riga City Council; "
          + "LT:Caritas; Skola Nr. 5 | 24 |"))
    // With a partner abroad alone it is the member's own.
    let riga = try section(en, "### Riga City Council")
    #expect(riga.contains("| Apmācības vienas | 2015-03-03 | Riga City Council; EE:Politsei | 7 |"))
    for heading in ["### Riga City Council", "### State Police", "### State Border Guard"] {
      #expect(try section(en, heading).contains("Takes part in joint events (see above): 1."))
    }
  }

  @Test(
    "Members stand in the order of the register, each with what it returned and what it did not")
  func members() throws {
    let en = try #require(minutes(Scene(files))["minutes.en.md"])
    let names = Scene.registry.members.filter {
      $0.validity.contains(CalendarDay(iso: "2015-03-31")!)
    }.map { "### " + $0.name.en }
    let headings = en.components(separatedBy: "\n").filter { $0.hasPrefix("### ") }
    #expect(Array(headings.drop { $0 != names[0] }.prefix(names.count)) == names)
    let police = try section(en, "### State Police")
    #expect(police.contains("| Group | Persons | Already counted by another member |"))
    #expect(police.contains("| identified victim | 13 | 2 |"))
    let marta = try section(en, "### Resource Centre for Women \"Marta\"")
    #expect(marta.contains("| presumed victim | 5 |"))
    let guards = try section(en, "### State Border Guard").joined()
    #expect(guards.contains("nothing to report: Victims of trafficking in human beings, Awareness"))
    #expect(guards.contains("Trainings – not received"))
    let shelter = try section(en, "### Shelter \"Safe House\"").joined()
    #expect(shelter.contains("Victims of trafficking in human beings – rejected"))
    let agency = try section(en, "### State Employment Agency")
    #expect(
      agency.contains(
        "| Neklusē | 2015-02-01 | State Employment Agency | young people; employers |")
        || agency.contains { $0.hasPrefix("| Neklusē | 2015-02-01 | State Employment Agency | ") })
    #expect(agency.contains { $0.hasPrefix("| ••• | 2015-02-01 – 2015-03-01 |") })
    #expect(!en.contains("67123456"))
  }

  @Test("The figures are those of the release")
  func figures() throws {
    let scene = try Scene(files)
    let en = try #require(minutes(scene)["minutes.en.md"])
    let rows = try section(en, "## 4\\. Figures of the quarter")
    let run = try scene.run("2015-Q1")
    #expect(run.value("victims_identified", "2015-Q1") == 14)
    #expect(
      rows.contains(
        "| Victims identified (net) | 14 | partial: not every return is in force, or one leaves this out | 12 | "
          + "\\+2 (+16.7 %) | 3/4 | one side is partial |"))
    for indicator in Scene.pipeline.indicators.compactMap(Scene.registry.indicator)
    where !indicator.isInternal {
      let row = try #require(
        rows.first { $0.hasPrefix("| \(indicator.title.en) | ") }, "\(indicator.id)")
      let value = run.value(indicator.id, "2015-Q1").map(indicator.written) ?? "–"
      let shown = row.components(separatedBy: " | ")[1]
        .replacingOccurrences(of: " EUR", with: "").replacingOccurrences(of: " %", with: "%")
      #expect(shown == value, "\(indicator.id)")
    }
  }

  @Test("Challenges stand by area and plans with their members, contacts nowhere")
  func registers() throws {
    guard Scene.registry.table("plans") != nil, Scene.registry.table("challenges") != nil else {
      return
    }
    var files = files
    let long = String(repeating: "gari ", count: 100) + "beigas"
    files["2015-Q1/MARTA@2015-04-08/challenges.csv"] = """
      challenge_id,area,severity,text,proposed_action,status
      1,FUNDING,HIGH,\(long),Piešķirt vairāk,OPEN
      2,IDENTIFICATION,LOW,Īsi,,OPEN

      """
    files["2015-Q1/VP@2015-04-08/challenges.csv"] =
      "challenge_id,area,severity,text,status\n1,FUNDING,,Policijai,OPEN\n"
    files["2015-Q1/KM@2015-04-08/challenges.csv"] =
      "challenge_id,area,severity,text,status\n1,FUNDING,LOW,Zvaniet 67123456,OPEN\n"
    files["2015-Q1/MARTA@2015-04-08/plans.csv"] =
      "plan_id,title,responsible,due,status\nP-1,Plāns,MARTA,2015-12-31,PLANNED\n"
    let en = try #require(minutes(Scene(files))["minutes.en.md"])
    let list = Scene.registry.codeLists["CHALLENGE_AREA"]!
    let area = "### Area: \(list.codes[Int(list.ordinal(of: "FUNDING")!)].label.en)"
    let rows = try section(en, area).filter { $0.hasPrefix("| ") }
    #expect(rows.count == 4)
    // The police stand before MARTA in the register; a long text is not cut.
    #expect(rows[2].hasPrefix("| State Police | Policijai | – |"))
    #expect(rows[3].contains("beigas | ") && rows[3].contains("| Piešķirt vairāk |"))
    let plans = try section(en, "### Resource Centre for Women \"Marta\"")
    #expect(plans.contains { $0.hasPrefix("| Plāns | MARTA | 2015-12-31 | ") })
    #expect(
      try section(en, "## 6\\. Future plans, and how plans stand").contains {
        $0.hasSuffix(" | 1 |")
      })
    // The return with a telephone number is refused, and so is said to be missing.
    #expect(!en.contains("67123456") && !en.contains("Zvaniet"))
    #expect(try section(en, "### Ministry of Culture").joined().contains("Challenges – rejected"))
  }

  @Test("Minutes are the same every time; of what never came there are none")
  func deterministic() throws {
    let scene = try Scene(files)
    let first = try minutes(scene)
    #expect(try first == minutes(scene, ["--jobs", "1"]))
    #expect(!first.values.contains { $0.contains(scene.root) })
    let words = ["--returns", scene.returns, "--output", scene.output]
    #expect(try Tool.run(["minutes", "--period", "2015"] + words).code == 64)
    let none = try Tool.run(["minutes", "--period", "2013-Q1"] + words)
    #expect(none.code == 2 && none.err.contains("there are no returns for 2013-Q1"))
  }
}
