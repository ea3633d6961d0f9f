import Correspond
import Pipelines
import Support
import Testing
import Vocabulary

/// How a letter is put into words.
@Suite("Letter pages")
struct LetterPageTests {
  private func page(_ findings: [Finding], isBetweenMembers: Bool) throws -> String {
    let registry = Scene.registry
    let told = findings.map {
      Letter.Told(
        finding: $0, isBetweenMembers: isBetweenMembers,
        about: Label(lv: "plāni sakrīt", en: "plans agree"))
    }
    let letter = Letter(
      member: registry.members[0], period: ReferencePeriod("2015-Q1")!,
      asOf: CalendarDay(iso: "2015-04-12")!, received: [], refused: [], figures: [],
      files: [
        .init(name: "victims.csv", received: Vintage("2015-04-12"), findings: told, notes: 0)
      ],
      revised: [], missing: [])
    let page = letter.page(
      lv: try registry.voice(of: "letter", in: .lv), en: try registry.voice(of: "letter", in: .en),
      registry.wordings)
    return String(decoding: page.markdown(), as: UTF8.self)
  }

  private func finding(_ kind: String, line: Int = 2) -> Finding {
    Finding(
      rule: "victims.\(kind)", kind: kind, severity: .soft, path: "victims.csv",
      address: RecordAddress(record: line, line: line), column: "count",
      parameters: [.init("value", "77001"), .init("mean", "77002"), .init("nearest", "77003")])
  }

  @Test("A rule between members for which nobody wrote a sentence is said without any value")
  func unwritten() throws {
    // Kinds of which message and hint hold values.
    for kind in ["level-shift", "unknown-column"] {
      let apart = try page([finding(kind)], isBetweenMembers: true)
      #expect(!apart.contains("7700"))
      #expect(apart.contains("does not agree with those of other members: plans agree"))
      #expect(try page([finding(kind)], isBetweenMembers: false).contains("77001"))
    }
  }

  @Test("Of many findings of one rule ten are listed, and how many more there are")
  func many() throws {
    let text = try page((2...40).map { finding("level-shift", line: $0) }, isBetweenMembers: false)
    #expect(text.contains("| 11 | soft |") && !text.contains("| 12 | soft |"))
    #expect(text.contains("- victims.level-shift: more findings like these: 29"))
  }
}
