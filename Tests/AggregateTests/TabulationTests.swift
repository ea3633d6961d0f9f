import Aggregate
import Support
import Testing
import Vocabulary

/// How the rows of a return become totals and breakdowns.
@Suite("Tabulations")
struct TabulationTests {
  private func run(_ victims: String) throws -> Scene.Run {
    try Scene(["2015/VP@2016-01-10/victims.csv": victims]).run("2015")
  }

  @Test("The row with the empty pattern gives the total")
  func totalRow() throws {
    let result = try run("status,sex,count\nIDENTIFIED,_T,7\nIDENTIFIED,F,4\nIDENTIFIED,M,2\n")
    #expect(result.value("victims_identified", "2015") == 7)
    #expect(result.split("victims_identified", "2015", by: "sex") == ["F": 4, "M": 2, "_U": 1])
    let women = result.observation("victims_identified", "2015", ["sex": "F"])
    #expect(women?.notes.contains(.notBrokenDown) == true)
  }

  @Test("Without one the greatest tabulation does")
  func greatest() throws {
    let result = try run(
      "status,sex,exploitation,count\nIDENTIFIED,F,_T,3\nIDENTIFIED,M,_T,2\nIDENTIFIED,_T,LABOUR,4\n"
    )
    #expect(result.value("victims_identified", "2015") == 5)
    #expect(
      result.split("victims_identified", "2015", by: "exploitation") == ["LABOUR": 4, "_U": 1])
  }

  @Test("A tabulation with a blank count never gives the total")
  func blank() throws {
    let result = try run(
      "status,sex,exploitation,count\nIDENTIFIED,F,_T,9\nIDENTIFIED,M,_T,\nIDENTIFIED,_T,LABOUR,4\n"
    )
    #expect(result.value("victims_identified", "2015") == 4)
    #expect(result.observation("victims_identified", "2015", ["sex": "M"])?.value == nil)
  }

  @Test("A finer tabulation serves for its margins, and the rest is summed away")
  func margins() throws {
    let result = try run(
      "status,sex,age_group,count\nIDENTIFIED,F,ADULT,3\nIDENTIFIED,F,CHILD,1\nIDENTIFIED,M,ADULT,2\n"
    )
    #expect(result.value("victims_identified", "2015") == 6)
    #expect(result.split("victims_identified", "2015", by: "sex") == ["F": 4, "M": 2])
    #expect(
      result.split("victims_identified", "2015", by: "age_group") == ["ADULT": 5, "CHILD": 1])
    #expect(result.value("victims_identified", "2015", ["sex": "F", "age_group": "CHILD"]) == 1)
  }

  @Test("A wrong code loses no person: it counts as unknown")
  func wrongCode() throws {
    let result = try run("status,sex,count\nIDENTIFIED,F,3\nIDENTIFIED,Q,2\n")
    #expect(result.value("victims_identified", "2015") == 5)
    #expect(result.split("victims_identified", "2015", by: "sex") == ["F": 3, "_U": 2])
  }

  @Test("A wrong count rejects its tabulation while another serves")
  func wrongCount() throws {
    let result = try run(
      "status,sex,exploitation,count\nIDENTIFIED,F,_T,3\nIDENTIFIED,M,_T,x\nIDENTIFIED,_T,LABOUR,4\n"
    )
    #expect(result.value("victims_identified", "2015") == 4)
    #expect(result.split("victims_identified", "2015", by: "sex") == ["_U": 4])
    let none = try Scene([
      "2015/VP@2016-01-10/victims.csv": "status,sex,count\nIDENTIFIED,F,3\nIDENTIFIED,M,x\n",
      "2015/MARTA@2016-01-10/victims.csv": "status,count\nIDENTIFIED,1\n",
    ]).run("2015")
    #expect(none.value("victims_identified", "2015") == 1)
    #expect(none.ledger.rows == RowAccount(read: 3, accepted: 1, rejected: 2))
  }

  @Test("A group without a row is not reported; only nil makes it zero")
  func groups() throws {
    let result = try run("status,count\nIDENTIFIED,3\n")
    #expect(result.value("victims_presumed", "2015") == nil)
    #expect(result.observation("victims_presumed", "2015")?.status == .missing)
    let empty = try Scene(["2015/VP@2016-01-10/nil.csv": "table\nvictims\n"]).run("2015")
    #expect(empty.value("victims_presumed", "2015") == 0)
  }
}

@Suite("Overlaps")
struct OverlapTests {
  private let marta = "status,sex,count\nIDENTIFIED,F,4\n"

  @Test("An overlap is taken off where the member named has a return in force")
  func confirmed() throws {
    let result = try Scene([
      "2015/MARTA@2016-01-10/victims.csv": marta,
      "2015/VP@2016-01-10/victims.csv":
        "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,5,2,MARTA\n",
    ]).run("2015")
    #expect(result.value("victims_identified_gross", "2015") == 9)
    #expect(result.value("victims_identified", "2015") == 7)
    #expect(result.value("victims_identified", "2015", ["sex": "F"]) == 7)
    #expect(result.value("victims_overlap", "2015", ["sex": "F"]) == 2)
  }

