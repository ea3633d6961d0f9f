import DelimitedText
import Vocabulary

/// One page that a member can open: what was found, where, what to do, and the cells in question
/// marked in an excerpt of the file. Nothing is loaded from elsewhere and nothing runs.
struct HTMLReport {
  let report: FindingReport

  /// Of one cause, findings that are shown with their records, and places that are listed.
  private static let shownOfCause = 3
  private static let placesListed = 500
  private static let columnsShown = 24

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    let title = say("report-title")
    try sink.write(
      """
      <!DOCTYPE html>
      <html lang="\(report.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>

      """)
    if files.count > 1 { try overview(files, sink) }
    for (number, file) in files.enumerated() { try section(file, number, sink) }
    try sink.write("</main>\n</body>\n</html>\n")
  }

  private func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
    escaped(report.say(key, parameters))
  }

  /// Sentences begin with a capital on a page.
  private func sentence(_ text: String) -> String {
    escaped(text.prefix(1).uppercased() + text.dropFirst())
  }

  private func overview(_ files: [CheckedFile], _ sink: ByteSink) throws {
    try sink.write("<ul>\n")
    for (number, file) in files.enumerated() {
      let errors = file.count(.hard) + file.count(.reject)
      try sink.write(
        "<li><a href=\"#file-\(number)\">\(escaped(file.path))</a>: \(say(file.verdict))"
          + (errors > 0 ? " (\(errors))" : "") + "</li>\n")
    }
    try sink.write("</ul>\n")
  }

  // MARK: Files

  /// What is shown of one cause.
  private struct Cause {
    var shown: [Finding] = []
    var places: [Int] = []
  }

  private func section(_ file: CheckedFile, _ number: Int, _ sink: ByteSink) throws {
    let groups = file.spool.groups
    var causes = Array(repeating: Cause(), count: groups.count)
    try file.spool.read { finding, group in
      if causes[group].shown.count < Self.shownOfCause { causes[group].shown.append(finding) }
      if causes[group].places.count < Self.placesListed, finding.address.line > 0,
        causes[group].places.last != finding.address.line
      {
        causes[group].places.append(finding.address.line)
      }
    }
    let wanted = Set(causes.flatMap { $0.shown.map(\.address.record) }).subtracting([0])
    let excerpt = wanted.isEmpty ? nil : file.reopen?().map { Excerpt($0, wanted: wanted) }
    try sink.write("<section id=\"file-\(number)\">\n<h2>\(escaped(file.path))</h2>\n")
    try sink.write(
      "<p class=\"\(file.isValid ? "good" : "bad")\"><strong>\(say(file.verdict))</strong></p>\n")
    if !file.undecided.isEmpty {
      let rules = file.undecided.joined(separator: ", ")
      try sink.write("<p>\(say("report-undecided", [.init("rules", rules)]))</p>\n")
    }
    try facts(file, sink)
    // What has to be corrected comes first, what was merely converted last and folded away.
    let order = causes.indices.sorted {
      let (a, b) = (groups[$0], groups[$1])
      return (b.severity, $0) < (a.severity, $1)
    }
    let notes = order.filter { groups[$0].severity == .note }
    for group in order.dropLast(notes.count) {
      try write(causes[group], count: groups[group].count, excerpt, sink)
    }
    if !notes.isEmpty {
      try sink.write(
        "<details>\n<summary>\(say("report-notes", [.init("count", file.count(.note))]))</summary>\n"
      )
      for group in notes {
        try write(causes[group], count: groups[group].count, nil, sink)
      }
      try sink.write("</details>\n")
    }
    if excerpt?.holdsPersonalData ?? false {
      try sink.write("<p class=\"places\">\(say("report-masked"))</p>\n")
    }
    try sink.write("</section>\n")
  }

  private func facts(_ file: CheckedFile, _ sink: ByteSink) throws {
    var facts = [(report.say("report-records"), String(file.records))]
    if !file.encoding.isEmpty { facts.append((report.say("report-encoding"), file.encoding)) }
    if !file.delimiter.isEmpty {
      facts.append((report.say("report-delimiter"), report.word(file.delimiter)))
    }
    if !file.lineEnds.isEmpty {
      facts.append((report.say("report-line-ends"), file.lineEnds.joined(separator: ", ")))
    }
    for severity in Severity.allCases.reversed() where file.count(severity) > 0 {
      facts.append((report.word(severity), String(file.count(severity))))
    }
    try sink.write("<dl>\n")
    for (name, value) in facts {
      try sink.write("<div><dt>\(sentence(name))</dt><dd>\(escaped(value))</dd></div>\n")
    }
    try sink.write("</dl>\n")
  }

  // MARK: Causes

  private func write(
    _ cause: Cause, count: Int, _ excerpt: Excerpt?, _ sink: ByteSink
  ) throws {
    guard let first = cause.shown.first else { return }
    let messages = cause.shown.map { report.message($0) }
    let isOne = Set(messages).count == 1
    // Several findings are named by what they have in common: their column.
    let heading =
      isOne
      ? sentence(messages[0])
      : first.column.isEmpty
        ? say("report-several") : say("report-column", [.init("column", first.column)])
    try sink.write(
      """
      <article class="\(first.severity.rawValue)">
      <h3><span class="severity">\(escaped(report.word(first.severity)))</span> \(heading)</h3>

      """)
    if !isOne {
      try sink.write("<ul>\n")
      for (finding, message) in zip(cause.shown, messages) {
        let hint = report.hint(finding).map { " <em>\(escaped($0))</em>" } ?? ""
        let line = finding.address.line
        let place = line > 0 ? say("report-at", [.init("line", line)]) + " " : ""
        try sink.write("<li>\(place)\(escaped(message)).\(hint)</li>\n")
      }
      if count > cause.shown.count {
        let more = say("more-like-this", [.init("count", count - cause.shown.count)])
        try sink.write("<li>\(more)</li>\n")
      }
      try sink.write("</ul>\n")
    } else if let hint = report.hint(first) {
      try sink.write("<p class=\"hint\">\(sentence(hint)).</p>\n")
    }
    if let excerpt { try table(cause, excerpt, sink) }
    try sink.write("<p class=\"places\">\(places(cause, count)) <code>")
    try sink.write(escaped(first.rule) + "</code></p>\n</article>\n")
  }

  private func places(_ cause: Cause, _ count: Int) -> String {
    guard !cause.places.isEmpty else { return "" }
    var lines = Ranges(cause.places).text
    if cause.places.count == Self.placesListed, count > cause.places.count { lines += " …" }
    let key = cause.places.count == 1 ? "report-place" : "report-places"
    return say(key, [.init("lines", lines), .init("count", count)])
  }

  // MARK: Excerpts

  private func table(_ cause: Cause, _ excerpt: Excerpt, _ sink: ByteSink) throws {
    let shown = cause.shown.filter { excerpt.records[$0.address.record] != nil }
    // Cells that are missing have their place too.
    let widths = shown.map { finding in
      max(excerpt.records[finding.address.record]!.count, finding.covers.max() ?? 0)
    }
    guard let widest = widths.max() else { return }
    // A cell that is marked is never cut off.
    let columns = columns(of: shown, width: max(widest, 1))
    try sink.write("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
    try sink.write("\(say("report-excerpt"))\">\n<table>\n<thead><tr><th scope=\"col\">")
    try sink.write(say("report-line") + "</th>")
    for place in columns {
      let label = place < excerpt.labels.count ? Masking.shown(excerpt.labels[place]) : ""
      try sink.write("<th scope=\"col\">\(escaped(label.isEmpty ? "\(place + 1)" : label))</th>")
    }
    try sink.write("</tr></thead>\n<tbody>\n")
    for finding in shown {
      let cells = excerpt.records[finding.address.record]!
      let marked = marked(finding)
      try sink.write("<tr><th scope=\"row\">\(finding.address.line)</th>")
      if cells.count == 1, columns.count > 1, finding.address.column == 0 {
        // A record that could not be cut stands as its line does.
        let text = escaped(Masking.shown(cells[0].trimmedEnd))
        try sink.write("<td class=\"marked\" colspan=\"\(columns.count)\">")
        try sink.write(text.isEmpty ? "<em>\(say("report-empty"))</em>" : "<mark>\(text)</mark>")
        try sink.write("</td></tr>\n")
        continue
      }
      for place in columns {
        let text = place < cells.count ? Masking.shown(cells[place].trimmedEnd) : ""
        guard marked.contains(place + 1) else {
          try sink.write("<td>\(escaped(text))</td>")
          continue
        }
        try sink.write(
          text.isEmpty
            ? "<td class=\"marked\"><em>\(say("report-empty"))</em></td>"
            : "<td class=\"marked\"><mark>\(escaped(text))</mark></td>")
      }
      try sink.write("</tr>\n")
    }
    try sink.write("</tbody>\n</table>\n</div>\n")
  }

  private func marked(_ finding: Finding) -> Set<Int> {
    let column = finding.address.column
    return Set(finding.covers + (column > 0 ? [column] : []))
  }

  /// Places of the columns that are shown: the first, and those that are marked.
  private func columns(of shown: [Finding], width: Int) -> [Int] {
    if width <= Self.columnsShown { return Array(0..<width) }
    let marked = Set(shown.flatMap { self.marked($0) }.map { $0 - 1 })
    let first = Array(0..<(Self.columnsShown / 2))
    let others = marked.filter { $0 >= first.count && $0 < width }.sorted()
    return first + others.prefix(Self.columnsShown / 2)
  }

  private static let style = """
    :root{color-scheme:light}
    body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1b1f24;background:#f6f7f9}
    main{max-width:72rem;margin:0 auto;padding:1.5rem}
    h1{font-size:1.5rem}h2{font-size:1.2rem;overflow-wrap:anywhere;margin:2rem 0 .5rem}
    h3{font-size:1rem;margin:0 0 .3rem;overflow-wrap:anywhere}
    ul{margin:.2rem 0;padding-left:1.3rem}li{overflow-wrap:anywhere}
    .good strong{color:#0b5d2a}.bad strong{color:#8f1414}
    dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 1rem}
    dl div{display:flex;gap:.4rem}dt{color:#4a525c}dd{margin:0;font-weight:600}
    article{background:#fff;border:1px solid #d5dae0;border-left:.35rem solid #8a93a0;border-radius:.3rem;padding:.8rem 1rem;margin:0 0 .8rem}
    article.hard,article.reject{border-left-color:#b3261e}article.soft{border-left-color:#a35a00}
    article p{margin:.2rem 0}
    summary{cursor:pointer;padding:.4rem 0}
    .severity{font-size:.8rem;text-transform:uppercase;letter-spacing:.04em;color:#4a525c}
    .hint,li em{color:#1b1f24;font-style:italic}
    .places,code{font-size:.85rem;color:#4a525c}
    .scroll{overflow-x:auto;margin:.5rem 0}
    table{border-collapse:collapse;font-size:.9rem}
    th,td{border:1px solid #d5dae0;padding:.2rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap;max-width:22rem;overflow-wrap:break-word}
    th{background:#eef1f4;font-weight:600;white-space:nowrap}
    th[scope=row]{position:sticky;left:0}
    td.marked{background:#fde8e6;min-width:4rem}td.marked em{color:#8f1414}
    mark{background:none;color:#8f1414;font-weight:700;text-decoration:underline wavy #b3261e}
    @media print{body{background:#fff}article{break-inside:avoid}.scroll{overflow:visible}table{font-size:.7rem}th[scope=row]{position:static}}
    """
}

extension String {
  /// Without line ends after it.
  fileprivate var trimmedEnd: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.reversed().drop { $0 == "\n" || $0 == "\r" }.reversed()))
  }
}
