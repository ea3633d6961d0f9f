import Vocabulary

/// Findings as workflow commands, which GitHub shows beside the lines of a change; the first of
/// each cause, since it shows few.
struct GitHubReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    for file in files {
      let groups = file.spool.groups
      var shown = Array(repeating: 0, count: groups.count)
      try file.spool.read { finding, group in
        shown[group] += 1
        let limit = report.showsAll ? Int.max : FindingReport.shownOfGroup
        guard shown[group] <= limit else { return }
        let count = groups[group].count
        let more =
          shown[group] == limit && count > limit
          ? " (" + report.say("more-like-this", [.init("count", count - limit)]) + ")" : ""
        try sink.write(command(finding, more) + "\n")
      }
    }
  }

  private func command(_ finding: Finding, _ more: String) -> String {
    let name =
      switch finding.severity {
      case .reject, .hard: "error"
      case .soft: "warning"
      case .note: "notice"
      }
    var properties = "file=\(Self.property(finding.path))"
    if finding.address.line > 0 { properties += ",line=\(finding.address.line)" }
    properties += ",title=\(Self.property(finding.rule))"
    let hint = report.hint(finding).map { "\n\($0)" } ?? ""
    return "::\(name) \(properties)::\(Self.data(report.message(finding) + more + hint))"
  }

  private static func data(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func property(_ text: String) -> String {
    var out = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": out += "%3A"
      case ",": out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
