import Support
import Testing
import Vocabulary

/// What members write, and what is read: every conversion is a note.
@Suite("Conversions")
struct ConversionTests {
  private func notes(_ scene: Scene) throws -> [String] {
    let result = try scene.run("2015-Q1")
    return result.ledger.findings.filter { $0.severity == .note }.map {
      Scene.registry.wordings.message($0)
    }
  }

  @Test("Latvian headers and words in any case, gender and number")
  func latvian() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv":
        "Statuss;Dzimums;Vecuma grupa;Skaits\r\nIdentificēti;SIEVIETES; nepilngadīga ;3\r\n"
    ])
    let result = try scene.run("2015-Q1")
    #expect(result.value("victims_identified", "2015-Q1", ["sex": "F"]) == 3)
    #expect(result.value("victims_identified", "2015-Q1", ["age_group": "CHILD"]) == 3)
    let said = try notes(scene)
    #expect(said.contains("“SIEVIETES” was read as F"))
    #expect(said.contains("the header “Skaits” was read as count"))
    #expect(said.contains("the delimiter was taken to be semicolon"))
  }

  @Test("A conversion made in many rows is one note that counts them")
  func once() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv":
        "status,sex,age_group,count\nIDENTIFIED,sieviete,CHILD,1\nIDENTIFIED,sieviete,ADULT,2\n"
    ])
    let notes = try scene.run("2015-Q1").ledger.findings.filter { $0.kind == "converted-wording" }
    #expect(notes.count == 1 && notes.first?.occurrences == 2)
    #expect(notes.first?.address.line == 2)
  }

  @Test(
    "Dates are read as desks write them",
    arguments: ["2015-02-03", "03.02.2015.", "03.02.2015", "3.2.2015.", "2015. gada 3. februāris"])
  func dates(text: String) throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/trainings.csv":
        "training_id,profession,title,date,hours,participants\nTR-1,POLICE,Signs,\(text),8,5\n"
    ])
    // The last form is no date of the return: it rejects the row and nothing is guessed.
    if text.contains("gada") {
      #expect(try scene.findings(above: .hard).contains("trainings.date.type:2"))
    } else {
      #expect(try scene.run("2015-Q1").value("trainings", "2015-Q1") == 1)
    }
  }

  @Test(
    "Amounts with a decimal comma and blanks between thousands are exact",
    arguments: [
      ("1 234,50", 123_450), ("1234.5", 123_450), ("0,07", 7), ("12", 1_200),
      ("1.250,50", 125_050), ("1,250.50", 125_050), ("12.345.678,9", 1_234_567_890),
    ])
  func amounts(text: String, hundredths: Int) throws {
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/campaigns.csv":
        "campaign_id;audience;exploitation;title;start;cost;currency\nCA-1;YOUTH;LABOUR;Eyes;2015-02-01;\(text);EUR\n"
    ]).run("2015-Q1")
    let campaign = result.collection.find(
      table: "campaigns", member: "MARTA", period: ReferencePeriod("2015-Q1")!)
    let column = try #require(Scene.registry.table("campaigns")?.index(of: "cost"))
    #expect(campaign?.rows.numbers[column] == [Int64(hundredths)])
  }

  @Test(
    "Counts that are none",
    arguments: [
      "1.5", "3x", "1e3", "٣", "--1", "+", "99999999999999999999", "1.000", "1,000", "1.25,5",
    ])
  func counts(text: String) throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,count\nIDENTIFIED,2\nPRESUMED,\"\(text)\"\n"
    ])
    #expect(try scene.findings(above: .hard).contains("victims.count.type:3"))
  }

  @Test("An unknown wording suggests the nearest codes")
  func suggestion() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,exploitation,count\nIDENTIFIED,LABUOR,2\n"
    ])
    let findings = try scene.run("2015-Q1").ledger.findings
    let finding = try #require(findings.first { $0.kind == "known-code-kept" })
    #expect(Scene.registry.wordings.hint(finding) == "nearest: LABOUR")
  }
}
