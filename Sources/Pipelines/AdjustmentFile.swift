import Ingest
import Staging
import Vocabulary

/// An officer's file of adjustments: a named input of a run, read whole.
///
/// ```
/// adjusted_by,date,reason,path,line,column,expected,to
/// A. Ozola,2015-05-04,agreed by telephone,2015-Q1/VP@2015-04-08/victims.csv,2,count,4,3
/// ```
struct AdjustmentFile: Sendable {
  private let path: String
  private let digest: String
  private let size: Int
  private let byPath: [String: [Adjustment]]

  /// - Parameters:
  ///   - asOf: adjustments made later have no part in the run; nil for all.
  ///   - known: paths of all returns there are, received by then or not.
  static func read(
    _ path: String?, registry: Registry, asOf: CalendarDay?, known: Set<String>
  ) throws -> AdjustmentFile? {
    guard let path else { return nil }
    guard let bytes = FileBytes.read(path), let digest = Digest.ofFile(path) else {
      throw IntakeFailure(path: path, problem: "cannot be read")
    }
    let reader = try ListReader(
      path: path, shown: path,
      required: [
        "adjusted_by", "date", "reason", "path", "line", "column", "expected", "to",
      ])
    var found: [Adjustment] = []
    for line in reader.lines {
      let name = try line.text("path")
      guard known.contains(name) else {
        throw AdjustmentFailure(
          path: path, line: line.number, problem: "there is no return “\(Masking.shown(name))”")
      }
      guard let day = try line.day("date") else {
        throw line.failure("the cell of “date” is blank")
      }
      guard let number = Int(try line.text("line")), number > 1 else {
        throw line.failure("line is the line of the record in its file")
      }
      let adjustment = Adjustment(
        adjustedBy: try line.text("adjusted_by"), day: day, reason: try line.text("reason"),
        path: name, line: number, column: try line.text("column"),
        expected: line["expected"] ?? "", value: line["to"] ?? "", number: line.number)
      if [adjustment.adjustedBy, adjustment.reason].contains(where: {
        Masking.mark($0.utf8) == .personalCode
      }) {
        throw line.failure("a personal code stands in it; remove it")
      }
      if let other = found.first(where: {
        $0.path == name && $0.line == number && $0.column == adjustment.column
      }) {
        throw line.failure("the cell is adjusted on line \(other.number) already")
      }
      found.append(adjustment)
    }
    return AdjustmentFile(
      path: path, digest: digest, size: bytes.count,
      byPath: Dictionary(
        grouping: found.filter { adjustment in asOf.map { adjustment.day <= $0 } ?? true },
        by: \.path))
  }

  /// The day of the last adjustment; nil where there is none.
  var latest: CalendarDay? { byPath.values.joined().map(\.day).max() }

  /// The file's name, digest and size, for the manifest.
  var input: (name: String, digest: String, size: Int) {
    (String(path.split(separator: "/").last ?? ""), digest, size)
  }

  func of(_ subject: Return) -> [Adjustment] { subject.isNil ? [] : byPath[subject.path] ?? [] }

  /// - Throws: where an adjustment of the return could not be made.
  func check(_ outcome: ReturnRun.Outcome) throws(AdjustmentFailure) {
    guard let failed = outcome.failed.min(by: { $0.adjustment.number < $1.adjustment.number })
    else { return }
    throw AdjustmentFailure(
      path: path, line: failed.adjustment.number, problem: failed.problem)
  }

  /// What became of each adjustment, in the order of the file.
  func outcomes(_ ledger: Ledger) -> [AppliedAdjustment] {
    let standing = Dictionary(
      ledger.entries.map { ($0.return.path, $0.standing) }, uniquingKeysWith: { first, _ in first })
    return byPath.values.joined().sorted { $0.number < $1.number }.compactMap { adjustment in
      standing[adjustment.path].map { standing in
        let outcome: AppliedAdjustment.Outcome =
          switch standing {
          case .inForce: .applied
          case .superseded: .superseded
          case .rejected: .rejected
          }
        return AppliedAdjustment(adjustment: adjustment, outcome: outcome)
      }
    }
  }
}
