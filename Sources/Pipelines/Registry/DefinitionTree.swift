import Vocabulary
import Yams

/// A node of a YAML file with the file it stands in, so that every complaint names file and line.
struct DefinitionTree {
  let path: String
  let node: Node

  init(path: String, text: String) throws(DefinitionFailure) {
    self.path = path
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw DefinitionFailure(path: path, line: 0, problem: "the file is empty")
      }
      self.node = node
    } catch let failure as DefinitionFailure {
      throw failure
    } catch let error as YamlError {
      throw Self.failure(error, path)
    } catch {
      throw DefinitionFailure(path: path, line: 0, problem: "\(error)")
    }
  }

  private init(path: String, node: Node) {
    self.path = path
    self.node = node
  }

  private static func failure(_ error: YamlError, _ path: String) -> DefinitionFailure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      DefinitionFailure(path: path, line: mark.line, problem: "not YAML: \(problem)")
    default: DefinitionFailure(path: path, line: 0, problem: "not YAML: \(error)")
    }
  }

  var line: Int { node.mark?.line ?? 0 }

  func failure(_ problem: String) -> DefinitionFailure {
    DefinitionFailure(path: path, line: line, problem: problem)
  }

  /// The mapping's entries; keys other than the known ones are an error, since a misspelt keyword
  /// would silently weaken a check.
  func entries(
    known: Set<String>? = nil
  ) throws(DefinitionFailure) -> [(key: String, value: DefinitionTree)] {
    guard let mapping = node.mapping else { throw failure("a mapping is expected here") }
    var found: [(key: String, value: DefinitionTree)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw failure("a key is not text") }
      if let known, !known.contains(name) {
        let nearest = Wording.nearest(to: name, among: known.map { (Wording.fold($0), $0) })
        let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
        throw DefinitionFailure(
          path: path, line: key.mark?.line ?? line, problem: "the key “\(name)” is not known\(hint)")
      }
      found.append((name, DefinitionTree(path: path, node: value)))
    }
    return found
  }

  subscript(key: String) -> DefinitionTree? {
    node.mapping?[Node(key)].map { DefinitionTree(path: path, node: $0) }
  }

  func child(_ key: String) throws(DefinitionFailure) -> DefinitionTree {
    guard let child = self[key] else { throw failure("the key “\(key)” is missing") }
    return child
  }

  func items() throws(DefinitionFailure) -> [DefinitionTree] {
    guard let sequence = node.sequence else { throw failure("a list is expected here") }
    return sequence.map { DefinitionTree(path: path, node: $0) }
  }

  /// The scalar as written, so that `154.1` stays `154.1`.
  func text() throws(DefinitionFailure) -> String {
    guard let scalar = node.scalar else { throw failure("a text is expected here") }
    return scalar.string
  }

  func texts() throws(DefinitionFailure) -> [String] {
    if node.scalar != nil { return [try text()] }
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
