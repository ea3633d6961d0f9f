import Foundation
import Ingest
import Support
import Testing

/// The written list of where we and frictionless differ, each with its reason. What is on no line of
/// it fails, and a line that explains nothing any more fails too.
final class Differences {
  private struct Line {
    let number: Int
    let side: String
    let place: NSRegularExpression
    let subject: NSRegularExpression
  }

  private let name: String
  private let lines: [Line]
  private var used: Set<Int> = []
  private(set) var unexplained: [String] = []
  private(set) var explained = 0

  /// - Parameter name: file in `differences/`, with the columns side, a place, a subject and reason.
  init(_ name: String) throws {
    self.name = name
    let path = repository + "/Tests/CheckTests/differences/\(name).csv"
    let table = try #require(try TextTable.read(path, shown: name))
    lines = try table.rows.map { row in
      try #require(row.cells.last?.isEmpty == false, "\(name).csv:\(row.line): no reason")
      return Line(
        number: row.line, side: row.cells[0],
        place: try NSRegularExpression(pattern: row.cells[1]),
        subject: try NSRegularExpression(pattern: "^(?:\(row.cells[2]))$"))
    }
  }

  /// Whether a line explains a difference; notes it where none does.
  func explain(
    _ side: String, _ place: String, _ subject: String, _ what: @autoclosure () -> String
  ) {
    for line in lines
    where line.side == side && Self.matches(line.place, place)
      && Self.matches(line.subject, subject)
    {
      used.insert(line.number)
      explained += 1
      return
    }
    unexplained.append("\(side): \(place) | \(subject) | \(what())")
  }

  private static func matches(_ pattern: NSRegularExpression, _ text: String) -> Bool {
    // The end of the text is its end, not the line end before it.
    let whole = NSRange(text.startIndex..., in: text)
    guard let match = pattern.firstMatch(in: text, range: whole) else { return false }
    return !pattern.pattern.hasPrefix("^(?:") || match.range.length == whole.length
  }

  func conclude(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      unexplained.isEmpty,
      "\(unexplained.count): \(unexplained.prefix(400).joined(separator: "\n"))",
      sourceLocation: sourceLocation)
    let idle = lines.map(\.number).filter { !used.contains($0) }
    #expect(
      idle.isEmpty, "lines of \(name).csv that explain nothing: \(idle)",
      sourceLocation: sourceLocation)
  }
}
