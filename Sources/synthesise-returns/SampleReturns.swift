import Vocabulary

/// Two years of invented returns of the 24 members, as their desks might send them.
///
/// Sizes are plausible (some tens of identified victims a year), people and events are not real.
/// Among them: late returns, a resubmission, nil returns, a member that sends nothing, a file in
/// windows-1257 with semicolons and Latvian words.
struct SampleReturns {
  let seed: UInt64

  private static let members = [
    "IEM", "TM", "LM", "AM", "VM", "KM", "IZM", "VP", "VRS", "GP", "PMLP", "IEM_IC", "NVA", "VISC",
    "VDI", "RIGA", "RPP", "LPS", "MARTA", "DROSA_MAJA", "BRIVA_VIDZEME", "SIEVIESU_TIKLS", "NVO_5",
    "SMO",
  ]

  private struct Project {
    let id, title, lead, partners, start, end: String
    let funders: [(String, String)]
    let reporters: [String]
  }

  private static let projects = [
    Project(
      id: "PR-SAFE-WORK", title: "Safe work abroad", lead: "NVA",
      partners: "VDI|EE:Tööinspektsioon",
      start: "2013-09-01", end: "2015-08-31", funders: [("EU", "84000.00"), ("STATE", "12000.00")],
      reporters: ["NVA", "VDI"]),
    Project(
      id: "PR-HESTIA", title: "Preventing trafficking and sham marriages", lead: "IEM",
      partners: "DROSA_MAJA|LT:Dingusių žmonių šeimų paramos centras|IE:Migrant support centre",
      start: "2015-01-01", end: "2016-12-31",
      funders: [("EU", "310000.00"), ("STATE", "31000.00")],
      reporters: ["IEM", "DROSA_MAJA"]),
    Project(
      id: "PR-CRISIS-ROOM", title: "Crisis room for women", lead: "MARTA", partners: "RIGA",
      start: "2014-04-01", end: "2015-03-31", funders: [("MUNICIPAL", "18500.00")],
      reporters: ["MARTA", "RIGA"]),
    Project(
      id: "PR-SCHOOLS", title: "Teaching safety in schools", lead: "VISC", partners: "",
      start: "2014-09-01", end: "2015-06-30", funders: [("EEA_NORWAY", "27300.50")],
      reporters: ["VISC"]),
    Project(
      id: "PR-BORDER", title: "Indicators at the border", lead: "VRS", partners: "SE:Polisen",
      start: "2015-07-01", end: "2016-06-30", funders: [("FOREIGN_STATE", "45000.00")],
      reporters: ["VRS"]),
  ]

  func write(to folder: FolderWriter) throws {
    try folder.write(Self.readme, to: "README.md")
    for (place, period) in quarters.enumerated() {
      for (number, member) in Self.members.enumerated() {
        // One member sends nothing for the last quarter.
        if member == "RPP", period.label == "2015-Q4" { continue }
        var chance = Chance(seed: seed &* 1_000_003 &+ UInt64(place * 100 + number))
        try write(member, period, &chance, folder)
      }
    }
    try resubmission(folder)
  }

  var quarters: [ReferencePeriod] {
    [2014, 2015].flatMap { ReferencePeriod(year: $0, kind: .year).quarters }
  }

  private func write(
    _ member: String, _ period: ReferencePeriod, _ chance: inout Chance, _ folder: FolderWriter
  ) throws {
    let isLate =
      (member == "KM" && period.label == "2015-Q1")
      || (member == "LPS" && period.label == "2014-Q3")
    let delay = isLate ? chance.draw(38...50) : chance.draw(3...10)
    let received = CalendarDay(days: period.lastDay.days + Int32(delay))
    let place = "\(period.label)/\(member)@\(received)"
    var nothing: [String] = []
    for (table, rows) in [
      ("victims", victims(member, period, &chance)),
      ("criminal_justice", justice(member, &chance)),
      ("campaigns", campaigns(member, period, &chance)),
      ("trainings", trainings(member, period, &chance)),
      ("projects", projects(member, period)),
      ("assistance", assistance(member, period)),
      ("legislation", legislation(member, period)),
      ("funding", funding(member, period)),
      ("plans", plans(member, period)),
      ("challenges", challenges(member, period)),
    ] {
      guard let rows else { continue }
      if rows.count < 2 {
        nothing.append(table)
      } else if table == "victims", member == "DROSA_MAJA", period.label == "2015-Q1" {
        try folder.write(Self.latvian(rows), to: "\(place)/\(table).csv")
      } else {
        try folder.write(FolderWriter.text(rows), to: "\(place)/\(table).csv")
      }
    }
    if !nothing.isEmpty {
      try folder.write(
        FolderWriter.text([["table"]] + nothing.map { [$0] }), to: "\(place)/nil.csv")
    }
  }

  // MARK: Tables; nil where the member does not report the table

  private struct Person: Hashable {
    let status, by, sex, age, citizenship, form, place: String
    var cells: [String] { [status, by, sex, age, citizenship, form, place] }
  }

