import ArgumentParser
import Glibc

/// What of the machine may be used; none of it changes a figure.
struct Resources: ParsableArguments {
  @Option(help: "Returns that are read side by side; the processors' number when not given.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is 1 or more") }
  }

  var workers: Int { jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// `NREM_PLAIN_PATH=0` gives every record to libcsv.
  var plainPath: Bool { getenv("NREM_PLAIN_PATH").map { String(cString: $0) } != "0" }
}
