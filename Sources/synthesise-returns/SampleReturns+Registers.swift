import Vocabulary

/// Tables of what goes on from quarter to quarter: persons assisted, acts, money, plans, challenges.
extension SampleReturns {
  private func place(_ period: ReferencePeriod) -> Int { quarters.firstIndex(of: period)! }

  // MARK: Assistance

  /// Flows of one service of one member up to a quarter; the start of each is the end of the last.
  private func stock(
    _ member: String, _ service: String, _ sex: String, upTo place: Int, size: ClosedRange<Int>
  ) -> (opening: Int, new: Int, closed: Int, closing: Int) {
    let name = "\(member) \(service) \(sex)".utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    var chance = Chance(seed: seed &* 7919 &+ name)
    var closing = chance.draw(3...6)
    var flow = (opening: 0, new: 0, closed: 0, closing: 0)
    for _ in 0...place {
      let new = chance.draw(size)
      let closed = min(chance.draw(size), closing)
      flow = (closing, new, closed, closing + new - closed)
      closing = flow.closing
    }
    return flow
  }

  func assistance(_ member: String, _ period: ReferencePeriod) -> [[String]]? {
    let place = place(period)
    var rows = [
      ["service", "sex", "opening", "new", "closed", "closing", "hours", "contacts"]
    ]
    func add(_ service: String, _ sex: String, _ size: ClosedRange<Int>, hours: Bool = false) {
      let flow = stock(member, service, sex, upTo: place, size: size)
      rows.append([
        service, sex, String(flow.opening), String(flow.new), String(flow.closed),
        String(flow.closing), hours ? "\(flow.opening * 12 + flow.new * 9).50" : "", "",
      ])
    }
    switch member {
    case "MARTA", "DROSA_MAJA":
      add("SOCIAL_REHABILITATION", "F", 1...4, hours: true)
      add("SOCIAL_REHABILITATION", "M", 0...2, hours: true)
      add("PROCEEDINGS_SUPPORT", "_T", 0...2)
      let consulted = stock(member, "CONSULTATION", "_T", upTo: place, size: 6...14).new
      rows.append(["CONSULTATION", "_T", "", String(consulted), "", "", "", ""])
      // A helpline knows its calls, not how many persons called.
      let calls = stock(member, "HELPLINE", "_T", upTo: place, size: 60...110).new
      rows.append(["HELPLINE", "_T", "", "", "", "", "", String(calls)])
    case "SMO":
      let returned = stock(member, "RETURN", "_T", upTo: place, size: 0...2).new
      rows.append(["RETURN", "_T", "", String(returned), "", "", "", ""])
    case "LM":
      let granted = stock(member, "STATE_COMPENSATION", "_T", upTo: place, size: 0...2).new
      rows.append(["STATE_COMPENSATION", "_T", "", String(granted), "", "", "", ""])
    default: return nil
    }
    return rows
  }

  // MARK: Legislation

  private struct Act {
    let id, title, type, lead: String
    let stages: [(stage: String, date: String)]
    let reporters: [String]
  }

  private static let acts = [
    Act(
      id: "POL-THB-2014", title: "Guidelines for the prevention of trafficking 2014–2020",
      type: "POLICY_DOCUMENT", lead: "IEM",
      stages: [("SUBMITTED", "2014-01-08"), ("ADOPTED", "2014-04-21")], reporters: ["IEM", "LM"]),
    Act(
      id: "LAW-CL-2014", title: "Amendments to the Criminal Law: definition of vulnerability",
      type: "LAW", lead: "TM",
      stages: [("DRAFTED", "2014-02-12"), ("SUBMITTED", "2014-05-20"), ("ADOPTED", "2014-09-25")],
      reporters: ["TM"]),
    Act(
      id: "REG-REHAB-2015", title: "Regulation on social rehabilitation of victims",
      type: "CABINET_REGULATION", lead: "LM",
      stages: [("DRAFTED", "2015-01-19"), ("ADOPTED", "2015-06-30")], reporters: ["LM"]),
    Act(
      id: "AGR-CONSULAR-2015", title: "Memorandum on help to citizens abroad",
      type: "INTERNATIONAL_AGREEMENT", lead: "AM", stages: [("ADOPTED", "2015-03-11")],
      reporters: ["AM"]),
    Act(
      id: "ORD-WG-2015", title: "Order on the working group", type: "CABINET_ORDER", lead: "IEM",
      stages: [("DRAFTED", "2015-08-04"), ("UNDER_REVIEW", "2015-11-17")], reporters: ["IEM"]),
  ]

