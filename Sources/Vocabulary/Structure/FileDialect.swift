/// How a file is written, as far as somebody has said so: a dialect of the Data Package standard.
///
/// What is not said is found out. Source: the Table Dialect specification, v2.
package struct FileDialect: Sendable {
  package enum Header: Sendable, Equatable {
    /// In the first record, or below a title.
    case found
    case none
    /// In these records, counted from 1; parts of a label are put together with `join`.
    case rows([Int], join: String)
  }

  package var delimiter: UInt8?
  package var quote = UInt8(ascii: "\"")
  package var comment: UInt8?
  package var commentRows: [Int] = []
  package var skipInitialSpace: Bool?
  package var header = Header.found
  /// A text that stands for no value in any field.
  package var nullSequence: String?
  package init() {}
}

/// A table with all that is known of it: a resource of a data package.
package struct TableResource: Sendable {
  package var name: String
  package var path: String
  package var schema: TableSchema
  package var dialect: FileDialect
  package var encoding: String?

  package init(
    name: String, path: String, schema: TableSchema, dialect: FileDialect = FileDialect(),
    encoding: String? = nil
  ) {
    self.name = name
    self.path = path
    self.schema = schema
    self.dialect = dialect
    self.encoding = encoding
  }
}
