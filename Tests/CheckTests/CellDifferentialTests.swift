import Foundation
import Pipelines
import Support
import Testing
import Validate
import Vocabulary

/// Each of some 18,000 cells is judged as frictionless judges it, or the difference is on the list.
@Suite("Cells, beside frictionless")
struct CellDifferentialTests {
  @Test("What frictionless finds wrong is found, and what it does not is reasoned")
  func cells() throws {
    let oracle = try Oracle.read(repository + "/Tests/Oracle/cells.json")
    let differences = try Differences("cells")
    let refusals = try Differences("refused")
    var count = 0
    for item in oracle["cases"] as! [Oracle.JSON] {
      let field = item["field"] as! Oracle.JSON
      var schema: Oracle.JSON = ["fields": [field]]
      if let missing = item["missingValues"] { schema["missingValues"] = missing }
      let text = try Oracle.text(field)
      let judge: FieldJudge
      do {
        let read = try PackageReader().schema(try Oracle.text(schema))
        judge = try FieldJudge(read.fields[0], missingValues: read.missingValues)
      } catch {
        refusals.explain("refused", text, "\(error)", "")
        continue
      }
      // Keys are of whole tables.
      if text.contains("\"unique\"") { continue }
      for (cell, verdict) in zip(item["cells"] as! [String], item["verdicts"] as! [Any]) {
        guard let theirs = Oracle.names(verdict) else { continue }
        count += 1
        let ours = Set(
          judge.faults(Array(cell.utf8)).map { Oracle.name(FindingType.of($0.kind)) })
        if ours.isEmpty, !theirs.isEmpty {
          differences.explain("theirs", text, cell, theirs.joined(separator: " "))
        } else if !ours.isSubset(of: theirs) {
          differences.explain("ours", text, cell, ours.joined(separator: " "))
        }
      }
    }
    #expect(count > 15_000)
    differences.conclude()
    refusals.conclude()
  }
}
