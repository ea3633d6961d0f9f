import DelimitedText
import Testing

/// One broken record is set aside; reading goes on with the line after its first.
@Suite("Recovery")
struct RecoveryTests {
  @Test("A stray quote costs its record alone", arguments: [true, false])
  func strayQuote(plainPath: Bool) throws {
    let seen = try Seen("a,b\n1,2\n3,4\"5\n6,7\n", plainPath: plainPath)
    #expect(seen.refusals == ["stray-quote 3 3"])
    #expect(seen.malformed.map(\.record) == [3])
    #expect(seen.malformed.map(\.text) == ["3,4\"5\n"])
    #expect(seen.rows == [["1", "2"], ["6", "7"]])
    #expect(seen.records == [2, 4])
    #expect(seen.lines == [2, 4])
  }

  @Test("Text after a closing quote costs its record alone", arguments: [true, false])
  func textAfterQuote(plainPath: Bool) throws {
    let seen = try Seen("a,b\n1,2\n\"3\"x,4\n6,7\n", plainPath: plainPath)
    #expect(seen.refusals == ["text-after-quote 3 3"])
    #expect(seen.rows == [["1", "2"], ["6", "7"]])
  }

  @Test("An unclosed quote does not swallow the file", arguments: [true, false])
  func unclosedQuote(plainPath: Bool) throws {
    let seen = try Seen("a,b\n1,2\n3,\"4\n5,6\n7,8\n", plainPath: plainPath)
    #expect(seen.refusals == ["unclosed-quote 3 3"])
    #expect(seen.malformed.map(\.text) == ["3,\"4\n"])
    #expect(seen.rows == [["1", "2"], ["5", "6"], ["7", "8"]])
    #expect(seen.lines == [2, 4, 5])
  }

  @Test(
    "The line of a refusal is that of the quote it is about",
    arguments: [
      // The quote opens on a later line than the record.
      ("a,b\n\"x\ny\",\"z\n1,2\n", "unclosed-quote 2 3"),
      // A doubled quote opens nothing.
      ("a,b\n1,\"x\ny\"\"z\n1,2\n", "unclosed-quote 2 2"),
      ("a,b\n1,\"\"\"x\n1,2\n", "unclosed-quote 2 2"),
      // The cell that is closed too early opens on the first line, or on the second.
      ("a,b\n1,\"x\ny\"z\n1,2\n", "text-after-quote 2 2"),
      ("a,b\n\"x\ny\",\"z\"z\n1,2\n", "text-after-quote 2 3"),
      // A stray quote is where it stands, not where the cell before opened.
      ("a,b\n\"x\r\ny\",z\"z\n1,2\n", "stray-quote 2 3"),
    ])
  func quoteLine(text: String, expected: String) throws {
    for plainPath in [true, false] {
      let seen = try Seen(text, plainPath: plainPath)
      #expect(seen.refusals.first == expected)
      #expect(seen.rows.last == ["1", "2"])
    }
  }

  @Test("Each line of a refused record is tried anew", arguments: [true, false])
  func manyLines(plainPath: Bool) throws {
    let seen = try Seen("a,b\n\"1\n2,3\n4\"x,5\n6,7\n", plainPath: plainPath)
    #expect(seen.refusals == ["text-after-quote 2 2", "stray-quote 4 4"])
    #expect(seen.rows == [["2", "3"], ["6", "7"]])
    #expect(seen.records == [3, 5])
  }

  @Test(
    "Refusals one after the other keep lines and records right", arguments: ["\n", "\r\n", "\r"])
  func inARow(end: String) throws {
    let lines = ["a,b", "1,2", "x\"", "\"y\"y", "", "3,4", "\"z", "5,6"]
    let seen = try Seen(lines.joined(separator: end))
    #expect(seen.refusals == ["stray-quote 3 3", "text-after-quote 4 4", "unclosed-quote 7 7"])
    #expect(seen.rows == [["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(seen.lines == [2, 6, 8])
    #expect(seen.records == [2, 6, 8])
    #expect(seen.blankLines == [5])
  }

  @Test("Readers that share a file say so when a quote is broken")
  func shared() throws {
    let rows = String(repeating: "1,\"2\"\n", count: 100)
    var limits = ReadLimits()
    limits.chunk = 64
    let whole = try DelimitedFile(bytes: Array(("a,b\n" + rows).utf8), limits: limits)
    let reader = whole.reader(shared: true)
    var count = 0
    while let batch = try reader.next() { count += batch.rowCount }
    #expect(count == 100)
    #expect(!whole.needsSequence)
    #expect(whole.chunkExtents.reduce(0) { $0 + $1.lines } == 101)
    #expect(whole.chunkExtents.reduce(0) { $0 + $1.records } == 101)

    let broken = try DelimitedFile(
      bytes: Array(("a,b\n\(rows)1,2\"\n\(rows)").utf8), limits: limits)
    let other = broken.reader(shared: true)
    while try other.next() != nil {}
    #expect(broken.needsSequence)
  }

  @Test("A record larger than a chunk asks for one reader in sequence")
  func largeRecord() throws {
    var limits = ReadLimits()
    limits.chunk = 64
    let cell = String(repeating: "x", count: 200)
    let file = try DelimitedFile(bytes: Array("a,b\n1,\(cell)\n".utf8), limits: limits)
    let reader = file.reader(shared: true)
    while try reader.next() != nil {}
    #expect(file.needsSequence)
    #expect(try Seen("a,b\n1,\(cell)\n", limits: limits).rows == [["1", cell]])
  }
}
