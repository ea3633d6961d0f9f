import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// What a member is given to fill in, and that it is read back.
@Suite("Templates")
struct TemplateTests {
  private let projects = """
    project_id,funder,title,lead,partners,start,end,budget,currency
    RUN-1,EU,"Drošs; ceļš",MARTA,LT:Caritas|VP,2014-05-01,2015-06-30,12000.50,EUR
    RUN-1,STATE,"Drošs; ceļš",MARTA,LT:Caritas|VP,2014-05-01,2015-06-30,,
    LAST-DAY,OWN,Ends on the first day,MARTA,,2014-05-01,2015-04-01,100,EUR
    ENDED-1,OWN,Ended before,MARTA,,2014-05-01,2015-03-31,100,EUR

    """
  private let plans = """
    plan_id,title,responsible,due,status,progress
    P-1,Goes on,MARTA,2015-12-31,IN_PROGRESS,half
    P-2,Done,MARTA,2015-12-31,COMPLETED,all
    P-3,Put off,MARTA,2015-12-31,POSTPONED,
    P-4,Not done,MARTA,2015-12-31,NOT_COMPLETED,
    P-5,Called off,MARTA,2015-12-31,CANCELLED,

    """

  private func made(
    _ scene: Scene, _ member: String = "MARTA", _ period: String = "2015-Q2"
  ) throws -> String {
    let ended = try Tool.run([
      "template", "--member", member, "--period", period, "--returns", scene.returns, "--output",
      scene.output,
    ])
    #expect(ended.code == 0 && ended.err.isEmpty, "\(ended.err)")
    return ended.out.trimmingCharacters(in: .newlines)
  }

