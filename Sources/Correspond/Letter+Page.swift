import Vocabulary

/// The letter in words: Latvian first, then the same in English.
extension Letter {
  /// Findings of one rule in one file that are listed; of the others the number is said.
  private static let listed = 10

  package func page(lv: Voice, en: Voice, _ wordings: Wordings) -> Page {
    var page = Page(title: title(lv), language: "lv")
    write(lv, wordings, &page)
    page.speak("en")
    page.heading(title(en))
    write(en, wordings, &page)
    return page
  }

  private func title(_ say: Voice) -> String {
    say("title", .init("member", say(member.name)), .init("period", say.period(period)))
  }

  private func write(_ say: Voice, _ wordings: Wordings, _ page: inout Page) {
    page.paragraph(
      say("intro", .init("period", say.period(period)), .init("day", asOf.description)))
    for folder in refused { page.paragraph(say("personal-code", .init("folder", folder))) }
    writeReceived(say, &page)
    writeFigures(say, &page)
    writeAdjusted(say, &page)
    writeFindings(say, wordings, &page)
    writeRevised(say, &page)
    writeMissing(say, &page)
  }

  private func writeReceived(_ say: Voice, _ page: inout Page) {
    page.heading(say("received"))
    if received.isEmpty, withdrawn.isEmpty {
      page.paragraph(say(files.isEmpty ? "received-none" : "received-no-return"))
    }
    page.list(
      withdrawn.map { one in
        say(
          "withdrawn", .init("received", say.received(one.received)),
          .init("table", one.table.map { say($0) } ?? say("other-files")),
          .init("day", one.day.description), .init("reason", one.reason))
      })
    page.table(
      ["table", "received", "version", "read", "accepted", "rejected", "state"].map {
        say("column-\($0)")
      },
      received.map { one in
        // A nil return is a declaration, not rows.
        let rows = one.rows
        let counts =
          one.isNil
          ? ["–", "–", "–"]
          : [rows.read, rows.accepted + rows.superseded, rows.rejected]
            .map(String.init)
        return [say(one.table), say.received(one.vintage), "\(one.version)."] + counts
          + [standing(one, say)]
      })
  }

  private func standing(_ one: Received, _ say: Voice) -> String {
    switch one.standing {
    case .inForce:
      say(
        one.isNil
          ? "standing-nil"
          : one.rows.rejected > 0 ? "standing-rows-rejected" : "standing-in-force")
    case .superseded: say("standing-superseded")
    case .rejected:
      if let staying = one.staying {
        say("standing-rejected-earlier", .init("received", say.received(staying)))
      } else {
        say("standing-rejected")
      }
    }
  }

  private func writeFigures(_ say: Voice, _ page: inout Page) {
    for (place, figures) in figures.enumerated() {
      page.heading(say("figures", .init("period", say.period(figures.period))))
      if figures.lines.allSatisfy({ $0.value == nil && $0.earlier == nil }) {
        page.paragraph(say("figures-none"))
        continue
      }
      if place == 0 { page.paragraph(say("figures-basis")) }
      page.table(
        FigureLine.header(say), figures.lines.map { $0.cells(say) })
      if place == 0 { page.paragraph(say("percent-none")) }
    }
  }

  /// Said where the figures are, since they are not quite what the member wrote.
  private func writeAdjusted(_ say: Voice, _ page: inout Page) {
    for one in adjusted {
      page.paragraph(say("adjusted", .init("table", say(one.table))))
      page.list(
        one.cells.map { cell in
          say(
            "adjusted-cell", .init("line", cell.line), .init("column", say(cell.column)),
            .init("before", cell.before), .init("after", cell.after))
        })
    }
  }

  // MARK: Findings

  private func writeFindings(_ say: Voice, _ wordings: Wordings, _ page: inout Page) {
    page.heading(say("findings"))
    if files.allSatisfy(\.findings.isEmpty) {
      page.paragraph(say("findings-none"))
    } else {
      page.paragraph(say("findings-legend"))
    }
    for file in files {
      page.heading(
        say(
          "findings-file", .init("file", file.name),
          .init("received", file.received.map(say.received) ?? "–")), level: 3)
      var shown: [String: Int] = [:]
      var rows: [[String]] = []
      for told in file.findings {
        shown[told.finding.rule, default: 0] += 1
        if shown[told.finding.rule]! <= Self.listed { rows.append(cells(told, say, wordings)) }
      }
      page.table(
        ["line", "severity", "column", "value", "message", "remedy"].map { say("column-\($0)") },
        rows)
      page.list(
        shown.filter { $0.value > Self.listed }.sorted { $0.key < $1.key }.map {
          say("findings-more", .init("rule", $0.key), .init("count", $0.value - Self.listed))
        })
      if file.notes > 0 { page.paragraph(say("findings-notes", .init("count", file.notes))) }
    }
  }

  private func cells(_ told: Told, _ say: Voice, _ wordings: Wordings) -> [String] {
    let finding = told.finding
    let (message, value, remedy) =
      told.isBetweenMembers
      ? apart(told, say, wordings)
      : (
        wordings.message(finding, language: say.language), finding.value,
        wordings.hint(finding, language: say.language) ?? ""
      )
    return [
      finding.address.line > 0 ? String(finding.address.line) : say("whole-file"),
      wordings.severities[finding.severity.rawValue].map { say($0) } ?? finding.severity.rawValue,
      finding.column, value,
      finding.occurrences > 1
        ? say("times", .init("message", message), .init("count", finding.occurrences)) : message,
      remedy,
    ]
  }

  /// A finding that other members' returns decided, without anything of theirs: its letter's own
  /// sentence or, where there is none, what the rule asks; a value only where that sentence has it.
  private func apart(
    _ told: Told, _ say: Voice, _ wordings: Wordings
  ) -> (message: String, value: String, remedy: String) {
    let sentence = wordings.findings[told.finding.kind]
    let hint = sentence?.hint?[say.language] ?? ""
    let remedy = hint.contains("{") ? "" : hint
    guard let letter = wordings.letter(told.finding, language: say.language) else {
      return (say("between-members", .init("about", say(told.about))), "", remedy)
    }
    let hasValue = sentence?.letter?[say.language].contains("{value}") ?? false
    return (letter, hasValue ? told.finding.value : "", remedy)
  }

  // MARK: Revisions and what is missing

  private func writeRevised(_ say: Voice, _ page: inout Page) {
    let isCounted = figures.contains { $0.lines.contains { $0.value != nil || $0.earlier != nil } }
    guard isCounted else { return }
    page.heading(say("revisions"))
    page.paragraph(say(revised.isEmpty ? "revisions-none" : "revisions-basis"))
    page.table(
      ["period", "indicator", "first", "now", "difference"].map { say("column-\($0)") },
      revised.map {
        [
          say.period($0.period), say($0.indicator.title),
          say.number($0.first, of: $0.indicator),
          say.number($0.now, of: $0.indicator),
          say.signed($0.now - $0.first, of: $0.indicator),
        ]
      })
  }

  private func writeMissing(_ say: Voice, _ page: inout Page) {
    page.heading(say("missing"))
    page.paragraph(say(missing.isEmpty ? "missing-none" : "missing-how"))
    page.table(
      ["period", "table", "state", "due", "cut-off", "late"].map { say("column-\($0)") },
      missing.map {
        [
          say.period($0.period), say($0.table), say("state-\($0.state)"), $0.due.description,
          $0.cutOff.description, $0.daysLate > 0 ? String($0.daysLate) : "–",
        ]
      })
  }
}
