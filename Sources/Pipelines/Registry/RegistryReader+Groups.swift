import Vocabulary

/// Derived groups of codes, and what other systems call codes and groups.
extension RegistryReader {
  /// Codes of derived groups by list; a group is published, never reported.
  ///
  /// A row puts a code into a group on some days, a row without a group says that the code is in none,
  /// and `*` takes every code that has no row of its own on that day.
  func groups(_ codes: [String: [Code]]) throws(DefinitionFailure) -> [String: [Code]] {
    let reader = try list(
      "return/groups.csv",
      ["list", "group", "label_lv", "label_en", "code", "valid_from", "valid_to"])
    var labels: [String: [(id: String, label: Label)]] = [:]
    var rows: [String: [(group: String?, code: String, validity: Validity)]] = [:]
    for line in reader.lines {
      let (name, code) = (try line.text("list"), try line.text("code"))
      guard let known = codes[name] else { throw line.failure("there is no code list “\(name)”") }
      guard code == "*" || known.contains(where: { $0.id == code }) else {
        throw line.failure("“\(code)” is no code of \(name)")
      }
      let validity = try line.validity()
      for other in rows[name] ?? [] where other.code == code {
        let first = validity.from ?? other.validity.from ?? CalendarDay(days: 0)
        if other.validity.overlaps(validity.from ?? first, validity.to ?? first) {
          throw line.failure("“\(code)” has a row for these days already")
        }
      }
      if let group = line["group"] {
        if known.contains(where: { $0.id == group }) {
          throw line.failure("“\(group)” is a code of \(name) that members report")
        }
        if !labels[name, default: []].contains(where: { $0.id == group }) {
          labels[name, default: []].append(
            (group, Label(lv: try line.text("label_lv"), en: try line.text("label_en"))))
        }
      }
      rows[name, default: []].append((line["group"], code, validity))
    }
    var found: [String: [Code]] = [:]
    for (name, groups) in labels {
      found[name] = groups.map { group in
        var members: [Code.GroupMember] = []
        for row in rows[name]! where row.group == group.id {
          if row.code != "*" {
            members.append(Code.GroupMember(code: row.code, validity: row.validity))
            continue
          }
          for code in codes[name]! where code.id != "_T" && code.id != "_U" {
            let own = rows[name]!.filter { $0.code == code.id }.map(\.validity)
            members += Self.gaps(own).map { Code.GroupMember(code: code.id, validity: $0) }
          }
        }
        return Code(id: group.id, label: group.label, members: members)
      }
    }
    return found
  }

  /// The days that none of some intervals holds.
  private static func gaps(_ taken: [Validity]) -> [Validity] {
    var gaps: [Validity] = []
    var from: CalendarDay?
    for interval in taken.sorted(by: { ($0.from?.days ?? .min) < ($1.from?.days ?? .min) }) {
      if let start = interval.from, from.map({ $0 < start }) ?? true {
        gaps.append(Validity(from: from, to: CalendarDay(days: start.days - 1)))
      }
      guard let end = interval.to else { return gaps }
      from = CalendarDay(days: end.days + 1)
    }
    return gaps + [Validity(from: from, to: nil)]
  }

  func mappings(_ lists: [String: CodeList]) throws(DefinitionFailure) -> [CodeMapping] {
    let reader = try list(
      "return/mappings.csv", ["list", "code", "system", "target", "valid_from", "valid_to", "note"])
    var found: [CodeMapping] = []
    for line in reader.lines {
      let (name, code) = (try line.text("list"), try line.text("code"))
      guard lists[name]?.ordinal(of: code) != nil else {
        throw line.failure("“\(code)” is no code of \(name)")
      }
      found.append(
        CodeMapping(
          list: name, code: code, system: try line.text("system"),
          target: try line.text("target"), validity: try line.validity(), note: line["note"] ?? ""))
    }
    return found
  }
}
