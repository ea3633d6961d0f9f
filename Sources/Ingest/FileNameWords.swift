import Vocabulary

/// A file's name cut into words: runs of letters and runs of digits.
///
/// `Rīgas_dome 2015Q1.csv` has the words `Rīgas`, `dome`, `2015`, `Q`, `1` and `csv`.
struct FileNameWords {
  struct Word {
    let text: String
    /// Without case and marks on letters.
    let folded: String
    /// The number that the word is, if it is one of at most four digits.
    let number: Int?
    /// Whether it is part of a day, as in `2015-04-12`.
    fileprivate(set) var isOfDay = false

    /// How many digits it has; 0 for a word of letters.
    var digits: Int { number == nil ? 0 : text.utf8.count }
  }

  private(set) var words: [Word] = []

  init(_ text: String) {
    var current = String.UnicodeScalarView()
    var isNumber = false
    func end(_ words: inout [Word]) {
      guard !current.isEmpty else { return }
      let text = String(current)
      words.append(
        Word(
          text: text, folded: Wording.fold(text),
          number: isNumber && text.utf8.count <= 4 ? Int(text) : nil))
      current = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      let isDigit = scalar.value >= 48 && scalar.value <= 57
      // A mark on the letter before it, in names that are written decomposed.
      let isMark = (0x300...0x36F).contains(scalar.value)
      guard isDigit || isMark || scalar.properties.isAlphabetic else {
        end(&words)
        continue
      }
      if isDigit != isNumber, !isMark { end(&words) }
      if !isMark { isNumber = isDigit }
      current.append(scalar)
    }
    end(&words)
    markDays()
  }

  /// `2015-04-12`, `12.04.2015`: the year of a day says nothing of the period.
  private mutating func markDays() {
    guard words.count >= 3 else { return }
    for start in 0...(words.count - 3) {
      let run = words[start..<(start + 3)]
      let digits = run.map(\.digits)
      let numbers = run.compactMap(\.number)
      guard numbers.count == 3, !run.contains(where: \.isOfDay) else { continue }
      let isDay =
        digits[0] == 4 && (1...2).contains(digits[1]) && (1...2).contains(digits[2])
        && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
        || digits[2] == 4 && (1...2).contains(digits[0]) && (1...2).contains(digits[1])
          && (1...31).contains(numbers[0]) && (1...12).contains(numbers[1])
      if isDay { for place in run.indices { words[place].isOfDay = true } }
    }
  }

  // MARK: Names

  /// A thing and a name of it.
  struct Name {
    let id: String
    let words: FileNameWords
    /// Whether case counts: short ids are words of everyday language in small letters.
    var isExact = false
  }

  /// Ids of the things whose names stand among the words; of names that overlap the longest counts.
  func named(_ names: [Name]) -> [String] {
    var found: [(place: Range<Int>, id: String)] = []
    for name in names where !name.words.words.isEmpty && name.words.words.count <= words.count {
      let length = name.words.words.count
      for start in 0...(words.count - length) where stands(name, at: start) {
        found.append((start..<(start + length), name.id))
      }
    }
    found.sort { ($1.place.count, $0.place.lowerBound) < ($0.place.count, $1.place.lowerBound) }
    var taken: [Range<Int>] = []
    var ids: [String] = []
    for match in found
    where !taken.contains(where: { $0.overlaps(match.place) && $0 != match.place }) {
      taken.append(match.place)
      if !ids.contains(match.id) { ids.append(match.id) }
    }
    return ids
  }

  private func stands(_ name: Name, at start: Int) -> Bool {
    for (offset, word) in name.words.words.enumerated() {
      let here = words[start + offset]
      guard name.isExact ? here.text == word.text : here.folded == word.folded else { return false }
    }
    // `10.15 AM` is a time of day.
    guard name.isExact, ["am", "pm"].contains(words[start].folded), start >= 2 else { return true }
    return !words[(start - 2)..<start].allSatisfy { (1...2).contains($0.digits) }
  }

  // MARK: Periods

  /// What the words say of the period.
  enum Told: Equatable {
    case nothing
    case quarter(ReferencePeriod)
    /// A quarter without its year, several quarters, or a year alone.
    case unclear
  }

  /// A quarter is read only where its year stands beside it, and where there is no other.
  func period() -> Told {
    var mentions: [(number: Int, place: Range<Int>)] = []
    for place in words.indices {
      if isQ(place), let n = quarter(place + 1) { mentions.append((n, place..<(place + 2))) }
      if isQ(place) || isQuarterWord(place), let n = quarter(place - 1, roman: !isQ(place)),
        !(isQ(place) && quarter(place + 1) != nil)
      {
        // `1.–2. ceturksnis` is two of them.
        if quarter(place - 2, roman: !isQ(place)) != nil { return .unclear }
        mentions.append((n, (place - 1)..<(place + 1)))
      }
    }
    guard let first = mentions.first else {
      return words.indices.contains { year($0) != nil } ? .unclear : .nothing
    }
    guard mentions.allSatisfy({ $0.number == first.number }) else { return .unclear }
    var years: Set<Int> = []
    for mention in mentions {
      let (before, after) = (mention.place.lowerBound - 1, mention.place.upperBound)
      years.formUnion(
        [year(before) ?? (isYearWord(before) ? year(before - 1) : nil)].compactMap(\.self))
      years.formUnion([year(after)].compactMap(\.self))
    }
    guard years.count == 1, let year = years.first else { return .unclear }
    return .quarter(ReferencePeriod(year: year, kind: .quarter(first.number)))
  }

  private func isQ(_ place: Int) -> Bool { words[place].folded == "q" }

  /// `ceturksnis` in any case, or `cet.`
  private func isQuarterWord(_ place: Int) -> Bool {
    words[place].folded.hasPrefix("ceturks") || words[place].folded == "cet"
  }

  private func isYearWord(_ place: Int) -> Bool {
    words.indices.contains(place) && ["gada", "g"].contains(words[place].folded)
  }

  private func year(_ place: Int) -> Int? {
    guard words.indices.contains(place), !words[place].isOfDay, words[place].digits == 4,
      let number = words[place].number, (1990...2099).contains(number)
    else { return nil }
    return number
  }

  private func quarter(_ place: Int, roman: Bool = false) -> Int? {
    guard words.indices.contains(place), !words[place].isOfDay else { return nil }
    if words[place].digits == 1, let number = words[place].number, (1...4).contains(number) {
      return number
    }
    guard roman else { return nil }
    return ["i", "ii", "iii", "iv"].firstIndex(of: words[place].folded).map { $0 + 1 }
  }
}
