/// Returns whose rows, members or periods do not fit together.
extension RuleExamples {
  // MARK: Returns

  func returnCases() -> [Case] {
    let victims = here + "/victims.csv"
    let justice = here + "/criminal_justice.csv"
    var cases = [
      Case("victims.same-breakdown-twice", [(victims, file("victims", [["sex": "M"], [:], [:]]))]),
      Case(
        "victims.overlap-within-count",
        [
          (
            victims,
            file(
              "victims",
              [[:], ["sex": "M", "count": "1", "overlap_count": "2", "overlap_with": "MARTA"]])
          )
        ]),
      Case(
        "victims.overlaps-within-total",
        [
          (
            victims,
            "status,sex,count,overlap_count,overlap_with\nIDENTIFIED,_T,10,1,MARTA\nIDENTIFIED,F,3,2,MARTA\nIDENTIFIED,M,7,,\n"
          )
        ]),
      Case(
        "victims.finer-overlaps-within-coarser",
        [
          (
            victims,
            "status,sex,age_group,count,overlap_count,overlap_with\nIDENTIFIED,F,_T,6,1,MARTA\nIDENTIFIED,M,_T,6,3,MARTA\nIDENTIFIED,F,ADULT,6,2,MARTA\nIDENTIFIED,M,ADULT,6,,\n"
          )
        ]),
      Case(
        "victims.rest-is-no-subtotal",
        [
          (
            victims,
            "status,citizenship,count\nIDENTIFIED,UA,1\nIDENTIFIED,BY,2\nIDENTIFIED,FOREIGN,3\n"
          )
        ]),
      Case(
        "victims.identified-within-presumed",
        [(victims, "status,sex,count\nPRESUMED,F,2\nIDENTIFIED,F,3\n")]),
      Case("victims.overlap-names-member", [(victims, file("victims", [["overlap_count": "1"]]))]),
    ]
    for (table, path, group) in [
      ("victims", victims, "status"), ("criminal_justice", justice, "law,stage"),
    ] {
      let codes = table == "victims" ? "IDENTIFIED" : "154.1,SUSPECT"
      func rows(_ header: String, _ rows: [String]) -> [(String, String)] {
        [(path, "\(group),\(header)\n" + rows.map { "\(codes),\($0)\n" }.joined())]
      }
      cases += [
        Case("\(table).tabulations-within-total", rows("sex,count", ["_T,4", "F,3", "M,2"])),
        Case(
          "\(table).finer-within-coarser",
          rows("sex,age_group,count", ["F,_T,3", "M,_T,4", "F,ADULT,5", "M,ADULT,1"])),
        Case(
          "\(table).tabulations-agree",
          rows("sex,age_group,count", ["F,_T,3", "M,_T,4", "_T,ADULT,5", "_T,CHILD,1"])),
        Case("\(table).tabulation-serves", rows("sex,count", ["F,3", "M,nav"])),
      ]
    }
    cases += [
      Case(
        "criminal_justice.same-breakdown-twice",
        [(justice, file("criminal_justice", [["sex": "M"], [:], [:]]))]),
      Case(
        "campaigns.same-key-twice",
        [
          (
            "2015-Q1/MARTA@2015-04-08/campaigns.csv",
            file("campaigns", [[:], [:], ["campaign_id": "CA-2"]])
          )
        ]),
      Case(
        "campaigns.end-after-start",
        [("2015-Q1/MARTA@2015-04-08/campaigns.csv", file("campaigns", [["end": "2015-01-20"]]))]),
      Case(
        "campaigns.one-account",
        [
          (
            "2015-Q1/MARTA@2015-04-08/campaigns.csv",
            file("campaigns", [[:], ["audience": "GENERAL", "cost": "600.00"]])
          )
        ]),
      Case(
        "campaigns.cost-has-currency",
        [("2015-Q1/MARTA@2015-04-08/campaigns.csv", file("campaigns", [["currency": ""]]))]),
      Case(
        "campaigns.not-after-period",
        [
          (
            "2015-Q1/MARTA@2015-04-08/campaigns.csv",
            file("campaigns", [["start": "2015-04-02", "end": "2015-04-20"]])
          )
        ]),
      Case(
        "campaigns.own-period-reported",
        [
          ("2015-Q1/MARTA@2015-04-08/campaigns.csv", file("campaigns", [["start": "2014-12-02"]])),
          (
            "2014-Q4/MARTA@2015-01-08/campaigns.csv",
            file(
              "campaigns",
              [["campaign_id": "CA-0", "title": "Other", "start": "2014-11-02", "end": ""]])
          ),
        ]),
      Case(
        "campaigns.project-known",
        [("2015-Q1/MARTA@2015-04-08/campaigns.csv", file("campaigns", [["project_id": "PR-9"]]))]),
      Case(
        "trainings.same-key-twice",
        [(here + "/trainings.csv", file("trainings", [["training_id": "TR-2"], [:], [:]]))]),
      Case(
        "trainings.end-after-start",
        [
          (
            here + "/trainings.csv",
            file("trainings", [["end_date": "2015-01-20"], ["training_id": "TR-2"]])
          )
        ]),
      Case(
        "trainings.parts-within-participants",
        [
          (
            here + "/trainings.csv",
            file("trainings", [["participants_f": "19"], ["training_id": "TR-2"]])
          )
        ]),
      Case(
        "trainings.one-account",
        [
          (
            here + "/trainings.csv",
            file("trainings", [[:], ["profession": "JUDGE", "hours": "6"]])
          )
        ]),
      Case(
        "trainings.tabulations-within-total",
        [
          (
            here + "/trainings.csv",
            file(
              "trainings",
              [
                [
                  "profession": "_T", "participants": "10", "participants_f": "",
                  "participants_m": "",
                ], [:],
              ])
          )
        ]),
      Case(
        "trainings.tabulation-serves",
        [
          (
            here + "/trainings.csv",
            file("trainings", [[:], ["profession": "JUDGE", "participants": "nav"]])
          )
        ]),
      Case(
        "trainings.cost-has-currency",
        [(here + "/trainings.csv", file("trainings", [["currency": ""]]))]),
      Case(
        "trainings.not-after-period",
        [(here + "/trainings.csv", file("trainings", [["date": "2015-04-02"]]))]),
      Case(
        "trainings.own-period-reported",
        [
          (here + "/trainings.csv", file("trainings", [["date": "2014-12-02"]])),
          (
            "2014-Q4/VP@2015-01-08/trainings.csv",
            file("trainings", [["training_id": "TR-0", "title": "Other", "date": "2014-11-02"]])
          ),
        ]),
      Case(
        "trainings.project-known",
        [(here + "/trainings.csv", file("trainings", [["project_id": "PR-9"]]))]),
      Case(
        "projects.same-key-twice",
        [
          (
            "2015-Q1/MARTA@2015-04-08/projects.csv",
            file("projects", [["project_id": "PR-2"], [:], [:]])
          )
        ]),
      Case(
        "projects.end-after-start",
        [("2015-Q1/MARTA@2015-04-08/projects.csv", file("projects", [["end": "2015-01-01"]]))]),
      Case(
        "projects.one-account",
        [
          (
            "2015-Q1/MARTA@2015-04-08/projects.csv",
            file("projects", [[:], ["funder": "OWN", "end": "2015-11-30"]])
          )
        ]),
      Case(
        "projects.budget-has-currency",
        [("2015-Q1/MARTA@2015-04-08/projects.csv", file("projects", [["currency": ""]]))]),
      Case(
        "projects.not-after-period",
        [("2015-Q1/MARTA@2015-04-08/projects.csv", file("projects", [["start": "2015-04-02"]]))]),
    ]
    return cases
  }

