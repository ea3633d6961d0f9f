import Vocabulary

/// Findings as lines of text in the style of a compiler, the first of each cause:
///
/// `returns.csv:4:3: hard: “Fx” is none of F, M, X [sex.enum]`
struct TextReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    for file in files {
      let groups = file.spool.groups
      var shown = Array(repeating: 0, count: groups.count)
      try file.spool.read { finding, group in
        shown[group] += 1
        let limit = report.showsAll ? Int.max : FindingReport.shownOfGroup
        guard shown[group] <= limit else { return }
        try sink.write(line(finding) + "\n")
        if shown[group] == 1, let hint = report.hint(finding) { try sink.write("    \(hint)\n") }
        let count = groups[group].count
        if shown[group] == limit, count > limit {
          try sink.write(
            "    "
              + report.say("more-like-this", [.init("count", count - limit)])
              + " [\(finding.rule)]\n"
          )
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
