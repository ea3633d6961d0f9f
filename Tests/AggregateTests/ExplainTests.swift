import Aggregate
import Support
import Testing
import Vocabulary

/// A figure is walked back to lines that make it.
@Suite("Explained figures")
struct ExplainTests {
  @Test("The lines of every figure of the samples add up to it, of every code too")
  func addUp() throws {
    let run = try Scene().run(
      "2015-Q4", returns: repository + "/samples/returns", through: .validate)
    let explainer = Explainer(registry: Scene.registry, collection: run.collection)
    var figures = 0
    for indicator in Scene.registry.indicators {
      guard let schema = Scene.registry.table(indicator.table) else { continue }
      for label in ["2015-Q2", "2015-S1", "2015-YTD-Q3", "2014", "2014..2015"] {
        let period = ReferencePeriod(label)!
        func check(_ cell: [(column: String, code: Int32)]) throws {
          let answer = try #require(explainer.explain(indicator, period, cell: cell))
          guard let value = answer.value else { return }
          figures += 1
          // Money is rounded once, its lines each: half a cent a line at the most.
          let slack = indicator.unit == "EUR" ? answer.traces.count : 0
          let sum = answer.traces.reduce(0) { $0 + $1.value }
          #expect(abs(sum - value) <= slack, "\(indicator.id) \(label) \(cell)")
        }
        try check([])
        for names in indicator.breakdowns where names.count == 1 {
          let column = try #require(schema.index(of: names[0]))
          let list = try #require(Scene.registry.codeList(schema, column))
          // Countries are many: those that occur, and the groups.
          for code in list.codes.indices.dropFirst().map(Int32.init)
          where list.codes.count < 30
            || ["LV", "GB", "UA", "GRP_ABROAD", "GRP_THIRD"].contains(
              list.id(code))
          {
            try check([(names[0], code)])
          }
        }
      }
    }
    #expect(figures > 500)
    // A two-way cell of a quarter is no figure of a release, and can be asked for.
    let victims = try #require(Scene.registry.indicator("victims_identified"))
    let schema = try #require(Scene.registry.table("victims"))
    func code(_ column: String, _ id: String) throws -> (column: String, code: Int32) {
      let place = try #require(schema.index(of: column))
      let list = try #require(Scene.registry.codeList(schema, place))
      return (column, try #require(list.ordinal(of: id)))
    }
    let answer = try #require(
      explainer.explain(
        victims, ReferencePeriod("2015-Q1")!,
        cell: [try code("sex", "F"), try code("exploitation", "SHAM_MARRIAGE")]))
    #expect(answer.value != nil && answer.value == answer.traces.reduce(0) { $0 + $1.value })
  }
}