  // MARK: Other members and periods

  func otherCases() -> [Case] {
    let victims = here + "/victims.csv"
    let marta = "2015-Q1/MARTA@2015-04-08"
    func identified(_ count: Int) -> String { "status,count\nIDENTIFIED,\(count)\n" }
    func quarters(_ member: String, _ table: String, _ counts: [Int], _ row: (Int) -> String) -> [(
      String, String
    )] {
      let places = [
        "2014-Q1/\(member)@2014-04-08", "2014-Q2/\(member)@2014-07-08",
        "2014-Q3/\(member)@2014-10-08", "2014-Q4/\(member)@2015-01-08",
        "2015-Q1/\(member)@2015-04-08",
      ]
      return zip(places, counts).map { ("\($0)/\(table).csv", row($1)) }
    }
    func overlap(_ count: Int, _ with: String) -> String {
      file("victims", [["overlap_count": "\(count)", "overlap_with": with]])
    }
    return [
      Case("victims.overlap-partner-reports", [(victims, overlap(1, "DROSA_MAJA"))]),
      Case(
        "victims.overlap-declared-once",
        [(victims, overlap(1, "MARTA")), (marta + "/victims.csv", overlap(1, "VP"))]),
      Case(
        "victims.members-within-national",
        [(victims, identified(4)), ("2015-Q1/IEM@2015-04-08/victims.csv", identified(9))]),
      Case(
        "criminal_justice.members-within-national",
        [
          (here + "/criminal_justice.csv", file("criminal_justice")),
          (
            "2015-Q1/IEM@2015-04-08/criminal_justice.csv",
            file("criminal_justice", [["count": "9"]])
          ),
        ]),
      Case("victims.level", quarters("VP", "victims", [3, 4, 3, 4, 30], identified)),
      Case(
        "criminal_justice.level",
        quarters("VP", "criminal_justice", [3, 4, 3, 4, 30]) {
          file("criminal_justice", [["count": "\($0)"]])
        }),
      Case("victims.drop-to-nothing", quarters("VP", "victims", [3, 4, 3, 4, 0], identified)),
      Case(
        "campaigns.one-title-one-id",
        [
          (marta + "/campaigns.csv", file("campaigns")),
          (here + "/campaigns.csv", file("campaigns", [["campaign_id": "CA-2"]])),
        ]),
      Case(
        "trainings.one-title-one-id",
        [
          (marta + "/trainings.csv", file("trainings")),
          (here + "/trainings.csv", file("trainings", [["training_id": "TR-2"]])),
        ]),
      Case(
        "projects.one-title-one-id",
        [
          (marta + "/projects.csv", file("projects")),
          (here + "/projects.csv", file("projects", [["project_id": "PR-2"]])),
        ]),
    ] + eventCases(marta) + [
      Case(
        "trainings.participants-agree",
        [
          (marta + "/trainings.csv", file("trainings")),
          (here + "/trainings.csv", file("trainings", [["participants": "25"]])),
        ]),
      Case(
        "projects.does-not-vanish",
        [
          (marta + "/projects.csv", file("projects")),
          (
            "2015-Q2/MARTA@2015-07-08/projects.csv",
            file("projects", [["project_id": "PR-2", "title": "Other", "start": "2015-05-01"]])
          ),
        ]),
    ]
  }

