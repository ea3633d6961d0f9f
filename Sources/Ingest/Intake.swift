import DelimitedText
import Vocabulary

/// Opens one return: its header is matched to the table, its records come as batches.
///
/// ```swift
/// let intake = try Intake(`return`, schema: schema, registry: registry)
/// let reader = intake.reader()
/// while let raw = try reader.next() { … }
/// ```
package final class Intake {
  /// Which columns are where; nil where the file has no header to go by.
  package let layout: Layout?
  /// Whether the file is text, be its encoding in doubt; an empty one is.
  package var isText: Bool { file.sniffed.container == nil }
  /// What is wrong with the file and its header.
  package private(set) var findings: [Finding] = []
  private let file: DelimitedFile
  private let subject: Return
  private let registry: Registry

  /// - Parameter plainPath: whether records without a quote may be cut without libcsv.
  package init(
    _ subject: Return, schema: ReturnTable, registry: Registry, plainPath: Bool = true
  ) throws(IntakeFailure) {
    self.subject = subject
    self.registry = registry
    let columns = ColumnNames(schema, registry)
    do throws(ReadFailure) {
      file = try DelimitedFile.open(
        path: subject.location, Self.options(columns, plainPath: plainPath))
    } catch { throw IntakeFailure(error, shown: subject.path) }
    let isText = file.sniffed.container == nil && file.sniffed.doubt == nil
    layout =
      file.header.isEmpty || !isText
      ? nil : Layout(header: file.header, schema: schema, columns: columns)
    findings = header(file)
  }

  /// How a return of a table is opened.
  package static func options(_ schema: ReturnTable, _ registry: Registry) -> ReadOptions {
    options(ColumnNames(schema, registry), plainPath: true)
  }

  private static func options(_ columns: ColumnNames, plainPath: Bool) -> ReadOptions {
    var options = ReadOptions()
    options.plainPath = plainPath
    // Members write Latvian: where bytes fit its code page, that is what they are.
    options.preferredEncoding = .windows1257
    options.labels = ExpectedLabels(count: columns.required.count) { cells in
      columns.required.intersection(cells.compactMap { columns[$0] }).count
    }
    return options
  }

  private static func finding(
    _ kind: String, _ address: RecordAddress, _ parameters: [Finding.Parameter],
    _ subject: Return, _ registry: Registry, severity: Severity? = nil, rule name: String? = nil,
    column: String = "", occurrences: Int = 1
  ) -> Finding {
    let rule = registry.rules.first { $0.kind == name ?? kind }
    return Finding(
      rule: rule?.id ?? kind, kind: kind, severity: severity ?? rule?.severity ?? .reject,
      path: subject.path, address: address, column: column, parameters: parameters,
      occurrences: occurrences)
  }

  private func header(_ file: DelimitedFile) -> [Finding] {
    var found: [Finding] = []
    let labels = RecordAddress(record: file.headerRecord, line: file.headerLine)
    if let container = file.sniffed.container {
      return [
        Self.finding(
          "readable-text", .file, [.init("detail", container)], subject, registry)
      ]
    }
    if let doubt = file.sniffed.doubt {
      // Nobody guesses what a member wrote.
      found.append(
        Self.finding(
          "encoding-doubt", RecordAddress(record: 0, line: doubt.line),
          [
            .init("line", doubt.line), .init("baltic", Masking.shown(doubt.baltic)),
            .init("western", Masking.shown(doubt.western)),
          ], subject, registry, rule: "readable-text"))
    }
    if let header = file.malformedHeader {
      // Without a header nothing can be read: the return is rejected, not the record alone.
      found.append(
        Self.finding(
          header.kind.rawValue, labels, header.parameters, subject, registry,
          severity: .reject, rule: RecordDefect.rule(of: header.kind.rawValue)))
    } else if file.header.isEmpty {
      found.append(Self.finding("empty-file", .file, [], subject, registry))
    }
    for title in file.titles {
      found.append(
        Self.finding(
          "title-row", RecordAddress(record: title.record, line: title.line), [], subject,
          registry))
      if title.cells.contains(where: { Masking.mark($0.utf8) == .personalCode }) {
        found.append(
          Self.finding(
            "personal-code", RecordAddress(record: title.record, line: title.line),
            [.init("table", subject.table)], subject, registry))
      }
    }
    if layout?.holdsPersonalCode ?? file.malformedHeader.map({
      Masking.mark($0.text.utf8) == .personalCode
    }) ?? false {
      found.append(
        Self.finding(
          "personal-code", labels,
          [.init("table", subject.table)], subject, registry))
    }
    for defect in layout?.defects ?? [] {
      found.append(
        Self.finding(
          defect.kind,
          RecordAddress(record: labels.record, line: labels.line, column: defect.column),
          defect.parameters, subject, registry))
    }
    var notes = layout?.conversions ?? []
    if file.encoding != .utf8 {
      notes.append(
        Conversion(
          kind: "converted-encoding", column: "", from: "", to: file.encoding.rawValue))
    }
    if file.dialect != .comma {
      notes.append(
        Conversion(kind: "converted-delimiter", column: "", from: "", to: file.dialect.name))
    }
    for note in notes {
      found.append(
        self.note(note, at: labels, occurrences: 1))
    }
    return found
  }

  /// The note in the ledger that a conversion was made.
  package func note(
    _ conversion: Conversion, at address: RecordAddress, occurrences: Int
  ) -> Finding {
    let result =
      switch conversion.kind {
      case "converted-wording": "code"
      case "converted-header": "column"
      case "converted-encoding": "encoding"
      case "converted-delimiter": "delimiter"
      default: "result"
      }
    return Self.finding(
      conversion.kind, address,
      [.init("value", Masking.shown(conversion.from)), .init(result, conversion.to)], subject,
      registry, severity: .note, rule: "conversion", column: conversion.column,
      occurrences: occurrences)
  }

  /// The note that blank lines were passed over.
  package func note(blankLines count: Int, first line: Int) -> Finding {
    Self.finding(
      "blank-line", RecordAddress(record: 0, line: line), [.init("count", count)], subject,
      registry)
  }

  /// A reader of the whole file, or one of several that share it; nil where it is no text.
  package func reader(shared: Bool = false) -> BatchReader? {
    if file.sniffed.container != nil { return nil }
    let shown = subject.path
    return BatchReader(file, shared: shared) { IntakeFailure($0, shown: shown) }
  }

  /// Whether a broken quote was met while several readers shared the file: it is to be read again
  /// by one.
  package var needsSequence: Bool { file.needsSequence }

  /// Records and lines of each chunk, once every reader has come to the end.
  package var chunks: [(records: Int, lines: Int)] { file.chunkExtents }
}
