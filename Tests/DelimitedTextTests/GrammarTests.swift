import DelimitedText
import Testing

/// libcsv's strict grammar, case by case, on the plain path and off it.
@Suite("Grammar")
struct GrammarTests {
  @Test(
    "Records and cells are what libcsv makes of them",
    arguments: [
      Case("a,b\n1,2\n", [["1", "2"]]),
      Case("a,b\r\n1,2\r\n", [["1", "2"]]),
      Case("a,b\r1,2\r", [["1", "2"]]),
      Case("a,b\n1,2", [["1", "2"]]),
      Case("a,b\n1,", [["1", ""]]),
      Case("a,b\n,\n", [["", ""]]),
      Case("a,b\n\"1\",\"2\"", [["1", "2"]]),
      Case("a,b\n\"1\",\"2\"\n", [["1", "2"]]),
      Case("a,b\n\"1,5\",2\n", [["1,5", "2"]]),
      Case("a,b\n\"say \"\"so\"\"\",2\n", [["say \"so\"", "2"]]),
      Case("a,b\n\"\"\"\",\"\"\n", [["\"", ""]]),
      Case("a,b\n\"x\ny\r\nz\rw\",2\n", [["x\ny\r\nz\rw", "2"]]),
      Case("a,b\n\0,\u{1}\n", [["\0", "\u{1}"]]),
      Case("a,b\nž,€𝄞\n", [["ž", "€𝄞"]]),
      Case("a\n\"\"\n", [[""]]),
      Case("a\n \n", [[" "]]),
      Case("a,b\n", []),
      Case("a,b", []),
      Case("", []),
      Case("\n\n", []),
    ])
  func cells(_ given: Case) throws {
    for plainPath in [true, false] {
      let seen = try Seen(given.text, plainPath: plainPath)
      #expect(seen.rows == given.rows)
      #expect(seen.malformed.isEmpty)
      #expect(seen.irregular.isEmpty)
      #expect(seen.blankLines.isEmpty)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let rows: [[String]]
    init(_ text: String, _ rows: [[String]]) {
      self.text = text
      self.rows = rows
    }
    var testDescription: String { text.debugDescription }
  }

  @Test("Blanks are never trimmed", arguments: [true, false])
  func blanks(plainPath: Bool) throws {
    let seen = try Seen(
      " a ,b\t\n  1 2  ,\t\n\" q \",\"\t\"\n\u{A0}x\u{A0}, \n", plainPath: plainPath)
    #expect(seen.header == [" a ", "b\t"])
    #expect(seen.rows == [["  1 2  ", "\t"], [" q ", "\t"], ["\u{A0}x\u{A0}", " "]])
  }

  @Test("A blank beside a quoted cell is text, and so an error", arguments: [true, false])
  func blankBesideQuote(plainPath: Bool) throws {
    let seen = try Seen("a,b\n \"1\",2\n\"1\" ,2\n\"1\" \"2\",3\nx,y\n", plainPath: plainPath)
    #expect(seen.refusals == ["stray-quote 2 2", "text-after-quote 3 3", "text-after-quote 4 4"])
    #expect(seen.rows == [["x", "y"]])
  }

  @Test("A tab between cells keeps empty cells", arguments: [true, false])
  func tabs(plainPath: Bool) throws {
    let dialect = Dialect(delimiter: 9)
    let seen = try Seen("a\tb\tc\n\t\t\n 1\t\t\"x\ty\"\n", plainPath: plainPath, dialect: dialect)
    #expect(seen.rows == [["", "", ""], [" 1", "", "x\ty"]])
  }

  @Test("Blank lines are told with their lines, whatever ends them", arguments: [true, false])
  func blankLines(plainPath: Bool) throws {
    #expect(try Seen("a\n1\n\n2\n\n\n", plainPath: plainPath).blankLines == [3, 5, 6])
    #expect(try Seen("a\r\n1\r\n\r\n2\r\n", plainPath: plainPath).blankLines == [3])
    #expect(try Seen("a\r1\r\r2\r", plainPath: plainPath).blankLines == [3])
    #expect(try Seen("a\n1\n\r2\n", plainPath: plainPath).blankLines == [3])
    let seen = try Seen("a\r\n1\r\n\r\n2\r\n", plainPath: plainPath)
    #expect(seen.lines == [2, 4])
    // A blank line is a record, as it is a row of a spreadsheet.
    #expect(seen.records == [2, 4])
  }

  @Test("A line of blanks alone is a record of one cell", arguments: [true, false])
  func lineOfBlanks(plainPath: Bool) throws {
    let seen = try Seen("a,b\n  \t\n1,2\n", plainPath: plainPath)
    #expect(seen.irregular.map(\.cells) == [1])
    #expect(seen.blankLines.isEmpty)
    #expect(seen.rows == [["1", "2"]])
  }

  @Test(
    "Ragged records are told with their cells and keep their numbers", arguments: [true, false])
  func ragged(plainPath: Bool) throws {
    let seen = try Seen(
      "a,b,c\n1,2,3\n1,2\n\"x\ny\",2,3,4\n4,5,6\n1\n", plainPath: plainPath)
    #expect(seen.irregular.map(\.cells) == [2, 4, 1])
    #expect(seen.irregular.map(\.line) == [3, 4, 7])
    #expect(seen.irregular.map(\.record) == [3, 4, 6])
    #expect(seen.irregular[1].text == "\"x\ny\",2,3,4\n")
    #expect(seen.rows == [["1", "2", "3"], ["4", "5", "6"]])
    #expect(seen.lines == [2, 6])
    #expect(seen.records == [2, 5])
  }

  @Test("Lines are physical: line ends inside cells count, CRLF once", arguments: [true, false])
  func physicalLines(plainPath: Bool) throws {
    let seen = try Seen(
      "a,b\n\"1\n2\n3\",x\ny,z\n\"1\r\n2\r3\",x\n\n\"q\",r\n", plainPath: plainPath)
    #expect(seen.lines == [2, 5, 6, 10])
    #expect(seen.records == [2, 3, 4, 6])
    #expect(seen.blankLines == [9])
  }

  @Test("The header is the first record that is not a blank line")
  func header() throws {
    let file = try DelimitedFile(bytes: Array("\r\n\n\"a\nb\",c,\n1,2,3\n".utf8), dialect: .comma)
    #expect(file.header == ["a\nb", "c", ""])
    #expect(file.headerLine == 3)
    let seen = try Seen(file)
    #expect(seen.lines == [5])
    #expect(file.headerRecord == 3)
    #expect(seen.records == [4])
  }

  @Test(
    "A header that is no record is told, and is no header",
    arguments: [
      ("a,b\"c\n1,2\n", "stray-quote 1 1"),
      ("\"a\"b,c\n1,2\n", "text-after-quote 1 1"),
      ("\na,\"b\n1,2\n", "unclosed-quote 2 2"),
      ("\"a\n\",\"b\n1,2\n", "unclosed-quote 1 2"),
    ])
  func malformedHeader(text: String, expected: String) throws {
    let file = try DelimitedFile(bytes: Array(text.utf8), dialect: .comma)
    #expect(file.header.isEmpty)
    let refused = try #require(file.malformedHeader)
    #expect("\(refused.kind.rawValue) \(refused.line) \(refused.quoteLine)" == expected)
  }

  @Test("Batches hold no more rows than asked for on the plain path")
  func batches() throws {
    var limits = ReadLimits()
    limits.rowsPerBatch = 3
    let text = "a,b\n" + String(repeating: "1,2\n", count: 10)
    let reader = try DelimitedFile(bytes: Array(text.utf8), limits: limits).reader()
    var counts: [Int] = []
    while let batch = try reader.next() { counts.append(batch.rowCount) }
    #expect(counts == [3, 3, 3, 1])
  }
}
