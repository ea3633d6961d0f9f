import Testing
import Trials

/// The differential test in short; `swift run -c release Differential --runs 1000000` is the long one.
@Suite("Agreement")
struct AgreementTests {
  @Test("All ways of reading agree with libcsv alone on random texts")
  func agreement() {
    let result = Trials.run(20_000, seed: 7)
    #expect(result.differences == 0, "\(result.first ?? "")")
  }
}