  @Test("It is held where that member is silent")
  func held() throws {
    let result = try Scene([
      "2015/VP@2016-01-10/victims.csv":
        "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,5,2,MARTA\n"
    ]).run("2015")
    let net = try #require(result.observation("victims_identified", "2015"))
    #expect(net.value == 5)
    #expect(net.notes.contains(.overlapUnconfirmed))
  }

  @Test(
    "Declared by both it is taken off once, the larger; of equal ones that of the later in the register",
    arguments: [(2, 1, "VP"), (1, 2, "MARTA"), (1, 1, "MARTA")])
  func declaredByBoth(ofVP: Int, ofMARTA: Int, counted: String) throws {
    func counts(_ count: Int, _ overlap: Int, _ with: String) -> String {
      "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,\(count),\(overlap),\(with)\n"
    }
    let result = try Scene([
      "2015/MARTA@2016-01-10/victims.csv": counts(4, ofMARTA, "VP"),
      "2015/VP@2016-01-10/victims.csv": counts(5, ofVP, "MARTA"),
    ]).run("2015")
    #expect(result.value("victims_identified_gross", "2015") == 9)
    let net = try #require(result.observation("victims_identified", "2015"))
    #expect(net.value == 9 - max(ofVP, ofMARTA))
    #expect(net.notes.contains(.overlapUnconfirmed))
    #expect(result.value("victims_overlap", "2015") == max(ofVP, ofMARTA))
    let asked = result.ledger.findings.filter { $0.rule == "victims.overlap-declared-once" }
    #expect(Set(asked.map { $0.path.contains("/MARTA@") }) == [true, false])
    let explainer = Explainer(registry: Scene.registry, collection: result.collection)
    let victims = try #require(Scene.registry.indicator("victims_identified"))
    let answer = try #require(explainer.explain(victims, ReferencePeriod("2015")!, cell: []))
    #expect(answer.traces.filter { $0.value < 0 }.map(\.member) == [counted])
  }

  @Test("An overlap with a member of which only the year is known is held in the quarter")
  func annualPartner() throws {
    let files = [
      "2015-Q3/VP@2015-10-08/victims.csv": "status,sex,count\nIDENTIFIED,F,1\n",
      "2015-Q4/VP@2016-01-08/victims.csv":
        "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,6,2,DROSA_MAJA\n",
      "2015/DROSA_MAJA@2016-01-09/victims.csv": "status,sex,count\nIDENTIFIED,F,20\n",
    ]
    let quarter = try Scene(files).run("2015-Q4")
    for (period, value) in [("2015-Q4", 6), ("2015-S2", 7)] {
      let net = try #require(quarter.observation("victims_identified", period))
      #expect(net.value == value && net.notes.contains(.overlapUnconfirmed))
    }
    let year = try #require(try Scene(files).run("2015").observation("victims_identified", "2015"))
    #expect(year.value == 1 + 6 + 20 - 2 && !year.notes.contains(.overlapUnconfirmed))
  }

  @Test("One held beside one taken off: the walk adds up, and the changes say that one is held")
  func mixed() throws {
    var files: [String: String] = [:]
    for year in [2014, 2015] {
      files["\(year)-Q1/VP@\(year)-04-08/victims.csv"] =
        "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,9,3,LM\nIDENTIFIED,M,5,2,MARTA\n"
      files["\(year)-Q1/MARTA@\(year)-04-08/victims.csv"] = marta
    }
    let result = try Scene(files).run("2015-Q1")
    let explainer = Explainer(registry: Scene.registry, collection: result.collection)
    for (id, value) in [("victims_identified", 16), ("victims_overlap", 2)] {
      #expect(result.value(id, "2015-Q1") == value)
      let indicator = try #require(Scene.registry.indicator(id))
      let answer = try #require(explainer.explain(indicator, ReferencePeriod("2015-Q1")!, cell: []))
      #expect(answer.traces.reduce(0) { $0 + $1.value } == value)
    }
    for basis in Basis.allCases {
      let change = try #require(result.change("victims_identified", "2015-Q1", basis))
      #expect(change.notes.contains(.overlapUnconfirmed))
    }
  }

  @Test("Where it cannot be placed in a breakdown no net of that breakdown is published")
  func unplaced() throws {
    let result = try Scene([
      "2015/MARTA@2016-01-10/victims.csv": marta,
      "2015/VP@2016-01-10/victims.csv": """
      status,sex,count,overlap_count,overlap_with
      IDENTIFIED,_T,5,2,MARTA
      IDENTIFIED,F,3,,
      IDENTIFIED,M,2,,

      """,
    ]).run("2015")
    #expect(result.value("victims_identified", "2015") == 7)
    let women = try #require(result.observation("victims_identified", "2015", ["sex": "F"]))
    #expect(women.value == nil)
    #expect(women.notes.contains(.overlapUnplaced))
    #expect(result.value("victims_identified_gross", "2015", ["sex": "F"]) == 7)
  }
}
