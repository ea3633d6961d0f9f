import DelimitedText
import Foundation
import Support
import Testing

/// csv-spectrum and csv-test-data, whole: what they say a file holds is what is read.
@Suite("Conformance corpora")
struct CompleteCorporaTests {
  /// Records of a file, blank lines of a table of one column among them, as an empty cell.
  private func records(_ path: String, header: HeaderPlace) throws -> [[String]] {
    var options = ReadOptions()
    options.header = header
    options.delimiter = 44
    options.skipsInitialSpace = false
    let file = try DelimitedFile.open(path: path, options)
    var found: [(Int, [String])] = []
    if header == .found, !file.header.isEmpty { found.append((file.headerRecord, file.header)) }
    let reader = file.reader()
    while let batch = try reader.next() {
      for row in 0..<batch.rowCount {
        found.append((Int(batch.records[row]), (0..<batch.width).map { batch.text(row, $0) }))
      }
      if file.width <= 1 { found += batch.blankLines.map { ($0.record, [""]) } }
    }
    if file.width <= 1 { found += file.blankLinesAbove.map { ($0.record, [""]) } }
    return found.sorted { $0.0 < $1.0 }.map(\.1)
  }

  @Test("csv-spectrum", .enabled(if: Corpora.isThere, Corpora.absence))
  func spectrum() throws {
    let folder = Corpora.folder + "/csv-spectrum"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/csvs")
    #expect(names.count == 11)
    for name in names {
      let data = try Data(
        contentsOf: URL(fileURLWithPath: "\(folder)/json/\(name.dropLast(4)).json"))
      let expected = try JSONSerialization.jsonObject(with: data) as! [[String: String]]
      let records = try records("\(folder)/csvs/\(name)", header: .found)
      let rows = records.dropFirst().map { cells in
        Dictionary(uniqueKeysWithValues: zip(records[0], cells))
      }
      #expect(Array(rows) == expected, "\(name)")
    }
  }

  @Test("csv-test-data", .enabled(if: Corpora.isThere, Corpora.absence))
  func testData() throws {
    let folder = Corpora.folder + "/csv-test-data"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/csv")
    #expect(names.count == 25)
    for name in names {
      let csv = "\(folder)/csv/\(name)"
      guard
        let data = FileManager.default.contents(atPath: "\(folder)/json/\(name.dropLast(4)).json")
      else {
        // Without a reading, it is bad: by itself, or beside the header of three columns.
        #expect(name.hasPrefix("bad-"))
        let findings = try Checking.findings(
          csv, schema: .init(fields: ["foo", "bar", "baz"].map { .init(name: $0, type: .any) }))
        #expect(findings.contains { $0.severity >= .hard }, "\(name)")
        continue
      }
      let expected = try JSONSerialization.jsonObject(with: data)
      if let objects = expected as? [[String: String]], !objects.isEmpty || name.contains("header")
      {
        let records = try records(csv, header: .found)
        let rows = records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(records[0], $0)) }
        #expect(Array(rows) == objects, "\(name)")
      } else {
        let rows = try #require(expected as? [[String]])
        #expect(try records(csv, header: .none) == rows, "\(name)")
      }
    }
  }
}
