import Glibc

/// A folder of documents, put in its place whole: written beside it, flushed, then renamed.
///
/// Whoever looks finds the documents of before or the new ones, never some of both.
struct DocumentFolder {
  private let target: String
  private let draft: String

  /// - Parameters:
  ///   - output: the output folder; made when it is not there.
  ///   - name: place of the documents in it, as `letters/2015-Q1`.
  init(output: String, name: String) throws {
    target = output + "/" + name
    let parts = target.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.dropLast().joined(separator: "/")
    draft = parent + "/.\(parts.last!).unfinished"
    try Self.makeFolders(parent)
    // What an earlier run left when it was cut off.
    Self.remove(draft)
    try Self.makeFolder(draft)
  }

  /// - Parameter name: place in the folder; folders in it are made.
  func write(_ bytes: [UInt8], to name: String) throws {
    let parts = name.split(separator: "/").dropLast()
    if !parts.isEmpty { try Self.makeFolders(draft + "/" + parts.joined(separator: "/")) }
    try Self.put(bytes, draft + "/" + name)
  }

  /// Puts the documents in their place.
  /// - Returns: the path of the folder.
  func publish() throws -> String {
    let aside = draft + ".old"
    Self.remove(aside)
    if rename(target, aside) != 0, errno != ENOENT { throw OutputFailure(path: target) }
    guard rename(draft, target) == 0 else {
      let failure = OutputFailure(path: target)
      rename(aside, target)
      throw failure
    }
    Self.remove(aside)
    return target
  }

  /// Writes one file whole or not at all.
  static func write(_ bytes: [UInt8], toFile path: String) throws {
    let draft = path + ".\(getpid()).part"
    do {
      try put(bytes, draft)
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      let failure = OutputFailure(path: path)
      unlink(draft)
      throw failure
    }
  }

  private static func put(_ bytes: [UInt8], _ path: String) throws {
    // A limit on the size of files is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputFailure(path: path) }
    defer { close(descriptor) }
    try Console.put(bytes, to: descriptor, path: path)
    guard fsync(descriptor) == 0 else { throw OutputFailure(path: path) }
  }

  private static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
      try makeFolder(made)
    }
  }

  private static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o755) == 0 { return }
    let failure = OutputFailure(path: path)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw failure }
  }

  /// Removes a folder of ours with all that is in it; a link is removed, not followed.
  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    var names: [String] = []
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        names.append(
          withUnsafeBytes(of: &entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
          })
      }
      closedir(directory)
    }
    for name in names where name != "." && name != ".." { remove(path + "/" + name) }
    rmdir(path)
  }
}
