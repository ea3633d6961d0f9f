import DelimitedText
import Vocabulary

/// The files that one member fills in for a period, and the page beside them.
package struct Template: Sendable {
  package struct Table: Sendable {
    package let schema: ReturnTable
    /// Rows carried over, by column of the table.
    package let rows: [[String]]
    /// The period whose return they are from; nil where nothing is carried over.
    package let from: ReferencePeriod?
    /// Rows that were not carried over, since their id may not be shown.
    package let leftOut: Int

    package init(schema: ReturnTable, rows: [[String]], from: ReferencePeriod?, leftOut: Int) {
      self.schema = schema
      self.rows = rows
      self.from = from
      self.leftOut = leftOut
    }

    package var file: String { schema.name + ".csv" }

    /// The header and the rows carried over, as a spreadsheet in Latvia opens and saves them.
    package var csv: [UInt8] {
      var writer = DelimitedWriter.forSpreadsheets
      writer.append(schema.columns.map(\.name))
      for row in rows { writer.append(row) }
      return writer.take()
    }
  }

  /// A code that may be written in a column.
  package struct Entry: Sendable, Hashable {
    package let column: String
    package let list: String
    package let code: String
    package let label: Label
    package init(column: String, list: String, code: String, label: Label) {
      self.column = column
      self.list = list
      self.code = code
      self.label = label
    }
  }

  /// The folder of the files that are sent; what lies beside it is not.
  package static let folder = "iesniegt"

  package let member: Member
  package let period: ReferencePeriod
  package let due: CalendarDay
  package let cutOff: CalendarDay
  package let tables: [Table]
  package let codes: [Entry]

  package init(
    member: Member, period: ReferencePeriod, due: CalendarDay, cutOff: CalendarDay,
    tables: [Table], codes: [Entry]
  ) {
    self.member = member
    self.period = period
    self.due = due
    self.cutOff = cutOff
    self.tables = tables
    self.codes = codes
  }

  package var codesCSV: [UInt8] {
    var writer = DelimitedWriter.forSpreadsheets
    writer.append(["column", "list", "code", "label_lv", "label_en"])
    for entry in codes {
      writer.append([entry.column, entry.list, entry.code, entry.label.lv, entry.label.en])
    }
    return writer.take()
  }

  // MARK: The page beside them

  package func page(lv: Voice, en: Voice) -> Page {
    var page = Page(title: title(lv), language: "lv")
    write(lv, &page)
    page.speak("en")
    page.heading(title(en))
    write(en, &page)
    return page
  }

  private func title(_ say: Voice) -> String {
    say("title", .init("member", say(member.name)), .init("period", say.period(period)))
  }

  private func write(_ say: Voice, _ page: inout Page) {
    page.paragraph(
      say("due", .init("due", due.description), .init("cutoff", cutOff.description)))
    page.paragraph(say("where"))
    page.blank(say("where"))
    page.heading(say("files"))
    page.paragraph(say("files-how", .init("folder", Self.folder)))
    page.table(
      ["file", "table", "carried"].map { say("column-\($0)") },
      tables.map { table in
        let carried = table.from.map {
          say(
            "carried-from", .init("count", table.rows.count), .init("period", say.period($0)))
        }
        return [table.file, say(table.schema.title), carried ?? "–"]
      })
    writeCarried(say, &page)
    page.heading(say("rules"))
    page.list(
      [
        "zero", "unknown", "nil", "missing", "codes", "dates", "save", "joint", "persons",
      ].map { say("rule-\($0)") })
    page.heading(say("check"))
    page.paragraph(
      say(
        "check-how",
        .init(
          "command",
          "nrem validate \(Self.folder) --member \(member.id) --period \(period.label)")))
    page.heading(say("tables"))
    for table in tables { writeColumns(table, say, &page) }
  }

  private func writeCarried(_ say: Voice, _ page: inout Page) {
    let leftOut = tables.reduce(0) { $0 + $1.leftOut }
    let hasRows = tables.contains { !$0.rows.isEmpty }
    guard hasRows || leftOut > 0 else { return }
    page.heading(say("carried"))
    if hasRows { page.paragraph(say("carried-how")) }
    if tables.contains(where: { $0.rows.contains { $0.contains(Masking.hidden) } }) {
      page.paragraph(say("carried-masked"))
    }
    if leftOut > 0 { page.paragraph(say("carried-left-out", .init("count", leftOut))) }
  }

  private func writeColumns(_ table: Table, _ say: Voice, _ page: inout Page) {
    page.heading(
      say("columns", .init("table", say(table.schema.title)), .init("file", table.file)), level: 3)
    page.table(
      ["column", "meaning", "holds", "required"].map { say("column-\($0)") },
      table.schema.columns.enumerated().map { place, column in
        let holds =
          switch column.type {
          case .text where column.items != nil:
            say("holds-codes", .init("list", column.items ?? ""))
          case .text where place == table.schema.event?.partners: say("holds-partners")
          case .text where place == table.schema.event?.lead: say("holds-lead")
          case .text where table.schema.namesMembers(place): say("holds-member")
          case .code(let list): say("holds-code", .init("list", list))
          case .count: say("holds-count")
          case .amount: say("holds-amount")
          case .date: say("holds-date")
          case .text: say("holds-text")
          }
        return [
          column.name, say(column.title), holds, column.isRequired ? say("required") : "",
        ]
      })
  }
}
