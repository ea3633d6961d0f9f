import Glibc
import Staging
import Vocabulary

/// What in the output folder was made with a submission: releases that name it among their inputs,
/// and documents about it.
struct Mentions {
  let output: String
  /// Ids of the register.
  let members: [String]

  /// Paths in byte order.
  func find(_ submission: Submission, file: String?) throws(WriteFailure) -> [String] {
    var found: [String] = []
    try look(output, "", submission, Array("\"\(submission.folder)/\(file ?? "")".utf8), &found)
    return found
  }

  private func look(
    _ folder: String, _ inner: String, _ submission: Submission, _ needle: [UInt8],
    _ found: inout [String]
  ) throws(WriteFailure) {
    if let manifest = FileBytes.read(folder + "/internal/manifest.json") {
      // Inputs are written as "path": "2015-Q1/MARTA@2015-04-12/victims.csv".
      if manifest.contains(needle) { found.append(folder) }
      return
    }
    for name in try Folders.names(in: folder).map(\.text) where !name.hasPrefix(".") {
      let path = folder + "/" + name
      let place = inner.isEmpty ? name : inner + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try look(path, place, submission, needle, &found)
      case S_IFREG where isAbout(submission, place): found.append(path)
      default: break
      }
    }
  }

  /// Whether a document is about the submission: by its path it is of the period, and of the member or
  /// of all of them; of a receipt also the day must be right.
  private func isAbout(_ submission: Submission, _ place: String) -> Bool {
    var words: [String] = []
    for part in place.split(separator: "/") {
      // Without its ending: `MARTA@2015-04-12.2.html` is of the second of that day.
      let stem = part.lastIndex(of: ".").map { String(part[..<$0]) } ?? String(part)
      let sides = stem.split(separator: "@").map(String.init)
      if sides.count == 2, members.contains(sides[0]) {
        guard stem == "\(submission.member)@\(submission.vintage)" else { return false }
      }
      words += [String(part), stem] + sides
    }
    guard words.contains(submission.period.label) else { return false }
    let named = Set(words).intersection(members)
    return named.isEmpty || named.contains(submission.member)
  }
}
