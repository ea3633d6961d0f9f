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

  private func isText(_ cell: String) -> Bool { !cell.contains("\u{FFFD}") }

  private func open(_ bytes: [UInt8], prefers: TextEncoding? = nil) throws -> DelimitedFile {
    var options = ReadOptions()
    options.preferredEncoding = prefers
    return try DelimitedFile(bytes: bytes, options)
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
    "Half characters of UTF-16 cost their cell, and nothing else",
    arguments: [
      [0x61, 0x00, 0x00, 0xD8, 0x0A, 0x00], [0x00, 0xDC, 0x61, 0x00, 0x0A, 0x00],
      [0x00, 0xD8, 0x00, 0xD8, 0x0A, 0x00],
    ] as [[UInt8]])
  func brokenUTF16(cell: [UInt8]) throws {
    func text(_ text: String) -> [UInt8] {
      text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
    let bytes = [0xFF, 0xFE] + text("a,b\nž,") + cell + text("1,š\n")
    let file = try DelimitedFile(bytes: bytes)
    let seen = try Seen(file)
    #expect(file.hasBadText)
    #expect(seen.rows.count == 2)
    #expect(seen.rows[0][0] == "ž")
    #expect(!isText(seen.rows[0][1]))
    #expect(seen.rows[1] == ["1", "š"])
    // A half unit at the end.
    let cut = try Seen(DelimitedFile(bytes: [0xFF, 0xFE] + text("a\nx\n") + [0x61]))
    #expect(cut.rows[0] == ["x"])
    #expect(!isText(cut.rows[1][0]))
  }

  @Test(
    "Code pages are decoded as iconv decodes them, and have the same undefined bytes",
    arguments: [TextEncoding.windows1257, .windows1252])
  func codePages(encoding: TextEncoding) throws {
    let converter = iconv_open("UTF-8", encoding.rawValue.uppercased())
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
      var options = ReadOptions()
      options.encoding = encoding
      let file = try DelimitedFile(bytes: Array("a\n".utf8) + [byte] + Array("\n".utf8), options)
      let cell = try Seen(file).rows[0][0]
      guard let length else {
        #expect(!isText(cell) && file.hasBadText, "byte \(byte)")
        continue
      }
      let expected = String(
        decoding: output[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      #expect(cell == expected && !file.hasBadText, "byte \(byte)")
    }
  }

  @Test("UTF-8 is told from a code page by the whole of the first MiB")
  func detection() throws {
    let filler =
      Array("a,b\n".utf8) + Array(repeatElement(Array("1,2\n".utf8), count: 100_000).joined())
    #expect(try open(filler + Array("ė,1\n".utf8)).encoding == .utf8)
    // Returns prefer the page of Latvian where the bytes fit it; nobody else does for one byte.
    let lone: [UInt8] = [0xEB, 44, 49, 10]
    #expect(try open(filler + lone, prefers: .windows1257).encoding == .windows1257)
    #expect(try open(filler + lone).encoding == .utf8)
    #expect(try open(filler + [0xC4], prefers: .windows1257).encoding == .windows1257)
    // A character across the end of the sample is no error.
    for shift in 0..<4 {
      let start = Array("a\n".utf8) + [UInt8](repeating: 120, count: shift)
      let text = start + Array(String(repeating: "€\n", count: 300_000).utf8)
      let file = try DelimitedFile(bytes: text)
      #expect(file.encoding == .utf8)
      #expect(!file.hasBadText)
      #expect(try Seen(file).rows.count == 300_000)
    }
  }

  /// Text in a code page.
  private func bytes(_ text: String, _ page: String) -> [UInt8] {
    let converter = iconv_open(page, "UTF-8")
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2)
    let count = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to -> Int in
        var (source, target) = (from.baseAddress, to.baseAddress)
        var (left, room) = (from.count, to.count)
        iconv(converter, &source, &left, &target, &room)
        return to.count - room
      }
    }
    return output[..<count].map { UInt8(bitPattern: $0) }
  }

  @Test(
    "The pages of the Baltic and of the West are told apart by the letters of Latvian",
    arguments: [
      ("vieta,skaits\nRīgā,3\nDaugavpilī,4\n", "WINDOWS-1257", TextEncoding.windows1257),
      ("vārds\nšķērsiela\n", "WINDOWS-1257", .windows1257),
      ("vieta\nJūrmala\nLiepāja\nTukuma pilsēta\n", "WINDOWS-1257", .windows1257),
      ("ville,année\nàla,déjà\ncafé,très\n", "WINDOWS-1252", .windows1252),
      ("cidade\nSão Paulo\nAção\n", "WINDOWS-1252", .windows1252),
      ("año\nniño\nseñor\n", "WINDOWS-1252", .windows1252),
      // The same text in both.
      ("Stadt\nZürich\nMünchen\nKöln\n", "WINDOWS-1252", .windows1257),
    ])
  func pages(text: String, page: String, expected: TextEncoding) throws {
    let file = try open(bytes(text, page))
    #expect(file.encoding == expected)
    #expect(file.sniffed.doubt == nil)
    let seen = try Seen(file)
    #expect(
      ([file.header] + seen.rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        == text)
  }

  @Test(
    "Where the pages cannot be told apart the words in question are given",
    arguments: [
      // “garēon” and “garçon”, “Rīga” and “Rîga”.
      ("mot\ngarçon\nreçu\n", "WINDOWS-1252", "garēon", "garçon"),
      ("vieta,skaits\nRīga,3\nRīgas,4\n", "WINDOWS-1257", "Rīga", "Rîga"),
    ])
  func doubt(text: String, page: String, baltic: String, western: String) throws {
    let bytes = bytes(text, page)
    let doubt = try #require(try open(bytes).sniffed.doubt)
    #expect([doubt.baltic, doubt.western] == [baltic, western] && doubt.line == 2)
    #expect(try open(bytes, prefers: .windows1257).sniffed.doubt == nil)
    var options = ReadOptions()
    options.encoding = page == "WINDOWS-1257" ? .windows1257 : .windows1252
    let told = try DelimitedFile(bytes: bytes, options)
    #expect(told.sniffed.doubt == nil)
    #expect(try Seen(told).rows[0][0] == (page == "WINDOWS-1257" ? baltic : western))
  }

  @Test("Greek in its own page is no Latin text, and is asked about")
  func greek() throws {
    let file = try open(bytes("id,όνομα\n1,Κωνσταντίνος\n2,Αλέξανδρος\n", "ISO-8859-7"))
    #expect(file.sniffed.doubt != nil)
  }

  @Test(
    "Files that are no text are named",
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0, 0], "ZIP"), ([0x1F, 0x8B, 0x08, 0], "gzip"),
      (Array("%PDF-1.4\n".utf8), "PDF"), (Array("\n <!DOCTYPE HTML><p>".utf8), "HTML"),
      (Array("<?xml version=\"1.0\"?>".utf8), "XML"),
    ] as [([UInt8], String)])
  func containers(bytes: [UInt8], name: String) throws {
    #expect(try open(bytes).sniffed.container == name)
  }

  @Test(
    "Bytes that are no UTF-8 cost their cell, wherever they are",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xE2, 0x82],
    ] as [[UInt8]])
  func brokenUTF8(bytes: [UInt8]) throws {
    let start = Array("a,b\nž,1\n".utf8)
    let filler = Array(repeatElement(Array("xxxxxxxxxxxxxxx,y\n".utf8), count: 70_000).joined())
    for before in [start, start + filler] {
      let file = try open(before + bytes + Array(",2\nš,3\n".utf8))
      let seen = try Seen(file)
      #expect(file.encoding == .utf8)
      #expect(file.hasBadText)
      #expect(seen.rows[0] == ["ž", "1"])
      let rows = seen.rows.suffix(2)
      #expect(!isText(rows.first![0]) && rows.first![1] == "2")
      #expect(rows.last! == ["š", "3"])
    }
    #expect(try !open(start + filler).hasBadText)
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
    let damaged = try DelimitedFile.open(path: path)
    let last = try #require(try Seen(damaged).irregular.last)
    #expect(damaged.hasBadText && last.line == 200_002)
    do {
      _ = try DelimitedFile.open(path: "/nowhere/x.csv")
      Issue.record("a missing file was opened")
    } catch {
      #expect(error.code == ENOENT)
      #expect(error.description == "/nowhere/x.csv: No such file or directory")
    }
  }

  @Test("A folder is no file")
  func folder() {
    do throws(ReadFailure) {
      _ = try DelimitedFile.open(path: "/tmp")
      Issue.record("a folder was read")
    } catch {
      #expect(error.code == EISDIR)
    }
  }
}
