import Vocabulary

/// Every wording that leads to a code, for all code lists: built once per run, shared by all.
///
/// A wording is folded (see `Wording.fold`) and looked up among codes, then labels in both
/// languages, then the crosswalk's entries for the member and for anyone.
package struct Lexicon: Sendable {
  struct Index: Sendable {
    let list: CodeList
    let folded: [String: Int32]
    let ofMembers: [String: [String: Int32]]
    let candidates: [(folded: String, id: String)]
  }

  private let indices: [String: Index]

  /// Reads the lists that the tables use; `only` limits it to some, since start-up time counts.
  package init(_ registry: Registry, only lists: Set<String>? = nil) {
    var indices: [String: Index] = [:]
    for (name, list) in registry.codeLists where lists?.contains(name) ?? true {
      indices[name] = Self.index(list, registry.crosswalks[name])
    }
    self.indices = indices
  }

  subscript(list: String) -> Index? { indices[list] }

  private static func index(_ list: CodeList, _ crosswalk: Crosswalk?) -> Index {
    var folded: [String: Int32] = [:]
    var candidates: [(folded: String, id: String)] = []
    folded.reserveCapacity(list.codes.count * 3)
    func add(_ wording: String, _ ordinal: Int32) {
      let key = Wording.fold(wording)
      guard !key.isEmpty, folded[key] == nil else { return }
      folded[key] = ordinal
      candidates.append((key, list.id(ordinal)))
    }
    // Derived groups are published, never reported.
    let reported = list.codes.enumerated().filter { !$0.element.isDerived }
    for (ordinal, code) in reported { add(code.id, Int32(ordinal)) }
    for (ordinal, code) in reported {
      add(code.label.lv, Int32(ordinal))
      add(code.label.en, Int32(ordinal))
    }
    var ofMembers: [String: [String: Int32]] = [:]
    for entry in crosswalk?.entries ?? [] {
      guard let ordinal = list.ordinal(of: entry.code) else { continue }
      if let member = entry.member {
        ofMembers[member, default: [:]][Wording.fold(entry.wording)] = ordinal
      } else {
        add(entry.wording, ordinal)
      }
    }
    return Index(list: list, folded: folded, ofMembers: ofMembers, candidates: candidates)
  }
}