  private static let victimsHeader = [
    "status", "identified_by", "sex", "age_group", "citizenship", "exploitation", "place", "count",
    "overlap_count", "overlap_with",
  ]

  private func victims(
    _ member: String, _ period: ReferencePeriod, _ chance: inout Chance
  ) -> [[String]]? {
    let sizes = ["VP": 2...5, "VRS": 0...1, "MARTA": 1...4, "DROSA_MAJA": 1...4]
    guard let size = sizes[member] else { return nil }
    let by = ["VP": "POLICE", "VRS": "BORDER_GUARD"][member] ?? "SERVICE_PROVIDER"
    var counts: [Person: Int] = [:]
    var order: [Person] = []
    let identified = chance.draw(size)
    let presumed = identified + (size.upperBound > 1 ? chance.draw(0...2) : 0)
    for number in 0..<presumed {
      let form = chance.draw([("SEXUAL", 4), ("SHAM_MARRIAGE", 5), ("LABOUR", 3), ("BEGGING", 1)])
      let sex =
        form == "LABOUR" ? chance.draw([("M", 3), ("F", 1)]) : chance.draw([("F", 9), ("M", 1)])
      let age = chance.draw([("ADULT", 12), ("CHILD", 1)])
      let citizenship = chance.draw([("LV", 10), ("LV_NC", 2), ("UA", 1)])
      let place =
        form == "SHAM_MARRIAGE"
        ? chance.draw([("IE", 3), ("GB", 2), ("CY", 1)])
        : chance.draw([("LV", 1), ("GB", 2), ("DE", 1)])
      for status in number < identified ? ["IDENTIFIED", "PRESUMED"] : ["PRESUMED"] {
        let person = Person(
          status: status, by: by, sex: sex, age: age, citizenship: citizenship, form: form,
          place: place)
        if counts[person] == nil { order.append(person) }
        counts[person, default: 0] += 1
      }
    }
    var rows = [Self.victimsHeader]
    // The police counts one person a quarter whom a shelter has counted already.
    let partner = member == "VP" ? chance.draw([("MARTA", 1), ("DROSA_MAJA", 1)]) : ""
    var declared: Set<String> = []
    for person in order.sorted(by: { $0.cells.lexicographicallyPrecedes($1.cells) }) {
      let overlaps = !partner.isEmpty && declared.insert(person.status).inserted
      rows.append(
        person.cells + [String(counts[person]!), overlaps ? "1" : "", overlaps ? partner : ""])
    }
    return rows
  }

  private func justice(_ member: String, _ chance: inout Chance) -> [[String]]? {
    let stages = [
      "VP": ["PROCEEDING_OPENED", "SUSPECT"], "GP": ["PROSECUTED", "SENT_TO_COURT"],
      "TM": ["CONVICTED", "ACQUITTED"], "IEM_IC": ["INJURED_PARTY"],
    ]
    guard let own = stages[member] else { return nil }
    return [["law", "stage", "count"]]
      + own.flatMap { stage in
        ["154.1", "165.1"].map { law in
          [law, stage, String(chance.draw(0...(law == "154.1" ? 4 : 7)))]
        }
      }
  }

  private func campaigns(
    _ member: String, _ period: ReferencePeriod, _ chance: inout Chance
  ) -> [[String]] {
    var rows = [
      [
        "campaign_id", "audience", "exploitation", "title", "start", "end", "partners", "channels",
        "reach", "cost", "currency",
      ]
    ]
    let makers = ["MARTA", "DROSA_MAJA", "IEM", "NVA", "BRIVA_VIDZEME", "SMO"]
    guard makers.contains(member), chance.draw(1...3) < 3 else { return rows }
    let start = CalendarDay(days: period.firstDay.days + Int32(chance.draw(5...60)))
    let id = "CA-\(member)-\(period.label)"
    let audience = chance.draw([("YOUTH", 3), ("JOB_SEEKERS", 2), ("GENERAL", 3)])
    rows.append([
      id, audience, chance.draw([("LABOUR", 1), ("SHAM_MARRIAGE", 1), ("SEXUAL", 1)]),
      "Open your eyes (\(member)), \(period.label)", start.description,
      CalendarDay(days: start.days + 20).description, member == "MARTA" ? "DROSA_MAJA" : "",
      "ONLINE|SCHOOL", String(chance.draw(4...90) * 100), "\(chance.draw(2...40) * 50).00", "EUR",
    ])
    // A campaign of two members is reported by both under one id and counts once.
    if member == "DROSA_MAJA", period.label == "2015-Q2" {
      rows.append([
        "CA-JOINT-2015", "GENERAL", "SHAM_MARRIAGE", "Say no to sham marriages", "2015-05-04",
        "2015-06-01", "IEM", "TV|RADIO", "250000", "12000.00", "EUR",
      ])
    }
    return rows
  }

