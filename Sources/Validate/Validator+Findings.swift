import Vocabulary

/// How findings are made, and what is searched for personal data.
extension Validator {
  // MARK: Personal data

  private func judge(_ text: String) -> (shown: String, mark: Masking.Mark?) {
    if let known = judged[text] { return known }
    let found = (Masking.shown(text), Masking.mark(text.utf8))
    if judged.count < 4096 { judged[text] = found }
    return found
  }

  func shown(_ text: String) -> String { judge(text).shown }

  func look(_ text: String, at row: Int, _ raw: RawBatch, column: String, file: Int) {
    guard let mark = judge(text).mark else { return }
    if mark == .personalCode {
      refuse(raw.chunk, Int(raw.records[row]), Int(raw.lines[row]), column: file + 1)
      return
    }
    for rule in registry.rules where rule.kind == "contact" {
      found.append(
        (
          Int32(raw.chunk),
          Finding(
            rule: rule.id, kind: schema.refusesContacts ? "contact-refused" : "contact",
            severity: schema.refusesContacts ? .reject : rule.severity, path: subject.path,
            address: address(raw, row, file), column: column,
            parameters: [.init("column", column)])
        ))
    }
  }

  func refuse(_ chunk: Int, _ record: Int, _ line: Int, column: Int = 0) {
    for rule in registry.rules where rule.kind == "personal-code" {
      found.append(
        (
          Int32(chunk),
          Finding(
            rule: rule.id, kind: rule.kind, severity: rule.severity, path: subject.path,
            address: RecordAddress(record: record, line: line, column: column),
            parameters: [.init("table", schema.name)])
        ))
    }
  }

  // MARK: Findings

  func address(_ raw: RawBatch, _ row: Int, _ column: Int) -> RecordAddress {
    RecordAddress(
      record: Int(raw.records[row]), line: Int(raw.lines[row]), column: max(0, column + 1))
  }

  func add(
    _ batch: CodedBatch, _ row: Int, _ rule: RuleDefinition, _ violation: Violation
  ) {
    let column = schema.index(of: violation.column).map { batch.fileColumns[$0] } ?? -1
    add(
      batch.raw, row,
      Finding(
        rule: rule.id, kind: rule.kind, severity: rule.severity, path: subject.path,
        address: address(batch.raw, row, column), column: violation.column,
        parameters: violation.parameters))
  }

  func add(_ raw: RawBatch, _ row: Int, _ finding: Finding) {
    found.append((Int32(raw.chunk), finding))
  }
}
