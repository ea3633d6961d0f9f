import DelimitedText
import Ingest
import Staging
import Vocabulary

/// A file that was handed in: its bytes as they were at that moment, and what it is.
struct ReceivedFile: Sendable {
  /// Its name as it was sent, as it may be shown.
  let sentAs: String
  /// The same, or its place in the command where the name is not shown.
  let shown: String
  let copy: PrivateCopy
  let member: String
  let period: ReferencePeriod
  /// A table of the return, or `nil`.
  let table: String
  /// Lines with a personal code; 0 for the file's name.
  let personalCodes: [Int]
  /// What it is where it is no text, so that nobody can say what it holds.
  let container: String?

  var name: String { table + ".csv" }
  var isRefused: Bool { !personalCodes.isEmpty || container != nil }

  /// Looks for personal codes in all of the text, wherever they stand.
  ///
  /// The check looks into cells; above the header, or deep in a record that cannot be cut into cells,
  /// it does not look, and what is filed stays.
  static func personalCodes(_ copy: PrivateCopy) throws(ReadFailure) -> [Int] {
    guard let text = try FileText.read(copy.path, preferring: .windows1257),
      Masking.holdsPersonalCode(text)
    else { return [] }
    var lines: [Int] = []
    for (place, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    where line.count >= 11 && Masking.holdsPersonalCode(Array(line)) { lines.append(place + 1) }
    return lines.isEmpty ? [1] : lines
  }
}
