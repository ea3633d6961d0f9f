import Vocabulary

/// What the values of one column of a return must keep to once they have been read.
///
/// The judge is the one that holds any other table to its schema; it is given each value as the
/// schema would write it. Only whether it must be asked at all is decided here.
struct ColumnRule {
  /// Column of the table.
  let place: Int
  let type: ColumnType
  let judge: FieldJudge
  /// Counts and amounts (in hundredths) within these keep all that is asked of them.
  private let minimum: Int64
  private let maximum: Int64
  /// Whether every value must be judged.
  let isAlwaysAsked: Bool

  init(_ place: Int, _ type: ColumnType, _ judge: FieldJudge) {
    self.place = place
    self.type = type
    self.judge = judge
    var limits = (Int64.min + 1, Int64.max)
    var isSimple = false
    let unit: Int64 = type == .amount ? 100 : 1
    switch type {
    case .count, .amount:
      if let bounds = judge.boundsAlone {
        isSimple = true
        for (text, isMinimum) in bounds {
          guard let value = Int64(text), value.magnitude < 1_000_000_000_000 else {
            isSimple = false
            break
          }
          if isMinimum {
            limits.0 = max(limits.0, value * unit)
          } else {
            limits.1 = min(limits.1, value * unit)
          }
        }
      }
    case .date: isSimple = judge.boundsAlone?.isEmpty ?? false
    // That a code is one of its list is known already.
    case .code: isSimple = judge.isFree
    case .text: break
    }
    (minimum, maximum) = limits
    isAlwaysAsked = !isSimple
  }

  /// Whether a number keeps within the bounds; a missing one does.
  func isWithin(_ value: Int64) -> Bool { value >= minimum && value <= maximum }

  /// The least and greatest number that no batch of plain ones can pass.
  func isSure(ofPlain isPlain: Bool) -> Bool {
    guard isPlain, !isAlwaysAsked else { return false }
    return minimum <= 0 && maximum >= (type == .amount ? 9_999_999_999 : 99_999_999)
  }

  /// A value as the schema writes it; empty where there is none, nil where it could not be read.
  func text(_ batch: CodedBatch, _ row: Int, _ list: CodeList?) -> [UInt8]? {
    switch type {
    case .count, .amount:
      guard let value = batch.numbers[place]?[row], value != Missing.count else { return nil }
      return Array((type == .amount ? Self.decimal(value) : String(value)).utf8)
    case .date:
      guard let day = batch.ordinals[place]?[row], day != Missing.day else { return nil }
      return Array(CalendarDay(days: day).description.utf8)
    case .code:
      guard let code = batch.ordinals[place]?[row], code > CodeList.unknown, let list else {
        return nil
      }
      return Array(list.id(code).utf8)
    case .text:
      let cell = batch.raw.cell(row, batch.fileColumns[place])
      return RowClassifier.isBlank(Array(cell)) ? [] : Array(cell)
    }
  }

  private static func decimal(_ hundredths: Int64) -> String {
    let size = hundredths.magnitude
    let part = size % 100
    return (hundredths < 0 ? "-" : "") + "\(size / 100)"
      + (part == 0 ? "" : part < 10 ? ".0\(part)" : ".\(part)")
  }
}

extension Validator {
  /// Holds a column to its field.
  func check(_ batch: CodedBatch, _ column: ColumnRule) {
    let definition = schema.columns[column.place]
    let file = batch.fileColumns[column.place]
    let list = registry.codeList(schema, column.place)
    if let values = batch.numbers[column.place], !column.isAlwaysAsked {
      if column.isSure(ofPlain: batch.isPlain[column.place]) { return }
      let missing = Missing.count
      var unusual = 0
      for row in 0..<batch.raw.rowCount {
        let value = values[row]
        unusual &+= (column.isWithin(value) ? 0 : 1) & (value == missing ? 0 : 1)
      }
      guard unusual > 0 else { return }
    } else if !column.isAlwaysAsked {
      return
    }
    for row in 0..<batch.raw.rowCount {
      if let values = batch.numbers[column.place], values[row] == Missing.count { continue }
      if !column.isAlwaysAsked, column.isWithin(batch.numbers[column.place]![row]) { continue }
      let cell = batch.raw.cell(row, file)
      if column.type == .text {
        guard !cell.contains(0), String(validating: cell, as: UTF8.self) != nil else {
          strike(
            batch, row, column, kind: "type-text", rule: "file.text-cells",
            [.init("column", definition.name)])
          continue
        }
        look(
          String(decoding: cell, as: UTF8.self), at: row, batch.raw, column: definition.name,
          file: file)
      } else if column.type != .date {
        // A personal code of eleven digits reads as a number; blanks may stand within it.
        let text = String(decoding: cell, as: UTF8.self)
        look(
          String(text.filter { $0 != " " && $0 != "\u{A0}" }), at: row, batch.raw,
          column: definition.name, file: file)
      }
      guard let value = column.text(batch, row, list) else { continue }
      for fault in column.judge.faults(value) {
        // The value is shown as it stands in the file.
        let parameters = fault.parameters.map {
          $0.name == "value"
            ? Finding.Parameter("value", shown(String(decoding: cell, as: UTF8.self))) : $0
        }
        strike(
          batch, row, column, kind: fault.kind,
          rule: "\(schema.name).\(definition.name).\(fault.check)", parameters)
      }
    }
  }

  private func strike(
    _ batch: CodedBatch, _ row: Int, _ column: ColumnRule, kind: String, rule: String,
    _ parameters: [Finding.Parameter]
  ) {
    reject(row)
    add(
      batch.raw, row,
      Finding(
        rule: rule, kind: kind, severity: .hard, path: subject.path,
        address: address(batch.raw, row, batch.fileColumns[column.place]),
        column: schema.columns[column.place].name, parameters: parameters))
  }
}
