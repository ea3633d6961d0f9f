import Foundation
import Support
import Testing
import Vocabulary
import Yams

/// Every sentence is there in Latvian and in English, and both say the same things.
@Suite("Wording")
struct WordingTests {
  private static func tree(_ language: String) throws -> [String: Any] {
    let text = try String(
      contentsOfFile: repository + "/pipelines/wording/\(language).yaml", encoding: .utf8)
    return try #require(try Yams.load(yaml: text) as? [String: Any])
  }

  /// Sentences by their place, as `findings.enum.message`.
  private static func sentences(_ node: Any, _ place: String = "") -> [String: String] {
    guard let entries = node as? [String: Any] else {
      return (node as? String).map { [place: $0] } ?? [:]
    }
    return entries.reduce(into: [:]) { found, entry in
      let inner = place.isEmpty ? entry.key : "\(place).\(entry.key)"
      found.merge(sentences(entry.value, inner)) { $1 }
    }
  }

  private static func placeholders(_ text: String) -> Set<String> {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    return Set(parts.compactMap { $0.split(separator: "}").first }.map(String.init))
  }

  @Test("Neither language lacks a sentence, and both fill in the same values")
  func both() throws {
    let (lv, en) = (Self.sentences(try Self.tree("lv")), Self.sentences(try Self.tree("en")))
    #expect(Set(lv.keys) == Set(en.keys))
    for (place, text) in en {
      let other = try #require(lv[place])
      #expect(!text.isEmpty && !other.isEmpty, "\(place)")
      #expect(Self.placeholders(text) == Self.placeholders(other), "\(place)")
    }
  }

  @Test("Every kind of finding that the code names has its sentence")
  func kinds() throws {
    let known = Scene.registry.wordings.findings
    let pattern = try NSRegularExpression(
      pattern:
        #"(?:finding|whole|add|fault)\(\s*"([a-z-]+)"|kind: "([a-z-]+)"|case [a-zA-Z]+ = "([a-z]+-[a-z-]+)""#
    )
    var named: Set<String> = []
    for folder in ["Validate", "Ingest", "DelimitedText/RecordBatch.swift"] {
      let root = repository + "/Sources/" + folder
      let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      for file in files.isEmpty ? [root] : files.map({ root + "/" + $0 })
      where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for match in pattern.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
          for group in 1...3 {
            guard let range = Range(match.range(at: group), in: text) else { continue }
            named.insert(String(text[range]))
          }
        }
      }
    }
    #expect(named.count > 40)
    // Names of columns stand in like places.
    let missing = named.subtracting(["member", "period", "type"]).filter { known[$0] == nil }
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test("Types of findings are those of Frictionless, of CSVLint, or our own")
  func types() throws {
    let frictionless: Set<String> = [
      "source-error", "encoding-error", "type-error", "constraint-error", "unique-error",
      "primary-key", "foreign-key", "missing-label", "extra-label", "incorrect-label",
      "blank-label", "duplicate-label", "unmatched-header", "missing-cell", "extra-cell",
      "blank-row", "row-error",
    ]
    let own: Set<String> = [
      "unclosed-quote", "stray-quote", "nul-byte", "title-row", "total-row", "footnote-row",
      "check-not-evaluable", "dialect-error", "unique-key",
    ]
    // What returns alone are asked, and what was converted in them, has names of its own.
    let ofReturns = Set(Checking.rules.map(\.kind))
    let kinds = try #require(try Self.tree("en")["findings"] as? [String: Any]).keys
    for kind in kinds {
      let name = FindingType.of(kind).name
      if ofReturns.contains(name) || (name == kind && kind.hasPrefix("converted-")) { continue }
      #expect(frictionless.contains(name) || own.contains(name), "\(kind): \(name)")
    }
  }
}
