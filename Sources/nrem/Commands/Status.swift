import ArgumentParser
import Glibc
import Pipelines
import Vocabulary

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what came for a period: members by tables, and the response.",
    discussion: """
      nrem status --period 2015-Q1
      nrem status --period 2015-Q1 --as-of 2015-04-18 --format csv
      """)

  @OptionGroup var asked: AskedPeriod

  @Option(help: "text or csv.")
  var format = ListFormat.text

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      let result = try StatusRun.asked(asked, registry, resources)
      let text = StatusText(
        grid: result.grids[0], registry: registry, language: definitions.language)
      switch format {
      case .text: Console.printLines(text.lines())
      case .csv: try Console.put(text.csv(), to: STDOUT_FILENO)
      }
    }
  }
}

extension StatusRun {
  /// What came for the period that is asked about.
  static func asked(
    _ asked: AskedPeriod, _ registry: Registry, _ resources: Resources
  ) throws -> Result {
    var settings = Settings(returns: asked.returns)
    settings.periods = asked.period.map { [$0] } ?? []
    settings.asOf = asked.asOf
    settings.jobs = resources.workers
    settings.plainPath = resources.plainPath
    let progress = Progress()
    settings.progress = { progress.tell($0, of: $1) }
    defer { progress.end() }
    return try StatusRun(registry: registry, settings: settings).run()
  }
}
