import Foundation
import Support
import Testing
import Vocabulary

/// How figures came to be what they are.
@Suite("Revisions")
struct RevisionTests {
  private func victims(_ count: Int) -> String { "status,count\nIDENTIFIED,\(count)\n" }

  @Test("Late returns, amendments and corrections are told apart, each with what it did")
  func kinds() throws {
    let result = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": victims(4),
      "2015-Q1/MARTA@2015-05-20/victims.csv": victims(2),
      "2015-Q1/VP@2015-06-01/victims.csv": victims(5),
      "2015-Q1/VP@2016-05-01/victims.csv": victims(7),
    ]).run("2015-Q1", asOf: "2016-06-01")
    let gross = result.annex.revisions.filter { $0.indicator == "victims_identified_gross" }
    #expect(gross.map(\.kind) == [.lateReturn, .amendment, .correction])
    #expect(gross.map(\.before) == [4, 6, 7])
    #expect(gross.map(\.after) == [6, 7, 9])
    #expect(gross.map { $0.replaces?.description } == [nil, "2015-04-08", "2015-06-01"])
  }

  @Test("The triangle has each figure as it was known at each cut-off day, and means over quarters")
  func triangle() throws {
    let result = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": victims(4),
      "2015-Q1/VP@2015-06-01/victims.csv": victims(5),
      "2015-Q2/VP@2015-07-08/victims.csv": victims(6),
      "2015-Q2/VP@2015-10-02/victims.csv": victims(3),
      "2015-Q3/VP@2015-10-03/victims.csv": victims(1),
    ]).run("2015-Q3", asOf: "2015-10-18")
    func cells(_ period: String) -> [String] {
      result.annex.triangle.filter {
        $0.indicator == "victims_identified" && $0.period.label == period
      }.map { "\($0.vintage) \($0.value.map(String.init) ?? "–")" }
    }
    #expect(cells("2015-Q1") == ["2015-04-18 4", "2015-07-18 5", "2015-10-18 5"])
    #expect(cells("2015-Q2") == ["2015-07-18 6", "2015-10-18 3"])
    #expect(cells("2015-Q3") == ["2015-10-18 1"])
    let account = RevisionAccount(indicator: "victims_identified", triangle: result.annex.triangle)
    #expect(account.periods == 2 && account.revised == 2)
    #expect(account.sum == -2 && account.absoluteSum == 4)
    #expect(RevisionAccount.mean(account.sum, over: account.periods) == -100)
    #expect(RevisionAccount.mean(1, over: 3) == 33 && RevisionAccount.mean(-2, over: 3) == -67)
    #expect(RevisionAccount.mean(0, over: 0) == nil)
  }

  @Test("--as-of gives an earlier release again, byte for byte")
  func reproduced() throws {
    let scene = try Scene()
    let source = repository + "/samples/returns"
    for case let name as String in FileManager.default.enumerator(atPath: source)!
    where name.hasSuffix(".csv") {
      let folder = name.split(separator: "/")[1]
      guard folder.split(separator: "@")[1].prefix(10) <= "2015-04-10" else { continue }
      try scene.write(FileManager.default.contents(atPath: source + "/" + name)!, to: name)
    }
    let early = try #require(try scene.run("2015-Q1", through: .export).release)
    let again = try #require(
      try scene.run("2015-Q1", asOf: "2015-04-10", returns: source, through: .export).release)
    #expect(early != again)
    let differences = try Tool.script("diff -r '\(early)' '\(again)'")
    #expect(differences.code == 0 && differences.out.isEmpty)
    #expect(FileManager.default.fileExists(atPath: again + "/internal/revisions.csv"))
  }

  @Test("compare says what differs and from which returns, and ends with 1; with 0 for the same")
  func compare() throws {
    let scene = try Scene(["2015-Q1/VP@2015-04-08/victims.csv": victims(4)])
    let first = try #require(try scene.run("2015-Q1", asOf: "2015-04-09", through: .export).release)
    try scene.write(victims(6), to: "2015-Q1/VP@2015-05-08/victims.csv")
    let second = try #require(try scene.run("2015-Q1", through: .export).release)
    let ended = try Tool.run(["compare", first, second])
    #expect(ended.code == 1)
    #expect(ended.out.contains("returns that only the second was made from: 1\n"))
    #expect(ended.out.contains("  2015-Q1/VP@2015-05-08/victims.csv (victims)\n"))
    #expect(
      ended.out.contains("victims_identified") && ended.out.contains("4 P → 6 P"))
    let table = try Tool.run(["compare", first, second, "--format", "csv"])
    #expect(table.out.contains("victims_identified,2015-Q1,PERSONS,0,,_T,4,P,6,P,2\r\n"))
    // Money is told in euro, and in hundredths in the table.
    let funding = "line_id,fiscal_year,purpose,funder,spent,currency\nL1,2015,,STATE,20.5,EUR\n"
    try scene.write(funding, to: "2015-Q1/VP@2015-05-09/funding.csv")
    let third = try #require(try scene.run("2015-Q1", asOf: "2015-05-09", through: .export).release)
    #expect(try Tool.run(["compare", first, third]).out.contains("– O → 20.50 P"))
    let money = try Tool.run(["compare", first, third, "--format", "csv"]).out
    #expect(money.contains("budget_spent,2015-Q1,EUR,-2,,_T,,O,2050,P,\r\n"))
    let same = try Tool.run(["compare", first, first])
    #expect(same.code == 0 && same.out.contains("every figure is the same"))
    let open = try Tool.run(["compare", first + "/public", second + "/public"])
    #expect(open.code == 1 && !open.out.contains("VP@"))
    let none = try Tool.run(["compare", first, scene.root])
    #expect(none.code == 2 && none.err.hasPrefix("nrem: \(scene.root): is no release"))
  }
}
