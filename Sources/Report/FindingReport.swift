import Vocabulary

/// The ways in which findings can be written.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text, csv, json, sarif, junit, github, html
}

/// Writes what was found in some files, finding by finding, so that any number of them passes
/// through bounded memory.
package struct FindingReport {
  package let wordings: Wordings
  package let language: Language
  package let version: String
  /// Whether text and annotations show every finding, not the first of each cause.
  package var showsAll = false

  /// Of one cause, how many findings text and annotations show.
  private static let shownOfGroup = 3

  package init(wordings: Wordings, language: Language, version: String) {
    self.wordings = wordings
    self.language = language
    self.version = version
  }

  /// - Parameter put: takes the bytes; what it throws ends the writing.
  package func write(
    _ files: [CheckedFile], as format: ReportFormat, _ put: @escaping ([UInt8]) throws -> Void
  ) throws {
    let sink = ByteSink(put)
    switch format {
    case .text: try TextReport(report: self).write(files, sink)
    case .csv: try CSVReport(report: self).write(files, sink)
    case .json: try JSONReport(report: self).write(files, sink)
    case .sarif: try SARIFReport(report: self).write(files, sink)
    case .junit: try JUnitReport(report: self).write(files, sink)
    case .github: try GitHubReport(report: self).write(files, sink)
    case .html: try HTMLReport(report: self).write(files, sink)
    }
    try sink.finish()
  }

  /// Gives the first findings of each cause in the order of their places, or all of them; `more` says
  /// with the last that is shown how many like it are not.
  func eachShown(
    of file: CheckedFile, _ tell: (Finding, _ isFirst: Bool, _ more: Int) throws -> Void
  ) throws {
    let groups = file.spool.groups
    var shown = Array(repeating: 0, count: groups.count)
    try file.spool.read { finding, group in
      shown[group] += 1
      let limit = showsAll ? Int.max : Self.shownOfGroup
      guard shown[group] <= limit else { return }
      let isLast = shown[group] == limit
      try tell(finding, shown[group] == 1, isLast ? groups[group].count - limit : 0)
    }
  }

  // MARK: Sentences

  func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
    wordings.say(key, parameters, language: language)
  }

  func message(_ finding: Finding) -> String {
    let times =
      finding.occurrences > 1 ? " " + say("times", [.init("count", finding.occurrences)]) : ""
    return wordings.message(finding, language: language) + times
  }

  func hint(_ finding: Finding) -> String? { wordings.hint(finding, language: language) }

  func word(_ severity: Severity) -> String {
    wordings.severities[severity.rawValue]?[language] ?? severity.rawValue
  }

  func word(_ value: String) -> String { wordings.word(value, language) }

  /// Counts of all files together.
  func counts(_ files: [CheckedFile]) -> [(Severity, Int)] {
    Severity.allCases.reversed().map { severity in
      (severity, files.reduce(0) { $0 + $1.count(severity) })
    }
  }
}

/// Gathers bytes into pieces.
final class ByteSink {
  private var bytes: [UInt8] = []
  private let put: ([UInt8]) throws -> Void

  init(_ put: @escaping ([UInt8]) throws -> Void) { self.put = put }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ more: [UInt8]) throws {
    bytes += more
    if bytes.count >= 1 << 16 { try finish() }
  }

  func finish() throws {
    if bytes.isEmpty { return }
    try put(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
