import Foundation
import Support
import Testing

/// Whatever happens, the archive holds the whole submission or none.
@Suite("Receive: crashes", .serialized)
struct ReceiveCrashTests {
  private static let members = [
    "VP", "VRS", "MARTA", "DROSA_MAJA", "AM", "LM", "TM", "KM", "VM", "IZM", "GP", "PMLP", "NVA",
    "VISC", "VDI", "RIGA", "RPP", "LPS", "SMO", "BRIVA_VIDZEME",
  ]

  /// Three tables from each of twenty members.
  private func manyFiles(_ inbox: Inbox) throws -> [String] {
    try Self.members.flatMap { member in
      [
        try inbox.sent(
          "\(member) 2015-Q1 v.csv", "status,count\nIDENTIFIED,\(member.utf8.count)\n"),
        try inbox.sent("\(member) 2015-Q1 n.csv", "table\nprojects\n"),
        try inbox.sent(
          "\(member) 2015-Q1 c.csv",
          "campaign_id,audience,exploitation,title,start\nCA-\(member),YOUTH,LABOUR,Talk,2015-02-01\n"
        ),
      ]
    }
  }

  private func words(_ inbox: Inbox) -> String {
    "'\(Tool.path())' receive '\(inbox.scene.root)'/in/* --received 2015-04-12 "
      + inbox.places.map { "'\($0)'" }.joined(separator: " ")
  }

