import Vocabulary

/// Puts an officer's values in the place of cells, after they were read and before they are checked,
/// so that an adjusted cell is held to every rule like any other.
///
/// One per return; lines are those of a file that one reader reads.
package final class Adjuster {
  private let schema: ReturnTable
  private let registry: Registry
  private let byLine: [Int: [Adjustment]]
  /// Those that were found in their place.
  package private(set) var made: Set<Adjustment> = []
  /// Those that cannot be made, and why.
  package private(set) var problems: [(adjustment: Adjustment, problem: String)] = []

  package init(_ adjustments: [Adjustment], schema: ReturnTable, registry: Registry) {
    self.schema = schema
    self.registry = registry
    byLine = Dictionary(grouping: adjustments, by: \.line)
  }

  /// The batch with the officer's values in their places; what could not be put is in `problems`.
  package func adjust(_ batch: CodedBatch) -> CodedBatch {
    guard !byLine.isEmpty else { return batch }
    var changed: Set<Place> = []
    for row in 0..<batch.raw.rowCount {
      for adjustment in byLine[Int(batch.raw.lines[row])] ?? [] {
        if let place = put(adjustment, batch, row) { changed.insert(place) }
      }
    }
    guard !changed.isEmpty else { return batch }
    let columns = Set(changed.map(\.column))
    return CodedBatch(
      raw: batch.raw, ordinals: batch.ordinals, numbers: batch.numbers,
      isPlain: batch.isPlain.enumerated().map { $1 && !columns.contains(Int32($0)) },
      fileColumns: batch.fileColumns,
      problems: batch.problems.filter { !changed.contains(Place(row: $0.row, column: $0.column)) },
      wordings: batch.wordings)
  }

  private struct Place: Hashable {
    let row: Int32
    let column: Int32
  }

  private func put(_ adjustment: Adjustment, _ batch: CodedBatch, _ row: Int) -> Place? {
    func fail(_ problem: String) -> Place? {
      problems.append((adjustment, problem))
      return nil
    }
    let at = "\(adjustment.path):\(adjustment.line)"
    guard let column = schema.index(of: adjustment.column) else {
      return fail("\(schema.name) has no column “\(Masking.shown(adjustment.column))”")
    }
    guard batch.fileColumns[column] >= 0 else {
      return fail("\(at) has no cell of \(adjustment.column)")
    }
    let cell = String(
      decoding: Text.trimmed(batch.raw.cell(row, batch.fileColumns[column])), as: UTF8.self)
    guard cell == adjustment.expected else {
      return fail(
        "\(at) holds “\(Masking.shown(cell))” in \(adjustment.column), "
          + "not “\(Masking.shown(adjustment.expected))”")
    }
    guard let value = read(adjustment.value, column) else {
      return fail("“\(Masking.shown(adjustment.value))” is no value of \(adjustment.column)")
    }
    switch value {
    case .ordinal(let ordinal): batch.ordinals[column]?[row] = ordinal
    case .number(let number): batch.numbers[column]?[row] = number
    }
    made.insert(adjustment)
    return Place(row: Int32(row), column: Int32(column))
  }

  private enum Value {
    case ordinal(Int32)
    case number(Int64)
  }

  /// A value as the schema writes it; texts cannot be adjusted, since they are read where they stand.
  private func read(_ text: String, _ column: Int) -> Value? {
    var bytes = Array(text.utf8)
    // Readers of numbers may look past the end of a cell.
    bytes += Array(repeating: 0, count: 64)
    let type = schema.columns[column].type
    switch type {
    case .code:
      let code = text.isEmpty ? "_U" : text
      guard let list = registry.codeList(schema, column), let ordinal = list.ordinal(of: code),
        !list.codes[Int(ordinal)].isDerived
      else { return nil }
      return .ordinal(ordinal)
    case .date:
      if text.isEmpty { return .ordinal(Missing.day) }
      return bytes.withUnsafeBufferPointer { all in
        DateReader.convert(UnsafeBufferPointer(rebasing: all[..<text.utf8.count]))
          .map { .ordinal($0.days) }
      }
    case .count, .amount:
      if text.isEmpty { return .number(Missing.count) }
      return bytes.withUnsafeBufferPointer { all in
        let cell = UnsafeBufferPointer(rebasing: all[..<text.utf8.count])
        return NumberReader.convert(cell, decimals: type == .count ? 0 : 2)
          .map { .number($0.value) }
      }
    case .text: return nil
    }
  }

  /// Adjustments of whose line there is no record.
  package var unmet: [Adjustment] {
    byLine.values.joined().filter { adjustment in
      !made.contains(adjustment) && !problems.contains { $0.adjustment == adjustment }
    }
  }
}
