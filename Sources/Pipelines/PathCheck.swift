import Glibc
import Ingest
import Vocabulary

/// Validates what lies at a path, reading only: a returns folder, a period's folder, a submission's
/// folder, or one file.
///
/// What one submission alone cannot decide stays undecided, and is said.
package struct PathCheck {
  /// A path that says neither who sent it nor for which period.
  package struct Unplaced: Error, CustomStringConvertible {
    package let description: String
  }

  package struct Result: Sendable {
    /// Put before the paths of findings.
    package let root: String
    package let ledger: Ledger
    /// Rules that returns hold something for, and that others than those at hand would decide.
    package let undecided: [RuleDefinition]
  }

  private let registry: Registry
  private let jobs: Int
  private let plainPath: Bool

  package init(registry: Registry, jobs: Int, plainPath: Bool) {
    self.registry = registry
    self.jobs = jobs
    self.plainPath = plainPath
  }

  /// - Parameters:
  ///   - member: who sent it, where the folder does not say.
  ///   - period: for which period, where the folder does not say.
  package func check(
    _ path: String, member: String? = nil, period: ReferencePeriod? = nil,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> Result {
    var status = stat()
    guard let resolved = realpath(path, nil), stat(path, &status) == 0 else {
      throw IntakeFailure(path: path, problem: String(cString: strerror(errno)))
    }
    defer { free(resolved) }
    let names = String(cString: resolved).split(separator: "/").map(String.init)
    let isFile = status.st_mode & S_IFMT != S_IFDIR
    let folder = isFile ? names.dropLast() : names[...]
    let shownFolder = isFile ? Self.parent(path) : path
    let found = Self.submission(folder)
    let isGiven = member != nil && period != nil
    if isFile || found != nil || isGiven {
      let submission = try self.submission(found, member, period, path)
      var survey = try Surveyor(root: shownFolder, registry: registry)
        .survey(submission: submission, at: "/" + folder.joined(separator: "/"), shown: "")
      survey.isNamed = found != nil
      if isFile { survey.keep(file: names.last!) }
      return try result(survey, root: shownFolder, absent: [.tables, .members, .periods], progress)
    }
    if let name = folder.last.flatMap({ ReferencePeriod($0) }) {
      let parent = path.contains("/") || path == "." ? path + "/.." : "."
      var survey = try Surveyor(root: parent, registry: registry).survey()
      survey.keep { $0.period == name }
      survey.findings.removeAll { !$0.path.hasPrefix(name.label + "/") }
      return try result(
        survey, root: Self.parent(path), absent: [.tables, .periods], progress)
    }
    if folder.dropLast().last.flatMap({ ReferencePeriod($0) }) != nil {
      throw Unplaced(
        description: """
          \(path): the folder of a submission is named <MEMBER>@<received>, as MARTA@2015-04-12; \
          or add --member and --period
          """)
    }
    let survey = try Surveyor(root: path, registry: registry).survey()
    return try result(survey, root: path, absent: [], progress)
  }

  private static func parent(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let kept = parts.reversed().drop { $0.isEmpty }.dropFirst().reversed()
    let parent = kept.joined(separator: "/")
    return parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
  }

  /// `…/2015-Q1/MARTA@2015-04-12`
  private static func submission(_ folder: ArraySlice<String>) -> Submission? {
    guard let last = folder.last,
      let period = folder.dropLast().last.flatMap({ ReferencePeriod($0) })
    else { return nil }
    return Surveyor.submission(last, period)
  }

  private func submission(
    _ found: Submission?, _ member: String?, _ period: ReferencePeriod?, _ path: String
  ) throws -> Submission {
    guard let member = member ?? found?.member, let period = period ?? found?.period else {
      throw Unplaced(
        description: """
          \(path): its folder does not say who sent it and for which period; \
          add --member and --period, as --member MARTA --period 2015-Q1
          """)
    }
    return Submission(
      period: period, member: member,
      vintage: found?.vintage ?? Vintage(received: period.lastDay.advanced(by: 1)))
  }

  private func result(
    _ survey: Survey, root: String, absent: Set<RuleDefinition.Reach>,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> Result {
    let collector = Collector(
      registry: registry, jobs: jobs, plainPath: plainPath, takesDigests: false, absent: absent,
      progress: progress)
    let collected = try collector.collect(survey)
    let ledger = collected.ledger
    if ledger.entries.isEmpty, ledger.other.isEmpty {
      throw Unplaced(
        description: """
          \(root): there is nothing to validate: no <period>/<MEMBER>@<received>/<table>.csv; \
          for a folder of files add --member and --period
          """)
    }
    return Result(
      root: root == "." ? "" : root, ledger: ledger,
      undecided: registry.rules.filter { collected.open.contains($0.id) })
  }
}
