import DelimitedText
import Vocabulary

/// Reads a Table Dialect (Data Package v2) or the CSV dialect of v1 from a tree.
struct DialectReader {
  func dialect(_ tree: DefinitionTree) throws(DefinitionFailure) -> FileDialect {
    var dialect = FileDialect()
    var rows: [Int]?
    var join = " "
    var hasHeader = true
    for (key, _, node) in try tree.entries() {
      // Nothing said of a property is said with null as well.
      if node.isNull { continue }
      switch key {
      case "delimiter": dialect.delimiter = try byte(node, key)
      case "quoteChar": dialect.quote = try byte(node, key)
      case "commentChar": dialect.comment = try byte(node, key)
      case "skipInitialSpace": dialect.skipInitialSpace = try tree.flag(key)
      case "nullSequence": dialect.nullSequence = try node.text()
      case "header": hasHeader = try tree.flag(key)
      case "headerJoin": join = try node.text()
      case "headerRows": rows = try numbers(node)
      case "commentRows": dialect.commentRows = try numbers(node)
      case "doubleQuote":
        if try !tree.flag(key) { throw node.failure("doubleQuote: false is not supported") }
      case "escapeChar":
        throw node.failure("escapeChar is not supported: a quote within a cell is doubled")
      case "lineTerminator":
        // Every line end is read, whatever is said.
        guard ["\n", "\r\n", "\r"].contains(try node.text()) else {
          throw node.failure("lineTerminator is LF, CRLF or CR")
        }
      case "property", "itemType", "itemKeys", "sheetName", "sheetNumber", "table":
        throw node.failure("\(key) is of files that are no delimited text, and is not supported")
      case "csv":
        // frictionless nests what is of CSV.
        let inner = try self.dialect(node)
        dialect.delimiter = inner.delimiter ?? dialect.delimiter
        dialect.quote = inner.quote
        dialect.skipInitialSpace = inner.skipInitialSpace ?? dialect.skipInitialSpace
        dialect.nullSequence = inner.nullSequence ?? dialect.nullSequence
      default: continue
      }
    }
    if !hasHeader || rows == [] {
      dialect.header = .none
    } else if let rows {
      dialect.header = .rows(rows, join: join)
    }
    if dialect.delimiter == dialect.quote {
      throw tree.failure("delimiter and quoteChar are the same")
    }
    return dialect
  }

  private func byte(_ node: DefinitionTree, _ key: String) throws(DefinitionFailure) -> UInt8 {
    let bytes = Array(try node.text().utf8)
    guard bytes.count == 1, bytes[0] != 10, bytes[0] != 13, bytes[0] != 0 else {
      throw node.failure("\(key) is one character of ASCII that is no line end")
    }
    return bytes[0]
  }

  private func numbers(_ node: DefinitionTree) throws(DefinitionFailure) -> [Int] {
    var found: [Int] = []
    for text in try node.texts() {
      guard let number = Int(text), number > 0 else {
        throw node.failure("rows are counted from 1")
      }
      found.append(number)
    }
    return found
  }
}
