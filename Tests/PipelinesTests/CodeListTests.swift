import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// What the lists of `pipelines/return` say fits together.
@Suite("Code lists")
struct CodeListTests {
  /// Records of a list of `pipelines/return`, which has no quoted cells, by column.
  private func records(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: repository + "/pipelines/return/" + name, encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    for line in lines { try #require(line.count == lines[0].count, "\(line)") }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func holds(_ record: [String: String], on day: String) -> Bool {
    // ISO days sort as text.
    let (from, to) = (record["valid_from"]!, record["valid_to"]!)
    return (from.isEmpty || from <= day) && (to.isEmpty || day <= to)
  }

  @Test("Codes and labels of a list are told apart, and no crosswalk repeats or contradicts them")
  func wordings() {
    for (name, list) in Scene.registry.codeLists {
      var meanings: [String: String] = [:]
      for code in list.codes where !code.isDerived {
        for wording in Set([code.id, code.label.lv, code.label.en].map { Wording.fold($0) }) {
          #expect(meanings[wording] ?? code.id == code.id, "\(name): \(wording)")
          meanings[wording] = code.id
        }
      }
      for entry in Scene.registry.crosswalks[name]?.entries ?? [] where entry.member == nil {
        let known = meanings.updateValue(entry.code, forKey: Wording.fold(entry.wording))
        #expect(known == nil, "\(name): \(entry.wording)")
      }
    }
  }

  @Test("Every code list can be written in words of the desks")
  func crosswalks() {
    for name in Scene.registry.codeLists.keys {
      #expect(Scene.registry.crosswalks[name]?.entries.isEmpty == false, "\(name)")
    }
  }

  @Test("A header means one column of a table")
  func headers() {
    var meanings: [String: String] = [:]
    for entry in Scene.registry.columnWordings {
      let key = (entry.table ?? "*") + ":" + Wording.fold(entry.wording)
      #expect(meanings.updateValue(entry.column, forKey: key) == nil, "\(key)")
    }
  }

  @Test(
    "Besides Latvia the European Union has as many members as it had on that day",
    arguments: [
      ("2004-04-30", 15), ("2004-05-01", 24), ("2006-12-31", 24), ("2007-01-01", 26),
      ("2013-06-30", 26), ("2013-07-01", 27), ("2020-01-31", 27), ("2020-02-01", 26),
    ])
  func union(day: String, members: Int) throws {
    let found = try records("groups.csv").filter { $0["group"] == "GRP_EU" && holds($0, on: day) }
    #expect(Set(found.map { $0["code"]! }).count == members)
    #expect(found.count == members)
  }

  @Test("A code is in one group of its list, and groups and mappings know their codes")
  func groups() throws {
    let groups = try records("groups.csv")
    for day in ["2003-01-01", "2010-01-01", "2015-03-31", "2024-12-31"] {
      var seen: Set<String> = []
      for row in groups where holds(row, on: day) {
        let (list, code) = (row["list"]!, row["code"]!)
        #expect(code == "*" || Scene.registry.codeLists[list]?.ordinal(of: code) != nil, "\(row)")
        #expect(seen.insert(list + ":" + code).inserted, "\(row)")
      }
      var targets: Set<String> = []
      for row in try records("mappings.csv") where holds(row, on: day) {
        let (list, code, system) = (row["list"]!, row["code"]!, row["system"]!)
        #expect(
          Scene.registry.codeLists[list]?.ordinal(of: code) != nil
            || groups.contains { $0["list"] == list && $0["group"] == code }, "\(row)")
        #expect(targets.insert("\(list):\(code):\(system)").inserted, "\(row)")
      }
    }
  }

  @Test("Forms that the directive names from 14 July 2024 are other up to the day before")
  func directive() throws {
    let mappings = try records("mappings.csv").filter { $0["system"] == "directive" }
    for code in ["FORCED_MARRIAGE", "ILLEGAL_ADOPTION", "SURROGACY"] {
      func target(_ day: String) -> [String] {
        mappings.filter { $0["code"] == code && holds($0, on: day) }.map { $0["target"]! }
      }
      #expect(target("2024-07-13") == ["other"])
      #expect(target("2024-07-14") == [code.lowercased()])
    }
  }
}
