/// Folding: what two wordings must share to be read as one.
///
/// Case, Latvian and other Latin diacritics, blanks (the no-break space too), hyphens, underscores
/// and a final full stop make no difference: `" Seksuālā  ekspluatācija."` and
/// `"seksuala ekspluatacija"` fold alike. Nothing else is guessed.
package enum Wording {
  /// Items of a cell that holds several, separated by `|`, without the blanks around them.
  package static func items(_ cell: String) -> [String] {
    cell.split(separator: "|").map { item in
      String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  package static func fold(_ text: some StringProtocol) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    var gap = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r", "-", "_", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2013}":
        gap = !folded.isEmpty
      default:
        // Combining marks go, so that composed and decomposed letters meet.
        if (0x300...0x36F).contains(scalar.value) { continue }
        if gap { folded.append(UInt8(ascii: " ")) }
        gap = false
        let base = baseLetter(scalar)
        if base.isASCII {
          folded.append(UInt8(truncatingIfNeeded: base.value))
        } else {
          folded.append(contentsOf: String(base.properties.lowercaseMapping).utf8)
        }
      }
    }
    while folded.last == UInt8(ascii: ".") { folded.removeLast() }
    return String(decoding: folded, as: UTF8.self)
  }

  /// The small letter without its mark, for ASCII and the Latin letters of the region.
  private static func baseLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return scalar.value >= 65 && scalar.value <= 90
        ? Unicode.Scalar(scalar.value + 32)! : scalar
    }
    switch scalar {
    case "ā", "Ā", "á", "Á", "ä", "Ä", "å", "Å", "ą", "Ą", "à", "À", "ã", "Ã", "â", "Â": return "a"
    case "č", "Č", "ć", "Ć", "ç", "Ç": return "c"
    case "ē", "Ē", "é", "É", "ė", "Ė", "ę", "Ę", "è", "È", "ê", "Ê", "ë", "Ë": return "e"
    case "ģ", "Ģ": return "g"
    case "ī", "Ī", "í", "Í", "į", "Į", "î", "Î", "ï", "Ï": return "i"
    case "ķ", "Ķ": return "k"
    case "ļ", "Ļ", "ł", "Ł": return "l"
    case "ņ", "Ņ", "ñ", "Ñ", "ń", "Ń": return "n"
    case "ō", "Ō", "õ", "Õ", "ö", "Ö", "ó", "Ó", "ô", "Ô", "ø", "Ø": return "o"
    case "ŗ", "Ŗ": return "r"
    case "š", "Š", "ś", "Ś": return "s"
    case "ū", "Ū", "ų", "Ų", "ü", "Ü", "ú", "Ú": return "u"
    case "ž", "Ž", "ż", "Ż", "ź", "Ź": return "z"
    default: return scalar
    }
  }

  /// The folded candidates nearest to `text` by edit distance, best first, at most `limit`; none
  /// that is further away than a third of the longer of the two.
  package static func nearest(
    to text: String, among candidates: [(folded: String, id: String)], limit: Int = 3
  ) -> [String] {
    let target = Array(fold(text).utf8)
    guard !target.isEmpty else { return [] }
    var scored: [(distance: Int, id: String)] = []
    for candidate in candidates {
      let other = Array(candidate.folded.utf8)
      let allowed = max(target.count, other.count) / 3
      guard abs(other.count - target.count) <= allowed else { continue }
      let distance = editDistance(target, other)
      if distance <= allowed { scored.append((distance, candidate.id)) }
    }
    scored.sort { ($0.distance, $0.id) < ($1.distance, $1.id) }
    var found: [String] = []
    for (_, id) in scored where !found.contains(id) {
      found.append(id)
      if found.count == limit { break }
    }
    return found
  }

  /// Optimal string alignment: insertions, deletions, substitutions, neighbours swapped.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        current.append(best)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
