/// The type of a finding in the vocabulary of Frictionless, or of CSVLint where that has none, so
/// that other tools understand it.
///
/// A *kind* names one sentence; several kinds may be of one type. Sources: the error types of
/// frictionless-py 5; the error and warning types of CSVLint.
package struct FindingType: Sendable, Equatable {
  package let name: String
  /// The broken constraint, for `constraint-error`.
  package let constraint: String?

  private init(_ name: String, _ constraint: String? = nil) {
    self.name = name
    self.constraint = constraint
  }

  /// The type of a kind; where no other vocabulary has one, as for rules of the return, it is the kind.
  package static func of(_ kind: String) -> FindingType {
    if let constraint = constraints[kind] {
      return FindingType(constraint == "unique" ? "unique-error" : "constraint-error", constraint)
    }
    if let name = names[kind] { return FindingType(name) }
    if kind.hasPrefix("type-") { return FindingType("type-error") }
    return FindingType(kind)
  }

  private static let constraints = [
    "required": "required", "unique": "unique", "unique-long": "unique", "enum": "enum",
    "categories": "categories",
    "pattern": "pattern", "min-length": "minLength", "max-length": "maxLength",
    "min-items": "minLength", "max-items": "maxLength",
    "minimum": "minimum", "maximum": "maximum", "exclusive-minimum": "exclusiveMinimum",
    "exclusive-maximum": "exclusiveMaximum", "known-code": "enum", "known-code-kept": "enum",
    "code-in-force": "enum", "code-in-force-kept": "enum",
  ]

  private static let names = [
    "no-text": "source-error", "no-head": "source-error", "unread": "source-error",
    "no-records": "source-error",
    "empty-table": "source-error",
    "unnamed-label": "extra-label", "empty-file": "source-error", "readable-text": "source-error",
    "no-rows": "source-error", "no-row-left": "source-error", "encoding-doubt": "encoding-error",
    "bad-text": "encoding-error", "type-text": "encoding-error",
    "converted-encoding": "encoding-error", "other-encoding": "encoding-error",
    "required-column": "missing-label", "no-field": "unmatched-header",
    "unknown-column": "extra-label", "duplicate-column": "duplicate-label",
    "label-case": "incorrect-label", "no-header": "incorrect-label",
    "label-order": "incorrect-label", "label-blanks": "incorrect-label",
    "repeated-header": "title-row",
    "cell-count": "missing-cell", "blank-line": "blank-row",
    "text-after-quote": "stray-quote", "swallowed-lines": "unclosed-quote",
    "field-size": "row-error", "record-size": "row-error",
    "unique-key": "primary-key", "key-null": "primary-key",
    "primary-key-long": "primary-key", "unique-fields": "unique-key",
    "unique-fields-long": "unique-key", "foreign-key-long": "foreign-key",
    "own-key": "foreign-key", "own-key-long": "foreign-key",
    "whitespace-row": "blank-row", "end-mark": "footnote-row",
    "pattern-too-costly": "check-not-evaluable", "key-not-evaluable": "check-not-evaluable",
    "other-delimiter": "dialect-error", "converted-delimiter": "dialect-error",
    "mixed-line-ends": "dialect-error", "initial-spaces": "dialect-error",
    "separator-line": "dialect-error", "personal-code-beside": "personal-code",
    "contact-refused": "contact", "withdrawn-earlier-stands": "withdrawn",
    "withdrawn-file-left": "withdrawn",
  ]
}
