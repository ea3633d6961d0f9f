import Vocabulary

/// Findings as lines of text, in the style of a compiler:
///
/// `2015-Q1/MARTA@2015-04-12/victims.csv:4:3: hard: “Fx” is not a code of SEX [victims.sex.known-code]`
struct FindingLines {
  let wordings: Wordings
  let language: Language
  /// Put before each path, so that it can be opened from where the command was typed.
  let root: String

  private func times(_ finding: Finding) -> String {
    guard finding.occurrences > 1 else { return "" }
    return " "
      + wordings.say("times", [.init("count", finding.occurrences)], language: language)
  }

  func lines(_ finding: Finding) -> [String] {
    let at = finding.address
    var place = root.isEmpty ? finding.path : root + "/" + finding.path
    if at.line > 0 {
      place += ":\(at.line)"
      if at.column > 0 { place += ":\(at.column)" }
    }
    let severity = wordings.severities[finding.severity.rawValue]?[language]
    var lines = [
      "\(place): \(severity ?? finding.severity.rawValue): "
        + wordings.message(finding, language: language)
        + times(finding)
        + " [\(finding.rule)]"
    ]
    if let hint = wordings.hint(finding, language: language) { lines.append("    \(hint)") }
    return lines
  }
}
