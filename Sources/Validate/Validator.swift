import Vocabulary

/// Holds one return to the rules that it alone can decide.
///
/// One per return and worker: `edit` checks a batch and says which rows may count, `conclude` looks
/// at the rows together and gives the verdict. A row that is rejected never comes back.
///
/// `2015-Q1/MARTA@2015-04-12/victims.csv:4:3: hard: “Fx” is not a code of SEX [victims.sex.known-code]`
package final class Validator {
  /// Columns of the file that every table may have beside its own.
  package struct Extra: Sendable {
    /// File columns; -1 where absent.
    package let member: Int
    package let period: Int
    /// Columns that are not known: not read, but searched for personal data.
    package let others: [Int]
    package init(member: Int, period: Int, others: [Int]) {
      self.member = member
      self.period = period
      self.others = others
    }
  }

  let schema: ReturnTable
  let registry: Registry
  let subject: Return
  private let extra: Extra
  private let rules: [(definition: RuleDefinition, rule: any RowRule)]
  private let columns: [ColumnRule]
  private var accepted: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  /// Findings with addresses relative to their chunk.
  var found: [(chunk: Int32, finding: Finding)] = []
  private var outcomes: [String: Outcome] = [:]
  private var sight: SchemaSight
  /// Whether any cell of the columns `member` and `period` says something.
  package private(set) var namesMember = false
  package private(set) var namesPeriod = false
  /// What is known of texts that came up: the same ones come up again and again.
  var judged: [String: (shown: String, mark: Masking.Mark?)] = [:]
  package private(set) var rows = RowAccount()

  /// - Parameter extra: where the optional columns `member` and `period` stand.
  /// - Throws: where the table asks what is not supported.
  package init(
    schema: ReturnTable, registry: Registry, subject: Return, extra: Extra
  ) throws(UnsupportedSchema) {
    self.schema = schema
    self.registry = registry
    self.subject = subject
    self.extra = extra
    rules = registry.rules.compactMap { definition in
      guard definition.table == schema.name, let type = rowRules[definition.kind],
        let rule = type.init(definition, schema, subject.submission.period)
      else { return nil }
      return (definition, rule)
    }
    var columns: [ColumnRule] = []
    for (place, column) in schema.columns.enumerated() {
      columns.append(ColumnRule(place, column.type, try FieldJudge(column.field)))
    }
    self.columns = columns
    sight = SchemaSight(schema)
    accepted = .allocate(capacity: 0)
    for (definition, _) in rules { outcomes[definition.id] = .undecided }
  }

  deinit { accepted.deallocate() }

  /// The row of the batch at hand does not count.
  func reject(_ row: Int) { accepted[row] = 0 }

  // MARK: Rows

  /// Checks a batch. The result is valid until the next call.
  package func edit(_ batch: CodedBatch) -> EditedBatch {
    let count = batch.raw.rowCount
    if count > capacity {
      accepted.deallocate()
      capacity = (count + 4095) / 4096 * 4096
      accepted =
        UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 4096)
        .bindMemory(to: UInt8.self, capacity: capacity)
    }
    accepted.update(repeating: 1, count: count)
    for problem in batch.problems { take(problem, batch) }
    for column in columns where batch.fileColumns[column.place] >= 0 { check(batch, column) }
    if schema.kind != .records { sight.look(at: batch, schema) }
    if extra.member >= 0 || extra.period >= 0 { checkFolder(batch) }
    for column in extra.others {
      for row in 0..<count {
        let text = String(decoding: batch.raw.cell(row, column), as: UTF8.self)
        look(text, at: row, batch.raw, column: "", file: column)
      }
    }
    for (definition, rule) in rules {
      var came = Outcome.undecided
      for row in 0..<count {
        switch rule.judge(batch, row) {
        case .undecided: continue
        case .satisfied: came = came.joined(.satisfied)
        case .violated(let violation):
          came = .violated
          if definition.severity >= .hard { accepted[row] = 0 }
          add(batch, row, definition, violation)
        }
      }
      outcomes[definition.id] = (outcomes[definition.id] ?? .undecided).joined(came)
    }
    for defect in batch.raw.defects { take(defect, batch.raw.chunk) }
    var counted = 0
    for row in 0..<count { counted &+= Int(accepted[row]) }
    let lost = batch.raw.defects.count
    rows += RowAccount(read: count + lost, accepted: counted, rejected: count - counted + lost)
    return EditedBatch(coded: batch, accepted: accepted, acceptedCount: counted)
  }

  private func take(_ problem: CellProblem, _ batch: CodedBatch) {
    let row = Int(problem.row)
    let column = Int(problem.column)
    let definition = schema.columns[column]
    var parameters: [Finding.Parameter] = []
    var value = ""
    if problem.wording >= 0 {
      let wording = batch.wordings[column][Int(problem.wording)]
      value = wording.value
      let list = if case .code(let list) = definition.type { list } else { "" }
      parameters = [.init("value", shown(value)), .init("list", list)]
      if let validity = wording.validity {
        parameters.append(.init("from", validity.from?.description ?? "…"))
        parameters.append(.init("to", validity.to?.description ?? "…"))
      } else {
        parameters.append(.init("nearest", wording.nearest.joined(separator: ", ")))
      }
    } else if problem.kind != .required {
      value = String(decoding: batch.raw.cell(row, batch.fileColumns[column]), as: UTF8.self)
      parameters = [.init("value", shown(value))]
    }
    parameters.append(.init("column", definition.name))
    look(value, at: row, batch.raw, column: definition.name, file: batch.fileColumns[column])
    // In a tabulated dimension the person stays and the detail is unknown; elsewhere the row goes.
    let isKept = schema.hasTabulations && definition.role == .dimension
    if isKept {
      batch.ordinals[column]?[row] = CodeList.unknown
    } else {
      accepted[row] = 0
    }
    let rule =
      switch problem.kind {
      case .knownCode: "known-code"
      case .codeInForce: "code-in-force"
      case .required: "required"
      case .typeText: "text"
      case .typeCount, .typeAmount, .typeDate: "type"
      }
    let kind =
      switch problem.kind {
      case .typeCount: "type-count"
      case .typeAmount: "type-amount"
      case .typeDate: "type-date"
      case .typeText: "type-text"
      case .knownCode where isKept: "known-code-kept"
      case .codeInForce where isKept: "code-in-force-kept"
      default: rule
      }
    add(
      batch.raw, row,
      Finding(
        rule: rule == "text" ? "file.text-cells" : "\(schema.name).\(definition.name).\(rule)",
        kind: kind, severity: .hard, path: subject.path,
        address: address(batch.raw, row, batch.fileColumns[column]), column: definition.name,
        parameters: parameters))
  }

  private func checkFolder(_ batch: CodedBatch) {
    let submission = subject.submission
    for row in 0..<batch.raw.rowCount {
      func check(_ column: Int, _ kind: String, _ expected: String, _ agrees: (String) -> Bool) {
        guard column >= 0 else { return }
        let text = String(decoding: batch.raw.cell(row, column), as: UTF8.self)
        let trimmed = text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        guard !trimmed.isEmpty else { return }
        let isMember = kind == "member-agrees"
        if isMember { namesMember = true } else { namesPeriod = true }
        guard !agrees(trimmed) else { return }
        accepted[row] = 0
        let name = isMember ? "member" : "period"
        look(text, at: row, batch.raw, column: name, file: column)
        for rule in registry.rules where rule.kind == kind {
          add(
            batch.raw, row,
            Finding(
              rule: rule.id, kind: kind, severity: rule.severity, path: subject.path,
              address: address(batch.raw, row, column), column: name,
              parameters: [.init("value", shown(text)), .init("expected", expected)]))
        }
      }
      check(extra.member, "member-agrees", submission.member) {
        registry.memberNamed($0) == submission.member
      }
      check(extra.period, "period-agrees", submission.period.label) {
        $0.uppercased() == submission.period.label
      }
    }
  }

  private func take(_ defect: RecordDefect, _ chunk: Int) {
    let name = RecordDefect.rule(of: defect.kind)
    for cell in defect.cells {
      if Masking.mark(cell.utf8) == .personalCode { refuse(chunk, defect.record, defect.line) }
    }
    for rule in registry.rules where rule.kind == name {
      found.append(
        (
          Int32(chunk),
          Finding(
            rule: rule.id, kind: defect.kind, severity: rule.severity, path: subject.path,
            address: RecordAddress(record: defect.record, line: defect.line),
            parameters: defect.parameters)
        ))
    }
  }

  // MARK: Verdict

  /// Takes over what another worker found in other chunks of the same file.
  package func merge(_ other: Validator) {
    found += other.found
    rows += other.rows
    outcomes.merge(other.outcomes) { $0.joined($1) }
    namesMember = namesMember || other.namesMember
    namesPeriod = namesPeriod || other.namesPeriod
  }

  /// Looks at the rows together, strikes what may not count, and gives the verdict.
  ///
  /// - Parameters:
  ///   - rows: the return's rows, with absolute addresses.
  ///   - chunks: records and lines of each chunk, to make relative addresses absolute.
  ///   - before: findings about the file and its sender, made before its rows were read.
  package func conclude(
    _ kept: inout ReturnRows, chunks: [(records: Int, lines: Int)], before: [Finding]
  ) -> Verdict {
    var findings = before + absolute(chunks)
    func run(_ kinds: [String: any ReturnRule.Type], strikes: Bool) {
      for definition in registry.rules where definition.table == schema.name {
        guard let rule = kinds[definition.kind]?.init(definition, schema, registry) else {
          continue
        }
        guard let violations = rule.violations(kept) else {
          outcomes[definition.id] = .undecided
          continue
        }
        outcomes[definition.id] = violations.isEmpty ? .satisfied : .violated
        for violation in violations {
          let row = violation.row
          if strikes, let row, definition.severity >= .hard, !kept.struck.contains(row) {
            kept.strike(row)
            rows.accepted -= 1
            rows.rejected += 1
          }
          findings.append(
            Finding(
              rule: definition.id, kind: definition.kind,
              severity: violation.severity ?? definition.severity, path: subject.path,
              address: row.map { kept.addresses[$0] } ?? .file, column: violation.column,
              parameters: violation.parameters))
        }
      }
    }
    run(strikingRules, strikes: true)
    run(returnRules, strikes: false)
    func say(ofFile kind: String) {
      for rule in registry.rules(ofKind: kind) {
        findings.append(
          Finding(
            rule: rule.id, kind: rule.kind, severity: rule.severity, path: subject.path,
            address: .file))
      }
    }
    if rows.read == 0 {
      say(ofFile: "no-rows")
    } else if rows.accepted == 0, !findings.contains(where: { $0.severity == .reject }) {
      // What is left of it would pass for nothing to report.
      say(ofFile: "no-row-left")
    }
    if schema.kind != .records {
      for rule in registry.rules(ofKind: "schema") where rule.table == schema.name {
        outcomes[rule.id] = sight.outcome(of: rule, schema)
      }
    }
    for finding in findings { outcomes[finding.rule] = .violated }
    if findings.contains(where: { $0.kind == "personal-code" }) {
      // Sums and conversions may repeat the code: nothing else is said of such a return.
      findings.removeAll { $0.kind != "personal-code" }
    }
    let isAccepted = !findings.contains { $0.severity == .reject }
    if !isAccepted { rows = RowAccount(read: rows.read, rejected: rows.read) }
    findings = Finding.inOrder(findings)
    return Verdict(
      isAccepted: isAccepted, findings: findings, outcomes: outcomes, rows: rows)
  }

  private func absolute(_ chunks: [(records: Int, lines: Int)]) -> [Finding] {
    var starts: [(records: Int, lines: Int)] = []
    var total = (records: 0, lines: 0)
    for chunk in chunks {
      starts.append(total)
      total.records += chunk.records
      total.lines += chunk.lines
    }
    return found.map { chunk, finding in
      let start = Int(chunk) < starts.count ? starts[Int(chunk)] : (0, 0)
      let at = finding.address
      return Finding(
        rule: finding.rule, kind: finding.kind, severity: finding.severity, path: finding.path,
        address: RecordAddress(
          record: at.record + start.0, line: at.line + start.1, column: at.column),
        column: finding.column, parameters: finding.parameters, occurrences: finding.occurrences)
    }
  }
}
