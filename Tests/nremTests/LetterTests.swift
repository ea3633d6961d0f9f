import Foundation
import Support
import Testing
import Vocabulary

/// What members are told, and that nobody is told of another.
@Suite("Letters")
struct LetterTests {
  // MARK: A scene in which everything tells its sender

  /// Texts and numbers that only one member ever wrote, by member.
  private struct Marked {
    var files: [String: String] = [:]
    var marks: [String: Set<String>] = [:]
    private var next = 0

    /// A number of its own for each call; five digits, so that it is no line, year or day.
    mutating func number(_ member: String) -> String {
      next += 1
      let number = String(20_011 + next * 7)
      marks[member, default: []].insert(number)
      return number
    }

    mutating func word(_ member: String) -> String {
      next += 1
      let letters = String(next).map { Character(UnicodeScalar(UInt8(97 + $0.wholeNumberValue!))) }
      let word = "Zeta\(String(letters))q"
      marks[member, default: []].insert(word)
      return word
    }
  }

  private static let members = Scene.registry.members.filter {
    $0.validity.contains(CalendarDay(iso: "2015-06-30")!)
  }

  /// One row of a table with marks in every cell that can hold one.
  private func row(
    _ table: ReturnTable, _ member: String, _ period: ReferencePeriod, _ marked: inout Marked,
    _ set: [String: String]
  ) -> [String] {
    var days = 40
    return table.columns.indices.map { place in
      let column = table.columns[place]
      if let cell = set[column.name] { return cell }
      switch column.type {
      case .code:
        let list = Scene.registry.codeList(table, place)!
        return list.codes.dropFirst(2).first {
          $0.validity.overlaps(period.firstDay, period.lastDay)
        }?.id ?? "_U"
      case .count: return marked.number(member)
      case .amount: return marked.number(member) + ".37"
      case .date:
        days += 10
        return period.firstDay.advanced(by: days).description
      case .text: return marked.word(member)
      }
    }
  }

  private func add(
    _ name: String, _ member: String, _ period: String, _ received: String,
    _ marked: inout Marked, _ set: [String: String] = [:]
  ) {
    let table = Scene.registry.table(name)!
    // Parts and overlaps are left blank but where a test sets them.
    let blank = ["participants_f", "participants_m", "overlap_count", "overlap_with"]
    var cells = Dictionary(uniqueKeysWithValues: blank.map { ($0, "") })
    cells["currency"] = "EUR"
    let values = row(
      table, member, ReferencePeriod(period)!, &marked, cells.merging(set) { $1 })
    let header = table.columns.map(\.name).joined(separator: ",")
    marked.files["\(period)/\(member)@\(received)/\(name).csv"] =
      header + "\n" + values.joined(separator: ",") + "\n"
  }

  /// Every member sends every table it may; some clash in each way in which members can clash.
  private func marked() -> Marked {
    var marked = Marked()
    let registry = Scene.registry
    for (period, received) in [
      ("2014-Q2", "2014-07-05"), ("2015-Q1", "2015-04-05"), ("2015-Q2", "2015-07-05"),
      ("2015-Q2", "2015-07-08"),
    ] {
      for member in Self.members {
        for table in registry.tables {
          let asked = ReferencePeriod(period)!
          guard
            registry.obligation(of: member.id, table: table.name, period: asked) != nil
          else { continue }
          add(table.name, member.id, period, received, &marked)
        }
      }
    }
    let status = ["status": "IDENTIFIED", "overlap_count": "1"]
    // Two declare the same overlap; one names a member that has nobody.
    add(
      "victims", "VP", "2015-Q2", "2015-07-08", &marked,
      status.merging(["overlap_with": "MARTA"]) { $1 })
    add(
      "victims", "MARTA", "2015-Q2", "2015-07-08", &marked,
      status.merging(["overlap_with": "VP"]) { $1 })
    marked.files["2015-Q2/VRS@2015-07-08/victims.csv"] = nil
    marked.files["2015-Q2/VRS@2015-07-08/nil.csv"] = "table\nvictims\n"
    add(
      "victims", "DROSA_MAJA", "2015-Q2", "2015-07-08", &marked,
      status.merging(["overlap_with": "VRS"]) { $1 })
    // One title and start under two ids, in each table of events.
    for table in registry.tables where table.event != nil {
      for member in ["AM", "LM"] {
        let start = table.columns[table.event!.start].name
        let title = table.columns[table.event!.title].name
        add(
          table.name, member, "2015-Q2", "2015-07-08", &marked,
          [title: "Kopīgs nosaukums", start: "2015-05-05"])
      }
    }
    // One training of which two say different things of the people.
    for member in ["RIGA", "RPP"] {
      add(
        "trainings", member, "2015-Q2", "2015-07-08", &marked,
        ["training_id": "KOPIGS-1", "title": "Kopīgas apmācības", "date": "2015-05-06"])
    }
    return marked
  }

