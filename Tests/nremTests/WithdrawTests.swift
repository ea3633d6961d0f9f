import Foundation
import Support
import Testing

/// What must not be kept is erased, and a tombstone says so.
@Suite("Withdraw", .serialized)
struct WithdrawTests {
  private let victims = "status,sex,count\nIDENTIFIED,F,3\n"
  private let later = "status,sex,count\nIDENTIFIED,F,5\n"
  private let name = "VP victims 2015-Q1.csv"

  private var today: String {
    get throws { try Tool.script("date +%F").out.trimmingCharacters(in: .newlines) }
  }

  /// VP's return of two days, the second with a nil return beside it, and one of MARTA's.
  private func filled() throws -> Inbox {
    let inbox = try Inbox()
    #expect(try inbox.receive([try inbox.sent(name, victims)]).code == 0)
    #expect(
      try inbox.receive(
        [
          try inbox.sent(name, later), try inbox.sent("VP nil 2015-Q1.csv", "table\nprojects\n"),
          try inbox.sent("MARTA 2015-Q1.csv", victims),
        ], on: "2015-04-20"
      ).code == 0)
    return inbox
  }

  private func explained(_ inbox: Inbox) throws -> String {
    try Tool.run([
      "explain", "victims_identified", "2015-Q1", "--where", "sex=F", "--returns",
      inbox.scene.returns,
    ]).out
  }

  // MARK: What it does

  @Test(
    "The file is gone, the tombstone says when and why, and the earlier return is in force again")
  func file() throws {
    let inbox = try filled()
    #expect(try explained(inbox).contains("  5  VP"))
    let path = inbox.scene.returns + "/2015-Q1/VP@2015-04-20/victims.csv"
    let ended = try inbox.withdraw(path, "held a name, see letter 7")
    #expect(ended.code == 0 && ended.err.isEmpty)
    let day = try today
    #expect(ended.out.contains("  victims: \(day), held a name, see letter 7\n"))
    #expect(!FileManager.default.fileExists(atPath: path))
    let tombstone = inbox.scene.returns + "/2015-Q1/VP@2015-04-20/withdrawn.csv"
    #expect(
      inbox.text(tombstone)
        == "table,withdrawn,reason\r\nvictims,\(day),\"held a name, see letter 7\"\r\n")
    #expect(try inbox.mode(tombstone) == 0o600)
    #expect(try explained(inbox).contains("  3  VP"))
    let said = try Tool.run(["validate", inbox.scene.returns])
    #expect(said.code == 0)
    #expect(
      said.out.contains(
        """
        /withdrawn.csv:2: note: withdrawn on \(day) (victims): held a name, see letter 7; the return \
        received on 2015-04-12 is in force [submission.withdrawn]
        """))
    // What was beside it stands.
    let run = try inbox.run(["--strict"])
    #expect(run.code == 0 && run.out.contains("returns: 3, in force 3"))
  }

  @Test("A folder goes with all that is in it: what is withdrawn is neither received nor nil")
  func folder() throws {
    let inbox = try filled()
    let folder = inbox.scene.returns + "/2015-Q1/VP@2015-04-20"
    for other in [".victims.csv.swp", "Anna 010190-11111.txt", "scans/one.png"] {
      let url = URL(fileURLWithPath: folder + "/" + other)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: url)
    }
    let ended = try inbox.withdraw(folder + "/")
    #expect(ended.code == 0 && !ended.out.contains("11111"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["withdrawn.csv"])
    let rows = inbox.text(folder + "/withdrawn.csv").components(separatedBy: "\r\n").map {
      $0.split(separator: ",").first ?? ""
    }
    #expect(rows == ["table", "victims", "projects", "*", ""])
    let summary = try inbox.run()
    #expect(summary.out.contains("returns: 2, in force 2"))
    // Done again it changes nothing, and the first reason stays.
    let before = inbox.files()
    #expect(try inbox.withdraw("2015-Q1/VP@2015-04-20", "another reason").code == 0)
    #expect(inbox.files() == before)
  }

  @Test("A nil return is withdrawn like a file")
  func declaredNil() throws {
    let inbox = try filled()
    #expect(try inbox.withdraw("2015-Q1/VP@2015-04-20/nil.csv").code == 0)
    #expect(
      inbox.files().keys.sorted() == [
        "2015-Q1/MARTA@2015-04-20/victims.csv", "2015-Q1/VP@2015-04-12/victims.csv",
        "2015-Q1/VP@2015-04-20/victims.csv", "2015-Q1/VP@2015-04-20/withdrawn.csv",
      ])
    #expect(
      inbox.text(inbox.scene.returns + "/2015-Q1/VP@2015-04-20/withdrawn.csv").contains(
        "\nprojects,"))
  }

  @Test("It names the releases and documents that were made with it, and no others")
  func mentions() throws {
    let inbox = try filled()
    #expect(try inbox.run().code == 0)
    #expect(try inbox.run(["--as-of", "2015-04-15"]).code == 0)
    for document in [
      "letters/2015-Q1/VP.md", "letters/2015-Q1/MARTA.md", "letters/2015-Q2/VP.md",
      "minutes/2015-Q1.md",
    ] {
      let url = URL(fileURLWithPath: inbox.scene.output + "/" + document)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: url)
    }
    let before = inbox.files(inbox.scene.output)
    let ended = try inbox.withdraw("2015-Q1/VP@2015-04-20/victims.csv")
    let named = ended.out.components(separatedBy: "\n").filter {
      $0.hasPrefix("  " + inbox.scene.output)
    }
    #expect(
      named.map { $0.dropFirst(3 + inbox.scene.output.count) } == [
        "letters/2015-Q1/VP.md", "minutes/2015-Q1.md", "quarter-end/2015-Q1",
        "receipts/2015-Q1/VP@2015-04-20.html", "receipts/2015-Q1/VP@2015-04-20.md",
      ])
    // They are named, not touched.
    #expect(inbox.files(inbox.scene.output) == before)
    #expect(try inbox.withdraw("2015-Q1/MARTA@2015-04-20").out.contains("receipts/2015-Q1/MARTA@"))
  }

  // MARK: What it refuses

  @Test(
    "A reason that could hold personal data is refused and not repeated",
    arguments: [
      "code 010190-11111", "ask anna@example.org", "call 29123456", "call +371 2912 3456", "",
      "two\nlines", String(repeating: "x", count: 301), "\u{1B}[31m",
    ])
  func reason(text: String) throws {
    let inbox = try filled()
    let before = inbox.files()
    let ended = try inbox.withdraw("2015-Q1/VP@2015-04-20", text)
    #expect(ended.code == 64 && inbox.files() == before)
    for part in ["11111", "anna", "3456", "xxx", "\u{1B}"] {
      #expect(!(ended.out + ended.err).contains(part))
    }
  }

  @Test("A path that is no submission of the archive withdraws nothing")
  func paths() throws {
    let inbox = try filled()
    let before = inbox.files()
    let root = inbox.scene.returns
    for path in [
      root, root + "/2015-Q1", root + "/2015-Q1/VP", "/", ".", "", "/etc/passwd", root + "/../in",
      root + "/2015-Q1/VP@2015-04-20/withdrawn.csv",
      root + "/2015-Q1/VP@2015-04-20/scans/one.png",
    ] {
      #expect(try inbox.withdraw(path).code == 64, "\(path)")
    }
    for path in ["2015-Q1/VP@2015-04-21", "2015-Q1/VP@2015-04-20/campaigns.csv"] {
      let ended = try inbox.withdraw(path)
      #expect(ended.code == 2 && ended.err.contains("is not there"), "\(path)")
    }
    #expect(inbox.files() == before)
    #expect(try Tool.run(["withdraw", "2015-Q1/VP@2015-04-20"] + inbox.places).code == 64)
    #expect(try Tool.run(["withdraw", "--reason", "x", "--complete"] + inbox.places).code == 64)
    let locked = try Tool.script(
      """
      flock '\(root)/.lock' '\(Tool.path())' withdraw 2015-Q1/VP@2015-04-20 --reason x \
      --returns '\(root)'
      """)
    #expect(locked.code == 75)
  }

  @Test(
    "What would stay elsewhere is said: a link is refused, other names of the bytes are counted")
  func links() throws {
    let inbox = try filled()
    let file = inbox.scene.returns + "/2015-Q1/VP@2015-04-20/victims.csv"
    _ = try Tool.script("ln '\(file)' '\(inbox.scene.root)/snapshot.csv'")
    let ended = try inbox.withdraw(file)
    #expect(ended.code == 0)
    #expect(
      ended.out.contains(
        "victims.csv: erased here, but its bytes have other names on this disk (hard links: 1)"))
    let first = inbox.scene.returns + "/2015-Q1/VP@2015-04-12"
    _ = try Tool.script(
      "mv '\(first)/victims.csv' '\(inbox.scene.returns)/v'; ln -s ../../v '\(first)/victims.csv'")
    let link = try inbox.withdraw(first)
    #expect(link.code == 2 && link.err.contains("is a link"))
    #expect(!FileManager.default.fileExists(atPath: first + "/withdrawn.csv"))
  }

  // MARK: Tombstones

  @Test("A file that is there beside its tombstone is not read, and --complete erases it")
  func complete() throws {
    let inbox = try filled()
    let folder = inbox.scene.returns + "/2015-Q1/VP@2015-04-20"
    try Data(
      "table,withdrawn,reason\nvictims,2015-05-01,held a name\nprojects,2015-05-01,held a name\n"
        .utf8
    )
    .write(to: URL(fileURLWithPath: folder + "/withdrawn.csv"))
    #expect(try explained(inbox).contains("  3  VP"))
    let said = try Tool.run(["validate", inbox.scene.returns])
    #expect(said.code == 1)
    for file in ["victims.csv", "nil.csv"] {
      #expect(said.out.contains("/\(file): hard: “\(file)” was withdrawn and is still there"))
    }
    #expect(try Tool.run(["validate", folder + "/victims.csv"]).code == 1)
    let ended = try Tool.run(["withdraw", "--complete"] + inbox.places)
    #expect(ended.code == 0 && ended.out.hasPrefix("2015-Q1/VP@2015-04-20: withdrawn"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["withdrawn.csv"])
    #expect(inbox.files().count == 3)
    #expect(
      try Tool.run(["withdraw", "--complete"] + inbox.places).out
        == "nothing that was withdrawn is there any more\n")
    #expect(try inbox.run(["--strict"]).code == 0)
  }

  @Test("A backup that is restored and the tombstones put back into it withdraw the same again")
  func restore() throws {
    let inbox = try filled()
    let root = inbox.scene.root
    // As the page on retention says.
    let ended = try Tool.script(
      """
      set -e; cd '\(root)'; cp -a returns backup
      '\(Tool.path())' withdraw 2015-Q1/VP@2015-04-20/victims.csv --reason 'held a name' \
        --pipelines '\(repository)/pipelines' >/dev/null
      ( cd returns && find . -name withdrawn.csv -print0 | tar -c --null -T - ) > tombstones.tar
      rm -r returns; cp -a backup returns; tar -x -C returns -f tombstones.tar
      '\(Tool.path())' withdraw --complete --pipelines '\(repository)/pipelines' >/dev/null
      ls returns/2015-Q1/VP@2015-04-20
      """)
    #expect(ended.code == 0 && ended.out == "nil.csv\nwithdrawn.csv\n")
  }

  @Test(
    "A tombstone that cannot be understood is said, and nothing of the submission is read",
    arguments: [
      "", "table,withdrawn,reason\n", "table,withdrawn\nvictims,2015-05-01\n",
      "table,withdrawn,reason\nvictim,2015-05-01,x\n",
      "table,withdrawn,reason\nvictims,01.05.2015,x\n",
      "table,withdrawn,reason\nvictims,2015-05-01,\n",
      "table,withdrawn,reason\nvictims,2015-05-01\n",
      "table,withdrawn,reason\nprojects,2015-05-01,x\n\"victims,2015-05-01,x\n", "PK\u{3}\u{4}xxxx",
      "victims", "\u{0}\u{1}\u{2}",
    ])
  func malformed(text: String) throws {
    let inbox = try filled()
    let folder = inbox.scene.returns + "/2015-Q1/VP@2015-04-20"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/withdrawn.csv"))
    let said = try Tool.run(["validate", inbox.scene.returns])
    #expect(said.code == 1 && said.out.contains("[submission.tombstone]"))
    #expect(try explained(inbox).contains("  3  VP"))
    #expect(try inbox.run(["--strict"]).code == 1)
    let before = inbox.files()
    let ended = try inbox.withdraw(folder)
    #expect(ended.code == 1 && ended.out.contains("[submission.tombstone]"))
    #expect(try Tool.run(["withdraw", "--complete"] + inbox.places).code == 1)
    #expect(inbox.files() == before)
  }

  @Test("A tombstone written by hand shows no personal code")
  func personalCode() throws {
    let inbox = try filled()
    let folder = inbox.scene.returns + "/2015-Q1/VP@2015-04-20"
    try Data("table,withdrawn,reason\nvictims,2015-05-01,Anna 010190-11111\n".utf8)
      .write(to: URL(fileURLWithPath: folder + "/withdrawn.csv"))
    let said = try Tool.run(["validate", inbox.scene.returns])
    #expect(said.code == 1 && said.out.contains("(victims): •••"))
    _ = try inbox.run()
    #expect(!(said.out + said.err).contains("11111"))
    #expect(
      inbox.files(inbox.scene.output).values.allSatisfy {
        !String(decoding: $0, as: UTF8.self).contains("11111")
      })
  }

  @Test("A correction that is sent again comes beside the tombstone as a new vintage")
  func again() throws {
    let inbox = try filled()
    #expect(try inbox.withdraw("2015-Q1/VP@2015-04-20").code == 0)
    // The same bytes: nothing is known of them any more.
    let ended = try inbox.receive([inbox.scene.root + "/in/" + name], on: "2015-04-20")
    #expect(ended.code == 0 && ended.out.hasPrefix("2015-Q1/VP@2015-04-20.2: filed\n"))
    #expect(try explained(inbox).contains("  5  VP"))
  }

  // MARK: Crashes

  @Test("Killed at any moment, no file is gone without its tombstone, and it can be completed")
  func killed() throws {
    let tables = ["campaigns", "criminal_justice", "projects", "trainings", "victims"]
    var left: Set<Int> = []
    // On a busy machine moments pile up: then more of them are tried.
    for round in 0..<400 where round < 40 || left.count <= 3 {
      let step = round % 40
      let inbox = try Inbox()
      let folder = inbox.scene.returns + "/2015-Q1/VP@2015-04-20"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for table in tables + (1...30).map({ "note \($0)" }) {
        try Data("x\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(table).csv"))
      }
      let words = inbox.places.map { "'\($0)'" }.joined(separator: " ")
      _ = try Tool.script(
        """
        '\(Tool.path())' withdraw '\(folder)' --reason 'held a name' \(words) >/dev/null 2>&1 & pid=$!
        for i in $(seq 20000); do
          if [ \(step) -lt 6 ]; then [ -e '\(folder)/.withdrawn.csv.unfinished' ] && break; fi
          n=$(ls -A '\(folder)' | wc -l)
          [ "$n" -lt \(37 - step) ] && break
          kill -0 $pid 2>/dev/null || break
        done
        kill -9 $pid 2>/dev/null; wait $pid
        """)
      let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
      let present = tables.filter { names.contains($0 + ".csv") }
      left.insert(names.count)
      if names.contains("withdrawn.csv") {
        let tombstone = inbox.text(folder + "/withdrawn.csv")
        #expect(tables.allSatisfy { tombstone.contains("\n\($0),") })
      } else {
        #expect(present == tables, "step \(step)")
      }
      guard step % 8 == 0 else { continue }
      #expect(try inbox.withdraw(folder).code == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["withdrawn.csv"])
    }
    #expect(left.count > 3)
  }

  @Test("When the disk takes no tombstone, nothing is erased")
  func full() throws {
    let inbox = try filled()
    let before = inbox.files()
    // The tombstone of so many words is larger than one block.
    let folder = inbox.scene.returns + "/2015-Q1/VP@2015-04-20"
    let rows = (1...30).map { _ in "victims,2015-05-01,\(String(repeating: "x", count: 200))\n" }
      .joined()
    try Data(("table,withdrawn,reason\n" + rows).utf8).write(
      to: URL(fileURLWithPath: folder + "/withdrawn.csv"))
    let ended = try Tool.script(
      """
      ulimit -f 1; exec '\(Tool.path())' withdraw '\(folder)' --reason 'held a name' \
      --returns '\(inbox.scene.returns)' --output '\(inbox.scene.output)'
      """)
    #expect(ended.code == 2 && ended.err.contains("could not be written: File too large"))
    #expect(Set(before.keys).isSubset(of: inbox.files().keys))
  }
}
