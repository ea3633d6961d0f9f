/// The product's sentences, in Latvian and English, by kind.
package struct Wordings: Sendable {
  package struct Sentence: Sendable {
    package let message: Label
    /// What to do about it, and what to do where a value that this needs is lacking.
    package let hint: Label?
    package let otherwise: Label?
    /// What a letter to a member says instead, where the message holds what is another member's.
    package let letter: Label?
    package init(message: Label, hint: Label?, otherwise: Label? = nil, letter: Label? = nil) {
      self.message = message
      self.hint = hint
      self.otherwise = otherwise
      self.letter = letter
    }
  }

  package let findings: [String: Sentence]
  package let notes: [String: Label]
  package let statuses: [String: Label]
  package let severities: [String: Label]
  /// What the tool says beside findings.
  package let console: [String: Label]
  /// Words that begin a row of totals, in both languages.
  package let totals: [String]

  package init(
    findings: [String: Sentence], notes: [String: Label], statuses: [String: Label],
    severities: [String: Label], console: [String: Label], totals: [String]
  ) {
    self.findings = findings
    self.notes = notes
    self.statuses = statuses
    self.severities = severities
    self.console = console
    self.totals = totals
  }

  /// A sentence of the tool, its placeholders filled.
  package func say(
    _ key: String, _ parameters: [Finding.Parameter] = [], language: Language
  ) -> String {
    console[key].map { fill($0[language], parameters, language) } ?? key
  }

  /// The message of a finding, its placeholders filled.
  package func message(_ finding: Finding, language: Language = .en) -> String {
    guard let sentence = findings[finding.kind] else { return finding.kind }
    return fill(sentence.message[language], finding.parameters, language)
  }

  /// What a letter says of a finding that other members' returns decided; nil where no sentence of its
  /// own is written for that.
  package func letter(_ finding: Finding, language: Language) -> String? {
    findings[finding.kind]?.letter.map { fill($0[language], finding.parameters, language) }
  }

  /// The hint of a finding: the other one where a placeholder of the first has no value; nil when
  /// there is none.
  package func hint(_ finding: Finding, language: Language = .en) -> String? {
    guard let sentence = findings[finding.kind] else { return nil }
    let empty = finding.parameters.filter(\.value.isEmpty)
    let hint = [sentence.hint, sentence.otherwise].compactMap { $0?[language] }.first { hint in
      !empty.contains { hint.contains("{\($0.name)}") }
    }
    return hint.map { fill($0, finding.parameters, language) }
  }

  private func fill(
    _ template: String, _ parameters: [Finding.Parameter], _ language: Language
  ) -> String {
    Self.fill(template, parameters) { word($0, language) }
  }

  /// Fills the placeholders of a sentence; what has no value stays as it is.
  static func fill(
    _ template: String, _ parameters: [Finding.Parameter], word: (String) -> String = { $0 }
  ) -> String {
    // Values are data: a brace inside one must not be filled again, so the walk is left to right.
    var filled: [UInt8] = []
    var rest = Array(template.utf8)[...]
    let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    while let open = rest.firstIndex(of: opening), let close = rest[open...].firstIndex(of: closing)
    {
      filled += rest[..<open]
      let name = rest[(open + 1)..<close]
      if let value = parameters.first(where: { $0.name.utf8.elementsEqual(name) })?.value {
        filled += word(value).utf8
      } else {
        filled += rest[open...close]
      }
      rest = rest[(close + 1)...]
    }
    return String(decoding: filled + rest, as: UTF8.self)
  }

  /// A word of the product's own among values, as `@delimiter-comma`, in the language.
  package func word(_ value: String, _ language: Language) -> String {
    guard value.utf8.first == UInt8(ascii: "@"),
      let label = console[String(value.dropFirst())]
    else { return value }
    return label[language]
  }
}

package enum Language: String, Sendable, CaseIterable { case lv, en }

extension Label {
  package subscript(_ language: Language) -> String { language == .lv ? lv : en }
}
