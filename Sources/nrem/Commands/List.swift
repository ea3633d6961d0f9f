import ArgumentParser
import Ingest
import Pipelines
import Vocabulary

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List members, tables, code lists, rules, indicators or periods.")

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case members, tables, codelists, rules, indicators, periods
  }

  @Argument(help: "\(Subject.allCases.map(\.rawValue).joined(separator: ", "))")
  var subject: Subject

  @Option(help: "Folder of the members' returns, for periods.")
  var returns = "returns"

  @OptionGroup var definitions: Definitions

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      Console.printLines(Self.aligned(try rows(registry)))
    }
  }

  private func rows(_ registry: Registry) throws -> [[String]] {
    let language = definitions.language
    func days(_ validity: Validity) -> String {
      if validity.from == nil, validity.to == nil { return "" }
      return "\(validity.from?.description ?? "…")–\(validity.to?.description ?? "…")"
    }
    switch subject {
    case .members:
      return registry.members.map {
        [$0.id, $0.kind.rawValue, $0.name[language], days($0.validity)]
      }
    case .tables:
      return registry.tables.map {
        [
          $0.name, $0.kind.rawValue, $0.title[language],
          $0.columns.map(\.name).joined(separator: ","),
        ]
      }
    case .codelists:
      return registry.codeLists.values.sorted { $0.name < $1.name }.map {
        let codes = $0.codes.dropFirst(2).map(\.id)
        return [
          $0.name, "\(codes.count)",
          codes.prefix(12).joined(separator: " ") + (codes.count > 12 ? " …" : ""),
        ]
      }
    case .rules:
      return registry.rules.map { [$0.id, $0.severity.rawValue, $0.about[language]] }
    case .indicators:
      return registry.indicators.map { [$0.id, $0.unit, $0.title[language]] }
    case .periods:
      let survey = try Surveyor(root: returns, registry: registry).survey()
      let byPeriod = Dictionary(grouping: survey.returns, by: \.submission.period)
      return byPeriod.keys.sorted().map { period in
        let returns = byPeriod[period]!
        let members = Set(returns.map(\.submission.member)).count
        return [
          period.label,
          registry.wordings.say(
            "period-returns", [.init("returns", returns.count)], language: language),
          registry.wordings.say("period-members", [.init("members", members)], language: language),
        ]
      }
    }
  }

  static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max()!
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column < row.count - 1 {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
