import ArgumentParser
import Glibc
import Pipelines
import Staging

struct Chase: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what is missing or rejected for a period, the weightiest first.",
    discussion: """
      nrem chase --period 2015-Q1 --as-of 2015-04-14
      nrem chase --period 2015-Q1 --format csv --output chase.csv
      """)

  @OptionGroup var asked: AskedPeriod

  @Option(help: "text or csv.")
  var format = ListFormat.text

  @Option(help: "File for the list; standard output when not given.")
  var output: String?

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func run() throws {
    try Console.guarded {
      let registry = try definitions.registry()
      let text = ChaseText(
        result: try StatusRun.asked(asked, registry, resources), registry: registry,
        language: definitions.language)
      let bytes = format == .text ? text.text() : text.csv()
      if let output {
        try StagedFile.replace(output, with: bytes)
      } else {
        try Console.put(bytes, to: STDOUT_FILENO)
      }
    }
  }
}
