import Foundation
import Glibc
import Pipelines
import Report
import Vocabulary

/// Any bytes through the whole of `nrem check`: reader, schema, findings, every report.
///
/// The first byte chooses how the rest is taken: as a table under one of some schemas and dialects,
/// or as a schema (up to a NUL) and a table under it. Both ways of cutting records must find the
/// same, and nothing may trap, hang or grow without bound. Built by `make fuzz`.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ each: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("Fuzz_main")
public func fuzzMain(
  _ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var count = count
  var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = words
  return runDriver(&count, &words) { bytes, count in
    Bench.take(UnsafeBufferPointer(start: bytes, count: count))
    return 0
  }
}

enum Bench {
  private static let path = "/dev/shm/nrem-fuzz-\(getpid()).csv"
  private static let wordings = try! WordingsReader.read(
    pipelines: ProcessInfo.processInfo.environment["NREM_PIPELINES"] ?? "pipelines")

  private static let schemas = [
    #"{"fields": []}"#,
    #"{"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 0, "maximum": 99, "unique": true}}, {"name": "b", "type": "string", "constraints": {"required": true, "pattern": "[a-z]+(-[0-9]{2})?"}}, {"name": "c", "type": "date"}], "primaryKey": ["a", "b"]}"#,
    #"{"fields": [{"name": "a", "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": false}, {"name": "b", "type": "boolean"}, {"name": "c", "type": "datetime", "format": "any"}], "fieldsMatch": "partial", "uniqueKeys": [["a"], ["b", "c"]], "missingValues": ["", "-"]}"#,
    #"{"fields": [{"name": "a", "type": "list", "itemType": "integer"}, {"name": "b", "type": "year"}, {"name": "c", "type": "yearmonth"}, {"name": "d", "type": "time", "format": "%H:%M"}], "fieldsMatch": "superset", "foreignKeys": [{"fields": ["b"], "reference": {"fields": ["a"]}}]}"#,
    #"{"fields": [{"name": "a", "type": "string", "format": "email"}, {"name": "b", "type": "string", "format": "uri", "constraints": {"minLength": 3, "maxLength": 9}}, {"name": "c", "type": "string", "categories": ["x", "y"], "constraints": {"enum": ["x"]}}], "fieldsMatch": "equal"}"#,
    #"{"fields": [{"name": "a", "type": "number", "constraints": {"exclusiveMinimum": -1.5, "exclusiveMaximum": "1e3"}}, {"name": "b", "type": "date", "format": "%d.%m.%Y"}], "fieldsMatch": "subset"}"#,
  ]
  private static let dialects = [
    "{}", ##"{"delimiter": ";", "commentChar": "#"}"##, #"{"header": false}"#,
    #"{"headerRows": [1, 2], "quoteChar": "'", "skipInitialSpace": true}"#,
    #"{"delimiter": "\t", "nullSequence": "x", "commentRows": [2]}"#,
  ]

  static func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    var text = bytes.dropFirst()
    var schema: TableSchema?
    if first >= 200 {
      let written = text.prefix { $0 != 0 }
      text = text.dropFirst(written.count + 1)
      // YAML that is no schema is refused: that it is, without a trap, is what is asked.
      schema = try? PackageReader().schema("{" + String(decoding: written, as: UTF8.self))
    } else {
      schema = try? PackageReader().schema(schemas[Int(first) % schemas.count])
    }
    guard let schema,
      let dialect = try? PackageReader().dialect(dialects[Int(first) / 6 % dialects.count])
    else { return }
    write(text)
    var before: [String]?
    for plainPath in [true, false] {
      let check = FileCheck(package: nil, wordings: wordings, plainPath: plainPath)
      guard
        let file = try? check.check(
          TableResource(
            name: "", path: path, schema: schema, dialect: dialect,
            encoding: first % 17 == 3 ? "windows-1257" : nil))
      else { return }
      var found: [String] = []
      try! file.spool.read { finding, _ in
        found.append("\(finding.kind) \(finding.address) \(finding.covers)")
      }
      if let before { precondition(before == found, "the two ways differ") }
      before = found
      let report = FindingReport(
        wordings: wordings, language: plainPath ? .lv : .en, version: "0")
      for format in ReportFormat.allCases { try! report.write([file], as: format) { _ in } }
    }
  }

  private static func write(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))[...]
    )
    .withMemoryRebound(to: UInt8.self) { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }
}
