import ArgumentParser
import Glibc
import Pipelines
import Vocabulary

/// Where the definitions are, and in which language to speak.
struct Definitions: ParsableArguments {
  @Option(
    help: "Folder of definitions and sentences; pipelines here, or else beside the tool.")
  var pipelines: String?

  @Option(name: .customLong("lang"), help: "Language of messages: lv or en.")
  var language = Language.en

  func registry(takesDigest: Bool = false) throws -> Registry {
    try RegistryReader(path: folder).read(takesDigest: takesDigest)
  }

  /// The sentences alone, where nothing else of the definitions is needed.
  func wordings() throws -> Wordings { try WordingsReader.read(pipelines: folder) }

  /// `pipelines` where the command was typed; else in a folder above the tool's own.
  private var folder: String {
    if let pipelines { return pipelines }
    let name = "pipelines"
    func isThere(_ folder: String) -> Bool { access(folder + "/wording/en.yaml", R_OK) == 0 }
    if isThere(name) { return name }
    guard let tool = realpath("/proc/self/exe", nil) else { return name }
    defer { free(tool) }
    var parts = String(cString: tool).split(separator: "/").dropLast()
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/") + "/" + name
      if isThere(folder) { return folder }
      parts.removeLast()
    }
    return name
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
