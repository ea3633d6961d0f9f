/// One column of a table as its schema describes it.
package struct Field: Sendable {
  package var name: String
  package var type: FieldType
  package var constraints: Constraints
  /// Texts that stand for no value here; those of the schema where nil.
  package var missingValues: [String]?
  /// Values that may occur, for a field that is a category; nil where it is none.
  package var categories: [Literal]?

  package init(
    name: String, type: FieldType, constraints: Constraints = Constraints(),
    missingValues: [String]? = nil, categories: [Literal]? = nil
  ) {
    self.name = name
    self.type = type
    self.constraints = constraints
    self.missingValues = missingValues
    self.categories = categories
  }
}

/// A value as a schema writes it.
package struct Literal: Sendable, Hashable {
  package let text: String
  /// Whether it was written as a number or a truth value of the schema's own language, not as the
  /// text that a cell would hold.
  package let isNative: Bool
  package init(_ text: String, isNative: Bool = false) {
    self.text = text
    self.isNative = isNative
  }
}

/// What the values of a field must keep to; nil where nothing is asked.
package struct Constraints: Sendable {
  package var isRequired = false
  package var isUnique = false
  package var allowed: [Literal]?
  /// A regular expression of XML Schema, matched against the whole cell.
  package var pattern: String?
  /// In characters (Unicode scalars), for lists in items.
  package var minLength: Int?
  package var maxLength: Int?
  package var minimum: Literal?
  package var maximum: Literal?
  package var exclusiveMinimum: Literal?
  package var exclusiveMaximum: Literal?
  package init() {}
}

/// What a field holds, and how it is written.
package indirect enum FieldType: Sendable, Hashable {
  package enum StringFormat: String, Sendable, CaseIterable {
    case `default`, email, uri, binary, uuid
  }

  /// How days and times are written.
  package enum TimeFormat: Sendable, Hashable {
    /// As XML Schema does: `2015-04-12`, `10:15:00`, `2015-04-12T10:15:00Z`.
    case standard
    /// In any of the usual ways.
    case any
    /// By a pattern of `strptime`, as `%d.%m.%Y`.
    case pattern(String)
  }

  case string(StringFormat)
  /// - Parameter bareNumber: whether nothing may stand around the digits.
  case integer(groupChar: String?, bareNumber: Bool)
  case number(decimalChar: String, groupChar: String?, bareNumber: Bool)
  case boolean(trueValues: [String], falseValues: [String])
  case date(TimeFormat)
  case time(TimeFormat)
  case datetime(TimeFormat)
  case year
  case yearmonth
  case list(delimiter: String, item: FieldType)
  case any

  /// The name of the type in a schema, and in the kinds of findings about it.
  package var name: String {
    switch self {
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .datetime: "datetime"
    case .year: "year"
    case .yearmonth: "yearmonth"
    case .list: "list"
    case .any: "any"
    }
  }
}
