/// What the first MiB of a file says about its encoding.
package struct SniffedEncoding: Sendable, Equatable {
  /// Why the encoding cannot be told: two readings of one line, for a person to choose from.
  package struct Doubt: Sendable, Equatable {
    package let line: Int
    /// The words in question as windows-1257 and as windows-1252.
    package let baltic: String
    package let western: String
  }

  package var encoding: TextEncoding
  /// Bytes of the byte order mark.
  package var markLength = 0
  package var doubt: Doubt?
  /// What the file is where it is no text at all, as `ZIP`.
  package var container: String?
}

/// Tells encodings apart: a byte order mark; the zero bytes of UTF-16; UTF-8 where it is valid, or
/// valid but for stray bytes; else windows-1257 or windows-1252 by the letters of Latvian.
///
/// Nothing is guessed: where both single-byte readings are possible the doubt is given, unless the
/// caller `prefers` one, as members' returns prefer windows-1257.
struct EncodingSniffer {
  /// What is read where the bytes fit it and nothing else is certain.
  let prefers: TextEncoding?

  /// - Parameter isWhole: whether the text ends here, so that a cut character is an error.
  func sniff(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> SniffedEncoding {
    if let container = Container.name(of: bytes) {
      return SniffedEncoding(encoding: .utf8, container: container)
    }
    if let mark = TextEncoding.mark(bytes) {
      return SniffedEncoding(encoding: mark.encoding, markLength: mark.length)
    }
    if let wide = wide(bytes.prefix(512)) { return SniffedEncoding(encoding: wide) }
    let census = UTF8Census(bytes, isWhole: isWhole)
    if census.stray == 0 || census.characters >= census.stray {
      return SniffedEncoding(encoding: .utf8)
    }
    return singleByte(bytes)
  }

  /// UTF-16 without a mark: text of the region has a zero in every other byte, nearly always.
  private func wide(_ sample: ArraySlice<UInt8>) -> TextEncoding? {
    var zeros = [0, 0]
    for (place, byte) in sample.enumerated() where byte == 0 { zeros[place % 2] += 1 }
    guard sample.count >= 4 else { return nil }
    // A letter such as Ā (U+0100) has its zero on the other side.
    if zeros[1] * 10 >= sample.count * 3, zeros[0] * 20 < zeros[1] { return .utf16LittleEndian }
    if zeros[0] * 10 >= sample.count * 3, zeros[1] * 20 < zeros[0] { return .utf16BigEndian }
    return nil
  }

  private func singleByte(_ bytes: ArraySlice<UInt8>) -> SniffedEncoding {
    let letters = LetterCensus(bytes)
    if let prefers, prefers == .windows1257, letters.fits1257 {
      return SniffedEncoding(encoding: .windows1257)
    }
    // A lone odd byte, or bytes that are letters in neither alphabet, are damage and no alphabet.
    if letters.plausible < 2 || letters.odd * 4 > letters.plausible {
      return SniffedEncoding(encoding: .utf8)
    }
    let isBaltic = letters.fits1257 && letters.western == 0
    let isWestern = letters.fits1252 && letters.sureLatvian == 0
    if !letters.isForeignScript, letters.telling == 0, letters.fits1257 {
      // Both read the same text.
      return SniffedEncoding(encoding: .windows1257)
    }
    if !letters.isForeignScript {
      if isBaltic, letters.sureLatvian > 0 || letters.latvianKinds >= 3 {
        return SniffedEncoding(encoding: .windows1257)
      }
      if isWestern, letters.western > 0 || !letters.fits1257 {
        return SniffedEncoding(encoding: .windows1252)
      }
    }
    return SniffedEncoding(encoding: .utf8, doubt: letters.doubt)
  }
}

/// Characters of more than one byte that are UTF-8, and bytes that are none of it.
private struct UTF8Census {
  private(set) var characters = 0
  private(set) var stray = 0

  init(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var from = 0
      while from < bytes.count {
        var check = UTF8Check()
        let rest = UnsafeBufferPointer(rebasing: bytes[from...])
        let bad = check.firstInvalid(rest)
        let end = from + (bad ?? rest.count)
        for at in from..<end where bytes[at] >= 0xC0 { characters += 1 }
        guard let bad else {
          if !check.isComplete {
            characters -= 1
            if isWhole { stray += 1 }
          }
          return
        }
        // A character that broke off was counted by its first byte.
        var back = end - 1
        while back >= from, bytes[back] & 0xC0 == 0x80 { back -= 1 }
        if back >= from, bytes[back] >= 0xC0, end - back < Self.length(bytes[back]) {
          characters -= 1
          stray += 1
          from = end
        } else {
          stray += 1
          from += bad + 1
        }
      }
    }
  }

  private static func length(_ first: UInt8) -> Int {
    first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  }
}

/// What the bytes above 0x7F would be in the two alphabets.
private struct LetterCensus {
  /// Bytes that are a letter within a word in at least one of the two.
  private(set) var plausible = 0
  /// Bytes that are no letter, or stand beside none.
  private(set) var odd = 0
  /// Bytes that the two read differently.
  private(set) var telling = 0
  /// š and ž, which are the rare ð and þ in the other, and long vowels that end a word.
  private(set) var sureLatvian = 0
  /// Distinct Latvian letters of those that tell.
  var latvianKinds: Int { kinds.count }
  /// Telling bytes that are no Latvian letter.
  private(set) var western = 0
  private(set) var fits1257 = true
  private(set) var fits1252 = true
  private(set) var doubt: SniffedEncoding.Doubt?
  private var kinds: Set<UInt8> = []
  private var inRuns = 0

