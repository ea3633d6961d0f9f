import Foundation
import Ingest
import Support
import Testing
import Vocabulary

/// Of which member, period and table a file is.
@Suite("Recogniser")
struct RecogniserTests {
  private let victims = "status,sex,count\nIDENTIFIED,F,3\n"

  private func recognise(
    _ name: String, _ text: String, _ given: Recogniser.Given = .init()
  ) throws -> Recogniser.Recognised {
    let scene = try Scene()
    try scene.write(text, to: "file")
    return try Recogniser(Scene.registry).recognise(
      name: name, at: scene.returns + "/file", shown: name, given: given)
  }

  private func problems(_ name: String, _ text: String) throws -> [String] {
    try recognise(name, text).problems.map(\.kind)
  }

  // MARK: Periods

  @Test(
    "A quarter is read however it is written, its year beside it",
    arguments: [
      "2015-Q1", "2015Q1", "2015_Q1", "Q1-2015", "q1 2015", "1.ceturksnis 2015",
      "2015. gada 1. ceturksnis", "2015.g. 1.cet.", "I ceturksnis 2015", "1. ceturkšņa 2015",
      "2015-Q1 2015-04-12", "12.04.2015 Q1 2015", "1Q2015", "2015-Q1 (Q1)",
      "2015. gada 1. ceturkšņa".decomposedStringWithCanonicalMapping,
    ])
  func quarter(name: String) throws {
    #expect(try recognise("VP victims \(name).csv", victims).period?.label == "2015-Q1")
  }

  @Test("Quarters have Roman numbers too")
  func roman() throws {
    for (number, roman) in ["I", "II", "III", "IV"].enumerated() {
      let found = try recognise("VP \(roman) ceturksnis 2016.csv", victims)
      #expect(found.period?.label == "2016-Q\(number + 1)")
    }
  }

  @Test(
    "What does not say one quarter with its year is not guessed",
    arguments: [
      "2015", "Q1", "Q1 2016-04-12", "Q4 10.01.2016", "Q1-Q3 2015", "2015-Q1 Q2", "2014-Q4 2015-Q1",
      "1.-2. ceturksnis 2015", "I–II ceturksnis 2015", "Q5 2015", "2015-Q0", "2014 Q1 2015",
      "gads 2015", "Q1 victims 2015",
    ])
  func noQuarter(name: String) throws {
    let found = try recognise("VP victims \(name).csv", victims)
    #expect(found.period == nil && found.problems.map(\.kind) == ["untold-period-unclear"])
  }

