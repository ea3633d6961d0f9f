import DelimitedText
import Evaluate
import Pipelines
import Vocabulary

/// What is missing for a period, as text for a screen and as CSV.
struct ChaseText {
  let result: StatusRun.Result
  let registry: Registry
  let language: Language

  private var status: StatusText {
    StatusText(grid: result.grids[0], registry: registry, language: language)
  }

  private var columns: [String] {
    ["member", "table", "state", "due", "late", "weight", "last", "name"]
  }

  func text() -> [UInt8] {
    let say = status.say
    let items = result.chase.items
    var lines = Array(status.lines().prefix(2)) + [""]
    if items.isEmpty {
      lines.append(say("nothing-missing", []))
    } else {
      lines += List.aligned(
        [columns.map { say("column-\($0)", []) }]
          + items.map { item in
            let receipt = item.receipt
            return [
              item.member.id, item.table.name, say("state-\(receipt.state.rawValue)", []),
              receipt.due.description,
              receipt.daysAfterDue > 0 ? "\(receipt.daysAfterDue)" : say("due-on", []),
              item.weight.map(String.init) ?? "", item.lastSent?.label ?? "",
              item.member.name[language],
            ]
          })
      lines += [
        "", say("weight-legend", [.init("year", result.grids[0].weights.year.label)]),
      ]
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func csv() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "period", "as_of", "member", "name", "table", "state", "due", "days_late", "weight",
      "last_sent_for",
    ])
    for item in result.chase.items {
      writer.append([
        result.grids[0].period.label, result.asOf.description, item.member.id,
        item.member.name[language], item.table.name, item.receipt.state.rawValue,
        item.receipt.due.description, String(item.receipt.daysLate),
        item.weight.map(String.init) ?? "", item.lastSent?.label ?? "",
      ])
    }
    return writer.take()
  }
}