  private func letters(_ scene: Scene, _ words: [String]) throws -> [String: String] {
    let ended = try Tool.run(
      ["letters", "--returns", scene.returns, "--output", scene.output] + words)
    #expect(ended.code == 0 && ended.err.isEmpty)
    let folder = ended.out.trimmingCharacters(in: .newlines)
    return try files(folder)
  }

  private func files(_ folder: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      found[name] = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }
    return found
  }

  @Test(
    "No letter holds a figure, a text or an id of another member, whatever clashes between them")
  func apart() throws {
    let marked = marked()
    let scene = try Scene(marked.files)
    let ledger = try scene.run("2015-Q2", through: .validate).ledger
    // The danger is there: every rule between members has something to say, with others' figures.
    let kinds = Set(ledger.findings.map(\.kind))
    #expect(
      kinds.isSuperset(of: [
        "overlap-partner-reports", "overlap-declared-once", "national-agrees", "one-title-one-id",
        "event-people-agree",
      ]))
    let messages = ledger.findings.map { Scene.registry.wordings.message($0) }.joined()
    #expect(marked.marks["RPP"]!.contains { messages.contains($0) })
    #expect(marked.marks["LM"]!.contains { messages.contains($0) })

    let letters = try letters(scene, ["--period", "2015-Q2"])
    #expect(letters.count == 2 * Self.members.count)
    // Sums of others' figures are theirs too.
    let sums = Set(ledger.findings.filter { $0.kind == "national-agrees" }.map(\.value))
    #expect(!sums.isEmpty)
    for reader in Self.members.map(\.id) {
      for form in ["md", "html"] {
        let words = Self.words(try #require(letters["\(reader).\(form)"]))
        for (other, marks) in marked.marks where other != reader {
          let seen = marks.intersection(words)
          #expect(seen.isEmpty, "\(reader).\(form) holds \(seen.sorted()) of \(other)")
        }
        #expect(sums.isDisjoint(with: words))
        #expect(!marked.marks[reader]!.isDisjoint(with: words), "\(reader) sees its own")
      }
    }
    // What is asked is asked all the same.
    for (member, sentence) in [
      ("VP", "MARTA declares an overlap with you, too"), ("DROSA_MAJA", "the overlap with VRS"),
      ("IEM", "own returns differs from this national return"),
      ("AM", "is reported under another id"), ("RIGA", "another member reports a different number"),
    ] { #expect(letters["\(member).html"]!.contains(sentence), "\(member)") }
  }

  /// Every run of letters and digits.
  private static func words(_ text: String) -> Set<String> {
    Set(
      text.unicodeScalars.split { !CharacterSet.alphanumerics.contains($0) }.map { String($0) })
  }

  @Test(
    "In the samples, too, ids and titles stay with their members",
    arguments: ["2014-Q4", "2015-Q1", "2015-Q4"])
  func samples(period: String) throws {
    let scene = try Scene()
    let ended = try Tool.run([
      "letters", "--period", period, "--returns", "samples/returns", "--output", scene.output,
    ])
    #expect(ended.code == 0)
    let letters = try files("\(scene.output)/letters/\(period)")
    var words: [String: Set<String>] = [:]
    let run = try scene.run("2015-Q4", returns: repository + "/samples/returns", through: .validate)
    for edited in run.collection.inForce {
      let table = Scene.registry.table(edited.return.table)!
      for (column, texts) in edited.rows.texts.enumerated()
      where table.columns[column].name != "overlap_with" {
        words[edited.return.submission.member, default: []].formUnion(
          texts.filter { $0.count > 5 })
      }
    }
    #expect(words.values.reduce(0) { $0 + $1.count } > 50)
    for (name, letter) in letters {
      let own = words[String(name.split(separator: ".")[0])] ?? []
      for (member, texts) in words {
        let seen = texts.subtracting(own).filter { letter.contains($0) && !member.isEmpty }
        // Names of members may stand in their own letters.
        let names = Set(Scene.registry.members.flatMap { [$0.id, $0.name.lv, $0.name.en] })
        #expect(seen.subtracting(names).isEmpty, "\(name): \(seen)")
      }
    }
  }

  @Test("A submission with a personal code is told so, and the code stands nowhere")
  func personalCode() throws {
    for (file, text) in [
      ("victims.csv", "status,sex,count\nIDENTIFIED,010190-11111,3\n"),
      ("nil.csv", "table\n010190-11111\n"), ("010190-11111.csv", "a\nb\n"),
    ] {
      let scene = try Scene([
        "2015-Q1/VP@2015-04-08/\(file)": text,
        "2015-Q1/VP@2015-04-08/trainings.csv":
          "training_id,title,date,participants\nA,B,2015-02-01,4\n",
        "2015-Q1/MARTA@2015-04-08/victims.csv": "status,count\nIDENTIFIED,2\n",
      ])
      let letters = try letters(scene, ["--period", "2015-Q1"])
      let letter = try #require(letters["VP.md"])
      #expect(letter.contains("Iesniegumā VP@2015-04-08 ir personas kods"), "\(file)")
      #expect(letter.contains("The submission VP@2015-04-08 holds a personal code"))
      for (name, letter) in letters {
        #expect(!letter.contains("010190") && !letter.contains("11111"), "\(name)")
        if !name.hasPrefix("VP.") { #expect(!letter.contains("personal code")) }
      }
    }
  }

  @Test("What was withdrawn is said as that: neither nothing received nor a zero")
  func withdrawn() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/withdrawn.csv":
        "table,withdrawn,reason\nvictims,2015-05-04,held a name\n",
      "2015-Q1/MARTA@2015-04-08/victims.csv": "status,count\nIDENTIFIED,3\n",
    ])
    for asOf in [[], ["--as-of", "2015-06-01"]] {
      let letters = try letters(scene, ["--period", "2015-Q1"] + asOf)
      let letter = try #require(letters["VP.md"])
      #expect(
        letter.contains(
          "- What was received on 2015-04-08 (Victims of trafficking in human beings) was withdrawn "
            + "and erased on 2015-05-04. Reason: held a name"))
      #expect(!letter.contains("Nothing was received from you"))
      #expect(
        letter.contains("| Victims of trafficking in human beings | withdrawn | 2015-04-10 |"))
      #expect(!letters["MARTA.md"]!.contains("held a name"))
    }
    let status = try Tool.run(["status", "--period", "2015-Q1", "--returns", scene.returns])
    let line = status.out.components(separatedBy: "\n").first { $0.hasPrefix("  VP ") }
    #expect(line?.contains("†") ?? false)
  }

  // MARK: What a letter says

  @Test(
    "A letter says what came, what was counted, how it changed, what is asked and what is missing")
  func content() throws {
    let scene = try Scene([
      "2014-Q2/VRS@2014-07-08/victims.csv": "status,sex,count\nIDENTIFIED,F,20\n",
      "2014-Q2/VP@2014-07-08/victims.csv": "status,count\nIDENTIFIED,1\n",
      "2015-Q1/VRS@2015-04-08/nil.csv": "table\nvictims\ncampaigns\n",
      "2015-Q2/VRS@2015-07-08/victims.csv": "status,sex,count\nIDENTIFIED,F,22\n",
      "2015-Q2/VRS@2015-07-12/victims.csv": "status,sex,count\nIDENTIFIED,F,24\nIDENTIFIED,Q,1\n",
      "2015-Q2/VRS@2015-07-13/victims.csv": "status,sex\nIDENTIFIED,F\n",
    ])
    let letters = try letters(scene, ["--period", "2015-Q2"])
    let lines = try #require(letters["VRS.md"]).components(separatedBy: "\n")
    for line in [
      "| Cilvēku tirdzniecības upuri | 2015-07-08 | 1\\. | 1 | 1 | 0 | aizstāts ar vēlāku |",
      "| Cilvēku tirdzniecības upuri | 2015-07-12 | 2\\. | 2 | 2 | 0 | spēkā |",
      "| Cilvēku tirdzniecības upuri | 2015-07-13 | 3\\. | 1 | 0 | 1 | "
        + "noraidīts; spēkā paliek 2015-07-12 saņemtais |",
      "| Victims identified (net) | 25 | complete, still open to revision | 20 | \\+5 (+25.0 %) |",
      "| Identificētie upuri (neto) | 25 | pilnīgs, vēl var tikt labots | 20 | \\+5 (+25,0 %) |",
      "| quarter 2 of 2015 | Victims identified (net) | 22 | 25 | \\+3 |",
      "| Trainings | – | not received, or not reported | – | – |",
      "| quarter 1 of 2015 | Trainings | not received | 2015-04-10 | 2015-04-18 | 94 |",
      "| quarter 2 of 2015 | Trainings | not received | 2015-07-10 | 2015-07-18 | 3 |",
      "### victims.csv, received 2015-07-12", "### victims.csv, received 2015-07-13",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(
      lines.contains {
        $0.hasPrefix("| 3 | hard | sex | Q | “Q” is not a code of SEX; this detail is taken")
      })
    // A quarter reported as nil is no longer asked for, and what has been replaced is not argued about.
    #expect(!lines.contains { $0.hasPrefix("| quarter 1 of 2015 | Awareness campaigns") })
    #expect(!lines.contains("### victims.csv, received 2015-07-08"))
    // A key without a sentence would stand there as it is.
    let key =
      /\b(column|figure|standing|findings|missing|revisions)-[a-z]|\bstate-(nil|partial|rejected|received|not)/
    #expect(letters.values.allSatisfy { $0.firstMatch(of: key) == nil })
    // Everybody in the register has a letter; who sent nothing is told that this is no zero.
    #expect(letters["KM.md"]!.contains("Nothing was received from you for this period."))
  }

  @Test(
    "With an officer's adjustments the figures are those of the release, and the letter says so")
  func adjusted() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,sex,count\nIDENTIFIED,F,30\nIDENTIFIED,M,4\n"
    ])
    let path = scene.root + "/adjustments.csv"
    try """
    adjusted_by,date,reason,path,line,column,expected,to
    A. Ozola,2015-04-08,agreed by telephone,2015-Q1/VP@2015-04-08/victims.csv,2,count,30,3

    """.write(toFile: path, atomically: true, encoding: .utf8)
    let plain = try #require(letters(scene, [])["VP.md"])
    #expect(plain.contains("| Victims identified (net) | 34 |") && !plain.contains("adjustments"))
    let adjusted = try #require(letters(scene, ["--adjustments", path])["VP.md"])
    #expect(adjusted.contains("| Victims identified (net) | 7 |"))
    #expect(adjusted.contains("line 2, Persons: 30 → 3"))
    // The minutes do not take the officer's values for the member's own.
    for (words, isSaid) in [([], false), (["--adjustments", path], true)] {
      let ended = try Tool.run(
        ["minutes", "--returns", scene.returns, "--output", scene.output] + words)
      let folder = ended.out.trimmingCharacters(in: .newlines)
      let text = try String(contentsOfFile: folder + "/minutes.en.md", encoding: .utf8)
      #expect(text.contains("so the figures are not as the member returned them") == isSaid)
    }
  }

  @Test("Letters are written whole, the same every time, and replace those of before")
  func deterministic() throws {
    let scene = try Scene(["2015-Q1/VP@2015-04-08/victims.csv": "status,count\nIDENTIFIED,3\n"])
    let first = try letters(scene, ["--jobs", "1"])
    try "old".write(
      toFile: scene.output + "/letters/2015-Q1/OLD.md", atomically: true, encoding: .utf8)
    let second = try letters(scene, ["--jobs", "2"])
    #expect(first == second && first.count == 48)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scene.output + "/letters") == ["2015-Q1"])
    #expect(!first.values.contains { $0.contains(scene.root) })
  }

  @Test("Where nothing came, or nothing was accepted, letters say so")
  func nothing() throws {
    let scene = try Scene(["2015-Q1/VP@2015-04-08/victims.csv": "status\nIDENTIFIED\n"])
    let rejected = try letters(scene, ["--period", "2015-Q1"])
    #expect(rejected["VP.md"]!.contains("the column “count” is missing"))
    #expect(rejected["VP.md"]!.contains("| noraidīts, netiek skaitīts |"))
    let none = try letters(scene, ["--period", "2015-Q1", "--as-of", "2015-04-01"])
    #expect(none["VP.md"]!.contains("Par šo periodu no jums nekas nav saņemts."))
    #expect(try Tool.run(["letters", "--returns", scene.root + "/none"]).code == 2)
  }

  @Test("Every rule between members has a sentence for letters that fills in nothing of others")
  func sentences() throws {
    let rules = Scene.registry.rules.filter { $0.reach == .members }
    #expect(rules.count > 5)
    for rule in rules {
      let letter = try #require(Scene.registry.wordings.findings[rule.kind]?.letter, "\(rule.id)")
      for language in Language.allCases {
        #expect(!letter[language].contains("{other}"), "\(rule.id)")
        if rule.kind == "national-agrees" { #expect(!letter[language].contains("{value}")) }
      }
    }
  }
}
