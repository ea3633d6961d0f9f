import Vocabulary
import Yams

/// A node of a YAML file with the place it stands in, so that every complaint names file and line.
///
/// A plain copy of Yams' nodes: those compare and hash by resolving tags, which shows at each start.
struct DefinitionTree: Sendable {
  indirect enum Value: Sendable {
    /// A scalar as written; plain where it stands without quotes.
    case text(String, isPlain: Bool)
    case list([DefinitionTree])
    case mapping([(key: String, line: Int, value: DefinitionTree)])
  }

  let path: String
  let line: Int
  let value: Value

  init(path: String, text: String) throws(DefinitionFailure) {
    let node: Node?
    do {
      node = try Yams.compose(yaml: JSONAsYAML.rewritten(text), .basic)
    } catch let error as YamlError {
      throw Self.failure(error, path)
    } catch {
      throw DefinitionFailure(path: path, line: 0, problem: "\(error)")
    }
    guard let node else {
      throw DefinitionFailure(path: path, line: 0, problem: "the file is empty")
    }
    var budget = 500_000
    try self.init(path: path, node, &budget)
  }

  /// - Parameter budget: nodes that may still come; aliases can make a few lines into any number.
  private init(path: String, _ node: Node, _ budget: inout Int) throws(DefinitionFailure) {
    budget -= 1
    guard budget > 0 else {
      throw DefinitionFailure(path: path, line: 0, problem: "holds more than anybody would write")
    }
    self.path = path
    line = node.mark?.line ?? 0
    switch node {
    case .scalar(let scalar): value = .text(scalar.string, isPlain: scalar.style == .plain)
    case .sequence(let sequence):
      var items: [DefinitionTree] = []
      for item in sequence { items.append(try DefinitionTree(path: path, item, &budget)) }
      value = .list(items)
    case .mapping(let mapping):
      var entries: [(key: String, line: Int, value: DefinitionTree)] = []
      for (key, item) in mapping {
        guard case .scalar(let name) = key else {
          throw DefinitionFailure(path: path, line: line, problem: "a key is not text")
        }
        entries.append(
          (name.string, key.mark?.line ?? line, try DefinitionTree(path: path, item, &budget)))
      }
      value = .mapping(entries)
    case .alias:
      throw DefinitionFailure(path: path, line: line, problem: "aliases are not used here")
    }
  }

  private static func failure(_ error: YamlError, _ path: String) -> DefinitionFailure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      DefinitionFailure(path: path, line: mark.line, problem: "not YAML: \(problem)")
    default: DefinitionFailure(path: path, line: 0, problem: "not YAML: \(error)")
    }
  }

  func failure(_ problem: String) -> DefinitionFailure {
    DefinitionFailure(path: path, line: line, problem: problem)
  }

  /// The mapping's entries; keys other than the known ones are an error, since a misspelt keyword
  /// would silently weaken a check.
  func entries(
    known: Set<String>? = nil
  ) throws(DefinitionFailure) -> [(key: String, line: Int, value: DefinitionTree)] {
    guard case .mapping(let entries) = value else { throw failure("a mapping is expected here") }
    guard let known else { return entries }
    for (name, line, _) in entries where !known.contains(name) {
      let nearest = Wording.nearest(to: name, among: known.map { (Wording.fold($0), $0) })
      let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
      throw DefinitionFailure(
        path: path, line: line, problem: "the key “\(name)” is not known\(hint)")
    }
    return entries
  }

  subscript(key: String) -> DefinitionTree? {
    guard case .mapping(let entries) = value else { return nil }
    // `null` says nothing.
    return entries.first { $0.key == key && !$0.value.isNull }?.value
  }

  func child(_ key: String) throws(DefinitionFailure) -> DefinitionTree {
    guard let child = self[key] else { throw failure("the key “\(key)” is missing") }
    return child
  }

  func items() throws(DefinitionFailure) -> [DefinitionTree] {
    guard case .list(let items) = value else { throw failure("a list is expected here") }
    return items
  }

  /// The scalar as written, so that `154.1` stays `154.1`.
  func text() throws(DefinitionFailure) -> String {
    guard case .text(let text, _) = value else { throw failure("a text is expected here") }
    return text
  }

  /// A value as a schema writes it: without quotes a number or truth value of its own language.
  func literal() throws(DefinitionFailure) -> Literal {
    guard case .text(let text, let isPlain) = value else {
      throw failure("a text, number or truth value is expected here")
    }
    let isNumber = text.utf8.first.map { (48...57).contains($0) || $0 == 45 || $0 == 46 } ?? false
    return Literal(text, isNative: isPlain && (isNumber || text == "true" || text == "false"))
  }

  /// Whether nothing is said: `null`, or no text at all.
  var isNull: Bool {
    if case .text(let text, true) = value { return text == "null" || text == "~" || text.isEmpty }
    return false
  }

  func texts() throws(DefinitionFailure) -> [String] {
    if case .text(let text, _) = value { return [text] }
    var found: [String] = []
    for item in try items() { found.append(try item.text()) }
    return found
  }

  func text(_ key: String) throws(DefinitionFailure) -> String { try child(key).text() }

  func number(_ key: String) throws(DefinitionFailure) -> Int64? {
    guard let child = self[key] else { return nil }
    guard let number = Int64(try child.text()) else { throw child.failure("a number is expected") }
    return number
  }

  func flag(_ key: String) throws(DefinitionFailure) -> Bool {
    guard let child = self[key] else { return false }
    switch try child.text() {
    case "true": return true
    case "false": return false
    default: throw child.failure("true or false is expected")
    }
  }

  func label(_ en: String, _ lv: String) throws(DefinitionFailure) -> Label {
    Label(lv: try text(lv), en: try text(en))
  }
}
