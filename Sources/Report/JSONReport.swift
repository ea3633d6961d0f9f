import DelimitedText
import Vocabulary

/// Every finding as JSON, by the schema `pipelines/findings.schema.json`.
struct JSONReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    func field(_ name: String, _ value: JSONText, indent: String = "  ") throws {
      try sink.write("\(indent)\"\(name)\": ")
      try sink.write(value.line() + [44, 10])
    }
    try sink.write("{\n")
    try field("format", .text("nrem-findings/1"))
    try field("tool", .object([("name", .text("nrem")), ("version", .text(report.version))]))
    try field("language", .text(report.language.rawValue))
    try field("valid", .truth(files.allSatisfy(\.isValid)))
    try field("counts", Self.counts(report.counts(files)))
    try sink.write("  \"files\": [")
    for (place, file) in files.enumerated() {
      try sink.write(place > 0 ? ",\n    {\n" : "\n    {\n")
      let indent = "      "
      try field("path", .text(file.path), indent: indent)
      try field("valid", .truth(file.isValid), indent: indent)
      try field("schema", .truth(file.hasSchema), indent: indent)
      try field("undecided", .list(file.undecided.map(JSONText.text)), indent: indent)
      try field("records", .number(file.records), indent: indent)
      try field("encoding", Self.optional(file.encoding), indent: indent)
      try field("delimiter", Self.optional(report.word(file.delimiter)), indent: indent)
      try field("lineEnds", .list(file.lineEnds.map(JSONText.text)), indent: indent)
      let counts = Severity.allCases.reversed().map { ($0, file.count($0)) }
      try field("counts", Self.counts(counts), indent: indent)
      try sink.write("\(indent)\"groups\": [")
      for (number, group) in file.spool.groups.enumerated() {
        let type = FindingType.of(group.kind)
        try sink.write(number > 0 ? ",\n        " : "\n        ")
        try sink.write(
          JSONText.object([
            ("rule", .text(group.rule)), ("kind", .text(group.kind)), ("type", .text(type.name)),
            ("constraint", Self.optional(type.constraint ?? "")),
            ("severity", .text(group.severity.rawValue)), ("field", Self.optional(group.column)),
            ("count", .number(group.count)),
          ]).line())
      }
      try sink.write(file.spool.groups.isEmpty ? "],\n" : "\n\(indent)],\n")
      try sink.write("\(indent)\"findings\": [")
      var isFirst = true
      try file.spool.read { finding, group in
        try sink.write(isFirst ? "\n        " : ",\n        ")
        isFirst = false
        try sink.write(entry(finding, group).line())
      }
      try sink.write(isFirst ? "]\n    }" : "\n\(indent)]\n    }")
    }
    try sink.write(files.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  private func entry(_ finding: Finding, _ group: Int) -> JSONText {
    func number(_ value: Int) -> JSONText { value > 0 ? .number(value) : .null }
    let at = finding.address
    let columns = finding.covers.isEmpty && at.column > 0 ? [at.column] : finding.covers
    let details = finding.parameters.filter {
      !["value", "column"].contains($0.name) && !$0.value.isEmpty
    }
    return .object([
      ("type", .text(finding.type.name)),
      ("constraint", Self.optional(finding.type.constraint ?? "")),
      ("rule", .text(finding.rule)), ("severity", .text(finding.severity.rawValue)),
      ("record", number(at.record)), ("line", number(at.line)), ("column", number(at.column)),
      ("columns", .list(columns.map(JSONText.number))),
      ("field", Self.optional(finding.column)), ("value", Self.optional(finding.value)),
      ("details", .object(details.map { ($0.name, .text(report.word($0.value))) })),
      ("occurrences", .number(finding.occurrences)), ("group", .number(group)),
      ("message", .text(report.message(finding))),
      ("hint", Self.optional(report.hint(finding) ?? "")),
    ])
  }

  private static func optional(_ text: String) -> JSONText { text.isEmpty ? .null : .text(text) }

  private static func counts(_ counts: [(Severity, Int)]) -> JSONText {
    .object(counts.map { ($0.0.rawValue, .number($0.1)) })
  }
}
