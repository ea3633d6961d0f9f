import Vocabulary

/// What is wrong with a cell.
package struct CellFault: Sendable {
  /// The check that failed, which ends the rule's id: `type`, `required`, `enum` …
  package let check: String
  /// Which sentence says it.
  package let kind: String
  package let parameters: [Finding.Parameter]
}

/// Holds the cells of one field to its type and constraints: the definition of what is right, for
/// members' returns and for any other table.
///
/// Faster ways of accepting a cell exist beside it (`ColumnCheck`, the normaliser), none of finding
/// fault with one.
package final class FieldJudge {
  package let field: Field
  private let reader: FieldReader
  private let missing: Set<[UInt8]>
  private let pattern: CellPattern?
  private let allowed: (values: Set<CellValue>, texts: [String])?
  private let categories: (values: Set<CellValue>, texts: [String])?
  private let bounds: [Bound]
  private var suggested = 0

  private struct Bound {
    let check: String
    let text: String
    let value: CellValue
    /// Whether a value on this side of the bound breaks it, or on the bound itself.
    let isMinimum: Bool
    let isExclusive: Bool

    func isBroken(by value: CellValue) -> Bool {
      if value == self.value { return isExclusive }
      // What has no order (NaN) keeps no bound.
      return value.precedes(self.value).map { $0 == isMinimum } ?? true
    }
  }

  /// - Throws: where the schema asks what is not supported or has no meaning.
  package init(
    _ field: Field, missingValues: [String] = [""]
  ) throws(UnsupportedSchema) {
    self.field = field
    do throws(UnsupportedSchema) {
      let reader = try FieldReader(field.type)
      self.reader = reader
      let constraints = field.constraints
      pattern = try constraints.pattern.map { (text) throws(UnsupportedSchema) in
        try CellPattern(text)
      }
      allowed = try Self.values(constraints.allowed, "enum", reader)
      categories = try Self.values(field.categories, "categories", reader)
      var bounds: [Bound] = []
      for (name, literal, isMinimum, isExclusive) in [
        ("minimum", constraints.minimum, true, false),
        ("maximum", constraints.maximum, false, false),
        ("exclusive-minimum", constraints.exclusiveMinimum, true, true),
        ("exclusive-maximum", constraints.exclusiveMaximum, false, true),
      ] {
        guard let literal else { continue }
        guard let value = reader.read(literal), value.precedes(value) != nil else {
          throw UnsupportedSchema("\(name) is “\(literal.text)”, which its type has no order for")
        }
        bounds.append(
          Bound(
            check: name, text: literal.text, value: value, isMinimum: isMinimum,
            isExclusive: isExclusive))
      }
      self.bounds = bounds
    } catch {
      throw UnsupportedSchema("field “\(field.name)”: \(error.description)")
    }
    missing = Set((field.missingValues ?? missingValues).map { Array($0.utf8) })
  }

  private static func values(
    _ literals: [Literal]?, _ name: String, _ reader: FieldReader
  ) throws(UnsupportedSchema) -> (values: Set<CellValue>, texts: [String])? {
    guard let literals else { return nil }
    var values: Set<CellValue> = []
    for literal in literals {
      guard let value = reader.read(literal) else {
        throw UnsupportedSchema("\(name) has “\(literal.text)”, which is not of its type")
      }
      values.insert(value)
    }
    return (values, literals.map(\.text))
  }

  // MARK: Judging

  /// Whether a cell stands for no value.
  package func isMissing(_ cell: [UInt8]) -> Bool { missing.contains(cell) }

  /// Whether nothing but a cell without bytes stands for no value.
  var missingIsEmptyAlone: Bool { missing == [[]] }

  /// Whether a cell without bytes is right.
  var acceptsEmpty: Bool { missing.contains([]) && !field.constraints.isRequired }

  /// Whether every text is a value that nothing is asked of.
  var acceptsAll: Bool {
    guard pattern == nil, allowed == nil, categories == nil, !field.constraints.isRequired,
      field.constraints.minLength == nil, field.constraints.maxLength == nil
    else { return false }
    switch field.type {
    case .any, .string(.default): return true
    default: return false
    }
  }

  /// Whether nothing but a value is asked.
  var isFree: Bool {
    pattern == nil && allowed == nil && categories == nil && bounds.isEmpty
      && field.constraints.minLength == nil && field.constraints.maxLength == nil
  }

  /// Whether a text that fits could be told from a label: it has a type, a pattern or a list.
  package var asksMoreThanText: Bool {
    if pattern != nil || allowed != nil { return true }
    switch field.type {
    case .any, .string(.default): return false
    default: return true
    }
  }

  /// Bounds alone are asked of a value of the type: their texts; nil where more is.
  var boundsAlone: [(text: String, isMinimum: Bool)]? {
    guard pattern == nil, allowed == nil, categories == nil, field.constraints.minLength == nil,
      field.constraints.maxLength == nil, !bounds.contains(where: \.isExclusive)
    else { return nil }
    return bounds.map { ($0.text, $0.isMinimum) }
  }

  /// Texts of no value, for a fast look.
  var missingTexts: Set<[UInt8]> { missing }

  /// What equal values of the field have in common, for keys; nil where the cell holds none.
  func key(_ cell: [UInt8]) -> [UInt8]? {
    guard !isMissing(cell), let value = reader.read(cell) else { return nil }
    // Days as people write them, since keys are shown.
    if case .date = field.type, case .moment(let days, _) = value, let days = Int32(exactly: days) {
      return Array(CalendarDay(days: days).description.utf8)
    }
    return value.key
  }

  /// A key as people write the value: items of a list with the delimiter between them.
  func text(ofKey key: some Collection<UInt8>) -> String {
    guard case .list(let delimiter, _) = field.type else {
      return String(decoding: key, as: UTF8.self)
    }
    return CellValue.items(ofKey: Array(key)).map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: delimiter)
  }

  /// What is wrong with a cell; empty where nothing is.
  package func faults(_ cell: [UInt8]) -> [CellFault] {
    if isMissing(cell) {
      return field.constraints.isRequired ? [fault("required", nil)] : []
    }
    let text = String(decoding: cell, as: UTF8.self)
    guard let value = reader.read(cell) else {
      var parameters: [Finding.Parameter] = [.init("format", Masking.shown(formatText))]
      switch field.type {
      case .boolean(let yes, let no): parameters = [.init("allowed", Self.listed(yes + no))]
      case .number(let mark, _, _): parameters = [.init("mark", mark)]
      default: break
      }
      return [
        fault(
          "type", text, kind: "type-\(Self.isUnrealDay(cell) && isDay ? "no-such-day" : typeKind)",
          parameters)
      ]
    }
    var found: [CellFault] = []
    for bound in bounds where bound.isBroken(by: value) {
      found.append(fault(bound.check, text, [.init("limit", Masking.shown(bound.text))]))
    }
    let constraints = field.constraints
    // Of a list its items are counted, of any other value its characters.
    let isList = if case .list = value { true } else { false }
    let length = Self.length(value, text)
    if let least = constraints.minLength, length < least {
      found.append(
        fault(
          "min-length", text, kind: isList ? "min-items" : nil,
          [.init("limit", least), .init("length", length)]))
    }
    if let most = constraints.maxLength, length > most {
      found.append(
        fault(
          "max-length", text, kind: isList ? "max-items" : nil,
          [.init("limit", most), .init("length", length)]))
    }
    if let pattern {
      let answer = cell.withUnsafeBufferPointer { cell in
        // A cell without bytes has no address of its own.
        var none: UInt8 = 0
        return cell.baseAddress.map { pattern.answer($0, cell.count) }
          ?? pattern.answer(&none, 0)
      }
      switch answer {
      case .matches: break
      case .differs:
        found.append(fault("pattern", text, [patternParameter]))
      case .tooCostly:
        found.append(fault("pattern", text, kind: "pattern-too-costly", [patternParameter]))
      }
    }
    for (check, list) in [("enum", allowed), ("categories", categories)] {
      guard let list, !list.values.contains(value) else { continue }
      let nearest = suggestions(for: text, list.texts)
      found.append(
        fault(
          check, text,
          [
            .init("allowed", Self.listed(list.texts)),
            .init("nearest", nearest.map(Masking.shown).joined(separator: ", ")),
          ]))
    }
    return found
  }

  /// Whether a cell is right, of a text field of which only a pattern and lengths are asked.
  @inline(__always)
  func matchesPattern(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    pattern!.answer(cell, count) == .matches
  }

  /// Whether nothing but a pattern is asked of a text that is a value.
  var isPatternAlone: Bool {
    guard pattern != nil, allowed == nil, categories == nil, bounds.isEmpty,
      field.constraints.minLength == nil, field.constraints.maxLength == nil
    else { return false }
    switch field.type {
    case .any, .string(.default): return true
    default: return false
    }
  }

  private func fault(
    _ check: String, _ text: String?, kind: String? = nil, _ parameters: [Finding.Parameter] = []
  ) -> CellFault {
    let shown = text.map { [Finding.Parameter("value", Masking.shown($0))] } ?? []
    return CellFault(
      check: check, kind: kind ?? check,
      parameters: shown + [.init("column", Masking.shown(field.name))] + parameters)
  }

  /// The values nearest to a text; none for a long one, and after so many no more, since a file whose
  /// cells are all wrong has another fault than its spelling.
  private func suggestions(for text: String, _ texts: [String]) -> [String] {
    guard text.utf8.count <= 64, suggested < 1000 else { return [] }
    suggested += 1
    return Wording.nearest(
      to: text,
      among: texts.prefix(1000).filter { $0.utf8.count <= 64 }.map { (Wording.fold($0), $0) })
  }

  private var patternParameter: Finding.Parameter {
    .init("pattern", Masking.shown(field.constraints.pattern ?? ""))
  }

  private var isDay: Bool { if case .date(.standard) = field.type { true } else { false } }

  /// Written as a day is, but of no calendar: `2015-02-30`.
  private static func isUnrealDay(_ cell: [UInt8]) -> Bool {
    cell.count == 10
      && cell.indices.allSatisfy {
        $0 == 4 || $0 == 7 ? cell[$0] == 45 : ExactDecimal.isDigit(cell[$0])
      }
  }

  /// Items of a list; else characters.
  private static func length(_ value: CellValue, _ text: String) -> Int {
    if case .list(let items) = value { return items.count }
    return text.unicodeScalars.count
  }

  private static func listed(_ texts: [String]) -> String {
    // A schema is shown like data: it may have been made from some.
    let shown = texts.prefix(12).map(Masking.shown).joined(separator: ", ")
    return texts.count > 12 ? shown + ", …" : shown
  }

  /// Which sentence says that a text is not of the type.
  private var typeKind: String {
    switch field.type {
    case .string(let format) where format != .default: format.rawValue
    case .date(.pattern), .time(.pattern), .datetime(.pattern): "format"
    case .date: "day"
    default: field.type.name
    }
  }

  private var formatText: String {
    switch field.type {
    case .date(.pattern(let text)), .time(.pattern(let text)), .datetime(.pattern(let text)): text
    default: ""
    }
  }
}
