/// One code of a code list with its labels and the days on which it may be used.
package struct Code: Sendable {
  package let id: String
  package let label: Label
  package let parent: String?
  package let validity: Validity
  /// The code in other systems, by the column of the list (`eurostat`, `ctdc`, `htcds`, `sdg16`).
  package let mappings: [String: String]

  package init(
    id: String, label: Label, parent: String? = nil, validity: Validity = .always,
    mappings: [String: String] = [:]
  ) {
    self.id = id
    self.label = label
    self.parent = parent
    self.validity = validity
    self.mappings = mappings
  }
}

/// A text in the two languages of the product.
package struct Label: Sendable, Hashable {
  package let lv: String
  package let en: String
  package init(lv: String, en: String) {
    self.lv = lv
    self.en = en
  }
}

/// A closed list of codes. A code's *ordinal* is its place in the list and is what rows hold.
///
/// Two codes are built in, as in SDMX: ordinal 0 is `_T` (not broken down), ordinal 1 is `_U`
/// (unknown; a blank cell means the same). The list's own codes follow in the order of its file.
package struct CodeList: Sendable {
  package static let total: Int32 = 0
  package static let unknown: Int32 = 1
  /// No ordinal: the cell's wording could not be read as a code.
  package static let unread: Int32 = -1

  package let name: String
  package let codes: [Code]
  private let ordinals: [String: Int32]

  package init(name: String, codes: [Code]) {
    self.name = name
    self.codes =
      [
        Code(id: "_T", label: Label(lv: "kopā", en: "total")),
        Code(id: "_U", label: Label(lv: "nav zināms", en: "unknown")),
      ] + codes.filter { $0.id != "_T" && $0.id != "_U" }
    ordinals = Dictionary(
      self.codes.enumerated().map { ($1.id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  package func ordinal(of id: String) -> Int32? { ordinals[id] }
  package func id(_ ordinal: Int32) -> String { codes[Int(ordinal)].id }
}