  private func lines(_ path: String) throws -> [String] {
    // Foundation takes the mark away when it reads a string.
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.suffix(2) == Data([13, 10]))
    return String(decoding: bytes.dropFirst(3), as: UTF8.self)
      .components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }

  @Test("There is a file for each table that the member owes, with the table's own header")
  func files() throws {
    let scene = try Scene()
    let folder = try made(scene)
    #expect(folder == "\(scene.output)/templates/2015-Q2/MARTA")
    let period = ReferencePeriod("2015-Q2")!
    let owed = Scene.registry.tables.filter {
      Scene.registry.owes(Scene.registry.member("MARTA")!, table: $0.name, period: period)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder + "/iesniegt").sorted()
        == owed.map { $0.name + ".csv" }.sorted())
    for table in owed {
      #expect(
        try lines("\(folder)/iesniegt/\(table.name).csv") == [
          table.columns.map(\.name).joined(separator: ";")
        ])
    }
    let page = try String(contentsOfFile: folder + "/LASI-MANI.md", encoding: .utf8)
    #expect(page.firstMatch(of: /\b(column|rule|holds|carried)-[a-z]/) == nil)
    for sentence in [
      "0 nozīmē, ka nav neviena; tukša šūna nozīmē, ka skaits nav zināms.",
      "0 means none and blank means not known.", "Iesniegšanas termiņš: 2015-07-10.",
    ] { #expect(page.contains(sentence)) }
  }

  @Test("Codes are those that may be written in the period, long lists and members too")
  func codes() throws {
    let scene = try Scene()
    let table = "criminal_justice"
    let early = try lines(made(scene, "VP", "2013-Q1") + "/codes.csv")
    let later = try lines(made(scene, "VP", "2013-Q2") + "/codes.csv")
    #expect(early[0] == "column;list;code;label_lv;label_en")
    #expect(Scene.registry.table(table) != nil)
    func has(_ lines: [String], _ start: String) -> Bool { lines.contains { $0.hasPrefix(start) } }
    // Section 285.2 came into force on 2013-04-01.
    #expect(!has(early, "law;LAW;285.2;") && has(later, "law;LAW;285.2;"))
    #expect(has(later, "citizenship;CITIZENSHIP;ZW;") && has(later, "place;PLACE;ABROAD;"))
    #expect(has(later, "sex;SEX;_U;nav zināms;unknown") && has(later, "sex;SEX;_T;kopā;total"))
    // A victim's status is never unknown or a total.
    #expect(!has(later, "status;VICTIM_STATUS;_"))
    #expect(has(later, "overlap_with;members;MARTA;") && !has(later, "overlap_with;members;EM;"))
    #expect(!later.contains { $0.contains(";GRP_") })
  }

  @Test("What still runs is carried over as it was written; what ended is not")
  func carried() throws {
    var files = ["2015-Q1/MARTA@2015-04-08/projects.csv": projects]
    if Scene.registry.table("plans") != nil { files["2015-Q1/MARTA@2015-04-08/plans.csv"] = plans }
    let scene = try Scene(files)
    // A later return that is rejected carries nothing, nor does another member's.
    try scene.write("rubbish\n", to: "2015-Q1/MARTA@2015-04-20/projects.csv")
    try scene.write(
      projects.replacingOccurrences(of: "RUN-1", with: "OTHER"),
      to: "2015-Q1/VP@2015-04-08/projects.csv")
    let folder = try made(scene)
    #expect(
      try lines(folder + "/iesniegt/projects.csv").dropFirst() == [
        "RUN-1;EU;\"Drošs; ceļš\";MARTA;LT:Caritas|VP;2014-05-01;2015-06-30;12000,50;EUR",
        "RUN-1;STATE;\"Drošs; ceļš\";MARTA;LT:Caritas|VP;2014-05-01;2015-06-30;;",
        "LAST-DAY;OWN;Ends on the first day;MARTA;;2014-05-01;2015-04-01;100,00;EUR",
      ])
    if Scene.registry.table("plans") != nil {
      #expect(
        try lines(folder + "/iesniegt/plans.csv").dropFirst() == [
          "P-1;;Goes on;MARTA;2015-12-31;IN_PROGRESS;half",
          "P-3;;Put off;MARTA;2015-12-31;POSTPONED;",
        ])
    }
    let page = try String(contentsOfFile: folder + "/LASI-MANI.md", encoding: .utf8)
    #expect(page.contains("3 (no perioda „2015. gada 1. ceturksnis”)"))
    #expect(!page.contains("OTHER"))
  }

  @Test("Contacts are not carried over, nor rows of which the id may not be shown")
  func masked() throws {
    let scene = try Scene([
      "2015-Q1/MARTA@2015-04-08/projects.csv": """
      project_id,funder,title,lead,start,end
      A-1,OWN,Zvaniet 67123456,MARTA,2014-05-01,2015-12-31
      anna@example.org,OWN,Droši,MARTA,2014-05-01,2015-12-31

      """
    ])
    let folder = try made(scene)
    #expect(
      try lines(folder + "/iesniegt/projects.csv").dropFirst() == [
        "A-1;OWN;•••;MARTA;;2014-05-01;2015-12-31;;"
      ])
    let page = try String(contentsOfFile: folder + "/LASI-MANI.md", encoding: .utf8)
    #expect(page.contains("Rindas, kas nav pārnestas, jo to identifikatoru nedrīkst rādīt: 1."))
    #expect(page.contains("held contact data"))
    let found = try Tool.script("grep -rlE '67123456|example.org' '\(folder)'")
    #expect(found.out.isEmpty && found.code == 1)
  }

  @Test("A template that is filled in and saved is validated clean")
  func filledIn() throws {
    let scene = try Scene(["2015-Q1/MARTA@2015-04-08/projects.csv": projects])
    let folder = try made(scene) + "/iesniegt"
    let rows = [
      "victims":
        "PRESUMED;_U;F;ADULT;LV;SEXUAL;GB;5;;;\r\nIDENTIFIED;POLICE;F;ADULT;LV;SEXUAL;GB;3;;;\r\n",
      "campaigns":
        "K-1;YOUTH;_U;Neklusē;12.04.2015.;;VP|LT:Caritas;ONLINE;1200;350,50;EUR;RUN-1\r\n",
      "trainings": "A-1;POLICE;Apmācības;2015-05-05;;VP;6,5;20;12;8;RUN-1;;\r\n",
    ]
    var nothing: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let (path, name) = (folder + "/" + file, String(file.dropLast(4)))
      if let more = rows[name] {
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        handle.write(Data(more.utf8))
        try handle.close()
      } else if try lines(path).count == 1 {
        try FileManager.default.removeItem(atPath: path)
        nothing.append(name)
      }
    }
    #expect(!nothing.contains("projects"))
    try Data(("\u{FEFF}table\r\n" + nothing.joined(separator: "\r\n") + "\r\n").utf8).write(
      to: URL(fileURLWithPath: folder + "/nil.csv"))
    let ended = try Tool.run([
      "validate", folder, "--member", "MARTA", "--period", "2015-Q2", "--format", "csv",
    ])
    #expect(ended.code == 0)
    let severe = ended.out.components(separatedBy: "\n").filter {
      $0.contains(",soft,") || $0.contains(",hard,") || $0.contains(",reject,")
    }
    #expect(severe.isEmpty, "\(severe)")
    #expect(ended.out.contains(",note,"))
    #expect(ended.err.contains("rejected 0"))
  }

  @Test("What is carried over for any member of the samples is validated as it is")
  func samples() throws {
    let scene = try Scene()
    var count = 0
    for period in ["2014-Q3", "2015-Q2", "2015-Q4"].map({ ReferencePeriod($0)! }) {
      let run = TemplateRun(
        registry: Scene.registry,
        settings: .init(returns: repository + "/samples/returns", output: ""))
      for member in Scene.registry.members where member.validity.contains(period.lastDay) {
        for table in try run.run(member, period).tables where !table.rows.isEmpty {
          count += table.rows.count
          try scene.write(
            Data(table.csv),
            to: "\(period.label)/\(member.id)@\(period.lastDay.advanced(by: 9))/\(table.file)")
        }
      }
    }
    #expect(count > 20)
    let ledger = try scene.check()
    #expect(ledger.findings.filter { $0.severity >= .hard }.map(\.rule).isEmpty)
    #expect(ledger.rows.read == count && ledger.rows.accepted == count)
  }

  @Test("Who is no member, or not yet, has no template")
  func nobody() throws {
    let scene = try Scene()
    let words = ["--returns", scene.returns, "--output", scene.output]
    let misspelt = try Tool.run(["template", "--member", "MARTHA", "--period", "2015-Q2"] + words)
    #expect(misspelt.code == 64 && misspelt.err.contains("nearest: MARTA"))
    let early = try Tool.run(["template", "--member", "EM", "--period", "2015-Q2"] + words)
    #expect(early.code == 64 && early.err.contains("EM is not in the register on 2015-06-30"))
    #expect(try Tool.run(["template", "--member", "EM"] + words).code == 64)
  }
}
