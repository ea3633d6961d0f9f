import Vocabulary

/// Finds the cells of a column that its judge must see.
///
/// Plain numbers, plain days and texts that match are accepted where they stand; of other columns
/// each distinct wording is judged once and remembered, as long as wordings repeat.
final class ColumnCheck {
  let judge: FieldJudge
  /// Column of the file; -1 where the file has none.
  let place: Int
  private let way: Way
  /// Whether a cell without bytes is right.
  private let acceptsEmpty: Bool
  private var memo = WordingTable()
  private var faultsOf: [[CellFault]] = [[]]
  /// Whether wordings repeat so seldom that remembering them costs more than it saves.
  private var isDirect = false
  /// Tables of the calendar, which are the same for all.
  private static let calendar = Calendar()
  private let dates = ColumnCheck.calendar

  private final class Calendar: Sendable {
    let plain = PlainDate()
  }
  /// Wordings with faults that are remembered.
  private static let faultsKept = 4096

  private enum Way {
    case free
    case whole(minimum: Int64, maximum: Int64)
    case decimal(minimum: Int64, maximum: Int64)
    case date(minimum: Int32, maximum: Int32)
    case remembered
  }

  private static let powers: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]

  /// Millionths: the unit in which plain decimals are compared.
  private static let unit: Int64 = 1_000_000

  init(_ judge: FieldJudge, place: Int) {
    self.judge = judge
    self.place = place
    acceptsEmpty = judge.acceptsEmpty
    way = Self.way(judge)
  }

  private static func way(_ judge: FieldJudge) -> Way {
    if judge.acceptsAll { return .free }
    guard let bounds = judge.boundsAlone, !judge.missingTexts.contains(where: isPlain) else {
      return .remembered
    }
    func limits(_ read: (String) -> Int64?) -> (Int64, Int64)? {
      var limits = (Int64.min, Int64.max)
      for (text, isMinimum) in bounds {
        guard let value = read(text) else { return nil }
        if isMinimum { limits.0 = max(limits.0, value) } else { limits.1 = min(limits.1, value) }
      }
      return limits
    }
    switch judge.field.type {
    case .integer(nil, true):
      return limits { Int64($0) }.map { .whole(minimum: $0.0, maximum: $0.1) } ?? .remembered
    case .number(".", nil, true):
      return limits { Int64($0).flatMap { $0.magnitude < 1_000_000_000 ? $0 * unit : nil } }
        .map { .decimal(minimum: $0.0, maximum: $0.1) } ?? .remembered
    case .date(.standard):
      return limits { CalendarDay(iso: $0).map { Int64($0.days) } }
        .map {
          .date(
            minimum: Int32(clamping: $0.0), maximum: Int32(clamping: $0.1))
        } ?? .remembered
    default: return .remembered
    }
  }

  /// Whether a text of no value could pass for a plain number or day.
  private static func isPlain(_ text: [UInt8]) -> Bool {
    text.contains { $0 >= 48 && $0 <= 57 }
  }

  // MARK: A batch

  /// Tells of every cell with a fault.
  func check(_ raw: RawBatch, _ tell: (_ row: Int, [CellFault]) -> Void) {
    guard place >= 0 else { return }
    switch way {
    case .free: return
    case .whole(let minimum, let maximum): checkWhole(raw, minimum, maximum, tell)
    case .decimal(let minimum, let maximum): checkDecimal(raw, minimum, maximum, tell)
    case .date(let minimum, let maximum): checkDates(raw, minimum, maximum, tell)
    case .remembered:
      if !isDirect {
        checkWordings(raw, tell)
      } else if judge.isPatternAlone, judge.missingIsEmptyAlone {
        checkPattern(raw, tell)
      } else {
        for row in 0..<raw.rowCount { look(raw, row, tell) }
      }
    }
  }

  private func look(
    _ raw: RawBatch, _ row: Int, _ tell: (_ row: Int, [CellFault]) -> Void
  ) {
    let faults = judge.faults(Array(raw.cell(row, place)))
    if !faults.isEmpty { tell(row, faults) }
  }

  private func checkWhole(
    _ raw: RawBatch, _ minimum: Int64, _ maximum: Int64,
    _ tell: (_ row: Int, [CellFault]) -> Void
  ) {
    let stride = raw.width + 1
    let acceptsEmpty = acceptsEmpty
    var bound = raw.bounds + place
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      let cell = raw.base + start
      if length >= 1, length <= 8 {
        let value = PlainNumber.digits(cell, length)
        if value >= minimum, value >= 0, value <= maximum { continue }
      } else if length > 8, length <= 16 {
        let high = PlainNumber.digits(cell, 8)
        let low = PlainNumber.digits(cell + 8, length &- 8)
        let value = high &* Self.powers[length &- 8] &+ low
        if high >= 0, low >= 0, value >= minimum, value <= maximum { continue }
      } else if length == 0, acceptsEmpty {
        continue
      }
      look(raw, row, tell)
    }
  }

  private func checkDecimal(
    _ raw: RawBatch, _ minimum: Int64, _ maximum: Int64,
    _ tell: (_ row: Int, [CellFault]) -> Void
  ) {
    let stride = raw.width + 1
    let acceptsEmpty = acceptsEmpty
    var bound = raw.bounds + place
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      if length == 0, acceptsEmpty { continue }
      let value = PlainNumber.hundredths(raw.base + start, length)
      let millionths = value &* 10_000
      if value < 0 || millionths < minimum || millionths > maximum { look(raw, row, tell) }
    }
  }

  private func checkDates(
    _ raw: RawBatch, _ minimum: Int32, _ maximum: Int32,
    _ tell: (_ row: Int, [CellFault]) -> Void
  ) {
    let stride = raw.width + 1
    let missing = Missing.day
    let acceptsEmpty = acceptsEmpty
    var bound = raw.bounds + place
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      if length == 0, acceptsEmpty { continue }
      let day = dates.plain.iso(raw.base + start, length)
      if day == missing || day < minimum || day > maximum { look(raw, row, tell) }
    }
  }

  private func checkPattern(_ raw: RawBatch, _ tell: (_ row: Int, [CellFault]) -> Void) {
    let stride = raw.width + 1
    var bound = raw.bounds + place
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      bound += stride
      if length == 0 || !judge.matchesPattern(raw.base + start, length) { look(raw, row, tell) }
    }
  }

  private func checkWordings(_ raw: RawBatch, _ tell: (_ row: Int, [CellFault]) -> Void) {
    let stride = raw.width + 1
    let absent = WordingTable.absent
    var bound = raw.bounds + place
    var known = memo.view
    var fresh = 0
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      let cell = raw.base + start
      var meaning =
        known.isShort && length <= 8 ? known.lookShort(cell, length) : known.look(cell, length)
      if meaning == absent {
        fresh &+= 1
        let faults = judge.faults(Array(UnsafeBufferPointer(start: cell, count: length)))
        if faults.isEmpty {
          meaning = 0
        } else if faultsOf.count < Self.faultsKept {
          meaning = Int32(faultsOf.count)
          faultsOf.append(faults)
        } else {
          tell(row, faults)
          bound += stride
          continue
        }
        memo.remember(cell, length, meaning)
        known = memo.view
      }
      if meaning > 0 { tell(row, faultsOf[Int(meaning)]) }
      bound += stride
    }
    if fresh > 1024, fresh * 2 > raw.rowCount { isDirect = true }
  }
}
