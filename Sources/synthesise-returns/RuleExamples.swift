/// Three small returns folders for each rule: one that breaks it, one that keeps it, one in which it
/// cannot be decided.
///
/// The folder is named after the rule; `nrem explain RULE` says what it asks.
struct RuleExamples {
  struct Case {
    let rule: String
    /// Path within the folder, and bytes.
    let files: [(path: String, bytes: [UInt8])]

    init(_ rule: String, _ files: [(String, String)]) {
      self.rule = rule
      self.files = files.map { ($0.0, Array($0.1.utf8)) }
    }

    init(_ rule: String, _ path: String, bytes: [UInt8]) {
      self.rule = rule
      files = [(path, bytes)]
    }
  }

  func write(to folder: FolderWriter) throws {
    let neighbours = neighbours()
    let cells = cellCases()
    for broken in cells.map(\.0) + fileCases() + submissionCases() + returnCases()
      + vanishedGroups() + otherCases()
      + registerCases()
    {
      for file in broken.files {
        try folder.write(file.bytes, to: "\(broken.rule)/invalid/\(file.path)")
      }
    }
    for (rule, beside) in neighbours.merging(
      Dictionary(uniqueKeysWithValues: cells.map { ($0.0.rule, $0.1) }), uniquingKeysWith: { $1 })
    where folder.isThere(rule) {
      for (path, text) in beside.valid { try folder.write(text, to: "\(rule)/valid/\(path)") }
      for (path, text) in beside.undecided ?? [] {
        try folder.write(text, to: "\(rule)/undecided/\(path)")
      }
    }
    try folder.write(
      """
      # Examples of rules

      Made by `synthesise-returns rules`. Each folder is named after a rule and has three small returns
      folders: `invalid` breaks the rule, `valid` is its nearest neighbour that keeps it, and in
      `undecided` there is nothing to decide it by (it is missing where a rule is always decided).

      `nrem validate samples/rules/RULE/invalid` shows the finding, `nrem explain RULE` says what the rule
      asks. A broken rule often brings others with it: where the only row is rejected, the return is.

      """, to: "README.md")
  }

  // MARK: Cells

  struct Column {
    let name: String
    let good: String
    /// Checks of the column, each with a cell that fails it.
    let bad: [(check: String, cell: String)]
  }

  private static func code(_ name: String, _ good: String, _ more: [(String, String)] = [])
    -> Column
  {
    Column(name: name, good: good, bad: [("known-code", "XYZZY")] + more)
  }
  private static func count(_ name: String, _ good: String) -> Column {
    Column(
      name: name, good: good, bad: [("type", "daži"), ("minimum", "-1"), ("maximum", "1000000000")])
  }
  private static func amount(_ name: String, _ good: String) -> Column {
    Column(
      name: name, good: good,
      bad: [("type", "12.345"), ("minimum", "-1"), ("maximum", "1000000000")])
  }
  private static func day(_ name: String, _ good: String, required: Bool = true) -> Column {
    Column(
      name: name, good: good, bad: [("type", "2015-02-30")] + (required ? [("required", "")] : []))
  }
  private static func text(
    _ name: String, _ good: String, required: Bool = false, longest: Int? = nil
  ) -> Column {
    Column(
      name: name, good: good,
      bad: (required ? [("required", "")] : [])
        + (longest.map { [("max-length", String(repeating: "x", count: $0 + 1))] } ?? []))
  }

  private static let people = [
    code("sex", "F"), code("age_group", "ADULT"), code("citizenship", "LV"),
    code("exploitation", "SEXUAL"),
  ]

