import Vocabulary

/// Turns cells into ordinals, days, counts and amounts, a column of a batch at a time.
///
/// One per return and worker. It never drops or changes a value silently: what it converts is in
/// `conversions`, what it cannot read is a problem of the batch.
///
/// `sieviete` in the column `sex` becomes the ordinal of `F` and the note
/// `converted-wording: "sieviete" was read as F`.
package final class Normaliser {
  /// A conversion with its occurrences and where it first stands (chunk, then relative address).
  package struct Converted: Sendable {
    package var count: Int
    package let chunk: Int
    package let address: RecordAddress
  }

  private let schema: ReturnTable
  private let fileColumns: [Int]
  private var coders: [Int: CodeColumn] = [:]
  private let dates = PlainDate()
  private var ordinals: [UnsafeMutablePointer<Int32>?]
  private var numbers: [UnsafeMutablePointer<Int64>?]
  private var isPlain: [Bool]
  private var capacity = 0
  private var problems: [CellProblem] = []
  package private(set) var conversions: [Conversion: Converted] = [:]

  /// A code reader in a box, so that it can stay where it is while a batch is read.
  private final class CodeColumn {
    var reader: CodeReader
    init(_ reader: consuming CodeReader) { self.reader = reader }
  }

  /// - Parameters:
  ///   - fileColumns: by schema column its column in the file, -1 where absent.
  package init(
    schema: ReturnTable, fileColumns: [Int], lexicon: Lexicon, member: String,
    period: ReferencePeriod
  ) {
    self.schema = schema
    self.fileColumns = fileColumns
    ordinals = Array(repeating: nil, count: schema.columns.count)
    numbers = Array(repeating: nil, count: schema.columns.count)
    isPlain = Array(repeating: false, count: schema.columns.count)
    for (column, definition) in schema.columns.enumerated() {
      guard case .code(let list) = definition.type, fileColumns[column] >= 0,
        let index = lexicon[list]
      else { continue }
      coders[column] = CodeColumn(
        CodeReader(index, column: definition, member: member, period: period))
    }
  }

  deinit {
    for pointer in ordinals { pointer?.deallocate() }
    for pointer in numbers { pointer?.deallocate() }
  }

  /// Reads every column of the batch. The result is valid until the next call.
  package func code(_ raw: RawBatch) -> CodedBatch {
    reserve(raw.rowCount)
    problems.removeAll(keepingCapacity: true)
    for (column, definition) in schema.columns.enumerated() where fileColumns[column] >= 0 {
      switch definition.type {
      case .code: readCodes(raw, column)
      case .date: readDates(raw, column)
      case .count: readNumbers(raw, column, decimals: 0)
      case .amount: readNumbers(raw, column, decimals: 2)
      case .text: break
      }
    }
    return CodedBatch(
      raw: raw, ordinals: ordinals, numbers: numbers, isPlain: isPlain, fileColumns: fileColumns,
      problems: problems,
      wordings: problems.isEmpty
        ? [] : schema.columns.indices.map { coders[$0]?.reader.problems ?? [] })
  }

  private func reserve(_ rows: Int) {
    guard rows > capacity else { return }
    // Whole pages, so that no two workers write to one cache line.
    capacity = (rows + 1023) / 1024 * 1024
    for (column, definition) in schema.columns.enumerated() where fileColumns[column] >= 0 {
      switch definition.type {
      case .code, .date:
        ordinals[column]?.deallocate()
        ordinals[column] = UnsafeMutableRawPointer.allocate(
          byteCount: capacity * 4, alignment: 4096
        ).bindMemory(to: Int32.self, capacity: capacity)
      case .count, .amount:
        numbers[column]?.deallocate()
        numbers[column] = UnsafeMutableRawPointer.allocate(
          byteCount: capacity * 8, alignment: 4096
        ).bindMemory(to: Int64.self, capacity: capacity)
      case .text: break
      }
    }
  }

  private func note(_ conversion: Conversion, _ raw: RawBatch, _ row: Int) {
    if conversions[conversion] != nil {
      conversions[conversion]!.count += 1
    } else {
      conversions[conversion] = Converted(
        count: 1, chunk: raw.chunk,
        address: RecordAddress(record: Int(raw.records[row]), line: Int(raw.lines[row])))
    }
  }

  // MARK: Columns

  private func readCodes(_ raw: RawBatch, _ column: Int) {
    guard let coder = coders[column], let out = ordinals[column] else { return }
    let stride = raw.width + 1
    var bound = raw.bounds + fileColumns[column]
    var signs: Int32 = 0
    var known = coder.reader.known
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      var meaning =
        known.isShort && length <= 8
        ? known.lookShort(raw.base + start, length) : known.look(raw.base + start, length)
      if meaning == WordingTable.absent {
        meaning = coder.reader.understand(raw.base + start, length)
        known = coder.reader.known
      }
      out[row] = meaning
      signs |= meaning
      bound += stride
    }
    guard signs < 0 else { return }
    // Cases are rare: a second pass keeps them out of the loop above.
    for row in 0..<raw.rowCount where out[row] < 0 {
      let meaning = out[row]
      let found = coder.reader.caseOf(meaning)
      out[row] = found.ordinal
      if let kind = found.problem {
        problems.append(
          CellProblem(row: Int32(row), column: Int32(column), kind: kind, wording: found.detail))
      } else if found.detail >= 0 {
        note(coder.reader.conversions[Int(found.detail)], raw, row)
      }
    }
  }

  private func readDates(_ raw: RawBatch, _ column: Int) {
    guard let out = ordinals[column] else { return }
    let missing = Missing.day
    let stride = raw.width + 1
    var bound = raw.bounds + fileColumns[column]
    var doubtful = 0
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let day = dates.iso(raw.base + start, Int(bound[1]) &- 1 &- start)
      out[row] = day
      if day == missing { doubtful &+= 1 }
      bound += stride
    }
    guard doubtful > 0 else { return }
    for row in 0..<raw.rowCount where out[row] == missing {
      let cell = raw.cell(row, fileColumns[column])
      if let day = DateReader.convert(cell) {
        out[row] = day.days
        let from = String(decoding: cell, as: UTF8.self)
        if from != day.description {
          note(
            Conversion(
              kind: "converted-date", column: schema.columns[column].name, from: from,
              to: day.description), raw, row)
        }
      } else {
        blankOrProblem(raw, row, column, cell, .typeDate)
      }
    }
  }

  private func readNumbers(_ raw: RawBatch, _ column: Int, decimals: Int) {
    guard let out = numbers[column] else { return }
    let missing = Missing.count
    let stride = raw.width + 1
    var bound = raw.bounds + fileColumns[column]
    var doubtful = 0
    for row in 0..<raw.rowCount {
      let start = Int(bound[0])
      let length = Int(bound[1]) &- 1 &- start
      var value: Int64 = -1
      if decimals == 2 {
        value = PlainNumber.hundredths(raw.base + start, length)
      } else if length >= 1, length <= 8 {
        value = PlainNumber.digits(raw.base + start, length)
      }
      if value < 0 {
        value = missing
        doubtful &+= 1
      }
      out[row] = value
      bound += stride
    }
    isPlain[column] = doubtful == 0
    guard doubtful > 0 else { return }
    for row in 0..<raw.rowCount where out[row] == missing {
      let cell = raw.cell(row, fileColumns[column])
      if let (value, converted) = NumberReader.convert(cell, decimals: decimals) {
        out[row] = value
        if converted {
          note(
            Conversion(
              kind: "converted-number", column: schema.columns[column].name,
              from: String(decoding: cell, as: UTF8.self),
              to: decimals == 0 ? String(value) : Self.decimal(value)), raw, row)
        }
      } else {
        blankOrProblem(raw, row, column, cell, decimals == 0 ? .typeCount : .typeAmount)
      }
    }
  }

  private static func decimal(_ hundredths: Int64) -> String {
    let size = hundredths.magnitude
    return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 / 10)\(size % 10)"
  }

  private func blankOrProblem(
    _ raw: RawBatch, _ row: Int, _ column: Int, _ cell: UnsafeBufferPointer<UInt8>,
    _ kind: CellProblem.Kind
  ) {
    let isBlank = Text.trimmed(cell).isEmpty
    if isBlank, !schema.columns[column].isRequired { return }
    problems.append(
      CellProblem(row: Int32(row), column: Int32(column), kind: isBlank ? .required : kind))
  }
}
