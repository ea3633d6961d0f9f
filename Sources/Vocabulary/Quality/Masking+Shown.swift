/// What is not shown, though no rule calls it personal: digits that could be a code or a phone number
/// however they are parted, and whatever has the shape of an address. Showing too little of a value
/// costs nothing, showing one code too much costs a person.
extension Masking {
  static func couldHoldPersonalData(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return holdsAddress(scalars) || holdsPartedDigits(scalars)
  }

  /// An @ with something on both sides, blanks apart, and a point or bracket after it.
  private static func holdsAddress(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let lastPoint = scalars.lastIndex(of: ".") ?? scalars.lastIndex(of: "[") else {
      return false
    }
    for place in scalars.indices where scalars[place] == "@" || scalars[place] == "\u{FF20}" {
      let before = scalars[..<place].last { !isBlank($0) }
      let after = scalars[(place + 1)...].drop { isBlank($0) }
      guard before != nil, let first = after.first else { continue }
      if first == "[" || (isLetter(first) && place < lastPoint) { return true }
    }
    return false
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value | 32 >= 97 && scalar.value | 32 <= 122 }
    return scalar.properties.isAlphabetic
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (!scalar.isASCII && scalar.properties.isWhitespace)
      || scalar.value == 0x200B || scalar.value == 0xFEFF
  }

  /// The value of a decimal digit in any script; nil for anything else.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII {
      return scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil
    }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }

  /// Runs of digits between which at most three marks stand that are neither letters nor digits.
  private static func holdsPartedDigits(_ scalars: [Unicode.Scalar]) -> Bool {
    var runs: [[Int]] = []
    var digits: [Int] = []
    var lengths: [Int] = []
    var length = 0
    var gap = 0
    func end() {
      if length > 0 { lengths.append(length) }
      if digits.count >= 8, !isDate(digits, lengths) { runs.append(digits) }
      digits = []
      lengths = []
      length = 0
      gap = 0
    }
    for scalar in scalars {
      if let value = digit(scalar) {
        if gap > 0, length > 0 {
          lengths.append(length)
          length = 0
        }
        gap = 0
        digits.append(value)
        length += 1
      } else if isLetter(scalar) || scalar == "," || scalar == ";" {
        end()
      } else {
        gap += 1
        if gap > 3 { end() }
      }
    }
    end()
    return runs.contains(where: isTelling)
  }

  /// Days and spans of years as people write them: `20.04.2015`, `2015-04-12 10:15`, `2014–2020`.
  private static func isDate(_ digits: [Int], _ lengths: [Int]) -> Bool {
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let years = 1900...2100
    if digits.count >= 8, lengths.first == 4 || lengths.first == 8 {
      // Year first, then month and day.
      return years.contains(number(0..<4)) && (1...12).contains(number(4..<6))
        && (1...31).contains(number(6..<8)) || lengths == [4, 4] && years.contains(number(4..<8))
    }
    guard lengths.count >= 3, lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 4 else {
      return false
    }
    let start = lengths[0] + lengths[1]
    return years.contains(number(start..<(start + 4))) && (1...31).contains(number(0..<lengths[0]))
  }

  /// Eight digits of the Latvian plan, with or without 371 before them, or a personal code.
  private static func isTelling(_ digits: [Int]) -> Bool {
    func isPhone(_ digits: ArraySlice<Int>) -> Bool {
      digits.count == 8 && (digits.first == 2 || digits.first == 6)
    }
    for prefix in [[], [8], [3, 7, 1], [0, 0, 3, 7, 1]] where digits.starts(with: prefix) {
      if isPhone(digits.dropFirst(prefix.count)) { return true }
    }
    guard digits.count >= 11 else { return false }
    return (0...(digits.count - 11)).contains { start in
      isPersonalCode(digits[start..<(start + 11)].map { UInt8($0 + 48) }[...])
    }
  }
}
