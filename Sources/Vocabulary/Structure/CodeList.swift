/// One code of a code list with its labels and the days on which it may be used.
package struct Code: Sendable {
  package let id: String
  package let label: Label
  /// The broader code of the same list, whatever the day; groups with days are derived codes.
  package let parent: String?
  package let validity: Validity
  /// The code in other systems, by the column of the list (`eurostat`, `ctdc`, `htcds`, `sdg16`).
  package let mappings: [String: String]
  /// Codes that a derived group is made of, each with the days on which it belongs to it; empty for a
  /// code that members report. A derived group is published and never reported.
  package let members: [GroupMember]

  /// A code with the days on which it belongs to a group.
  package struct GroupMember: Sendable {
    package let code: String
    package let validity: Validity
    package init(code: String, validity: Validity) {
      self.code = code
      self.validity = validity
    }
  }

  package init(
    id: String, label: Label, parent: String? = nil, validity: Validity = .always,
    mappings: [String: String] = [:], members: [GroupMember] = []
  ) {
    self.id = id
    self.label = label
    self.parent = parent
    self.validity = validity
    self.mappings = mappings
    self.members = members
  }

  /// Whether the code is a group that is made of others.
  package var isDerived: Bool { !members.isEmpty }
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
  /// Ordinals of the derived groups.
  package let derived: [Int32]

  package init(name: String, codes: [Code]) {
    self.name = name
    let all =
      [
        Code(id: "_T", label: Label(lv: "kopā", en: "total")),
        Code(id: "_U", label: Label(lv: "nav zināms", en: "unknown")),
      ] + codes.filter { $0.id != "_T" && $0.id != "_U" }
    self.codes = all
    derived = all.indices.filter { all[$0].isDerived }.map(Int32.init)
    ordinals = Dictionary(
      all.enumerated().map { ($1.id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  package func ordinal(of id: String) -> Int32? { ordinals[id] }
  package func id(_ ordinal: Int32) -> String { codes[Int(ordinal)].id }

  /// The derived groups that a code belongs to on a day.
  package func groups(of ordinal: Int32, on day: CalendarDay) -> [Int32] {
    guard !derived.isEmpty, ordinal > Self.unknown else { return [] }
    let id = id(ordinal)
    return derived.filter { group in
      codes[Int(group)].members.contains { $0.code == id && $0.validity.contains(day) }
    }
  }
}
