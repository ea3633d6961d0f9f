import ArgumentParser
import Pipelines
import Report
import Vocabulary

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate returns without writing anything: for members before they send, and CI.",
    discussion: """
      A path is a returns folder, a period's folder, a submission's folder or one file. Ends with 1 \
      when anything is hard or rejected, with 0 when there are questions and notes only, and with 2 \
      when something could not be read.
      """)

  @Argument(help: "Folders and files to validate.")
  var paths: [String]

  @Option(help: "Who sent it, where the folder does not say.")
  var member: String?

  @Option(help: "For which period, where the folder does not say, as 2015-Q1.")
  var period: ReferencePeriod?

  @OptionGroup var reporting: Reporting
  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func validate() throws {
    if let period, !period.isQuarter, !period.isYear {
      throw ValidationError("--period is a quarter or a year, as 2015-Q1 or 2015")
    }
  }

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      let check = PathCheck(
        registry: registry, jobs: resources.workers, plainPath: resources.plainPath)
      var files: [CheckedFile] = []
      var accounts: [String] = []
      for path in paths {
        let progress = Progress()
        let result: PathCheck.Result
        do {
          result = try check.check(path, member: member, period: period) {
            progress.tell($0, of: $1)
          }
          progress.end()
        } catch let unplaced as PathCheck.Unplaced {
          throw ValidationError(unplaced.description)
        }
        let first = files.count
        files += try LedgerFiles.of(
          result.ledger.findings, result.ledger.entries, registry: registry, root: result.root)
        for place in first..<files.count { files[place].undecided = result.undecided.map(\.id) }
        accounts += account(path, result, registry.wordings)
      }
      try reporting.write(files, registry.wordings, definitions.language)
      if !reporting.quiet { for line in accounts { Console.say(line) } }
      if !files.allSatisfy(\.isValid) { throw Console.Exit.badData }
    }
  }

  private func account(
    _ path: String, _ result: PathCheck.Result, _ wordings: Wordings
  ) -> [String] {
    func say(_ key: String, _ parameters: [Finding.Parameter]) -> String {
      wordings.say(key, [.init("path", path)] + parameters, language: definitions.language)
    }
    let entries = result.ledger.entries
    let rows = result.ledger.rows
    let account = say(
      "validated",
      [
        .init("returns", entries.count),
        .init("rejected", entries.count { $0.standing == .rejected }), .init("read", rows.read),
        .init("lost", rows.rejected),
      ])
    var lines = [account + "; " + say("findings", result.ledger.counts)]
    if !result.undecided.isEmpty {
      let rules = result.undecided.map(\.id).joined(separator: ", ")
      lines.append(say("undecided", [.init("rules", rules)]))
    }
    return lines
  }
}
