import Foundation
import Support
import Testing

/// What the README shows is what the tool says.
@Suite("README")
struct ReadmeTests {
  /// The fenced blocks, in order.
  private func blocks() throws -> [[String]] {
    let text = try String(contentsOfFile: repository + "/README.md", encoding: .utf8)
    var blocks: [[String]] = []
    var open: [String]?
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(block) }
        open = open == nil ? [] : nil
      } else {
        open?.append(line)
      }
    }
    return blocks
  }

  @Test("The output of make run is the tool's own")
  func run() throws {
    let scene = try Scene()
    let blocks = try blocks()
    let place = try #require(blocks.firstIndex { $0 == ["make run"] })
    let ended = try Tool.run(
      ["run", "quarter-end", "--returns", "samples/returns", "--output", scene.output])
    let said = ended.out.replacingOccurrences(of: scene.output, with: "output")
      .components(separatedBy: "\n")
    let shown = blocks[place + 1].prefix { $0 != "…" }
    #expect(shown.count > 8)
    #expect(Array(said.prefix(shown.count)) == Array(shown))
  }

  @Test("The figure that is walked back is the tool's own")
  func explain() throws {
    let blocks = try blocks()
    let place = try #require(
      blocks.firstIndex { $0.first?.hasPrefix(".build/release/nrem explain") ?? false })
    let words = blocks[place][0].split(separator: " ").dropFirst().map(String.init)
    let ended = try Tool.run(words)
    #expect(ended.out == blocks[place + 1].joined(separator: "\n") + "\n")
  }

  @Test("What is found in the table of many faults is the tool's own")
  func check() throws {
    let blocks = try blocks()
    let place = try #require(
      blocks.firstIndex { $0.first?.hasPrefix(".build/release/nrem check") ?? false })
    let words = blocks[place][0].split(separator: " ").dropFirst().map(String.init)
    let said = try Tool.run(words).out.components(separatedBy: "\n")
    let shown = blocks[place + 1].prefix { $0 != "…" }
    #expect(shown.count > 6)
    #expect(Array(said.prefix(shown.count)) == Array(shown))
  }

  @Test("Every command that is shown is understood")
  func commands() throws {
    for line in try blocks().joined() where line.hasPrefix(".build/release/nrem") {
      let words = line.split(separator: " ").dropFirst().map(String.init)
      #expect(try Tool.run([words[0], "--help"]).code == 0)
      // What needs a returns folder of one's own ends with 2, what is not understood with 64.
      let output = words[0] == "run" ? ["--output", NSTemporaryDirectory() + "nrem-readme"] : []
      #expect(try Tool.run(words + output).code != 64, "\(line)")
    }
  }
}
