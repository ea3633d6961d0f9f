import DelimitedText
import Ingest
import Pipelines
import Report
import Spool
import Vocabulary

/// The files of a ledger as reports want them: each with its findings, in order of paths.
enum LedgerFiles {
  /// - Parameters:
  ///   - findings: in canonical order.
  ///   - entries: returns whose files are listed whether anything was found in them or not.
  ///   - root: put before each path, so that it can be opened from where the command was typed.
  static func of(
    _ findings: [Finding], _ entries: [LedgerEntry], registry: Registry, root: String
  ) throws -> [CheckedFile] {
    var records: [String: Int] = [:]
    var tables: [String: ReturnTable] = [:]
    for entry in entries {
      records[entry.return.path, default: 0] += entry.rows.read
      if !entry.return.isNil { tables[entry.return.path] = registry.table(entry.return.table) }
    }
    var files: [CheckedFile] = []
    func open(_ path: String) {
      let shown = root.isEmpty ? path : root + "/" + path
      var file = CheckedFile(path: shown, spool: FindingSpool())
      file.records = records[path] ?? 0
      if let table = tables[path] {
        let options = Intake.options(table, registry)
        file.reopen = { try? DelimitedFile.open(path: shown, options) }
      }
      files.append(file)
      records[path] = nil
    }
    let paths = Set(findings.map(\.path)).union(records.keys).sorted()
    var next = findings.startIndex
    for path in paths {
      open(path)
      while next < findings.endIndex, findings[next].path == path {
        try files[files.count - 1].spool.append(findings[next].placed(at: files.last!.path))
        next += 1
      }
    }
    return files
  }
}

extension Finding {
  fileprivate func placed(at path: String) -> Finding {
    Finding(
      rule: rule, kind: kind, severity: severity, path: path, address: address, column: column,
      parameters: parameters, occurrences: occurrences, covers: covers)
  }
}
