/// Returns of assistance, acts, money, plans and challenges that break their rules.
extension RuleExamples {
  func registerCases() -> [Case] {
    let marta = "2015-Q1/MARTA@2015-04-08"
    let lm = "2015-Q1/LM@2015-04-08"
    let before = "2014-Q4/LM@2015-01-08"
    let tm = "2015-Q1/TM@2015-04-08"
    func assistance(_ header: String, _ rows: [String]) -> [(String, String)] {
      [(marta + "/assistance.csv", "service,\(header)\n" + rows.map { "CRISIS,\($0)\n" }.joined())]
    }
    func quarters(_ counts: [Int]) -> [(String, String)] {
      let places = [
        "2014-Q1/MARTA@2014-04-08", "2014-Q2/MARTA@2014-07-08", "2014-Q3/MARTA@2014-10-08",
        "2014-Q4/MARTA@2015-01-08", marta,
      ]
      return zip(places, counts).map { ("\($0)/assistance.csv", "service,new\nCRISIS,\($1)\n") }
    }
    return [
      Case(
        "assistance.same-breakdown-twice",
        [(marta + "/assistance.csv", file("assistance", [["sex": "M"], [:], [:]]))]),
      Case(
        "assistance.stock-balances",
        [(marta + "/assistance.csv", file("assistance", [["closing": "6"]]))]),
      Case("assistance.tabulations-within-total", assistance("sex,new", ["_T,4", "F,3", "M,2"])),
      Case(
        "assistance.finer-within-coarser",
        assistance("sex,age_group,new", ["F,_T,3", "M,_T,4", "F,ADULT,5", "M,ADULT,1"])),
      Case(
        "assistance.tabulations-agree",
        assistance("sex,age_group,new", ["F,_T,3", "M,_T,4", "_T,ADULT,5", "_T,CHILD,1"])),
      Case(
        "assistance.rest-is-no-subtotal",
        assistance("citizenship,new", ["UA,1", "BY,2", "FOREIGN,3"])),
      Case("assistance.tabulation-serves", assistance("sex,new", ["F,3", "M,nav"])),
      Case(
        "assistance.opening-is-last-closing",
        [
          (marta + "/assistance.csv", file("assistance")),
          ("2014-Q4/MARTA@2015-01-08/assistance.csv", file("assistance")),
        ]),
      Case("assistance.level", quarters([3, 4, 3, 4, 30])),
      Case("assistance.drop-to-nothing", quarters([3, 4, 3, 4, 0])),
      Case(
        "criminal_justice.drop-to-nothing",
        [
          "2014-Q1/VP@2014-04-08", "2014-Q2/VP@2014-07-08", "2014-Q3/VP@2014-10-08",
          "2014-Q4/VP@2015-01-08", "2015-Q1/VP@2015-04-08",
        ].enumerated().map { number, place in
          (
            place + "/criminal_justice.csv",
            file("criminal_justice", [["count": number == 4 ? "0" : "3"]])
          )
        }),
      Case(
        "legislation.same-key-twice",
        [(tm + "/legislation.csv", file("legislation", [["act_id": "ACT-2"], [:], [:]]))]),
      Case(
        "legislation.not-after-period",
        [(tm + "/legislation.csv", file("legislation", [["stage_date": "2015-04-02"]]))]),
      Case(
        "legislation.one-title-one-id",
        [
          (tm + "/legislation.csv", file("legislation")),
          (lm + "/legislation.csv", file("legislation", [["act_id": "ACT-2"]])),
        ]),
      Case(
        "legislation.own-period-reported",
        [
          (tm + "/legislation.csv", file("legislation", [["stage_date": "2014-12-30"]])),
          (
            "2014-Q4/TM@2015-01-08/legislation.csv",
            file(
              "legislation", [["act_id": "AC-0", "title": "Other", "stage_date": "2014-11-30"]])
          ),
        ]),
      Case(
        "legislation.adopted-once",
        [
          (tm + "/legislation.csv", file("legislation")),
          (
            "2014-Q4/TM@2015-01-08/legislation.csv",
            file("legislation", [["stage_date": "2014-12-30"]])
          ),
        ]),
      Case(
        "funding.same-key-twice",
        [(lm + "/funding.csv", file("funding", [["line_id": "L-2"], [:], [:]]))]),
      Case(
        "funding.amounts-have-currency",
        [(lm + "/funding.csv", file("funding", [["currency": ""]]))]),
      Case(
        "funding.year-of-period",
        [(lm + "/funding.csv", file("funding", [["fiscal_year": "2014"]]))]
      ),
      Case(
        "funding.project-known", [(lm + "/funding.csv", file("funding", [["project_id": "PR-9"]]))]),
      Case(
        "funding.does-not-vanish",
        [
          (lm + "/funding.csv", file("funding")),
          ("2015-Q2/LM@2015-07-08/funding.csv", file("funding", [["line_id": "L-2"]])),
        ]),
      Case(
        "plans.same-key-twice",
        [(lm + "/plans.csv", file("plans", [["plan_id": "P-2"], [:], [:]]))]),
      Case(
        "plans.does-not-vanish",
        [
          (lm + "/plans.csv", file("plans", [["plan_id": "P-2"]])),
          (before + "/plans.csv", file("plans")),
        ]),
      Case(
        "challenges.same-key-twice",
        [(lm + "/challenges.csv", file("challenges", [["challenge_id": "CH-2"], [:], [:]]))]),
    ]
  }
}
