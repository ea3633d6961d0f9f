import Foundation
import Pipelines
import Support
import Testing
import Trials
import Vocabulary

/// Whatever comes in, no row is lost, invented or counted twice.
@Suite("Conservation")
struct ConservationTests {
  @Test("Rows read are rows accepted, rejected or superseded, on any damage", arguments: 1...12)
  func damaged(seed: UInt64) throws {
    let scene = try Scene()
    let source = repository + "/samples/returns"
    var chance = Chance(seed: seed)
    let shards: [[UInt8]] = [
      Array("\"".utf8), Array(",".utf8), Array("\n".utf8), Array("\r".utf8), [0], [0xFF],
      Array(";".utf8), Array("_T".utf8), Array("-1".utf8), Array("ž".utf8),
      Array("010190-11111".utf8),
    ]
    for case let name as String in FileManager.default.enumerator(atPath: source)!
    where name.hasSuffix(".csv") && name.hasPrefix("2015") {
      var bytes = Array(FileManager.default.contents(atPath: source + "/" + name)!)
      for _ in 0..<chance.below(4) where !bytes.isEmpty {
        let at = chance.below(bytes.count)
        if chance.oneIn(3) {
          bytes.remove(at: at)
        } else {
          bytes.insert(contentsOf: shards[chance.below(shards.count)], at: at)
        }
      }
      try scene.write(Data(bytes), to: name)
    }
    let result = try scene.run("2015-Q4", through: .disclose)
    #expect(result.ledger.rows.balances)
    for entry in result.ledger.entries {
      #expect(entry.rows.balances, "\(entry.return.path)")
      if entry.standing == .rejected { #expect(entry.rows.accepted == 0) }
      let isRejecting = entry.findings.contains { $0.severity == .reject }
      #expect(isRejecting == (entry.standing == .rejected), "\(entry.return.path)")
    }
    for o in result.summary?.observations ?? [] { #expect((o.value ?? 0) >= 0) }
    let other = try scene.run("2015-Q4", jobs: 1, plainPath: false)
    #expect(other.summary?.observations == result.summary?.observations)
  }

  @Test("A break in a series forbids all three forms of its change, and of no other")
  func breaks() throws {
    let folder = NSTemporaryDirectory() + "nrem-breaks-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: repository + "/pipelines", toPath: folder)
    try "period,indicator,reason_lv,reason_en\n2017,victims_identified,jauna metode,a new method\n"
      .write(toFile: folder + "/mechanism/breaks.csv", atomically: true, encoding: .utf8)
    let registry = try RegistryReader(path: folder).read()
    var settings = PipelineRun.Settings(
      returns: repository + "/samples/published", output: folder + "/output")
    settings.period = ReferencePeriod("2017")
    settings.through = .aggregate
    let result = try PipelineRun(registry: registry, settings: settings).run(
      registry.pipelines.first { $0.name == "quarter-end" }!)
    for basis in Basis.allCases {
      let change = try #require(result.change("victims_identified", "2017", basis))
      #expect(change.change == nil && change.status == .seriesBreak)
      #expect(change.notes.contains(.seriesBreak))
    }
    #expect(result.observation("victims_identified", "2017")?.status == .seriesBreak)
    #expect(result.change("victims_identified_gross", "2017", .published)?.change == 1)
  }

  @Test("Errors in the definitions name file and line")
  func definitions() throws {
    let folder = NSTemporaryDirectory() + "nrem-definitions-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: repository + "/pipelines", toPath: folder)
    func broken(_ file: String, _ old: String, _ new: String) throws -> String {
      let path = folder + "/" + file
      let good = try String(contentsOfFile: path, encoding: .utf8)
      #expect(good.contains(old))
      try good.replacingOccurrences(of: old, with: new)
        .write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? good.write(toFile: path, atomically: true, encoding: .utf8) }
      do {
        _ = try RegistryReader(path: folder).read()
        return "no error"
      } catch { return "\(error)".replacingOccurrences(of: folder + "/", with: "") }
    }
    #expect(
      try broken("return/rules/victims.yaml", "kind: unique-key", "kind: uniqe-key")
        == "return/rules/victims.yaml:2: the rule kind “uniqe-key” is not known; nearest: unique-key"
    )
    #expect(
      try broken("return/crosswalks/SEX.csv", "sievietes,F,", "sievietes,W,")
        .hasPrefix("return/crosswalks/SEX.csv:"))
    #expect(
      try broken("mechanism/obligations.csv", "VP,victims", "VP,victim")
        .contains("there is no table “victim”"))
    #expect(
      try broken(
        "mechanism/members.csv", "National Centre for Education,government_municipal",
        "National Centre for Education,goverment_municipal")
        == "mechanism/members.csv:15: kind is one of ministry, law_enforcement, "
        + "government_municipal, ngo, civil_society_partner")
    #expect(
      try broken("indicators/cooperation.yaml", "ngo", "ngos").contains("“ngos” is no kind"))
    #expect(
      try broken("mechanism/calendar.csv", "due_days,10", "due_days,20")
        .hasPrefix("mechanism/calendar.csv: returns are due before the cut-off"))
    let receipt = folder + "/documents/receipt.yaml"
    try FileManager.default.moveItem(atPath: receipt, toPath: folder + "/receipt")
    #expect(
      try broken("quarter-end.yaml", "- campaigns", "- campaigns")
        == "documents/receipt.yaml: is not there")
    try FileManager.default.moveItem(atPath: folder + "/receipt", toPath: receipt)
    #expect(
      try broken("quarter-end.yaml", "- campaigns", "- campains")
        .hasPrefix("quarter-end.yaml:"))
    #expect(
      try broken("return/tables/victims.yaml", "required: true", "requierd: true")
        .contains("the key “requierd” is not known; nearest: required"))
    #expect(try broken("wording/lv.yaml", "findings:", "findings: [").hasPrefix("wording/lv.yaml:"))
  }
}
