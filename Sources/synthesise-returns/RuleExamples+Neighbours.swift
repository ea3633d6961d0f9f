/// Beside each example that breaks a rule its nearest neighbours: one in which the rule is satisfied,
/// and one in which it cannot be decided.
extension RuleExamples {
  typealias Files = [(String, String)]

  struct Neighbours {
    let valid: Files
    /// Nil where the rule is always decided.
    let undecided: Files?
    init(_ valid: Files, _ undecided: Files?) {
      self.valid = valid
      self.undecided = undecided
    }
  }

  /// Neighbours of every rule that is not of a cell, by the rule's id.
  func neighbours() -> [String: Neighbours] {
    var found = walkNeighbours()
    for (table, place) in places {
      found.merge(rowNeighbours(table, place)) { first, _ in first }
    }
    for table in ["victims", "criminal_justice", "assistance"] {
      found.merge(tabulationNeighbours(table)) { first, _ in first }
    }
    found.merge(otherNeighbours()) { first, _ in first }
    found.merge(eventNeighbours()) { first, _ in first }
    return found
  }

  private var places: [(String, String)] {
    Self.tables.map { ($0.name, "2015-Q1/\($0.member)@2015-04-08/\($0.name).csv") }
  }

  private func one(_ table: String, _ changes: [[String: String]] = [[:]]) -> Files {
    [(places.first { $0.0 == table }!.1, file(table, changes))]
  }

  // MARK: Rows

  private func rowNeighbours(_ table: String, _ place: String) -> [String: Neighbours] {
    let names = Self.tables.first { $0.name == table }!.columns.map(\.name)
    let second = [
      "victims": "sex", "criminal_justice": "sex", "assistance": "sex", "projects": "funder",
      "trainings": "profession", "campaigns": "audience",
    ]
    let other = [
      "sex": "M", "funder": "OWN", "profession": "JUDGE", "audience": "GENERAL",
    ]
    let differing = second[table].map { [$0: other[$0]!] } ?? [names[0]: "OTHER-1"]
    var found: [String: Neighbours] = [:]
    let single = [(place, file(table))]
    let pair = [(place, file(table, [[:], differing]))]
    for name in ["same-key-twice", "same-breakdown-twice"] {
      found["\(table).\(name)"] = Neighbours(pair, single)
    }
    found["\(table).one-account"] = Neighbours(pair, single)
    let start = ["trainings": "date", "legislation": "stage_date"][table] ?? "start"
    let end = table == "trainings" ? "end_date" : "end"
    found["\(table).end-after-start"] = Neighbours(
      [(place, file(table, [[end: "2015-12-31"]]))], [(place, file(table, [[end: ""]]))])
    found["\(table).not-after-period"] = Neighbours(single, [(place, file(table, [[start: ""]]))])
    let amount = table == "projects" ? "budget" : "cost"
    for name in ["cost-has-currency", "budget-has-currency"] {
      found["\(table).\(name)"] = Neighbours(single, [(place, file(table, [[amount: ""]]))])
    }
    found["\(table).project-known"] = Neighbours(
      [(place, file(table, [["project_id": "PR-1"]]))] + one("projects"), single)
    let marta = "2015-Q1/MARTA@2015-04-08/\(table).csv"
    let vp = "2015-Q1/VP@2015-04-08/\(table).csv"
    let lm = "2015-Q1/LM@2015-04-08/\(table).csv"
    let members = table == "legislation" ? (place, lm) : (marta, vp)
    found["\(table).one-title-one-id"] = Neighbours(
      [(members.0, file(table)), (members.1, file(table))], single)
    found["\(table).own-period-reported"] = Neighbours(
      [
        (place, file(table, [[start: "2014-12-02"]])),
        (
          place.replacing("2015-Q1", "2014-Q4").replacing("2015-04-08", "2015-01-08"),
          file(table, [[start: "2014-12-02"]])
        ),
      ], single)
    return found
  }

  // MARK: Tabulations

