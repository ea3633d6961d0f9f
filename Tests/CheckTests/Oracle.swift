import Foundation
import Pipelines
import Support
import Validate
import Vocabulary

/// What frictionless-py says of cells and tables (`Tests/Oracle/cases.py`).
enum Oracle {
  typealias JSON = [String: Any]

  static func read(_ path: String) throws -> JSON {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try JSONSerialization.jsonObject(with: data) as! JSON
  }

  static func text(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: value, options: [.fragmentsAllowed, .withoutEscapingSlashes, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  /// One thing that is wrong, by type and constraint: `constraint-error/enum`.
  static func name(_ pair: [Any]) -> String {
    let constraint = pair[1] as? String
    return (pair[0] as! String) + (constraint.map { "/\($0)" } ?? "")
  }

  static func name(_ type: FindingType) -> String {
    type.name + (type.constraint.map { "/\($0)" } ?? "")
  }

  /// The verdict on a cell as names; nil where frictionless crashed on it.
  static func names(_ verdict: Any) -> Set<String>? {
    guard let list = verdict as? [Any], !list.isEmpty else { return [] }
    let pairs = (list[0] is [Any] ? list : [list]).map { $0 as! [Any] }
    if pairs.contains(where: { $0[0] as? String == "crash" }) { return nil }
    return Set(pairs.map(name))
  }
}
