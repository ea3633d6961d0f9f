import DelimitedText
import Testing
import Trials

@Suite("Writer")
struct WriterTests {
  @Test(
    "Cells are quoted only where they need it",
    arguments: [
      (["a", "b"], "a,b\r\n"),
      (["", ""], ",\r\n"),
      ([""], "\"\"\r\n"),
      (["a b"], "a b\r\n"),
      ([" a", "b\t"], "\" a\",\"b\t\"\r\n"),
      (["a,b", "c;d"], "\"a,b\",c;d\r\n"),
      (["say \"so\""], "\"say \"\"so\"\"\"\r\n"),
      (["a\nb", "a\rb", "a\r\nb"], "\"a\nb\",\"a\rb\",\"a\r\nb\"\r\n"),
      (["ž€"], "ž€\r\n"),
    ])
  func quoting(cells: [String], expected: String) {
    var writer = DelimitedWriter()
    writer.append(cells)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("For spreadsheets in Latvia cells are parted by semicolons, after a mark of UTF-8")
  func spreadsheets() {
    var writer = DelimitedWriter.forSpreadsheets
    writer.append(["a,b", "c;d", "ž"])
    #expect(writer.take() == [0xEF, 0xBB, 0xBF] + Array("a,b;\"c;d\";ž\r\n".utf8))
  }

  @Test("What has been taken is not given again")
  func taking() {
    var writer = DelimitedWriter()
    writer.append(["a"])
    #expect(writer.take() == Array("a\r\n".utf8))
    #expect(writer.bytes.isEmpty)
    writer.append(["b"])
    #expect(writer.take() == Array("b\r\n".utf8))
  }

  @Test("Reading back what was written gives the same cells", arguments: 1...40)
  func roundTrip(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let pieces = [
      ",", "\"", "\n", "\r", "\r\n", " ", "\t", ";", "a", "0", "ž", "€", "𝄞", "\0", "\"\"", "sep=",
    ]
    let width = chance.within(1...6)
    var written: [[String]] = []
    for _ in 0..<chance.within(0...60) {
      written.append(
        (0..<width).map { _ in
          (0..<chance.below(8)).map { _ in pieces[chance.below(pieces.count)] }.joined()
        })
    }
    let header = (0..<width).map { "column \($0)" }
    var writer = DelimitedWriter()
    writer.append(header)
    for cells in written { writer.append(cells) }
    for plainPath in [true, false] {
      let seen = try Seen(
        DelimitedFile(bytes: writer.bytes, plainPath: plainPath, dialect: .comma))
      #expect(seen.header == header)
      #expect(
        seen.rows.map { $0.map { Array($0.utf8) } } == written.map { $0.map { Array($0.utf8) } })
      #expect(seen.malformed.isEmpty && seen.irregular.isEmpty && seen.blankLines.isEmpty)
    }
  }
}
