import DelimitedText
import Vocabulary

/// Tells of which member, period and table a file is, from its name and its content.
///
/// What is given holds. Where name and content say different things, or neither says enough, nothing
/// is guessed: a file under the wrong member would be a wrong figure.
///
/// `VP upuri 2015-Q1.csv` with the header `status,sex,count` is VP's table victims of 2015-Q1.
package struct Recogniser {
  /// What is said beside the file.
  package struct Given: Sendable {
    package var member: String?
    package var period: ReferencePeriod?
    /// A table of the return, or `nil`.
    package var table: String?
    package init() {}
  }

  /// Why something cannot be told, or what is strange: key of its sentence, and what it fills in.
  package struct Remark: Sendable, Equatable {
    package let kind: String
    package let parameters: [Finding.Parameter]

    package init(_ kind: String, _ parameters: [Finding.Parameter] = []) {
      self.kind = kind
      self.parameters = parameters
    }
  }

  /// What could be told, and why the rest could not.
  package struct Recognised: Sendable {
    package fileprivate(set) var member: String?
    package fileprivate(set) var period: ReferencePeriod?
    /// A table of the return, or `nil` for the file that declares tables nil.
    package fileprivate(set) var table: String?
    package fileprivate(set) var problems: [Remark] = []
    /// Where the name says something else than what was given.
    package fileprivate(set) var remarks: [Remark] = []
    /// What the file is, where it is no text and cannot be looked into.
    package fileprivate(set) var container: String?
  }

  private let registry: Registry
  private let members: [FileNameWords.Name]
  private let tables: [FileNameWords.Name]
  private let columns: [(table: String, names: ColumnNames)]

  package init(_ registry: Registry) {
    self.registry = registry
    members = registry.members.flatMap { member in
      [
        FileNameWords.Name(
          id: member.id, words: FileNameWords(member.id), isExact: member.id.utf8.count <= 3)
      ]
        + [member.name.lv, member.name.en].map {
          FileNameWords.Name(id: member.id, words: FileNameWords($0))
        }
    }
    tables =
      registry.tables.flatMap { table in
        [table.name, table.title.lv, table.title.en].map {
          FileNameWords.Name(id: table.name, words: FileNameWords($0))
        }
      } + [FileNameWords.Name(id: Self.nilTable, words: FileNameWords(Self.nilTable))]
    columns = registry.tables.map { ($0.name, ColumnNames($0, registry)) }
  }

  /// The name of the file that declares tables nil, as a table.
  package static let nilTable = "nil"

  /// - Parameters:
  ///   - name: the file's name as it was sent, without its folders.
  ///   - location: path to open.
  ///   - shown: what it is called when it cannot be read.
  package func recognise(
    name: String, at location: String, shown: String, given: Given
  ) throws(IntakeFailure) -> Recognised {
    do throws(ReadFailure) {
      var found = Recognised()
      let words = FileNameWords(name)
      let header = try header(location)
      found.container = header.container
      tellTable(words, header, given, &found)
      let content = try content(location, table: found.table)
      tellMember(words, content.member, given, &found)
      tellPeriod(words, content.period, given, &found)
      return found
    } catch { throw IntakeFailure(error, shown: shown) }
  }

  // MARK: Table

  private struct Header {
    /// Tables whose required columns are all there, and how many of their columns are.
    var complete: [(table: String, known: Int)] = []
    var container: String?

    /// The tables that most of the columns are of.
    var best: [String] {
      let most = complete.map(\.known).max()
      return complete.filter { $0.known == most }.map(\.table)
    }
  }

  private func header(_ location: String) throws(ReadFailure) -> Header {
    var header = Header()
    for (table, names) in columns {
      let file = try DelimitedFile.open(
        path: location, Intake.options(registry.table(table)!, registry))
      header.container = file.sniffed.container
      let found = Set(file.header.compactMap { names[$0] }).subtracting(["member", "period"])
      if !found.isEmpty, names.required.isSubset(of: found) {
        header.complete.append((table, found.count))
      }
    }
    let labels = try DelimitedFile.open(path: location, Self.nilOptions).header.map(nilColumn)
    if labels.contains("table"), labels.allSatisfy({ $0 != nil }) {
      header.complete.append((Self.nilTable, 1))
    }
    return header
  }

  private static var nilOptions: ReadOptions {
    var options = ReadOptions()
    options.preferredEncoding = .windows1257
    return options
  }

  /// What a label of `nil.csv` names; nil where that file has no such column.
  private func nilColumn(_ label: String) -> String? {
    let folded = Wording.fold(label)
    if ["table", "tabula"].contains(folded) { return "table" }
    if ["member", "period"].contains(folded) { return folded }
    return registry.columnWordings.first {
      $0.table == nil && ["member", "period"].contains($0.column)
        && Wording.fold($0.wording) == folded
    }?.column
  }

  private func tellTable(
    _ words: FileNameWords, _ header: Header, _ given: Given, _ found: inout Recognised
  ) {
    if let table = given.table {
      found.table = table
      return
    }
    let named = words.named(tables)
    let fitting = named.filter { name in header.complete.contains { $0.table == name } }
    if header.container != nil || header.complete.isEmpty {
      // A header that is no table's whole: the check will say what is missing.
      if named.count == 1 { found.table = named[0] }
    } else if fitting.count == 1 {
      found.table = fitting[0]
    } else if fitting.isEmpty, !named.isEmpty {
      found.problems.append(
        Remark(
          "untold-table-contradicts",
          [.init("name", list(named)), .init("header", list(header.best))]))
      return
    } else {
      let best = fitting.isEmpty ? header.best : header.best.filter(fitting.contains)
      if best.count == 1 { found.table = best[0] }
    }
    guard found.table == nil else { return }
    if let container = header.container {
      found.problems.append(Remark("untold-no-text", [.init("found", container)]))
    } else {
      let candidates = fitting.isEmpty ? (named.isEmpty ? header.best : named) : fitting
      found.problems.append(
        candidates.isEmpty
          ? Remark("untold-table") : Remark("untold-tables", [.init("tables", list(candidates))]))
    }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  // MARK: Member

  private func tellMember(
    _ words: FileNameWords, _ column: Distinct, _ given: Given, _ found: inout Recognised
  ) {
    let named = words.named(members)
    if let member = given.member {
      found.member = member
      if !named.isEmpty, named != [member] {
        found.remarks.append(
          Remark("given-member", [.init("name", list(named)), .init("given", member)]))
      }
      return
    }
    let said = column.only.flatMap(registry.memberNamed)
    switch (named.count == 1 ? named[0] : nil, said) {
    case (let name?, let said?) where name != said:
      found.problems.append(
        Remark("untold-member-contradicts", [.init("name", name), .init("column", said)]))
    case (let name?, _): found.member = name
    case (nil, let said?):
      if !named.isEmpty, !named.contains(said) {
        found.problems.append(
          Remark("untold-member-contradicts", [.init("name", list(named)), .init("column", said)]))
      } else {
        found.member = said
      }
    case (nil, nil):
      if !named.isEmpty {
        found.problems.append(Remark("untold-members", [.init("members", list(named))]))
      } else if let only = column.only {
        found.problems.append(
          Remark("untold-member-unknown", [.init("value", Masking.shown(only))]))
      } else {
        found.problems.append(Remark(column.isSeveral ? "untold-members-rows" : "untold-member"))
      }
    }
  }

  // MARK: Period

  private func tellPeriod(
    _ words: FileNameWords, _ column: Distinct, _ given: Given, _ found: inout Recognised
  ) {
    let told = words.period()
    var named: ReferencePeriod?
    if case .quarter(let quarter) = told { named = quarter }
    if let period = given.period {
      found.period = period
      if let named, named != period {
        found.remarks.append(
          Remark("given-period", [.init("name", named.label), .init("given", period.label)]))
      }
      return
    }
    let said = column.only.flatMap(Self.period)
    switch (named, said) {
    case (let name?, let said?) where name != said:
      found.problems.append(
        Remark(
          "untold-period-contradicts", [.init("name", name.label), .init("column", said.label)]))
    case (let name?, _): found.period = name
    case (nil, let said?): found.period = said
    case (nil, nil):
      if let only = column.only {
        found.problems.append(
          Remark("untold-period-unknown", [.init("value", Masking.shown(only))]))
      } else if column.isSeveral {
        found.problems.append(Remark("untold-periods-rows"))
      } else {
        found.problems.append(Remark(told == .unclear ? "untold-period-unclear" : "untold-period"))
      }
    }
  }

  /// A cell of the column `period`: a quarter or a year, here also a year alone.
  private static func period(_ cell: String) -> ReferencePeriod? {
    if let period = ReferencePeriod(cell.uppercased()) {
      return period.isQuarter || period.isYear ? period : nil
    }
    if case .quarter(let quarter) = FileNameWords(cell).period() { return quarter }
    return nil
  }

  // MARK: Content

  /// The different values of a column, as far as it matters how many there are.
  private struct Distinct {
    /// What two values must share to be one.
    let read: (String) -> String
    private var seen: Set<String> = []
    private var values: Set<String> = []

    init(_ read: @escaping (String) -> String) { self.read = read }

    var only: String? { values.count == 1 ? values.first : nil }
    var isSeveral: Bool { values.count > 1 }

    mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
      guard values.count < 2 else { return }
      let text = String(decoding: cell, as: UTF8.self)
      guard seen.insert(text).inserted else { return }
      let trimmed = text.drop { $0.isWhitespace }
      guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return }
      values.insert(read(String(trimmed[...last])))
    }
  }

  /// What stands in the columns `member` and `period`.
  private func content(
    _ location: String, table: String?
  ) throws(ReadFailure) -> (member: Distinct, period: Distinct) {
    var member = Distinct { registry.memberNamed($0) ?? $0 }
    var period = Distinct { $0.uppercased() }
    let names = table.flatMap { table in columns.first { $0.table == table }?.names }
    let options = table.flatMap(registry.table).map { Intake.options($0, registry) }
    let file = try DelimitedFile.open(path: location, options ?? Self.nilOptions)
    guard file.sniffed.container == nil else { return (member, period) }
    func place(_ column: String) -> Int? {
      file.header.firstIndex { (names?[$0] ?? (names == nil ? nilColumn($0) : nil)) == column }
    }
    let places = (place("member"), place("period"))
    guard places.0 != nil || places.1 != nil else { return (member, period) }
    let reader = file.reader()
    while let batch = try reader.next() {
      for row in 0..<batch.rowCount {
        if let place = places.0 { member.add(batch.cell(row, place)) }
        if let place = places.1 { period.add(batch.cell(row, place)) }
      }
      if (places.0 == nil || member.isSeveral) && (places.1 == nil || period.isSeveral) { break }
    }
    return (member, period)
  }
}
