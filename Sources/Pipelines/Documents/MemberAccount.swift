import Correspond
import Vocabulary

/// What a ledger says of one member's returns for one period.
struct MemberAccount {
  private let entries: [LedgerEntry]
  private let other: [Finding]
  private let registry: Registry

  init(of member: String, period: ReferencePeriod, registry: Registry, ledger: Ledger) {
    self.registry = registry
    entries = ledger.entries.filter {
      $0.return.submission.member == member && $0.return.submission.period == period
    }
    let folder = "\(period.label)/\(member)@"
    // What was withdrawn is told apart from what was found.
    other = ledger.other.filter {
      $0.path.hasPrefix(folder) && !($0.kind.hasPrefix("withdrawn") && $0.severity == .note)
    }
  }

  /// By table, then in the order in which they came.
  var received: [Letter.Received] {
    registry.tables.flatMap { table in
      let own = entries.filter { $0.return.table == table.name }
        .sorted { $0.return.submission.vintage < $1.return.submission.vintage }
      let inForce = own.first { $0.standing == .inForce }?.return.submission.vintage
      return own.enumerated().map { place, entry in
        let vintage = entry.return.submission.vintage
        return Letter.Received(
          table: table.title, vintage: vintage, version: place + 1, isNil: entry.return.isNil,
          rows: entry.rows, standing: entry.standing,
          staying: inForce.flatMap { $0 < vintage ? $0 : nil })
      }
    }
  }

  /// Submissions that hold a personal code, in the order in which they came.
  var refused: [String] {
    let findings = other + entries.flatMap(\.findings)
    let folders = findings.filter { $0.kind == "personal-code" }.map { Self.parts($0.path).folder }
    return Set(folders).sorted()
  }

  /// What was found, by file; of what has been replaced since nothing is said any more.
  var files: [Letter.File] {
    let last = Dictionary(grouping: entries.filter { $0.standing == .inForce }, by: \.return.table)
      .compactMapValues { $0.map(\.return.submission.vintage).max() }
    let current = entries.filter { entry in
      switch entry.standing {
      case .inForce: true
      case .superseded: false
      case .rejected:
        last[entry.return.table].map { $0 < entry.return.submission.vintage } ?? true
      }
    }
    let betweenMembers = Set(registry.rules.filter { $0.reach == .members }.map(\.id))
    let byPath = Dictionary(
      grouping: Finding.inOrder(other + current.flatMap(\.findings)), by: \.path)
    return byPath.keys.sorted().map { path in
      let all = byPath[path]!
      let (folder, name) = Self.parts(path)
      return Letter.File(
        name: name, received: folder.split(separator: "@").last.flatMap { Vintage($0) },
        findings: all.filter { $0.severity > .note }.map { finding in
          Letter.Told(
            finding: finding, isBetweenMembers: betweenMembers.contains(finding.rule),
            about: registry.rule(finding.rule)?.about ?? Label(lv: finding.rule, en: finding.rule))
        }, notes: all.count { $0.severity == .note })
    }
  }

  /// `2015-Q1/MARTA@2015-04-12/victims.csv` as its submission and its file.
  private static func parts(_ path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
    return (parts.count > 1 ? parts[1] : "", parts.count > 2 ? parts[2] : "")
  }
}
