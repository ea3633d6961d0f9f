import ArgumentParser
import Correspond
import Pipelines
import Staging
import Vocabulary

struct MakeMinutes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "minutes",
    abstract: "Write the skeleton of the minutes of a quarter's meeting.",
    discussion: """
      nrem minutes --period 2015-Q1

      Writes minutes/<period>/minutes.lv and minutes.en, each as .md and .html, to the output folder. \
      It is an internal document: it holds figures of single members.
      """)

  @OptionGroup var asked: AskedPeriod

  @Option(help: "Folder for documents.")
  var output = "output"

  @Option(
    help: "File of an officer's adjustments, as for run: then figures are those of the release.")
  var adjustments: String?

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func validate() throws {
    if let period = asked.period, !period.isQuarter {
      throw ValidationError("--period is a quarter, as 2015-Q1: meetings are about quarters")
    }
  }

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      let progress = Progress()
      var settings = asked.settings(resources, progress)
      settings.adjustments = adjustments
      let minutes = try MinutesRun(registry: registry, settings: settings).run()
      progress.end()
      let name = "minutes/\(minutes.period.label)"
      let folder = try StagedFolder(in: LockedFolder(output), name: name, .owner)
      for language in Language.allCases {
        let page = minutes.page(try registry.voice(of: "minutes", in: language))
        try folder.write(page.markdown(), to: "minutes.\(language.rawValue).md")
        try folder.write(page.html(), to: "minutes.\(language.rawValue).html")
      }
      try folder.publish(replacing: true)
      Console.printLines(["\(output)/\(name)"])
    }
  }
}