  /// Accounts of one event that differ, and names that nobody has.
  private func eventCases(_ marta: String) -> [Case] {
    let differing = [("campaigns", "reach", "900"), ("trainings", "hours", "6")]
    return differing.map { table, column, value in
      Case(
        "\(table).account-agrees",
        [
          (marta + "/\(table).csv", file(table)),
          (here + "/\(table).csv", file(table, [[column: value]])),
        ])
    } + [
      Case(
        "projects.account-agrees",
        [
          (marta + "/projects.csv", file("projects")),
          (here + "/projects.csv", file("projects", [["lead": "VP"]])),
        ]),
      Case(
        "projects.own-period-reported",
        [
          (marta + "/projects.csv", file("projects", [["start": "2014-12-02"]])),
          (
            "2014-Q4/MARTA@2015-01-08/projects.csv",
            file(
              "projects", [["project_id": "PR-0", "title": "Other", "start": "2014-11-02"]])
          ),
        ]),
      Case(
        "campaigns.channels-known",
        [(marta + "/campaigns.csv", file("campaigns", [["channels": "ONLINE|PIGEON"]]))]),
    ]
      + ["campaigns", "trainings", "projects"].map { table in
        Case(
          "\(table).partners-named",
          [(marta + "/\(table).csv", file(table, [["partners": "DROSA_MAJ|QQ:Nobody"]]))])
      }
      + ["victims", "criminal_justice", "assistance"].map { table in
        let known = ["sex": "F"].merging(unknown(table)) { $1 }
        return Case(
          "\(table).unknown-is-no-total",
          [
            (
              (table == "assistance" ? marta : here) + "/\(table).csv",
              file(table, [known, known.merging(["sex": "M"]) { $1 }, doubled(table, by: 2)])
            )
          ])
      }
  }

  /// A group that was there a quarter before, and is not.
  func vanishedGroups() -> [Case] {
    Self.otherGroups.map { member, table, other in
      Case(
        "\(table).group-does-not-vanish",
        [
          ("2014-Q4/\(member)@2015-01-08/\(table).csv", file(table, [[:], other])),
          ("2015-Q1/\(member)@2015-04-08/\(table).csv", file(table)),
        ])
    }
  }

  /// In a row of each table, what makes it one of another group.
  static let otherGroups: [(member: String, table: String, row: [String: String])] = [
    ("VP", "victims", ["status": "NOT_CONFIRMED"]),
    ("VP", "criminal_justice", ["stage": "ACQUITTED"]),
    ("MARTA", "assistance", ["service": "HELPLINE"]),
  ]

  /// Every detail but the sex unknown.
  func unknown(_ table: String) -> [String: String] {
    let details = ["identified_by", "age_group", "citizenship", "exploitation", "place"]
    let own = Set(Self.tables.first { $0.name == table }!.columns.map(\.name))
    return Dictionary(uniqueKeysWithValues: details.filter(own.contains).map { ($0, "") })
  }

  /// A row without any detail that counts as much as some others together.
  func doubled(_ table: String, by times: Int) -> [String: String] {
    let count = table == "assistance" ? "new" : "count"
    let good = Self.tables.first { $0.name == table }!.columns.first { $0.name == count }!.good
    var changes = [count: "\(Int(good)! * times)", "sex": ""]
    // The stock still balances.
    if table == "assistance" { changes["closing"] = "\(4 + Int(good)! * times - 2)" }
    return changes.merging(unknown(table)) { $1 }
  }
}
