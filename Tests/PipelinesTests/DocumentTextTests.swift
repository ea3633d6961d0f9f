import Foundation
import Support
import Testing
import Vocabulary
import Yams

/// The sentences of documents are there in both languages and say the same things.
@Suite("Sentences of documents")
struct DocumentTextTests {
  private static let folder = repository + "/pipelines/documents"

  private static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
  }

  private static func placeholders(_ text: String) -> Set<String> {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    return Set(parts.compactMap { $0.split(separator: "}").first }.map(String.init))
  }

  @Test("Both languages fill in the same values")
  func both() throws {
    let names = try Self.names
    #expect(!names.isEmpty)
    for name in names {
      let text = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
      let tree = try #require(try Yams.load(yaml: text) as? [String: [String: [String: String]]])
      for (key, sentence) in try #require(tree["sentences"]) {
        let (lv, en) = (try #require(sentence["lv"]), try #require(sentence["en"]))
        #expect(!lv.isEmpty && !en.isEmpty, "\(name): \(key)")
        #expect(Self.placeholders(lv) == Self.placeholders(en), "\(name): \(key)")
      }
    }
  }
}
