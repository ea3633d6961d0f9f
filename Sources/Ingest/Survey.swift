import Vocabulary

/// What lies in the returns folder: every return, and what is no return.
package struct Survey: Sendable {
  package var submissions: [Submission] = []
  /// In canonical order: period, member, vintage, table.
  package var returns: [Return] = []
  /// Folders and files that cannot be taken for returns.
  package var findings: [Finding] = []
  /// Lines of `nil.csv` that name no table, by submission: rows read and rejected.
  package var rejectedNilLines: [Submission: Int] = [:]
  /// Submissions of which `nil.csv` holds a personal code: nothing of them counts.
  package var refused: Set<Submission> = []
  /// Tables of a submission that are both sent and declared nil.
  package var contradictions: [Finding] = []
  /// Tables that were withdrawn: neither received nor nil.
  package var withdrawals: [Withdrawal] = []
  /// Whether folders say who sent what, and for which period; else the command did.
  package var isNamed = true

  package init() {}

  /// The latest period for which something was received; quarters before years that end with them,
  /// and periods that are over before one that members report while it lasts.
  package var latestPeriod: ReferencePeriod? {
    let periods = Set(returns.map(\.submission.period))
    let over = periods.filter { $0.lastDay <= latestReceived ?? $0.lastDay }
    return [over, periods].lazy.compactMap { $0.filter(\.isQuarter).max() ?? $0.max() }.first
  }

  package var latestReceived: CalendarDay? {
    returns.map(\.submission.vintage.received).max()
  }

  /// Leaves out what does not belong to a run: its returns and what was found of them.
  package mutating func keep(_ belongs: (Submission) -> Bool) {
    let left = submissions.filter { !belongs($0) }.map { $0.folder + "/" }
    returns.removeAll { !belongs($0.submission) }
    findings.removeAll { finding in left.contains { finding.path.hasPrefix($0) } }
    contradictions.removeAll { finding in left.contains { finding.path.hasPrefix($0) } }
    rejectedNilLines = rejectedNilLines.filter { belongs($0.key) }
    refused = refused.filter(belongs)
    withdrawals.removeAll { !belongs($0.submission) }
    submissions = submissions.filter(belongs)
  }
}

extension Survey {
  /// Leaves out what is not of one file of a submission.
  package mutating func keep(file name: String) {
    returns.removeAll { $0.path != name }
    findings.removeAll { $0.path != name && $0.path != Withdrawal.fileName }
    contradictions.removeAll { $0.path != name }
    if name != "nil.csv" { rejectedNilLines = [:] }
    withdrawals.removeAll { $0.path != name && "\($0.table).csv" != name }
  }
}

