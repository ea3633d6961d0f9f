import DelimitedText
import Vocabulary

/// Opens any delimited file for a check against a schema: what was found of its text, its labels
/// matched to fields, its records in batches.
package final class TableIntake {
  /// What is known or asked of the file.
  package struct Request: Sendable {
    /// Path to open, and as it is shown.
    package let path: String
    package let shown: String
    package var dialect = FileDialect()
    package var encoding: String?
    package var plainPath = true
    package init(path: String, shown: String) {
      self.path = path
      self.shown = shown
    }
  }

  /// What was found of the text, for people and reports.
  package struct Found: Sendable {
    package let encoding: String
    package let delimiter: String
    package let lineEnds: [String]
    package let hasHeader: Bool
  }

  private let request: Request
  private let file: DelimitedFile
  package let match: FieldMatch
  /// Labels of the columns, one for each cell of a regular record; empty ones where there are none.
  package let labels: [String]
  /// About the file, its text and its labels, in order.
  package private(set) var findings: [Finding] = []
  /// Whether the encoding cannot be told.
  package var isDoubtful: Bool { file.sniffed.doubt != nil }
  /// Whether there is a table to be read.
  package var isTable: Bool { file.sniffed.container == nil && file.width > 0 }

  /// - Parameter isData: whether a first record whose cells are no labels could be data.
  package init(
    _ request: Request, schema: TableSchema, isData: ([String]) -> Bool
  ) throws(IntakeFailure) {
    self.request = request
    var options = try Self.options(request, schema)
    var file: DelimitedFile
    var match: FieldMatch
    var isHeadless = false
    do throws(ReadFailure) {
      file = try DelimitedFile.open(path: request.path, options)
      match = FieldMatch(schema, labels: file.header)
      if options.header == .found, match.known == 0, !schema.fields.isEmpty, isData(file.header) {
        isHeadless = true
        options.header = .none
        file = try DelimitedFile.open(path: request.path, options)
      }
    } catch { throw IntakeFailure(error, shown: request.shown) }
    if options.header == .none { match = FieldMatch(schema, width: file.width) }
    self.file = file
    self.match = match
    labels =
      options.header == .none
      ? (0..<file.width).map { place in
        match.columns.firstIndex(of: place).map { schema.fields[$0].name } ?? ""
      } : file.header
    // A run of findings is in the order of places.
    findings = Finding.inOrder(text() + head(schema, isHeadless: isHeadless))
  }

  /// How the file is opened.
  package static func options(
    _ request: Request, _ schema: TableSchema
  ) throws(IntakeFailure) -> ReadOptions {
    let dialect = request.dialect
    var options = ReadOptions()
    options.plainPath = request.plainPath
    if let name = request.encoding {
      guard let encoding = TextEncoding(named: name) else {
        throw IntakeFailure(
          path: request.shown,
          problem: "the encoding “\(name)” is not supported; there are "
            + "utf-8, utf-16, utf-16le, utf-16be, windows-1257 and windows-1252")
      }
      options.encoding = encoding
    }
    options.delimiter = dialect.delimiter
    options.quote = dialect.quote
    options.comment = dialect.comment
    options.commentRecords = Set(dialect.commentRows)
    options.skipsInitialSpace = dialect.skipInitialSpace
    switch dialect.header {
    case .none: options.header = .none
    case .rows([1], _), .found: options.header = .found
    case .rows(let rows, let join): options.header = .records(rows, join: join)
    }
    let names = Set(schema.fields.map { Wording.fold($0.name) }).subtracting([""])
    options.labels = ExpectedLabels(count: names.count) { cells in
      names.intersection(cells.map { Wording.fold($0) }).count
    }
    return options
  }

  package var found: Found {
    Found(
      encoding: file.encoding.rawValue, delimiter: file.dialect.name,
      lineEnds: file.lineEnds.names, hasHeader: !file.header.isEmpty)
  }

  package func reader() -> BatchReader {
    let shown = request.shown
    return BatchReader(file, shared: false) { IntakeFailure($0, shown: shown) }
  }

  // MARK: Findings

  private func finding(
    _ kind: String, _ severity: Severity, record: Int = 0, line: Int = 0, column: Int = 0,
    _ parameters: [Finding.Parameter] = [], covers: [Int] = [], name: String = ""
  ) -> Finding {
    Finding(
      rule: "file.\(kind)", kind: kind, severity: severity, path: request.shown,
      address: RecordAddress(record: record, line: line, column: column), column: name,
      parameters: parameters, covers: covers)
  }

  /// What was found of the bytes.
  private func text() -> [Finding] {
    let sniffed = file.sniffed
    if let container = sniffed.container {
      return [finding("no-text", .reject, [.init("found", container)])]
    }
    var found: [Finding] = []
    if let doubt = sniffed.doubt {
      found.append(
        finding(
          "encoding-doubt", .reject, line: doubt.line,
          [
            .init("line", doubt.line), .init("baltic", Masking.shown(doubt.baltic)),
            .init("western", Masking.shown(doubt.western)),
          ]))
    }
    let encoding = sniffed.encoding
    if let declared = request.encoding.flatMap(TextEncoding.init(named:)) {
      if sniffed.markLength > 0, declared.rawValue != encoding.rawValue,
        !(declared == .utf8 && encoding == .utf8WithMark)
      {
        found.append(
          finding(
            "other-encoding", .hard,
            [.init("found", encoding.rawValue), .init("expected", declared.rawValue)]))
      }
    } else if encoding != .utf8 {
      found.append(
        finding(
          "converted-encoding", encoding == .utf8WithMark ? .note : .soft,
          [.init("value", ""), .init("encoding", encoding.rawValue)]))
    }
    if file.hasSeparatorLine {
      found.append(
        finding("separator-line", .note, line: 1, [.init("delimiter", file.dialect.name)]))
    }
    if let given = request.dialect.delimiter, given != file.dialect.delimiter {
      found.append(
        finding(
          "other-delimiter", .hard, record: file.headerRecord, line: file.headerLine,
          [
            .init("found", file.dialect.name),
            .init("expected", Dialect(delimiter: given).name),
          ], covers: Array(1...max(1, file.width))))
    } else if request.dialect.delimiter == nil, file.dialect.delimiter != 44,
      !file.hasSeparatorLine
    {
      found.append(
        finding(
          "converted-delimiter", .note, [.init("value", ""), .init("delimiter", file.dialect.name)]
        ))
    }
    if file.skipsInitialSpace, request.dialect.skipInitialSpace == nil {
      found.append(
        finding("initial-spaces", .soft, record: file.headerRecord, line: file.headerLine))
    }
    if file.lineEnds.names.count > 1 {
      found.append(
        finding(
          "mixed-line-ends", .note, [.init("found", file.lineEnds.names.joined(separator: ", "))]))
    }
    return found
  }

  /// What stands above the data.
  private func head(_ schema: TableSchema, isHeadless: Bool) -> [Finding] {
    if file.sniffed.container != nil { return [] }
    if file.width == 0 {
      if let header = file.malformedHeader {
        return [
          finding(
            header.kind.rawValue, .reject, record: header.record, line: header.line,
            header.parameters)
        ]
      }
      // Only so much is searched for a header, or just where the dialect says that it is.
      let isEmpty = file.isWhollySeen && request.dialect.header == .found
      return [finding(isEmpty ? "empty-table" : "no-head", .reject)]
    }
    var found: [Finding] = []
    let covered = Array((1...file.width).prefix(256))
    for blank in file.blankLinesAbove {
      found.append(
        finding("blank-row", .hard, record: blank.record, line: blank.line, covers: covered))
    }
    for title in file.titles {
      found.append(
        finding("title-row", .hard, record: title.record, line: title.line, covers: covered))
    }
    if isHeadless {
      found.append(
        finding(
          "no-header", .hard, record: file.headerRecord, line: file.headerLine, covers: covered))
    }
    for defect in match.defects {
      let severity: Severity = defect.kind == "label-blanks" ? .soft : .hard
      let column =
        defect.column > 0
        ? Masking.shown(labels[defect.column - 1])
        : defect.parameters.first { $0.name == "column" }?.value ?? ""
      found.append(
        finding(
          defect.kind, severity, record: file.header.isEmpty ? 0 : file.headerRecord,
          line: file.header.isEmpty ? 0 : file.headerLine, column: defect.column, defect.parameters,
          covers: defect.covers, name: column))
    }
    return found
  }
}
