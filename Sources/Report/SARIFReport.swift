import DelimitedText
import Vocabulary

/// Findings as SARIF 2.1.0 (OASIS), for code scanning.
///
/// Columns of SARIF are places in a line, ours are cells: a cell is named as a logical location.
struct SARIFReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    var rules: [String: Int] = [:]
    var entries: [JSONText] = []
    for file in files {
      for group in file.spool.groups where rules[group.rule] == nil {
        rules[group.rule] = entries.count
        let type = FindingType.of(group.kind)
        entries.append(
          .object([
            ("id", .text(group.rule)), ("name", .text(group.kind)),
            (
              "shortDescription",
              .object([("text", .text(type.constraint.map { "\(type.name): \($0)" } ?? type.name))])
            ),
            ("defaultConfiguration", .object([("level", .text(Self.level(group.severity)))])),
          ]))
      }
    }
    let driver = JSONText.object([
      ("name", .text("nrem")), ("version", .text(report.version)), ("language", .text(language)),
      ("rules", .list(entries)),
    ])
    try sink.write(
      "{\n\"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
    )
    try sink.write("\"version\": \"2.1.0\",\n\"runs\": [{\n\"tool\": {\"driver\": ")
    try sink.write(driver.line())
    try sink.write("},\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": [")
    var isFirst = true
    for file in files {
      try file.spool.read { finding, _ in
        try sink.write(isFirst ? "\n" : ",\n")
        isFirst = false
        try sink.write(result(finding, rules[finding.rule]!).line())
      }
    }
    try sink.write("\n]\n}]\n}\n")
  }

  /// SARIF names languages by two or four letters; that of the messages is the run's.
  private var language: String { report.language.rawValue }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .reject, .hard: "error"
    case .soft: "warning"
    case .note: "note"
    }
  }

  private func result(_ finding: Finding, _ rule: Int) -> JSONText {
    let at = finding.address
    var physical: [(String, JSONText)] = [
      ("artifactLocation", .object([("uri", .text(Self.uri(finding.path)))]))
    ]
    if at.line > 0 { physical.append(("region", .object([("startLine", .number(at.line))]))) }
    var location: [(String, JSONText)] = [("physicalLocation", .object(physical))]
    if !finding.column.isEmpty {
      location.append(
        (
          "logicalLocations",
          .list([.object([("name", .text(finding.column)), ("kind", .text("column"))])])
        ))
    }
    let hint = report.hint(finding).map { " (\($0))" } ?? ""
    var properties: [(String, JSONText)] = [("type", .text(finding.type.name))]
    if let constraint = finding.type.constraint {
      properties.append(("constraint", .text(constraint)))
    }
    if at.record > 0 { properties.append(("record", .number(at.record))) }
    if at.column > 0 { properties.append(("column", .number(at.column))) }
    if !finding.covers.isEmpty {
      properties.append(("columns", .list(finding.covers.map(JSONText.number))))
    }
    return .object([
      ("ruleId", .text(finding.rule)), ("ruleIndex", .number(rule)),
      ("level", .text(Self.level(finding.severity))),
      ("message", .object([("text", .text(report.message(finding) + hint))])),
      ("locations", .list([.object(location)])),
      (
        "partialFingerprints",
        .object([("place/v1", .text("\(finding.rule):\(at.record):\(at.column)"))])
      ),
      ("properties", .object(properties)),
    ])
  }

  /// A path as a relative reference: percent-encoded, so that any name is one.
  static func uri(_ path: String) -> String {
    let allowed = Set("-._~/@".utf8)
    var uri = ""
    for byte in path.utf8 {
      if (48...57).contains(byte) || (97...122).contains(byte | 32) && byte < 128
        || allowed.contains(byte)
      {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return uri
  }
}
