import Staging
import Vocabulary

/// Reads the sentences of the product: each must be there in both languages.
package enum WordingsReader {
  /// - Parameter path: the folder `pipelines`.
  package static func read(pipelines path: String) throws(DefinitionFailure) -> Wordings {
    func tree(_ name: String) throws(DefinitionFailure) -> DefinitionTree {
      let shown = "\(path)/wording/\(name)"
      guard let bytes = FileBytes.read(shown) else {
        throw DefinitionFailure(path: shown, line: 0, problem: "is not there; see --pipelines")
      }
      return try DefinitionTree(path: shown, text: String(decoding: bytes, as: UTF8.self))
    }
    return try read(en: tree("en.yaml"), lv: tree("lv.yaml"))
  }

  static func read(
    en: DefinitionTree, lv: DefinitionTree
  ) throws(DefinitionFailure) -> Wordings {
    func labels(_ section: String) throws(DefinitionFailure) -> [String: Label] {
      var found: [String: Label] = [:]
      let other = try lv.child(section)
      for (key, _, value) in try en.child(section).entries() {
        found[key] = Label(lv: try other.text(key), en: try value.text())
      }
      return found
    }
    var findings: [String: Wordings.Sentence] = [:]
    let other = try lv.child("findings")
    for (kind, _, value) in try en.child("findings").entries() {
      _ = try value.entries(known: ["message", "hint", "otherwise", "letter"])
      let latvian = try other.child(kind)
      func optional(_ key: String) throws(DefinitionFailure) -> Label? {
        guard value[key] != nil else { return nil }
        return Label(lv: try latvian.text(key), en: try value.text(key))
      }
      findings[kind] = Wordings.Sentence(
        message: Label(lv: try latvian.text("message"), en: try value.text("message")),
        hint: try optional("hint"), otherwise: try optional("otherwise"),
        letter: try optional("letter"))
    }
    return Wordings(
      findings: findings, notes: try labels("notes"), statuses: try labels("statuses"),
      severities: try labels("severities"), console: try labels("console"),
      totals: try en.child("totals").texts() + lv.child("totals").texts())
  }
}
