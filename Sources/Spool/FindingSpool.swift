import Vocabulary

/// Any number of findings in bounded memory, given back in order of their places.
///
/// Findings are written as they come, in runs that are each in order; what is small stays in
/// memory, the rest waits in a temporary file. Those that share rule, sentence and column share one
/// *group*, which is kept in memory with its count.
package final class FindingSpool {
  /// What findings of one root cause have in common, and how many there are.
  package struct Group: Sendable {
    package let rule: String
    package let kind: String
    package let severity: Severity
    package let path: String
    package let column: String
    fileprivate let names: [String]
    package fileprivate(set) var count = 0
    /// Where the first of them stands.
    fileprivate var first = RecordAddress(record: .max, line: .max)

    fileprivate func holds(_ finding: Finding) -> Bool {
      kind == finding.kind && column == finding.column && rule == finding.rule
        && severity == finding.severity && path == finding.path
        && names.count == finding.parameters.count
        && zip(names, finding.parameters).allSatisfy { $0 == $1.name }
    }
  }

  private var made: [Group] = []
  /// Place in `groups` of each group as it was made; empty where that has to be found out again.
  private var ranks: [Int] = []
  private var places: [[String]: Int] = [:]
  private var lastGroup = 0
  private var runs: [(from: Int, to: Int)] = []
  /// What has not been written to the file yet.
  private var pending: [UInt8] = []
  private var end = 0
  private var file: Int32 = -1
  private var runStart = 0

  /// Bytes that are held before they go to the file.
  private let room: Int

  package init(room: Int = 1 << 20) { self.room = room }

  deinit { if file >= 0 { TemporaryFile.close(file) } }

  /// Groups in the order of their first findings, however those came.
  package var groups: [Group] {
    rank()
    var ordered = made
    for (place, rank) in ranks.enumerated() { ordered[rank] = made[place] }
    return ordered
  }

  private func rank() {
    guard ranks.count != made.count else { return }
    let order = made.indices.sorted { a, b in
      let (a, b) = (made[a], made[b])
      if a.first != b.first { return a.first < b.first }
      return (a.rule, a.kind, a.column) < (b.rule, b.kind, b.column)
    }
    ranks = Array(repeating: 0, count: made.count)
    for (rank, place) in order.enumerated() { ranks[place] = rank }
  }

  package var count: Int { made.reduce(0) { $0 + $1.count } }

  package func count(_ severity: Severity) -> Int {
    made.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
  }

  /// Ends the run: what follows may stand before it.
  package func startRun() {
    if end > runStart { runs.append((runStart, end)) }
    runStart = end
  }

  package func append(_ finding: Finding) throws(SpoolFailure) {
    let group = group(of: finding)
    made[group].count += 1
    if finding.address < made[group].first {
      made[group].first = finding.address
      ranks = []
    }
    var body: [UInt8] = []
    func put(_ number: Int) {
      var rest = UInt(bitPattern: number)
      while rest >= 128 {
        body.append(UInt8(truncatingIfNeeded: rest | 128))
        rest >>= 7
      }
      body.append(UInt8(rest))
    }
    put(group)
    put(finding.address.record)
    put(finding.address.line)
    put(finding.address.column)
    put(finding.occurrences)
    put(finding.covers.count)
    for column in finding.covers { put(column) }
    for parameter in finding.parameters {
      let text = Array(parameter.value.utf8)
      put(text.count)
      body += text
    }
    withUnsafeBytes(of: UInt32(body.count)) { pending.append(contentsOf: $0) }
    pending += body
    end += body.count + 4
    if pending.count >= room { try flush() }
  }

  private func flush() throws(SpoolFailure) {
    if file < 0 { file = try TemporaryFile.open() }
    let start = end - pending.count
    guard pending.withUnsafeBytes({ TemporaryFile.write(file, $0, at: start) }) else {
      throw SpoolFailure.last
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func group(of finding: Finding) -> Int {
    // Findings of one cause often come one after the other.
    if made[lastGroup...].first?.holds(finding) ?? false { return lastGroup }
    let group = Group(
      rule: finding.rule, kind: finding.kind, severity: finding.severity, path: finding.path,
      column: finding.column, names: finding.parameters.map(\.name))
    let key =
      [group.rule, group.kind, group.severity.rawValue, group.path, group.column] + group.names
    if let known = places[key] {
      lastGroup = known
    } else {
      made.append(group)
      lastGroup = made.count - 1
      places[key] = lastGroup
    }
    return lastGroup
  }

  // MARK: Giving back

  /// Gives every finding in order of its place, with the number of its group.
  package func read(
    _ tell: (Finding, _ group: Int) throws -> Void
  ) throws {
    startRun()
    rank()
    if file >= 0, !pending.isEmpty { try flush() }
    let whole = file < 0 ? pending : []
    var readers: [RunReader] = []
    for run in runs {
      var reader = RunReader(
        run, whole, file, ranks: ranks, share: max(1 << 10, (8 << 20) / runs.count))
      if try reader.advance() { readers.append(reader) }
    }
    // A heap of runs by the place of the next finding of each.
    func precedes(_ a: Int, _ b: Int) -> Bool { readers[a].place < readers[b].place }
    var heap = Array(readers.indices)
    func sift(_ start: Int) {
      var at = start
      while true {
        var least = at
        for child in [2 * at + 1, 2 * at + 2]
        where child < heap.count && precedes(heap[child], heap[least]) { least = child }
        if least == at { return }
        heap.swapAt(at, least)
        at = least
      }
    }
    for start in stride(from: heap.count / 2, through: 0, by: -1) where start < heap.count {
      sift(start)
    }
    while let next = heap.first {
      try tell(finding(readers[next]), readers[next].group)
      if try !readers[next].advance() {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      if !heap.isEmpty { sift(0) }
    }
  }

  private func finding(_ reader: RunReader) -> Finding {
    let group = made[reader.made]
    return Finding(
      rule: group.rule, kind: group.kind, severity: group.severity, path: group.path,
      address: reader.address, column: group.column,
      parameters: zip(group.names, reader.texts).map { Finding.Parameter($0, $1) },
      occurrences: reader.occurrences, covers: reader.covers)
  }
}

/// Reads one run of findings piece by piece.
private struct RunReader {
  private var next: Int
  private let end: Int
  private let file: Int32
  private let share: Int
  /// The piece at hand, and where in the spool it begins.
  private var piece: [UInt8]
  private var start: Int

  private let ranks: [Int]
  /// The group as it was made, and its place among all.
  private(set) var made = 0
  private(set) var group = 0
  private(set) var address = RecordAddress.file
  private(set) var occurrences = 1
  private(set) var covers: [Int] = []
  private(set) var texts: [String] = []

  init(
    _ run: (from: Int, to: Int), _ whole: [UInt8], _ file: Int32, ranks: [Int], share: Int
  ) {
    self.ranks = ranks
    next = run.from
    end = run.to
    self.file = file
    self.share = share
    piece = whole
    start = 0
  }

  /// Findings of one place come in the order of their groups' first appearance.
  struct Place: Comparable {
    let address: RecordAddress
    let run: Int
    static func < (a: Self, b: Self) -> Bool {
      a.address == b.address ? a.run < b.run : a.address < b.address
    }
  }
  var place: Place { Place(address: address, run: group) }

  /// Reads the next finding; false at the end of the run.
  mutating func advance() throws(SpoolFailure) -> Bool {
    guard next < end else { return false }
    let size = try take(4).enumerated().reduce(0) { $0 + Int($1.element) << ($1.offset * 8) }
    let body = try take(size)
    var at = body.startIndex
    func number() -> Int {
      var value: UInt = 0
      var shift: UInt = 0
      while body[at] >= 128 {
        value |= UInt(body[at] & 127) << shift
        shift += 7
        at += 1
      }
      value |= UInt(body[at]) << shift
      at += 1
      return Int(bitPattern: value)
    }
    made = number()
    group = ranks[made]
    let (record, line, column) = (number(), number(), number())
    address = RecordAddress(record: record, line: line, column: column)
    occurrences = number()
    covers = (0..<number()).map { _ in number() }
    texts = []
    while at < body.endIndex {
      let count = number()
      texts.append(String(decoding: body[at..<(at + count)], as: UTF8.self))
      at += count
    }
    return true
  }

  private mutating func take(_ count: Int) throws(SpoolFailure) -> ArraySlice<UInt8> {
    if next + count > start + piece.count || next < start {
      let size = min(max(share, count), end - next)
      var room = [UInt8](repeating: 0, count: size)
      guard room.withUnsafeMutableBytes({ TemporaryFile.read(file, $0, at: next) }) else {
        throw SpoolFailure.last
      }
      piece = room
      start = next
    }
    let from = next - start
    next += count
    return piece[from..<(from + count)]
  }
}
