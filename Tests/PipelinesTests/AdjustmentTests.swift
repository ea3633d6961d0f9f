import Foundation
import Support
import Testing
import Vocabulary

/// An officer adjusts beside the returns, never in them.
@Suite("Adjustments")
struct AdjustmentTests {
  private static let header = "adjusted_by,date,reason,path,line,column,expected,to\n"
  private static let path = "2015-Q1/VP@2015-04-08/victims.csv"

  private func scene(_ adjustments: String) throws -> Scene {
    let scene = try Scene([
      Self.path: "status,sex,count\nIDENTIFIED,F,4\nIDENTIFIED,Q,1\n",
      "2015-Q1/MARTA@2015-04-08/victims.csv": "status,sex,count\nIDENTIFIED,F,1\n",
    ])
    try (Self.header + adjustments).write(
      toFile: scene.root + "/adjustments.csv", atomically: true, encoding: .utf8)
    return scene
  }

  private func run(_ scene: Scene, asOf: String = "2015-06-01") throws -> Scene.Run {
    try scene.run(
      "2015-Q1", asOf: asOf, through: .export, adjustments: scene.root + "/adjustments.csv")
  }

  @Test("A value and a code are taken instead; the release shows who, why and what")
  func applied() throws {
    let scene = try scene(
      "A. Ozola,2015-05-04,by telephone,\(Self.path),2,count,4,3\n"
        + "A. Ozola,2015-05-04,by telephone,\(Self.path),3,sex,Q,M\n")
    let result = try run(scene)
    #expect(result.value("victims_identified", "2015-Q1") == 5)
    #expect(result.split("victims_identified", "2015-Q1", by: "sex") == ["F": 4, "M": 1])
    #expect(result.observation("victims_identified", "2015-Q1")?.notes.contains(.adjusted) == true)
    #expect(result.observation("campaigns", "2015-Q1")?.notes.contains(.adjusted) == false)
    // A code that was wrong is right now, and nothing is found about it.
    #expect(result.ledger.findings.filter { $0.severity == .hard }.isEmpty)
    let release = try #require(result.release)
    let shown = try String(
      contentsOfFile: release + "/internal/adjustments.csv", encoding: .utf8)
    #expect(
      shown.contains("A. Ozola,2015-05-04,by telephone,\(Self.path),2,count,4,3,applied\r\n"))
    let manifest = try String(
      contentsOfFile: release + "/internal/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"adjustments\""))
    // The return itself is as it was.
    #expect(
      try String(contentsOfFile: scene.returns + "/" + Self.path, encoding: .utf8)
        .contains("IDENTIFIED,F,4"))
  }

  @Test("An adjusted cell is held to the rules like any other")
  func checked() throws {
    let scene = try scene("A. Ozola,2015-05-04,slip,\(Self.path),2,count,4,-4\n")
    let result = try run(scene)
    #expect(result.ledger.findings.contains { $0.rule == "victims.count.minimum" })
  }

  @Test("One made after the day that is looked at has no part in it")
  func later() throws {
    let scene = try scene("A. Ozola,2015-05-04,by telephone,\(Self.path),2,count,4,3\n")
    let result = try run(scene, asOf: "2015-05-03")
    #expect(result.value("victims_identified", "2015-Q1") == 6)
    #expect(result.annex.adjustments.isEmpty)
  }

  @Test("One of a return that another took the place of is shown as superseded")
  func superseded() throws {
    let scene = try scene("A. Ozola,2015-05-04,by telephone,\(Self.path),2,count,4,3\n")
    try scene.write(
      "status,sex,count\nIDENTIFIED,F,9\n", to: "2015-Q1/VP@2015-05-20/victims.csv")
    let result = try run(scene)
    #expect(result.value("victims_identified", "2015-Q1") == 10)
    #expect(result.annex.adjustments.map(\.outcome) == [.superseded])
  }

  @Test(
    "What cannot be made stops the run with file and line",
    arguments: [
      ("A,2015-05-04,why,\(path),2,count,5,3", "holds “4” in count, not “5”"),
      ("A,2015-05-04,why,\(path),9,count,4,3", "has no record on line 9"),
      ("A,2015-05-04,why,\(path),2,shoes,4,3", "has no column “shoes”"),
      ("A,2015-05-04,why,\(path),2,place,,LV", "has no cell of place"),
      ("A,2015-05-04,why,\(path),2,sex,F,W", "“W” is no value of sex"),
      ("A,2015-05-04,why,2015-Q1/VP@2015-04-09/victims.csv,2,count,4,3", "there is no return"),
      (",2015-05-04,why,\(path),2,count,4,3", "the cell of “adjusted_by” is blank"),
      ("A,2015-05-04,,\(path),2,count,4,3", "the cell of “reason” is blank"),
      ("A,2015-05-04,sees 010190-11111,\(path),2,count,4,3", "a personal code stands in it"),
      (
        "A,2015-05-04,why,\(path),2,count,4,3\nA,2015-05-04,why,\(path),2,count,4,2",
        "the cell is adjusted on line 2 already"
      ),
    ])
  func refused(line: String, problem: String) throws {
    let scene = try scene(line + "\n")
    let ended = try Tool.run([
      "run", "quarter-end", "--returns", scene.returns, "--output", scene.output, "--period",
      "2015-Q1", "--as-of", "2015-06-01", "--adjustments", scene.root + "/adjustments.csv",
    ])
    #expect(ended.code == 2 && ended.out.isEmpty)
    #expect(ended.err.contains(problem), "\(ended.err)")
    #expect(!ended.err.contains("11111"))
    #expect(!FileManager.default.fileExists(atPath: scene.output + "/quarter-end"))
  }
}
