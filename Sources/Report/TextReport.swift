import Vocabulary

/// Findings as lines of text in the style of a compiler, the first of each cause:
///
/// `returns.csv:4:3: hard: “Fx” is none of F, M, X [sex.enum]`
struct TextReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    for file in files {
      try report.eachShown(of: file) { finding, isFirst, more in
        try sink.write(line(finding) + "\n")
        if isFirst, let hint = report.hint(finding) { try sink.write("    \(hint)\n") }
        if more > 0 {
          let others = report.say("more-like-this", [.init("count", more)])
          try sink.write("    \(others) [\(finding.rule)]\n")
        }
      }
    }
  }

  func line(_ finding: Finding) -> String {
    "\(Self.place(finding)): \(report.word(finding.severity)): \(report.message(finding))"
      + " [\(finding.rule)]"
  }

  /// `path:line:column`, as far as they are known.
  static func place(_ finding: Finding) -> String {
    let at = finding.address
    guard at.line > 0 else { return finding.path }
    return "\(finding.path):\(at.line)" + (at.column > 0 ? ":\(at.column)" : "")
  }
}
