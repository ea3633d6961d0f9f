import Support
import Testing
import Vocabulary

/// Registers: funding, plans and challenges, as the latest return on each line has it.
@Suite("Registers")
struct RegisterTests {
  private let funding =
    "line_id,fiscal_year,purpose,funder,planned,allocated,spent,currency\n"

  @Test("Lats are converted exactly, added before they are rounded, and told apart by currency")
  func lats() throws {
    let result = try Scene([
      "2013-Q4/LM@2014-01-08/funding.csv": funding
        + "L-1,2013,PREVENTION,STATE,70.28,,,LVL\nL-2,2013,TRAINING,STATE,70.28,,,LVL\n",
      "2013-Q4/VP@2014-01-08/funding.csv": funding + "L-1,2013,TRAINING,EU,100.00,,,EUR\n",
    ]).run("2013-Q4")
    // 140.56 lats at 0.702804 are 199.9988… euro; each half alone would be 99.9994….
    #expect(result.value("budget_planned", "2013-Q4") == 300_00)
    #expect(result.value("budget_planned", "2013-Q4", member: "LM") == 200_00)
    #expect(
      result.split("budget_planned", "2013-Q4", by: "currency") == ["LVL": 200_00, "EUR": 100_00])
    #expect(
      result.split("budget_planned", "2013-Q4", by: "purpose")
        == ["PREVENTION": 100_00, "TRAINING": 200_00])
  }

  @Test("An amount in a currency without a fixed rate, or in none, is left out and said")
  func unconverted() throws {
    let result = try Scene([
      "2015-Q1/LM@2015-04-08/funding.csv": funding
        + "L-1,2015,PREVENTION,STATE,70.00,,,NOK\nL-2,2015,TRAINING,STATE,5.00,,,\nL-3,2015,TRAINING,STATE,1.00,,,EUR\n"
    ]).run("2015-Q1")
    let total = try #require(result.observation("budget_planned", "2015-Q1"))
    #expect(total.value == 100 && total.status == .provisional)
    #expect(total.notes.contains(.unconverted))
  }

  @Test("A line is counted once over the quarters, as the last return has it; no year is doubled")
  func latest() throws {
    let result = try Scene([
      "2015-Q1/LM@2015-04-08/funding.csv": funding
        + "L-1,2015,PREVENTION,STATE,900.00,0.00,0.00,EUR\nL-0,2014,PREVENTION,STATE,5.00,5.00,5.00,EUR\n",
      "2015-Q2/LM@2015-07-08/funding.csv": funding
        + "L-1,2015,PREVENTION,STATE,900.00,400.00,150.10,EUR\nL-2,2015,TRAINING,EU,20.00,,,EUR\n",
    ]).run("2015-Q2")
    #expect(result.value("budget_planned", "2015-Q1") == 900_00)
    #expect(result.value("budget_planned", "2015-S1") == 920_00)
    #expect(result.value("budget_spent", "2015-S1") == 150_10)
    // A blank is not known, not nothing.
    let allocated = try #require(result.observation("budget_allocated", "2015-S1"))
    #expect(allocated.value == 400_00 && allocated.notes.contains(.blankCount))
  }

  @Test("Measures of the strategy are distinct over members, and under each status they have")
  func measures() throws {
    let header = "plan_id,measure_id,title,responsible,due,status\n"
    let result = try Scene([
      "2015-Q1/LM@2015-04-08/plans.csv": header
        + "P-1,2.1,Guide,LM,2015-12-31,PLANNED\nP-2,,Own,LM,,COMPLETED\n",
      "2015-Q2/LM@2015-07-08/plans.csv": header + "P-1,2.1,Guide,LM,2015-12-31,COMPLETED\n",
      "2015-Q2/MARTA@2015-07-08/plans.csv": header + "P-1,2.1,Rooms,MARTA,,IN_PROGRESS\n",
    ]).run("2015-Q2")
    #expect(result.value("plans", "2015-Q1") == 2)
    #expect(result.value("plans", "2015-S1") == 3)
    #expect(
      result.split("plans", "2015-S1", by: "status") == ["COMPLETED": 2, "IN_PROGRESS": 1])
    let total = try #require(result.observation("strategy_measures", "2015-S1"))
    #expect(total.value == 1 && total.notes.contains(.multipleCodes))
    #expect(
      result.split("strategy_measures", "2015-S1", by: "status")
        == ["COMPLETED": 1, "IN_PROGRESS": 1])
  }

  @Test("Challenges are counted by area, and nil is none")
  func challenges() throws {
    let header = "challenge_id,area,severity,text,status\n"
    let result = try Scene([
      "2015-Q1/LM@2015-04-08/challenges.csv": header + "C-1,DATA,LOW,Counts differ,OPEN\n",
      "2015-Q1/VP@2015-04-08/nil.csv": "table\nchallenges\n",
    ]).run("2015-Q1")
    #expect(result.split("challenges", "2015-Q1", by: "area") == ["DATA": 1])
    #expect(result.value("challenges", "2015-Q1", member: "VP") == 0)
    #expect(result.value("challenges", "2015-Q1", ["area": "FUNDING"]) == 0)
  }

  @Test("A contact in a challenge or plan refuses the return")
  func contacts() throws {
    let scene = try Scene([
      "2015-Q1/LM@2015-04-08/challenges.csv":
        "challenge_id,area,severity,text,status\nC-1,DATA,LOW,Ask anna@example.org,OPEN\n"
    ])
    #expect(try scene.findings(above: .reject) == ["privacy.contact:2"])
  }
}

/// Exact sums of money.
@Suite("Exact sums")
struct ExactSumTests {
  private let rates = [
    "EUR": CurrencyRate(currency: "EUR", millionths: 1_000_000),
    "LVL": CurrencyRate(currency: "LVL", millionths: 702_804),
  ]

  @Test(
    "The fixed rate gives what the law's table gives",
    arguments: [
      // One lat is 1.42287 euro; 702.804 lats would be 1,000 euro.
      (1_00, 1_42), (702_80, 999_99), (702_804_00, 1_000_000_00), (0, 0),
    ])
  func rate(lats: Int64, cents: Int) {
    var sum = ExactSum()
    sum.add(lats, "LVL")
    #expect(sum.euroCents(rates).cents == cents)
  }

  @Test("The order in which amounts are added makes no difference, and a sum is within a cent")
  func order() {
    var forward = ExactSum()
    var backward = ExactSum()
    for amount in stride(from: Int64(1), to: 5_000, by: 7) {
      forward.add(amount, amount % 2 == 0 ? "EUR" : "LVL")
    }
    for amount in stride(from: Int64(1), to: 5_000, by: 7).reversed() {
      backward.add(amount, amount % 2 == 0 ? "EUR" : "LVL")
    }
    #expect(forward.euroCents(rates).cents == backward.euroCents(rates).cents)
    let (euro, lats) = (forward.byCurrency["EUR"]!, forward.byCurrency["LVL"]!)
    let exact = Double(euro) + Double(lats) / 0.702804
    #expect(abs(Double(forward.euroCents(rates).cents) - exact) <= 0.5001)
  }

  @Test("Half a cent is rounded away from zero")
  func half() {
    // 0.351402 lats to the half euro: 351,402 hundredths are 500,000 cents, so half of one is none.
    let rate = ["X": CurrencyRate(currency: "X", millionths: 2_000_000)]
    for (amount, cents) in [(Int64(1), 1), (3, 2), (-1, -1), (-3, -2)] {
      var sum = ExactSum()
      sum.add(amount, "X")
      #expect(sum.euroCents(rate).cents == cents)
    }
  }
}
