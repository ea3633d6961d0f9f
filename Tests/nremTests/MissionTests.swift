import Foundation
import Support
import Testing

/// Every verb of the mission on the samples of all members, as the officer types them.
@Suite("Mission", .serialized)
struct MissionTests {
  /// A copy of the samples, since members' returns come in here.
  private static func office() throws -> Scene {
    let scene = try Scene()
    try FileManager.default.removeItem(atPath: scene.returns)
    try FileManager.default.copyItem(
      atPath: repository + "/samples/returns", toPath: scene.returns)
    try FileManager.default.removeItem(atPath: scene.returns + "/README.md")
    return scene
  }

  private func nrem(
    _ scene: Scene, _ words: String, ends code: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Tool.Ended {
    let ended = try Tool.run(
      words.split(separator: " ").map {
        $0.replacingOccurrences(of: "RETURNS", with: scene.returns)
          .replacingOccurrences(of: "OUTPUT", with: scene.output)
          .replacingOccurrences(of: "ROOT", with: scene.root)
      })
    #expect(ended.code == code, "\(words): \(ended.err)", sourceLocation: sourceLocation)
    return ended
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("From the template through a quarter to letters and minutes")
  func quarter() throws {
    let scene = try Self.office()
    _ = try nrem(
      scene, "template --member VP --period 2016-Q1 --returns RETURNS --output OUTPUT")
    let sheet = scene.output + "/templates/2016-Q1/VP/iesniegt/victims.csv"
    let header = try text(sheet).replacingOccurrences(of: "\u{FEFF}", with: "")
      .split(separator: "\r\n")[0]
    let good = ["status": "IDENTIFIED", "sex": "F", "count": "6"]
    let cells = header.split(separator: ";").map { good[String($0)] ?? "" }
    try "\(header)\r\n\(cells.joined(separator: ";"))\r\n".write(
      toFile: scene.root + "/VP_2016-Q1_victims.csv", atomically: true, encoding: .utf8)
    _ = try nrem(
      scene,
      "receive ROOT/VP_2016-Q1_victims.csv --received 2016-04-06 --returns RETURNS --output OUTPUT")
    #expect(
      FileManager.default.fileExists(
        atPath: scene.returns + "/2016-Q1/VP@2016-04-06/victims.csv"))

    let status = try nrem(scene, "status --period 2016-Q1 --returns RETURNS")
    #expect(status.out.contains("victims that members registered in 2015"))
    let chase = try nrem(scene, "chase --period 2016-Q1 --as-of 2016-04-20 --returns RETURNS")
    // The police weighs most, and has sent its victims alone.
    let missing = chase.out.split(separator: "\n").filter { $0.contains("not received") }
    #expect(missing.prefix(7).allSatisfy { $0.hasPrefix("VP ") && !$0.contains(" victims ") })
    #expect(missing.count == 162)
    _ = try nrem(scene, "validate RETURNS")

    try """
    adjusted_by,date,reason,path,line,column,expected,to
    A. Ozola,2016-04-10,agreed by telephone,2016-Q1/VP@2016-04-06/victims.csv,2,count,6,5

    """.write(toFile: scene.root + "/adjustments.csv", atomically: true, encoding: .utf8)
    let run = "run quarter-end --period 2016-Q1 --returns RETURNS --output OUTPUT"
    _ = try nrem(scene, run + " --as-of 2016-04-09")
    let adjusted = try nrem(
      scene, run + " --as-of 2016-04-18 --adjustments ROOT/adjustments.csv")
    #expect(adjusted.out.contains("Victims identified (net)"))
    let compared = try nrem(
      scene, "compare OUTPUT/quarter-end/2016-Q1@2016-04-09 OUTPUT/quarter-end/2016-Q1@2016-04-18",
      ends: 1)
    #expect(compared.out.contains("made with different adjustments"))
    #expect(compared.out.contains("6 P → 5 P"))

    _ = try nrem(
      scene,
      "letters --period 2016-Q1 --returns RETURNS --output OUTPUT --adjustments ROOT/adjustments.csv"
    )
    let letters = try FileManager.default.contentsOfDirectory(
      atPath: scene.output + "/letters/2016-Q1")
    #expect(letters.count == 2 * 24)
    #expect(try text(scene.output + "/letters/2016-Q1/VP.md").contains("| 5 |"))
    _ = try nrem(scene, "minutes --period 2016-Q1 --returns RETURNS --output OUTPUT")
    #expect(
      try text(scene.output + "/minutes/2016-Q1/minutes.lv.md").contains("2016. gada"))

    let withdrawn = try nrem(
      scene,
      "withdraw RETURNS/2016-Q1/VP@2016-04-06 --reason mistake --returns RETURNS --output OUTPUT")
    #expect(withdrawn.out.contains("letters/2016-Q1/VP.md"))
    #expect(
      !FileManager.default.fileExists(
        atPath: scene.returns + "/2016-Q1/VP@2016-04-06/victims.csv"))
    // The quarter stands as if nothing had come, and this is said.
    let after = try nrem(scene, run)
    #expect(after.out.contains("returns: 1299, in force 1298"))
    #expect(after.out.contains("O       0/4") || after.out.contains("O      0/4"))
  }

  @Test("The strategy's years and the legal output of the samples")
  func years() throws {
    let scene = try Self.office()
    let ended = try nrem(
      scene, "run evaluation --evaluation 2014..2015 --returns RETURNS --output OUTPUT")
    #expect(ended.out.contains("release: \(scene.output)/evaluation/2014..2015\n"))
    let rows = try text(scene.output + "/evaluation/2014..2015/internal/evaluation.csv")
      .split(separator: "\r\n")
    #expect(rows.count == 26)
    #expect(
      rows.contains { $0.hasPrefix("legislation_passed,") && $0.contains(",2014,2,,,2015,2,4,0,") })
    _ = try nrem(scene, "run quarter-end --period 2015-Q4 --returns RETURNS --output OUTPUT")
    let release = scene.output + "/quarter-end/2015-Q4/internal"
    let legal = try text(release + "/art19a-2015.csv").split(separator: "\r\n")
    #expect(Set(legal.dropFirst().map { $0.prefix(9) }).count == 7)
    #expect(try text(release + "/revisions.csv").contains(",amendment,VP,victims,2015-Q2,"))
    #expect(
      try text(release + "/cooperation.csv").contains("2015,campaigns,DROSA_MAJA,IEM,member,1"))
  }

  @Test("Every table of the return has rows in the samples, and every indicator a figure")
  func complete() throws {
    let scene = try Scene()
    let result = try scene.run("2015-Q4", returns: repository + "/samples/returns")
    for table in Scene.registry.tables {
      let returns = result.ledger.entries.filter { $0.return.table == table.name }
      #expect(returns.contains { !$0.return.isNil }, "\(table.name)")
      #expect(Set(returns.map(\.return.submission.period)).count == 8, "\(table.name)")
    }
    for indicator in Scene.registry.indicators {
      for year in ["2014", "2015"] {
        #expect(result.value(indicator.id, year) != nil, "\(indicator.id) \(year)")
      }
    }
  }
}