  func legislation(_ member: String, _ period: ReferencePeriod) -> [[String]]? {
    guard ["IEM", "TM", "LM", "AM", "VM", "KM", "IZM"].contains(member) else { return nil }
    var rows = [["act_id", "title", "type", "stage", "stage_date", "lead"]]
    for act in Self.acts where act.reporters.contains(member) {
      let reached = act.stages.last { period.contains(CalendarDay(iso: $0.date)!) }
      guard let reached else { continue }
      rows.append([act.id, act.title, act.type, reached.stage, reached.date, act.lead])
    }
    return rows
  }

  // MARK: Funding

  private static let lines:
    [(
      id: String, member: String, purpose: String, funder: String, planned: Int, project: String,
      years: ClosedRange<Int>
    )] = [
      ("COORD", "IEM", "COORDINATION", "STATE", 18_000, "", 2014...2015),
      ("HESTIA", "IEM", "PREVENTION", "EU", 155_000, "PR-HESTIA", 2015...2015),
      ("REHAB", "LM", "VICTIM_ASSISTANCE", "STATE", 162_500, "", 2014...2015),
      ("CRISIS", "MARTA", "VICTIM_ASSISTANCE", "MUNICIPAL", 18_500, "PR-CRISIS-ROOM", 2014...2014),
      ("SHELTER", "DROSA_MAJA", "VICTIM_ASSISTANCE", "DONATION", 7_200, "", 2014...2015),
      ("SCHOOLS", "VISC", "PREVENTION", "EEA_NORWAY", 27_300, "PR-SCHOOLS", 2014...2015),
      ("POLICE", "VP", "INVESTIGATION", "STATE", 64_000, "", 2014...2015),
    ]

  func funding(_ member: String, _ period: ReferencePeriod) -> [[String]] {
    var rows = [
      [
        "line_id", "fiscal_year", "purpose", "funder", "planned", "allocated", "spent", "currency",
        "project_id",
      ]
    ]
    guard case .quarter(let quarter) = period.kind else { return rows }
    for line in Self.lines where line.member == member && line.years.contains(period.year) {
      // What was planned is allocated by thirds from the second quarter on, and spent a little later.
      let planned = line.planned * 100 + (period.year == 2015 ? 12_345 : 0)
      let allocated = quarter == 1 ? 0 : planned / 3 * (quarter - 1)
      let spent = allocated / 100 * [0, 41, 78, 97][quarter - 1]
      rows.append(
        ["\(line.id)-\(period.year)", String(period.year), line.purpose, line.funder]
          + [planned, allocated, spent].map { Self.decimal($0) } + ["EUR", line.project])
    }
    return rows
  }

