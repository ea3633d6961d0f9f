import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// Each rule has three examples, named after it: one that breaks it, one that keeps it, and one in
/// which it cannot be decided.
@Suite("Rules")
struct RuleTests {
  static let rules = Scene.registry.rules.map(\.id)

  /// Rules that are decided of whatever was read.
  static let alwaysDecided: Set<String> = [
    // Every folder has a name, and every submission a member.
    "submission.folder-name", "member.registered", "submission.period-begun",
    "submission.period-over",
    // Of a submission of which it is not known what was withdrawn nothing is read.
    "submission.withdrawn",
  ]

  private func check(_ rule: String, _ kind: String) throws -> PathCheck.Result {
    try PathCheck(registry: Scene.registry, jobs: 1, plainPath: true)
      .check("\(repository)/samples/rules/\(rule)/\(kind)")
  }

  private func outcomes(_ result: PathCheck.Result, _ rule: String) -> Set<Outcome> {
    Set(result.ledger.entries.compactMap { $0.outcomes[rule] })
  }

  @Test("An example that breaks a rule lets it speak, in both languages", arguments: rules)
  func invalid(rule: String) throws {
    let result = try check(rule, "invalid")
    #expect(result.ledger.outcome(of: rule) == .violated)
    let found = result.ledger.findings.filter { $0.rule == rule }
    #expect(!found.isEmpty)
    for finding in found {
      for language in Language.allCases {
        let said = Scene.registry.wordings.message(finding, language: language)
        #expect(!said.contains("{") && said != finding.kind, "\(said)")
        let hint = Scene.registry.wordings.hint(finding, language: language) ?? ""
        #expect(!hint.contains("{"), "\(hint)")
      }
    }
    #expect(result.ledger.rows.balances)
  }

  @Test("Its nearest neighbour keeps it, and is accepted", arguments: rules)
  func valid(rule: String) throws {
    let result = try check(rule, "valid")
    #expect(result.ledger.findings.filter { $0.rule == rule }.isEmpty)
    let outcomes = outcomes(result, rule)
    #expect(outcomes.contains(.satisfied) && !outcomes.contains(.violated), "\(outcomes)")
    // Only a rejected row shows that another tabulation serves, or that another row is left.
    let needsRejected = rule.hasSuffix(".tabulation-serves") || rule == "file.rows-left"
    let worst: Severity = needsRejected ? .hard : .soft
    #expect(result.ledger.findings.allSatisfy { $0.severity <= worst })
  }

  @Test(
    "Where there is nothing to decide it by it is neither kept nor broken",
    arguments: rules.filter { !alwaysDecided.contains($0) })
  func undecided(rule: String) throws {
    let result = try check(rule, "undecided")
    #expect(result.ledger.findings.filter { $0.rule == rule }.isEmpty)
    let outcomes = outcomes(result, rule)
    #expect(outcomes == [.undecided], "\(outcomes)")
  }

  @Test("There is no example without a rule, and none is missing")
  func noOther() throws {
    let root = repository + "/samples/rules"
    let folders = try FileManager.default.contentsOfDirectory(atPath: root)
      .filter { $0 != "README.md" }
    #expect(Set(folders) == Set(Self.rules))
    for rule in folders {
      let kinds = Set(try FileManager.default.contentsOfDirectory(atPath: root + "/" + rule))
      #expect(
        kinds
          == (Self.alwaysDecided.contains(rule)
            ? ["invalid", "valid"] : ["invalid", "valid", "undecided"]),
        "\(rule)")
    }
  }

  @Test("The samples break nothing")
  func samples() throws {
    let check = PathCheck(registry: Scene.registry, jobs: 2, plainPath: true)
    for folder in ["returns", "published"] {
      let findings = try check.check(repository + "/samples/" + folder).ledger.findings
      #expect(findings.filter { $0.severity >= .hard }.isEmpty)
    }
  }
}

/// Where findings point. The mark stands before the cell that the finding must name.
@Suite("Places of findings")
struct PlaceTests {
  /// Findings as `rule` at the places of the marks 1️⃣, in order.
  private func expect(
    _ table: String, _ marked: String, _ rules: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var places: [(line: Int, column: Int)] = []
    for (number, line) in marked.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      for (column, cell) in line.split(separator: ",", omittingEmptySubsequences: false)
        .enumerated()
      where cell.hasPrefix("1️⃣") { places.append((number + 1, column + 1)) }
    }
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/\(table).csv": marked.replacingOccurrences(of: "1️⃣", with: "")
    ])
    let findings = try PathCheck(registry: Scene.registry, jobs: 1, plainPath: true)
      .check(scene.returns).ledger.findings.filter { $0.severity == .hard }
    #expect(findings.map(\.rule) == rules, sourceLocation: sourceLocation)
    #expect(
      findings.map { [$0.address.line, $0.address.column] } == places.map { [$0.line, $0.column] },
      sourceLocation: sourceLocation)
  }

  @Test("Cells")
  func cells() throws {
    try expect(
      "victims", "status,sex,count\nIDENTIFIED,1️⃣Q,3\n1️⃣SOLD,F,1\nIDENTIFIED,F,1️⃣-2\n",
      ["victims.sex.known-code", "victims.status.known-code", "victims.count.minimum"])
  }

  @Test("Columns in another order")
  func order() throws {
    try expect(
      "victims", "count,sex,status\n1️⃣x,F,IDENTIFIED\n3,1️⃣Q,IDENTIFIED\n",
      ["victims.count.type", "victims.sex.known-code"])
  }

  @Test("A personal code refuses the whole submission and is shown nowhere")
  func personalCode() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,count\nIDENTIFIED,3\n",
      "2015-Q1/VP@2015-04-08/campaigns.csv":
        "campaign_id,audience,exploitation,title,start,notes\nCA-1,YOUTH,LABOUR,Talk,2015-02-01,010190-11111\n",
      "2015-Q1/MARTA@2015-04-08/victims.csv": "status,count\nIDENTIFIED,1\n",
    ])
    let result = try scene.run("2015-Q1", through: .export)
    #expect(result.value("victims_identified", "2015-Q1") == 1)
    #expect(result.ledger.rows == RowAccount(read: 3, accepted: 1, rejected: 2))
    let release = try #require(result.release)
    let files = FileManager.default.enumerator(atPath: release)!.compactMap { $0 as? String }
    for file in files {
      guard let data = FileManager.default.contents(atPath: release + "/" + file) else { continue }
      #expect(!String(decoding: data, as: UTF8.self).contains("11111"))
    }
  }

  @Test("What other returns would decide stays undecided for one submission")
  func undecided() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv":
        "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,F,3,1,MARTA\n"
    ])
    let check = PathCheck(registry: Scene.registry, jobs: 1, plainPath: true)
    let result = try check.check(scene.returns + "/2015-Q1/VP@2015-04-08")
    #expect(result.ledger.findings.isEmpty)
    #expect(result.undecided.map(\.id).contains("victims.overlap-partner-reports"))
    #expect(try scene.findings() == ["victims.overlap-partner-reports:2"])
  }
}
