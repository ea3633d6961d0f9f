import Vocabulary

/// The minutes in words, one document for each language.
extension Minutes {
  private static let agenda = [
    "opening", "last", "reports", "figures", "challenges", "plans", "decisions", "other",
  ]

  package func page(_ say: Voice) -> Page {
    var page = Page(
      title: say("title", .init("period", say.period(period))), language: say.language.rawValue)
    page.paragraph(say("meeting", .init("day", meeting.description)))
    page.paragraph(say("internal"))
    page.paragraph(
      say(
        "response", .init("day", asOf.description), .init("rate", rate(response, say)),
        .init("onTime", rate(punctuality, say))))
    page.heading(say("agenda"))
    page.numbered(Self.agenda.map { say("item-\($0)") })
    for (place, item) in Self.agenda.enumerated() {
      page.heading(
        say("numbered", .init("number", place + 1), .init("item", say("item-\(item)"))))
      write(item, say, &page)
    }
    page.heading(say("signatures"))
    for who in ["chair", "minutes"] {
      page.paragraph(say("signature-\(who)"))
      page.blank(say("signature-\(who)"))
    }
    return page
  }

  private func rate(_ rate: Rate?, _ say: Voice) -> String {
    guard let (part, whole, percent) = rate else { return say("none-owed") }
    guard let percent else { return say("rate", .init("part", part), .init("whole", whole)) }
    return say(
      "rate-percent", .init("part", part), .init("whole", whole),
      .init("percent", say.language.tenths(percent)))
  }

  private func write(_ item: String, _ say: Voice, _ page: inout Page) {
    switch item {
    case "opening":
      blank(["chair", "present"], say, &page)
    case "reports":
      page.paragraph(say("reports-basis"))
      writeJoint(say, &page)
      for report in reports { write(report, say, &page) }
      blank(["discussed"], say, &page)
    case "figures":
      writeFigures(say, &page)
      blank(["discussed"], say, &page)
    case "challenges":
      if challenges.isEmpty { page.paragraph(say("challenges-none")) }
      for area in challenges {
        page.heading(say("area", .init("area", say(area.table))), level: 3)
        write(area, say, &page)
      }
      blank(["discussed"], say, &page)
    case "plans":
      page.paragraph(say(plansByStatus.isEmpty ? "plans-none" : "plans-basis"))
      page.table(
        [say("column-status"), say("column-count")],
        plansByStatus.map { [say($0.status), String($0.count)] })
      blank(["discussed"], say, &page)
    case "decisions":
      blank(["decided", "decided", "decided"], say, &page)
    default:
      blank(["discussed"], say, &page)
    }
  }

  /// Room for what is written by hand.
  private func blank(_ names: [String], _ say: Voice, _ page: inout Page) {
    for name in names {
      page.paragraph(say(name))
      page.blank(say(name))
    }
  }

  // MARK: Members

  private func writeJoint(_ say: Voice, _ page: inout Page) {
    page.heading(say("joint"), level: 3)
    page.paragraph(say(joint.isEmpty ? "joint-none" : "joint-basis"))
    for events in joint {
      page.heading(say(events.table), level: 4)
      write(events, say, &page)
    }
  }

  private func write(_ report: Report, _ say: Voice, _ page: inout Page) {
    page.heading(say(report.member.name), level: 3)
    if report.jointEvents > 0 {
      page.paragraph(say("joint-count", .init("count", report.jointEvents)))
    }
    for events in report.results {
      page.heading(say("results", .init("table", say(events.table))), level: 4)
      write(events, say, &page)
    }
    for listing in report.statistics {
      let key = listing.isNational ? "statistics-national" : "statistics"
      page.heading(say(key, .init("table", say(listing.table))), level: 4)
      write(listing, say, &page)
    }
    if let plans = report.plans {
      page.heading(say("plans"), level: 4)
      write(plans, say, &page)
    }
    let names = { (labels: [Label]) in labels.map { say($0) }.joined(separator: ", ") }
    if !report.nothing.isEmpty {
      page.paragraph(say("nothing", .init("tables", names(report.nothing))))
    }
    if !report.rowsRejected.isEmpty {
      page.paragraph(say("rows-rejected", .init("tables", names(report.rowsRejected))))
    }
    if !report.adjusted.isEmpty {
      page.paragraph(say("adjusted", .init("tables", names(report.adjusted))))
    }
    if !report.missing.isEmpty {
      let tables = report.missing.map {
        say(
          "missing-table", .init("table", say($0.table)),
          .init("state", say("state-\($0.state)")))
      }
      page.paragraph(say("missing", .init("tables", tables.joined(separator: "; "))))
    }
  }

  private func write(_ events: Events, _ say: Voice, _ page: inout Page) {
    let hasDetails = events.events.contains { !$0.details.isEmpty }
    page.table(
      [say("column-title"), say("column-days"), say("column-parties")]
        + (hasDetails ? [say("column-details")] : []) + (events.people.map { [say($0)] } ?? []),
      events.events.map { event in
        [event.title, say(event.days), say(.several(event.parties))]
          + (hasDetails ? [say(.several(event.details))] : [])
          + (events.people == nil ? [] : [say(event.people ?? .unknown)])
      })
  }

  private func write(_ listing: Listing, _ say: Voice, _ page: inout Page) {
    page.table(
      listing.columns.map { say($0) }, listing.rows.map { row in row.map { say($0) } })
  }

  // MARK: Figures

  private func writeFigures(_ say: Voice, _ page: inout Page) {
    page.paragraph(say("figures-basis", .init("day", asOf.description)))
    page.table(
      FigureLine.header(say) + [say("column-members"), say("column-notes")],
      figures.map { figure in
        figure.line.cells(say) + [
          "\(figure.reporting)/\(figure.expected)",
          figure.notes.map { say($0) }.joined(separator: "; "),
        ]
      })
  }
}