  static let tables: [(name: String, member: String, columns: [Column])] = [
    (
      "victims", "VP",
      [code("status", "IDENTIFIED", [("required", "")]), code("identified_by", "POLICE")] + people
        + [
          code("place", "GB"), count("count", "2"), count("cases", "1"),
          count("overlap_count", "0"), text("overlap_with", ""),
        ]
    ),
    (
      "criminal_justice", "VP",
      [code("law", "154.1"), code("stage", "SUSPECT", [("required", "")])] + people
        + [count("count", "3")]
    ),
    (
      "campaigns", "MARTA",
      [
        text("campaign_id", "CA-1", required: true, longest: 64), code("audience", "YOUTH"),
        code("exploitation", "LABOUR"), text("title", "Open eyes", required: true, longest: 300),
        day("start", "2015-02-02"), day("end", "2015-02-20", required: false),
        text("partners", ""), text("channels", "ONLINE"), count("reach", "1000"),
        amount("cost", "500.00"), code("currency", "EUR", [("code-in-force", "LVL")]),
        text("project_id", "", longest: 64),
      ]
    ),
    (
      "trainings", "VP",
      [
        text("training_id", "TR-1", required: true, longest: 64), code("profession", "POLICE"),
        text("title", "Recognising trafficking", required: true, longest: 300),
        day("date", "2015-02-02"), day("end_date", "", required: false), text("partners", ""),
        amount("hours", "8"), count("participants", "20"), count("participants_f", "11"),
        count("participants_m", "9"), text("project_id", "", longest: 64),
        amount("cost", "500.00"), code("currency", "EUR", [("code-in-force", "LVL")]),
      ]
    ),
    (
      "projects", "MARTA",
      [
        text("project_id", "PR-1", required: true, longest: 64), code("funder", "EU"),
        text("title", "Safe home", required: true, longest: 300), text("lead", "MARTA"),
        text("partners", ""), day("start", "2015-01-10"), day("end", "2015-12-31"),
        amount("budget", "9000.00"), code("currency", "EUR", [("code-in-force", "LVL")]),
      ]
    ),
    (
      "assistance", "MARTA",
      [code("service", "CRISIS")] + people + [
        count("opening", "4"), count("new", "3"), count("closed", "2"), count("closing", "5"),
        amount("hours", "12.5"), count("contacts", "40"),
      ]
    ),
    (
      "legislation", "TM",
      [
        text("act_id", "ACT-1", required: true, longest: 64),
        text("title", "Amendments", required: true, longest: 300), code("type", "LAW"),
        code("stage", "ADOPTED", [("required", "")]), day("stage_date", "2015-02-02"),
        text("lead", "TM"),
      ]
    ),
    (
      "funding", "LM",
      [
        text("line_id", "L-1", required: true, longest: 64),
        Column(
          name: "fiscal_year", good: "2015",
          bad: [("required", ""), ("type", "gads"), ("minimum", "1915"), ("maximum", "20155")]),
        code("purpose", "PREVENTION"), code("funder", "STATE"), amount("planned", "9000.00"),
        amount("allocated", "3000.00"), amount("spent", "1000.50"),
        code("currency", "EUR", [("code-in-force", "LVL")]), text("project_id", "", longest: 64),
      ]
    ),
    (
      "plans", "LM",
      [
        text("plan_id", "P-1", required: true, longest: 64), text("measure_id", "2.1", longest: 64),
        text("title", "Guide for providers", required: true, longest: 300),
        text("responsible", "LM", longest: 300), day("due", "2015-12-31", required: false),
        code("status", "PLANNED", [("required", "")]), text("progress", "", longest: 1000),
      ]
    ),
    (
      "challenges", "LM",
      [
        text("challenge_id", "CH-1", required: true, longest: 64),
        code("area", "DATA", [("required", "")]), code("severity", "LOW"),
        text("text", "Counts differ", required: true, longest: 1000),
        text("proposed_action", "One guide", longest: 1000),
        code("status", "OPEN", [("required", "")]),
      ]
    ),
  ]

  /// A file of one table: good rows with some cells put otherwise.
  func file(
    _ table: String, _ changes: [[String: String]] = [[:]], without: Set<String> = []
  ) -> String {
    let columns = Self.tables.first { $0.name == table }!.columns
      .filter { !without.contains($0.name) }
    return FolderWriter.text(
      [columns.map(\.name)] + changes.map { change in columns.map { change[$0.name] ?? $0.good } })
  }

  private func cellCases() -> [(Case, Neighbours)] {
    var cases: [(Case, Neighbours)] = []
    for table in Self.tables {
      let place = "2015-Q1/\(table.member)@2015-04-08/\(table.name).csv"
      for column in table.columns {
        let good =
          column.good.isEmpty ? (column.name == "end_date" ? "2015-02-03" : "x") : column.good
        for (check, cell) in column.bad {
          let rule = "\(table.name).\(column.name).\(check)"
          let undecided =
            check == "required"
            ? file(table.name, without: [column.name]) : file(table.name, [[column.name: ""]])
          cases.append(
            (
              Case(rule, [(place, file(table.name, [[column.name: cell]]))]),
              Neighbours([(place, file(table.name, [[column.name: good]]))], [(place, undecided)])
            ))
        }
      }
    }
    let early = "2012-Q4/VP@2013-01-08/criminal_justice.csv"
    cases.append(
      (
        Case(
          "criminal_justice.law.code-in-force",
          [(early, file("criminal_justice", [["law": "285.2"]]))]),
        Neighbours(
          [
            (
              "2013-Q4/VP@2014-01-08/criminal_justice.csv",
              file("criminal_justice", [["law": "285.2"]])
            )
          ],
          [(early, file("criminal_justice", [["law": ""]]))])
      ))
    return cases
  }

  // MARK: Files

  let here = "2015-Q1/VP@2015-04-08"

