import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// A personal code refuses everything that came with it, and is shown nowhere.
@Suite("Privacy")
struct PrivacyTests {
  private static let here = "2015-Q1/VP@2015-04-08"
  private static let code = "32123456789"

  /// Files of a submission, each of which holds a personal code somewhere.
  static let submissions: [[String: String]] = [
    // In numbers: as a part, a sum, a total, with decimals, below zero, with blanks.
    ["victims.csv": "status,count,overlap_count,overlap_with\nIDENTIFIED,5,\(code),MARTA\n"],
    ["victims.csv": "status,sex,count\nIDENTIFIED,_T,5\nIDENTIFIED,F,\(code)\n"],
    ["victims.csv": "status,sex,age_group,count\nIDENTIFIED,F,_T,\(code)\nIDENTIFIED,_T,ADULT,1\n"],
    ["victims.csv": "status,count\nIDENTIFIED,\(code).0\n"],
    ["victims.csv": "status,count\nIDENTIFIED,-\(code)\n"],
    ["victims.csv": "status,count\nIDENTIFIED,32 123 456 789\n"],
    ["victims.csv": "status,count\nIDENTIFIED,01019011234\n"],
    [
      "campaigns.csv":
        "campaign_id,audience,exploitation,title,start,cost\nCA-1,YOUTH,LABOUR,Eyes,2015-02-01,\"\(code),00\"\n"
    ],
    // In a code, a date, a column that is not known, a header, a broken record.
    ["victims.csv": "status,sex,count\nIDENTIFIED,\(code),5\n"],
    ["victims.csv": "status,count,notes\nIDENTIFIED,5,320123-45678\n"],
    ["victims.csv": "status,count,\(code)\nIDENTIFIED,5,x\n"],
    ["victims.csv": "status,count\nIDENTIFIED,5\nIDENTIFIED,5,\(code)\n"],
    ["victims.csv": "status,count\nIDENTIFIED,5\nIDENTIFIED,\"5\"\(code)\n"],
    // In a title above the header.
    ["victims.csv": "Par personu \(code)\nstatus,count\nIDENTIFIED,5\n"],
    // In a file that is no table, in a file's name, in nil.csv.
    ["notes.csv": "about\n\(code)\n"],
    ["\(code).csv": "about\nx\n"],
    ["nil.csv": "table\n\(code)\n"],
  ]

  @Test(
    "A personal code anywhere refuses the submission and is echoed nowhere", arguments: submissions)
  func refused(files: [String: String]) throws {
    let scene = try Scene(["2015-Q1/MARTA@2015-04-08/victims.csv": "status,count\nIDENTIFIED,1\n"])
    for (name, text) in files { try scene.write(text, to: "\(Self.here)/\(name)") }
    try scene.write(
      "training_id,profession,title,date,hours,participants\nTR-1,POLICE,Signs,2015-02-01,8,5\n",
      to: "\(Self.here)/trainings.csv")
    let result = try scene.run("2015-Q1", through: .export)
    for entry in result.ledger.entries where entry.return.submission.member == "VP" {
      #expect(entry.standing == .rejected, "\(entry.return.path)")
    }
    #expect(result.value("victims_identified", "2015-Q1") == 1)
    var said = result.ledger.findings.flatMap { finding in
      Language.allCases.flatMap { language in
        [
          finding.path, Scene.registry.wordings.message(finding, language: language),
          Scene.registry.wordings.hint(finding, language: language) ?? "",
        ]
      }
    }
    let release = try #require(result.release)
    for case let name as String in FileManager.default.enumerator(atPath: release)! {
      if let data = FileManager.default.contents(atPath: release + "/" + name) {
        said.append(String(decoding: data, as: UTF8.self))
      }
    }
    for text in said {
      for trace in ["32123456789", "320123-45678", "01019011234", "1019011234", "32 123"] {
        #expect(!text.contains(trace))
      }
    }
  }

  @Test("E-mail addresses and phone numbers are asked about and masked")
  func contacts() throws {
    let scene = try Scene([
      "\(Self.here)/campaigns.csv":
        "campaign_id,audience,exploitation,title,start\nCA-1,YOUTH,LABOUR,Ask anna@example.org,2015-02-01\nCA-2,Ask +371 26123456,LABOUR,Eyes,2015-02-01\n"
    ])
    let result = try scene.run("2015-Q1")
    let said = result.ledger.findings.map { Scene.registry.wordings.message($0) }
    #expect(result.ledger.findings.contains { $0.rule == "privacy.contact" })
    #expect(!said.contains { $0.contains("anna") || $0.contains("26123456") })
  }
}
