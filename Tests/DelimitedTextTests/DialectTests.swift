import DelimitedText
import Testing

@Suite("Dialect")
struct DialectTests {
  private func open(_ text: String) throws -> DelimitedFile {
    try DelimitedFile(bytes: Array(text.utf8))
  }

  @Test(
    "The delimiter is the candidate that occurs most outside quotes in the first line",
    arguments: [
      ("a,b,c\n1;2;3;4;5\n", ","),
      ("a;b,c;d\n", ";"),
      ("a\tb\tc,d\n", "\t"),
      ("a|b|c\n", "|"),
      ("\"a,b,c,d\";e;f\n", ";"),
      ("\"a\n,,,,\";b\n", ";"),
      ("\n\r\na;b\n", ";"),
      ("single\n", ","),
      ("", ","),
      ("a,b;c\n", ","),
    ])
  func detected(text: String, delimiter: Character) throws {
    #expect(try open(text).dialect.delimiter == delimiter.asciiValue)
    #expect(try !open(text).hasSeparatorLine)
  }

  @Test("A line sep= names the delimiter and counts as a line", arguments: ["\n", "\r\n", "\r"])
  func separatorLine(end: String) throws {
    let file = try open("sep=;\(end)a,b;c\(end)1;2\(end)")
    #expect(file.hasSeparatorLine)
    #expect(file.dialect.delimiter == UInt8(ascii: ";"))
    #expect(file.header == ["a,b", "c"])
    #expect(file.headerLine == 2)
    let seen = try Seen(file)
    #expect(seen.rows == [["1", "2"]])
    #expect(seen.lines == [3])
    #expect(seen.records == [2])
  }

  @Test(
    "A quote, a letter or nothing is no delimiter",
    arguments: ["sep=\"", "sep=x", "sep=", "sep=;;"])
  func noSeparatorLine(line: String) throws {
    let file = try open("\(line)\nb,c\n")
    #expect(!file.hasSeparatorLine)
    #expect(file.headerLine == 1)
  }

  @Test("A file of a separator line alone has no header")
  func separatorLineAlone() throws {
    let file = try open("sep=\t")
    #expect(file.hasSeparatorLine)
    #expect(file.header.isEmpty)
    #expect(try Seen(file).rows.isEmpty)
  }

  @Test("Delimiters have names for messages")
  func names() {
    let names = [44, 59, 9, 124, 94].map { Dialect(delimiter: $0).name }
    #expect(
      names == [
        "@delimiter-comma", "@delimiter-semicolon", "@delimiter-tab", "@delimiter-pipe", "U+005E",
      ])
  }
}
