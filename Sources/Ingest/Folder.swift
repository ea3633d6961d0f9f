import Glibc

/// A look into a folder that never leaves the root: links are followed only to places inside it.
struct Folder {
  enum Kind { case folder, file, other }

  struct Entry {
    let name: String
    let path: String
    let kind: Kind
    let size: Int
  }

  /// The root as the system resolves it.
  let root: String

  init(root path: String) throws(IntakeFailure) {
    root = try Self.resolve(path)
    var status = stat()
    guard stat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw IntakeFailure(path: path, problem: "is not a folder")
    }
  }

  private static func resolve(_ path: String) throws(IntakeFailure) -> String {
    guard let resolved = realpath(path, nil) else {
      throw IntakeFailure(path: path, problem: sentence(errno))
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func sentence(_ code: Int32) -> String {
    switch code {
    case ENOENT: "is not there"
    case EACCES: "may not be read (permission denied)"
    case ELOOP: "is a symbolic link that leads back to itself"
    case ENOTDIR: "is not a folder"
    default: String(cString: strerror(code))
    }
  }

  /// Entries in byte order of their names, hidden ones left out.
  func entries(of path: String) throws(IntakeFailure) -> [Entry] {
    guard let directory = opendir(path) else {
      throw IntakeFailure(path: path, problem: Self.sentence(errno))
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let found = readdir(directory) {
      let name = withUnsafeBytes(of: &found.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    var entries: [Entry] = []
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      entries.append(try entry(path + "/" + name, name))
    }
    return entries
  }

  private func entry(_ path: String, _ name: String) throws(IntakeFailure) -> Entry {
    let resolved = try Self.resolve(path)
    guard resolved == root || resolved.hasPrefix(root == "/" ? "/" : root + "/") else {
      throw IntakeFailure(
        path: path, problem: "leads out of the returns folder; it is not followed")
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw IntakeFailure(path: path, problem: Self.sentence(errno))
    }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      default: .other
      }
    return Entry(name: name, path: path, kind: kind, size: Int(status.st_size))
  }
}
