import Foundation
import Pipelines
import Report
import Support
import Vocabulary

/// A check of a file in the test's own hands.
enum Checking {
  static let wordings = Scene.registry.wordings
  static let rules = Scene.registry.rules

  static func findings(
    _ path: String, schema: TableSchema, dialect: FileDialect = FileDialect(),
    package: DataPackage? = nil, name: String = "", encoding: String? = nil, plainPath: Bool = true
  ) throws -> [Finding] {
    let check = FileCheck(package: package, wordings: wordings, plainPath: plainPath)
    let file = try check.check(
      TableResource(name: name, path: path, schema: schema, dialect: dialect, encoding: encoding))
    var found: [Finding] = []
    try file.spool.read { finding, _ in found.append(finding) }
    return found
  }

  /// Writes bytes to a file that is gone afterwards.
  static func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
    try withFolder(["data.csv": bytes]) { try body($0 + "/data.csv") }
  }

  static func withFolder<T>(
    _ files: [String: [UInt8]], _ body: (String) throws -> T
  ) throws -> T {
    let folder = NSTemporaryDirectory() + "nrem-check-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in files {
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    return try body(folder)
  }
}

extension Finding {
  /// Columns of the file that the finding speaks of.
  var columns: Set<Int> { Set(covers).union(address.column > 0 ? [address.column] : []) }

  /// Type and place, for comparing: `constraint-error/enum 3:4`.
  var brief: String { "\(Oracle.name(type)) \(address.record):\(address.column)" }
}
