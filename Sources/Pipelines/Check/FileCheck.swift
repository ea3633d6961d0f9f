import DelimitedText
import Glibc
import Ingest
import Report
import Spool
import Validate
import Vocabulary

/// Checks one file against its schema, record by record, in bounded memory.
///
/// The walk is that of a return without figures: text is read and cut (`Ingest`), then held to what
/// its schema asks (`Validate`); findings go to a spool (`Spool`), from which reports are written.
package struct FileCheck {
  private let package: DataPackage?
  private let plainPath: Bool
  /// Folded wordings of totals.
  private let totals: Set<String>

  /// - Parameters:
  ///   - package: where the tables are that foreign keys refer to.
  ///   - plainPath: whether records without a quote may be cut without libcsv.
  package init(package: DataPackage?, wordings: Wordings, plainPath: Bool) {
    self.package = package
    self.plainPath = plainPath
    totals = Set(wordings.totals.map { Wording.fold($0) })
  }

  /// - Throws: `DefinitionFailure` where the schema asks what is not supported, `IntakeFailure`
  ///   where a file cannot be read, `SpoolFailure` where there is no room for a temporary file.
  package func check(_ resource: TableResource) throws -> CheckedFile {
    let schema = resource.schema.own(resource.name)
    let shown = Self.shown(resource.path)
    let judges = try judges(resource)
    let references = try references(resource)
    let input = try SeekableFile(resource.path)
    var request = TableIntake.Request(path: input.path, shown: shown)
    request.dialect = resource.dialect
    request.encoding = resource.encoding
    request.plainPath = plainPath
    let intake = try TableIntake(request, schema: schema) { Self.isData($0, judges) }
    let spool = FindingSpool()
    var file = CheckedFile(path: shown, spool: spool)
    file.encoding = intake.found.encoding
    file.delimiter = intake.found.delimiter
    file.lineEnds = intake.found.lineEnds
    file.hasSchema = !schema.fields.isEmpty
    for finding in intake.findings { try spool.append(finding) }
    guard intake.isTable else {
      file.encoding = ""
      file.delimiter = ""
      return file
    }
    let options = try TableIntake.options(request, schema)
    file.reopen = { try? DelimitedFile.open(path: input.path, options) }
    let checker = TableChecker(
      schema: schema, judges: judges, references: references,
      subject: TableChecker.Subject(
        path: shown, columns: intake.match.columns, labels: intake.labels, totals: totals),
      isDoubtful: intake.isDoubtful)
    spool.startRun()
    for finding in checker.notEvaluable { try spool.append(finding) }
    spool.startRun()
    let reader = intake.reader()
    while let raw = try reader.next() {
      try checker.check(raw, startRun: spool.startRun) { try spool.append($0) }
    }
    try checker.conclude(startRun: spool.startRun) { try spool.append($0) }
    file.records = checker.records
    if checker.records == 0 {
      try spool.append(
        Finding(
          rule: "file.no-records", kind: "no-records", severity: .note, path: shown, address: .file)
      )
    }
    return file
  }

  /// The place of a file that could not be read, in a report on several.
  package static func unread(_ path: String, _ failure: IntakeFailure) throws -> CheckedFile {
    let file = CheckedFile(path: shown(path), spool: FindingSpool())
    try file.spool.append(
      Finding(
        rule: "file.unread", kind: "unread", severity: .reject, path: shown(path), address: .file,
        parameters: [.init("detail", failure.problem)]))
    return file
  }

  /// A path as it may be shown: a name that holds a personal code is not.
  private static func shown(_ path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./"), path.count > 2 { path = path.dropFirst(2) }
    return path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      Masking.mark(part.utf8) == .personalCode ? "•••" : Masking.printable(String(part))
    }.joined(separator: "/")
  }

  private func judges(_ resource: TableResource) throws(DefinitionFailure) -> [FieldJudge] {
    var judges: [FieldJudge] = []
    var missing = resource.schema.missingValues
    if let null = resource.dialect.nullSequence { missing.append(null) }
    for field in resource.schema.fields {
      var field = field
      if let null = resource.dialect.nullSequence { field.missingValues?.append(null) }
      do throws(UnsupportedSchema) {
        judges.append(try FieldJudge(field, missingValues: missing))
      } catch {
        throw DefinitionFailure(
          path: Self.shown(resource.path), line: 0,
          problem: "its schema: \(error.description)")
      }
    }
    return judges
  }

  /// Whether cells are a record of data: each fits its field, and one of them could not be a label.
  private static func isData(_ cells: [String], _ judges: [FieldJudge]) -> Bool {
    guard cells.count == judges.count else { return false }
    var isTelling = false
    for (cell, judge) in zip(cells, judges) {
      let bytes = Array(cell.utf8)
      guard judge.faults(bytes).isEmpty else { return false }
      if !bytes.isEmpty, judge.asksMoreThanText { isTelling = true }
    }
    return isTelling
  }

  // MARK: Foreign keys

  private func references(_ resource: TableResource) throws -> [KeySet?] {
    var sets: [KeySet?] = []
    for key in resource.schema.foreignKeys {
      if key.resource.isEmpty || key.resource == resource.name {
        // To the table itself: settled with the rest of its records.
        sets.append(nil)
        continue
      }
      guard let package else {
        throw DefinitionFailure(
          path: Self.shown(resource.path), line: 0,
          problem: "a foreign key of its schema refers to “\(key.resource)”: add --package")
      }
      guard let other = package.resource(key.resource) else {
        throw DefinitionFailure(
          path: package.path, line: 0, problem: "there is no resource “\(key.resource)”")
      }
      sets.append(try keys(of: other, key))
    }
    return sets
  }

  private func keys(of other: TableResource, _ key: ForeignKey) throws -> KeySet {
    var schema = other.schema
    if schema.fields.isEmpty {
      // A table without a schema: its labels are its fields.
      schema.fields = key.referenceFields.map { Field(name: $0, type: .any) }
    }
    for name in key.referenceFields where schema.index(of: name) == nil {
      throw DefinitionFailure(
        path: package?.path ?? "", line: 0,
        problem: "the resource “\(other.name)” has no field “\(name)”")
    }
    var described = other
    described.schema = schema
    let judges = try judges(described)
    var request = TableIntake.Request(path: other.path, shown: Self.shown(other.path))
    request.dialect = other.dialect
    request.encoding = other.encoding
    request.plainPath = plainPath
    let intake = try TableIntake(request, schema: schema) { Self.isData($0, judges) }
    let places = key.referenceFields.map { schema.index(of: $0)! }
    let columns = places.map { intake.match.columns[$0] }
    guard intake.isTable, !columns.contains(-1) else {
      throw IntakeFailure(
        path: Self.shown(other.path),
        problem: "has not the columns that a foreign key refers to: "
          + key.referenceFields.map(Masking.shown).joined(separator: ", "))
    }
    let set = KeySet(places.map { judges[$0] })
    let reader = intake.reader()
    while let raw = try reader.next() { try set.add(raw, columns: columns) }
    return set
  }
}

extension TableSchema {
  /// The schema of a table of this name: keys to it by its name are keys to itself.
  fileprivate func own(_ name: String) -> TableSchema {
    var own = self
    own.foreignKeys = foreignKeys.map {
      $0.resource == name
        ? ForeignKey(fields: $0.fields, resource: "", referenceFields: $0.referenceFields) : $0
    }
    return own
  }
}
