import Glibc

/// Folders on disk: made with those above them, flushed, listed, removed with what is in them.
package enum Folders {
  /// Makes a folder and those above it that are not there.
  ///
  /// - Parameter access: of the last one; those above are made for anybody.
  package static func make(_ path: String, _ access: Access = .shared) throws(WriteFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    let parts = path.split(separator: "/")
    for (place, part) in parts.enumerated() {
      let above = made
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
      let mode = place == parts.count - 1 ? access.folder : Access.shared.folder
      if mkdir(made, mode) == 0 {
        try flush(above.isEmpty ? "." : above)
      } else if errno != EEXIST {
        throw WriteFailure(path: made, doing: "could not be made")
      }
      var status = stat()
      if stat(made, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
        throw WriteFailure(path: made, problem: "is not a folder")
      }
    }
  }

  /// Waits until the entries of a folder are on disk.
  package static func flush(_ folder: String) throws(WriteFailure) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw WriteFailure(path: folder, doing: "could not be flushed") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw WriteFailure(path: folder, doing: "could not be flushed")
    }
  }

  /// The folder that a path lies in.
  package static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A name in a folder, byte for byte: what is no UTF-8 can be named too.
  package struct Name: Sendable {
    private let bytes: [CChar]

    fileprivate init(_ bytes: [CChar]) { self.bytes = bytes }

    /// As text; bytes that are none are replaced.
    package var text: String {
      String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    fileprivate func path(in folder: [CChar]) -> [CChar] {
      Array(folder.prefix { $0 != 0 }) + [CChar(bitPattern: UInt8(ascii: "/"))] + bytes
    }
  }

  /// Names in a folder, hidden ones too, in byte order; none where there is no such folder.
  package static func names(in folder: String) throws(WriteFailure) -> [Name] {
    guard let names = list(Array(folder.utf8CString)) else {
      if errno == ENOENT { return [] }
      throw WriteFailure(path: folder, doing: "could not be read")
    }
    return names.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  private static func list(_ folder: [CChar]) -> [Name]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [Name] = []
    while let entry = readdir(directory) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) {
        $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
      }
      let name = Name(bytes)
      if name.text != ".", name.text != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a file, or a folder with all that is in it; a link is removed, not followed.
  ///
  /// - Returns: whether nothing is left; else `errno` says why.
  @discardableResult
  package static func remove(_ path: String) -> Bool { remove(Array(path.utf8CString)) }

  /// Removes one entry of a folder.
  package static func remove(_ name: Name, in folder: String) -> Bool {
    remove(name.path(in: Array(folder.utf8CString)))
  }

  private static func remove(_ path: [CChar]) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == ENOENT }
    guard status.st_mode & S_IFMT == S_IFDIR else { return unlink(path) == 0 || errno == ENOENT }
    for name in list(path) ?? [] {
      guard remove(name.path(in: path)) else { return false }
    }
    return rmdir(path) == 0 || errno == ENOENT
  }
}
