import ArgumentParser
import Ingest
import Pipelines
import Report
import Vocabulary

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check any CSV file against a Table Schema or a data package.",
    discussion: """
      nrem check data.csv --schema schema.json
      nrem check --package datapackage.json
      nrem check data.csv --schema schema.yaml --lang lv --format html --output data.html

      Without a schema only the file itself is checked: its text, its quotes, its records. Ends with \
      1 when something has to be corrected, with 0 when there are questions and notes at most, and \
      with 2 when a file is not there, or a schema asks what is not supported.
      """)

  @Argument(
    help: "Files to check, - being standard input; those of the package when none is given.")
  var files: [String] = []

  @Option(help: "Table Schema, as JSON or YAML: a file, or the JSON itself.")
  var schema: String?

  @Option(
    help: "Dialect of the files, as JSON or YAML: a file, or the JSON itself; found if not given.")
  var dialect: String?

  @Option(
    help:
      "Data package: the schema of a file by its path, and the tables that foreign keys refer to.")
  var package: String?

  @Option(help: "Encoding of the files, as windows-1257; found if not given.")
  var encoding: String?

  @OptionGroup var reporting: Reporting
  @OptionGroup var definitions: Definitions
  @OptionGroup var resources: Resources

  func validate() throws {
    if files.isEmpty, package == nil { throw ValidationError("name a file, or a --package") }
    if files.isEmpty, schema != nil { throw ValidationError("name the file that the schema is of") }
  }

  func run() throws {
    try Console.guarded {
      let wordings = try definitions.wordings()
      let reader = PackageReader()
      let package = try self.package.map { path in try reader.package(path) }
      let check = FileCheck(
        package: package, wordings: wordings, plainPath: resources.plainPath)
      var checked: [CheckedFile] = []
      var isLacking = false
      for table in try tables(reader, package) {
        do {
          checked.append(try check.check(table))
        } catch let failure as IntakeFailure {
          // One file that is not there does not keep the others from being checked.
          Console.say("nrem: \(failure)")
          isLacking = true
          checked.append(try FileCheck.unread(table.path, failure))
        }
      }
      try reporting.write(checked, wordings, definitions.language)
      if isLacking { throw Console.Exit.failed }
      if reporting.quiet {
        if !checked.allSatisfy(\.isValid) { throw Console.Exit.badData }
        return
      }
      for file in checked { Console.say(account(file, wordings)) }
      let counts = Severity.allCases.map { severity in
        Finding.Parameter(severity.rawValue, checked.reduce(0) { $0 + $1.count(severity) })
      }
      Console.say(wordings.say("findings", counts, language: definitions.language))
      if !checked.allSatisfy(\.isValid) { throw Console.Exit.badData }
    }
  }

  /// The tables to check, each with all that was said of it.
  private func tables(
    _ reader: PackageReader, _ package: DataPackage?
  ) throws -> [TableResource] {
    let schema = try self.schema.map { path in try reader.schema(path) }
    let dialect = try self.dialect.map { text in try reader.dialect(text) }
    func table(_ path: String) -> TableResource {
      var table =
        package?.resources.first { Self.plain($0.path) == Self.plain(path) }
        ?? TableResource(
          name: "", path: path, schema: TableSchema(fields: [], fieldsMatch: .partial))
      table.path = path == "-" ? "/dev/stdin" : path
      table.schema = schema ?? table.schema
      table.dialect = dialect ?? table.dialect
      table.encoding = encoding ?? table.encoding
      return table
    }
    if files.isEmpty, let package { return package.resources.map { table($0.path) } }
    return files.map(table)
  }

  /// A path without `./`.
  private static func plain(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private func account(_ file: CheckedFile, _ wordings: Wordings) -> String {
    let key = file.encoding.isEmpty ? "checked-no-table" : "checked"
    return wordings.say(
      key,
      [
        .init("path", file.path), .init("records", file.records), .init("encoding", file.encoding),
        .init("delimiter", file.delimiter),
        .init(
          "lineends",
          file.lineEnds.isEmpty
            ? wordings.say("no-line-end", language: definitions.language)
            : file.lineEnds.joined(separator: " + ")),
      ], language: definitions.language)
  }
}
