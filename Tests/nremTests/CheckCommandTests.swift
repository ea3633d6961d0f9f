import Foundation
import Support
import Testing

/// `nrem check` as a user types it.
@Suite("nrem check")
struct CheckCommandTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "nrem-check-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(
      "schema.json",
      """
      {"fields": [
        {"name": "id", "type": "integer"},
        {"name": "member", "type": "string"},
        {"name": "form", "type": "string", "constraints": {"enum": ["labour", "sexual"]}}
      ], "primaryKey": "id"}
      """)
    try write("good.csv", "id,member,form\n1,VP,labour\n2,MARTA,sexual\n")
    try write("bad.csv", "id,member,form\n1,VP,Labour\n1,MARTA,sexual\nx,VP,labour\n")
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  private func check(_ words: String...) throws -> Tool.Ended {
    let quoted = words.map { "'" + $0 + "'" }.joined(separator: " ")
    return try Tool.script(
      "cd '\(folder)' && '\(Tool.path())' check \(quoted) --pipelines '\(repository)/pipelines'")
  }

  @Test("A valid file ends with 0, bad data with 1, a missing file with 2, a slip with 64")
  func exitCodes() throws {
    let good = try check("good.csv", "--schema", "schema.json")
    #expect(good.code == 0 && good.out.isEmpty)
    let bad = try check("bad.csv", "--schema", "schema.json")
    #expect(bad.code == 1)
    #expect(
      bad.out == """
        bad.csv:2:3: hard: “Labour” is none of labour, sexual [form.enum]
            nearest: labour
        bad.csv:3:1: hard: the primary key “1” stands on line 2 already [table.primary-key]
        bad.csv:4:1: hard: “x” is not a whole number [id.type]
            write digits only, without blanks

        """)
    let missing = try check("none.csv", "--schema", "schema.json")
    #expect(missing.code == 2 && missing.err.contains("none.csv: is not there"))
    #expect(try check("good.csv", "--schema", "none.json").code == 2)
    #expect(try check("good.csv", "--format", "xml").code == 64)
    #expect(try check().code == 64)
  }

  @Test("Latvian is spoken when asked")
  func latvian() throws {
    let bad = try check("bad.csv", "--schema", "schema.json", "--lang", "lv")
    #expect(
      bad.out.contains("bad.csv:2:3: kļūda: „Labour” nav atļauta vērtība; atļautās: labour, sexual")
    )
    #expect(bad.err.contains("ieraksti 3, UTF-8, komats, LF"))
  }

  @Test(
    "What is not supported is said, and ends with 2",
    arguments: [
      (
        #"{"fields": [{"name": "id", "type": "geopoint"}]}"#, "the type “geopoint” is not supported"
      ),
      (#"{"fields": [{"name": "id", "type": "intger"}]}"#, "is not known; nearest: integer"),
      (#"{"fields": [{"name": "id", "constraints": {"maxlength": 3}}]}"#, "nearest: maxLength"),
      (
        #"{"fields": [{"name": "id", "constraints": {"pattern": "\\p{IsGreek}"}}]}"#,
        "the block IsGreek"
      ),
      (#"{"fields": [{"name": "id"}], "primaryKey": "key"}"#, "there is no field “key”"),
      (
        #"{"fields": [{"name": "id"}], "foreignKeys": [{"fields": "id", "reference": {"resource": "m", "fields": "id"}}]}"#,
        "add --package"
      ),
    ])
  func unsupported(schema: String, said: String) throws {
    let ended = try check("good.csv", "--schema", schema)
    #expect(ended.code == 2 && ended.err.contains(said), "\(ended.err)")
    #expect(ended.out.isEmpty)
  }

  @Test(
    "Packages reach no further than their folder",
    arguments: ["../other.csv", "/etc/passwd", "https://example.org/x.csv"])
  func packagePaths(path: String) throws {
    try write(
      "datapackage.json",
      #"{"resources": [{"name": "a", "path": "\#(path)", "schema": {"fields": [{"name": "id"}]}}]}"#
    )
    let ended = try check("--package", "datapackage.json")
    #expect(ended.code == 2 && ended.err.contains("not supported"))
  }

  @Test(
    "What comes through a pipe is read like a file",
    arguments: ["id,member,form\n1,VP,labour\nx,VP,labour\n", "1,VP,labour\nx,VP,labour\n"])
  func pipe(text: String) throws {
    try write("file.csv", text)
    let file = try check("file.csv", "--schema", "schema.json", "--format", "html")
    let pipe = try Tool.script(
      "cd '\(folder)' && cat file.csv | '\(Tool.path())' check - --schema schema.json --format html "
        + "--pipelines '\(repository)/pipelines'")
    #expect(file.code == 1 && pipe.code == 1)
    #expect(pipe.out.replacingOccurrences(of: "/dev/stdin", with: "file.csv") == file.out)
  }

  @Test("A schema may be any JSON, however it is laid out")
  func anyJSON() throws {
    try write(
      "odd.json",
      "\t{\n\t\"fields\"\n:\n[\t{\"name\":\"i\\u0064\",\"type\":\"integer\",\"description\":\"\\ud83d\u{7F} \\ud83d\\ude00 \\/ {: \\\"\"}"
        + "\n , {\"name\":\"member\"},{\"name\":\"form\"} ]\n}")
    let ended = try check("bad.csv", "--schema", "odd.json")
    #expect(ended.code == 1, "\(ended.err)")
    #expect(ended.out.hasPrefix("bad.csv:4:1: hard: “x” is not a whole number"))
  }

  @Test("A package gives schemas by path and tables for foreign keys")
  func package() throws {
    try write("members.csv", "code\nVP\nVRS\n")
    try write(
      "datapackage.json",
      """
      {"resources": [
        {"name": "cases", "path": "good.csv", "schema": {
          "fields": [{"name": "id", "type": "integer"}, {"name": "member"}, {"name": "form"}],
          "foreignKeys": [{"fields": "member", "reference": {"resource": "members", "fields": "code"}}]}},
        {"name": "members", "path": "members.csv", "schema": {"fields": [{"name": "code"}], "primaryKey": "code"}}
      ]}
      """)
    for words in [
      ["--package", "datapackage.json"], ["good.csv", "--package", "datapackage.json"],
    ] {
      let ended =
        try words.count == 2 ? check(words[0], words[1]) : check(words[0], words[1], words[2])
      #expect(ended.code == 1)
      #expect(
        ended.out
          == "good.csv:3:2: hard: “MARTA” is not in the table “members” [table.foreign-key.member]\n"
      )
    }
  }

  @Test("Every finding is written, however many, in bounded memory, and the text shows each cause")
  func many() throws {
    let rows = (0..<60_000).map { "\($0 % 50_000),VP,\($0 % 2 == 0 ? "x" : "labour")\n" }
    try write("many.csv", "id,member,form\n" + rows.joined())
    let ended = try check(
      "many.csv", "--schema", "schema.json", "--format", "json", "--output", "many.json")
    #expect(ended.code == 1 && ended.out.isEmpty)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/many.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let file = try #require((report["files"] as? [[String: Any]])?.first)
    let findings = try #require(file["findings"] as? [[String: Any]])
    #expect(findings.count == 40_000)
    let lines = findings.map { $0["line"] as! Int }
    #expect(lines == lines.sorted())
    let repeated = findings.filter { $0["type"] as? String == "primary-key" }
    #expect(repeated.count == 10_000)
    #expect(repeated.allSatisfy { ($0["line"] as! Int) > 50_001 })
    let text = try check("many.csv", "--schema", "schema.json")
    #expect(text.out.contains("… and 29997 more like this [form.enum]"))
    #expect(text.out.split(separator: "\n").count < 12)
    let all = try check("many.csv", "--schema", "schema.json", "--all")
    #expect(all.out.split(separator: "\n").count >= 40_000)
  }

  @Test("Output that cannot be written ends with 2 and leaves nothing behind")
  func output() throws {
    let full = try Tool.script(
      "cd '\(folder)' && '\(Tool.path())' check bad.csv --schema schema.json --pipelines '\(repository)/pipelines' > /dev/full"
    )
    #expect(full.code == 2 && full.err.contains("No space left"))
    let nowhere = try check("bad.csv", "--schema", "schema.json", "--output", "none/x.json")
    #expect(nowhere.code == 2 && nowhere.err.contains("none/x.json"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy {
        !$0.hasSuffix(".part")
      })
  }

  @Test("Tables of the return are schemas like any other")
  func ofReturns() throws {
    try write("victims.csv", "status,sex,count\nIDENTIFIED,F,-3\n")
    let ended = try check(
      "victims.csv", "--schema", repository + "/pipelines/return/tables/victims.yaml")
    #expect(ended.out.contains("victims.csv:2:3: hard: “-3” is less than 0 [count.minimum]"))
  }
}