  /// Words of nothing but such bytes are of another script, as Greek or Cyrillic.
  var isForeignScript: Bool { inRuns * 2 > plausible }

  init(_ bytes: ArraySlice<UInt8>) {
    var line = 1
    var run = 0
    let end = bytes.endIndex
    for at in bytes.indices {
      let byte = bytes[at]
      if byte == 10 ? at == bytes.startIndex || bytes[at - 1] != 13 : byte == 13 { line += 1 }
      guard byte >= 0x80 else {
        run = 0
        continue
      }
      let baltic = Transcoder.windows1257[Int(byte) - 0x80]
      let western = Transcoder.windows1252[Int(byte) - 0x80]
      if baltic == 0 { fits1257 = false }
      if western == 0 { fits1252 = false }
      let before = at > bytes.startIndex ? bytes[at - 1] : 0
      let after = at + 1 < end ? bytes[at + 1] : 0
      let isInWord = Self.isLetter(before) || Self.isLetter(after)
      guard byte >= 0xC0, byte != 0xD7, byte != 0xF7, byte != 0xFF, isInWord else {
        // Marks of punctuation, as „ and –, are neither here nor there.
        if byte >= 0xC0 || baltic == 0 || western == 0 { odd += 1 }
        run = 0
        continue
      }
      plausible += 1
      run += 1
      // A run that is a word by itself, as no Latin alphabet has many of.
      if run >= 3, !Self.isLetter(after), !Self.isASCIILetter(bytes, before: at - run + 1) {
        inRuns += run
      }
      guard baltic != western else { continue }
      telling += 1
      let low = byte | 0x20
      if Self.latvian.contains(low) {
        kinds.insert(low)
        let isVowel = low == 0xE2 || low == 0xE7 || low == 0xEE || low == 0xFB
        if low == 0xF0 || low == 0xFE || (isVowel && !Self.isLetter(after)) { sureLatvian += 1 }
      } else {
        self.western += 1
      }
      if doubt == nil { doubt = Self.doubt(bytes, at, line) }
    }
    if doubt == nil, let first = bytes.firstIndex(where: { $0 >= 0x80 }) {
      let before = bytes[bytes.startIndex..<first].reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
      doubt = Self.doubt(bytes, first, before)
    }
  }

  /// ā č ē ģ ī ķ ļ ņ š ū ž in windows-1257; capitals are 0x20 lower.
  private static let latvian: Set<UInt8> = [
    0xE2, 0xE8, 0xE7, 0xEC, 0xEE, 0xED, 0xEF, 0xF2, 0xF0, 0xFB, 0xFE,
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 32 >= 97 && byte | 32 <= 122) || byte >= 0xC0
  }

  private static func isASCIILetter(_ bytes: ArraySlice<UInt8>, before at: Int) -> Bool {
    at > bytes.startIndex && bytes[at - 1] < 0x80 && isLetter(bytes[at - 1])
  }

  /// The word that a byte stands in, read both ways.
  private static func doubt(
    _ bytes: ArraySlice<UInt8>, _ at: Int, _ line: Int
  ) -> SniffedEncoding.Doubt {
    var from = at
    while from > bytes.startIndex, at - from < 20, isLetter(bytes[from - 1]) { from -= 1 }
    var to = at + 1
    while to < bytes.endIndex, to - at < 20, isLetter(bytes[to]) { to += 1 }
    func read(_ encoding: TextEncoding) -> String {
      var transcoder = Transcoder(encoding)
      var output: [UInt8] = []
      bytes[from..<to].withUnsafeBufferPointer { transcoder.append($0, to: &output) }
      return String(decoding: output, as: UTF8.self)
    }
    return SniffedEncoding.Doubt(
      line: line, baltic: read(.windows1257), western: read(.windows1252))
  }
}

/// Files that are no delimited text, known by how they begin.
private enum Container {
  private static let signatures: [(name: String, start: [UInt8])] = [
    ("ZIP", [0x50, 0x4B, 0x03, 0x04]), ("ZIP", [0x50, 0x4B, 0x05, 0x06]),
    ("gzip", [0x1F, 0x8B, 0x08]), ("bzip2", [0x42, 0x5A, 0x68, 0x39]),
    ("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    ("Excel 97", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), ("PDF", Array("%PDF-".utf8)),
    ("PNG", [0x89, 0x50, 0x4E, 0x47]), ("RTF", Array("{\\rtf".utf8)),
    ("Parquet", Array("PAR1".utf8)), ("SQLite", Array("SQLite format 3".utf8)),
    ("UTF-32", [0xFF, 0xFE, 0x00, 0x00]), ("UTF-32", [0x00, 0x00, 0xFE, 0xFF]),
  ]

  static func name(of bytes: ArraySlice<UInt8>) -> String? {
    for (name, start) in signatures where bytes.starts(with: start) { return name }
    let text = bytes.drop {
      $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF
    }
    let small = text.prefix(64).map { (65...90).contains($0) ? $0 | 32 : $0 }
    if small.starts(with: Array("<!doctype html".utf8)) || small.starts(with: Array("<html".utf8)) {
      return "HTML"
    }
    if small.starts(with: Array("<?xml".utf8)) { return "XML" }
    return nil
  }
}
