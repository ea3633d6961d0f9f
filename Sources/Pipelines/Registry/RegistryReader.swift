import Glibc
import Staging
import Vocabulary

/// Reads `pipelines/` into a registry, whole or not at all.
///
/// Tables are CSV, trees are YAML; whatever names something that is not there is refused with its
/// file and line.
package struct RegistryReader {
  private let root: String
  private let shown: String
  let files: [String: [UInt8]]
  private let parsed: [String: Parsed]

  /// A YAML file as a tree, or why it is none.
  private enum Parsed: Sendable {
    case tree(DefinitionTree)
    case failure(DefinitionFailure)
  }

  /// - Parameter path: the folder `pipelines`.
  package init(path: String) throws(DefinitionFailure) {
    root = path
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    shown = String(trimmed)
    var files: [String: [UInt8]] = [:]
    try Self.gather(shown, "", into: &files)
    self.files = files
    parsed = Self.parse(files, shown)
  }

  /// Parsing YAML is most of the time of a start, so files are parsed side by side.
  private static func parse(_ files: [String: [UInt8]], _ shown: String) -> [String: Parsed] {
    let names = files.keys.filter { $0.hasSuffix(".yaml") }
      .sorted { (files[$0]!.count, $0) > (files[$1]!.count, $1) }
    let parsed = SideBySide.map(names.count) { place -> Parsed in
      do throws(DefinitionFailure) {
        return .tree(
          try DefinitionTree(
            path: shown + "/" + names[place],
            text: String(decoding: files[names[place]]!, as: UTF8.self)))
      } catch { return .failure(error) }
    }
    return Dictionary(uniqueKeysWithValues: zip(names, parsed))
  }

  private static func gather(
    _ root: String, _ folder: String, into files: inout [String: [UInt8]]
  ) throws(DefinitionFailure) {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard let directory = opendir(path) else {
      throw DefinitionFailure(
        path: path, line: 0,
        problem: "the folder cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let inner = folder.isEmpty ? name : folder + "/" + name
      var status = stat()
      guard stat(root + "/" + inner, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try gather(root, inner, into: &files)
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
        guard let bytes = FileBytes.read(root + "/" + inner) else {
          throw DefinitionFailure(
            path: root + "/" + inner, line: 0,
            problem: "cannot be read: \(String(cString: strerror(errno)))")
        }
        files[inner] = bytes
      }
    }
  }

  /// - Parameter takesDigest: whether a manifest will name the definitions.
  package func read(takesDigest: Bool = true) throws(DefinitionFailure) -> Registry {
    let codeLists = try codeLists()
    let trees = try trees("return/tables")
    let tableReader = TableReader(codeLists: codeLists)
    var tables: [ReturnTable] = []
    for tree in trees { tables.append(try tableReader.read(tree)) }
    tables.sort { Self.rank($0.name) < Self.rank($1.name) }
    let ruleReader = RuleReader(tables: tables, codeLists: codeLists)
    var rules: [RuleDefinition] = []
    for tree in try self.trees("return/rules") {
      let name = tree.path.split(separator: "/").last!.dropLast(5)
      let table = tables.first { $0.name == name }?.name
      rules += try ruleReader.read(tree, table: table)
    }
    rules += ruleReader.schemaRules()
    var seen: Set<String> = []
    for rule in rules where !seen.insert(rule.id).inserted {
      throw DefinitionFailure(
        path: shown + "/return/rules", line: 0, problem: "the rule “\(rule.id)” is there twice")
    }
    let indicatorReader = IndicatorReader(tables: tables, codeLists: codeLists)
    var indicators: [IndicatorDefinition] = []
    for tree in try self.trees("indicators") { indicators += try indicatorReader.read(tree) }
    var pipelines: [PipelineDefinition] = []
    for name in files.keys.sorted() where name.hasSuffix(".yaml") && !name.contains("/") {
      pipelines.append(try pipeline(tree(name), indicators))
    }
    let columns = try columnWordings()
    let members = try members()
    return Registry(
      tables: tables, codeLists: codeLists, crosswalks: try crosswalks(codeLists),
      columnWordings: columns, members: members,
      obligations: try obligations(members, tables), calendar: try calendar(),
      breaks: try breaks(indicators), rates: try rates(codeLists),
      mappings: try mappings(codeLists),
      targets: try targets(indicators), legalItems: try legalItems(indicators), rules: rules,
      indicators: indicators, pipelines: pipelines,
      wordings: try wordings(),
      documents: try documents(), digest: takesDigest ? digest() : "")
  }

  /// SHA-256 over the names and bytes of all files, in byte order of their names.
  private func digest() -> String {
    var digest = Digest()
    for name in files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      digest.update(Array("\(name)\n\(files[name]!.count)\n".utf8))
      digest.update(files[name]!)
    }
    return digest.hexadecimal()
  }

  /// The order of the return's page: victims first.
  private static func rank(_ table: String) -> String {
    let order = [
      "victims", "criminal_justice", "assistance", "campaigns", "trainings", "projects",
      "legislation", "funding", "plans", "challenges",
    ]
    return (order.firstIndex(of: table).map { "0\($0)" } ?? "1") + table
  }

  // MARK: Trees

  private func tree(_ name: String) throws(DefinitionFailure) -> DefinitionTree {
    switch parsed[name] {
    case .tree(let tree): return tree
    case .failure(let failure): throw failure
    case nil: throw DefinitionFailure(path: shown + "/" + name, line: 0, problem: "is not there")
    }
  }

  private func trees(_ folder: String) throws(DefinitionFailure) -> [DefinitionTree] {
    let names = files.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".yaml") }.sorted()
    guard !names.isEmpty else {
      throw DefinitionFailure(
        path: shown + "/" + folder, line: 0, problem: "there are no definitions here")
    }
    var found: [DefinitionTree] = []
    for name in names { found.append(try tree(name)) }
    return found
  }

  private func pipeline(
    _ tree: DefinitionTree, _ indicators: [IndicatorDefinition]
  ) throws(DefinitionFailure) -> PipelineDefinition {
    _ = try tree.entries(known: ["name", "title", "titleLV", "covers", "indicators", "editions"])
    let covers = try tree["covers"]?.text() ?? "period"
    guard ["period", "years"].contains(covers) else {
      throw try tree.child("covers").failure("a pipeline covers a period or years")
    }
    var names: [String] = []
    for item in try tree.child("indicators").items() {
      let name = try item.text()
      guard indicators.contains(where: { $0.id == name }) else {
        throw item.failure("there is no indicator “\(name)”")
      }
      names.append(name)
    }
    var editions: [Edition] = []
    for item in try tree.child("editions").items() {
      guard let edition = Edition(rawValue: try item.text()) else {
        throw item.failure("an edition is internal or public")
      }
      editions.append(edition)
    }
    return PipelineDefinition(
      name: try tree.text("name"), title: try tree.label("title", "titleLV"), indicators: names,
      editions: editions, coversYears: covers == "years")
  }

  private func documents() throws(DefinitionFailure) -> [String: DocumentText] {
    var found: [String: DocumentText] = [:]
    for tree in try trees("documents") {
      let name = String(tree.path.split(separator: "/").last!.dropLast(5))
      _ = try tree.entries(known: ["sentences"])
      var sentences: [String: Label] = [:]
      for (key, _, value) in try tree.child("sentences").entries() {
        _ = try value.entries(known: ["lv", "en"])
        sentences[key] = try value.label("en", "lv")
      }
      found[name] = DocumentText(name: name, sentences: sentences)
    }
    for name in DocumentText.names where found[name] == nil {
      throw DefinitionFailure(
        path: "\(shown)/documents/\(name).yaml", line: 0, problem: "is not there")
    }
    return found
  }

  private func wordings() throws(DefinitionFailure) -> Wordings {
    try WordingsReader.read(en: tree("wording/en.yaml"), lv: tree("wording/lv.yaml"))
  }

  // MARK: Lists

  func list(
    _ name: String, _ required: [String]
  ) throws(DefinitionFailure) -> ListReader {
    try ListReader(path: root + "/" + name, shown: shown + "/" + name, required: required)
  }

  private func names(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".csv") }.sorted()
      .map { String($0.dropFirst(folder.count + 1).dropLast(4)) }
  }

  private func codeLists() throws(DefinitionFailure) -> [String: CodeList] {
    var all: [String: [Code]] = [:]
    for name in names(in: "return/codelists") {
      let own = ["code", "label_lv", "label_en", "parent", "valid_from", "valid_to"]
      let reader = try list("return/codelists/\(name).csv", own)
      let mapped = reader.header.filter { !own.contains($0) }
      var codes: [Code] = []
      var seen: Set<String> = []
      let lines = reader.lines
      for line in lines {
        let id = try line.text("code")
        guard seen.insert(id).inserted else {
          throw line.failure("the code “\(id)” is there twice")
        }
        var mappings: [String: String] = [:]
        for column in mapped {
          if let value = line[column] { mappings[column] = value }
        }
        codes.append(
          Code(
            id: id, label: Label(lv: try line.text("label_lv"), en: try line.text("label_en")),
            parent: line["parent"], validity: try line.validity(), mappings: mappings))
      }
      for (code, line) in zip(codes, lines) {
        if let parent = code.parent, !seen.contains(parent) {
          throw line.failure("the parent “\(parent)” is no code of the list")
        }
      }
      all[name] = codes
    }
    let groups = try groups(all)
    return Dictionary(
      uniqueKeysWithValues: all.map { name, codes in
        (name, CodeList(name: name, codes: codes + (groups[name] ?? [])))
      })
  }

  private func crosswalks(
    _ codeLists: [String: CodeList]
  ) throws(DefinitionFailure) -> [String: Crosswalk] {
    var found: [String: Crosswalk] = [:]
    for name in names(in: "return/crosswalks") where name != "columns" {
      let reader = try list("return/crosswalks/\(name).csv", ["wording", "code", "member"])
      guard let codes = codeLists[name] else {
        throw DefinitionFailure(
          path: reader.shown, line: 0, problem: "there is no code list “\(name)”")
      }
      var entries: [Crosswalk.Entry] = []
      var meanings: [String: String] = [:]
      for line in reader.lines {
        let (wording, code) = (try line.text("wording"), try line.text("code"))
        guard codes.ordinal(of: code) != nil else {
          throw line.failure("“\(code)” is no code of \(name)")
        }
        let key = "\(line["member"] ?? "")\u{0}\(Wording.fold(wording))"
        if let other = meanings[key], other != code {
          throw line.failure("“\(wording)” means \(other) already")
        }
        meanings[key] = code
        entries.append(Crosswalk.Entry(wording: wording, code: code, member: line["member"]))
      }
      found[name] = Crosswalk(entries: entries)
    }
    return found
  }

  private func columnWordings() throws(DefinitionFailure) -> [ColumnWording] {
    let reader = try list("return/crosswalks/columns.csv", ["wording", "column", "table"])
    var found: [ColumnWording] = []
    for line in reader.lines {
      found.append(
        ColumnWording(
          wording: try line.text("wording"), column: try line.text("column"), table: line["table"]))
    }
    return found
  }

  private func members() throws(DefinitionFailure) -> [Member] {
    let reader = try list(
      "mechanism/members.csv", ["member", "name_lv", "name_en", "kind", "valid_from", "valid_to"])
    var found: [Member] = []
    for line in reader.lines {
      let id = try line.text("member")
      if found.contains(where: { $0.id == id }) {
        throw line.failure("the member “\(id)” is there twice")
      }
      guard let kind = Member.Kind(rawValue: try line.text("kind")) else {
        let kinds = Member.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw line.failure("kind is one of \(kinds)")
      }
      found.append(
        Member(
          id: id, name: Label(lv: try line.text("name_lv"), en: try line.text("name_en")),
          kind: kind, validity: try line.validity()))
    }
    return found
  }

  private func obligations(
    _ members: [Member], _ tables: [ReturnTable]
  ) throws(DefinitionFailure) -> [Obligation] {
    let reader = try list(
      "mechanism/obligations.csv", ["member", "table", "duty", "scope", "valid_from", "valid_to"])
    var found: [Obligation] = []
    for line in reader.lines {
      let (member, table) = (try line.text("member"), try line.text("table"))
      guard member == "*" || members.contains(where: { $0.id == member }) else {
        throw line.failure("there is no member “\(member)”")
      }
      guard tables.contains(where: { $0.name == table }) else {
        throw line.failure("there is no table “\(table)”")
      }
      guard let duty = Obligation.Duty(rawValue: try line.text("duty")) else {
        throw line.failure("duty is owed or may")
      }
      guard let scope = Obligation.Scope(rawValue: try line.text("scope")) else {
        throw line.failure("scope is own or national")
      }
      found.append(
        Obligation(
          member: member, table: table, duty: duty, scope: scope, validity: try line.validity()))
    }
    return found
  }

  private func breaks(
    _ indicators: [IndicatorDefinition]
  ) throws(DefinitionFailure) -> [SeriesBreak] {
    let reader = try list(
      "mechanism/breaks.csv", ["period", "indicator", "reason_lv", "reason_en"])
    var found: [SeriesBreak] = []
    for line in reader.lines {
      guard let period = ReferencePeriod(try line.text("period")) else {
        throw line.failure("period is a quarter or a year, as in 2015-Q1")
      }
      let indicator = try line.text("indicator")
      guard indicators.contains(where: { $0.id == indicator }) else {
        throw line.failure("there is no indicator “\(indicator)”")
      }
      found.append(
        SeriesBreak(period: period, indicator: indicator, reason: try line.text("reason_en")))
    }
    return found
  }
}
