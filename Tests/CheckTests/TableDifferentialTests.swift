import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// Whole tables, headers, keys and dialects beside frictionless.
@Suite("Tables, beside frictionless")
struct TableDifferentialTests {
  @Test("What frictionless flags is covered, and what it does not is reasoned")
  func tables() throws {
    let oracle = try Oracle.read(repository + "/Tests/Oracle/tables.json")
    let differences = try Differences("tables")
    for item in oracle["cases"] as! [Oracle.JSON] {
      let name = item["name"] as! String
      guard let tuples = item["errors"] as? [[Any]] else { continue }
      let theirs = tuples.map(TheirError.init)
      do {
        let findings = try check(item)
        let schema = try PackageReader().schema(try Oracle.text(item["schema"]!))
        Comparison(theirs, findings, schema).tell(differences, name)
      } catch {
        differences.explain(
          "refused", name, "\(error)".replacingOccurrences(of: NSTemporaryDirectory(), with: ""), ""
        )
      }
    }
    differences.conclude()
  }

  private func check(_ item: Oracle.JSON) throws -> [Finding] {
    var files: [String: [UInt8]] = ["main.csv": Array((item["csv"] as! String).utf8)]
    var resources: [Oracle.JSON] = []
    var main: Oracle.JSON = ["name": "main", "path": "main.csv", "schema": item["schema"]!]
    if let dialect = item["dialect"] as? Oracle.JSON { main["dialect"] = dialect }
    resources.append(main)
    for (path, other) in item["resources"] as? [String: Oracle.JSON] ?? [:] {
      files[path] = Array((other["csv"] as! String).utf8)
      resources.append([
        "name": String(path.dropLast(4)), "path": path, "schema": other["schema"]!,
      ])
    }
    files["datapackage.json"] = Array(try Oracle.text(["resources": resources]).utf8)
    return try Checking.withFolder(files) { folder in
      let package = try PackageReader().package(folder + "/datapackage.json")
      let table = package.resource("main")!
      return try Checking.findings(
        table.path, schema: table.schema, dialect: table.dialect, package: package, name: "main")
    }
  }
}
