import Foundation
import Support
import Testing
import Vocabulary

/// What is not filed: personal data, what cannot be told, what is no file.
@Suite("Receive: refusals", .serialized)
struct ReceiveRefusalTests {
  private let victims = "status,sex,count\nIDENTIFIED,F,3\n"
  private static let code = "010190-11111"

  // MARK: Personal codes

  /// Files with a personal code somewhere.
  static let places: [(String, String, Data)] = {
    let code = "010190-11111"
    func campaign(_ title: String) -> String {
      "campaign_id,audience,exploitation,title,start\nCA-1,YOUTH,LABOUR,\(title),2015-02-01\n"
    }
    let long = "\"" + String(repeating: "x", count: 9000) + code + "\"x"
    return [
      ("a cell", "VP 2015-Q1.csv", Data(campaign(code).utf8)),
      ("a code", "VP 2015-Q1.csv", Data("status,count\n\(code),1\n".utf8)),
      ("a count", "VP 2015-Q1.csv", Data("status,count\nIDENTIFIED,01019011111\n".utf8)),
      ("a parted count", "VP 2015-Q1.csv", Data("status,count\nIDENTIFIED,01 019 011 111\n".utf8)),
      (
        "a day", "VP campaigns 2015-Q1.csv",
        Data(
          "campaign_id,title,start\nCA-1,Talk,\(code)\n".utf8)
      ),
      ("the header", "VP victims 2015-Q1.csv", Data("status,count,\(code)\nIDENTIFIED,1,\n".utf8)),
      (
        "above the header", "VP 2015-Q1.csv",
        Data("Anna \(code)\nstatus,count\nIDENTIFIED,1\n".utf8)
      ),
      (
        "a broken record", "VP 2015-Q1.csv",
        Data((campaign("Talk") + "CA-2,YOUTH,LABOUR,\(long),\n").utf8)
      ),
      ("a short record", "VP 2015-Q1.csv", Data((campaign("Talk") + "CA-2,\(code)\n").utf8)),
      (
        "the column member", "2015-Q1 VP.csv",
        Data("member,status,count\n\(code),IDENTIFIED,1\n".utf8)
      ),
      ("UTF-16", "VP 2015-Q1.csv", ("\u{FEFF}" + campaign(code)).data(using: .utf16LittleEndian)!),
      ("nil.csv", "VP nil 2015-Q1.csv", Data("table,remark\nvictims,\(code)\n".utf8)),
      (
        "an unknown encoding", "VP victims 2015-Q1.csv",
        Data("status,sex\nIDENTIFIED,".utf8) + [0xFD, 0xF9, 0xF5, 0x81, 0x8D]
          + Data("\nx,\(code)\n".utf8)
      ),
      ("no table", "VP victims 2015-Q1.csv", Data("no header here\n\n\(code)\n".utf8)),
    ]
  }()

  @Test(
    "A personal code anywhere refuses the submission: nothing is kept, nothing is shown",
    arguments: 0..<14)
  func personalCode(place: Int) throws {
    let (what, name, bytes) = Self.places[place]
    let inbox = try Inbox()
    let ended = try inbox.receive([
      try inbox.sent(
        "VP projects.csv",
        "project_id,title,lead,start,end,period\nPR-1,Home,VP,2015-01-01,2015-12-31,2015-Q1\n"),
      try inbox.sent("MARTA 2015-Q1.csv", victims), try inbox.sent(name, bytes),
    ])
    #expect(ended.code == 1, "\(what)")
    #expect(ended.out.contains("VP, 2015-Q1: refused; nothing of it was filed\n"), "\(what)")
    #expect(ended.out.contains("[privacy.personal-code]"), "\(what)")
    // Another member's submission is none of its business.
    #expect(inbox.files().keys.sorted() == ["2015-Q1/MARTA@2015-04-12/victims.csv"], "\(what)")
    for digits in ["11111", "01019011111"] {
      #expect(!(ended.out + ended.err).contains(digits), "\(what)")
      #expect(try !inbox.holds(digits), "\(what)")
    }
  }

  @Test("A personal code in a file's name refuses the submission and is not repeated")
  func name() throws {
    let inbox = try Inbox()
    let ended = try inbox.receive([try inbox.sent("VP 2015-Q1 \(Self.code).csv", victims)])
    #expect(ended.code == 1 && inbox.files().isEmpty)
    #expect(ended.out.contains("••• (1): reject: a personal code was found"))
    #expect(!(ended.out + ended.err).contains("11111"))
    let untold = try inbox.receive([
      try inbox.sent("VP 2015-Q1.csv", victims), try inbox.sent("\(Self.code).csv", victims),
    ])
    #expect(untold.code == 64 && untold.err.contains("••• (2): "))
    #expect(!(untold.out + untold.err).contains("11111") && inbox.files().isEmpty)
  }

