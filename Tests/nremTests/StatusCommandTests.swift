import Foundation
import Support
import Testing

/// Who has sent what, as the officer asks it.
@Suite("Status and chase")
struct StatusCommandTests {
  private let samples = ["--returns", "samples/returns"]

  @Test("status shows members by tables, and the response")
  func status() throws {
    let ended = try Tool.run(["status", "--period", "2015-Q1", "--as-of", "2016-01-10"] + samples)
    #expect(ended.code == 0 && ended.err.isEmpty)
    let lines = ended.out.components(separatedBy: "\n")
    #expect(lines[0] == "Returns for 2015-Q1, as of 2016-01-10")
    #expect(lines[1] == "due 2015-04-10, cut-off 2015-04-18, meeting 2015-04-25")
    let ministry = try #require(lines.first { $0.hasPrefix("  KM ") })
    #expect(ministry.contains("0+39"))
    #expect(lines.contains { $0.hasPrefix("Owed returns in force: ") })
    let weighted = lines.filter { $0.contains("weighted by the victims that members registered") }
    #expect(weighted.count == 2 && weighted[0].hasSuffix(": 100.0 %"))
    #expect(weighted.count == 2 && weighted[1].hasSuffix("(100.0 %)"))
  }

  @Test("Without --period it is the latest quarter for which something was received")
  func latest() throws {
    #expect(try Tool.run(["status"] + samples).out.hasPrefix("Returns for 2015-Q4"))
    let earlier = try Tool.run(["status", "--as-of", "2015-04-07"] + samples)
    #expect(earlier.out.hasPrefix("Returns for 2015-Q1, as of 2015-04-07"))
  }

  @Test("status as CSV has one line for each member and table, in either language")
  func csv() throws {
    let ended = try Tool.run(
      [
        "status", "--period", "2015-Q1", "--as-of", "2016-01-10", "--format", "csv", "--lang", "lv",
      ] + samples)
    let lines = ended.out.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    #expect(lines.count == 1 + 24 * Scene.registry.tables.count)
    #expect(
      lines.contains(
        "2015-Q1,2016-01-10,KM,Kultūras ministrija,ministry,campaigns,nil,1,0,2015-04-10,"
          + "2015-05-19,2015-05-19,39"))
    #expect(try Tool.run(["status", "--lang", "lv"] + samples).out.contains("termiņš 2016-01-10"))
  }

  @Test("chase names what is missing; before the day nothing is late")
  func chase() throws {
    let scene = try Scene(["2014-Q4/KM@2015-01-09/campaigns.csv": "rubbish\n"])
    let words = ["chase", "--period", "2015-Q1", "--returns", scene.returns, "--as-of"]
    func line(_ asOf: String) throws -> String {
      let ended = try Tool.run(words + [asOf])
      #expect(ended.code == 0 && ended.err.isEmpty)
      return try #require(
        ended.out.components(separatedBy: "\n").first { $0.hasPrefix("KM ") }
      ).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    let name = "2014-Q4 Ministry of Culture"
    #expect(try line("2015-04-10") == "KM campaigns not received 2015-04-10 not late yet \(name)")
    #expect(try line("2015-04-12") == "KM campaigns not received 2015-04-10 2 \(name)")
  }

  @Test("chase writes a file whole, and says nothing else")
  func file() throws {
    let scene = try Scene(["2014-Q4/KM@2015-01-09/campaigns.csv": "rubbish\n"])
    let path = scene.root + "/chase.csv"
    let words = ["chase", "--period", "2015-Q1", "--returns", scene.returns, "--format", "csv"]
    let ended = try Tool.run(words + ["--as-of", "2015-04-12", "--output", path])
    #expect(ended.code == 0 && ended.out.isEmpty && ended.err.isEmpty)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      text.contains(
        "2015-Q1,2015-04-12,KM,Ministry of Culture,campaigns,not-received,2015-04-10,2,,2014-Q4\r\n"
      ))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scene.root).sorted() == [
        "chase.csv", "returns",
      ])
    let nowhere = try Tool.run(words + ["--output", scene.root + "/none/chase.csv"])
    #expect(nowhere.code == 2 && nowhere.err.contains("No such file or directory"))
  }

  @Test("A period of which nothing came is all missing; halves are not returned")
  func empty() throws {
    let scene = try Scene()
    let ended = try Tool.run(["status", "--period", "2015-Q1", "--returns", scene.returns])
    #expect(ended.code == 0 && ended.out.contains("Owed returns in force: 0 of"))
    #expect(try Tool.run(["status", "--returns", scene.returns]).code == 2)
    #expect(try Tool.run(["status", "--period", "2015-S1"] + samples).code == 64)
    #expect(try Tool.run(["status", "--returns", scene.root + "/none"]).code == 2)
  }
}
