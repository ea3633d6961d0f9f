import Testing
import Vocabulary

@Suite("Wording table")
struct WordingTableTests {
  /// Remembers each and asks for all of them again.
  private func kept(_ texts: [String]) -> Int {
    var table = WordingTable()
    func with<T>(_ text: String, _ body: (UnsafePointer<UInt8>, Int) -> T) -> T {
      // Cells can be read past their end.
      (Array(text.utf8) + Array(repeating: 0x58, count: 64)).withUnsafeBufferPointer {
        body($0.baseAddress!, text.utf8.count)
      }
    }
    for (meaning, text) in texts.enumerated() {
      with(text) { table.remember($0, $1, Int32(meaning)) }
    }
    var kept = 0
    let view = table.view
    for (meaning, text) in texts.enumerated() {
      let found = with(text) { view.look($0, $1) }
      #expect(found == WordingTable.absent || found == Int32(meaning))
      if found != WordingTable.absent { kept += 1 }
    }
    #expect(kept == table.count)
    return kept
  }

  @Test("Wordings of every length are told apart")
  func lengths() {
    let texts = (0..<200).map { String(repeating: "a", count: $0) } + (0..<5000).map { "w\($0)" }
    #expect(kept(texts) == texts.count)
  }

  @Test("Wordings that differ in the middle alone do not pile up")
  func middles() {
    let texts = (0..<5000).map { "https://example.org/cases/\(10_000 + $0)/report.html" }
    #expect(kept(texts) <= 64)
  }
}