  private func fileCases() -> [Case] {
    let good = file("victims")
    let lines = good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let victims = here + "/victims.csv"
    let header = lines[0]
    let row = lines[1]
    return [
      Case("file.readable-text", victims, bytes: [0x50, 0x4B, 0x03, 0x04] + Array(good.utf8)),
      Case("file.titles", [(victims, "Kopsavilkums par ceturksni\n" + good)]),
      Case("file.not-empty", [(victims, "")]),
      Case("file.has-rows", [(victims, header + "\n")]),
      Case("file.rows-left", [(here + "/plans.csv", file("plans", [["due": "31.06.2016."]]))]),
      Case("file.required-columns", [(victims, file("victims", without: ["status"]))]),
      Case("file.columns-once", [(victims, header + ",sex\n" + row + ",F\n")]),
      Case("file.known-columns", [(victims, header + ",shoe_size\n" + row + ",38\n")]),
      Case("file.known-table", [(victims, good), (here + "/victim.csv", good)]),
      Case(
        "file.quotes",
        [
          (
            victims,
            [header, row, "IDENTIFIED,POL\"ICE,M,ADULT,LV,LABOUR,GB,1,1,0,", ""].joined(
              separator: "\n")
          )
        ]),
      Case(
        "file.cell-count",
        [
          (
            victims,
            [header, row, "IDENTIFIED,POLICE,M,ADULT,LV,LABOUR,GB,1", ""].joined(separator: "\n")
          )
        ]),
      Case(
        "file.size-limits",
        [
          (
            here + "/trainings.csv",
            file(
              "trainings",
              [
                [:],
                ["training_id": "TR-2", "partners": String(repeating: "x", count: (1 << 20) + 1)],
              ])
          )
        ]),
      Case("file.blank-lines", [(victims, header + "\n\n" + row + "\n")]),
      Case(
        "file.text-cells", here + "/trainings.csv",
        bytes: Array(file("trainings", [["title": "Safe\u{0}work"]]).utf8)),
      Case(
        "file.conversions",
        [
          (
            victims,
            good.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ";")
          )
        ]),
      Case(
        "privacy.personal-code",
        [(here + "/trainings.csv", file("trainings", [["title": "Talk with 010190-11111"]]))]),
      Case(
        "privacy.contact",
        [(here + "/trainings.csv", file("trainings", [["title": "Ask anna@example.org"]]))]),
    ]
  }

  // MARK: Submissions

  private func submissionCases() -> [Case] {
    let good = file("victims")
    return [
      Case(
        "submission.folder-name", [(here + "/victims.csv", good), ("2015-Q1/VP/victims.csv", good)]),
      Case(
        "submission.nil-or-table",
        [(here + "/victims.csv", good), (here + "/nil.csv", "table\nvictims\n")]),
      Case("submission.period-begun", [("2015-Q1/VP@2014-12-30/victims.csv", good)]),
      Case("submission.period-over", [("2015-Q1/VP@2015-03-20/victims.csv", good)]),
      Case("submission.nil-names-table", [(here + "/nil.csv", "table\nvictims\nweather\n")]),
      Case("submission.nil-once", [(here + "/nil.csv", "table\nvictims\nvictims\n")]),
      Case(
        "submission.earlier-stays",
        [(here + "/victims.csv", good), ("2015-Q1/VP@2015-05-05/victims.csv", "sex,count\nF,2\n")]),
      Case(
        "submission.member-agrees",
        [
          (
            here + "/victims.csv",
            "member,status,sex,count\nVP,IDENTIFIED,M,1\nMARTA,IDENTIFIED,F,2\n"
          )
        ]),
      Case(
        "submission.period-agrees",
        [
          (
            here + "/victims.csv",
            "period,status,sex,count\n2015-Q1,IDENTIFIED,M,1\n2014-Q1,IDENTIFIED,F,2\n"
          )
        ]),
      Case(
        "submission.annual-or-quarterly",
        [(here + "/victims.csv", good), ("2015/VP@2016-01-10/victims.csv", good)]),
      Case(
        "submission.withdrawn",
        [
          ("2015-Q1/VP@2015-04-02/victims.csv", good),
          (here + "/withdrawn.csv", "table,withdrawn,reason\nvictims,2015-05-04,held a name\n"),
        ]),
      Case(
        "submission.tombstone",
        [
          (here + "/victims.csv", good),
          (here + "/withdrawn.csv", "table,withdrawn,reason\nvictim,2015-05-04,held a name\n"),
        ]),
      Case("member.registered", [("2015-Q1/EM@2015-04-08/victims.csv", good)]),
      Case(
        "member.may-report",
        [("2015-Q1/KM@2015-04-08/criminal_justice.csv", file("criminal_justice"))]),
    ]
  }
}
