import ArgumentParser
import Glibc
import Ingest
import Pipelines
import Spool
import Staging
import Vocabulary

/// Results go to standard output, talk goes to standard error.
enum Console {
  static func say(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at)
      }
      if wrote < 0, errno == EINTR { continue }
      if wrote <= 0 { return }
      at += wrote
    }
  }

  /// Writes bytes whole; a reader that has gone away (`| head`) ends the tool without a word.
  static func put(_ bytes: [UInt8], to descriptor: Int32, path: String = "output") throws {
    var at = 0
    while at < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at)
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw OutputFailure(path: path) }
      at += wrote
    }
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The codes with which the tool ends.
  enum Exit {
    static let badData = ExitCode(1)
    static let failed = ExitCode(2)
    static let misasked = ExitCode(64)
    static let locked = ExitCode(75)
  }

  /// Runs a command; a machine problem becomes one sentence and its exit code.
  static func guarded(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as DefinitionFailure {
      say("nrem: \(failure)")
      throw Exit.failed
    } catch let failure as IntakeFailure {
      say("nrem: \(failure)")
      throw Exit.failed
    } catch let failure as WriteFailure {
      say("nrem: \(failure)")
      throw failure.isLocked ? Exit.locked : Exit.failed
    } catch let failure as SpoolFailure {
      say("nrem: \(failure)")
      throw Exit.failed
    } catch let failure as OutputFailure {
      say("nrem: \(failure)")
      throw Exit.failed
    } catch let failure as AdjustmentFailure {
      say("nrem: \(failure)")
      throw Exit.failed
    } catch let misasked as ValidationError {
      // Thrown from here it would be followed by the usage of the whole tool.
      say("nrem: \(misasked)")
      throw Exit.misasked
    } catch let nothing as PipelineRun.NothingToRelease {
      say("nrem: \(nothing)")
      throw Exit.failed
    }
  }

  static func printLines(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    write(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO)
  }
}