/// Finds submissions in a returns folder.
///
/// `returns/<period>/<MEMBER>@<received>/<table>.csv`. It never follows a link out of the folder,
/// and it says of everything that it could not take what it is.
package struct Surveyor {
  let registry: Registry
  private let folder: Folder
  private let shownRoot: String

  /// - Parameter root: the returns folder.
  package init(root: String, registry: Registry) throws(IntakeFailure) {
    self.registry = registry
    folder = try Folder(root: root)
    shownRoot = root
  }

  package func survey() throws(IntakeFailure) -> Survey {
    var survey = Survey()
    for entry in try folder.entries(of: folder.root) where entry.kind == .folder {
      guard let period = ReferencePeriod(entry.name), period.isQuarter || period.isYear else {
        survey.findings.append(finding("folder-name", Self.shown(entry.name), value: entry.name))
        continue
      }
      for inner in try folder.entries(of: entry.path) {
        let path = "\(entry.name)/\(Self.shown(inner.name))"
        guard inner.kind == .folder, let submission = Self.submission(inner.name, period) else {
          survey.findings.append(finding("folder-name", path, value: inner.name))
          continue
        }
        try add(submission, inner.path, path, to: &survey)
      }
    }
    survey.returns.sort { ($0.submission, $0.table) < ($1.submission, $1.table) }
    return survey
  }

  /// Reads one submission's folder alone, whatever it lies in.
  package func survey(
    submission: Submission, at path: String, shown: String
  ) throws(IntakeFailure) -> Survey {
    var survey = Survey()
    try add(submission, path, shown, to: &survey)
    return survey
  }

  /// `MARTA@2015-04-12`
  package static func submission(_ name: String, _ period: ReferencePeriod) -> Submission? {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let vintage = Vintage(parts[1]),
      parts[0].utf8.allSatisfy({
        (65...90).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
      }), Masking.mark(parts[0].utf8) == nil
    else { return nil }
    return Submission(period: period, member: String(parts[0]), vintage: vintage)
  }

  /// Adds files as if they lay in the submission's folder already.
  package func add(
    _ submission: Submission, files: [(name: String, location: String, size: Int)],
    to survey: inout Survey
  ) throws(IntakeFailure) {
    let entries = files.map {
      Folder.Entry(name: $0.name, path: $0.location, kind: .file, size: $0.size)
    }
    try add(submission, entries, submission.folder, to: &survey)
    survey.returns.sort { ($0.submission, $0.table) < ($1.submission, $1.table) }
  }

  private func add(
    _ submission: Submission, _ location: String, _ shown: String, to survey: inout Survey
  ) throws(IntakeFailure) {
    try add(submission, folder.entries(of: location), shown, to: &survey)
  }

  private func add(
    _ submission: Submission, _ entries: [Folder.Entry], _ shown: String, to survey: inout Survey
  ) throws(IntakeFailure) {
    survey.submissions.append(submission)
    func path(_ entry: Folder.Entry) -> String {
      let name = Self.shown(entry.name)
      return shown.isEmpty ? name : "\(shown)/\(name)"
    }
    let before = survey.withdrawals.count
    let tombstone = entries.first { $0.name == Withdrawal.fileName }
    if let tombstone, try !bury(submission, tombstone, path(tombstone), to: &survey) { return }
    let withdrawn = Set(survey.withdrawals[before...].map(\.table))
    var sent: [Return] = []
    var declared: [Return] = []
    for entry in entries where entry.name != Withdrawal.fileName {
      let path = path(entry)
      let stem = entry.name.hasSuffix(".csv") ? String(entry.name.dropLast(4)) : ""
      if entry.kind == .file, stem == "nil" {
        let named = try nilReturns(submission, entry, path, to: &survey)
        if !named.isEmpty, named.allSatisfy({ withdrawn.contains($0.table) }) {
          lies(entry, path, to: &survey)
        }
        declared += named
      } else if withdrawn.contains(stem) {
        lies(entry, path, to: &survey)
      } else if entry.kind == .file, registry.table(stem) != nil {
        sent.append(
          Return(
            submission: submission, table: stem, path: path, location: entry.path, nilLine: nil,
            size: entry.size))
      } else {
        let nearest = Wording.nearest(
          to: stem.isEmpty ? entry.name : stem,
          among: registry.tables.map { (Wording.fold($0.name), $0.name) })
        survey.findings.append(
          finding(
            "known-table", path, value: entry.name,
            [.init("nearest", nearest.map { $0 + ".csv" }.joined(separator: ", "))]))
        look(entry.name, submission, path, 0, &survey)
        if entry.kind == .file { search(entry, submission, path, &survey) }
      }
    }
    declared.removeAll { withdrawn.contains($0.table) }
    for nothing in declared {
      for file in sent where file.table == nothing.table {
        for path in [file.path, nothing.path] {
          survey.contradictions.append(
            finding("nil-and-file", path, value: "", [.init("table", file.table)]))
        }
      }
    }
    survey.returns += sent + declared
  }

  /// A name as it may be shown: `MARTA@2015-04-12` looks like an e-mail address and is none.
  private static func shown(_ name: String) -> String {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    let isSubmission =
      parts.count == 2 && parts[1].utf8.first.map { (48...57).contains($0) } ?? false
    guard isSubmission else { return Masking.shown(name) }
    return Masking.shown(String(parts[0])) + "@" + Masking.shown(String(parts[1]))
  }

  /// Looks for personal codes in a file that is no table: it came with the others.
  private func search(
    _ entry: Folder.Entry, _ submission: Submission, _ path: String, _ survey: inout Survey
  ) {
    guard let table = (try? TextTable.read(entry.path, shown: path)) ?? nil else { return }
    look(table.header.joined(separator: "\n"), submission, path, table.headerLine, &survey)
    for row in table.rows {
      look(row.cells.joined(separator: "\n"), submission, path, row.line, &survey)
    }
    for defect in table.defects { look(defect.text, submission, path, defect.line, &survey) }
  }

  private func nilReturns(
    _ submission: Submission, _ entry: Folder.Entry, _ path: String, to survey: inout Survey
  ) throws(IntakeFailure) -> [Return] {
    guard let table = try TextTable.read(entry.path, shown: path) else {
      survey.findings.append(finding("empty-file", path, value: ""))
      return []
    }
    let labels = ["table", "tabula"]
    let column = table.header.firstIndex { labels.contains(Wording.fold($0)) }
    if column == nil {
      survey.findings.append(
        finding("required-column", path, value: "", [.init("column", "table")]))
    }
    for defect in table.defects {
      if defect.line != table.headerLine { survey.rejectedNilLines[submission, default: 0] += 1 }
      look(defect.text, submission, path, defect.line, &survey)
      survey.findings.append(
        finding(
          defect.kind, path, value: "",
          [
            .init("found", defect.cells ?? 0), .init("expected", table.header.count),
            .init("line", defect.line),
          ],
          line: defect.line, rule: RecordDefect.rule(of: defect.kind)))
    }
    if table.rows.isEmpty, table.defects.isEmpty {
      survey.findings.append(finding("no-rows", path, value: ""))
    }
    var returns: [Return] = []
    look(table.header.joined(separator: "\n"), submission, path, table.headerLine, &survey)
    for row in table.rows {
      for cell in row.cells { look(cell, submission, path, row.line, &survey) }
      guard let column else {
        survey.rejectedNilLines[submission, default: 0] += 1
        continue
      }
      let text = row.cells[column]
      guard let named = registry.tableNamed(text) else {
        survey.rejectedNilLines[submission, default: 0] += 1
        let nearest = Wording.nearest(
          to: text, among: registry.tables.map { (Wording.fold($0.name), $0.name) })
        survey.findings.append(
          finding(
            "nil-table", path, value: text, [.init("nearest", nearest.joined(separator: ", "))],
            line: row.line))
        continue
      }
      if let twice = returns.first(where: { $0.table == named.name }) {
        survey.rejectedNilLines[submission, default: 0] += 1
        survey.findings.append(
          finding(
            "nil-twice", path, value: named.name, [.init("line", twice.nilLine ?? 0)],
            line: row.line))
        continue
      }
      returns.append(
        Return(
          submission: submission, table: named.name, path: path, location: entry.path,
          nilLine: row.line, size: entry.size))
    }
    return returns
  }

  func look(
    _ text: String, _ submission: Submission, _ path: String, _ line: Int, _ survey: inout Survey
  ) {
    guard Masking.mark(text.utf8) == .personalCode else { return }
    survey.refused.insert(submission)
    survey.findings.append(
      finding("personal-code", path, value: "", [.init("table", "nil")], line: line))
  }

  func finding(
    _ kind: String, _ path: String, value: String, _ more: [Finding.Parameter] = [], line: Int = 0,
    rule name: String? = nil, severity: Severity? = nil
  ) -> Finding {
    let rule = registry.rules.first { $0.kind == name ?? kind }
    return Finding(
      rule: rule?.id ?? kind, kind: kind, severity: severity ?? rule?.severity ?? .reject,
      path: path,
      address: RecordAddress(record: line, line: line),
      parameters: [.init("value", Self.shown(value))] + more)
  }
}
