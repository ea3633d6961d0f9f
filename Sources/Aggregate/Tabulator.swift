import Vocabulary

/// Gathers the rows of one return that may count: kept as they are, or poured into a cube.
///
/// One per return and worker. Rows of tabulations and events are kept, since what they mean depends
/// on the others; records are added up as they pass and nothing of a record is kept.
package final class Tabulator {
  private let schema: ReturnTable
  /// Rows kept; empty for tables of records.
  package private(set) var rows: ReturnRows
  private let layouts: [RecordCube.Layout]
  private let sums: [UnsafeMutablePointer<Int64>]
  private let counts: [UnsafeMutablePointer<Int64>]

  package init(schema: ReturnTable, registry: Registry) {
    self.schema = schema
    rows = ReturnRows(schema: schema)
    layouts = schema.kind == .records ? recordLayouts(schema, registry) : []
    func cells(_ layout: RecordCube.Layout) -> UnsafeMutablePointer<Int64> {
      // Pages of its own, so that no two workers write to one cache line.
      let pointer = UnsafeMutableRawPointer.allocate(
        byteCount: layout.size * 8 + 4096, alignment: 4096
      ).bindMemory(to: Int64.self, capacity: layout.size)
      pointer.initialize(repeating: 0, count: layout.size)
      return pointer
    }
    sums = layouts.map(cells)
    counts = layouts.map(cells)
  }

  deinit {
    for pointer in sums + counts { pointer.deallocate() }
  }

  package func add(_ batch: EditedBatch) {
    if schema.kind != .records {
      rows.append(batch, schema: schema)
      return
    }
    for (place, layout) in layouts.enumerated() { pour(batch, layout, place) }
  }

  private func pour(_ batch: EditedBatch, _ layout: RecordCube.Layout, _ place: Int) {
    let count = batch.coded.raw.rowCount
    let accepted = batch.accepted
    let missing = Missing.count
    let total = CodeList.total
    let (sums, counts) = (sums[place], counts[place])
    let columns = layout.dimensions.map { batch.coded.ordinals[$0] }
    let measure = layout.measure.flatMap { batch.coded.numbers[$0] }
    if columns.count == 2, let first = columns[0], let second = columns[1], let measure {
      let radix = layout.radices[1]
      for row in 0..<count where accepted[row] == 1 {
        let cell = Int(first[row]) &* radix &+ Int(second[row])
        let value = measure[row]
        sums[cell] &+= value == missing ? 0 : value
        counts[cell] &+= 1
      }
      return
    }
    for row in 0..<count where accepted[row] == 1 {
      var cell = 0
      for (column, radix) in zip(columns, layout.radices) {
        cell = cell &* radix &+ Int(column?[row] ?? total)
      }
      let value = measure?[row] ?? missing
      sums[cell] &+= value == missing ? 0 : value
      counts[cell] &+= 1
    }
  }

  /// What has been poured so far; nil for tables whose rows are kept.
  package var cube: RecordCube? {
    guard schema.kind == .records else { return nil }
    var cube = RecordCube(layouts: layouts)
    for place in layouts.indices {
      for cell in 0..<layouts[place].size {
        cube.sums[place][cell] = sums[place][cell]
        cube.counts[place][cell] = counts[place][cell]
      }
    }
    return cube
  }
}

/// The cubes that the indicators of a table of records need: a total and one for each breakdown.
func recordLayouts(_ schema: ReturnTable, _ registry: Registry) -> [RecordCube.Layout] {
  var layouts: [RecordCube.Layout] = []
  for indicator in registry.indicators where indicator.table == schema.name {
    guard case .records(let measure) = indicator.method else { continue }
    for names in [[]] + indicator.breakdowns {
      let layout = recordLayout(names, measure, schema, registry)
      if !layouts.contains(layout) { layouts.append(layout) }
    }
  }
  return layouts
}

func recordLayout(
  _ names: [String], _ measure: String?, _ schema: ReturnTable, _ registry: Registry
) -> RecordCube.Layout {
  let dimensions = names.compactMap(schema.index(of:))
  return RecordCube.Layout(
    dimensions: dimensions,
    radices: dimensions.map { registry.codeList(schema, $0)?.codes.count ?? 1 },
    measure: measure.flatMap(schema.index(of:)))
}
