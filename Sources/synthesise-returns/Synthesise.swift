import ArgumentParser

/// Writes invented returns: samples to look at, examples of every rule, rows to measure.
@main
struct Synthesise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesise-returns",
    abstract: "Write synthetic returns; the same seed gives the same bytes.",
    subcommands: [Samples.self, Rules.self, Benchmark.self])
}

struct Samples: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Eight quarters of all members, 2014-Q1 to 2015-Q4.")

  @Option(help: "Folder to write to.")
  var output = "samples/returns"
  @Option(help: "Seed.")
  var seed: UInt64 = 2015

  func run() throws { try SampleReturns(seed: seed).write(to: FolderWriter(root: output)) }
}

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Three small folders for each rule: broken, kept, undecided.")

  @Option(help: "Folder to write to.")
  var output = "samples/rules"

  func run() throws { try RuleExamples().write(to: FolderWriter(root: output)) }
}

struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One large file of records, for measuring.")

  @Option(help: "File to write.")
  var output: String
  @Option(help: "Rows.")
  var rows = 4_000_000
  @Option(help: "Which cells are quoted: none, third (one in every third row) or all.")
  var quotes = BenchmarkRows.Quotes.none
  @Option(help: "Seed.")
  var seed: UInt64 = 2015

  func run() throws { try BenchmarkRows(rows: rows, quotes: quotes, seed: seed).write(to: output) }
}
