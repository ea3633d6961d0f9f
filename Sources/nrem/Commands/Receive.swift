import ArgumentParser
import Correspond
import Glibc
import Ingest
import Pipelines
import Report
import Vocabulary

struct Receive: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take what members sent: recognise, check, file as a new vintage, write a receipt.",
    discussion: """
      Member, period and table are told by the file's name or content; what cannot be told is \
      asked for, and nothing is filed. The same bytes again are recognised and change nothing. Ends \
      with 1 when a submission was refused or something has to be corrected: a rejected return is \
      filed, and what was in force before stays in force; of a return with a hard finding the row \
      or the detail does not count.
      """)

  @Argument(help: "Files, each with one table; nil.csv declares tables nil.")
  var files: [String]

  @Option(help: "Who sent them, where name and content do not say: an id or a name.")
  var member: String?

  @Option(help: "For which quarter or year, as 2015-Q1 or 2015.")
  var period: ReferencePeriod?

  @Option(help: "Which table they hold, or nil.")
  var table: String?

  @Option(help: "The day they were received, as 2015-04-12; today when not given.")
  var received: CalendarDay?

  @Option(help: "Folder of returns, <period>/<MEMBER>@<received>/<table>.csv.")
  var returns = "returns"

  @Option(help: "Folder of receipts and releases.")
  var output = "output"

  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func validate() throws {
    if let period, !period.isQuarter, !period.isYear {
      throw ValidationError("--period is a quarter or a year, as 2015-Q1 or 2015")
    }
    let today = Today.local
    if let received, received > today {
      throw ValidationError("--received is later than today, \(today)")
    }
  }

  func run() throws {
    // A limit on the size of files is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    try Console.guarded {
      let registry = try definitions.registry()
      var settings = Receiving.Settings(received: received ?? Today.local)
      settings.returns = returns
      settings.output = output
      settings.jobs = resources.workers
      settings.plainPath = resources.plainPath
      settings.given.period = period
      settings.given.member = try member(registry)
      settings.given.table = try table(registry)
      let says = try ReceivingSentences(registry: registry, language: definitions.language)
      var typed = TypedPaths()
      let paths = files.map { ($0, typed.bytes(of: $0)) }
      let result: Receiving.Result
      do {
        result = try Receiving(registry: registry, settings: settings).receive(paths) {
          try says.tell($0)
        }
      } catch let untold as Receiving.Untold {
        throw ValidationError(says.untold(untold))
      }
      for (file, remark) in result.remarks { Console.say(says.line(file, remark)) }
      if result.isNewArchive { Console.say(says.say("receive-new", [.init("path", returns)])) }
      if result.hasBadData { throw Console.Exit.badData }
    }
  }

  private func member(_ registry: Registry) throws -> String? {
    guard let member else { return nil }
    if let id = registry.memberNamed(member) { return id }
    let nearest = Wording.nearest(
      to: member, among: registry.members.map { (Wording.fold($0.id), $0.id) })
    throw ValidationError(
      "--member: “\(Masking.shown(member))” is not in the register" + Self.hint(nearest))
  }

  private func table(_ registry: Registry) throws -> String? {
    guard let table, registry.table(table) == nil, table != Recogniser.nilTable else {
      return table
    }
    let names = registry.tables.map(\.name) + [Recogniser.nilTable]
    let nearest = Wording.nearest(to: table, among: names.map { (Wording.fold($0), $0) })
    throw ValidationError(
      "--table: “\(Masking.shown(table))” is no table of the return" + Self.hint(nearest))
  }

  private static func hint(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
  }
}
