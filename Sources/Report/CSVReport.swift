import DelimitedText
import Vocabulary

/// Every finding as a record of CSV.
struct CSVReport {
  let report: FindingReport

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    var writer = DelimitedWriter()
    writer.append([
      "path", "record", "line", "column", "columns", "field", "severity", "type", "constraint",
      "rule", "occurrences", "value", "message", "hint",
    ])
    for file in files {
      try file.spool.read { finding, _ in
        let at = finding.address
        func number(_ value: Int) -> String { value > 0 ? String(value) : "" }
        writer.append(
          [
            finding.path, number(at.record), number(at.line), number(at.column),
            Ranges(finding.covers).text, finding.column, finding.severity.rawValue,
            finding.type.name, finding.type.constraint ?? "", finding.rule,
            String(finding.occurrences), finding.value, report.message(finding),
            report.hint(finding) ?? "",
          ])
        try sink.write(writer.take())
      }
    }
    try sink.write(writer.take())
  }
}

/// Numbers as people write them: `4–7, 9`.
struct Ranges {
  let text: String

  /// - Parameter numbers: in ascending order.
  init(_ numbers: [Int]) {
    var parts: [(Int, Int)] = []
    for number in numbers {
      if let last = parts.last, last.1 + 1 == number {
        parts[parts.count - 1].1 = number
      } else {
        parts.append((number, number))
      }
    }
    text = parts.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0)–\($0.1)" }.joined(separator: ", ")
  }
}
