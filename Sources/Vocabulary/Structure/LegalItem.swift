/// One item that a legal act asks for, and where its figures come from.
package struct LegalItem: Sendable {
  /// Point of the article, as `19a(2)(a)`.
  package let reference: String
  package let text: Label
  /// Nil for what is not collected.
  package let indicator: String?
  /// Columns that the item is broken down by, one at a time.
  package let breakdowns: [String]
  /// What has to be said of it: why it is not collected, or what it rests on.
  package let remark: Label?

  package init(
    reference: String, text: Label, indicator: String?, breakdowns: [String], remark: Label?
  ) {
    self.reference = reference
    self.text = text
    self.indicator = indicator
    self.breakdowns = breakdowns
    self.remark = remark
  }
}
