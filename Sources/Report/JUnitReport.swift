import Vocabulary

/// Findings as JUnit XML, as Jenkins reads it: a file is a suite, each finding a case.
///
/// What is hard or rejecting has failed; questions and notes are cases that passed, with what was
/// said as their output. A file without findings is one case.
struct JUnitReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    func failures(_ file: CheckedFile) -> Int { file.count(.hard) + file.count(.reject) }
    func tests(_ file: CheckedFile) -> Int { max(1, file.spool.count) }
    try sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nrem\"")
    try sink.write(" tests=\"\(files.reduce(0) { $0 + tests($1) })\"")
    try sink.write(" failures=\"\(files.reduce(0) { $0 + failures($1) })\" errors=\"0\">\n")
    for file in files {
      let path = XMLText.escaped(file.path)
      try sink.write("  <testsuite name=\"\(path)\" tests=\"\(tests(file))\"")
      try sink.write(" failures=\"\(failures(file))\" errors=\"0\" skipped=\"0\">\n")
      if file.spool.count == 0 {
        try sink.write(
          "    <testcase name=\"\(XMLText.escaped(report.say("valid-file")))\" classname=\"\(path)\"/>\n"
        )
      }
      try file.spool.forEach { finding, _ in try sink.write(testcase(finding, path)) }
      try sink.write("  </testsuite>\n")
    }
    try sink.write("</testsuites>\n")
  }

  private func testcase(_ finding: Finding, _ path: String) -> String {
    let at = finding.address
    let place = at.line > 0 ? "\(at.line)" + (at.column > 0 ? ":\(at.column) " : " ") : ""
    let name = XMLText.escaped(place + finding.rule)
    let message = XMLText.escaped(report.message(finding))
    let line = XMLText.escaped(
      TextReport(report: report).line(finding) + (report.hint(finding).map { "\n\($0)" } ?? ""))
    let inner =
      finding.severity >= .hard
      ? "<failure message=\"\(message)\" type=\"\(XMLText.escaped(finding.type.name))\">\(line)</failure>"
      : "<system-out>\(line)</system-out>"
    return
      "    <testcase name=\"\(name)\" classname=\"\(path)\">\n      \(inner)\n    </testcase>\n"
  }
}

/// Text within XML or HTML.
enum XMLText {
  /// What markup would be is escaped; characters that XML 1.0 does not have become U+FFFD.
  static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
      default:
        let isAllowed =
          scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value)
          && scalar.value & 0xFFFE != 0xFFFE
        out.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return out
  }
}
