import ArgumentParser
import DelimitedText
import Glibc
import Pipelines
import Vocabulary

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two releases: which figures differ, and what they were made from.",
    discussion: """
      A release is its folder, as output/quarter-end/2015-Q4; the same edition of both is compared. \
      Ends with 0 when every figure is the same, with 1 when one differs, and with 2 when a release \
      cannot be read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv }

  @Argument(help: "The earlier release.")
  var first: String

  @Argument(help: "The later release.")
  var second: String

  @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: " or ")).")
  var format = Format.text

  @Flag(help: "Show every difference in text, not the first of each figure.")
  var all = false

  @OptionGroup var definitions: Definitions

  /// Differences of one indicator that are shown in text.
  private static let shownOfEach = 8

  func run() throws {
    try Console.guarded {
      let wordings = try definitions.wordings()
      let comparison = try ReleaseComparison(first, second)
      switch format {
      case .text: Console.printLines(text(comparison, wordings))
      case .csv: try Console.put(csv(comparison), to: STDOUT_FILENO)
      }
      if !comparison.differences.isEmpty { throw Console.Exit.badData }
    }
  }

  private func csv(_ comparison: ReleaseComparison) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "indicator", "time_period", "unit", "unit_mult", "cell", "member", "value_before",
      "status_before", "value_after", "status_after", "difference",
    ])
    for one in comparison.differences {
      var difference = ""
      if let a = one.before.flatMap({ Int($0.value) }), let b = one.after.flatMap({ Int($0.value) })
      {
        difference = String(b - a)
      }
      let unit = one.after ?? one.before
      writer.append([
        one.place.indicator, one.place.period, unit?.unit ?? "", unit?.unitMultiplier ?? "",
        one.place.cell.joined(separator: " "), one.place.member, one.before?.value ?? "",
        one.before?.status ?? "",
        one.after?.value ?? "", one.after?.status ?? "", difference,
      ])
    }
    return writer.take()
  }

  private func text(_ comparison: ReleaseComparison, _ wordings: Wordings) -> [String] {
    func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
      wordings.say(key, parameters, language: definitions.language)
    }
    var lines = [comparison.first, comparison.second].map { side in
      "\(side.path): \(side.period), "
        + say("compare-side", [.init("day", side.asOf), .init("edition", side.edition)])
    }
    for (isOther, key) in [
      (comparison.otherVersion, "compare-version"),
      (comparison.otherDefinitions, "compare-definitions"),
      (comparison.otherAdjustments, "compare-adjustments"),
    ] where isOther { lines.append(say(key)) }
    for (paths, key) in [
      (comparison.inputsGone, "compare-gone"), (comparison.inputsNew, "compare-new"),
      (comparison.inputsChanged, "compare-changed"),
    ] where !paths.isEmpty {
      lines.append(say(key, [.init("count", paths.count)]))
      lines += paths.prefix(all ? .max : Self.shownOfEach).map { "  \($0)" }
      if !all, paths.count > Self.shownOfEach {
        lines.append(
          "  " + say("more-like-this", [.init("count", paths.count - Self.shownOfEach)]))
      }
    }
    lines.append("")
    if comparison.differences.isEmpty { return lines + [say("compare-same")] }
    lines.append(say("compare-count", [.init("count", comparison.differences.count)]))
    // Values before letters, and totals of all members first: the others add up to them.
    let ordered = comparison.differences.enumerated().sorted { a, b in
      let rank = { (one: ReleaseComparison.Difference) in
        (one.before?.value == one.after?.value ? 4 : 0)
          + (one.place.member == "_T" ? 0 : 2) + (one.place.cell.isEmpty ? 0 : 1)
      }
      return (rank(a.element), a.offset) < (rank(b.element), b.offset)
    }.map(\.element)
    var shown: [String: Int] = [:]
    var rows: [[String]] = []
    for one in ordered {
      shown[one.place.indicator, default: 0] += 1
      if !all, shown[one.place.indicator]! > Self.shownOfEach { continue }
      rows.append([
        "  " + one.place.indicator, one.place.period,
        (one.place.cell + (one.place.member == "_T" ? [] : [one.place.member]))
          .joined(separator: " "),
        figure(one.before) + " → " + figure(one.after),
      ])
    }
    lines += List.aligned(rows)
    let left = comparison.differences.count - rows.count
    if left > 0 { lines.append("  " + say("more-like-this", [.init("count", left)])) }
    return lines
  }

  /// A value with its letter; a figure without one is a dash.
  private func figure(_ figure: ReleaseComparison.Figure?) -> String {
    figure.map { "\($0.written) \($0.status)" } ?? "·"
  }
}
