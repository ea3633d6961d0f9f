/// Puts a regular expression of XML Schema (Part 2, Appendix F) into the words of PCRE2.
///
/// What both write alike stays. `\d \w \s . \i \c` and class subtraction mean what XML Schema says;
/// `^` and `$` stay anchors, since everybody writes them so; what PCRE2 alone knows (look-around,
/// options, lazy quantifiers) is let through. What it would read otherwise is refused: blocks such
/// as `\p{IsGreek}` and quantifiers without a lower bound.
struct PatternTranslator {
  private let source: [Unicode.Scalar]
  private var at = 0
  private var depth = 0

  private init(_ pattern: String) { source = Array(pattern.unicodeScalars) }

  static func translate(_ pattern: String) throws(UnsupportedSchema) -> String {
    var translator = PatternTranslator(pattern)
    return try translator.run()
  }

  private func refuse(_ what: String) -> UnsupportedSchema {
    UnsupportedSchema(
      "the pattern “\(String(String.UnicodeScalarView(source.prefix(100))))” has \(what), which is not supported"
    )
  }

  private static let name =
    "_:A-Za-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}"
    + "\\x{37F}-\\x{1FFF}\\x{200C}-\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}"
    + "\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}"
  private static let nameRest = name + "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}"

  /// What stands for a multi-character escape inside a class; nil where a class cannot hold it.
  private static func members(_ escape: Unicode.Scalar) -> String? {
    switch escape {
    case "d": "\\p{Nd}"
    case "D": "\\P{Nd}"
    case "s": " \\t\\n\\r"
    case "i": name
    case "c": nameRest
    default: nil
    }
  }

  private mutating func run() throws(UnsupportedSchema) -> String {
    var output = ""
    while at < source.count {
      let scalar = source[at]
      switch scalar {
      case "\\": output += try escape()
      case "[": output += try characterClass()
      case ".":
        at += 1
        output += "[^\\n\\r]"
      case "{":
        if at + 1 < source.count, source[at + 1] == "," {
          throw refuse("a quantifier without a lower bound")
        }
        fallthrough
      default:
        at += 1
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  private mutating func next() throws(UnsupportedSchema) -> Unicode.Scalar {
    guard at + 1 < source.count else { throw refuse("a backslash at its end") }
    at += 2
    return source[at - 1]
  }

  /// An escape outside a class.
  private mutating func escape() throws(UnsupportedSchema) -> String {
    let letter = try next()
    switch letter {
    case "d", "D": return Self.members(letter)!
    case "s", "i", "c": return "[\(Self.members(letter)!)]"
    case "S", "I", "C":
      let small = Unicode.Scalar(letter.value | 32)!
      return "[^\(Self.members(small)!)]"
    case "w": return "[^\\p{P}\\p{Z}\\p{C}]"
    case "W": return "[\\p{P}\\p{Z}\\p{C}]"
    case "p", "P": return try property(letter)
    default: return "\\" + String(letter)
    }
  }

  /// `\p{Lu}`; blocks are refused.
  private mutating func property(_ letter: Unicode.Scalar) throws(UnsupportedSchema) -> String {
    guard at < source.count, source[at] == "{",
      let end = source[at...].firstIndex(of: "}")
    else { throw refuse("\\\(letter) without a property in braces") }
    let name = String(String.UnicodeScalarView(source[(at + 1)..<end]))
    if name.hasPrefix("Is") { throw refuse("the block \(name)") }
    at = end + 1
    return "\\\(letter){\(name)}"
  }

  /// A class in brackets; subtraction becomes a look-ahead, since a class takes one character.
  private mutating func characterClass() throws(UnsupportedSchema) -> String {
    depth += 1
    if depth > 50 { throw refuse("classes within classes, too deep") }
    defer { depth -= 1 }
    at += 1
    var inner = ""
    var isNegated = false
    if at < source.count, source[at] == "^" {
      isNegated = true
      at += 1
    }
    var subtracted: String?
    var excluded = ""
    var isFirst = true
    while true {
      guard at < source.count else { throw refuse("a class that is not closed") }
      let scalar = source[at]
      if scalar == "]", !isFirst { break }
      isFirst = false
      if scalar == "-", at + 1 < source.count, source[at + 1] == "[" {
        at += 1
        subtracted = try characterClass()
        guard at < source.count, source[at] == "]" else {
          throw refuse("something after a class subtraction")
        }
        break
      }
      if scalar == "\\" {
        let letter = try next()
        switch letter {
        case "d", "D", "s", "i", "c": inner += Self.members(letter)!
        case "p", "P": inner += try property(letter)
        case "W": inner += "\\p{P}\\p{Z}\\p{C}"
        case "w":
          // Neither punctuation nor separators nor the rest, said from within a class.
          inner += "\\p{L}\\p{M}\\p{N}\\p{S}"
        case "S", "I", "C":
          if isNegated || !excluded.isEmpty { throw refuse("\\\(letter) in such a class") }
          excluded = Self.members(Unicode.Scalar(letter.value | 32)!)!
        default: inner += "\\" + String(letter)
        }
        continue
      }
      at += 1
      if scalar == "[" { inner += "\\" }
      inner.unicodeScalars.append(scalar)
    }
    at += 1
    var result = inner.isEmpty && !excluded.isEmpty ? "" : "[\(isNegated ? "^" : "")\(inner)]"
    if !excluded.isEmpty {
      result = result.isEmpty ? "[^\(excluded)]" : "(?:\(result)|[^\(excluded)])"
    }
    return subtracted.map { "(?:(?!\($0))\(result))" } ?? result
  }
}
