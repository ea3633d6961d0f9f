import Foundation
import Pipelines
import Support
import Testing
import Trials
import Vocabulary

/// Valid tables with one thing done to them: exactly that is found, where it is.
@Suite("Mutations")
struct MutationTests {
  private static let schema = try! PackageReader().schema(
    """
    {"fields": [
      {"name": "id", "type": "integer"},
      {"name": "form", "type": "string", "constraints": {"required": true, "enum": ["labour", "sexual", "begging"]}},
      {"name": "period", "type": "string", "constraints": {"pattern": "[0-9]{4}-Q[1-4]"}},
      {"name": "victims", "type": "integer", "constraints": {"minimum": 0, "maximum": 1000}},
      {"name": "cost", "type": "number"},
      {"name": "reported_on", "type": "date"},
      {"name": "note", "type": "string", "constraints": {"maxLength": 20}}
    ], "primaryKey": ["id"]}
    """)

  private struct Table {
    var header = ["id", "form", "period", "victims", "cost", "reported_on", "note"]
    var rows: [[String]] = []

    init(_ chance: inout Chance) {
      let forms = ["labour", "sexual", "begging"]
      let notes = ["", "ok", "Rīgā", "a b", "\"a,b\"", "\"x \"\"y\"\"\"", "šķiet"]
      for row in 0..<chance.within(3...40) {
        rows.append([
          "\(row * 7 + 1)", forms[chance.below(3)],
          "20\(chance.within(10...25))-Q\(chance.within(1...4))",
          "\(chance.below(1001))", "\(chance.below(10_000)).\(chance.below(10))",
          "20\(chance.within(10...25))-0\(chance.within(1...9))-1\(chance.below(10))",
          notes[chance.below(notes.count)],
        ])
      }
    }

    func bytes(_ end: String = "\n") -> [UInt8] {
      Array(([header] + rows).map { $0.joined(separator: ",") + end }.joined().utf8)
    }
  }

  /// What was done, the bytes, and what must be found: `type record:column`.
  private typealias Mutation = (name: String, bytes: [UInt8], expected: [String])

  private static func mutate(_ kind: Int, _ chance: inout Chance) -> Mutation {
    var table = Table(&chance)
    let row = chance.below(table.rows.count)
    // Not the last row, below which things would be remarks.
    let inner = chance.below(table.rows.count - 1)
    let at = row + 2
    func cell(_ column: Int, _ text: String, _ found: String) -> Mutation {
      table.rows[row][column] = text
      return ("\(text) in column \(column + 1)", table.bytes(), ["\(found) \(at):\(column + 1)"])
    }
    switch kind {
    case 0:
      table.rows[inner].removeLast()
      return ("dropped a cell", table.bytes(), ["missing-cell \(inner + 2):0"])
    case 1:
      table.rows[row].append("x")
      return ("added a cell", table.bytes(), ["extra-cell \(at):0"])
    case 2:
      table.rows[row][6] = "a\"b"
      return ("stray quote", table.bytes(), ["stray-quote \(at):0"])
    case 3:
      table.rows[row][6] = "\"open"
      table.rows = table.rows.enumerated().map { $0 == row ? $1 : Array($1.dropLast()) + [""] }
      return ("unclosed quote", table.bytes(), ["unclosed-quote \(at):0"])
    case 4: return cell(1, "Labour", "constraint-error/enum")
    case 5: return cell(1, "", "constraint-error/required")
    case 6: return cell(5, "2015-02-30", "type-error")
    case 7: return cell(2, "2015-Q5", "constraint-error/pattern")
    case 8: return cell(3, "-1", "constraint-error/minimum")
    case 9: return cell(3, "1001", "constraint-error/maximum")
    case 10: return cell(3, "1.5", "type-error")
    case 11: return cell(4, "12,5".replacingOccurrences(of: ",", with: ";"), "type-error")
    case 12: return cell(6, String(repeating: "x", count: 21), "constraint-error/maxLength")
    case 13:
      table.rows.append(table.rows[row])
      return ("duplicate key", table.bytes(), ["primary-key \(table.rows.count + 1):1"])
    case 14:
      table.rows.insert([], at: row)
      return ("blank row", table.bytes(), ["blank-row \(at):0"])
    case 15:
      table.rows.insert(["", "", "", "", "", "", ""], at: row)
      return ("row of delimiters", table.bytes(), ["blank-row \(at):0"])
    case 16:
      table.rows.insert(["  ", " "], at: inner)
      return ("row of blanks", table.bytes(), ["blank-row \(inner + 2):0"])
    case 17:
      table.header[1] = "FORM"
      return ("header case", table.bytes(), ["incorrect-label 1:2"])
    case 18:
      table.header[3] = "period"
      return ("duplicate label", table.bytes(), ["duplicate-label 1:4"])
    case 19:
      table.header[4] = ""
      return ("blank label", table.bytes(), ["blank-label 1:5"])
    case 20: return ("byte order mark", [0xEF, 0xBB, 0xBF] + table.bytes(), [])
    case 21: return ("CRLF", table.bytes("\r\n"), [])
    case 22: return ("CR", table.bytes("\r"), [])
    case 23:
      table.rows[row][6] = "a\u{0}b"
      return ("NUL", table.bytes(), ["nul-byte \(at):7"])
    case 24:
      table.rows[row][6] = "aÿþb"
      let bytes = table.bytes().split(separator: 0xC3, omittingEmptySubsequences: false)
      // The lead bytes of ÿ and þ are lost, and what is left is no UTF-8.
      return ("bad byte", Array(bytes.joined()), ["encoding-error \(at):7"])
    case 25:
      table.rows.append(["Kopā", "", "", "10", "", "", ""])
      return ("total", table.bytes(), ["total-row \(table.rows.count + 1):0"])
    case 26:
      table.rows.append(["Avots: policija"])
      return ("remark", table.bytes(), ["footnote-row \(table.rows.count + 1):0"])
    case 27:
      let title = Array("Pārskats par gadu\n".utf8)
      return ("title", title + table.bytes(), ["title-row 1:0"])
    case 28:
      table.rows.insert(table.header, at: inner)
      return ("header again", table.bytes(), ["title-row \(inner + 2):0"])
    case 29:
      let text = String(decoding: table.bytes(), as: UTF8.self)
      let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      return ("UTF-16", [0xFF, 0xFE] + wide, ["encoding-error 0:0"])
    case 30: return cell(0, "", "constraint-error/none")
    default: return ("nothing", table.bytes(), [])
    }
  }

  @Test("Each is found exactly, in both ways of cutting", arguments: 0..<32)
  func mutation(kind: Int) throws {
    for seed in 0..<25 {
      var chance = Chance(seed: UInt64(seed * 100 + kind))
      var (name, bytes, expected) = Self.mutate(kind, &chance)
      // A key without a value is one finding of the key.
      if kind == 30 {
        expected = expected.map {
          $0.replacingOccurrences(of: "constraint-error/none", with: "primary-key")
        }
      }
      for plainPath in [true, false] {
        let findings = try Checking.withFile(bytes) {
          try Checking.findings($0, schema: Self.schema, plainPath: plainPath)
        }.filter { $0.severity > .note }
        let found = findings.map(\.brief)
        // Damage in a table without other marks on letters may leave text that another page fits.
        #expect(
          found == expected, "\(name), seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