  @Test("What is no text cannot be looked into, and is not kept")
  func noText() throws {
    let inbox = try Inbox()
    let bytes = Data([0x50, 0x4B, 3, 4, 20, 0, 6, 0]) + Data("xl/workbook.xml".utf8)
    let ended = try inbox.receive([try inbox.sent("VP victims 2015-Q1.xlsx", bytes)])
    #expect(ended.code == 1 && inbox.files().isEmpty)
    #expect(ended.out.contains("VP victims 2015-Q1.xlsx: reject: the file cannot be read as text"))
    #expect(try inbox.receive([try inbox.sent("table.xlsx", bytes)]).code == 64)
  }

  // MARK: What cannot be told

  @Test("What cannot be told of any file is said of all of them, and nothing is filed")
  func untold() throws {
    let inbox = try Inbox()
    let ended = try inbox.receive([
      try inbox.sent("VP 2015-Q1.csv", victims), try inbox.sent("victims 2015.csv", victims),
      try inbox.sent("VP VRS 2015-Q1.csv", victims),
      try inbox.sent("VP campaigns 2015-Q1.csv", victims), inbox.scene.root + "/in",
    ])
    #expect(ended.code == 64 && ended.out.isEmpty)
    for line in [
      "nothing was filed",
      "  victims 2015.csv: neither its name nor a column member says who sent it; add --member",
      "  victims 2015.csv: its name does not say the period clearly",
      "  VP VRS 2015-Q1.csv: the name names several members: VP, VRS; add --member",
      "  VP campaigns 2015-Q1.csv: the name says campaigns, the header victims; add --table",
      "  in: is no file; name the files themselves",
    ] {
      #expect(ended.err.contains(line), "\(line)")
    }
    #expect(!FileManager.default.fileExists(atPath: inbox.scene.returns))
    let given = try inbox.receive(
      [inbox.scene.root + "/in/victims 2015.csv", "--member", "State Police", "--period", "2015"])
    #expect(given.code == 0 && inbox.files().keys.sorted() == ["2015/VP@2015-04-12/victims.csv"])
    let latvian = try inbox.receive([inbox.scene.root + "/in/victims 2015.csv", "--lang", "lv"])
    #expect(latvian.code == 64 && latvian.err.contains("pievienojiet --member"))
  }

