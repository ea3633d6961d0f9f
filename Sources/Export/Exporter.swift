import DelimitedText
import Disclose
import Staging
import Vocabulary

/// Writes a release: the editions that passed the gate, the findings, and a manifest in each.
package struct Exporter {
  private let registry: Registry
  private let output: String
  private let version: String

  /// - Parameters:
  ///   - output: the output folder.
  ///   - version: the tool's own, for manifests.
  package init(registry: Registry, output: String, version: String) {
    self.registry = registry
    self.output = output
    self.version = version
  }

  /// - Parameters:
  ///   - adjustments: the file of an officer's adjustments, where there was one.
  ///   - name: place of the release in the output folder, as `quarter-end/2015-Q4`.
  /// - Returns: the path of the release.
  package func export(
    _ editions: [ProtectedSummary], annex: Annex = Annex(), ledger: Ledger,
    adjustments: (name: String, digest: String, size: Int)? = nil, as name: String
  ) throws(WriteFailure) -> String {
    let folder = try StagedFolder(in: LockedFolder(output), name: name)
    for summary in editions {
      let edition = summary.edition.rawValue
      try folder.makeFolder(edition, summary.edition == .internal ? .owner : .shared)
      let tables = SummaryTables(summary)
      try folder.write(tables.observations(), to: edition + "/observations.csv")
      try folder.write(tables.changes(), to: edition + "/changes.csv")
      try folder.write(tables.json(registry, annex), to: edition + "/summary.json")
      let beside = AnnexTables(annex, indicators: summary.indicators, registry: registry)
      try folder.write(beside.cooperation(), to: edition + "/cooperation.csv")
      if summary.edition == .internal {
        try folder.write(findings(ledger), to: edition + "/findings.csv")
        try folder.write(beside.revisions(), to: edition + "/revisions.csv")
        try folder.write(beside.triangle(), to: edition + "/revision_triangle.csv")
        try folder.write(beside.revisionMeans(), to: edition + "/revision_means.csv")
        if summary.period.isSeveralYears {
          try folder.write(beside.evaluation(), to: edition + "/evaluation.csv")
        }
        if adjustments != nil {
          try folder.write(beside.adjustments(), to: edition + "/adjustments.csv")
        }
        if let legal = LegalTable(summary, registry: registry) {
          try folder.write(legal.write(), to: edition + "/art19a-\(legal.year.label).csv")
        }
      }
      let outputs = folder.outputs.filter { $0.path.hasPrefix(edition + "/") }
      try folder.write(
        manifest(summary, ledger, outputs, adjustments), to: edition + "/manifest.json")
    }
    try folder.publish(replacing: true)
    return output + "/" + name
  }

  // MARK: Findings

  private func findings(_ ledger: Ledger) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([
      "severity", "rule", "path", "line", "record", "column", "value", "occurrences", "message_lv",
      "message_en", "hint_lv", "hint_en",
    ])
    for finding in ledger.findings {
      let at = finding.address
      writer.append(
        [
          finding.severity.rawValue, finding.rule, finding.path,
          at.line > 0 ? String(at.line) : "", at.record > 0 ? String(at.record) : "",
          finding.column, finding.value, String(finding.occurrences),
          registry.wordings.message(finding, language: .lv),
          registry.wordings.message(finding, language: .en),
          registry.wordings.hint(finding, language: .lv) ?? "",
          registry.wordings.hint(finding, language: .en) ?? "",
        ].map(Self.harmless))
    }
    return writer.take()
  }

  /// A member's text must not be run as a formula by the spreadsheet that opens the file.
  static func harmless(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
    return "'" + text
  }

  // MARK: Manifest

  private func manifest(
    _ summary: ProtectedSummary, _ ledger: Ledger,
    _ outputs: [(path: String, digest: String, size: Int)],
    _ adjustments: (name: String, digest: String, size: Int)?
  ) -> [UInt8] {
    let files = outputs.map { output in
      JSONText.object([
        ("path", .text(String(output.path.split(separator: "/").last!))),
        ("sha256", .text(output.digest)), ("bytes", .number(output.size)),
      ])
    }
    var entries: [(String, JSONText)] = [
      ("pipeline", .text(summary.pipeline)), ("period", .text(summary.period.label)),
      ("as_of", .text(summary.asOf.received.description)),
      ("edition", .text(summary.edition.rawValue)), ("version", .text(version)),
      ("definitions_sha256", .text(registry.digest)), ("outputs", .list(files)),
    ]
    // A digest of a four-line return can be guessed: inputs are named inside only.
    if summary.edition == .internal {
      entries.append(("rows", rows(ledger.rows)))
      if ledger.otherRows.read > 0 { entries.append(("rows_of_no_return", rows(ledger.otherRows))) }
      if let adjustments {
        entries.append(
          (
            "adjustments",
            .object([
              ("path", .text(adjustments.name)), ("sha256", .text(adjustments.digest)),
              ("bytes", .number(adjustments.size)),
            ])
          ))
      }
      entries.append(("inputs", .list(ledger.entries.map(input))))
    }
    return JSONText.object(entries).bytes()
  }

  private func rows(_ account: RowAccount) -> JSONText {
    .object([
      ("read", .number(account.read)), ("accepted", .number(account.accepted)),
      ("rejected", .number(account.rejected)), ("superseded", .number(account.superseded)),
    ])
  }

  private func input(_ entry: LedgerEntry) -> JSONText {
    .object([
      ("path", .text(entry.return.path)), ("table", .text(entry.return.table)),
      ("sha256", .text(entry.digest)), ("bytes", .number(entry.return.size)),
      ("standing", .text(entry.standing.rawValue)), ("read", .number(entry.rows.read)),
      ("accepted", .number(entry.rows.accepted)), ("rejected", .number(entry.rows.rejected)),
      ("superseded", .number(entry.rows.superseded)),
    ])
  }
}
