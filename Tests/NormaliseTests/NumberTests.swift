import Testing
import Vocabulary

@testable import Normalise

/// The quick ways of reading numbers say what the careful one says, or leave it to it.
@Suite("Numbers")
struct NumberTests {
  private func both(_ text: String, decimals: Int) -> (quick: Int64, careful: Int64?) {
    let bytes = Array(text.utf8) + Array(repeating: 0x39, count: 64)
    return bytes.withUnsafeBufferPointer { buffer in
      let count = text.utf8.count
      let quick =
        decimals == 2
        ? PlainNumber.hundredths(buffer.baseAddress!, count)
        : (1...8).contains(count) ? PlainNumber.digits(buffer.baseAddress!, count) : -1
      let cell = UnsafeBufferPointer(rebasing: buffer[0..<count])
      return (quick, NumberReader.convert(cell, decimals: decimals)?.value)
    }
  }

  @Test("Every amount up to a hundred thousand, with two decimals, one and none")
  func amounts() {
    for whole in stride(from: 0, through: 100_000, by: 7) {
      for part in [0, 1, 9, 10, 50, 99] {
        let text = "\(whole).\(part < 10 ? "0" : "")\(part)"
        let (quick, careful) = both(text, decimals: 2)
        #expect(quick == Int64(whole * 100 + part) && careful == quick, "\(text)")
      }
      #expect(both("\(whole)", decimals: 2).quick == Int64(whole * 100))
      #expect(both("\(whole).5", decimals: 2).quick == Int64(whole * 100 + 50))
    }
  }

  @Test("Every text of three of these bytes is read alike or left to the careful way")
  func texts() {
    let bytes = Array("09.,-+ a:/".utf8)
    for first in bytes {
      for second in bytes {
        for third in bytes {
          for tail in ["", "0", ".5", "12", ".00", "9999"] {
            let text = String(decoding: [first, second, third], as: UTF8.self) + tail
            for decimals in [0, 2] {
              let (quick, careful) = both(text, decimals: decimals)
              #expect(quick == -1 || quick == careful, "\(text)")
            }
          }
        }
      }
    }
  }
}
