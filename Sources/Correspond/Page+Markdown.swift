extension Page {
  /// The page as Markdown (CommonMark with tables of GitHub), UTF-8, one line end after each line.
  package func markdown() -> [UInt8] {
    var out = "# \(Self.escaped(title))\n"
    for block in blocks {
      switch block {
      case .heading(let level, let text):
        out += "\n\(String(repeating: "#", count: level)) \(Self.escaped(text))\n"
      case .paragraph(let text): out += "\n\(Self.escaped(text))\n"
      case .list(let items):
        out += "\n" + items.map { "- \(Self.escaped($0))\n" }.joined()
      case .numbered(let items):
        out +=
          "\n" + items.enumerated().map { "\($0 + 1). \(Self.escaped($1))\n" }.joined()
      case .table(let header, let rows):
        let line = { (cells: [String]) in
          "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
        }
        out += "\n" + line(header)
        out += "|" + String(repeating: " --- |", count: header.count) + "\n"
        out += rows.map(line).joined()
      case .blank: out += "\n\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n"
      case .language: out += "\n---\n"
      }
    }
    return Array(out.utf8)
  }

  /// Text as it reads: line ends become blanks, and nothing in it is markup.
  static func escaped(_ text: String) -> String {
    var out = ""
    var isStart = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": out += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "~":
        out += "\\"
        out.unicodeScalars.append(scalar)
      case "-", "+", "=":
        // At the start of a line they make a list or a heading.
        if isStart { out += "\\" }
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(scalar)
      }
      isStart = false
    }
    return Self.withoutOrdinal(out)
  }

  /// `12. text` at the start of a line would be a numbered list.
  private static func withoutOrdinal(_ text: String) -> String {
    let digits = text.utf8.prefix { (48...57).contains($0) }.count
    let rest = text.dropFirst(digits)
    guard digits > 0, let mark = rest.first, mark == "." || mark == ")",
      rest.dropFirst().first ?? " " == " "
    else { return text }
    return text.prefix(digits) + "\\" + rest
  }
}
