/// When a submission was received: the day, and its place among those of one day.
///
/// Written `2015-04-12`, `2015-04-12.2`, … ; `.10` comes after `.9`.
package struct Vintage: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let received: CalendarDay
  /// 1 for the first of its day.
  package let sequence: Int

  package init(received: CalendarDay, sequence: Int = 1) {
    self.received = received
    self.sequence = sequence
  }

  package init?(_ label: some StringProtocol) {
    let parts = label.split(separator: ".", omittingEmptySubsequences: false)
    guard let day = parts.first.flatMap({ CalendarDay(iso: $0) }), parts.count <= 2 else {
      return nil
    }
    if parts.count == 2 {
      guard parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let n = Int(parts[1]), n >= 2,
        !parts[1].hasPrefix("0")
      else { return nil }
      sequence = n
    } else {
      sequence = 1
    }
    received = day
  }

  package var description: String {
    sequence == 1 ? received.description : "\(received).\(sequence)"
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.received, a.sequence) < (b.received, b.sequence)
  }
}

/// What one member sent at one time for one period: member × period × vintage.
package struct Submission: Hashable, Comparable, Sendable {
  package let period: ReferencePeriod
  package let member: String
  package let vintage: Vintage

  package init(period: ReferencePeriod, member: String, vintage: Vintage) {
    self.period = period
    self.member = member
    self.vintage = vintage
  }

  /// `2015-Q1/MARTA@2015-04-12`
  package var folder: String { "\(period.label)/\(member)@\(vintage)" }

  package static func < (a: Self, b: Self) -> Bool {
    if a.period != b.period { return a.period < b.period }
    if a.member != b.member { return a.member < b.member }
    return a.vintage < b.vintage
  }
}

/// One table of one submission: a file, or a line of `nil.csv` that says there is nothing.
package struct Return: Sendable, Hashable {
  package let submission: Submission
  package let table: String
  /// Path as shown to people and recorded in releases, relative to the returns folder.
  package let path: String
  /// Path to open.
  package let location: String
  /// Line of `nil.csv` that declares the table; nil for a file of its own.
  package let nilLine: Int?
  /// Bytes of the file.
  package let size: Int

  package init(
    submission: Submission, table: String, path: String, location: String, nilLine: Int?, size: Int
  ) {
    self.submission = submission
    self.table = table
    self.path = path
    self.location = location
    self.nilLine = nilLine
    self.size = size
  }

  package var isNil: Bool { nilLine != nil }
}

/// Where in a file something stands.
package struct RecordAddress: Hashable, Comparable, Sendable {
  /// 1-based record, the header being record 1; 0 for the file as a whole.
  package let record: Int
  /// 1-based physical line on which the record starts; 0 for the file as a whole.
  package let line: Int
  /// 1-based column of the file; 0 for the record as a whole.
  package let column: Int

  package init(record: Int, line: Int, column: Int = 0) {
    self.record = record
    self.line = line
    self.column = column
  }

  package static let file = RecordAddress(record: 0, line: 0)

  package static func < (a: Self, b: Self) -> Bool {
    (a.line, a.record, a.column) < (b.line, b.record, b.column)
  }
}
