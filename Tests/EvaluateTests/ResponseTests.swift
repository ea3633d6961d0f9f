import Evaluate
import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// What came, what did not, and when.
@Suite("Response")
struct ResponseTests {
  private let counts = "status,count\nPRESUMED,5\nIDENTIFIED,3\n"

  private func result(
    _ scene: Scene, _ period: String, asOf: String? = nil
  ) throws -> StatusRun.Result {
    var settings = StatusRun.Settings(returns: scene.returns)
    settings.periods = [ReferencePeriod(period)!]
    settings.asOf = asOf.map { CalendarDay(iso: $0)! }
    settings.jobs = 2
    return try StatusRun(registry: Scene.registry, settings: settings).run()
  }

  private func receipt(
    _ scene: Scene, _ period: String, _ member: String, _ table: String = "victims",
    asOf: String? = nil
  ) throws -> Receipt {
    let grid = try result(scene, period, asOf: asOf).grids[0]
    return try #require(grid.receipts.first { $0.member == member && $0.table == table })
  }

  @Test("Whether it came and whether it came in time are two questions")
  func states() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-10/victims.csv": counts,
      "2015-Q1/MARTA@2015-04-13/victims.csv": counts,
      "2015-Q1/MARTA@2015-04-13/nil.csv": "table\ncampaigns\n",
      "2015-Q1/VRS@2015-04-09/victims.csv": "status,sex\nIDENTIFIED,F\n",
      "2015-Q1/LM@2015-04-09/victims.csv": counts,
    ])
    let onTime = try receipt(scene, "2015-Q1", "VP")
    #expect(onTime.state == .received && !onTime.isLate && onTime.isOwed)
    let late = try receipt(scene, "2015-Q1", "MARTA")
    #expect(late.state == .received && late.daysLate == 3)
    let lateNil = try receipt(scene, "2015-Q1", "MARTA", "campaigns")
    #expect(lateNil.state == .nilReturn && lateNil.daysLate == 3)
    let rejected = try receipt(scene, "2015-Q1", "VRS")
    #expect(rejected.state == .rejected && rejected.first == nil && rejected.daysLate == 3)
    #expect(try receipt(scene, "2015-Q1", "DROSA_MAJA").state == .notReceived)
    let voluntary = try receipt(scene, "2015-Q1", "LM")
    #expect(voluntary.state == .received && !voluntary.isOwed)
    let blank = try receipt(scene, "2015-Q1", "KM")
    #expect(blank.state == .notOwed && !blank.isLate && !blank.isOpen)
  }

  @Test("Lateness is counted from the first accepted vintage, whatever replaced it")
  func vintages() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-09/victims.csv": counts,
      "2015-Q1/VP@2015-06-01/victims.csv": counts,
      "2015-Q1/VRS@2015-04-09/victims.csv": "status,sex\nIDENTIFIED,F\n",
      "2015-Q1/VRS@2015-04-20/victims.csv": counts,
    ])
    let revised = try receipt(scene, "2015-Q1", "VP")
    #expect(!revised.isLate && revised.inForce?.description == "2015-06-01")
    #expect(try receipt(scene, "2015-Q1", "VRS").daysLate == 10)
    #expect(try receipt(scene, "2015-Q1", "VRS", asOf: "2015-04-15").state == .rejected)
  }

  @Test("An annual return is the return of each quarter, and late by its own day")
  func annual() throws {
    let scene = try Scene([
      "2015/VP@2016-01-12/victims.csv": counts,
      "2015-Q2/VP@2016-01-13/victims.csv": counts,
      "2015-Q1/MARTA@2015-04-09/victims.csv": counts,
      "2015/MARTA@2016-01-09/victims.csv": counts,
    ])
    for quarter in ["2015-Q1", "2015-Q2"] {
      let receipt = try receipt(scene, quarter, "VP")
      #expect(receipt.state == .received && receipt.due.description == "2016-01-10")
      #expect(receipt.daysLate == 2)
    }
    #expect(try receipt(scene, "2015-Q1", "VP", asOf: "2015-05-01").state == .notReceived)
    // Quarters came first, so the annual return does not count: it is no return of the others.
    #expect(try receipt(scene, "2015-Q1", "MARTA").state == .received)
    #expect(try receipt(scene, "2015-Q2", "MARTA").state == .rejected)
  }

  @Test("A year out of its quarters is received when all that are owed are in force")
  func year() throws {
    let scene = try Scene([
      "2017-Q1/EM@2017-04-20/nil.csv": "table\ncampaigns\n",
      "2017-Q2/EM@2017-07-09/nil.csv": "table\ncampaigns\n",
      "2017-Q3/EM@2017-10-09/nil.csv": "table\ncampaigns\n",
    ])
    let part = try receipt(scene, "2017", "EM", "campaigns")
    #expect(part.state == .partial && part.isOpen && part.due.description == "2018-01-10")
    try scene.write("table\ncampaigns\n", to: "2017-Q4/EM@2018-01-12/nil.csv")
    let whole = try receipt(scene, "2017", "EM", "campaigns")
    #expect(whole.state == .nilReturn && whole.daysLate == 10)
  }

  @Test("A national return is shown, and is no part of the response")
  func national() throws {
    let scene = try Scene([
      "2015-Q1/IEM@2015-04-09/victims.csv": counts, "2015-Q1/VP@2015-04-09/victims.csv": counts,
    ])
    let grid = try result(scene, "2015-Q1").grids[0]
    let receipt = try #require(
      grid.receipts.first { $0.member == "IEM" && $0.table == "victims" })
    #expect(receipt.state == .received && receipt.isNational && !receipt.isOwed)
    let rate = try #require(grid.response(of: "victims"))
    #expect(rate.part == 1 && rate.whole == 4)
    #expect(rate.percentTenths == nil, "no percentage on a base under 10")
  }

  @Test("A return weighs what its member registered: the larger of presumed and identified")
  func weights() throws {
    let scene = try Scene([
      "2014/VP@2015-01-09/victims.csv": "status,sex,count\nPRESUMED,F,8\nIDENTIFIED,F,4\n",
      "2014-Q1/MARTA@2014-04-09/victims.csv": "status,count\nIDENTIFIED,20\n",
      "2014-Q1/MARTA@2014-05-09/victims.csv": "status,count\nPRESUMED,1\nIDENTIFIED,2\n",
      "2014-Q2/MARTA@2014-07-09/victims.csv": "status,count\nPRESUMED,3\nIDENTIFIED,1\n",
      "2014-Q3/MARTA@2014-10-09/nil.csv": "table\nvictims\n",
      "2014-Q4/MARTA@2015-01-09/nil.csv": "table\nvictims\n",
      "2015-Q1/MARTA@2015-04-09/victims.csv": counts,
    ])
    let grid = try result(scene, "2015-Q1").grids[0]
    #expect(grid.weights.registered == ["VP": 8, "MARTA": 5])
    let victims = try #require(grid.weightedResponse(of: "victims"))
    #expect(victims.part == 5 && victims.whole == 13)
    #expect(victims.percentTenths == 385)
    // Over all tables: MARTA's one of its owed ones, none of VP's.
    let owed = Scene.registry.tables.map(\.name).reduce(into: ["VP": 0, "MARTA": 0]) { sum, table in
      for member in ["VP", "MARTA"] {
        let id = Scene.registry.member(member)!
        let owes = Scene.registry.owes(id, table: table, period: ReferencePeriod("2015-Q1")!)
        sum[member]! += owes ? 1 : 0
      }
    }
    let all = try #require(grid.weightedResponse())
    #expect(all.part == 5 && all.whole == 8 * owed["VP"]! + 5 * owed["MARTA"]!)
    #expect(grid.incompletelyWeighed == ["VRS", "DROSA_MAJA"])
  }

  @Test("Without victims in the year before there is no weighted response, and no zero")
  func noWeights() throws {
    let scene = try Scene(["2015-Q1/VP@2015-04-09/victims.csv": counts])
    #expect(try result(scene, "2015-Q1").grids[0].weightedResponse() == nil)
    try scene.write("table\nvictims\n", to: "2014/VP@2015-01-09/nil.csv")
    #expect(try result(scene, "2015-Q1").grids[0].weightedResponse() == nil)
  }

  @Test("A year that a personal code refused weighs nothing")
  func refused() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-09/victims.csv": counts, "2014/VP@2015-01-09/victims.csv": counts,
      "2014/VP@2015-01-09/campaigns.csv":
        "campaign_id,title,start\nA,010190-11111,2014-02-01\n",
    ])
    #expect(try result(scene, "2015-Q1").grids[0].weights.registered.isEmpty)
  }

  @Test("What was walked for the status says the same as the whole run", arguments: 1...4)
  func agreement(quarter: Int) throws {
    let returns = repository + "/samples/returns"
    let period = ReferencePeriod("2015-Q\(quarter)")!
    var settings = StatusRun.Settings(returns: returns)
    settings.periods = [period]
    let part = try StatusRun(registry: Scene.registry, settings: settings).run()
    let run = try Scene().run(period.label, returns: returns, through: .validate)
    let whole = ResponseGrid(
      registry: Scene.registry, ledger: run.ledger, collection: run.collection, period: period,
      asOf: part.asOf)
    func told(_ grid: ResponseGrid) -> [String] {
      grid.receipts.map { "\($0.member) \($0.table) \($0.state) \($0.daysAfterDue)" }
    }
    #expect(told(part.grids[0]) == told(whole))
    #expect(part.grids[0].weights.registered == whole.weights.registered)
    #expect(part.grids[0].response() == whole.response())
  }

  @Test("The weightiest missing return stands first, then the latest")
  func chase() throws {
    let scene = try Scene([
      "2014/VP@2015-01-09/victims.csv": "status,count\nIDENTIFIED,8\n",
      "2014/VRS@2015-01-09/victims.csv": "status,count\nIDENTIFIED,9\n",
      "2014-Q3/VRS@2014-10-09/trainings.csv": "rubbish\n",
      "2015-Q1/KM@2015-04-15/campaigns.csv": "rubbish\n",
    ])
    let items = try result(scene, "2015-Q1").chase.items
    let owed = Scene.registry.tables.count { table in
      Scene.registry.owes(
        Scene.registry.member("VRS")!, table: table.name, period: ReferencePeriod("2015-Q1")!)
    }
    #expect(items.prefix(owed).allSatisfy { $0.member.id == "VRS" && $0.weight == 9 })
    #expect(items[owed].member.id == "VP" && items[owed].weight == 8)
    #expect(items[0].receipt.daysLate == 5)
    let trainings = try #require(
      items.first { $0.member.id == "VRS" && $0.table.name == "trainings" })
    #expect(trainings.lastSent?.label == "2014-Q3")
    let rejected = try #require(items.first { $0.receipt.state == .rejected })
    #expect(rejected.member.id == "KM" && rejected.table.name == "campaigns")
    #expect(rejected.lastSent == nil)
  }
}
