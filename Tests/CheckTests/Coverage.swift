import Vocabulary

/// An error of frictionless, and whether a finding of ours covers it.
struct TheirError {
  /// Row as frictionless counts it; nil for the file and its header.
  let row: Int?
  /// Name of the field, or `#n` for a column beyond the schema; fields of a key with `+`.
  let field: String?
  let type: String
  let constraint: String?

  init(_ tuple: [Any]) {
    row = tuple[0] as? Int
    field = tuple[1] as? String
    type = tuple[2] as! String
    constraint = tuple[3] as? String
  }

  var name: String { type + (constraint.map { "/\($0)" } ?? "") }
  var brief: String { "\(row.map(String.init) ?? "-") \(field ?? "-") \(name)" }

  /// Whether a finding speaks of what they flag: the same cell, label or record; the record or the
  /// file as a whole; or the label of the cell's column, when that is what is wrong.
  func isCovered(by finding: Finding, schema: TableSchema) -> Bool {
    let at = finding.address
    let place = field.flatMap { name -> Int? in
      name.hasPrefix("#") ? Int(name.dropFirst()) : schema.index(of: name).map { $0 + 1 }
    }
    func speaksOfColumn() -> Bool {
      finding.column == field || place.map(finding.columns.contains) ?? false
    }
    let isOfLabel = finding.type.name.hasSuffix("-label")
    guard let row else {
      switch type {
      case "encoding-error", "source-error":
        return ["encoding-error", "source-error"].contains(finding.type.name)
      case "unmatched-header", "error": return isOfLabel || finding.type.name == type
      default: return isOfLabel && speaksOfColumn()
      }
    }
    // Cells and keys under a label that is wrong were read as another field's.
    if isOfLabel, at.record < row, finding.type.name != "missing-label" {
      return speaksOfColumn()
        || (type == "primary-key"
          && schema.primaryKey.contains { name in
            finding.column == name
              || schema.index(of: name).map { finding.columns.contains($0 + 1) } ?? false
          })
    }
    guard at.record == row else { return false }
    // About a key, or a row: any finding about the record covers it; a record that is broken or no
    // record of data is covered whole.
    if field == nil || field!.contains("+") || type == "blank-row" || type == "foreign-key" {
      return true
    }
    return speaksOfColumn() || Self.wholeRecords.contains(finding.type.name)
  }

  private static let wholeRecords: Set<String> = [
    "stray-quote", "unclosed-quote", "row-error", "blank-row", "title-row", "total-row",
    "footnote-row",
  ]
}
