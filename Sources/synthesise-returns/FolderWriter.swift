import Glibc

/// Writes files below a folder, making the folders between.
struct FolderWriter {
  struct Failure: Error, CustomStringConvertible { let description: String }

  let root: String

  func write(_ bytes: [UInt8], to path: String) throws {
    let full = root + "/" + path
    var made = ""
    for part in full.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      made += made.isEmpty && !part.isEmpty ? String(part) : "/\(part)"
      if made.isEmpty || made == "/" { continue }
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw Failure(description: "\(made): \(String(cString: strerror(errno)))")
      }
    }
    let descriptor = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure(description: "\(full): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var at = 0
    while at < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at)
      }
      guard wrote > 0 else {
        throw Failure(description: "\(full): \(String(cString: strerror(errno)))")
      }
      at += wrote
    }
  }

  func isThere(_ path: String) -> Bool { access(root + "/" + path, F_OK) == 0 }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Lines of cells as a desk would save them.
  static func text(_ rows: [[String]], delimiter: String = ",", lineEnd: String = "\n") -> String {
    rows.map { row in
      row.map { cell in
        cell.contains { $0 == "\"" || $0 == "\n" || String($0) == delimiter }
          ? "\""
            + cell.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\"" : cell
      }.joined(separator: delimiter) + lineEnd
    }.joined()
  }

  /// The text in windows-1257, as far as Latvian needs it.
  static func windows1257(_ text: String) -> [UInt8] {
    let letters: [Unicode.Scalar: UInt8] = [
      "ā": 0xE2, "č": 0xE8, "ē": 0xE7, "ģ": 0xEC, "ī": 0xEE, "ķ": 0xED, "ļ": 0xEF, "ņ": 0xF2,
      "š": 0xF0, "ū": 0xFB, "ž": 0xFE, "Ā": 0xC2, "Č": 0xC8, "Ē": 0xC7, "Ģ": 0xCC, "Ī": 0xCE,
      "Ķ": 0xCD, "Ļ": 0xCF, "Ņ": 0xD2, "Š": 0xD0, "Ū": 0xDB, "Ž": 0xDE,
    ]
    return text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : letters[$0]! }
  }
}
