import Vocabulary

/// Findings as workflow commands, which GitHub shows beside the lines of a change; the first of
/// each cause, since it shows few.
struct GitHubReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    for file in files {
      try report.eachShown(of: file) { finding, _, more in
        let others =
          more > 0 ? " (" + report.say("more-like-this", [.init("count", more)]) + ")" : ""
        try sink.write(command(finding, others) + "\n")
      }
    }
  }

  private func command(_ finding: Finding, _ others: String) -> String {
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
    return "::\(name) \(properties)::\(Self.data(report.message(finding) + others + hint))"
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
