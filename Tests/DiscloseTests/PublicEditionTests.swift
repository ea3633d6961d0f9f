import Disclose
import Support
import Testing
import Trials
import Vocabulary

/// What the public edition holds back.
@Suite("Public edition")
struct PublicEditionTests {
  private func editions(_ files: [String: String], _ period: String) throws -> [ProtectedSummary] {
    try Scene(files).run(period).editions
  }

  private func victims(_ rows: String...) -> String {
    "status,sex,count\n" + rows.map { "IDENTIFIED,\($0)\n" }.joined()
  }

  /// Values of a one-way breakdown of 2015; nil where withheld.
  private func cells(_ summary: ProtectedSummary, by dimension: String) -> [String: Int?] {
    let place = summary.dimensions.firstIndex(of: dimension)!
    var cells: [String: Int?] = [:]
    for protected in summary.observations {
      let o = protected.observation
      guard o.indicator == "victims_identified", o.period.label == "2015", o.member == "_T",
        o.breakdown.pattern == [place]
      else { continue }
      cells[o.breakdown.codes[place]] = .some(o.value)
    }
    return cells
  }

  @Test("A small count is withheld, and another with it")
  func small() throws {
    let both = try editions(
      [
        "2015/VP@2016-01-10/victims.csv": victims("F,9", "M,2"),
        "2015/MARTA@2016-01-10/victims.csv": victims("F,5", "M,0"),
      ], "2015")
    let inside = cells(both[0], by: "sex")
    let outside = cells(both[1], by: "sex")
    #expect(inside["F"] == 14 && inside["M"] == 2)
    #expect(outside["F"] == .some(nil) && outside["M"] == .some(nil))
  }

  @Test("No member's own figures, no quarterly breakdowns, no first vintages of persons")
  func members() throws {
    let both = try editions(
      [
        "2015/VP@2016-01-10/victims.csv": victims("F,9", "M,7"),
        "2015/MARTA@2016-01-10/victims.csv": victims("F,5", "M,6"),
      ], "2015")
    for protected in both[1].observations where protected.observation.indicator.hasPrefix("victims")
    {
      #expect(protected.observation.member == "_T")
      #expect(protected.observation.revision == nil)
    }
    #expect(both[0].observations.contains { $0.observation.member == "VP" })
    #expect(cells(both[1], by: "sex")["F"] == 14)
  }

  @Test("A total behind which one member stands alone is withheld")
  func alone() throws {
    let both = try editions(
      [
        "2015/VP@2016-01-10/victims.csv": victims("F,9"),
        "2015/MARTA@2016-01-10/nil.csv": "table\nvictims\n",
      ], "2015")
    let total = both[1].observations.first {
      $0.observation.indicator == "victims_identified" && $0.observation.breakdown.isTotal
        && $0.observation.period.label == "2015"
    }
    #expect(total?.observation.value == nil)
    #expect(total?.observation.status == .suppressed)
    // Nor do its breakdowns, which add up to it.
    #expect(cells(both[0], by: "sex")["F"] == 9)
    #expect(cells(both[1], by: "sex").values.allSatisfy { $0 == nil })
  }

  /// Every line of which the sum may be known leaves more than one way to fill what is withheld.
  @Test("No withheld count comes back by subtraction", arguments: 1...40)
  func subtraction(seed: Int) throws {
    var chance = Chance(seed: UInt64(seed))
    var files: [String: String] = [:]
    for member in ["VP", "MARTA"] {
      var text = "status,sex,exploitation,count\n"
      for sex in ["F", "M"] {
        for form in ["SEXUAL", "LABOUR", "BEGGING"] {
          text += "IDENTIFIED,\(sex),\(form),\([0, 0, 1, 1, 2, 3, 5][chance.below(7)])\n"
        }
      }
      files["2015/\(member)@2016-01-10/victims.csv"] = text
    }
    let both = try editions(files, "2015")
    let (inside, outside) = (both[0], both[1])
    var truth: [Breakdown: Int] = [:]
    for protected in inside.observations {
      let o = protected.observation
      if o.indicator == "victims_identified", o.member == "_T", o.period.label == "2015" {
        truth[o.breakdown] = o.value
      }
    }
    // What an attacker has: every published cell, and sums of cells that make another.
    var known: [Breakdown: Int] = [:]
    var cells: Set<Breakdown> = []
    for protected in outside.observations {
      let o = protected.observation
      guard o.indicator == "victims_identified", o.period.label == "2015",
        truth[o.breakdown] != nil
      else { continue }
      cells.insert(o.breakdown)
      if let shown = o.value {
        #expect(shown == truth[o.breakdown])
        #expect(o.breakdown.isTotal || !(1...2).contains(shown))
        known[o.breakdown] = shown
      }
    }
    let total = try #require(known.first { $0.key.isTotal })
    var sums: [(of: [Breakdown], is: Breakdown)] = []
    for pattern in Set(cells.map(\.pattern)) where !pattern.isEmpty {
      let table = cells.filter { $0.pattern == pattern }
      sums.append((Array(table), total.key))
      guard pattern.count == 2 else { continue }
      for dimension in pattern {
        for (code, line) in Dictionary(grouping: table, by: { $0.codes[dimension] }) {
          var codes = total.key.codes
          codes[dimension] = code
          if cells.contains(Breakdown(codes: codes)) {
            sums.append((line, Breakdown(codes: codes)))
          }
        }
      }
    }
    var isStuck = false
    while !isStuck {
      isStuck = true
      for sum in sums {
        let open = (sum.of + [sum.is]).filter { known[$0] == nil }
        guard open.count == 1, let found = open.first, let value = truth[found] else { continue }
        // A cell that is the whole total tells no more than the total.
        #expect(value == total.value || value == 0, "\(found.codes) came back as \(value)")
        known[found] = value
        isStuck = false
      }
    }
  }

