import DelimitedText
import Testing

@Suite("Limits")
struct LimitTests {
  private func limits(field: Int = 1 << 20, record: Int = 1 << 22, chunk: Int = 64) -> ReadLimits {
    var limits = ReadLimits()
    limits.field = field
    limits.record = record
    limits.chunk = chunk
    return limits
  }

  @Test(
    "A cell of the limit is taken, a larger one sets its record aside", arguments: [true, false])
  func field(plainPath: Bool) throws {
    let seen = try Seen(
      "a,b\n12345,x\n123456,x\ny,\"12345\"\ny,\"12\n456\"\nz,z\n", plainPath: plainPath,
      limits: limits(field: 5))
    #expect(seen.rows == [["12345", "x"], ["y", "12345"], ["z", "z"]])
    #expect(seen.refusals == ["field-size 3 3", "field-size 5 5"])
    #expect(seen.records == [2, 4, 6])
    #expect(seen.lines == [2, 4, 7])
  }

  @Test("A record of the limit is taken, a larger one set aside", arguments: [true, false])
  func record(plainPath: Bool) throws {
    // Ten bytes with the line end.
    for chunk in [16, 64, 1 << 18] {
      let seen = try Seen(
        "a,b\n1234,5678\n1234,56789\n12,\"5678\"\n12,\"56789\"\nz,z\n", plainPath: plainPath,
        limits: limits(record: 10, chunk: chunk))
      #expect(seen.rows == [["1234", "5678"], ["12", "5678"], ["z", "z"]])
      #expect(seen.refusals == ["record-size 3 3", "record-size 5 5"])
      #expect(seen.lines == [2, 4, 6])
    }
  }

  @Test("A quote that stays open longer than a record may be is an unclosed quote")
  func openQuote() throws {
    let rows = String(repeating: "1,2\n", count: 100)
    for chunk in [16, 64, 1 << 18] {
      let seen = try Seen("a,b\n1,\"x\n\(rows)", limits: limits(record: 50, chunk: chunk))
      #expect(seen.refusals == ["unclosed-quote 2 2"])
      #expect(seen.rows.count == 100)
      #expect(seen.lines.first == 3)
    }
  }

  @Test("A line without end that is larger than any chunk is passed over in bounded memory")
  func endlessLine() throws {
    let long = String(repeating: "x", count: 10_000)
    for end in ["\n1,2\n", "\r\n1,2\n", "\r1,2"] {
      let seen = try Seen("a,b\n\(long)\(end)", limits: limits(record: 100))
      #expect(seen.refusals == ["record-size 2 2"])
      #expect(seen.rows == [["1", "2"]])
      #expect(seen.lines == [3])
      #expect(seen.malformed[0].text.utf8.count >= 100)
      #expect(seen.malformed[0].text.utf8.count <= 400)
    }
    #expect(try Seen("a,b\n\(long)", limits: limits(record: 100)).malformed.count == 1)
  }

  @Test("A record grows the reader's memory up to its limit")
  func growth() throws {
    let cell = String(repeating: "line\r\n", count: 5000)
    let seen = try Seen("a,b\n\"\(cell)\",2\nx,y\n", limits: limits())
    #expect(seen.rows == [[cell, "2"], ["x", "y"]])
    #expect(seen.lines == [2, 5003])
  }

  @Test("Text of records set aside is cut at 4 KiB")
  func text() throws {
    let long = String(repeating: "x", count: 10_000)
    let seen = try Seen("a,b\n\"\(long)\"x,1\n\(long)\n")
    #expect(seen.malformed[0].text.utf8.count == 4096)
    #expect(seen.irregular[0].text.utf8.count == 4096)
  }
}

@Suite("Far headers")
struct FarHeaderTests {
  @Test(
    "A header after many blank lines, or longer than 64 KiB, is found", arguments: [true, false])
  func far(isLong: Bool) throws {
    let blank = Array(repeating: UInt8(10), count: 70_000)
    let long = Array(String(repeating: "x", count: 70_000).utf8)
    let header = isLong ? long + Array(",b\n".utf8) : blank + Array("a,b\n".utf8)
    let file = try DelimitedFile(bytes: header + Array("1,2\n".utf8))
    #expect(file.header.count == 2 && file.header[1] == "b")
    let reader = file.reader()
    let batch = try #require(try reader.next())
    #expect(batch.rowCount == 1 && batch.text(0, 1) == "2")
  }
}
