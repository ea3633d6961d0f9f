import ArgumentParser
import Pipelines
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
      var isBad = false
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
        let text = FindingLines(
          wordings: registry.wordings, language: definitions.language, root: result.root)
        Console.printLines(result.ledger.findings.flatMap(text.lines))
        for line in account(path, result) { Console.say(line) }
        isBad = isBad || result.ledger.findings.contains { $0.severity >= .hard }
      }
      if isBad { throw Console.Exit.badData }
    }
  }

  private func account(_ path: String, _ result: PathCheck.Result) -> [String] {
    let entries = result.ledger.entries
    let rejected = entries.count { $0.standing == .rejected }
    let rows = result.ledger.rows
    let findings = result.ledger.findings
    func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
    var lines = [
      "\(path): \(entries.count) returns, \(rejected) rejected; rows read \(rows.read), "
        + "rejected \(rows.rejected); findings: reject \(count(.reject)), hard \(count(.hard)), "
        + "soft \(count(.soft)), note \(count(.note))"
    ]
    if !result.undecided.isEmpty {
      lines.append(
        "\(path): not decided, since other returns are needed: "
          + result.undecided.map(\.id).joined(separator: ", "))
    }
    return lines
  }
}
