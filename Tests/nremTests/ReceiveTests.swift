import Foundation
import Support
import Testing
import Vocabulary

/// What members send becomes vintages, with receipts.
@Suite("Receive", .serialized)
struct ReceiveTests {
  private let victims = "status,sex,count\nIDENTIFIED,F,3\n"
  private let other = "status,sex,count\nIDENTIFIED,F,5\n"
  private let broken = "status,sex\nIDENTIFIED,F\n"
  private let code = "010190-11111"

  // MARK: Filing

  @Test("Files under any name are filed by member and period, byte for byte, closed to others")
  func filed() throws {
    let inbox = try Inbox()
    let odd = Data(
      "dalībnieks;periods;statuss;skaits\r\nValsts policija;2015-Q1;identificēts;4".utf8)
    let files = [
      try inbox.sent("MARTA — upuri, 2015. gada 1. ceturksnis (1).csv", victims),
      try inbox.sent("x 'y\" $z.txt", odd),
      try inbox.sent("nil VP Q1 2015", "table\nprojects\n"),
    ]
    let ended = try inbox.receive(files)
    #expect(
      ended.code == 0 && ended.err == "a new returns folder was made: \(inbox.scene.returns)\n")
    #expect(
      inbox.files() == [
        "2015-Q1/MARTA@2015-04-12/victims.csv": Data(victims.utf8),
        "2015-Q1/VP@2015-04-12/victims.csv": odd,
        "2015-Q1/VP@2015-04-12/nil.csv": Data("table\nprojects\n".utf8),
      ])
    #expect(
      inbox.receipt("2015-Q1/VP@2015-04-12")
        .contains("| Projects | – | – | – | accepted: nothing to report |"))
    for folder in ["", "/2015-Q1", "/2015-Q1/VP@2015-04-12"] {
      #expect(try inbox.mode(inbox.scene.returns + folder) == 0o700)
    }
    for file in ["2015-Q1/VP@2015-04-12/nil.csv", ".lock"] {
      #expect(try inbox.mode(inbox.scene.returns + "/" + file) == 0o600)
    }
    #expect(ended.out.contains("2015-Q1/VP@2015-04-12: filed\n"))
    let run = try inbox.run()
    #expect(run.code == 0 && run.out.contains("returns: 3, in force 3, superseded 0, rejected 0"))
  }

  @Test("A receipt says what came, in Latvian and then in English, as Markdown and as HTML")
  func receipt() throws {
    let inbox = try Inbox()
    let text = "status,sex,count\nIDENTIFIED,Q,3\nIDENTIFIED,M,1\nPRESUMED,_T,x\nPRESUMED,F,2\n"
    let ended = try inbox.receive([try inbox.sent("VP <b> & 2015-Q1.csv", text)])
    // A wrong detail and a rejected row have to be corrected, and are said at once.
    #expect(ended.code == 1 && ended.out.contains("“x” is not a whole number"))
    let receipt = inbox.receipt("2015-Q1/VP@2015-04-12")
    let parts = receipt.components(separatedBy: "\n---\n")
    try #require(parts.count == 2)
    #expect(parts[0].hasPrefix("# Saņemšanas apliecinājums: VP, 2015-Q1, 2015-04-12\n"))
    #expect(parts[1].hasPrefix("\n## Receipt: VP, 2015-Q1, 2015-04-12\n"))
    #expect(parts[0].contains("Iesniedzējs: Valsts policija (VP)."))
    #expect(
      parts[0].contains(
        "| Cilvēku tirdzniecības upuri | 4 | 3 | 1 | pieņemts | šis pārskats; iepriekš nekas nebija spēkā |"
      ))
    let digest = try Tool.script("sha256sum < '\(inbox.scene.root)/in/VP <b> & 2015-Q1.csv'").out
      .prefix(64)
    let row = "| VP \\<b\\> \\& 2015-Q1.csv | victims.csv | \(text.utf8.count) | \(digest) |"
    #expect(parts.allSatisfy { $0.contains(row) })
    #expect(parts[0].contains("| kļūda | 2 | sex | Q | koda „Q” nav sarakstā SEX;"))
    #expect(
      parts[1].contains(
        "| hard | 4 | count | x | “x” is not a whole number | write digits: 0 for none,"))
    let html = inbox.text("\(inbox.scene.output)/receipts/2015-Q1/VP@2015-04-12.html")
    #expect(html.contains("VP &lt;b&gt; &amp; 2015-Q1.csv") && html.contains("<div lang=\"en\">"))
    #expect(try inbox.mode("\(inbox.scene.output)/receipts/2015-Q1") == 0o700)
  }

  @Test("Both languages of the receipt fill in the same values, and none is left unfilled")
  func sentences() throws {
    let text = try #require(Scene.registry.documents["receipt"])
    func placeholders(_ key: String, _ language: Language) -> Set<Substring> {
      let parts = text.say(key, in: language).split(
        separator: "{", omittingEmptySubsequences: false)
      return Set(parts.dropFirst().compactMap { $0.split(separator: "}").first })
    }
    #expect(text.keys.count > 25)
    for key in text.keys { #expect(placeholders(key, .lv) == placeholders(key, .en), "\(key)") }
    let inbox = try Inbox()
    let files = [
      try inbox.sent("VP victims 2015-Q1.csv", broken),
      try inbox.sent("VP nil 2015-Q1.csv", "table\nprojects\nweather\n"),
    ]
    #expect(try inbox.receive(files).code == 1)
    let receipt = inbox.receipt("2015-Q1/VP@2015-04-12")
    #expect(!receipt.contains("{"))
    // A sentence that is not there would stand as its key.
    for key in text.keys where key.contains("-") { #expect(!receipt.contains(key), "\(key)") }
  }

  @Test("Later ones of a day get the next number, and nothing is ever overwritten")
  func numbers() throws {
    let inbox = try Inbox()
    for count in 1...3 {
      let file = try inbox.sent("VP 2015-Q1.csv", "status,count\nIDENTIFIED,\(count)\n")
      #expect(try inbox.receive([file]).code == 0)
    }
    #expect(
      inbox.files().keys.sorted() == [
        "2015-Q1/VP@2015-04-12.2/victims.csv", "2015-Q1/VP@2015-04-12.3/victims.csv",
        "2015-Q1/VP@2015-04-12/victims.csv",
      ])
    #expect(
      inbox.receipt("2015-Q1/VP@2015-04-12.3").contains(
        "this return; it replaces the one received on 2015-04-12 (no. 2 of that day)"))
    // A gap is not filled, and what is no submission keeps its place.
    try FileManager.default.removeItem(atPath: inbox.scene.returns + "/2015-Q1/VP@2015-04-12.2")
    try Data().write(to: URL(fileURLWithPath: inbox.scene.returns + "/2015-Q1/VP@2015-04-12.9"))
    #expect(
      try inbox.receive([try inbox.sent("VP 2015-Q1.csv", other)]).out
        .hasPrefix("2015-Q1/VP@2015-04-12.10: filed\n"))
  }

  @Test("A rejected return is filed; what was in force stays, and the receipt says why")
  func rejected() throws {
    let inbox = try Inbox()
    let name = "VP victims 2015-Q1.csv"
    #expect(try inbox.receive([try inbox.sent(name, victims)]).code == 0)
    let ended = try inbox.receive([try inbox.sent(name, broken)], on: "2015-04-20")
    #expect(ended.code == 1)
    #expect(ended.out.contains("rejected; rows read 1, accepted 0, rejected 1"))
    #expect(
      ended.out.contains(
        "victims.csv:1: reject: the column “count” is missing [file.required-columns]"))
    #expect(inbox.files().count == 2)
    let receipt = inbox.receipt("2015-Q1/VP@2015-04-20")
    #expect(receipt.contains("not this return but the one received on 2015-04-12"))
    #expect(receipt.contains("the column “count” is missing"))
    let first = try Inbox()
    #expect(try first.receive([try first.sent(name, broken)]).out.contains("in force: nothing"))
  }

  @Test("What came later stays in force when an earlier one is filed after it")
  func backdated() throws {
    let inbox = try Inbox()
    #expect(
      try inbox.receive([try inbox.sent("VP 2015-Q1.csv", victims)], on: "2015-05-01").code == 0)
    let ended = try inbox.receive([try inbox.sent("VP 2015-Q1.csv", other)])
    #expect(ended.code == 0)
    #expect(ended.out.contains("not this return but the one received on 2015-05-01"))
    #expect(ended.out.contains("rows read 1, accepted 1, rejected 0"))
  }

  @Test("Returns of a year that came by quarters are rejected, as the run does")
  func archiveAround() throws {
    let inbox = try Inbox()
    #expect(try inbox.receive([try inbox.sent("VP 2015-Q1.csv", victims)]).code == 0)
    let file = try inbox.sent("VP.csv", other)
    let ended = try inbox.receive([file, "--period", "2015"], on: "2016-01-10")
    #expect(ended.code == 1 && ended.out.contains("[submission.annual-or-quarterly]"))
  }

  @Test("No receipt holds what another member sent")
  func own() throws {
    let inbox = try Inbox()
    func training(_ member: String, _ count: Int) throws -> String {
      try inbox.sent(
        "\(member) 2015-Q1.csv",
        "training_id,title,date,participants,profession\nTR-1,Talk,2015-02-01,\(count),POLICE\n")
    }
    #expect(try inbox.receive([try training("VP", 7919)]).code == 0)
    #expect(try inbox.receive([try training("MARTA", 20)]).code == 0)
    #expect(!inbox.receipt("2015-Q1/MARTA@2015-04-12").contains("7919"))
    // The run compares them.
    #expect(
      try Tool.run(["validate", inbox.scene.returns]).out.contains("trainings.participants-agree"))
  }

  // MARK: The same again

  @Test("The same bytes again change nothing, whatever they are called")
  func same() throws {
    let inbox = try Inbox()
    let files = [
      try inbox.sent("VP 2015-Q1.csv", victims),
      try inbox.sent("VP nil 2015-Q1.csv", "table\nprojects\n"),
    ]
    #expect(try inbox.receive(files).code == 0)
    let (before, receipts) = (inbox.files(), inbox.files(inbox.scene.output))
    let again = try inbox.receive(
      [try inbox.sent("State Police Q1 2015.csv", victims), files[1]], on: "2015-06-01")
    #expect(again.code == 0 && again.err.isEmpty)
    #expect(
      again.out == """
        VP nil 2015-Q1.csv: received before, 2015-Q1/VP@2015-04-12; nothing was changed
        State Police Q1 2015.csv: received before, 2015-Q1/VP@2015-04-12; nothing was changed

        """)
    #expect(inbox.files() == before && inbox.files(inbox.scene.output) == receipts)
  }

  @Test("Of a submission only what is new is filed")
  func partlySame() throws {
    let inbox = try Inbox()
    let first = try inbox.sent("VP 2015-Q1.csv", victims)
    #expect(try inbox.receive([first]).code == 0)
    let ended = try inbox.receive(
      [first, try inbox.sent("VP nil 2015-Q1.csv", "table\nprojects\n")], on: "2015-04-20")
    #expect(ended.code == 0)
    #expect(inbox.files().keys.sorted().last == "2015-Q1/VP@2015-04-20/nil.csv")
    #expect(inbox.files().count == 2)
    #expect(
      inbox.receipt("2015-Q1/VP@2015-04-20").contains(
        "VP 2015-Q1.csv had been received on 2015-04-12 already; nothing was changed."))
  }

  @Test("Bytes of an older vintage that are not the latest are filed, and this is said")
  func older() throws {
    let inbox = try Inbox()
    let name = "VP victims 2015-Q1.csv"
    #expect(try inbox.receive([try inbox.sent(name, victims)]).code == 0)
    #expect(try inbox.receive([try inbox.sent(name, other)], on: "2015-04-20").code == 0)
    let ended = try inbox.receive([try inbox.sent(name, victims)], on: "2015-05-01")
    #expect(ended.code == 0 && ended.out.contains("2015-Q1/VP@2015-05-01: filed\n"))
    #expect(ended.out.contains("the same bytes were received before, on 2015-04-12"))
    #expect(
      inbox.receipt("2015-Q1/VP@2015-05-01").contains(
        "victims.csv is byte for byte a file that was received before; received: 2015-04-12."))
    // A whole history that is handed in once more is recognised, each on its day.
    let before = inbox.files()
    for (text, day) in [(victims, "2015-04-12"), (other, "2015-04-20"), (victims, "2015-05-01")] {
      #expect(try inbox.receive([try inbox.sent(name, text)], on: day).code == 0)
    }
    #expect(inbox.files() == before)
  }

  @Test(
    "A nil return takes the place of a file and the file of a nil return, with the bytes of before")
  func nilAndBack() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("VP 2015-Q1.csv", victims)
    let none = try inbox.sent("VP nil 2015-Q1.csv", "table\nvictims\n")
    for (path, day) in [
      (file, "2015-04-12"), (none, "2015-04-13"), (file, "2015-04-14"), (none, "2015-04-15"),
    ] {
      #expect(try inbox.receive([path], on: day).out.contains("@\(day): filed\n"))
      #expect(try inbox.receive([path], on: day).out.contains("nothing was changed"))
    }
    #expect(inbox.files().count == 4)
  }

  @Test("A receipt that is missing is written when the same comes again")
  func receiptAgain() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("VP 2015-Q1.csv", victims)
    #expect(try inbox.receive([file]).code == 0)
    let before = inbox.files(inbox.scene.output)
    try FileManager.default.removeItem(
      atPath: inbox.scene.output + "/receipts/2015-Q1/VP@2015-04-12.html")
    let ended = try inbox.receive([file], on: "2015-04-30")
    #expect(
      ended.code == 0
        && ended.out.contains("receipt: \(inbox.scene.output)/receipts/2015-Q1/VP@2015-04-12.md"))
    #expect(inbox.files(inbox.scene.output) == before)
  }
}