  private func tabulationNeighbours(_ table: String) -> [String: Neighbours] {
    let place = places.first { $0.0 == table }!.1
    let group = [
      "victims": ("status", "IDENTIFIED"), "criminal_justice": ("law,stage", "154.1,SUSPECT"),
      "assistance": ("service", "CRISIS"),
    ][table]!
    let count = table == "assistance" ? "new" : "count"
    func rows(_ header: String, _ rows: [String]) -> Files {
      [(place, "\(group.0),\(header),\(count)\n" + rows.map { "\(group.1),\($0)\n" }.joined())]
    }
    return [
      "\(table).tabulations-within-total": Neighbours(
        rows("sex", ["_T,5", "F,3", "M,2"]), rows("sex", ["F,3", "M,2"])),
      "\(table).finer-within-coarser": Neighbours(
        rows("sex,age_group", ["F,_T,3", "M,_T,4", "F,ADULT,3", "M,ADULT,4"]),
        rows("sex,age_group", ["F,_T,3", "M,_T,4"])),
      "\(table).tabulations-agree": Neighbours(
        rows("sex,age_group", ["F,_T,3", "M,_T,4", "_T,ADULT,6", "_T,CHILD,1"]),
        rows("sex,age_group", ["F,_T,3", "M,_T,4"])),
      "\(table).tabulation-serves": Neighbours(
        rows("sex", ["_T,5", "F,3", "M,nav"]), rows("sex", ["_T,5", "F,3", "M,2"])),
      "\(table).rest-is-no-subtotal": Neighbours(
        rows("citizenship", ["UA,1", "BY,2", "FOREIGN,4"]), rows("citizenship", ["UA,1", "BY,2"])),
    ]
  }

  // MARK: Events

  private func eventNeighbours() -> [String: Neighbours] {
    let marta = "2015-Q1/MARTA@2015-04-08"
    var found: [String: Neighbours] = [:]
    for table in ["campaigns", "trainings", "projects"] {
      let two = [(marta + "/\(table).csv", file(table)), (here + "/\(table).csv", file(table))]
      found["\(table).account-agrees"] = Neighbours(two, one(table))
      found["\(table).partners-named"] = Neighbours(
        one(table, [["partners": "DROSA_MAJA|LT:Caritas|Soroptimists"]]),
        one(table, [["partners": "", "lead": ""]]))
    }
    found["campaigns.channels-known"] = Neighbours(
      one("campaigns", [["channels": "ONLINE|televīzija"]]), one("campaigns", [["channels": ""]]))
    for table in ["victims", "criminal_justice", "assistance"] {
      let known = ["sex": "F"].merging(unknown(table)) { $1 }
      let other = known.merging(["sex": "M"]) { $1 }
      found["\(table).unknown-is-no-total"] = Neighbours(
        one(table, [known, other, doubled(table, by: 1)]), one(table, [known, other]))
    }
    for (member, table, other) in Self.otherGroups {
      let now = ("2015-Q1/\(member)@2015-04-08/\(table).csv", file(table, [[:], other]))
      found["\(table).group-does-not-vanish"] = Neighbours(
        [("2014-Q4/\(member)@2015-01-08/\(table).csv", file(table, [[:], other])), now], [now])
    }
    return found
  }

  // MARK: Others

