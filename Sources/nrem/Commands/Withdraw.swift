import ArgumentParser
import Glibc
import Pipelines
import Report
import Vocabulary

struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Erase what must not be kept of a submission, and leave a tombstone with the reason.",
    discussion: """
      What is withdrawn is neither received nor nil; an earlier accepted return is in force again. \
      Releases and documents that were made with it are named, and not touched. Run again, it \
      completes what was cut off. Backups are not reached: erase there too.
      """)

  @Argument(help: "A submission's folder, as returns/2015-Q1/MARTA@2015-04-12, or a file in it.")
  var path: String?

  @Option(help: "Why; it is kept and shown, and names no person.")
  var reason: String?

  @Flag(
    help: "Erase what tombstones name and is there all the same, as after restoring a backup.")
  var complete = false

  @Option(help: "Folder of returns.")
  var returns = "returns"

  @Option(help: "Folder of receipts and releases, in which mentions are looked for.")
  var output = "output"

  @OptionGroup var definitions: Definitions

  func validate() throws {
    guard complete ? path == nil && reason == nil : path != nil && reason != nil else {
      throw ValidationError("name a path and a --reason, or --complete alone")
    }
  }

  func run() throws {
    // A limit on the size of files is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    try Console.guarded {
      let registry = try definitions.registry()
      var settings = Withdrawing.Settings(reason: reason ?? "", day: Today.local)
      settings.returns = returns
      settings.output = output
      let withdrawing = Withdrawing(registry: registry, settings: settings)
      var results: [Withdrawing.Result]
      do {
        results = try path.map { [try withdrawing.withdraw($0)] } ?? withdrawing.complete()
      } catch let unclear as Withdrawing.Unclear {
        throw ValidationError(unclear.description)
      }
      if results.isEmpty {
        Console.printLines([
          registry.wordings.say("withdraw-nothing", language: definitions.language)
        ])
      }
      for result in results where result.findings.isEmpty {
        Console.printLines(account(result, registry.wordings))
      }
      let findings = results.flatMap(\.findings)
      guard !findings.isEmpty else { return }
      let files = try LedgerFiles.of(findings, [], registry: registry, root: returns)
      var report = FindingReport(
        wordings: registry.wordings, language: definitions.language, version: Nrem.version)
      report.showsAll = true
      try report.write(files, as: .text) { try Console.put($0, to: STDOUT_FILENO) }
      throw Console.Exit.badData
    }
  }

  private func account(_ result: Withdrawing.Result, _ wordings: Wordings) -> [String] {
    func say(_ key: String, _ parameters: [Finding.Parameter]) -> String {
      wordings.say(key, parameters, language: definitions.language)
    }
    var lines = [say("withdraw-done", [.init("submission", result.submission.folder)])]
    lines += result.withdrawn.map {
      say(
        "withdraw-table",
        [
          .init("table", $0.table == Withdrawal.otherFiles ? "@other-files" : $0.table),
          .init("date", $0.day.description), .init("reason", Masking.shown($0.reason, limit: 300)),
        ])
    }
    lines += result.remainders.map {
      say("withdraw-remains", [.init("file", $0.name), .init("count", $0.otherNames)])
    }
    if result.mentions.isEmpty {
      lines.append(say("withdraw-no-mentions", [.init("path", output)]))
    } else {
      lines.append(say("withdraw-mentions", []))
      lines += result.mentions.map { "  " + $0 }
    }
    lines.append(say("withdraw-backups", []))
    return lines
  }
}