  /// Submissions that can be seen, each with the names of its files.
  private func seen(_ inbox: Inbox) -> [String: [String]] {
    let folder = inbox.scene.returns + "/2015-Q1"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var found: [String: [String]] = [:]
    for name in names where !name.hasPrefix(".") {
      found[name] = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)
        .sorted()
    }
    return found
  }

  @Test("Killed at any moment, each submission is there whole or not at all, and can be sent again")
  func killed() throws {
    let whole = ["campaigns.csv", "nil.csv", "victims.csv"]
    var counts: Set<Int> = []
    let reference = try Inbox()
    _ = try manyFiles(reference)
    #expect(try Tool.script(words(reference)).code == 0)
    // On a busy machine moments pile up: then more of them are tried.
    for round in 0..<600 where round < 60 || counts.count <= 5 {
      let step = round % 60
      let inbox = try Inbox()
      _ = try manyFiles(inbox)
      // Killed when so many things have happened in the archive: that is where it can go wrong.
      _ = try Tool.script(
        """
        \(words(inbox)) >/dev/null 2>&1 & pid=$!
        for i in $(seq 4000); do
          n=$(find '\(inbox.scene.returns)' 2>/dev/null | wc -l)
          [ "$n" -gt \(step * 2) ] && break
          kill -0 $pid 2>/dev/null || break
        done
        kill -9 $pid 2>/dev/null; wait $pid
        """)
      let seen = seen(inbox)
      counts.insert(seen.count)
      #expect(seen.values.allSatisfy { $0 == whole }, "step \(step)")
      guard step % 6 == 0 else { continue }
      // The next run finishes it: nothing twice, nothing left over.
      #expect(try Tool.script(words(inbox)).code == 0)
      #expect(inbox.files() == reference.files())
      #expect(
        inbox.files(inbox.scene.output).count == reference.files(reference.scene.output).count)
    }
    // The moments were spread over the filing.
    #expect(counts.count > 5)
  }

  @Test("What a run that was cut off left unfinished is no submission, and is removed by the next")
  func leftOver() throws {
    let inbox = try Inbox()
    let draft = inbox.scene.returns + "/2015-Q1/.VRS@2015-04-12.unfinished"
    try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
    try Data("status,count\nIDENTIFIED,9\n".utf8).write(
      to: URL(fileURLWithPath: draft + "/victims.csv"))
    #expect(try inbox.run().code == 2)
    let file = try inbox.sent("VP 2015-Q1.csv", "status,count\nIDENTIFIED,1\n")
    #expect(try inbox.receive([file]).code == 0)
    #expect(inbox.files().keys.sorted() == ["2015-Q1/VP@2015-04-12/victims.csv"])
  }

  @Test("When the disk takes no more, nothing is filed; when it takes no receipt, this is said")
  func full() throws {
    let inbox = try Inbox()
    let rows = (1...400).map { "IDENTIFIED,F,XX\($0),1\n" }.joined()
    let large = try inbox.sent("VP 2015-Q1.csv", "status,sex,citizenship,count\n" + rows)
    // A limit on the size of files stands for a full disk: the same call fails.
    func limited(_ file: String, _ blocks: Int) throws -> Tool.Ended {
      try Tool.script(
        """
        ulimit -f \(blocks); exec '\(Tool.path())' receive '\(file)' --received 2015-04-12 \
        --returns '\(inbox.scene.returns)' --output '\(inbox.scene.output)'
        """)
    }
    let none = try limited(large, 1)
    #expect(none.code == 2 && none.err.contains("File too large"))
    #expect(inbox.files().isEmpty)
    let small = try inbox.sent("MARTA 2015-Q1.csv", "status,count\nIDENTIFIED,1\n")
    let filed = try limited(small, 1)
    #expect(filed.code == 2)
    #expect(filed.err.contains("2015-Q1/MARTA@2015-04-12 is filed: receive the same files again"))
    #expect(inbox.files().keys.sorted() == ["2015-Q1/MARTA@2015-04-12/victims.csv"])
    #expect(inbox.files(inbox.scene.output).isEmpty)
    #expect(try inbox.receive([small]).code == 0)
    #expect(inbox.files(inbox.scene.output).count == 2 && inbox.files().count == 1)
  }

  @Test(
    "A second run is told to come back while one writes; run and receive do not wait for each other"
  )
  func lock() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("VP 2015-Q1.csv", "status,count\nIDENTIFIED,1\n")
    #expect(try inbox.receive([file]).code == 0)
    let words = inbox.places.map { "'\($0)'" }.joined(separator: " ")
    let locked = try Tool.script(
      "flock '\(inbox.scene.returns)/.lock' '\(Tool.path())' receive '\(file)' \(words)")
    #expect(locked.code == 75 && locked.err.contains("another run is writing here"))
    let running = try Tool.script(
      "flock '\(inbox.scene.returns)/.lock' '\(Tool.path())' run quarter-end \(words)")
    #expect(running.code == 0)
  }

  @Test("Of runs that start together each file is filed once")
  func race() throws {
    let inbox = try Inbox()
    _ = try manyFiles(inbox)
    let ended = try Tool.script(
      "for i in 1 2 3 4 5; do ( \(words(inbox)) >/dev/null 2>&1; echo $? ) & sleep 0.02; done; wait"
    )
    let codes = ended.out.split(separator: "\n")
    #expect(codes.count == 5 && codes.allSatisfy { $0 == "0" || $0 == "75" } && codes.contains("0"))
    #expect(inbox.files().count == 60 && seen(inbox).count == 20)
  }

  @Test("A returns folder that others could enter is closed when something is received")
  func closed() throws {
    let inbox = try Inbox()
    try FileManager.default.createDirectory(
      atPath: inbox.scene.returns, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o755])
    let file = try inbox.sent("VP 2015-Q1.csv", "status,count\nIDENTIFIED,1\n")
    #expect(try inbox.receive([file]).code == 0)
    #expect(try inbox.mode(inbox.scene.returns) == 0o700)
  }

  /// Root may write anywhere; another user must be found to be kept out.
  @Test("A returns folder that may not be written to is a sentence", .enabled(if: getuid() == 0))
  func readOnly() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("VP 2015-Q1.csv", "status,count\nIDENTIFIED,1\n")
    try FileManager.default.createDirectory(
      atPath: inbox.scene.returns, withIntermediateDirectories: true)
    let words = inbox.places.map { "'\($0)'" }.joined(separator: " ")
    func asNobody() throws -> Tool.Ended {
      try Tool.script(
        """
        cp '\(Tool.path())' '\(inbox.scene.root)/nrem' && chmod 755 '\(inbox.scene.root)' \
        '\(inbox.scene.root)/nrem' && exec setpriv --reuid 65534 --regid 65534 --clear-groups \
        '\(inbox.scene.root)/nrem' receive '\(file)' \(words) --pipelines '\(repository)/pipelines'
        """)
    }
    let ended = try asNobody()
    #expect(ended.code == 2 && ended.err.contains("could not be locked: Permission denied"))
    _ = try Tool.script("chmod 000 '\(file)'")
    #expect(try asNobody().err.contains("VP 2015-Q1.csv: may not be read (permission denied)"))
    #expect(inbox.files().isEmpty)
  }
}
