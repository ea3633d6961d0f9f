import DelimitedText
import Evaluate
import Vocabulary

/// The grid of a period as text for a screen and as CSV.
struct StatusText {
  let grid: ResponseGrid
  let registry: Registry
  let language: Language

  func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
    registry.documents["status"]?.say(key, parameters, in: language) ?? key
  }

  // MARK: Text

  func lines() -> [String] {
    let calendar = registry.calendar
    return [
      say("title", [.init("period", grid.period.label), .init("day", grid.asOf.description)]),
      say(
        "days",
        [
          .init("due", calendar.due(grid.period).description),
          .init("cutoff", calendar.cutOff(grid.period).description),
          .init("meeting", calendar.meeting(grid.period).description),
        ]),
    ] + members() + [""] + legend() + [""] + rates()
  }

  /// The table's names cut as short as they stay apart.
  private var shortNames: [String] {
    let names = grid.tables.map(\.name)
    let longest = names.map(\.count).max() ?? 0
    let length = (4...max(4, longest)).first { length in
      Set(names.map { $0.prefix(length) }).count == names.count
    }
    return names.map { String($0.prefix(length ?? longest)) }
  }

  /// Members by kind, kinds in the order in which they first stand in the register.
  private func members() -> [String] {
    var kinds: [Member.Kind] = []
    for row in grid.rows where !kinds.contains(row.member.kind) { kinds.append(row.member.kind) }
    var table = [[""] + shortNames]
    var headings: [Int: String] = [:]
    for kind in kinds {
      headings[table.count] = say("kind-\(kind.rawValue)")
      for row in grid.rows where row.member.kind == kind {
        table.append(["  " + row.member.id] + row.receipts.map(cell))
      }
    }
    let lines = List.aligned(table)
    return lines.indices.flatMap { place in
      (headings[place].map { [$0] } ?? (place == 0 ? [""] : [])) + [lines[place]]
    }
  }

  /// `✓`, `0+3`, `(✓)`; blank where nothing is owed and nothing came.
  private func cell(_ receipt: Receipt) -> String {
    guard let mark = Self.marks[receipt.state] else { return "" }
    var text = mark
    if receipt.first != nil, receipt.daysLate > 0, receipt.state != .partial {
      text += "+\(receipt.daysLate)"
    }
    if receipt.wasWithdrawn, receipt.state != .withdrawn {
      text += Self.marks[.withdrawn] ?? ""
    }
    if receipt.isNational { text += "*" }
    return receipt.isOwed ? text : "(\(text))"
  }

  private static let marks: [Receipt.State: String] = [
    .received: "✓", .rowsRejected: "~", .nilReturn: "0", .partial: "½", .rejected: "!",
    .withdrawn: "†",
    .notReceived: "✗",
  ]
  /// States that are rare: explained only where they occur.
  private static let rare: Set<Receipt.State> = [.rowsRejected, .partial, .withdrawn]

  private func legend() -> [String] {
    let shown = Receipt.State.allCases.filter { state in
      !Self.rare.contains(state)
        || grid.receipts.contains {
          $0.state == state || ($0.wasWithdrawn && state == .withdrawn)
        }
    }
    var items = shown.compactMap { state in
      Self.marks[state].map { "\($0) \(say("state-\(state.rawValue)"))" }
    }
    items.append("✓+12 \(say("legend-late"))")
    items.append("(✓) \(say("legend-voluntary"))")
    if grid.receipts.contains(where: { $0.isNational && $0.state != .notOwed }) {
      items.append("* \(say("legend-national"))")
    }
    items.append("\(say("legend-blank")): \(say("legend-not-owed"))")
    let tables = zip(shortNames, grid.tables).map { "\($0) – \($1.title[language])" }
    return items + [say("legend-tables", [.init("tables", tables.joined(separator: "; "))])]
  }

  // MARK: Rates

  private func rates() -> [String] {
    let year = grid.weights.year.label
    func weighted(_ rate: String) -> String {
      "  " + say("response-weighted", [.init("year", year), .init("rate", rate)])
    }
    // Over all tables a weight counts once for each return: their sum is no number of victims.
    let share = grid.weightedResponse().flatMap(\.percentTenths).map {
      say("percent", [.init("percent", language.tenths($0))])
    }
    var lines = [
      say("response", [.init("rate", rate(grid.response()))]),
      weighted(share ?? say("not-available")),
    ]
    if let table = registry.table(Weights.table) {
      lines += [
        say(
          "response-of",
          [
            .init("table", table.title[language]),
            .init("rate", rate(grid.response(of: table.name))),
          ]), weighted(rate(grid.weightedResponse(of: table.name))),
      ]
    }
    lines.append(say("punctuality", [.init("rate", rate(grid.punctuality))]))
    if !grid.incompletelyWeighed.isEmpty {
      lines.append(
        say(
          "weights-incomplete",
          [
            .init("year", year),
            .init("members", grid.incompletelyWeighed.joined(separator: ", ")),
          ]))
    }
    return lines
  }

  private func rate(_ rate: ResponseRate?) -> String {
    guard let rate else { return say("not-available") }
    let parts: [Finding.Parameter] = [.init("part", rate.part), .init("whole", rate.whole)]
    guard let tenths = rate.percentTenths else { return say("rate", parts) }
    return say("rate-percent", parts + [.init("percent", language.tenths(tenths))])
  }

  // MARK: CSV

  func csv() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "period", "as_of", "member", "name", "kind", "table", "state", "owed", "national", "due",
      "first_received", "in_force", "days_late",
    ])
    for row in grid.rows {
      for receipt in row.receipts {
        writer.append([
          grid.period.label, grid.asOf.description, row.member.id, row.member.name[language],
          row.member.kind.rawValue, receipt.table, receipt.state.rawValue,
          receipt.isOwed ? "1" : "0",
          receipt.isNational ? "1" : "0", receipt.due.description,
          receipt.first?.description ?? "", receipt.inForce?.description ?? "",
          receipt.state == .notOwed ? "" : String(receipt.daysLate),
        ])
      }
    }
    return writer.take()
  }
}