  private func otherNeighbours() -> [String: Neighbours] {
    let victims = here + "/victims.csv"
    let marta = "2015-Q1/MARTA@2015-04-08"
    let lm = "2015-Q1/LM@2015-04-08"
    let before = "2014-Q4/LM@2015-01-08"
    func overlap(_ count: String, _ with: String) -> String {
      file("victims", [["overlap_count": count, "overlap_with": with]])
    }
    func tabulated(_ rows: [String]) -> Files {
      [
        (
          victims,
          "status,sex,age_group,count,overlap_count,overlap_with\n"
            + rows.map { "IDENTIFIED,\($0)\n" }.joined()
        )
      ]
    }
    func identified(_ count: String) -> String { "status,count\nIDENTIFIED,\(count)\n" }
    func quarters(
      _ member: String, _ table: String, _ counts: [Int], _ row: (Int) -> String
    ) -> Files {
      let places = [
        "2014-Q1/\(member)@2014-04-08", "2014-Q2/\(member)@2014-07-08",
        "2014-Q3/\(member)@2014-10-08", "2014-Q4/\(member)@2015-01-08",
        "2015-Q1/\(member)@2015-04-08",
      ]
      return zip(places.suffix(counts.count), counts).map { ("\($0)/\(table).csv", row($1)) }
    }
    var found: [String: Neighbours] = [
      "victims.overlap-within-count": Neighbours(
        [(victims, overlap("1", "MARTA"))], [(victims, overlap("", ""))]),
      "victims.overlaps-within-total": Neighbours(
        tabulated(["_T,_T,10,3,MARTA", "F,_T,3,2,MARTA", "M,_T,7,,"]),
        tabulated(["F,_T,3,2,MARTA", "M,_T,7,,"])),
      "victims.finer-overlaps-within-coarser": Neighbours(
        tabulated(["F,_T,6,2,MARTA", "M,_T,6,3,MARTA", "F,ADULT,6,2,MARTA", "M,ADULT,6,3,MARTA"]),
        tabulated(["F,_T,6,2,MARTA", "M,_T,6,3,MARTA"])),
      "victims.identified-within-presumed": Neighbours(
        [(victims, "status,sex,count\nPRESUMED,F,3\nIDENTIFIED,F,3\n")],
        [(victims, "status,sex,count\nIDENTIFIED,F,3\n")]),
      "victims.overlap-names-member": Neighbours(
        [(victims, overlap("1", "MARTA"))], [(victims, overlap("", ""))]),
      "victims.overlap-partner-reports": Neighbours(
        [(victims, overlap("1", "MARTA")), (marta + "/victims.csv", identified("2"))],
        [(victims, overlap("", ""))]),
      "victims.overlap-declared-once": Neighbours(
        [(victims, overlap("1", "MARTA")), (marta + "/victims.csv", identified("2"))],
        [(victims, overlap("1", "MARTA"))]),
      "victims.members-within-national": Neighbours(
        [(victims, identified("4")), ("2015-Q1/IEM@2015-04-08/victims.csv", identified("4"))],
        [("2015-Q1/IEM@2015-04-08/victims.csv", identified("4"))]),
      "criminal_justice.members-within-national": Neighbours(
        [
          (here + "/criminal_justice.csv", file("criminal_justice")),
          ("2015-Q1/IEM@2015-04-08/criminal_justice.csv", file("criminal_justice")),
        ], [("2015-Q1/IEM@2015-04-08/criminal_justice.csv", file("criminal_justice"))]),
      "trainings.parts-within-participants": Neighbours(
        one("trainings"), one("trainings", [["participants_f": "", "participants_m": ""]])),
      "trainings.tabulations-within-total": Neighbours(
        one(
          "trainings",
          [
            [
              "profession": "_T", "participants": "30", "participants_f": "", "participants_m": "",
            ], [:],
          ]), one("trainings")),
      "trainings.tabulation-serves": Neighbours(
        one(
          "trainings",
          [
            [
              "profession": "_T", "participants": "30", "participants_f": "", "participants_m": "",
            ], [:], ["profession": "JUDGE", "participants": "nav"],
          ]), one("trainings")),
      "trainings.participants-agree": Neighbours(
        [
          (marta + "/trainings.csv", file("trainings")),
          (here + "/trainings.csv", file("trainings")),
        ],
        one("trainings")),
      "projects.does-not-vanish": Neighbours(
        [
          (marta + "/projects.csv", file("projects")),
          ("2015-Q2/MARTA@2015-07-08/projects.csv", file("projects")),
        ], one("projects")),
      "assistance.stock-balances": Neighbours(
        one("assistance"), one("assistance", [["closed": ""]])),
      "assistance.opening-is-last-closing": Neighbours(
        [
          (marta + "/assistance.csv", file("assistance", [["opening": "5", "closing": "6"]])),
          ("2014-Q4/MARTA@2015-01-08/assistance.csv", file("assistance")),
        ], one("assistance")),
      "funding.amounts-have-currency": Neighbours(
        one("funding"), one("funding", [["planned": "", "allocated": "", "spent": ""]])),
      "funding.year-of-period": Neighbours(one("funding"), one("funding", [["fiscal_year": ""]])),
      "funding.does-not-vanish": Neighbours(
        [
          (lm + "/funding.csv", file("funding")),
          ("2015-Q2/LM@2015-07-08/funding.csv", file("funding")),
        ], one("funding")),
      "plans.does-not-vanish": Neighbours(
        [(lm + "/plans.csv", file("plans")), (before + "/plans.csv", file("plans"))], one("plans")),
      "legislation.adopted-once": Neighbours(
        [
          ("2015-Q1/TM@2015-04-08/legislation.csv", file("legislation")),
          (
            "2014-Q4/TM@2015-01-08/legislation.csv",
            file("legislation", [["stage": "DRAFTED", "stage_date": "2014-12-30"]])
          ),
        ], one("legislation")),
    ]
    for (name, last) in [("level", 30), ("drop-to-nothing", 0)] {
      found["victims.\(name)"] = Neighbours(
        quarters("VP", "victims", [3, 4, 3, 4, 5]) { identified("\($0)") },
        quarters("VP", "victims", [4, 3, 4, last]) { identified("\($0)") })
      found["criminal_justice.\(name)"] = Neighbours(
        quarters("VP", "criminal_justice", [3, 4, 3, 4, 5]) {
          file("criminal_justice", [["count": "\($0)"]])
        },
        quarters("VP", "criminal_justice", [4, 3, 4, last]) {
          file("criminal_justice", [["count": "\($0)"]])
        })
      found["assistance.\(name)"] = Neighbours(
        quarters("MARTA", "assistance", [3, 4, 3, 4, 5]) { "service,new\nCRISIS,\($0)\n" },
        quarters("MARTA", "assistance", [4, 3, 4, last]) { "service,new\nCRISIS,\($0)\n" })
    }
    return found
  }

