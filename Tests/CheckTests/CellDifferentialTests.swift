import Foundation
import Pipelines
import Support
import Testing
import Validate
import Vocabulary

@Suite("Cells, beside frictionless")
struct CellDifferentialTests {
  @Test("explore")
  func explore() throws {
    let oracle = try Oracle.read(repository + "/Tests/Oracle/cells.json")
    var refused = 0
    for item in oracle["cases"] as! [Oracle.JSON] {
      let field = item["field"] as! Oracle.JSON
      var schema: Oracle.JSON = ["fields": [field]]
      if let missing = item["missingValues"] { schema["missingValues"] = missing }
      let json = try Oracle.text(schema)
      let judge: FieldJudge
      do {
        let read = try PackageReader().schema(json)
        judge = try FieldJudge(read.fields[0], missingValues: read.missingValues)
      } catch {
        print("REFUSED", json.prefix(160), "|", error)
        refused += 1
        continue
      }
      for (cell, verdict) in zip(item["cells"] as! [String], item["verdicts"] as! [Any]) {
        guard let theirs = Oracle.names(verdict) else { continue }
        let ours = Set(judge.faults(Array(cell.utf8)).map { Oracle.name(FindingType.of($0.kind)) })
        if ours == theirs { continue }
        if field["constraints"].map({ "\($0)".contains("unique") }) ?? false { continue }
        let side = ours.isSuperset(of: theirs) ? "OURS" : theirs.isSuperset(of: ours) ? "THEIRS" : "BOTH"
        print(side, (try Oracle.text(field)).prefix(150), "|", try Oracle.text(String(cell.prefix(80))), "| theirs", theirs.sorted(), "| ours", ours.sorted())
      }
    }
    print("refused", refused)
  }
}
