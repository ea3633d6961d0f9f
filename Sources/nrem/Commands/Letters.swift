import ArgumentParser
import Correspond
import Pipelines
import Staging
import Vocabulary

struct Letters: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a letter to every member: what came, what was counted, what is asked.",
    discussion: """
      nrem letters --period 2015-Q1

      Writes letters/<period>/<MEMBER>.md and .html to the output folder, all or none. A letter holds \
      nothing of another member.
      """)

  @OptionGroup var asked: AskedPeriod

  @Option(help: "Folder for documents.")
  var output = "output"

  @Option(
    help: "File of an officer's adjustments, as for run: then figures are those of the release.")
  var adjustments: String?

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      let (lv, en) = (
        try registry.voice(of: "letter", in: .lv), try registry.voice(of: "letter", in: .en)
      )
      let progress = Progress()
      var settings = asked.settings(resources, progress)
      settings.adjustments = adjustments
      let result = try LetterRun(registry: registry, settings: settings).run()
      progress.end()
      let name = "letters/\(result.period.label)"
      let folder = try StagedFolder(in: LockedFolder(output), name: name, .owner)
      for letter in result.letters {
        let page = letter.page(lv: lv, en: en, registry.wordings)
        try folder.write(page.markdown(), to: letter.member.id + ".md")
        try folder.write(page.html(), to: letter.member.id + ".html")
      }
      try folder.publish(replacing: true)
      Console.printLines(["\(output)/\(name)"])
    }
  }
}

extension AskedPeriod {
  /// Settings of a run over what is asked about.
  func settings(_ resources: Resources, _ progress: Progress) -> PipelineRun.Settings {
    var settings = PipelineRun.Settings(returns: returns, output: "")
    settings.period = period
    settings.asOf = asOf
    settings.jobs = resources.workers
    settings.plainPath = resources.plainPath
    settings.progress = { progress.tell($0, of: $1) }
    return settings
  }
}
