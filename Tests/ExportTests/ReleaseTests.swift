import Foundation
import Ingest
import Staging
import Support
import Testing
import Vocabulary

/// The files of a release, read back by readers that are not ours where there are any.
@Suite("Release")
struct ReleaseTests {
  private let returns = repository + "/samples/published"

  @Test("SHA-256 of FIPS 180-4's example")
  func digest() {
    var digest = Digest()
    digest.update(Array("a".utf8))
    digest.update(Array("bc".utf8))
    #expect(
      digest.hexadecimal() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("A rerun gives the same bytes, with any number of jobs and either way of reading")
  func rerun() throws {
    var releases: [[String: Data]] = []
    for (jobs, plainPath) in [(1, true), (2, true), (3, false)] {
      let scene = try Scene()
      for _ in 0..<2 {
        let result = try scene.run(
          "2015-Q4", returns: repository + "/samples/returns", jobs: jobs, through: .export,
          plainPath: plainPath)
        releases.append(try files(result.release!))
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: scene.output + "/quarter-end") == [
          "2015-Q4"
        ])
    }
    let scene = try Scene()
    let release = try #require(
      try scene.run(
        "2015-Q4", returns: repository + "/samples/returns", through: .export
      ).release)
    func mode(_ edition: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: release + "/" + edition)[.posixPermissions]
        as? Int
    }
    #expect(try mode("internal") == 0o700)
    #expect(try mode("public") == 0o755)
    for release in releases.dropFirst() { #expect(release == releases[0]) }
    #expect(
      releases[0].keys.sorted() == [
        "internal/art19a-2015.csv", "internal/changes.csv", "internal/cooperation.csv",
        "internal/findings.csv", "internal/manifest.json", "internal/observations.csv",
        "internal/revision_means.csv", "internal/revision_triangle.csv",
        "internal/revisions.csv", "internal/summary.json", "public/changes.csv",
        "public/cooperation.csv", "public/manifest.json", "public/observations.csv",
        "public/summary.json",
      ])
  }

  private func files(_ folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder)! {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        found[name] = FileManager.default.contents(atPath: path)
      }
    }
    return found
  }

  @Test("Tables have their columns, whole numbers and CRLF; JSON holds the same observations")
  func tables() throws {
    let scene = try Scene()
    let release = try #require(try scene.run("2018", returns: returns, through: .export).release)
    for edition in ["internal", "public"] {
      let path = "\(release)/\(edition)/observations.csv"
      let table = try #require(try TextTable.read(path, shown: path))
      #expect(
        table.header.prefix(5) == ["time_period", "freq", "indicator", "unit", "unit_mult"])
      #expect(
        table.header.suffix(9) == [
          "member", "obs_value", "obs_status", "conf_status", "members_reporting",
          "members_expected", "members_voluntary", "revision", "note_codes",
        ])
      let place = table.header.firstIndex(of: "obs_value")!
      #expect(table.rows.allSatisfy { $0.cells[place].isEmpty || Int($0.cells[place]) != nil })
      let status = table.header.firstIndex(of: "status")!
      #expect(table.rows.allSatisfy { $0.cells[status] == "_T" })
      let text = String(
        decoding: FileManager.default.contents(atPath: path)!, as: UTF8.self)
      #expect(text.utf8.count { $0 == 10 } == text.utf8.count { $0 == 13 })
      let json =
        try JSONSerialization.jsonObject(
          with: FileManager.default.contents(atPath: "\(release)/\(edition)/summary.json")!)
        as! [String: Any]
      #expect((json["observations"] as! [Any]).count == table.rows.count)
    }
  }

  @Test("The manifest's digests are those of the files; the public one names no input")
  func manifest() throws {
    let scene = try Scene()
    let release = try #require(try scene.run("2018", returns: returns, through: .export).release)
    for edition in ["internal", "public"] {
      let json =
        try JSONSerialization.jsonObject(
          with: FileManager.default.contents(atPath: "\(release)/\(edition)/manifest.json")!)
        as! [String: Any]
      for output in json["outputs"] as! [[String: Any]] {
        let path = "\(release)/\(edition)/\(output["path"] as! String)"
        #expect(Digest.ofFile(path) == output["sha256"] as? String)
      }
      #expect((json["inputs"] != nil) == (edition == "internal"))
      guard edition == "internal" else { continue }
      let rows = json["rows"] as! [String: Int]
      #expect(rows["read"] == rows["accepted"]! + rows["rejected"]! + rows["superseded"]!)
      let inputs = json["inputs"] as! [[String: Any]]
      for input in inputs {
        #expect(
          Digest.ofFile("\(returns)/\(input["path"] as! String)") == input["sha256"] as? String)
      }
      #expect(inputs.reduce(0) { $0 + ($1["read"] as! Int) } == rows["read"])
    }
  }

  @Test("A member's text is no formula in findings.csv")
  func formula() throws {
    let scene = try Scene([
      "2015-Q1/VP@2015-04-08/victims.csv": "status,sex,count\nIDENTIFIED,=1+1,3\n"
    ])
    let release = try #require(try scene.run("2015-Q1", through: .export).release)
    let path = release + "/internal/findings.csv"
    let table = try #require(try TextTable.read(path, shown: path))
    let value = table.header.firstIndex(of: "value")!
    #expect(table.rows.map { $0.cells[value] } == ["'=1+1"])
  }
}
