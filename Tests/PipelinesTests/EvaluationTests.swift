import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// Years of a strategy together, and what the law asks of a year.
@Suite("Evaluation")
struct EvaluationTests {
  private static let campaigns =
    "campaign_id,audience,exploitation,title,start\n"

  private static let files = [
    "2014/VP@2015-02-01/victims.csv": "status,count\nIDENTIFIED,12\n",
    "2015/VP@2016-02-01/victims.csv": "status,count\nIDENTIFIED,10\n",
    "2016/VP@2017-02-01/victims.csv": "status,count\nIDENTIFIED,18\n",
    "2014/MARTA@2015-02-01/campaigns.csv": campaigns + "C-1,YOUTH,LABOUR,Eyes,2014-02-01\n",
    "2016/MARTA@2017-02-01/campaigns.csv":
      campaigns + "C-2,YOUTH,LABOUR,Ears,2016-02-01\nC-3,YOUTH,LABOUR,Hands,2016-03-01\n",
  ]

  private func row(
    _ registry: Registry, _ indicator: String, _ files: [String: String] = files
  ) throws -> EvaluationRow {
    var settings = PipelineRun.Settings(returns: "", output: "")
    let scene = try Scene(files)
    settings.returns = scene.returns
    settings.period = ReferencePeriod("2014..2016")
    settings.through = .aggregate
    let result = try PipelineRun(registry: registry, settings: settings).run(
      registry.pipelines.first { $0.name == "evaluation" }!)
    return try #require(result.annex.evaluation.first { $0.indicator == indicator })
  }

  @Test("Base, actual, direction and all years together, without any target")
  func plain() throws {
    let victims = try row(Scene.registry, "victims_identified")
    #expect(victims.baseYear == 2014 && victims.base == 12)
    #expect(victims.actualYear == 2016 && victims.actual == 18 && victims.whole == 40)
    #expect(victims.change == 6 && victims.percentTenths == 500 && victims.direction == .up)
    // What nobody wants is neither reached nor missed.
    #expect(victims.wanted == nil && victims.isReached == nil)
    let campaigns = try row(Scene.registry, "campaigns")
    #expect(campaigns.base == 1 && campaigns.whole == 3 && campaigns.percentTenths == nil)
    #expect(campaigns.notes.contains(.baseUnderTen))
  }

  @Test("The share on time of a year that is not over is no actual figure")
  func openShare() throws {
    var files = Self.files
    files["2016/VP@2017-02-01/victims.csv"] = nil
    files["2016/MARTA@2017-02-01/campaigns.csv"] = nil
    files["2015/MARTA@2016-02-01/campaigns.csv"] =
      Self.campaigns + "C-4,YOUTH,LABOUR,Lips,2015-02-01\n"
    files["2016-Q1/VP@2016-04-12/victims.csv"] = "status,count\nIDENTIFIED,3\n"
    let share = try row(Scene.registry, "cooperation_on_time", files)
    #expect(share.actualYear == 2015)
  }

  @Test("A target as data is held against the actual figure; a break forbids the change")
  func target() throws {
    let folder = try definitions(
      targets: """
        campaigns,2014,,2016,2,up,Guidelines
        victims_identified,2014,20,2016,15,down,Guidelines

        """)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let registry = try RegistryReader(path: folder).read()
    let campaigns = try row(registry, "campaigns")
    #expect(campaigns.target == 2 && campaigns.wanted == .up && campaigns.isReached == true)
    let victims = try row(registry, "victims_identified")
    // The strategy's base is not what was returned of that year, which is said.
    #expect(victims.base == 20 && victims.change == -2 && victims.notes.contains(.baseDiffers))
    // Not all have sent it; more can only be more.
    #expect(victims.isReached == false && victims.status == .provisional)
    try "period,indicator,reason_lv,reason_en\n2015,victims_identified,jauna,new\n".write(
      toFile: folder + "/mechanism/breaks.csv", atomically: true, encoding: .utf8)
    // A break within the base year is one between it and what came after.
    try
      "period,indicator,reason_lv,reason_en\n2014-Q3,cooperation_on_time,jauna,new\n2014-Q3,campaigns,jauna,new\n"
      .write(toFile: folder + "/mechanism/breaks.csv", atomically: true, encoding: .utf8)
    #expect(try row(try RegistryReader(path: folder).read(), "campaigns").change == nil)
    try "period,indicator,reason_lv,reason_en\n2015,victims_identified,jauna,new\n".write(
      toFile: folder + "/mechanism/breaks.csv", atomically: true, encoding: .utf8)
    let broken = try row(try RegistryReader(path: folder).read(), "victims_identified")
    #expect(broken.change == nil && broken.direction == nil && broken.status == .seriesBreak)
    // What was counted in two ways is not added up.
    #expect(broken.whole == nil)
  }

