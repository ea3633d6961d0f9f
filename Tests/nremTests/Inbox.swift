import Foundation
import Support
import Testing

/// Files as members sent them, and an archive to receive them into.
struct Inbox {
  let scene: Scene
  /// The day on which files are received.
  static let day = "2015-04-12"

  init() throws {
    scene = try Scene()
    // `receive` makes the archive itself.
    try FileManager.default.removeItem(atPath: scene.returns)
    try FileManager.default.createDirectory(
      atPath: scene.root + "/in", withIntermediateDirectories: true)
  }

  /// Puts a file into the inbox.
  func sent(_ name: String, _ text: String) throws -> String { try sent(name, Data(text.utf8)) }

  func sent(_ name: String, _ bytes: Data) throws -> String {
    let path = scene.root + "/in/" + name
    try bytes.write(to: URL(fileURLWithPath: path))
    return path
  }

  var places: [String] { ["--returns", scene.returns, "--output", scene.output] }

  func receive(_ words: [String], on day: String = Inbox.day) throws -> Tool.Ended {
    try Tool.run(["receive"] + words + places + ["--received", day])
  }

  func withdraw(_ path: String, _ reason: String = "held a name") throws -> Tool.Ended {
    try Tool.run(["withdraw", path, "--reason", reason] + places)
  }

  func run(_ words: [String] = []) throws -> Tool.Ended {
    try Tool.run(["run", "quarter-end"] + places + words)
  }

  // MARK: What lies there

  /// Paths of files below a folder with their bytes, hidden ones too; the lock is left out.
  func files(_ folder: String? = nil) -> [String: Data] {
    let folder = folder ?? scene.returns
    var found: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder)
      ?? FileManager.DirectoryEnumerator()
    {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue, !name.hasSuffix(".lock")
      else { continue }
      found[name] = FileManager.default.contents(atPath: path)
    }
    return found
  }

  func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// A receipt as Markdown.
  func receipt(_ folder: String) -> String { text("\(scene.output)/receipts/\(folder).md") }

  func mode(_ path: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  /// Whether any file of the scene but those of the inbox holds a text, in its bytes or its name.
  func holds(_ text: String) throws -> Bool {
    let found = try Tool.script(
      "cd '\(scene.root)' && { grep -rlaF -- '\(text)' . ; find . -name '*\(text)*'; } | grep -v '^./in/'"
    )
    return !found.out.isEmpty
  }
}
