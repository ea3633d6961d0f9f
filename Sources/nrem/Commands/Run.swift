import ArgumentParser
import Glibc
import Pipelines
import Report
import Vocabulary

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a pipeline over the returns and write a release.",
    discussion: """
      Ends with 0 when a release was written (rejected returns are said; with --strict it then ends \
      with 1), with 2 when none could be written or no return was accepted, and with 75 when \
      another run is writing.
      """)

  @Argument(help: "Name of the pipeline, as in pipelines/NAME.yaml.")
  var pipeline: String

  @Option(
    help:
      "Quarter, half, year to date or year, as 2015-Q4, 2015-S1, 2015-YTD-Q3 or 2015; the latest quarter when not given."
  )
  var period: ReferencePeriod?

  @Option(help: "Years of a strategy, as 2014..2020: base, target and actual of each figure.")
  var evaluation: ReferencePeriod?

  @Option(help: "Only what was received up to and including this day, as 2016-01-18.")
  var asOf: CalendarDay?

  @Option(help: "File of an officer's adjustments, each with who, why and the value expected.")
  var adjustments: String?

  @Option(help: "Stop after this stage: \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
  var through = Stage.export

  @Option(help: "Folder of the members' returns.")
  var returns = "returns"

  @Option(help: "Folder for releases.")
  var output = "output"

  @Flag(help: "End with 1 when a return was rejected.")
  var strict = false

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry(takesDigest: through == .export)
      guard let pipeline = registry.pipelines.first(where: { $0.name == pipeline }) else {
        let names = registry.pipelines.map(\.name).joined(separator: ", ")
        throw ValidationError("there is no pipeline “\(self.pipeline)”; there are: \(names)")
      }
      if let evaluation, !evaluation.isSeveralYears {
        throw ValidationError("--evaluation is a range of years, as 2014..2020")
      }
      if period?.isSeveralYears ?? false {
        throw ValidationError("a range of years is asked for with --evaluation")
      }
      if period != nil, evaluation != nil {
        throw ValidationError("--period and --evaluation are two questions; ask one")
      }
      if pipeline.coversYears, evaluation == nil {
        throw ValidationError("\(pipeline.name) needs --evaluation with its years, as 2014..2020")
      }
      if !pipeline.coversYears, evaluation != nil {
        let names = registry.pipelines.filter(\.coversYears).map(\.name).joined(separator: ", ")
        throw ValidationError("--evaluation is for: \(names)")
      }
      var settings = PipelineRun.Settings(returns: returns, output: output)
      settings.period = evaluation ?? period
      settings.adjustments = adjustments
      settings.asOf = asOf
      settings.through = through
      settings.jobs = resources.workers
      settings.plainPath = resources.plainPath
      settings.version = Nrem.version
      let progress = Progress()
      settings.progress = { progress.tell($0, of: $1) }
      let result: PipelineRun.Result
      do {
        result = try PipelineRun(registry: registry, settings: settings).run(pipeline)
        progress.end()
      } catch let nothing as PipelineRun.NothingToRelease {
        progress.end()
        if let ledger = nothing.ledger { try sayRejected(ledger, registry) }
        throw nothing
      }
      try sayRejected(result.ledger, registry)
      Console.printLines(
        account(result, registry.wordings) + figures(result, registry.wordings))
      let hasRejected = result.ledger.entries.contains { $0.standing == .rejected }
      let hasBad = result.ledger.other.contains { $0.severity >= .hard }
      if strict, hasRejected || hasBad { throw Console.Exit.badData }
    }
  }

  private func account(_ result: PipelineRun.Result, _ wordings: Wordings) -> [String] {
    func say(_ key: String, _ parameters: [Finding.Parameter]) -> String {
      wordings.say(key, parameters, language: definitions.language)
    }
    let entries = result.ledger.entries
    func count(_ standing: Standing) -> Int { entries.count { $0.standing == standing } }
    let rows = result.ledger.rows
    var lines = result.release.map { [say("release", [.init("path", $0)])] } ?? []
    lines.append(
      say(
        "period", [.init("period", result.period.label), .init("day", "\(result.asOf.received)")]))
    if through >= .validate {
      lines.append(
        say(
          "returns",
          [
            .init("returns", entries.count), .init("inforce", count(.inForce)),
            .init("superseded", count(.superseded)), .init("rejected", count(.rejected)),
          ]))
      lines.append(
        say(
          "rows",
          [
            .init("read", rows.read), .init("accepted", rows.accepted),
            .init("rejected", rows.rejected), .init("superseded", rows.superseded),
          ]))
    } else {
      lines.append(say("read", [.init("returns", entries.count), .init("read", rows.read)]))
    }
    if through >= .normalise {
      lines.append(say("findings", result.ledger.counts))
    }
    return lines
  }

  private func figures(_ result: PipelineRun.Result, _ wordings: Wordings) -> [String] {
    guard let summary = result.summary else { return [] }
    let figures = KeyFigures(
      summary: summary, language: definitions.language, wordings: wordings)
    return summary.period.isSeveralYears
      ? figures.evaluation(result.annex.evaluation) : figures.lines()
  }

  /// Rejected returns are said one by one, with the findings that rejected them.
  private func sayRejected(_ ledger: Ledger, _ registry: Registry) throws {
    let rejecting =
      ledger.other + ledger.entries.filter { $0.standing == .rejected }.flatMap(\.findings)
    let files = try LedgerFiles.of(
      Finding.inOrder(rejecting).filter { $0.severity >= .hard }, [], registry: registry,
      root: returns)
    var report = FindingReport(
      wordings: registry.wordings, language: definitions.language, version: Nrem.version)
    report.showsAll = true
    try report.write(files, as: .text) { try Console.put($0, to: STDERR_FILENO) }
  }
}
