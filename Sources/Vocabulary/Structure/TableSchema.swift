/// What a table should look like: a Table Schema of the Data Package standard, version 2.
///
/// Tables of the return and any other CSV file are checked against the same noun.
/// Source: the Table Schema specification of the Data Package standard, v2.
package struct TableSchema: Sendable {
  package var fields: [Field]
  package var fieldsMatch: FieldsMatch
  /// Texts that stand for no value, where a field has none of its own.
  package var missingValues: [String]
  /// Names of fields; empty where there is no key.
  package var primaryKey: [String]
  package var uniqueKeys: [[String]]
  package var foreignKeys: [ForeignKey]

  package init(
    fields: [Field], fieldsMatch: FieldsMatch = .exact, missingValues: [String] = [""],
    primaryKey: [String] = [], uniqueKeys: [[String]] = [], foreignKeys: [ForeignKey] = []
  ) {
    self.fields = fields
    self.fieldsMatch = fieldsMatch
    self.missingValues = missingValues
    self.primaryKey = primaryKey
    self.uniqueKeys = uniqueKeys
    self.foreignKeys = foreignKeys
  }

  package func index(of field: String) -> Int? { fields.firstIndex { $0.name == field } }
}

/// How the columns of a file must agree with the fields of its schema.
package enum FieldsMatch: String, Sendable, CaseIterable {
  /// The same fields in the same order.
  case exact
  /// The same fields in any order.
  case equal
  /// All fields of the schema, and perhaps others.
  case subset
  /// No other fields than those of the schema.
  case superset
  /// At least one field of the schema.
  case partial
}

/// Values of some fields that must be there in another table, or elsewhere in the same one.
package struct ForeignKey: Sendable, Hashable {
  package let fields: [String]
  /// Name of the other table; empty for the same.
  package let resource: String
  package let referenceFields: [String]
  package init(fields: [String], resource: String, referenceFields: [String]) {
    self.fields = fields
    self.resource = resource
    self.referenceFields = referenceFields
  }
}
