import DelimitedText
import Glibc
import Testing

@Suite("Encoding")
struct EncodingTests {
  private let text = "vardas,miestas\nŽydrė,Šiauliai\n\"Ąžuolas \"\"Ū\"\"\",€𝄞\n"
  private let rows = [["Žydrė", "Šiauliai"], ["Ąžuolas \"Ū\"", "€𝄞"]]

  private func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return littleEndian ? bytes : bytes.reversed()
    }
  }

  private func failure(_ bytes: [UInt8]) -> ReadFailure.Kind? {
    do {
      _ = try Seen(DelimitedFile(bytes: bytes))
      return nil
    } catch {
      return (error as? ReadFailure)?.kind
    }
  }

  @Test("UTF-8 is read as it is, and its byte order mark left out")
  func utf8() throws {
    let plain = try DelimitedFile(bytes: Array(text.utf8))
    #expect(plain.encoding == .utf8)
    #expect(try Seen(plain).rows == rows)
    let marked = try DelimitedFile(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(marked.encoding == .utf8WithMark)
    #expect(marked.header == ["vardas", "miestas"])
    #expect(try Seen(marked).rows == rows)
    let quoted = try DelimitedFile(bytes: [0xEF, 0xBB, 0xBF] + Array("\"a\",\"b\"\n1,2\n".utf8))
    #expect(quoted.header == ["a", "b"])
    #expect(try DelimitedFile(bytes: [0xEF, 0xBB, 0xBF]).header.isEmpty)
  }

  @Test("UTF-16 is read in either order of bytes with its mark", arguments: [true, false])
  func utf16WithMark(littleEndian: Bool) throws {
    let bytes = utf16("\u{FEFF}" + text, littleEndian: littleEndian)
    let file = try DelimitedFile(bytes: bytes)
    #expect(file.encoding == (littleEndian ? .utf16LittleEndian : .utf16BigEndian))
    #expect(file.header == ["vardas", "miestas"])
    #expect(try Seen(file).rows == rows)
  }

  @Test("UTF-16 without a mark is known by its zero bytes", arguments: [true, false])
  func utf16WithoutMark(littleEndian: Bool) throws {
    let file = try DelimitedFile(bytes: utf16(text, littleEndian: littleEndian))
    #expect(file.encoding == (littleEndian ? .utf16LittleEndian : .utf16BigEndian))
    #expect(try Seen(file).rows == rows)
  }

  @Test("Long UTF-16 is put together across pieces")
  func longUTF16() throws {
    let lines = (0..<60_000).map { "eilė 𝄞 \($0),ž" }
    let text = "\u{FEFF}a,b\n" + lines.joined(separator: "\n")
    let seen = try Seen(DelimitedFile(bytes: utf16(text, littleEndian: true)))
    let isSame = seen.rows.map { $0.joined(separator: ",") } == lines
    #expect(isSame)
  }

  @Test(
    "Half characters of UTF-16 are a failure",
    arguments: [
      [0xFF, 0xFE, 0x61],
      [0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8],
      [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00],
      [0xFF, 0xFE, 0x00, 0xDC, 0x61, 0x00],
      [0xFE, 0xFF, 0xD8, 0x00, 0xD8, 0x00],
    ] as [[UInt8]])
  func brokenUTF16(bytes: [UInt8]) {
    let encoding: TextEncoding = bytes[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
    #expect(failure(bytes) == .badEncoding(encoding, line: 1))
  }

  @Test("windows-1257 is decoded as iconv decodes it, and has the same undefined bytes")
  func windows1257() throws {
    let converter = iconv_open("UTF-8", "WINDOWS-1257")
    #expect(converter != iconv_t(bitPattern: -1))
    defer { iconv_close(converter) }
    for byte in UInt8(0x80)...0xFF {
      var input = [CChar(bitPattern: byte)]
      var output = [CChar](repeating: 0, count: 8)
      let length = input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to -> Int? in
          var source = from.baseAddress
          var target = to.baseAddress
          var left = 1
          var room = 8
          iconv(converter, nil, nil, nil, nil)
          return iconv(converter, &source, &left, &target, &room) == -1
            ? nil : 8 - room
        }
      }
      // A header of ASCII and a lone byte that is no UTF-8.
      let bytes = Array("a\n".utf8) + [byte] + Array("\n".utf8)
      guard let length else {
        #expect(failure(bytes) == .badEncoding(.windows1257, line: 2), "byte \(byte)")
        continue
      }
      let expected = String(
        decoding: output[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let file = try DelimitedFile(bytes: bytes)
      #expect(file.encoding == .windows1257)
      #expect(try Seen(file).rows == [[expected]], "byte \(byte)")
    }
  }

  @Test("UTF-8 is told from windows-1257 by the whole of the first MiB")
  func detection() throws {
    let filler =
      Array("a,b\n".utf8) + Array(repeatElement(Array("1,2\n".utf8), count: 100_000).joined())
    #expect(try DelimitedFile(bytes: filler + Array("ė,1\n".utf8)).encoding == .utf8)
    #expect(try DelimitedFile(bytes: filler + [0xEB, 44, 49, 10]).encoding == .windows1257)
    #expect(try DelimitedFile(bytes: filler + [0xC4]).encoding == .windows1257)
    // A character across the end of the sample is no error.
    for shift in 0..<4 {
      let start = Array("a\n".utf8) + [UInt8](repeating: 120, count: shift)
      let text = start + Array(String(repeating: "€\n", count: 300_000).utf8)
      let file = try DelimitedFile(bytes: text)
      #expect(file.encoding == .utf8)
      #expect(try Seen(file).rows.count == 300_000)
    }
  }

  @Test(
    "Bytes that are no UTF-8 are a failure with its line, wherever they are",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xE2, 0x82],
    ] as [[UInt8]])
  func brokenUTF8(bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = Array("a\nb\n".utf8)
    #expect(failure(mark + start + bytes) == .badEncoding(.utf8WithMark, line: 3))
    let filler = Array(repeatElement(UInt8(120), count: 1 << 10)) + [10]
    let long = start + Array(repeatElement(filler, count: 1500).joined())
    #expect(failure(long + bytes) == .badEncoding(.utf8, line: 1503))
    #expect(failure(long + bytes + start) == .badEncoding(.utf8, line: 1503))
    #expect(failure(long) == nil)
  }

  @Test("A failure says where and what")
  func description() {
    let failure = ReadFailure(path: "x.csv", kind: .badEncoding(.windows1257, line: 7))
    #expect(failure.description == "x.csv:7: bytes that are no windows-1257")
  }

  @Test("A file is read as its bytes are; a missing one is a failure of the system")
  func files() throws {
    var name = Array("/tmp/delimited-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let lines = (0..<200_000).map { "\($0),\"ž \($0)\"" }
    let bytes = Array(("a,b\n" + lines.joined(separator: "\n") + "\n").utf8)
    #expect(bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count)
    let fromFile = try Seen(DelimitedFile.open(path: path))
    let fromMemory = try Seen(DelimitedFile(bytes: bytes))
    let isSame = fromFile.rows == fromMemory.rows
    #expect(isSame)
    #expect(fromFile.rows.count == 200_000)
    // Bytes that are no UTF-8 after the first MiB.
    let broken: [UInt8] = [49, 0xFF]
    #expect(broken.withUnsafeBytes { write(descriptor, $0.baseAddress, 2) } == 2)
    close(descriptor)
    #expect(throws: ReadFailure.self) { try Seen(DelimitedFile.open(path: path)) }
    do {
      _ = try Seen(DelimitedFile.open(path: path))
    } catch let error as ReadFailure {
      #expect(error.kind == .badEncoding(.utf8, line: 200_002))
    }
    do {
      _ = try DelimitedFile.open(path: "/nowhere/x.csv")
      Issue.record("a missing file was opened")
    } catch {
      #expect(error.kind == .system(ENOENT))
      #expect(error.description == "/nowhere/x.csv: No such file or directory")
    }
  }

  @Test("A folder is no file")
  func folder() {
    do throws(ReadFailure) {
      _ = try DelimitedFile.open(path: "/tmp")
      Issue.record("a folder was read")
    } catch {
      #expect(error.kind == .system(EISDIR))
    }
  }
}
