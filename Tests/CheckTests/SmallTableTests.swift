import Pipelines
import Testing
import Vocabulary

/// Small tables that were once read wrongly, with exactly what must be found in each.
@Suite("Small tables")
struct SmallTableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let schema: String
    let text: String
    /// `type record:column`, in the order of places.
    let expected: [String]
    var testDescription: String { name }
  }

  private static let keyed =
    #"{"fields": [{"name": "id", "type": "integer"}, {"name": "p", "type": "number"}], "primaryKey": ["id", "p"]}"#
  private static let single =
    #"{"fields": [{"name": "id", "type": "number"}, {"name": "x"}], "primaryKey": "id"}"#
  private static let twoTexts =
    #"{"fields": [{"name": "a"}, {"name": "b"}], "uniqueKeys": [["a", "b"]]}"#

  @Test(
    "Each gives these findings and no other, in both ways of cutting",
    arguments: [
      Case(
        name: "zeros at the end of a whole number tell", schema: keyed,
        text: "id,p\n10,1\n20,1\n2,1\n100,1\n", expected: []),
      Case(
        name: "an empty cell is no part of another's value", schema: keyed,
        text: "id,p\n10,\n20,10\n", expected: ["primary-key 2:1"]),
      Case(
        name: "numbers are the same however they are written", schema: single,
        text: "id,x\n1.0,a\n1,b\n1e0,c\n-0,d\n0.00,e\n",
        expected: ["primary-key 3:1", "primary-key 4:1", "primary-key 6:1"]),
      Case(
        name: "parts of a key do not run into one another", schema: twoTexts,
        text: "a,b\nx,yz\nxy,z\n\"x,y\",z\nx,\"y,z\"\n", expected: []),
      Case(
        name: "a faulty cell is in the key as it stands",
        schema:
          #"{"fields": [{"name": "id", "constraints": {"enum": ["a"]}}], "primaryKey": "id"}"#,
        text: "id\na\nb\nb\n",
        expected: ["constraint-error/enum 3:1", "constraint-error/enum 4:1", "primary-key 4:1"]),
      Case(
        name: "totals and blank rows are in no key", schema: single,
        text: "id,x\n1,a\n\n,\n2,b\nTotal,9\n",
        expected: ["blank-row 3:0", "blank-row 4:0", "total-row 6:0"]),
      Case(
        name: "a repeated header is one finding", schema: single,
        text: "id,x\n1,a\nid,x\n2,b\n", expected: ["title-row 3:0"]),
    ])
  func exact(example: Case) throws {
    let schema = try PackageReader().schema(example.schema)
    for plainPath in [true, false] {
      let found = try Checking.withFile(Array(example.text.utf8)) {
        try Checking.findings($0, schema: schema, plainPath: plainPath)
      }
      #expect(found.map(\.brief) == example.expected, "plain path: \(plainPath)")
    }
  }

  @Test("Lists are counted by items, and their keys shown as they are written")
  func lists() throws {
    let schema = try PackageReader().schema(
      #"{"fields": [{"name": "a", "type": "list", "itemType": "integer", "delimiter": ";", "constraints": {"maxLength": 2}}, {"name": "b"}], "uniqueKeys": [["a"], ["b", "a"]]}"#
    )
    let found = try Checking.withFile(Array("a,b\n1;02,x\n1;2,x\n1;2;3,y\n".utf8)) {
      try Checking.findings($0, schema: schema)
    }
    #expect(
      found.map(\.brief) == ["unique-key 3:1", "unique-key 3:2", "constraint-error/maxLength 4:1"])
    #expect(found.prefix(2).map(\.value) == ["1;2", "x | 1;2"])
    #expect(found.last?.kind == "max-items")
  }

  @Test("A column asked for is looked at on every record, in whatever batch it comes")
  func beyondOneBatch() throws {
    let schema = try PackageReader().schema(
      #"{"fields": [{"name": "a", "constraints": {"required": true, "pattern": "x*"}}, {"name": "b"}]}"#
    )
    let empty = [4097, 4098, 9000, 20_001]
    let rows = (2...20_001).map { empty.contains($0) ? ",y\n" : "x,y\n" }.joined()
    let found = try Checking.withFile(Array(("a,b\n" + rows).utf8)) {
      try Checking.findings($0, schema: schema)
    }
    #expect(found.map(\.brief) == empty.map { "constraint-error/required \($0):1" })
  }

  @Test("Findings of records, columns and keys come in the order of places")
  func order() throws {
    let schema = try PackageReader().schema(
      #"{"fields": [{"name": "id"}, {"name": "n", "type": "integer"}], "primaryKey": "id"}"#)
    var text = "id,n\n"
    for row in 0..<12_000 {
      text += row % 1000 == 999 ? "1,x\n" : row % 1000 == 500 ? "\n" : "k\(row),1\n"
    }
    let found = try Checking.withFile(Array(text.utf8)) {
      try Checking.findings($0, schema: schema)
    }
    #expect(found.count == 12 + 11 + 12)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.address <= $1.address })
  }
}
