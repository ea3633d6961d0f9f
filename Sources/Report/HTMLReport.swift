import Vocabulary

/// One page that a member can open: what was found, where, what to do, and the cells in question
/// marked in an excerpt of the file. Nothing is loaded from elsewhere and nothing runs.
struct HTMLReport {
  let report: FindingReport

  /// Of one cause, findings of which the record is shown, and places that are listed.
  private static let excerpts = 3
  private static let placesListed = 500
  private static let columnsShown = 24

  func write(_ files: [CheckedFile], _ sink: ByteSink) throws {
    let title = escaped(report.say("report-title"))
    try sink.write(
      """
      <!DOCTYPE html>
      <html lang="\(report.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>

      """)
    for file in files { try section(file, sink) }
    try sink.write("</main>\n</body>\n</html>\n")
  }

  private func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private func say(_ key: String, _ parameters: [Finding.Parameter] = []) -> String {
    escaped(report.say(key, parameters))
  }

  // MARK: Files

  /// What is shown of one cause.
  private struct Cause {
    var first: Finding?
    var shown: [Finding] = []
    var places: [Int] = []
  }

  private func section(_ file: CheckedFile, _ sink: ByteSink) throws {
    var causes = Array(repeating: Cause(), count: file.spool.groups.count)
    try file.spool.forEach { finding, group in
      if causes[group].first == nil { causes[group].first = finding }
      if causes[group].shown.count < Self.excerpts { causes[group].shown.append(finding) }
      if causes[group].places.count < Self.placesListed, finding.address.line > 0,
        causes[group].places.last != finding.address.line
      {
        causes[group].places.append(finding.address.line)
      }
    }
    let wanted = Set(causes.flatMap { $0.shown.map(\.address.record) }).subtracting([0])
    let excerpt = wanted.isEmpty ? nil : file.reopen?().map { Excerpt($0, wanted: wanted) }
    try sink.write("<section>\n<h2>\(escaped(file.path))</h2>\n")
    let verdict = say(file.isValid ? "report-valid" : "report-invalid")
    try sink.write("<p class=\"\(file.isValid ? "good" : "bad")\"><strong>\(verdict)</strong></p>\n")
    try facts(file, sink)
    let order = causes.indices.sorted {
      let (a, b) = (file.spool.groups[$0], file.spool.groups[$1])
      return (b.severity, $0) < (a.severity, $1)
    }
    for group in order {
      try cause(causes[group], count: file.spool.groups[group].count, excerpt, sink)
    }
    try sink.write("</section>\n")
  }

  private func facts(_ file: CheckedFile, _ sink: ByteSink) throws {
    var facts = [(report.say("report-records"), String(file.records))]
    if !file.encoding.isEmpty { facts.append((report.say("report-encoding"), file.encoding)) }
    if !file.delimiter.isEmpty { facts.append((report.say("report-delimiter"), report.word(file.delimiter))) }
    if !file.lineEnds.isEmpty {
      facts.append((report.say("report-line-ends"), file.lineEnds.joined(separator: ", ")))
    }
    for severity in Severity.allCases.reversed() where file.count(severity) > 0 {
      facts.append((report.word(severity), String(file.count(severity))))
    }
    try sink.write("<dl>\n")
    for (name, value) in facts {
      try sink.write("<div><dt>\(escaped(name))</dt><dd>\(escaped(value))</dd></div>\n")
    }
    try sink.write("</dl>\n")
  }

  private func cause(
    _ cause: Cause, count: Int, _ excerpt: Excerpt?, _ sink: ByteSink
  ) throws {
    guard let first = cause.first else { return }
    try sink.write(
      """
      <article class="\(first.severity.rawValue)">
      <h3><span class="severity">\(escaped(report.word(first.severity)))</span> \
      \(escaped(report.message(first)))</h3>

      """)
    if let hint = report.hint(first) { try sink.write("<p class=\"hint\">\(escaped(hint))</p>\n") }
    let lines = Ranges(cause.places).text
    var where_ = say("report-count", [.init("count", count)])
    if !lines.isEmpty { where_ += " " + say("report-lines", [.init("lines", lines)]) }
    if count > cause.places.count, cause.places.count == Self.placesListed { where_ += " …" }
    try sink.write("<p>\(where_) <code>\(escaped(first.rule))</code></p>\n")
    if let excerpt { try table(cause, excerpt, sink) }
    try sink.write("</article>\n")
  }