  @Test("Of gross, overlap and net of a period one alone is never withheld")
  func parts() throws {
    let header = "status,sex,count,overlap_count,overlap_with\n"
    let both = try editions(
      [
        "2015/MARTA@2016-01-10/victims.csv":
          header + "IDENTIFIED,F,3,1,VP\nIDENTIFIED,M,7,,\n",
        "2015/VP@2016-01-10/victims.csv": header + "IDENTIFIED,F,10,,\nIDENTIFIED,M,4,,\n",
      ], "2015")
    func total(_ indicator: String) -> Int? {
      both[1].observations.first {
        $0.observation.indicator == indicator && $0.observation.breakdown.isTotal
          && $0.observation.period.label == "2015"
      }?.observation.value
    }
    #expect(total("victims_identified") == 23)
    #expect(total("victims_overlap") == nil && total("victims_identified_gross") == nil)
  }

  @Test("A quarter that is withheld does not come back from halves and years", arguments: 1...30)
  func quarters(seed: Int) throws {
    var chance = Chance(seed: UInt64(seed))
    var files: [String: String] = [:]
    let received = ["2015-04-08", "2015-07-08", "2015-10-08", "2016-01-08"]
    for quarter in 1...4 {
      for member in ["VP", "MARTA", "VRS", "DROSA_MAJA"] {
        let isMissing = chance.oneIn(3)
        if isMissing, member != "VP" || quarter < 4 { continue }
        let count = chance.oneIn(2) ? 0 : chance.below(3)
        files["2015-Q\(quarter)/\(member)@\(received[quarter - 1])/victims.csv"] =
          "status,count\nIDENTIFIED,\(count)\n"
      }
    }
    let both = try editions(files, "2015-Q4")
    for year in [2015] {
      var truth: [String: Int] = [:]
      var known: [String: Int] = [:]
      for (edition, isInside) in [(both[0], true), (both[1], false)] {
        for protected in edition.observations {
          let o = protected.observation
          guard o.indicator == "victims_identified", o.breakdown.isTotal, o.member == "_T",
            o.period.year == year, let value = o.value
          else { continue }
          if isInside { truth[o.period.label] = value } else { known[o.period.label] = value }
        }
      }
      let secrets = truth.keys.filter { known[$0] == nil }
      // What is not withheld limits the quarters; every secret must still have two values.
      let quarters = (1...4).map { "\(year)-Q\($0)" }
      let greatest = (quarters.compactMap { truth[$0] }.max() ?? 0) + 1
      var seen: [String: Set<Int>] = [:]
      func fits(_ values: [Int]) -> Bool {
        known.allSatisfy { label, value in
          let period = ReferencePeriod(label)!
          return zip(quarters, values).reduce(0) {
            period.quarters.map(\.label).contains($1.0) ? $0 + $1.1 : $0
          } == value
        }
      }
      func fill(_ values: [Int]) {
        if values.count == 4 {
          guard fits(values) else { return }
          for label in secrets {
            let period = ReferencePeriod(label)!
            let sum = zip(quarters, values).reduce(0) {
              period.quarters.map(\.label).contains($1.0) ? $0 + $1.1 : $0
            }
            seen[label, default: []].insert(sum)
          }
          return
        }
        let label = quarters[values.count]
        if let value = known[label] ?? (truth[label] == nil ? 0 : nil) {
          return fill(values + [value])
        }
        for value in 0...greatest { fill(values + [value]) }
      }
      fill([])
      for label in secrets {
        // All of a year in one quarter: then the year is withheld with it.
        #expect(seen[label]?.count ?? 0 > 1, "\(label) of \(truth) from \(known)")
      }
    }
  }

  @Test("Nothing is withheld where a margin of none says it all, and 2021 gives no cell back")
  func zeroMargins() throws {
    let both = try Scene().run("2021", returns: repository + "/samples/published").editions
    var known: [Breakdown: Int] = [:]
    var hidden: Set<Breakdown> = []
    for protected in both[1].observations {
      let o = protected.observation
      guard o.indicator == "victims_identified", o.period.label == "2021" else { continue }
      if let value = o.value {
        known[o.breakdown] = value
      } else if o.status == .suppressed {
        hidden.insert(o.breakdown)
      }
    }
    #expect(!hidden.isEmpty)
    for cell in hidden where cell.pattern.count == 2 {
      for dimension in cell.pattern {
        var codes = cell.codes
        for other in cell.pattern where other != dimension { codes[other] = "_T" }
        #expect(known[Breakdown(codes: codes)] != 0)
      }
    }
    let place = both[1].dimensions.firstIndex(of: "identified_by")!
    #expect(
      !both[1].observations.contains {
        $0.observation.breakdown.pattern.contains(place)
          && $0.observation.indicator.hasPrefix("victims")
      })
  }

  @Test("A change of which one side is withheld is withheld")
  func changes() throws {
    let both = try editions(
      [
        "2014/VP@2015-01-10/victims.csv": victims("F,9", "M,2"),
        "2014/MARTA@2015-01-10/victims.csv": victims("F,5", "M,0"),
        "2015/VP@2016-01-10/victims.csv": victims("F,9", "M,8"),
        "2015/MARTA@2016-01-10/victims.csv": victims("F,5", "M,9"),
      ], "2015")
    let place = both[1].dimensions.firstIndex(of: "sex")!
    let men = both[1].changes.filter {
      $0.indicator == "victims_identified" && $0.breakdown.pattern == [place]
        && $0.breakdown.codes[place] == "M"
    }
    #expect(men.map(\.basis) == [.published])
    #expect(men.allSatisfy { $0.earlier == nil && $0.later == nil && $0.status == .suppressed })
  }
}
