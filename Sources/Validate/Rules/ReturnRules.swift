import Vocabulary

/// A rule about the rows of a return together.
protocol ReturnRule: Sendable {
  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry)
  /// Nil where the rule cannot be decided on these rows: none of them hold what it is about.
  func violations(_ rows: ReturnRows) -> [Violation]?
}

/// Kinds that strike rows come first; the tabulation rules see what is left.
let strikingRules: [String: any ReturnRule.Type] = [
  "unique-key": UniqueKey.self,
  "constant-within-event": ConstantWithinEvent.self,
]

let returnRules: [String: any ReturnRule.Type] = [
  "tabulation-serves": TabulationServes.self,
  "tabulations-within-total": TabulationsWithinTotal.self,
  "finer-within-coarser": FinerWithinCoarser.self,
  "tabulations-agree": TabulationsAgree.self,
  "rest-is-no-subtotal": RestIsNoSubtotal.self,
  "unknown-is-no-total": UnknownIsNoTotal.self,
  "listed-codes": ListedCodes.self,
  "partners-named": PartnersNamed.self,
  "group-within-group": GroupWithinGroup.self,
]

/// No key stands twice; of two rows with one key neither counts, since nobody knows which is right.
struct UniqueKey: ReturnRule {
  let schema: ReturnTable
  let registry: Registry

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard !schema.key.isEmpty else { return nil }
    self.schema = schema
    self.registry = registry
  }

  private enum Part: Hashable {
    case code(Int32)
    case number(Int64)
    case text(String)
  }

  func violations(_ rows: ReturnRows) -> [Violation]? {
    // One row has no other to be told from.
    guard rows.indices.count > 1 else { return nil }
    var seen: [[Part]: [Int]] = [:]
    for row in rows.indices {
      var key = schema.key.map { column -> Part in
        switch schema.columns[column].type {
        case .code, .date: .code(rows.ordinals[column][row])
        case .count, .amount: .number(rows.numbers[column][row])
        case .text: .text(text(rows.texts[column][row], column))
        }
      }
      // Two wordings that are no codes are both unknown, and still two.
      key.append(.text(rows.replaced[row] ?? ""))
      seen[key, default: []].append(row)
    }
    var found: [Violation] = []
    for same in seen.values where same.count > 1 {
      for row in same {
        let other = row == same[0] ? same[1] : same[0]
        found.append(
          Violation(row: row, parameters: [.init("line", rows.addresses[other].line)]))
      }
    }
    return found.sorted { $0.row! < $1.row! }
  }

  /// A member is one, under its id or its name.
  private func text(_ text: String, _ column: Int) -> String {
    if column == schema.overlap?.with, let member = registry.memberNamed(text) { return member }
    return Wording.fold(text)
  }
}

/// What belongs to an event is equal on all its rows; a row that says otherwise than the first does
/// not count, the event does.
struct ConstantWithinEvent: ReturnRule {
  let schema: ReturnTable
  let event: ReturnTable.EventColumns

  init?(_ definition: RuleDefinition, _ schema: ReturnTable, _ registry: Registry) {
    guard let event = schema.event else { return nil }
    self.schema = schema
    self.event = event
  }

  func violations(_ rows: ReturnRows) -> [Violation]? {
    var first: [String: Int] = [:]
    var found: [Violation] = []
    var isDecided = false
    for row in rows.indices {
      let id = Wording.fold(rows.texts[event.id][row])
      guard let model = first[id] else {
        first[id] = row
        continue
      }
      isDecided = true
      for column in event.constant {
        let differs =
          switch schema.columns[column].type {
          case .code, .date: rows.ordinals[column][row] != rows.ordinals[column][model]
          case .count, .amount: rows.numbers[column][row] != rows.numbers[column][model]
          case .text:
            Wording.fold(rows.texts[column][row]) != Wording.fold(rows.texts[column][model])
          }
        if differs {
          let name = schema.columns[column].name
          found.append(
            Violation(
              row: row, column: name,
              parameters: [
                .init("column", name), .init("line", rows.addresses[model].line),
              ]))
          break
        }
      }
    }
    return isDecided ? found : nil
  }
}
