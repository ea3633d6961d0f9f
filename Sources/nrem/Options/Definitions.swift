import ArgumentParser
import Pipelines
import Vocabulary

/// Where the definitions are, and in which language to speak.
struct Definitions: ParsableArguments {
  @Option(help: "Folder of tables, code lists, rules and indicators.")
  var pipelines = "pipelines"

  @Option(name: .customLong("lang"), help: "Language of messages: lv or en.")
  var language = Language.en

  func registry(takesDigest: Bool = false) throws -> Registry {
    try RegistryReader(path: pipelines).read(takesDigest: takesDigest)
  }
}

extension Language: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}

extension ReferencePeriod: ExpressibleByArgument {
  public init?(argument: String) {
    guard let period = ReferencePeriod(argument) else { return nil }
    self = period
  }
}

extension CalendarDay: ExpressibleByArgument {
  public init?(argument: String) {
    guard let day = CalendarDay(iso: argument) else { return nil }
    self = day
  }
}
