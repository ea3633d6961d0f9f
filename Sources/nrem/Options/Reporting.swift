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
    // A limit on the size of files is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    guard let output else {
      return try report.write(files, as: format) { try Console.put($0, to: STDOUT_FILENO) }
    }
    // A reader never finds half a report: it takes its name when it is complete. What is there and is
    // no file (a pipe, a device) is written to as it is.
    var status = stat()
    let isThere = stat(output, &status) == 0
    let isFile = !isThere || status.st_mode & S_IFMT == S_IFREG
    if isThere, isFile { try Self.refuse(status, among: files.map(\.path)) }
    // A link stays one: what it leads to is written.
    let target = Self.resolved(output)
    let draft = isFile ? target + ".\(getpid()).part" : output
    let flags = isFile ? O_CREAT | O_EXCL : 0
    let descriptor = open(draft, O_WRONLY | O_CLOEXEC | flags, 0o666)
    guard descriptor >= 0 else { throw OutputFailure(path: output) }
    do {
      try report.write(files, as: format) { try Console.put($0, to: descriptor, path: output) }
    } catch {
      close(descriptor)
      if isFile { unlink(draft) }
      throw error
    }
    guard close(descriptor) == 0, !isFile || rename(draft, target) == 0 else {
      let failure = OutputFailure(path: output)
      if isFile { unlink(draft) }
      throw failure
    }
  }
}

extension Reporting {
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// The findings must not take the place of what they are about.
  private static func refuse(_ status: stat, among inputs: [String]) throws {
    for input in inputs {
      var other = stat()
      if stat(input, &other) == 0, other.st_ino == status.st_ino, other.st_dev == status.st_dev {
        throw ValidationError("--output is a file that is to be checked: \(input)")
      }
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
