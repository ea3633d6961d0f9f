import DelimitedText
import Vocabulary

/// What has to be corrected as JUnit XML, as Jenkins reads it: a file is a suite, each hard or
/// rejecting finding a case that failed; a file without any is one case that passed.
///
/// Questions and notes are the output of the suite.
struct JUnitReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    func failures(_ file: CheckedFile) -> Int { file.count(.hard) + file.count(.reject) }
    func tests(_ file: CheckedFile) -> Int { max(1, failures(file)) }
    try sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nrem\"")
    try sink.write(" tests=\"\(files.reduce(0) { $0 + tests($1) })\"")
    try sink.write(" failures=\"\(files.reduce(0) { $0 + failures($1) })\" errors=\"0\">\n")
    for file in files {
      let path = XMLText.escaped(file.path)
      try sink.write("  <testsuite name=\"\(path)\" tests=\"\(tests(file))\"")
      try sink.write(" failures=\"\(failures(file))\" errors=\"0\" skipped=\"0\">\n")
      if file.isValid {
        // The same name in every language, so that its history is one.
        try sink.write("    <testcase name=\"valid\" classname=\"\(path)\"/>\n")
      }
      var others = 0
      try file.spool.read { finding, _ in
        if finding.severity >= .hard {
          try sink.write(testcase(finding, path))
        } else {
          others += 1
        }
      }
      if others > 0 { try writeOthers(file, sink) }
      try sink.write("  </testsuite>\n")
    }
    try sink.write("</testsuites>\n")
  }

  private func testcase(_ finding: Finding, _ path: String) -> String {
    let at = finding.address
    let place = at.line > 0 ? "\(at.line)" + (at.column > 0 ? ":\(at.column) " : " ") : ""
    let name = XMLText.escaped(place + finding.rule)
    let message = XMLText.escaped(report.message(finding))
    return """
          <testcase name="\(name)" classname="\(path)">
            <failure message="\(message)" type="\(XMLText.escaped(finding.type.name))">\(said(finding))</failure>
          </testcase>

      """
  }

  private func said(_ finding: Finding) -> String {
    XMLText.escaped(
      TextReport(report: report).line(finding) + (report.hint(finding).map { "\n\($0)" } ?? ""))
  }

  private func writeOthers(_ file: CheckedFile, _ sink: ByteSink) throws {
    try sink.write("    <system-out>")
    try file.spool.read { finding, _ in
      if finding.severity < .hard { try sink.write(said(finding) + "\n") }
    }
    try sink.write("</system-out>\n")
  }
}
