import Support
import Testing
import Vocabulary

/// Stock and flow are apart: what comes is added over the year, what is there never is.
@Suite("Stock and flow")
struct StockTests {
  private let header = "service,sex,opening,new,closed,closing,contacts\n"

  @Test("New persons are added over quarters; persons at the end are those of the last quarter")
  func apart() throws {
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/assistance.csv": header
        + "SOCIAL_REHABILITATION,F,4,3,2,5,\nSOCIAL_REHABILITATION,M,1,0,0,1,\n",
      "2015-Q2/MARTA@2015-07-08/assistance.csv": header
        + "SOCIAL_REHABILITATION,F,5,2,4,3,\nSOCIAL_REHABILITATION,M,1,1,0,2,\nHELPLINE,_T,,,,,70\n",
    ]).run("2015-Q2")
    #expect(result.value("rehabilitation_new", "2015-S1") == 6)
    #expect(result.split("rehabilitation_new", "2015-S1", by: "sex") == ["F": 5, "M": 1])
    #expect(result.value("rehabilitation_at_end", "2015-Q1") == 6)
    #expect(result.value("rehabilitation_at_end", "2015-S1") == 5)
    #expect(result.value("helpline_contacts", "2015-S1") == 70)
  }

  @Test("Where the last quarter is missing nobody knows the stock, and the flow is partial")
  func missing() throws {
    let result = try Scene([
      "2015-Q1/MARTA@2015-04-08/assistance.csv": header + "SOCIAL_REHABILITATION,F,4,3,2,5,\n",
      "2015-Q2/VP@2015-07-08/victims.csv": "status,count\nIDENTIFIED,1\n",
    ]).run("2015-Q2")
    let stock = try #require(result.observation("rehabilitation_at_end", "2015-S1"))
    #expect(stock.value == nil && stock.status == .missing)
    let flow = try #require(result.observation("rehabilitation_new", "2015-S1"))
    #expect(flow.value == 3 && flow.notes.contains(.partial))
  }

  @Test("A service that a member leaves out is not zero: the figure is partial, and it is asked")
  func leftOut() throws {
    let both = header + "SOCIAL_REHABILITATION,F,4,3,2,5,\nCRISIS,F,1,0,0,1,\n"
    var files: [String: String] = [:]
    for (quarter, day) in [("2014-Q4", "2015-01-08"), ("2015-Q1", "2015-04-08")] {
      for member in ["MARTA", "DROSA_MAJA", "LM", "SMO"] {
        files["\(quarter)/\(member)@\(day)/assistance.csv"] = both
      }
    }
    let whole = try Scene(files).run("2015-Q1")
    #expect(whole.value("rehabilitation_at_end", "2015-Q1") == 20)
    files["2015-Q1/MARTA@2015-04-08/assistance.csv"] = header + "CRISIS,F,1,0,0,1,\n"
    let result = try Scene(files).run("2015-Q1")
    for (id, value) in [("rehabilitation_at_end", 15), ("rehabilitation_new", 9)] {
      let figure = try #require(result.observation(id, "2015-Q1"))
      #expect(figure.value == value && figure.notes.contains(.partial))
      #expect(figure.membersReporting == 3 && figure.membersExpected == 4)
    }
    #expect(
      result.ledger.findings.contains {
        $0.rule == "assistance.group-does-not-vanish" && $0.path.contains("MARTA")
      })
    // Nothing to report is zero of every service.
    files["2015-Q1/MARTA@2015-04-08/assistance.csv"] = nil
    files["2015-Q1/MARTA@2015-04-08/nil.csv"] = "table\nassistance\n"
    let none = try #require(
      try Scene(files).run("2015-Q1").observation("rehabilitation_new", "2015-Q1"))
    #expect(none.value == 9 && !none.notes.contains(.partial))
  }
}