  private func trainings(
    _ member: String, _ period: ReferencePeriod, _ chance: inout Chance
  ) -> [[String]] {
    var rows = [
      [
        "training_id", "profession", "title", "date", "end_date", "partners", "hours",
        "participants", "participants_f", "participants_m",
      ]
    ]
    let audiences: [String: [String]] = [
      "VP": ["POLICE", "MUNICIPAL_POLICE"], "VRS": ["BORDER_GUARD"], "GP": ["PROSECUTOR", "JUDGE"],
      "LM": ["SOCIAL_WORKER"], "VISC": ["TEACHER"], "NVA": ["EMPLOYMENT_AGENCY"],
      "VDI": ["LABOUR_INSPECTOR"], "AM": ["CONSULAR"],
      "LPS": ["SOCIAL_WORKER", "MUNICIPAL_POLICE"],
      "MARTA": ["NGO", "SOCIAL_WORKER"], "SMO": ["MEDIA", "STUDENT"],
    ]
    guard let professions = audiences[member], chance.draw(1...4) < 4 else { return rows }
    let day = CalendarDay(days: period.firstDay.days + Int32(chance.draw(5...80)))
    let hours = chance.draw([("4", 2), ("6.5", 1), ("8", 3)])
    for profession in professions {
      let people = chance.draw(8...45)
      let women = chance.draw(0...people)
      rows.append([
        "TR-\(member)-\(period.label)", profession, "Recognising trafficking (\(member))",
        day.description, "",
        member == "VP" ? "VRS" : "", hours, String(people), String(women), String(people - women),
      ])
    }
    return rows
  }

  private func projects(_ member: String, _ period: ReferencePeriod) -> [[String]] {
    var rows = [
      ["project_id", "funder", "title", "lead", "partners", "start", "end", "budget", "currency"]
    ]
    for project in Self.projects where project.reporters.contains(member) {
      guard let start = CalendarDay(iso: project.start), let end = CalendarDay(iso: project.end),
        start <= period.lastDay, end >= period.firstDay
      else { continue }
      for (funder, budget) in project.funders {
        rows.append([
          project.id, funder, project.title, project.lead, project.partners, project.start,
          project.end, budget, "EUR",
        ])
      }
    }
    return rows
  }

  // MARK: Special files

  /// The file as a Latvian spreadsheet saves it: semicolons, windows-1257, Latvian words.
  private static func latvian(_ rows: [[String]]) -> [UInt8] {
    let words = [
      "status": "statuss", "identified_by": "identificēja", "sex": "dzimums",
      "age_group": "vecuma grupa", "citizenship": "valstiskā piederība",
      "exploitation": "ekspluatācijas veids", "place": "vieta", "count": "skaits",
      "overlap_count": "jau uzskaitīti", "overlap_with": "uzskaitījis",
      "IDENTIFIED": "identificēts", "PRESUMED": "iespējams", "F": "sieviete", "M": "vīrietis",
      "ADULT": "pieaugušais", "CHILD": "bērns", "LV": "Latvija", "LV_NC": "Latvijas nepilsonis",
      "SEXUAL": "seksuālā ekspluatācija", "LABOUR": "darbaspēka ekspluatācija",
      "SHAM_MARRIAGE": "fiktīvās laulības", "BEGGING": "ubagošana",
      "SERVICE_PROVIDER": "pakalpojuma sniedzējs", "GB": "Apvienotā Karaliste", "IE": "Īrija",
      "DE": "Vācija", "CY": "Kipra", "UA": "Ukraina",
    ]
    let said = rows.map { $0.map { words[$0] ?? $0 } }
    return FolderWriter.windows1257(
      FolderWriter.text(said, delimiter: ";", lineEnd: "\r\n"))
  }

  /// The police sends its figures of 2015-Q2 again: one more person was identified.
  private func resubmission(_ folder: FolderWriter) throws {
    let place = Self.members.firstIndex(of: "VP")!
    let period = quarters[5]
    var chance = Chance(seed: seed &* 1_000_003 &+ UInt64(500 + place))
    _ = chance.draw(3...10)
    guard var rows = victims("VP", period, &chance),
      let row = rows.firstIndex(where: { $0[0] == "IDENTIFIED" })
    else { return }
    let more = rows[row][0..<7] + [String(Int(rows[row][7])! + 1)] + rows[row][8...]
    rows[row] = Array(more)
    if let presumed = rows.firstIndex(where: { $0[0] == "PRESUMED" && $0[1..<7] == more[1..<7] }) {
      rows[presumed][7] = String(Int(rows[presumed][7])! + 1)
    }
    try folder.write(FolderWriter.text(rows), to: "\(period.label)/VP@2015-08-20/victims.csv")
  }

  private static let readme = """
    # Synthetic returns

    Invented by `synthesise-returns samples`, seed 2015: no person, campaign, training or project in
    here is real, and no figure says anything about Latvia. Real figures are in `../published`.

    Eight quarters, 2014-Q1 to 2015-Q4, of all 24 members of the working group. Worth a look:

    - `2015-Q1/DROSA_MAJA@…/victims.csv` is in windows-1257, with semicolons and Latvian words.
    - `2015-Q2/VP@2015-08-20` is a resubmission: one more identified victim.
    - `2015-Q1/KM@…` and `2014-Q3/LPS@…` came late.
    - RPP sent nothing for 2015-Q4.
    - Most submissions have a `nil.csv`: nothing to report in these tables.

    """
}
