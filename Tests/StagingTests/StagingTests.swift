import Foundation
import Staging
import Support
import Testing

/// What is put in place, and what is never replaced.
@Suite("Staging")
struct StagingTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test("A folder that may replace nothing does not: not a file, not a link, not an empty folder")
  func replacesNothing() throws {
    let scene = try Scene(["a/x": "old"])
    let manager = FileManager.default
    let root = scene.returns
    try manager.createDirectory(atPath: root + "/b", withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: root + "/c", withDestinationPath: "nowhere")
    try Data("old".utf8).write(to: URL(fileURLWithPath: root + "/d"))
    for name in ["a", "b", "c", "d"] {
      let staged = try StagedFolder(in: LockedFolder(root, .owner), name: name)
      try staged.write(bytes("new"), to: "x")
      #expect(throws: WriteFailure.self) { try staged.publish(replacing: false) }
    }
    #expect(try names(root) == [".lock", "a", "b", "c", "d"])
    #expect(try String(contentsOfFile: root + "/a/x", encoding: .utf8) == "old")
    #expect(try names(root + "/b").isEmpty)
    let staged = try StagedFolder(in: LockedFolder(root, .owner), name: "e/f")
    try staged.write(bytes("new"), to: "x")
    try staged.publish(replacing: false)
    #expect(try names(root + "/e") == ["f"] && names(root + "/e/f") == ["x"])
  }

  @Test("A folder that may replace takes the place of what is there, whole")
  func replaces() throws {
    let scene = try Scene(["a/x": "old", "a/y": "old"])
    let staged = try StagedFolder(in: LockedFolder(scene.returns), name: "a")
    try staged.write(bytes("new"), to: "x")
    try staged.publish(replacing: true)
    #expect(try names(scene.returns) == [".lock", "a"] && names(scene.returns + "/a") == ["x"])
  }

  @Test("What was not put in place leaves nothing behind")
  func abandoned() throws {
    let scene = try Scene()
    do {
      let staged = try StagedFolder(in: LockedFolder(scene.returns), name: "a")
      try staged.write(bytes("new"), to: "x")
    }
    #expect(try names(scene.returns) == [".lock"])
  }

  @Test("Nobody else gets a locked folder until it is let go")
  func lock() throws {
    let scene = try Scene()
    do {
      let held = try LockedFolder(scene.returns)
      #expect { try LockedFolder(scene.returns) } throws: {
        ($0 as? WriteFailure)?.isLocked ?? false
      }
      withExtendedLifetime(held) {}
    }
    _ = try LockedFolder(scene.returns)
  }

  @Test("A copy stays what the file was, and nobody can write to it")
  func copy() throws {
    let scene = try Scene(["x": "old"])
    let path = scene.returns + "/x"
    let copy = try PrivateCopy(of: Array(path.utf8CString))
    try Data("other".utf8).write(to: URL(fileURLWithPath: path))
    #expect(FileBytes.read(copy.path) == bytes("old") && copy.size == 3)
    #expect(copy.digest == Digest.ofFile(copy.path))
    #expect(
      try Tool.script("printf x > /proc/\(getpid())/fd/\(copy.path.split(separator: "/").last!)")
        .code != 0)
    #expect(FileBytes.read(copy.path) == bytes("old"))
  }

  @Test("A file is replaced whole, and what an earlier run left of it does not matter")
  func file() throws {
    let scene = try Scene(["x": "old", ".x.unfinished": "half"])
    try StagedFile.replace(scene.returns + "/x", with: bytes("new"), .owner)
    #expect(try names(scene.returns) == ["x"])
    #expect(FileBytes.read(scene.returns + "/x") == bytes("new"))
  }

  @Test("Removing a folder takes what is in it and follows no link")
  func remove() throws {
    let scene = try Scene(["a/b/c": "x", "kept/x": "x"])
    try FileManager.default.createSymbolicLink(
      atPath: scene.returns + "/a/link", withDestinationPath: scene.returns + "/kept")
    #expect(Folders.remove(scene.returns + "/a"))
    #expect(try names(scene.returns) == ["kept"] && names(scene.returns + "/kept") == ["x"])
  }
}