  private static func decimal(_ hundredths: Int) -> String {
    "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }

  // MARK: Plans and challenges

  private struct Plan {
    let id, measure, title, responsible, due: String
    let member: String
    /// Statuses from the quarter of this place on, one a quarter; the last is reported once.
    let from: Int
    let statuses: [String]
  }

  private static let plans = [
    Plan(
      id: "P-IEM-1", measure: "1.1", title: "Campaign on sham marriages", responsible: "IEM",
      due: "2015-06-30", member: "IEM", from: 0,
      statuses: [
        "PLANNED", "PLANNED", "PLANNED", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED",
      ]),
    Plan(
      id: "P-IEM-2", measure: "4.2", title: "Common form of the return", responsible: "IEM",
      due: "2016-12-31", member: "IEM", from: 4,
      statuses: ["PLANNED", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS"]),
    Plan(
      id: "P-LM-1", measure: "2.1", title: "Rehabilitation in every region", responsible: "LM",
      due: "2015-12-31", member: "LM", from: 0,
      statuses: [
        "PLANNED", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS",
        "IN_PROGRESS", "PARTIALLY_COMPLETED",
      ]),
    Plan(
      id: "P-VP-1", measure: "3.1", title: "Indicators for patrols", responsible: "VP",
      due: "2014-12-31", member: "VP", from: 0,
      statuses: ["IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]),
    Plan(
      id: "P-VP-2", measure: "3.2", title: "Joint investigation team", responsible: "VP",
      due: "2015-12-31", member: "VP", from: 3,
      statuses: ["PLANNED", "PLANNED", "POSTPONED", "POSTPONED", "POSTPONED"]),
    Plan(
      id: "P-MARTA-1", measure: "2.1", title: "Second crisis room", responsible: "MARTA",
      due: "2015-09-30", member: "MARTA", from: 2,
      statuses: ["PLANNED", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]),
    Plan(
      id: "P-VISC-1", measure: "1.3", title: "Teaching material on safe work", responsible: "VISC",
      due: "2015-06-30", member: "VISC", from: 1,
      statuses: ["PLANNED", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "NOT_COMPLETED"]),
    Plan(
      id: "P-SMO-1", measure: "", title: "Training of journalists", responsible: "SMO",
      due: "2015-03-31", member: "SMO", from: 3, statuses: ["PLANNED", "CANCELLED"]),
  ]

  func plans(_ member: String, _ period: ReferencePeriod) -> [[String]] {
    let place = place(period)
    var rows = [["plan_id", "measure_id", "title", "responsible", "due", "status", "progress"]]
    for plan in Self.plans where plan.member == member {
      let step = place - plan.from
      guard plan.statuses.indices.contains(step) else { continue }
      rows.append([
        plan.id, plan.measure, plan.title, plan.responsible, plan.due, plan.statuses[step],
        plan.statuses[step] == "IN_PROGRESS" ? "Under way" : "",
      ])
    }
    return rows
  }

  private static let challenges:
    [(
      id: String, member: String, area: String, severity: String, text: String, action: String,
      from: Int, statuses: [String]
    )] = [
      (
        "CH-VP-1", "VP", "IDENTIFICATION", "HIGH",
        "Victims abroad are identified late and seldom named to us",
        "Agree on a form with partners",
        0, ["OPEN", "OPEN", "IN_PROGRESS", "IN_PROGRESS", "RESOLVED"]
      ),
      (
        "CH-MARTA-1", "MARTA", "FUNDING", "CRITICAL", "The crisis room is funded for one year only",
        "Fund it over several years", 2, ["OPEN", "OPEN", "OPEN", "IN_PROGRESS", "RESOLVED"]
      ),
      (
        "CH-VDI-1", "VDI", "COOPERATION", "MEDIUM",
        "Inspections and the police seldom go out together", "", 3,
        ["OPEN", "OPEN", "OPEN", "OPEN", "OPEN"]
      ),
      (
        "CH-LM-1", "LM", "DATA", "LOW", "Providers count persons in different ways",
        "One guide for all", 5, ["OPEN", "IN_PROGRESS", "RESOLVED"]
      ),
      (
        "CH-NVA-1", "NVA", "PREVENTION", "MEDIUM",
        "Offers of work abroad on social networks are not seen in time", "Watch them together", 6,
        ["OPEN", "OPEN"]
      ),
    ]

  func challenges(_ member: String, _ period: ReferencePeriod) -> [[String]] {
    let place = place(period)
    var rows = [["challenge_id", "area", "severity", "text", "proposed_action", "status"]]
    for one in Self.challenges where one.member == member {
      let step = place - one.from
      guard one.statuses.indices.contains(step) else { continue }
      rows.append([one.id, one.area, one.severity, one.text, one.action, one.statuses[step]])
    }
    return rows
  }
}
