import Glibc
import Staging
import Vocabulary

/// A data package: its resources, as far as they are delimited text.
package struct DataPackage: Sendable {
  package let path: String
  package let resources: [TableResource]

  package func resource(_ name: String) -> TableResource? {
    resources.first { $0.name == name }
  }
}

/// Reads schemas, dialects and data packages from files of JSON or YAML, or from JSON itself.
package struct PackageReader {
  package init() {}

  /// - Parameter text: a path, or JSON that begins with a brace.
  package func dialect(_ text: String) throws(DefinitionFailure) -> FileDialect {
    let tree =
      text.hasPrefix("{")
      ? try DefinitionTree(path: "--dialect", text: text) : try Self.tree(text)
    return try DialectReader().dialect(tree["dialect"] ?? tree)
  }

  /// A schema, or a table of the return or a resource that holds one.
  package func schema(_ path: String) throws(DefinitionFailure) -> TableSchema {
    let tree =
      path.hasPrefix("{")
      ? try DefinitionTree(path: "--schema", text: path) : try Self.tree(path)
    if tree["fields"] == nil, let inner = tree["schema"] {
      if case .text = inner.value { return try schema(Self.beside(path, try inner.text(), inner)) }
      return try SchemaReader().schema(inner)
    }
    return try SchemaReader().schema(tree)
  }

  package func package(_ path: String) throws(DefinitionFailure) -> DataPackage {
    let tree = try Self.tree(path)
    var resources: [TableResource] = []
    for node in try tree.child("resources").items() {
      let found = try resource(node, package: path)
      if resources.contains(where: { $0.name == found.name }) {
        throw node.failure("the resource “\(found.name)” is there twice")
      }
      resources.append(found)
    }
    return DataPackage(path: path, resources: resources)
  }

  private func resource(
    _ tree: DefinitionTree, package: String
  ) throws(DefinitionFailure) -> TableResource {
    let name = try tree.text("name")
    if let compression = tree["compression"], !compression.isNull {
      throw compression.failure("compression is not supported: unpack the file first")
    }
    for key in ["data", "extrapaths", "path"] {
      guard let node = tree[key] else { continue }
      if key == "data" {
        throw node.failure("data within the package is not supported: only files")
      }
      if case .list(let parts) = node.value, parts.count != 1 {
        throw node.failure("a table in several files is not supported")
      }
      if key == "extrapaths" { throw node.failure("a table in several files is not supported") }
    }
    let paths = try tree.child("path").texts()
    var schema = TableSchema(fields: [], fieldsMatch: .partial)
    if let node = tree["schema"] {
      if case .text = node.value {
        schema = try self.schema(Self.beside(package, try node.text(), node))
      } else {
        schema = try SchemaReader().schema(node)
      }
    }
    var dialect = FileDialect()
    if let node = tree["dialect"] {
      if case .text = node.value {
        dialect = try self.dialect(Self.beside(package, try node.text(), node))
      } else {
        dialect = try DialectReader().dialect(node)
      }
    }
    return TableResource(
      name: name, path: try Self.beside(package, paths.first ?? "", tree), schema: schema,
      dialect: dialect, encoding: try tree["encoding"]?.text())
  }

  // MARK: Files

  /// A path that stands in a file, as seen from where the command was typed. Paths to elsewhere are
  /// refused: they could name any file of the machine.
  private static func beside(
    _ file: String, _ path: String, _ node: DefinitionTree
  ) throws(DefinitionFailure) -> String {
    if path.contains("://") { throw node.failure("“\(path)” is remote, which is not supported") }
    if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
      throw node.failure("“\(path)” leads out of the package's folder, which is not supported")
    }
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.isEmpty ? path : folder.joined(separator: "/") + "/" + path
  }

  private static func tree(_ path: String) throws(DefinitionFailure) -> DefinitionTree {
    if path.contains("://") {
      throw DefinitionFailure(path: path, line: 0, problem: "is remote, which is not supported")
    }
    guard let bytes = FileBytes.read(path) else {
      throw DefinitionFailure(
        path: path, line: 0, problem: "cannot be read: \(String(cString: strerror(errno)))")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DefinitionFailure(path: path, line: 0, problem: "is no UTF-8")
    }
    return try DefinitionTree(path: path, text: text)
  }
}