  @Test("The column period says a quarter or a year, if it says one")
  func periodColumn() throws {
    func rows(_ periods: [String]) -> String {
      "periods,status,count\n" + periods.map { "\($0),IDENTIFIED,1\n" }.joined()
    }
    #expect(try recognise("VP.csv", rows(["2015", "2015", ""])).period?.label == "2015")
    #expect(try recognise("VP.csv", rows(["2015-Q2", "2015-q2"])).period?.label == "2015-Q2")
    #expect(try recognise("VP 2015.csv", rows(["2015-Q2"])).period?.label == "2015-Q2")
    #expect(try problems("VP.csv", rows(["2015-Q1", "2015-Q2"])) == ["untold-periods-rows"])
    #expect(try problems("VP.csv", rows(["spring"])) == ["untold-period-unknown"])
    #expect(try problems("VP.csv", rows(["2015-S1"])) == ["untold-period-unknown"])
    #expect(
      try problems("VP 2015-Q1.csv", rows(["2015-Q2"])) == ["untold-period-contradicts"])
  }

  // MARK: Members

  @Test(
    "A member is told by its id or name, composed or decomposed, in any case but for short ids",
    arguments: [
      ("VP", "VP"), ("IEM_IC", "IEM_IC"), ("IEM IC", "IEM_IC"), ("IEM", "IEM"), ("marta", "MARTA"),
      ("Valsts policija", "VP"), ("valsts_policija", "VP"), ("State Police", "VP"),
      ("Rīgas pašvaldības policija", "RPP"), ("Rigas pasvaldibas policija", "RPP"),
      ("Resursu centrs sievietēm \"Marta\"", "MARTA"), ("Drošā māja", "DROSA_MAJA"),
      ("Iekšlietu ministrijas Informācijas centrs", "IEM_IC"), ("Iekšlietu ministrija", "IEM"),
      ("drosa-maja", "DROSA_MAJA"), ("NVO_5", "NVO_5"), ("VP Valsts policija", "VP"),
      ("Patvērums Drošā māja", "DROSA_MAJA"),
    ])
  func member(name: String, id: String) throws {
    for form in [
      name.precomposedStringWithCanonicalMapping, name.decomposedStringWithCanonicalMapping,
    ] {
      #expect(try recognise("\(form) 2015-Q1.csv", victims).member == id)
    }
  }

  @Test("Everyday words and times of day are no members, and of two nobody is guessed")
  func noMember() throws {
    #expect(try problems("em vm am 2015-Q1.csv", victims) == ["untold-member"])
    #expect(try problems("2015-Q1 at 10.15 AM.csv", victims) == ["untold-member"])
    #expect(try recognise("AM 2015-Q1.csv", victims).member == "AM")
    #expect(try recognise("2015-Q1 AM.csv", victims).member == "AM")
    #expect(try problems("VP VRS 2015-Q1.csv", victims) == ["untold-members"])
    #expect(try problems("VPN 2015-Q1.csv", victims) == ["untold-member"])
  }

  @Test("The column member says who, if it says one and no other than the name")
  func memberColumn() throws {
    func rows(_ members: [String]) -> String {
      "Iestāde;statuss;skaits\n" + members.map { "\($0);IDENTIFIED;1\n" }.joined()
    }
    let q1 = "upuri 2015-Q1.csv"
    #expect(try recognise(q1, rows(["VP", "Valsts policija", " vp ", ""])).member == "VP")
    #expect(try problems(q1, rows(["VP", "VRS"])) == ["untold-members-rows"])
    #expect(try problems(q1, rows(["Zemessardze"])) == ["untold-member-unknown"])
    #expect(try recognise("VP VRS " + q1, rows(["VRS"])).member == "VRS")
    #expect(try problems("VP " + q1, rows(["VRS"])) == ["untold-member-contradicts"])
    #expect(try problems("VP GP " + q1, rows(["VRS"])) == ["untold-member-contradicts"])
  }

  // MARK: Tables

  @Test("A table is told by its name or title in the file's name, or by its header")
  func table() throws {
    let justice = "law,stage,count\n154.1,SUSPECT,1\n"
    for (name, text, table) in [
      ("x", victims, "victims"), ("victims", victims, "victims"),
      ("x", justice, "criminal_justice"),
      ("Cilvēku tirdzniecības upuri", victims, "victims"),
      ("kriminalprocesi", justice, "criminal_justice"),
      ("Criminal-Justice", justice, "criminal_justice"),
      // The name holds where the header lacks something, so that the check can say what.
      ("victims", "status,sex\nIDENTIFIED,F\n", "victims"), ("victims", "", "victims"),
      // Of two names the header decides.
      ("projects of victims", victims, "victims"),
      ("x", "Kopsavilkums\n" + victims, "victims"), ("x", "table\nvictims\n", "nil"),
      ("nil", "tabula;member\nvictims;VP\n", "nil"), ("nil victims", "table\nvictims\n", "nil"),
    ] {
      let found = try recognise("VP \(name) 2015-Q1.csv", text)
      #expect(found.table == table && found.problems.isEmpty, "\(name)")
    }
  }

  @Test("Name and header must not contradict each other, and what fits several tables is asked")
  func noTable() throws {
    #expect(
      try recognise("VP campaigns 2015-Q1.csv", victims).problems
        == [
          Recogniser.Remark(
            "untold-table-contradicts",
            [.init("name", "campaigns"), .init("header", "victims")])
        ])
    #expect(try problems("VP 2015-Q1.csv", "a,b\n1,2\n") == ["untold-table"])
    #expect(try problems("VP 2015-Q1.csv", "") == ["untold-table"])
    #expect(try problems("VP projects victims 2015-Q1.csv", "a\n1\n") == ["untold-tables"])
    #expect(try problems("VP 2015-Q1.csv", "PK\u{3}\u{4}xxxx") == ["untold-no-text"])
    // Both tables' required columns, and as many of either.
    let both = "status,stage,law,count,sex,identified_by\n"
    #expect(try problems("VP 2015-Q1.csv", both) == ["untold-tables"])
    #expect(try recognise("VP victims 2015-Q1.csv", both).table == "victims")
  }

  // MARK: Given

  @Test("What is given holds, and that the name says something else is said")
  func given() throws {
    var given = Recogniser.Given()
    given.member = "MARTA"
    given.period = ReferencePeriod("2015")
    given.table = "campaigns"
    let found = try recognise("VP victims 2015-Q1.csv", victims, given)
    #expect(found.member == "MARTA" && found.period?.label == "2015" && found.table == "campaigns")
    #expect(found.remarks.map(\.kind) == ["given-member", "given-period"])
    #expect(found.problems.isEmpty)
  }

  @Test("A value that could be a personal code is not repeated")
  func masked() throws {
    let text = "member,period,status,count\n010190-11111,010190-11111,IDENTIFIED,1\n"
    let said = try recognise("victims.csv", text).problems
    #expect(said.map(\.kind) == ["untold-member-unknown", "untold-period-unknown"])
    #expect(said.allSatisfy { $0.parameters.map(\.value) == ["•••"] })
  }

  @Test("Every remark has its sentence in both languages, with nothing left unfilled")
  func sentences() throws {
    let source = try String(
      contentsOfFile: repository + "/Sources/Ingest/Recogniser.swift", encoding: .utf8)
    let pattern = try NSRegularExpression(pattern: #""((?:untold|given)-[a-z-]+)""#)
    let kinds = Set(
      pattern.matches(in: source, range: NSRange(source.startIndex..., in: source)).map {
        String(source[Range($0.range(at: 1), in: source)!])
      })
    #expect(kinds.count > 15)
    #expect(kinds.allSatisfy { Scene.registry.wordings.console[$0] != nil })
  }
}
