import Support
import Testing
import Vocabulary

/// Real figures: what the sources say must come out.
@Suite("Published figures")
struct PublishedTests {
  private func run(_ period: String, asOf: String? = nil) throws -> (Scene, Scene.Run) {
    let scene = try Scene()
    return (scene, try scene.run(period, asOf: asOf, returns: repository + "/samples/published"))
  }

  @Test("2018: 23 net of 25 gross, an overlap of 2")
  func year2018() throws {
    let (_, result) = try run("2018")
    #expect(result.value("victims_identified", "2018") == 23)
    #expect(result.value("victims_identified_gross", "2018") == 25)
    #expect(result.value("victims_overlap", "2018") == 2)
    #expect(result.value("victims_identified_gross", "2018", member: "DROSA_MAJA") == 9)
    #expect(result.value("victims_identified", "2018", member: "VP") == 3)
    // VRS owes the table and is silent: the figure is provisional, and says so.
    let total = try #require(result.observation("victims_identified", "2018"))
    #expect(total.status == .provisional)
    #expect(total.membersReporting == 3 && total.membersExpected == 4)
    #expect(total.membersVoluntary == 1)
  }

  @Test("2018: the return in Latvian words and semicolons is read")
  func latvian() throws {
    let (_, result) = try run("2018")
    #expect(result.value("victims_identified_gross", "2018", ["exploitation": "LABOUR"]) == 6)
    #expect(result.value("victims_identified_gross", "2018", ["place": "GB"]) == 7)
    #expect(result.value("victims_identified_gross", "2018", ["sex": "_U"]) == 13)
  }

  @Test(
    "2017: every breakdown adds to 20",
    arguments: ["identified_by", "sex", "age_group", "citizenship", "exploitation", "place"])
  func year2017(dimension: String) throws {
    let (_, result) = try run("2017")
    let cells = result.split("victims_identified", "2017", by: dimension)
    #expect(cells.values.reduce(0, +) == 20)
    #expect(cells["_U"] == nil)
  }

  @Test("2017: 17 women and 3 men, 15 abroad, 8 sexual")
  func cells2017() throws {
    let (_, result) = try run("2017")
    #expect(result.split("victims_identified", "2017", by: "sex") == ["F": 17, "M": 3])
    #expect(
      result.split("victims_identified", "2017", by: "age_group") == ["ADULT": 17, "CHILD": 3])
    #expect(result.split("victims_identified", "2017", by: "place") == ["ABROAD": 15, "LV": 5])
    #expect(
      result.split("victims_identified", "2017", by: "exploitation")
        == ["SEXUAL": 8, "SHAM_MARRIAGE": 7, "LABOUR": 5])
  }

  @Test("2021: 53, 7 and 1 by exploitation, 49 and 12 by sex")
  func year2021() throws {
    let (_, result) = try run("2021")
    #expect(
      result.split("victims_identified", "2021", by: "exploitation")
        == ["LABOUR": 53, "SEXUAL": 7, "SHAM_MARRIAGE": 1])
    #expect(result.split("victims_identified", "2021", by: "sex") == ["M": 49, "F": 12])
  }

  @Test("2016 is 17 as of 2017 and 19 as of today, a revision of two")
  func vintages() throws {
    let (_, early) = try run("2016", asOf: "2017-12-31")
    #expect(early.value("victims_identified", "2016") == 17)
    let (_, late) = try run("2016")
    let total = try #require(late.observation("victims_identified", "2016"))
    #expect(total.value == 19)
    #expect(total.revision == 2)
  }

  @Test("The change from 2016 to 2017 is +1 in force and +3 on first vintages")
  func changes() throws {
    let (_, result) = try run("2017")
    #expect(result.change("victims_identified", "2017", .published)?.change == 1)
    #expect(result.change("victims_identified", "2017", .matched)?.change == 1)
    #expect(result.change("victims_identified", "2017", .firstVintage)?.change == 3)
  }

  @Test("What was not broken down is unknown, never zero")
  func notBrokenDown() throws {
    let (_, result) = try run("2016")
    let women = try #require(result.observation("victims_identified", "2016", ["sex": "F"]))
    #expect(women.value == nil)
    #expect(women.status == .missing)
    #expect(women.notes.contains(.notBrokenDown))
    #expect(result.value("victims_identified", "2016", ["sex": "_U"]) == 19)
  }

  @Test("From a national return to members' own no matched change is drawn")
  func scope() throws {
    let (_, result) = try run("2018")
    let matched = try #require(result.change("victims_identified", "2018", .matched))
    #expect(matched.change == nil && matched.status == .missing)
    #expect(matched.notes.contains(.scopeChanged))
  }
}