  // MARK: Excerpts

  private func table(_ cause: Cause, _ excerpt: Excerpt, _ sink: ByteSink) throws {
    let shown = cause.shown.filter { excerpt.records[$0.address.record] != nil }
    // Cells that are missing have their place too.
    let widths = shown.map { finding in
      max(excerpt.records[finding.address.record]!.count, finding.covers.max() ?? 0)
    }
    guard let widest = widths.max() else { return }
    let width = min(max(widest, 1), Self.columnsShown)
    try sink.write("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
    try sink.write("\(say("report-excerpt"))\">\n<table>\n<thead><tr><th scope=\"col\">")
    try sink.write(say("report-line") + "</th>")
    for place in 0..<width {
      let label = place < excerpt.labels.count ? Masking.shown(excerpt.labels[place]) : ""
      try sink.write("<th scope=\"col\">\(escaped(label.isEmpty ? "\(place + 1)" : label))</th>")
    }
    try sink.write("</tr></thead>\n<tbody>\n")
    for finding in shown {
      let at = finding.address
      let cells = excerpt.records[at.record]!
      let marked = Set(finding.covers + (at.column > 0 ? [at.column] : []))
      try sink.write("<tr><th scope=\"row\">\(at.line)</th>")
      for place in 0..<width {
        let text = place < cells.count ? escaped(Masking.shown(cells[place])) : ""
        let isWhole = marked.isEmpty && place == 0 && cells.count == 1
        if marked.contains(place + 1) || isWhole {
          try sink.write("<td class=\"marked\"><mark>\(text.isEmpty ? "&nbsp;" : text)</mark></td>")
        } else {
          try sink.write("<td>\(text)</td>")
        }
      }
      try sink.write("</tr>\n")
    }
    try sink.write("</tbody>\n</table>\n</div>\n")
  }

  private static let style = """
    :root{color-scheme:light}
    body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1b1f24;background:#f6f7f9}
    main{max-width:72rem;margin:0 auto;padding:1.5rem}
    h1{font-size:1.5rem}h2{font-size:1.2rem;overflow-wrap:anywhere;margin:2rem 0 .5rem}
    h3{font-size:1rem;margin:0 0 .3rem;overflow-wrap:anywhere}
    .good strong{color:#0b5d2a}.bad strong{color:#8f1414}
    dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 1rem}
    dl div{display:flex;gap:.4rem}dt{color:#4a525c}dd{margin:0;font-weight:600}
    article{background:#fff;border:1px solid #d5dae0;border-left:.35rem solid #8a93a0;border-radius:.3rem;padding:.8rem 1rem;margin:0 0 .8rem}
    article.hard,article.reject{border-left-color:#b3261e}article.soft{border-left-color:#a35a00}
    article p{margin:.2rem 0}
    .severity{font-size:.8rem;text-transform:uppercase;letter-spacing:.04em;color:#4a525c}
    .hint{color:#1b1f24;font-style:italic}
    code{font-size:.85rem;color:#4a525c}
    .scroll{overflow-x:auto;margin-top:.5rem}
    table{border-collapse:collapse;font-size:.9rem}
    th,td{border:1px solid #d5dae0;padding:.2rem .5rem;text-align:left;white-space:pre-wrap;vertical-align:top;max-width:24rem;overflow-wrap:anywhere}
    th{background:#eef1f4;font-weight:600}
    td.marked{background:#fde8e6}mark{background:none;color:#8f1414;font-weight:700;text-decoration:underline wavy #b3261e}
    @media print{body{background:#fff}article{break-inside:avoid}}
    """
}
