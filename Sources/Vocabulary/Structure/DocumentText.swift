/// The sentences of one document (a letter, a receipt, the minutes) in both languages.
///
/// Each document has a file of its own in `pipelines/documents/`, so that the officer can reword it
/// without touching anything else.
package struct DocumentText: Sendable {
  /// The documents there are; `common` has words that several of them share.
  package static let names = ["common", "letter", "minutes", "receipt", "status", "template"]

  package let name: String
  private let sentences: [String: Label]

  package init(name: String, sentences: [String: Label]) {
    self.name = name
    self.sentences = sentences
  }

  /// Keys of its sentences, sorted.
  package var keys: [String] { sentences.keys.sorted() }

  package func has(_ key: String) -> Bool { sentences[key] != nil }

  /// A sentence, its placeholders filled; the key itself where there is none.
  package func say(
    _ key: String, _ parameters: [Finding.Parameter] = [], in language: Language
  ) -> String {
    guard let sentence = sentences[key] else { return key }
    return Wordings.fill(sentence[language], parameters)
  }
}
