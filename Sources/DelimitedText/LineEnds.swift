/// How lines end.
package struct LineEnds: Sendable, Equatable {
  package private(set) var feeds = 0
  package private(set) var returns = 0
  /// CR and LF together.
  package private(set) var pairs = 0

  init(in text: ArraySlice<UInt8>) {
    var before: UInt8 = 0
    for byte in text {
      if byte == 10 {
        if before == 13 {
          pairs += 1
          returns -= 1
        } else {
          feeds += 1
        }
      } else if byte == 13 {
        returns += 1
      }
      before = byte
    }
  }

  /// Names of the kinds that occur: `LF`, `CRLF`, `CR`.
  package var names: [String] {
    var found: [String] = []
    if pairs > 0 { found.append("CRLF") }
    if feeds > 0 { found.append("LF") }
    if returns > 0 { found.append("CR") }
    return found
  }
}
