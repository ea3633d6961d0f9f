import Foundation
import Ingest
import Support
import Testing
import Vocabulary

/// Files as they come.
@Suite("Intake")
struct IntakeTests {
  private let text = "status,sex,count\r\nIDENTIFIED,F,3\r\nIDENTIFIED,M,2\r\n"

  @Test(
    "Encodings with and without a mark read alike",
    arguments: [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func encodings(encoding: String.Encoding) throws {
    for mark in [true, false] where mark || encoding == .utf8 {
      let scene = try Scene()
      let body = (mark ? "\u{FEFF}" : "") + text
      try scene.write(body.data(using: encoding)!, to: "2015-Q1/VP@2015-04-08/victims.csv")
      #expect(try scene.run("2015-Q1").value("victims_identified", "2015-Q1") == 5)
    }
  }

  @Test("windows-1257 in semicolons is read, and said")
  func windows1257() throws {
    let scene = try Scene()
    var bytes = Data("statuss;dzimums;skaits\r\nidentific".utf8)
    bytes += [0xE7]
    bytes += Data("ts;v".utf8) + [0xEE] + Data("rietis;4\r\n".utf8)
    try scene.write(bytes, to: "2015-Q1/VP@2015-04-08/victims.csv")
    let result = try scene.run("2015-Q1")
    #expect(result.value("victims_identified", "2015-Q1", ["sex": "M"]) == 4)
    let said = result.ledger.findings.map { Scene.registry.wordings.message($0) }
    #expect(said.contains("the file was read as windows-1257"))
  }

  @Test("A broken record is set aside, its neighbours are read, and its line is named")
  func broken() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/campaigns.csv": """
      campaign_id,audience,exploitation,title,start
      CA-1,YOUTH,LABOUR,One,2015-02-01
      CA-2,YOUTH,LABOUR,"Two"x,2015-02-01
      CA-3,YOUTH,LABOUR,"Three,2015-02-01
      CA-4,YOUTH,LABOUR,Four,2015-02-01

      """
    ])
    let result = try scene.run("2015-Q1")
    #expect(result.value("campaigns", "2015-Q1") == 2)
    #expect(result.ledger.rows == RowAccount(read: 4, accepted: 2, rejected: 2))
    #expect(try scene.findings(above: .hard) == ["file.quotes:3", "file.quotes:4"])
  }

  @Test("Rows of empty cells below a table are blank lines, said once")
  func blankRows() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv":
        "status;sex;count\r\n;;\r\nIDENTIFIED;F;3\r\n;;\r\n;;\r\nIDENTIFIED;M;x\r\nPRESUMED;M;1\r\n"
    ])
    let result = try scene.check()
    #expect(result.rows == RowAccount(read: 3, rejected: 3))
    #expect(result.findings.filter { $0.kind == "blank-line" }.map(\.address.line) == [2])
    #expect(result.findings.filter { $0.kind == "type-count" }.map(\.address.line) == [6])
  }

  @Test("A record with a line break in a cell keeps the physical lines of what follows")
  func lines() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/campaigns.csv":
        "campaign_id,audience,exploitation,title,start\nCA-1,YOUTH,LABOUR,\"One\ntwo\nthree\",2015-02-01\nCA-2,YOUTH,LABOUR,Four,sometime\n"
    ])
    #expect(try scene.findings(above: .hard) == ["campaigns.start.type:5"])
  }

  @Test("Folders that are no submissions are said, not taken")
  func folders() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": text, "2015-Q1/VP/victims.csv": text,
      "2015-Q7/VP@2015-04-08/victims.csv": text, "2015-Q1/VP@2015-04-31/victims.csv": text,
    ])
    #expect(try scene.findings(above: .reject).count == 3)
    #expect(try scene.run("2015-Q1").value("victims_identified", "2015-Q1") == 5)
  }

  @Test("A link out of the returns folder and a link loop are a sentence")
  func links() throws {
    let scene = try Scene(["2015-Q1/VP@2015-04-08/victims.csv": text])
    let manager = FileManager.default
    let link = scene.returns + "/2015-Q1/VP@2015-04-08/trainings.csv"
    try manager.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
    #expect(throws: IntakeFailure.self) { try scene.run("2015-Q1") }
    try manager.removeItem(atPath: link)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: link)
    #expect(throws: IntakeFailure.self) { try scene.run("2015-Q1") }
    #expect(throws: IntakeFailure.self) { try scene.run("2015-Q1", returns: "/nowhere/at/all") }
  }

  @Test(
    "The latest quarter is the period, and the latest day received the as-of, when none is named")
  func latest() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": text, "2014-Q4/VP@2015-06-08/victims.csv": text,
    ])
    let result = try scene.run()
    #expect(result.period.label == "2015-Q1")
    #expect(result.asOf.description == "2015-06-08")
  }
}
