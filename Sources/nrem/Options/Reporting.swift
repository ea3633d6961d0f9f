import ArgumentParser
import Glibc
import Report
import Vocabulary

/// How findings are written, and where to.
struct Reporting: ParsableArguments {
  @Option(
    help:
      "How findings are written: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var format = ReportFormat.text

  @Option(help: "File for the findings; standard output when not given.")
  var output: String?

  @Flag(help: "Show every finding in text and annotations, not the first three of each cause.")
  var all = false

  @Flag(help: "Say nothing beside the findings.")
  var quiet = false

  /// Writes what was found, whole or not at all where it goes to a file.
  func write(_ files: [CheckedFile], _ wordings: Wordings, _ language: Language) throws {
    var report = FindingReport(wordings: wordings, language: language, version: Nrem.version)
    report.showsAll = all
    guard let output else {
      return try report.write(files, as: format) { try Console.put($0, to: STDOUT_FILENO) }
    }
    // A reader never finds half a report: it takes its name when it is complete. What is there and is
    // no file (a pipe, a device) is written to as it is.
    var status = stat()
    let isFile = stat(output, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    let draft = isFile ? output + ".part" : output
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputFailure(path: output) }
    do {
      try report.write(files, as: format) { try Console.put($0, to: descriptor, path: output) }
    } catch {
      close(descriptor)
      if isFile { unlink(draft) }
      throw error
    }
    guard close(descriptor) == 0, !isFile || rename(draft, output) == 0 else {
      let failure = OutputFailure(path: output)
      if isFile { unlink(draft) }
      throw failure
    }
  }
}

/// Findings could not be written.
struct OutputFailure: Error, CustomStringConvertible {
  let path: String
  private let reason = String(cString: strerror(errno))
  var description: String { "\(path): \(reason)" }
}

extension ReportFormat: ExpressibleByArgument {}
