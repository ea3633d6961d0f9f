import Foundation
import Pipelines
import Support
import Testing
import Vocabulary

/// Files of other projects, which are not part of this one: read where they lie beside it.
enum Corpora {
  static let folder = repository + "/../shared/corpora"
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/oracle/edge.json") }
  static let absence: Comment =
    "the corpora are not beside the repository (../shared/corpora), so this is not tested here"
}

@Suite("Files of other projects, beside frictionless")
struct CorpusDifferentialTests {
  @Test(
    "What frictionless flags is covered, and what it does not is reasoned",
    .enabled(if: Corpora.isThere, Corpora.absence))
  func corpora() throws {
    let differences = try Differences("corpora")
    var count = 0
    for list in ["edge", "fixtures"] {
      let oracle = try Oracle.read(Corpora.folder + "/oracle/\(list).json")
      let paths = try paths(list)
      for item in oracle["cases"] as! [Oracle.JSON] {
        let id = item["id"] as! String
        let path = try #require(paths[id])
        guard let tuples = item["errors"] as? [[Any]] else {
          // It crashed before it read a row: the encoding is not UTF-8.
          let findings = try Checking.findings(path, schema: TableSchema(fields: []))
          let isSaid = findings.contains {
            ["encoding-error", "source-error"].contains($0.type.name)
          }
          #expect(isSaid, "\(id): \(findings.map(\.brief))")
          continue
        }
        count += 1
        let schema = try PackageReader().schema(try Oracle.text(item["schema"]!))
        let findings = try Checking.findings(path, schema: schema)
        Comparison(tuples.map(TheirError.init), findings, schema).tell(differences, id)
        // However the records are cut, the same is found.
        let others = try Checking.findings(path, schema: schema, plainPath: false)
        #expect(findings.map(\.brief) == others.map(\.brief), "\(id)")
      }
    }
    #expect(count > 200)
    differences.conclude()
  }

  private func paths(_ list: String) throws -> [String: String] {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: Corpora.folder + "/oracle/list-\(list).json"))
    var paths: [String: String] = [:]
    for item in try JSONSerialization.jsonObject(with: data) as! [Oracle.JSON] {
      paths[item["id"] as! String] = Corpora.folder + "/../" + (item["path"] as! String)
    }
    return paths
  }
}
