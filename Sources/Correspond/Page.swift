/// A page for people, as blocks of text: written as Markdown and as HTML from one content.
///
/// Texts are plain; what a format would take for markup is escaped when the page is written.
package struct Page: Sendable {
  package enum Block: Sendable, Equatable {
    /// Level 2 to 4; the title is level 1.
    case heading(level: Int, String)
    case paragraph(String)
    case list([String])
    /// Items that are called by their numbers.
    case numbered([String])
    /// The first column names the row; every row has as many cells as the header.
    case table(header: [String], rows: [[String]])
    /// Room left for what is written by hand at the meeting, named for those who cannot see it.
    case blank(String)
    /// What follows is in another language.
    case language(String)
  }

  /// BCP 47 tag of the language that the page begins in.
  package let language: String
  package let title: String
  package private(set) var blocks: [Block] = []

  package init(title: String, language: String) {
    self.title = title
    self.language = language
  }

  package mutating func heading(_ text: String, level: Int = 2) {
    blocks.append(.heading(level: level, text))
  }
  package mutating func paragraph(_ text: String) { blocks.append(.paragraph(text)) }
  /// Nothing is written for an empty list.
  package mutating func list(_ items: [String]) {
    if !items.isEmpty { blocks.append(.list(items)) }
  }
  package mutating func numbered(_ items: [String]) {
    if !items.isEmpty { blocks.append(.numbered(items)) }
  }
  /// Nothing is written for a table without rows.
  package mutating func table(_ header: [String], _ rows: [[String]]) {
    if !rows.isEmpty { blocks.append(.table(header: header, rows: rows)) }
  }
  package mutating func blank(_ name: String) { blocks.append(.blank(name)) }
  package mutating func speak(_ language: String) { blocks.append(.language(language)) }
}
