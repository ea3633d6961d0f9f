import Foundation
import Pipelines
import Vocabulary

/// A returns folder made for one test, and what a run over it finds.
public final class Scene {
  public let root: String

  /// - Parameter files: text by path, as `2015-Q1/VP@2015-04-08/victims.csv`.
  public init(_ files: [String: String] = [:]) throws {
    root = NSTemporaryDirectory() + "nrem-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: root + "/returns", withIntermediateDirectories: true)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  public var returns: String { root + "/returns" }
  public var output: String { root + "/output" }

  public func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  public func write(_ bytes: Data, to path: String) throws {
    let url = URL(fileURLWithPath: returns + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  // MARK: Runs

  /// The definitions that the product ships.
  package static let registry = try! RegistryReader(path: repository + "/pipelines").read()

  package static var pipeline: PipelineDefinition { pipeline(named: "quarter-end") }

  package static func pipeline(named name: String) -> PipelineDefinition {
    registry.pipelines.first { $0.name == name }!
  }

  package func run(
    _ period: String? = nil, asOf: String? = nil, returns: String? = nil, jobs: Int = 2,
    through: Stage = .disclose, plainPath: Bool = true, adjustments: String? = nil,
    pipeline: String = "quarter-end"
  ) throws -> PipelineRun.Result {
    var settings = PipelineRun.Settings(returns: returns ?? self.returns, output: output)
    settings.period = period.map { ReferencePeriod($0)! }
    settings.asOf = asOf.map { CalendarDay(iso: $0)! }
    settings.jobs = jobs
    settings.through = through
    settings.plainPath = plainPath
    settings.adjustments = adjustments
    return try PipelineRun(registry: Self.registry, settings: settings).run(
      Self.pipeline(named: pipeline))
  }

  /// What `nrem validate` finds in the folder.
  package func check() throws -> Ledger {
    try PathCheck(registry: Self.registry, jobs: 2, plainPath: true).check(returns).ledger
  }

  /// The rules that have something to say, with their lines: `victims.sex.known-code:3`.
  package func findings(above floor: Severity = .soft) throws -> [String] {
    try check().findings.filter { $0.severity >= floor }
      .map { "\($0.rule):\($0.address.line)" }
  }
}

/// The folder of the package.
public let repository: String = {
  var url = URL(fileURLWithPath: #filePath)
  for _ in 0..<3 { url.deleteLastPathComponent() }
  return url.path
}()

extension Scene { package typealias Run = PipelineRun.Result }

extension PipelineRun.Result {
  package func observation(
    _ indicator: String, _ period: String, _ cell: [String: String] = [:], member: String = "_T"
  ) -> Observation? {
    summary?.observations.first {
      $0.indicator == indicator && $0.period.label == period && $0.member == member
        && $0.breakdown == Breakdown(codes: summary!.dimensions.map { cell[$0] ?? "_T" })
    }
  }

  package func value(
    _ indicator: String, _ period: String, _ cell: [String: String] = [:], member: String = "_T"
  ) -> Int? { observation(indicator, period, cell, member: member)?.value }

  package func change(
    _ indicator: String, _ period: String, _ basis: Basis, _ cell: [String: String] = [:]
  ) -> Change? {
    summary?.changes.first {
      $0.indicator == indicator && $0.period.label == period && $0.basis == basis
        && $0.breakdown == Breakdown(codes: summary!.dimensions.map { cell[$0] ?? "_T" })
    }
  }

  /// Cells of a one-way breakdown that are not zero, derived groups left out.
  package func split(_ indicator: String, _ period: String, by dimension: String) -> [String: Int] {
    guard let summary, let place = summary.dimensions.firstIndex(of: dimension) else { return [:] }
    var cells: [String: Int] = [:]
    for o in summary.observations
    where o.indicator == indicator && o.period.label == period && o.member == "_T"
      && o.breakdown.pattern == [place]
    {
      let code = o.breakdown.codes[place]
      let isDerived = Scene.registry.codeLists.values.contains { list in
        list.ordinal(of: code).map { list.codes[Int($0)].isDerived } ?? false
      }
      if !isDerived, let value = o.value, value != 0 { cells[o.breakdown.codes[place]] = value }
    }
    return cells
  }
}
