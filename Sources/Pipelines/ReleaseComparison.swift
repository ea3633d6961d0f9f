import Glibc
import Ingest
import Staging
import Vocabulary

/// What differs between two releases: figures, and what they were made from.
package struct ReleaseComparison: Sendable {
  /// A figure by what names it: period, indicator, codes, member.
  package struct Place: Hashable, Sendable {
    package let indicator: String
    package let period: String
    /// Dimensions that are broken down, with their codes.
    package let cell: [String]
    package let member: String
  }

  /// A value as the release has it (empty where there is none), in units of `10^unitMultiplier`, with
  /// its status letter.
  package struct Figure: Equatable, Sendable {
    package let value: String
    package let unit: String
    package let unitMultiplier: String
    package let status: String

    /// The value in full, `–` where there is none.
    package var written: String {
      guard let number = Int(value), let multiplier = Int(unitMultiplier) else {
        return value.isEmpty ? "–" : value
      }
      return IndicatorDefinition.written(number, unitMultiplier: multiplier)
        + (unit == "PERCENT" ? "%" : "")
    }
  }

  /// A figure whose value or status is not the same in both.
  package struct Difference: Sendable {
    package let place: Place
    /// Nil where only one release has the figure.
    package let before: Figure?
    package let after: Figure?
  }

  /// A release as far as it is compared.
  package struct Side: Sendable {
    package let path: String
    package let edition: String
    package let period: String
    package let asOf: String
    let version: String
    let definitions: String
    let adjustments: String
    /// Digest by path; empty for a public edition, which names no input.
    let inputs: [String: String]
    fileprivate let figures: [Place: Figure]
    fileprivate let order: [Place]
  }

  package let first: Side
  package let second: Side
  /// In the order of the second release, what only the first has last.
  package let differences: [Difference]
  /// Returns of which only one release knows, or that differ.
  package let inputsGone: [String]
  package let inputsNew: [String]
  package let inputsChanged: [String]

  package var otherDefinitions: Bool { first.definitions != second.definitions }
  package var otherAdjustments: Bool { first.adjustments != second.adjustments }
  package var otherVersion: Bool { first.version != second.version }

  /// - Parameters: folders of releases, or of one edition of each.
  package init(_ first: String, _ second: String) throws {
    // The same edition of both, the inner one where both have it.
    let editions = Edition.allCases.map(\.rawValue)
    func has(_ path: String, _ edition: String) -> Bool {
      access("\(path)/\(edition)/manifest.json", R_OK) == 0
    }
    for path in [first, second]
    where access(path + "/manifest.json", R_OK) != 0 && !editions.contains(where: { has(path, $0) })
    {
      throw IntakeFailure(path: path, problem: "is no release: there is no manifest.json in it")
    }
    var paths = (first, second)
    if let edition = editions.first(where: { has(first, $0) && has(second, $0) }) {
      paths = ("\(first)/\(edition)", "\(second)/\(edition)")
    }
    self.first = try Self.side(paths.0)
    self.second = try Self.side(paths.1)
    differences = Self.differences(self.first, self.second)
    let (a, b) = (self.first.inputs, self.second.inputs)
    inputsGone = a.keys.filter { b[$0] == nil }.sorted()
    inputsNew = b.keys.filter { a[$0] == nil }.sorted()
    inputsChanged = a.keys.filter { b[$0] != nil && b[$0] != a[$0] }.sorted()
  }

  private static func differences(_ first: Side, _ second: Side) -> [Difference] {
    (second.order + first.order.filter { second.figures[$0] == nil }).compactMap { place in
      let (before, after) = (first.figures[place], second.figures[place])
      return before == after ? nil : Difference(place: place, before: before, after: after)
    }
  }

  // MARK: Reading

  private static func side(_ path: String) throws -> Side {
    let manifest = try tree(path + "/manifest.json")
    let table = try TextTable.read(path + "/observations.csv", shown: path + "/observations.csv")
    guard let table else { throw IntakeFailure(path: path, problem: "its observations are empty") }
    let names = ["time_period", "indicator", "member", "obs_value", "obs_status"]
    let places = Dictionary(
      table.header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    guard names.allSatisfy({ places[$0] != nil }), let member = places["member"],
      let unit = places["unit"], let multiplier = places["unit_mult"], multiplier < member
    else { throw IntakeFailure(path: path, problem: "its observations are not those of a release") }
    var figures: [Place: Figure] = [:]
    var order: [Place] = []
    for row in table.rows {
      let cell = ((multiplier + 1)..<member).filter { row.cells[$0] != "_T" }.map {
        "\(table.header[$0])=\(row.cells[$0])"
      }
      let place = Place(
        indicator: row.cells[places["indicator"]!], period: row.cells[places["time_period"]!],
        cell: cell, member: row.cells[member])
      figures[place] = Figure(
        value: row.cells[places["obs_value"]!], unit: row.cells[unit],
        unitMultiplier: row.cells[multiplier], status: row.cells[places["obs_status"]!])
      order.append(place)
    }
    var inputs: [String: String] = [:]
    if let listed = manifest["inputs"] {
      for input in try listed.items() {
        inputs["\(try input.text("path")) (\(try input.text("table")))"] = try input.text("sha256")
      }
    }
    return Side(
      path: path, edition: try manifest.text("edition"), period: try manifest.text("period"),
      asOf: try manifest.text("as_of"), version: try manifest.text("version"),
      definitions: try manifest.text("definitions_sha256"),
      adjustments: try manifest["adjustments"]?.text("sha256") ?? "", inputs: inputs,
      figures: figures, order: order)
  }

  private static func tree(_ path: String) throws -> DefinitionTree {
    guard let bytes = FileBytes.read(path) else {
      throw IntakeFailure(
        path: path, problem: "cannot be read: \(String(cString: strerror(errno)))")
    }
    return try DefinitionTree(path: path, text: String(decoding: bytes, as: UTF8.self))
  }
}
