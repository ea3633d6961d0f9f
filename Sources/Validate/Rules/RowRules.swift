import Vocabulary

/// A rule that one row can break by itself.
///
/// Prepared once for a return: names of columns are resolved to places, so that a row costs array
/// look-ups. Each kind says what it found in the parameters of its sentence.
protocol RowRule: Sendable {
  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod)
  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement
}

/// What a row comes to under a rule.
enum RowJudgement {
  /// The row holds what the rule is about, and keeps it.
  case satisfied
  /// The row does not hold what the rule is about, or not all of it.
  case undecided
  case violated(Violation)
}

/// What a rule found: where, and the parameters of its sentence.
struct Violation: Sendable {
  /// Row of the batch or of the return's rows; nil for the return as a whole.
  var row: Int?
  var column = ""
  var parameters: [Finding.Parameter] = []
  /// Where the rule weighs differently than its definition says.
  var severity: Severity?
  /// Whether the row is struck by it.
  var strikes = true
}

extension CodedBatch {
  func number(_ row: Int, _ column: Int) -> Int64? {
    guard let value = numbers[column]?[row], value != Missing.count else { return nil }
    return value
  }
  func day(_ row: Int, _ column: Int) -> Int32? {
    guard let value = ordinals[column]?[row], value != Missing.day else { return nil }
    return value
  }
  func isBlank(_ row: Int, _ column: Int) -> Bool {
    fileColumns[column] < 0
      || raw.cell(row, fileColumns[column]).allSatisfy { $0 == 32 || $0 == 9 }
  }
}

let rowRules: [String: any RowRule.Type] = [
  "order": Order.self,
  "parts-within-total": PartsWithinTotal.self,
  "amount-has-currency": AmountHasCurrency.self,
  "not-after-period": NotAfterPeriod.self,
  "overlap-names-member": OverlapNamesMember.self,
  "stock-balances": StockBalances.self,
  "year-of-period": YearOfPeriod.self,
]

/// `first` is not after `then`.
struct Order: RowRule {
  let first: Int
  let then: Int
  let name: String

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    guard let first = definition.first("first").flatMap(schema.index(of:)),
      let then = definition.first("then").flatMap(schema.index(of:))
    else { return nil }
    self.first = first
    self.then = then
    name = schema.columns[then].name
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    guard let a = batch.day(row, first), let b = batch.day(row, then) else { return .undecided }
    guard b < a else { return .satisfied }
    return .violated(
      Violation(
        row: row, column: name,
        parameters: [
          .init("start", "\(CalendarDay(days: a))"), .init("end", "\(CalendarDay(days: b))"),
        ]))
  }
}

/// The parts that are known add up to no more than the total.
struct PartsWithinTotal: RowRule {
  let parts: [Int]
  let total: Int
  let names: String
  let totalName: String
  /// Whether parts above none need a total beside them.
  let needsTotal: Bool

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    needsTotal = definition.first("needsTotal") == "true"
    let parts = (definition.parameters["parts"] ?? []).compactMap(schema.index(of:))
    guard let total = definition.first("total").flatMap(schema.index(of:)), !parts.isEmpty else {
      return nil
    }
    self.parts = parts
    self.total = total
    names = parts.map { schema.columns[$0].name }.joined(separator: " + ")
    totalName = schema.columns[total].name
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    var sum: Int64 = 0
    var isGiven = false
    for part in parts {
      guard let value = batch.number(row, part) else { continue }
      isGiven = true
      sum &+= value
    }
    guard isGiven else { return .undecided }
    let limit = batch.number(row, total)
    guard limit.map({ sum > $0 }) ?? (needsTotal && sum > 0) else {
      return limit == nil ? .undecided : .satisfied
    }
    return .violated(
      Violation(
        row: row, column: totalName,
        parameters: [
          .init("parts", names), .init("total", totalName), .init("sum", String(sum)),
          .init("limit", limit.map(String.init) ?? "–"),
        ]))
  }
}

/// An amount above zero names its currency.
struct AmountHasCurrency: RowRule {
  let amounts: [Int]
  let currency: Int
  let name: String

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    let amounts = (definition.parameters["amount"] ?? []).compactMap(schema.index(of:))
    guard !amounts.isEmpty,
      let currency = definition.first("currency").flatMap(schema.index(of:))
    else { return nil }
    self.amounts = amounts
    self.currency = currency
    name = schema.columns[currency].name
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    guard amounts.contains(where: { batch.number(row, $0) ?? 0 > 0 }) else { return .undecided }
    let code = batch.ordinals[currency]?[row] ?? CodeList.unknown
    if code == CodeList.unread { return .undecided }
    return code <= CodeList.unknown
      ? .violated(Violation(row: row, column: name)) : .satisfied
  }
}

/// An event does not start after the period: it is kept, and not counted yet.
struct NotAfterPeriod: RowRule {
  let start: Int
  let name: String
  let period: ReferencePeriod

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    guard let event = schema.event else { return nil }
    start = event.start
    name = schema.columns[event.start].name
    self.period = period
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    guard let day = batch.day(row, start) else { return .undecided }
    guard day > period.lastDay.days else { return .satisfied }
    return .violated(
      Violation(
        row: row, column: name,
        parameters: [
          .init("value", "\(CalendarDay(days: day))"), .init("period", period.label),
        ]))
  }
}

/// An overlap says which member counted the persons.
struct OverlapNamesMember: RowRule {
  let count: Int
  let with: Int
  let name: String

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ period: ReferencePeriod) {
    guard let overlap = schema.overlap else { return nil }
    count = overlap.count
    with = overlap.with
    name = schema.columns[overlap.with].name
  }

  func judge(_ batch: CodedBatch, _ row: Int) -> RowJudgement {
    guard let value = batch.number(row, count), value > 0 else { return .undecided }
    guard batch.isBlank(row, with) else { return .satisfied }
    return .violated(
      Violation(row: row, column: name, parameters: [.init("value", String(value))]))
  }
}