  // MARK: Files and submissions

  private func walkNeighbours() -> [String: Neighbours] {
    let good = one("victims")
    let declared = [(here + "/nil.csv", "table\nvictims\n")]
    let trainings = one("trainings")
    var found: [String: Neighbours] = [:]
    for rule in [
      "readable-text", "not-empty", "has-rows", "required-columns", "columns-once", "known-columns",
      "quotes", "cell-count", "size-limits", "titles", "blank-lines", "text-cells", "conversions",
    ] {
      found["file.\(rule)"] = Neighbours(good, declared)
    }
    found["file.rows-left"] = Neighbours(
      [(here + "/plans.csv", file("plans", [[:], ["plan_id": "PL-2", "due": "31.06.2016."]]))],
      [(here + "/plans.csv", file("plans", []))])
    // What is no text cannot be searched; nil.csv can, but holds no text of people's own.
    found["privacy.personal-code"] = Neighbours(
      trainings, [(here + "/trainings.csv", "PK\u{3}\u{4}" + file("trainings"))])
    found["privacy.contact"] = Neighbours(
      trainings, [(here + "/nil.csv", "table\ntrainings\n")])
    for rule in [
      "submission.folder-name", "submission.withdrawn", "submission.period-begun",
      "submission.period-over", "member.registered",
    ] {
      found[rule] = Neighbours(good, nil)
    }
    found["file.known-table"] = Neighbours(good, declared)
    found["submission.tombstone"] = Neighbours(
      good + [
        (here + "/withdrawn.csv", "table,withdrawn,reason\ntrainings,2015-05-04,held a name\n")
      ], good)
    found["member.may-report"] = Neighbours(
      good, [("2015-Q1/EM@2015-04-08/criminal_justice.csv", file("criminal_justice"))])
    found["submission.nil-or-table"] = Neighbours(
      good + [(here + "/nil.csv", "table\ncampaigns\n")], good)
    found["submission.nil-names-table"] = Neighbours(declared, good)
    found["submission.nil-once"] = Neighbours(
      [(here + "/nil.csv", "table\nvictims\ntrainings\n")], declared)
    found["submission.earlier-stays"] = Neighbours(
      good + [("2015-Q1/VP@2015-05-05/victims.csv", file("victims", [["count": "3"]]))], good)
    found["submission.annual-or-quarterly"] = Neighbours(
      good + [("2015-Q2/VP@2015-07-08/victims.csv", file("victims"))], good)
    found["submission.member-agrees"] = Neighbours(
      [(here + "/victims.csv", "member,status,sex,count\nVP,IDENTIFIED,M,1\n")],
      [(here + "/victims.csv", "member,status,sex,count\n,IDENTIFIED,M,1\n")])
    found["submission.period-agrees"] = Neighbours(
      [(here + "/victims.csv", "period,status,sex,count\n2015-Q1,IDENTIFIED,M,1\n")],
      [(here + "/victims.csv", "period,status,sex,count\n,IDENTIFIED,M,1\n")])
    return found
  }
}

extension String {
  /// The text with every occurrence of a part put otherwise.
  fileprivate func replacing(_ part: String, _ other: String) -> String {
    var out = ""
    var rest = self[...]
    while let place = rest.firstRange(of: part) {
      out += rest[..<place.lowerBound] + other
      rest = rest[place.upperBound...]
    }
    return out + rest
  }
}
