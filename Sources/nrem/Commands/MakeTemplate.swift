import ArgumentParser
import Correspond
import Pipelines
import Staging
import Vocabulary

struct MakeTemplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write the CSV files that a member fills in, with what still runs carried over.",
    discussion: """
      nrem template --member MARTA --period 2015-Q1

      Writes templates/<period>/<MEMBER>/ to the output folder: in iesniegt/ a file for each table \
      that the member owes, beside it codes.csv and LASI-MANI.
      """)

  @Option(help: "Id of the member, as MARTA.")
  var member: String

  @Option(help: "Quarter or year, as 2015-Q1 or 2015.")
  var period: ReferencePeriod

  @Option(help: "Only what was received up to and including this day.")
  var asOf: CalendarDay?

  @Option(help: "Folder of the members' returns.")
  var returns = "returns"

  @Option(help: "Folder for documents.")
  var output = "output"

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func validate() throws {
    if !period.isQuarter, !period.isYear {
      throw ValidationError("--period is a quarter or a year, as 2015-Q1 or 2015")
    }
  }

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      let member = try found(registry)
      var settings = PipelineRun.Settings(returns: returns, output: output)
      settings.asOf = asOf
      settings.jobs = resources.workers
      settings.plainPath = resources.plainPath
      let template = try TemplateRun(registry: registry, settings: settings).run(member, period)
      let page = template.page(
        lv: try registry.voice(of: "template", in: .lv),
        en: try registry.voice(of: "template", in: .en))
      let name = "templates/\(period.label)/\(member.id)"
      let folder = try StagedFolder(in: LockedFolder(output), name: name)
      try folder.makeFolder(Template.folder)
      for table in template.tables {
        try folder.write(table.csv, to: "\(Template.folder)/\(table.file)")
      }
      try folder.write(template.codesCSV, to: "codes.csv")
      try folder.write(page.markdown(), to: "LASI-MANI.md")
      try folder.write(page.html(), to: "LASI-MANI.html")
      try folder.publish(replacing: true)
      Console.printLines(["\(output)/\(name)"])
    }
  }

  private func found(_ registry: Registry) throws -> Member {
    guard let found = registry.memberNamed(member).flatMap(registry.member) else {
      let nearest = Wording.nearest(
        to: member, among: registry.members.map { (Wording.fold($0.id), $0.id) })
      let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
      throw ValidationError("“\(member)” is no member\(hint)")
    }
    guard found.validity.contains(period.lastDay) else {
      throw ValidationError("\(found.id) is not in the register on \(period.lastDay)")
    }
    return found
  }
}