  @Test("A year that is not over is no actual figure, and what is missing may decide otherwise")
  func unfinished() throws {
    var files = Self.files
    files["2016/VP@2017-02-01/victims.csv"] = nil
    files["2016/MARTA@2017-02-01/campaigns.csv"] = nil
    files["2016-Q1/VP@2016-04-08/victims.csv"] = "status,count\nIDENTIFIED,30\n"
    let victims = try row(Scene.registry, "victims_identified", files)
    #expect(victims.actualYear == 2015 && victims.actual == 10 && victims.direction == .down)
    let folder = try definitions(
      targets: "victims_identified,2014,,2015,9,down,G\ncampaigns,2014,,2016,5,up,G\n")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try row(RegistryReader(path: folder).read(), "victims_identified").isReached == false)
    let reachable = try definitions(targets: "victims_identified,2014,,2015,11,down,G\n")
    defer { try? FileManager.default.removeItem(atPath: reachable) }
    // Ten of one member are within eleven; of all four nobody knows.
    #expect(
      try row(RegistryReader(path: reachable).read(), "victims_identified", files).isReached == nil)
  }

  @Test(
    "Targets are written as the figure is, and what cannot be one is refused with its line",
    arguments: [
      ("budget_spent,2014,266.5,2016,1000,up,G", nil),
      ("cooperation_on_time,2014,80,2016,95.5,up,G", nil),
      ("budget_spent,2014,266.505,2016,,up,G", "is no base of this indicator"),
      ("campaigns,2014,1.5,2016,,up,G", "is no base of this indicator"),
      ("campaigns,2016,1,2014,2,up,G", "target_year is not after base_year"),
      ("campaigns,16,1,2018,2,up,G", "is no year"),
    ])
  func units(line: String, problem: String?) throws {
    let folder = try definitions(targets: line + "\n")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let target = try #require(try RegistryReader(path: folder).read().targets.first)
      #expect(problem == nil)
      #expect(target.base == (target.indicator == "budget_spent" ? 26_650 : 800))
    } catch let failure as DefinitionFailure {
      #expect(problem.map(failure.description.contains) ?? false, "\(failure)")
      #expect(failure.description.contains("targets.csv:2"))
    }
  }

  private func definitions(targets: String) throws -> String {
    let folder = NSTemporaryDirectory() + "nrem-targets-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: repository + "/pipelines", toPath: folder)
    try ("indicator,base_year,base,target_year,target,wanted,source\n" + targets)
      .write(toFile: folder + "/mechanism/targets.csv", atomically: true, encoding: .utf8)
    return folder
  }

  @Test("Halves and years to date can be asked for by themselves")
  func halves() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,count\nIDENTIFIED,4\n",
      "2015-Q2/VP@2015-07-08/victims.csv": "status,count\nIDENTIFIED,5\n",
    ])
    for (period, folder) in [("2015-S1", "2015-S1"), ("2015-YTD-Q2", "2015-YTD-Q2")] {
      let ended = try Tool.run([
        "run", "quarter-end", "--period", period, "--returns", scene.returns, "--output",
        scene.output,
      ])
      #expect(ended.code == 0 && ended.out.contains("/quarter-end/\(folder)\n"))
      #expect(ended.out.contains("\n\(period) "))
    }
    for words in [
      ["run", "evaluation", "--evaluation", "2015"], ["run", "evaluation"],
      ["run", "quarter-end", "--evaluation", "2014..2015"],
    ] {
      let ended = try Tool.run(words + ["--returns", scene.returns])
      #expect(ended.code == 64 && !ended.err.contains("Usage"))
    }
    #expect(
      try Tool.run(["run", "evaluation", "--evaluation", "2014..2015", "--period", "2015"]).code
        == 64)
  }

  @Test("What Article 19a asks for is filled from the returns; what is not collected is no zero")
  func legal() throws {
    let scene = try Scene([
      "2015/VP@2016-02-01/victims.csv":
        "status,sex,exploitation,count\nPRESUMED,F,SHAM_MARRIAGE,5\nIDENTIFIED,F,SHAM_MARRIAGE,3\n",
      "2015/MARTA@2016-02-01/victims.csv":
        "status,sex,exploitation,count\nIDENTIFIED,M,LABOUR,2\n",
      "2015/VP@2016-02-01/criminal_justice.csv": "law,stage,sex,count\n154.1,SUSPECT,M,2\n",
    ])
    let release = try #require(try scene.run("2015", through: .export).release)
    let path = release + "/internal/art19a-2015.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n")
    func cells(_ reference: String, _ breakdown: String, _ code: String) -> [String]? {
      lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        .first { $0[0] == reference && $0[4] == breakdown && $0[5] == code }
    }
    // Five presumed and two identified: of each return the larger.
    #expect(cells("19a(2)(a)", "", "")?[10] == "7")
    #expect(cells("19a(2)(a)", "sex", "F")?[10] == "5")
    let sham = try #require(cells("19a(2)(a)", "exploitation", "SHAM_MARRIAGE"))
    #expect(sham[9] == "other" && sham[10] == "5")
    #expect(cells("19a(2)(b)", "sex", "M")?[10] == "2")
    // Nobody returned convictions: no value, and not a zero.
    #expect(cells("19a(2)(e)", "", "")?[10...11] == ["", "O"])
    let decisions = try #require(lines.first { $0.hasPrefix("19a(2)(d)") })
    #expect(decisions.contains(",,L,") && decisions.contains("Not collected"))
    #expect(!FileManager.default.fileExists(atPath: release + "/public/art19a-2015.csv"))
  }
}
