import DelimitedText
import Dispatch
import Testing

@testable import Trials

@Suite("Threads")
struct ThreadTests {
  @Test("Two threads that share a file read what one reads alone")
  func sharing() throws {
    var text = "a,b,c\n"
    for row in 0..<20_000 {
      text += row % 7 == 0 ? "\(row),\"x\ny\",z\r\n" : row % 50 == 0 ? "\(row)\n\n" : "\(row),ž,\n"
    }
    let trial = Trial(
      bytes: Array(text.utf8), delimiter: 44, chunk: 4096, rowsPerBatch: 4096,
      fieldLimit: 1 << 20, recordLimit: 1 << 22, seed: 1)
    let alone = try trial.read(DelimitedFile(bytes: trial.bytes, limits: trial.limits))
    let file = try DelimitedFile(bytes: trial.bytes, limits: trial.limits)
    // A list for each: ThreadSanitizer does not see what a mutex of the standard library orders.
    let lists = UnsafeMutablePointer<[(chunk: Int, reading: Reading)]>.allocate(capacity: 2)
    lists.initialize(repeating: [], count: 2)
    defer { lists.deinitialize(count: 2).deallocate() }
    nonisolated(unsafe) let batches = lists
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      let reader = file.reader(shared: true)
      while let batch = try? reader.next() {
        var reading = Reading()
        reading.append(batch, recordLimit: trial.recordLimit)
        let chunk = batch.chunk
        batches[place].append((chunk, reading))
      }
    }
    let whole = trial.ordered(batches[0] + batches[1], file)
    #expect(!file.needsSequence)
    #expect(whole.difference(from: alone) == nil)
  }
}
