import ArgumentParser
import Vocabulary

/// Which period is asked about, as of when, and where the returns are.
struct AskedPeriod: ParsableArguments {
  @Option(help: "Quarter or year, as 2015-Q1 or 2015; the latest quarter when not given.")
  var period: ReferencePeriod?

  @Option(
    help: "Only what was received up to and including this day; the latest received when not given."
  )
  var asOf: CalendarDay?

  @Option(help: "Folder of the members' returns.")
  var returns = "returns"

  func validate() throws {
    if let period, !period.isQuarter, !period.isYear {
      throw ValidationError("--period is a quarter or a year, as 2015-Q1 or 2015")
    }
  }
}

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable { case text, csv }
