import Foundation
import Support
import Testing

/// The tool as people type it.
@Suite("Commands", .serialized)
struct CommandTests {
  private let good = ["2015-Q1/VP@2015-04-08/victims.csv": "status,sex,count\nIDENTIFIED,F,3\n"]

  @Test("run writes a release and prints where it lies and its key figures")
  func run() throws {
    let scene = try Scene(good)
    let ended = try Tool.run(
      ["run", "quarter-end", "--returns", scene.returns, "--output", scene.output])
    #expect(ended.code == 0)
    #expect(ended.out.contains("release: \(scene.output)/quarter-end/2015-Q1\n"))
    #expect(ended.out.contains("rows: read 1 = accepted 1 + rejected 0 + superseded 0"))
    #expect(ended.err.isEmpty)
  }

  @Test("Rejected returns are said on standard error; --strict ends with 1")
  func strict() throws {
    let scene = try Scene(good)
    try scene.write("status,sex\nIDENTIFIED,F\n", to: "2015-Q1/MARTA@2015-04-08/victims.csv")
    let words = ["run", "quarter-end", "--returns", scene.returns, "--output", scene.output]
    let ended = try Tool.run(words)
    #expect(ended.code == 0)
    #expect(
      ended.err.contains(
        "victims.csv:1: reject: the column “count” is missing [file.required-columns]"))
    #expect(try Tool.run(words + ["--strict"]).code == 1)
  }

  @Test("Nothing accepted, a missing folder and a missing pipeline")
  func failures() throws {
    let scene = try Scene(["2015-Q1/VP@2015-04-08/victims.csv": "status,sex\nIDENTIFIED,F\n"])
    let none = try Tool.run(
      ["run", "quarter-end", "--returns", scene.returns, "--output", scene.output])
    #expect(none.code == 2 && none.err.contains("no return was accepted"))
    #expect(!FileManager.default.fileExists(atPath: scene.output))
    let missing = try Tool.run(["run", "quarter-end", "--returns", scene.root + "/none"])
    #expect(missing.code == 2 && missing.err == "nrem: \(scene.root)/none: is not there\n")
    #expect(try Tool.run(["run", "quarterend", "--returns", scene.returns]).code == 64)
    #expect(try Tool.run(["run"]).code == 64)
    let definitions = try Tool.run(["list", "rules", "--pipelines", scene.root])
    #expect(definitions.code == 2)
  }

  @Test("A second run is kept out while one writes")
  func lock() throws {
    let scene = try Scene(good)
    try FileManager.default.createDirectory(
      atPath: scene.output, withIntermediateDirectories: true)
    let ended = try Tool.script(
      """
      flock '\(scene.output)/.lock' '\(Tool.path())' run quarter-end --returns '\(scene.returns)' \
      --output '\(scene.output)'
      """)
    #expect(ended.code == 75)
    #expect(ended.err.contains("another run is writing here"))
  }

  @Test("Of runs that start together one writes, the others are told to come back, none is broken")
  func race() throws {
    let scene = try Scene()
    let ended = try Tool.script(
      """
      for i in 1 2 3 4 5; do
        ( '\(Tool.path())' run quarter-end --returns samples/published --output '\(scene.output)' \
            >/dev/null 2>&1; echo $? ) &
        sleep 0.03
      done
      wait
      """)
    let codes = ended.out.split(separator: "\n").map(String.init)
    #expect(codes.count == 5 && codes.allSatisfy { $0 == "0" || $0 == "75" } && codes.contains("0"))
    let release = scene.output + "/quarter-end"
    #expect(try FileManager.default.contentsOfDirectory(atPath: release) == ["2021"])
    #expect(FileManager.default.fileExists(atPath: release + "/2021/public/manifest.json"))
  }

  @Test("A folder of files is validated with --member and --period; nothing read is no success")
  func folder() throws {
    let scene = try Scene()
    let folder = scene.root + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(try Tool.run(["validate", folder]).code == 64)
    try Data("status,count\nIDENTIFIED,x\n".utf8).write(
      to: URL(fileURLWithPath: folder + "/victims.csv"))
    #expect(try Tool.run(["validate", folder]).code == 64)
    let ended = try Tool.run(["validate", folder, "--member", "VP", "--period", "2015-Q1"])
    #expect(ended.code == 1 && ended.out.contains("victims.count.type"))
  }

  @Test("When the disk takes no more, the old release stays and nothing half-written is left")
  func full() throws {
    let scene = try Scene(good)
    let words = "run quarter-end --returns '\(scene.returns)' --output '\(scene.output)'"
    #expect(try Tool.script("'\(Tool.path())' \(words)").code == 0)
    let release = scene.output + "/quarter-end/2015-Q1/internal/summary.json"
    let before = FileManager.default.contents(atPath: release)
    try scene.write("status,count\nIDENTIFIED,9\n", to: "2015-Q1/MARTA@2015-04-08/victims.csv")
    // A limit on the size of files stands for a full disk: the same call fails.
    let ended = try Tool.script("trap '' XFSZ; ulimit -f 40; exec '\(Tool.path())' \(words)")
    #expect(ended.code == 2)
    #expect(ended.err.contains("could not be written: File too large"))
    #expect(FileManager.default.contents(atPath: release) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scene.output + "/quarter-end") == [
        "2015-Q1"
      ])
  }

  @Test("validate reads only, and ends with 1 on what is hard, 0 on questions")
  func validate() throws {
    let scene = try Scene(good)
    let fine = try Tool.run(["validate", scene.returns])
    #expect(fine.code == 0 && fine.out.isEmpty)
    let hard = try Tool.run(["validate", "samples/rules/victims.sex.known-code/invalid"])
    #expect(hard.code == 1)
    #expect(
      hard.out == """
        samples/rules/victims.sex.known-code/invalid/2015-Q1/VP@2015-04-08/victims.csv:2:3: hard: \
        “XYZZY” is not a code of SEX; this detail is taken as unknown \
        [victims.sex.known-code]
            take a code of SEX; they are in codes.csv of the template

        """)
    #expect(
      try Tool.run(["validate", "samples/rules/victims.overlap-names-member/invalid"]).code == 0)
    #expect(try Tool.run(["validate", "nowhere"]).code == 2)
  }

  @Test("One file is validated where it lies, or with --member and --period")
  func file() throws {
    let scene = try Scene(good)
    let path = scene.returns + "/2015-Q1/VP@2015-04-08/victims.csv"
    let ended = try Tool.run(["validate", path])
    #expect(ended.code == 0)
    #expect(ended.err.contains("not decided, since other returns are needed"))
    let copy = scene.root + "/victims.csv"
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    #expect(try Tool.run(["validate", copy]).code == 64)
    #expect(try Tool.run(["validate", copy, "--member", "VP", "--period", "2015-Q1"]).code == 0)
  }

  @Test(
    "list has something to list",
    arguments: ["members", "tables", "codelists", "rules", "indicators"])
  func list(subject: String) throws {
    let ended = try Tool.run(["list", subject])
    #expect(ended.code == 0 && ended.out.split(separator: "\n").count > 4)
  }

  @Test("explain walks a figure back to files and lines")
  func explain() throws {
    let words = ["--returns", "samples/published"]
    let women = try Tool.run(["explain", "victims_identified", "2018", "--where", "sex=F"] + words)
    #expect(
      women.out == """
        victims_identified 2018, sex=F: 3
          1   AM  samples/published/2018/AM@2019-02-01/victims.csv:2
          3   VP  samples/published/2018/VP@2019-02-01/victims.csv:2
          -1  VP  samples/published/2018/VP@2019-02-01/victims.csv:2  overlap
        not in force: VRS

        """)
    #expect(try Tool.run(["explain", "SHAM_MARRIAGE"]).out.hasPrefix("EXPLOITATION SHAM_MARRIAGE"))
    #expect(try Tool.run(["explain", "victims.same-breakdown-twice"]).code == 0)
    let unknown = try Tool.run(["explain", "SHAM_MARIAGE"])
    #expect(unknown.code == 64 && unknown.err.contains("nearest: SHAM_MARRIAGE"))
  }

  @Test("The parts of an explained figure add up to it")
  func parts() throws {
    for figure in [["2015", "sex=F"], ["2014", "exploitation=LABOUR"], ["2015-Q2", "place=LV"]] {
      let ended = try Tool.run([
        "explain", "victims_identified", figure[0], "--where", figure[1], "--returns",
        "samples/returns",
      ])
      let lines = ended.out.split(separator: "\n")
      let total = Int(lines[0].split(separator: ":")[1].split(separator: " ")[0])
      let parts = lines.dropFirst().filter { $0.hasPrefix("  ") }.compactMap {
        Int($0.split(separator: " ")[0])
      }
      #expect(total == parts.reduce(0, +))
    }
  }

  @Test("--through stops where it is told and writes nothing")
  func through() throws {
    let scene = try Scene(good)
    for stage in ["ingest", "normalise", "validate", "aggregate", "disclose"] {
      let ended = try Tool.run([
        "run", "quarter-end", "--returns", scene.returns, "--output", scene.output, "--through",
        stage,
      ])
      #expect(ended.code == 0 && ended.out.contains("read 1"))
    }
    #expect(!FileManager.default.fileExists(atPath: scene.output))
  }

  @Test("The samples are what the tool makes of their seed", arguments: ["samples", "rules"])
  func samples(kind: String) throws {
    let scene = try Scene()
    let made = try Tool.run([kind, "--output", scene.root + "/made"], tool: "synthesise-returns")
    #expect(made.code == 0)
    let kept = kind == "samples" ? "samples/returns" : "samples/rules"
    #expect(try Tool.script("diff -r '\(scene.root)/made' \(kept)").out.isEmpty)
  }
}
