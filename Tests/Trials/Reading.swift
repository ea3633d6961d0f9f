/// All that reading a text gives, in a form that can be compared.
struct Reading: Equatable {
  struct Trouble: Equatable {
    var kind: String
    var record: Int
    var line: Int
    var quoteLine: Int
    var cells: Int
    var text: String
  }

  var headerLine = 0
  var headerRecord = 0
  var header: [String] = []
  var malformedHeader: Trouble?

  /// Bytes of all cells one after the other, and where each cell and each row ends.
  var bytes: [UInt8] = []
  var cellEnds: [Int] = []
  var rowEnds: [Int] = []
  var lines: [Int] = []
  var records: [Int] = []
  var malformed: [Trouble] = []
  var irregular: [Trouble] = []
  /// Line and record of each.
  var blankLines: [[Int]] = []
  /// Lines and records of the whole text.
  var extent = [0, 0]

  /// The cells of a row, each followed by a byte that no text has.
  func row(_ place: Int) -> [UInt8] {
    var joined: [UInt8] = []
    for cell in (place == 0 ? 0 : rowEnds[place - 1])..<rowEnds[place] {
      joined.append(contentsOf: bytes[(cell == 0 ? 0 : cellEnds[cell - 1])..<cellEnds[cell]])
      joined.append(0xFF)
    }
    return joined
  }

  /// What differs first, for people.
  func difference(from other: Reading) -> String? {
    if self == other { return nil }
    if headerLine != other.headerLine { return "header line \(headerLine) / \(other.headerLine)" }
    if headerRecord != other.headerRecord {
      return "header record \(headerRecord) / \(other.headerRecord)"
    }
    if header != other.header { return "header \(header) / \(other.header)" }
    if malformedHeader != other.malformedHeader {
      return "malformed header \(String(describing: malformedHeader)) / "
        + String(describing: other.malformedHeader)
    }
    if blankLines != other.blankLines { return "blank lines \(blankLines) / \(other.blankLines)" }
    if malformed != other.malformed { return "malformed \(malformed) / \(other.malformed)" }
    if irregular != other.irregular { return "irregular \(irregular) / \(other.irregular)" }
    if lines != other.lines { return "lines \(lines) / \(other.lines)" }
    if records != other.records { return "records \(records) / \(other.records)" }
    for place in rowEnds.indices where row(place) != other.row(place) {
      return "row \(place): \(row(place)) / \(other.row(place))"
    }
    return "extent \(extent) / \(other.extent), or cells"
  }
}
