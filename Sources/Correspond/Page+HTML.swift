import DelimitedText

extension Page {
  /// The page as one HTML file: nothing is loaded from elsewhere and nothing runs.
  package func html() -> [UInt8] {
    let escaped = XMLText.escaped
    var out = """
      <!DOCTYPE html>
      <html lang="\(escaped(language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(escaped(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>\(escaped(title))</h1>

      """
    var isOther = false
    var tables = 0
    var heading = title
    for block in blocks {
      switch block {
      case .heading(let level, let text):
        out += "<h\(level)>\(escaped(text))</h\(level)>\n"
        heading = text
      case .paragraph(let text): out += "<p>\(escaped(text))</p>\n"
      case .list(let items):
        out += "<ul>\n" + items.map { "<li>\(escaped($0))</li>\n" }.joined() + "</ul>\n"
      case .numbered(let items):
        out += "<ol>\n" + items.map { "<li>\(escaped($0))</li>\n" }.joined() + "</ol>\n"
      case .table(let header, let rows):
        tables += 1
        out += "<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
        out += "aria-label=\"\(escaped(heading)) (\(tables))\">\n<table>\n<thead><tr>"
        out += header.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
        out += "</tr></thead>\n<tbody>\n"
        for row in rows {
          out += "<tr><th scope=\"row\">\(escaped(row.first ?? ""))</th>"
          out += row.dropFirst().map(Self.cell).joined() + "</tr>\n"
        }
        out += "</tbody>\n</table>\n</div>\n"
      case .blank(let name):
        out += "<p class=\"blank\"><span class=\"hidden\">\(escaped(name))</span></p>\n"
      case .language(let tag):
        if isOther { out += "</div>\n" }
        out += "<hr>\n<div lang=\"\(escaped(tag))\">\n"
        isOther = true
      }
    }
    if isOther { out += "</div>\n" }
    return Array((out + "</main>\n</body>\n</html>\n").utf8)
  }

  /// A number or a day stays on one line.
  private static func cell(_ text: String) -> String {
    let isShort = text.count <= 24 && !text.unicodeScalars.contains { $0.properties.isAlphabetic }
    return "<td\(isShort ? " class=\"short\"" : "")>\(XMLText.escaped(text))</td>"
  }

  private static let style = """
    :root{color-scheme:light}
    body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1b1f24;background:#fff}
    main{max-width:60rem;margin:0 auto;padding:1.5rem}
    h1{font-size:1.5rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1.1rem;margin:1.2rem 0 .3rem}
    h4{font-size:.95rem;margin:1rem 0 .2rem}
    h1,h2,h3,h4,p,li{overflow-wrap:anywhere}
    ul,ol{margin:.2rem 0;padding-left:1.3rem}
    .scroll{overflow-x:auto;margin:.5rem 0}
    table{border-collapse:collapse;font-size:.9rem}
    th,td{border:1px solid #c4cad2;padding:.2rem .5rem;text-align:left;vertical-align:top}
    th{background:#eef1f4;font-weight:600}
    tbody th{background:none;font-weight:400}
    .short{white-space:nowrap}
    .blank{border-bottom:1px solid #4a525c;min-height:2.5rem}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    hr{border:0;border-top:1px solid #c4cad2;margin:2rem 0}
    @media print{main{padding:0}.scroll{overflow:visible}tr{break-inside:avoid}}
    """
}
