import Ingest
import Vocabulary

/// Reads one CSV list of `pipelines/`: its columns by name, every complaint with file and line.
struct ListReader {
  let shown: String
  private let table: TextTable
  private let places: [String: Int]

  struct Line {
    let number: Int
    fileprivate let cells: [String]
    fileprivate let places: [String: Int]
    fileprivate let shown: String

    /// The cell of a column; nil where it is blank or the column is not there.
    subscript(column: String) -> String? {
      guard let place = places[column], !cells[place].isEmpty else { return nil }
      return cells[place]
    }

    func text(_ column: String) throws(DefinitionFailure) -> String {
      guard let text = self[column] else { throw failure("the cell of “\(column)” is blank") }
      return text
    }

    func day(_ column: String) throws(DefinitionFailure) -> CalendarDay? {
      guard let text = self[column] else { return nil }
      guard let day = CalendarDay(iso: text) else { throw failure("“\(text)” is not a date") }
      return day
    }

    func validity() throws(DefinitionFailure) -> Validity {
      let (from, to) = (try day("valid_from"), try day("valid_to"))
      if let from, let to, from > to { throw failure("valid_from is after valid_to") }
      return Validity(from: from, to: to)
    }

    func failure(_ problem: String) -> DefinitionFailure {
      DefinitionFailure(path: shown, line: number, problem: problem)
    }
  }

  /// - Parameter required: columns that must be there; others are taken where they are.
  init(path: String, shown: String, required: [String]) throws(DefinitionFailure) {
    self.shown = shown
    do throws(IntakeFailure) {
      guard let table = try TextTable.read(path, shown: shown) else {
        throw IntakeFailure(path: shown, problem: "the file is empty")
      }
      self.table = table
    } catch {
      throw DefinitionFailure(path: error.path, line: 0, problem: error.problem)
    }
    var places: [String: Int] = [:]
    for (place, label) in table.header.enumerated() { places[label] = place }
    for column in required where places[column] == nil {
      throw DefinitionFailure(
        path: shown, line: table.headerLine, problem: "the column “\(column)” is missing")
    }
    self.places = places
    if let defect = table.defects.first {
      throw DefinitionFailure(
        path: shown, line: defect.line,
        problem: defect.cells.map {
          "the record has \($0) cells where the header has \(table.header.count)"
        } ?? "the record cannot be read: \(defect.kind)")
    }
  }

  var header: [String] { table.header }

  var lines: [Line] {
    table.rows.map { Line(number: $0.line, cells: $0.cells, places: places, shown: shown) }
  }
}
