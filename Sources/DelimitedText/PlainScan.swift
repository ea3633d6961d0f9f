/// The plain-record path: records without a quote are cut by masks of 64 bytes.
///
/// A record is plain when no byte of it is a quote: then delimiters and line ends are what they
/// seem. Any other record is handed to libcsv from its first byte. That both ways agree, byte for
/// byte, is what the differential test is for; `NREM_PLAIN_PATH=0` turns this one off.
extension RecordReader {
  func scanPlain(until limit: Int) {
    while start < limit, rows < rowTarget {
      if passLineEnd() { continue }
      switch cut(until: limit) {
      case .limit: return
      case .full: return
      case .needsText:
        // A record above the limit need not be waited for.
        if filled - start <= file.limits.record || !readOne() { return }
      case .special: if !readOne() { return }
      case .blankLine: continue
      case .irregular: if !readOne() { return }
      }
    }
  }

  private static let weights = SIMD16<UInt8>(
    1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)

  private enum Stop {
    case full, limit, needsText, special, blankLine, irregular
  }

  /// Cuts plain records from `start` on; `start` is always left at the beginning of a record.
  private func cut(until limit: Int) -> Stop {
    let bytes = UnsafePointer(memory)
    let raw = UnsafeRawPointer(bytes)
    let width = self.width
    let delimiter = dialect.delimiter
    let delimiters = SIMD16<UInt8>(repeating: delimiter)
    let feeds = SIMD16<UInt8>(repeating: 10)
    let returns = SIMD16<UInt8>(repeating: 13)
    let quote = dialect.quote
    let quotes = SIMD16<UInt8>(repeating: quote)
    let weights = Self.weights
    let end = filled
    // A record of this many bytes has no cell above the limit, and is itself below its own.
    let sureLimit = min(file.limits.field, file.limits.record - 1)
    let rowTarget = self.rowTarget
    var row = self.rows
    var slot = bounds + row * (width + 1)
    var cells = 0
    var recordStart = start
    var line = UInt32(truncatingIfNeeded: self.line)
    var record = UInt32(truncatingIfNeeded: self.record)
    var at = start
    slot[0] = UInt32(truncatingIfNeeded: recordStart)

    func leave(_ stop: Stop, afterReturn: Bool = false) -> Stop {
      self.rows = row
      self.line = Int(line)
      self.record = Int(record)
      self.start = recordStart
      self.afterReturn = afterReturn
      return stop
    }

    /// A bit for each of sixteen bytes that is a delimiter, line end or quote.
    @inline(__always)
    func sixteen(_ at: Int) -> UInt64 {
      let block = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let found =
        (block .== delimiters) .| (block .== feeds) .| (block .== returns) .| (block .== quotes)
      // Each byte keeps one bit of its own; their sum in the top byte of a product is the mask.
      let weighed = unsafeBitCast(
        unsafeBitCast(found, to: SIMD16<UInt8>.self) & weights, to: SIMD2<UInt64>.self)
      let low = (weighed[0] &* 0x0101_0101_0101_0101) &>> 56
      let high = (weighed[1] &* 0x0101_0101_0101_0101) &>> 56
      return low | high &<< 8
    }

    while at < end {
      var mask =
        sixteen(at) | sixteen(at &+ 16) &<< 16 | sixteen(at &+ 32) &<< 32
        | sixteen(at &+ 48) &<< 48
      while mask != 0 {
        let place = at &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        let byte = bytes[place]
        if byte == delimiter {
          cells &+= 1
          if cells >= width { return leave(.irregular) }
          slot[cells] = UInt32(truncatingIfNeeded: place &+ 1)
          continue
        }
        if byte == quote { return leave(.special) }
        if place == recordStart {
          // The LF of CRLF, or a blank line.
          if byte == 10, place > start, bytes[place &- 1] == 13 {
            recordStart = place &+ 1
            slot[0] = UInt32(truncatingIfNeeded: recordStart)
            continue
          }
          return leave(.blankLine)
        }
        if cells &+ 1 != width || place &- recordStart > sureLimit { return leave(.irregular) }
        slot[width] = UInt32(truncatingIfNeeded: place &+ 1)
        lines[row] = line
        records[row] = record
        line &+= 1
        record &+= 1
        row &+= 1
        slot += width &+ 1
        cells = 0
        recordStart = place &+ 1
        slot[0] = UInt32(truncatingIfNeeded: recordStart)
        if row == rowTarget { return leave(.full, afterReturn: byte == 13) }
        if recordStart >= limit { return leave(.limit, afterReturn: byte == 13) }
      }
      at &+= 64
    }
    if isFinal, recordStart < end {
      // The last record has no line end: libcsv ends it.
      return leave(.irregular)
    }
    return leave(.needsText, afterReturn: recordStart > start && bytes[recordStart &- 1] == 13)
  }
}