  @Test("Two files of one table are not chosen from")
  func twice() throws {
    let inbox = try Inbox()
    let ended = try inbox.receive([
      try inbox.sent("VP victims 2015-Q1.csv", victims),
      try inbox.sent("VP 2015-Q1 (2).csv", victims),
    ])
    #expect(ended.code == 64)
    #expect(
      ended.err.contains(
        "VP 2015-Q1 (2).csv: victims of VP for 2015-Q1 comes twice, also as VP victims 2015-Q1.csv")
    )
    #expect(!FileManager.default.fileExists(atPath: inbox.scene.returns))
  }

  @Test(
    "Options that say nothing are refused",
    arguments: [
      ["--received", "2015-13-01"], ["--received", "9999-01-01"], ["--received", ""],
      ["--period", "2015-S1"], ["--period", "2015-Q5"], ["--member", "VPP"], ["--table", "victim"],
    ])
  func options(words: [String]) throws {
    let inbox = try Inbox()
    let file = try inbox.sent("VP victims 2015-Q1.csv", victims)
    #expect(try Tool.run(["receive", file] + inbox.places + words).code == 64)
    #expect(!FileManager.default.fileExists(atPath: inbox.scene.returns))
  }

  @Test("What is given holds against the name, and this is said; without a day it is today")
  func given() throws {
    let inbox = try Inbox()
    let ended = try Tool.run(
      ["receive", try inbox.sent("VRS 2015-Q1.csv", victims), "--member", "VP"] + inbox.places)
    #expect(ended.code == 0)
    #expect(ended.err.contains("VRS 2015-Q1.csv: the name says VRS; taken as VP, as was asked"))
    let today = try Tool.script("date +%F").out.trimmingCharacters(in: .newlines)
    #expect(inbox.files().keys.sorted() == ["2015-Q1/VP@\(today)/victims.csv"])
  }

  @Test("A table of another member is filed as what it is and rejected")
  func anotherMember() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("x 2015-Q1.csv", "member,status,count\nMARTA,IDENTIFIED,3\n")
    #expect(try inbox.receive([file, "--member", "VP"]).code == 1)
    #expect(inbox.receipt("2015-Q1/VP@2015-04-12").contains("the column member says “MARTA”"))
    let justice = try inbox.sent("KM 2015-Q1.csv", "law,stage,count\n154.1,SUSPECT,1\n")
    #expect(try inbox.receive([justice]).out.contains("[member.may-report]"))
  }

  // MARK: Names

  @Test("Names that would draw something else on a screen are shown without it")
  func controls() throws {
    let inbox = try Inbox()
    let name = "VP 2015-Q1 \u{202E}vsc\u{1B}[31m\u{2066}\u{7}.csv"
    let ended = try inbox.receive([try inbox.sent(name, victims)])
    #expect(ended.code == 0)
    let receipts = inbox.files(inbox.scene.output).values.map {
      String(decoding: $0, as: UTF8.self)
    }
    for text in receipts + [ended.out, ended.err] {
      let scalars = text.unicodeScalars
      #expect(
        !scalars.contains("\u{202E}") && !scalars.contains("\u{1B}")
          && !scalars.contains("\u{2066}"))
    }
    #expect(receipts.allSatisfy { $0.contains("VP 2015-Q1 \u{FFFD}vsc") })
  }

  @Test("A name that is no UTF-8, as old archives leave it, is no obstacle")
  func bytesOfName() throws {
    let inbox = try Inbox()
    let ended = try Tool.script(
      """
      cd '\(inbox.scene.root)/in' && printf 'status,count\\nIDENTIFIED,1\\n' > $'VP 2015-Q1 \\xe2.csv' \
      && '\(Tool.path())' receive VP* --received 2015-04-12 --returns '\(inbox.scene.returns)' \
      --output '\(inbox.scene.output)' --pipelines '\(repository)/pipelines'
      """)
    #expect(ended.code == 0 && inbox.files().count == 1)
    #expect(inbox.receipt("2015-Q1/VP@2015-04-12").contains("| VP 2015-Q1 \u{FFFD}.csv |"))
  }

  @Test("An e-mail address in a name is masked in the receipt")
  func contact() throws {
    let inbox = try Inbox()
    #expect(
      try inbox.receive([try inbox.sent("VP 2015-Q1 anna@example.org.csv", victims)]).code == 0)
    #expect(inbox.receipt("2015-Q1/VP@2015-04-12").contains("| ••• | victims.csv |"))
    #expect(try !inbox.holds("anna"))
  }

  // MARK: Files

  @Test("Links are followed to what was sent; pipes, folders and what is not there are said")
  func files() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("a.csv", victims)
    let link = inbox.scene.root + "/in/VP 2015-Q1.csv"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    #expect(try inbox.receive([link]).code == 0)
    let status = try FileManager.default.attributesOfItem(
      atPath: inbox.scene.returns + "/2015-Q1/VP@2015-04-12/victims.csv")
    #expect(status[.type] as? FileAttributeType == .typeRegular)
    let missing = try inbox.receive([inbox.scene.root + "/in/none.csv"])
    #expect(missing.code == 2 && missing.err == "nrem: none.csv: is not there\n")
    let pipe = try Tool.script(
      """
      mkfifo '\(inbox.scene.root)/in/pipe' && timeout 20 '\(Tool.path())' receive \
      '\(inbox.scene.root)/in/pipe' --returns '\(inbox.scene.returns)'
      """)
    #expect(pipe.code == 64 && pipe.err.contains("pipe: is no file"))
  }

  @Test(
    "Empty files and files of rows without a header are filed and rejected when their name tells")
  func empty() throws {
    let inbox = try Inbox()
    let ended = try inbox.receive([
      try inbox.sent("VP victims 2015-Q1.csv", ""), try inbox.sent("VP nil 2015-Q1.csv", ""),
    ])
    #expect(ended.code == 1 && inbox.files().count == 2)
    #expect(inbox.receipt("2015-Q1/VP@2015-04-12").contains("the file is empty"))
  }

  @Test("A returns folder that is a file, or leads elsewhere, is a sentence and nothing is filed")
  func archive() throws {
    let inbox = try Inbox()
    let file = try inbox.sent("VP 2015-Q1.csv", victims)
    try Data("x".utf8).write(to: URL(fileURLWithPath: inbox.scene.returns))
    let ended = try inbox.receive([file])
    #expect(ended.code == 2 && ended.err.contains("is not a folder"))
    try FileManager.default.removeItem(atPath: inbox.scene.returns)
    let elsewhere = inbox.scene.root + "/elsewhere"
    for folder in [inbox.scene.returns, elsewhere] {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: inbox.scene.returns + "/2015-Q1", withDestinationPath: elsewhere)
    #expect(try inbox.receive([file]).code == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
  }
}
