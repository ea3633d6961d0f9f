/// What members write, beside the code itself and its labels: wording to code, for one code list.
package struct Crosswalk: Sendable {
  package struct Entry: Sendable {
    package let wording: String
    package let code: String
    /// Only this member means that by it; nil for anyone.
    package let member: String?
    package init(wording: String, code: String, member: String?) {
      self.wording = wording
      self.code = code
      self.member = member
    }
  }

  package let entries: [Entry]
  package init(entries: [Entry]) { self.entries = entries }
}

/// A wording of a column header, in one table or in any.
package struct ColumnWording: Sendable {
  package let wording: String
  package let column: String
  package let table: String?
  package init(wording: String, column: String, table: String?) {
    self.wording = wording
    self.column = column
    self.table = table
  }
}
