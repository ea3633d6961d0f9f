import Foundation

/// The real binary, run as a user would.
public struct Tool {
  public struct Ended {
    public let code: Int32
    public let out: String
    public let err: String
  }

  /// Beside the test bundle.
  public static func path(_ name: String = "nrem") -> String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/" + name
  }

  /// Runs the tool in the package's folder.
  public static func run(_ arguments: [String], tool: String = "nrem") throws -> Ended {
    try shell(["exec", path(tool)] + arguments)
  }

  /// Runs words as a shell command in the package's folder; words are quoted but for the first.
  public static func shell(_ words: [String]) throws -> Ended {
    let quoted = words.dropFirst().map {
      "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
    return try script(([words[0]] + quoted).joined(separator: " "))
  }

  public static func script(_ text: String) throws -> Ended {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", text]
    process.currentDirectoryURL = URL(fileURLWithPath: repository)
    let folder = NSTemporaryDirectory() + "nrem-tool-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Files, not pipes: a pipe that fills up would stop the tool.
    for name in ["out", "err"] {
      _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder + "/err")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    func read(_ name: String) -> String {
      String(
        decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self
      )
    }
    return Ended(code: process.terminationStatus, out: read("out"), err: read("err"))
  }
}
