/// Random texts: all bytes that mean something to a reader, and often nearly a table.
extension Trial {
  init(_ chance: inout Chance) {
    let delimiters = Array(",;\t".utf8)
    delimiter = delimiters[chance.below(3)]
    chunk = chance.oneIn(4) ? 1 << 18 : chance.within(16...200)
    rowsPerBatch = chance.oneIn(4) ? 4096 : chance.within(1...7)
    fieldLimit = chance.oneIn(5) ? chance.within(3...60) : 1 << 20
    recordLimit = chance.oneIn(5) ? chance.within(8...250) : 1 << 22
    bytes = []
    seed = chance.next()
    if chance.oneIn(3) {
      appendNoise(chance.within(0...400), &chance)
    } else {
      appendTable(chance.within(0...400), &chance)
    }
    while chance.oneIn(3), !bytes.isEmpty { mutate(&chance) }
  }

  /// A long text, so that the limits of the windows in which text is scanned are crossed.
  init(long chance: inout Chance) {
    self.init(&chance)
    chunk = chance.oneIn(2) ? 1 << 18 : chance.within(1 << 12...1 << 17)
    rowsPerBatch = chance.oneIn(2) ? 4096 : chance.within(50...5000)
    let size = chance.within(60_000...200_000)
    if chance.oneIn(4) {
      while bytes.count < size { bytes.append(contentsOf: bytes + [10]) }
    } else {
      appendTable(size, &chance)
    }
    if chance.oneIn(3) { mutate(&chance) }
  }

  private mutating func appendNoise(_ count: Int, _ chance: inout Chance) {
    // Each text likes some bytes better than others.
    var pool: [[UInt8]] = []
    let many = { (chance: inout Chance) in chance.oneIn(3) ? 0 : chance.below(12) }
    for piece in [[34], [delimiter], [32], [9], [13], [10], [13, 10], [34, 34], [34, delimiter]] {
      pool.append(contentsOf: repeatElement(piece, count: many(&chance)))
    }
    for piece in ["a", "Z", "\0", "ė", "€", "𝄞", ",", ";"] {
      pool.append(contentsOf: repeatElement(Array(piece.utf8), count: 1))
    }
    while bytes.count < count { bytes.append(contentsOf: pool[chance.below(pool.count)]) }
  }

  /// Records of mostly the same number of cells, quoted as they should be.
  private mutating func appendTable(_ count: Int, _ chance: inout Chance) {
    let width = chance.within(1...5)
    let end: [UInt8] = [[10], [13], [13, 10]][chance.below(3)]
    let quotedOneIn = [1, 3, 10, 1000][chance.below(4)]
    let oddOneIn = [20, 200, 100_000][chance.below(3)]
    let from = bytes.count
    while bytes.count - from < count {
      let cells = chance.oneIn(oddOneIn) ? chance.within(1...6) : width
      for cell in 0..<cells {
        if cell > 0 { bytes.append(delimiter) }
        appendCell(isQuoted: chance.oneIn(quotedOneIn), &chance)
      }
      bytes.append(contentsOf: end)
      if chance.oneIn(oddOneIn) { bytes.append(contentsOf: end) }
    }
    if chance.oneIn(3) { bytes.removeLast(min(end.count, bytes.count)) }
  }

  private mutating func appendCell(isQuoted: Bool, _ chance: inout Chance) {
    let letters = Array("abc xyz.0123456789".utf8)
    let special: [[UInt8]] = [
      [delimiter], [13, 10], [10], [13], [34, 34], [32], [9], Array("ž".utf8), [0],
    ]
    if isQuoted { bytes.append(34) }
    for _ in 0..<chance.below(chance.oneIn(8) ? 40 : 7) {
      if isQuoted, chance.oneIn(4) {
        bytes.append(contentsOf: special[chance.below(special.count)])
      } else {
        bytes.append(letters[chance.below(letters.count)])
      }
    }
    if isQuoted { bytes.append(34) }
  }

  private mutating func mutate(_ chance: inout Chance) {
    let marks: [UInt8] = [34, 34, delimiter, 10, 13, 32, 9, 97]
    let place = chance.below(bytes.count)
    switch chance.below(3) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(marks[chance.below(marks.count)], at: place)
    default: bytes[place] = marks[chance.below(marks.count)]
    }
    // Half a character is another matter.
    bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}

extension Trial: CustomStringConvertible {
  /// The text escaped, and the settings.
  var description: String {
    var escaped = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      escaped += scalar == "\"" ? "\\\"" : scalar.escaped(asASCII: false)
    }
    return "delimiter \(delimiter), chunk \(chunk), rows \(rowsPerBatch), field \(fieldLimit), "
      + "record \(recordLimit), seed \(seed)\n\"\(escaped)\""
  }

  /// The smallest text found by leaving out pieces that still reads differently.
  func shrunk() -> Trial {
    var best = self
    var piece = max(1, bytes.count / 2)
    while piece >= 1 {
      var at = 0
      var isSmaller = false
      while at < best.bytes.count {
        var next = best
        next.bytes.removeSubrange(at..<min(best.bytes.count, at + piece))
        if next.difference() != nil {
          best = next
          isSmaller = true
        } else {
          at += piece
        }
      }
      if !isSmaller { piece /= 2 }
    }
    return best
  }
}
