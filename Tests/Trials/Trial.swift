import DelimitedText

/// One text with the settings it is read with.
struct Trial {
  var bytes: [UInt8]
  var delimiter: UInt8
  var chunk: Int
  var rowsPerBatch: Int
  var fieldLimit: Int
  var recordLimit: Int
  /// For the places at which the bare stream is cut.
  var seed: UInt64

  var limits: ReadLimits {
    var limits = ReadLimits()
    limits.chunk = chunk
    limits.rowsPerBatch = rowsPerBatch
    limits.field = fieldLimit
    limits.record = recordLimit
    return limits
  }

  /// Reads the text in every way; says what differs.
  func difference() -> String? {
    do {
      let plain = try file(plainPath: true)
      // Zero bytes may be taken for UTF-16, which then is not what libcsv would get.
      if plain.encoding != .utf8 { return nil }
      let sequential = try read(plain)
      let other = try read(file(plainPath: false))
      if let found = sequential.difference(from: other) { return "plain / one by one: \(found)" }
      var bare = BareReader(
        bytes, delimiter: delimiter, fieldLimit: fieldLimit, recordLimit: recordLimit)
      bare.run()
      if let found = sequential.difference(from: bare.reading) {
        return "plain / bare: \(found)"
      }
      if let found = streamDifference(sequential, after: bare.headerEnd) { return found }
      let sharing = try file(plainPath: true)
      let shared = try readShared(sharing)
      if !sharing.needsSequence, let found = sequential.difference(from: shared) {
        return "alone / shared: \(found)"
      }
      // Sharing may give up only where a quote is broken or a record as long as a chunk.
      if sharing.needsSequence, sequential.malformed.isEmpty, bare.longest < chunk - 1 {
        return "shared readers give up without need"
      }
      return nil
    } catch {
      return "cannot be read: \(error)"
    }
  }

  private func file(plainPath: Bool) throws -> DelimitedFile {
    try DelimitedFile(
      bytes: bytes, limits: limits, plainPath: plainPath, dialect: Dialect(delimiter: delimiter))
  }

  private func streamDifference(_ reading: Reading, after headerEnd: Int) -> String? {
    var chance = Chance(seed: seed)
    let (records, isRefused) = BareReader.stream(
      bytes[headerEnd...], delimiter: delimiter, &chance)
    /// How many records that are no blank lines stand before one of this number.
    func place(_ record: Int) -> Int {
      record - reading.headerRecord - 1 - reading.blankLines.count { $0[1] < record }
    }
    let refusals = reading.malformed.filter { $0.kind != "field-size" }
    let first = refusals.first.map { place($0.record) }
    if first == nil, isRefused { return "stream: refused / not refused" }
    // A record above the limit is refused here alone, and one that swallowed others.
    let width = max(1, reading.header.count)
    let isSwallowing =
      first.map { at in
        refusals[0].kind == "unclosed-quote" && at < records.count
          && records[at].count { $0 == 0xFF } != width
      } ?? false
    if let refusal = refusals.first, !isRefused, refusal.kind.hasSuffix("-quote"),
      recordLimit > bytes.count, !isSwallowing
    {
      return "stream: not refused / \(refusal)"
    }
    let count = min(records.count, first ?? records.count)
    if isRefused, !isSwallowing, let first, recordLimit > bytes.count, records.count != first {
      return "stream: refused after \(records.count) / record \(first)"
    }
    let tooLarge = reading.malformed.prefix { $0.kind == "field-size" }
    var seen = tooLarge.count
    for (row, record) in reading.records.enumerated() {
      let at = place(record)
      if let first, at > first { break }
      guard at < count else { return "stream: no record \(record)" }
      seen += 1
      if records[at] != reading.row(row) {
        return "stream: record \(record): \(reading.row(row)) / \(records[at])"
      }
    }
    for irregular in reading.irregular {
      let at = place(irregular.record)
      if let first, at > first { break }
      guard at < count else { return "stream: no record \(irregular.record)" }
      seen += 1
      let cells = records[at].count { $0 == 0xFF }
      if cells != irregular.cells { return "stream: \(irregular) / \(cells) cells" }
    }
    return seen == count ? nil : "stream: \(seen) records / \(count)"
  }

  // MARK: Ways of reading

  func read(_ file: DelimitedFile) throws -> Reading {
    var reading = Reading(headOf: file, recordLimit: recordLimit)
    let reader = file.reader()
    while let batch = try reader.next() {
      reading.append(batch, recordLimit: recordLimit)
    }
    reading.extent = [
      file.chunkExtents.reduce(0) { $0 + $1.lines },
      file.chunkExtents.reduce(0) { $0 + $1.records },
    ]
    return reading
  }

  /// Two readers in turn; chunks are put in order afterwards.
  func readShared(_ file: DelimitedFile) throws -> Reading {
    var batches: [(chunk: Int, reading: Reading)] = []
    var readers = [file.reader(shared: true), file.reader(shared: true)]
    while !readers.isEmpty {
      for place in readers.indices.reversed() {
        guard let batch = try readers[place].next() else {
          readers.remove(at: place)
          continue
        }
        var reading = Reading()
        reading.append(batch, recordLimit: recordLimit)
        batches.append((batch.chunk, reading))
      }
    }
    return ordered(batches, file)
  }

  /// Puts the batches of several readers in order, lines and records counted from the beginning.
  func ordered(_ batches: [(chunk: Int, reading: Reading)], _ file: DelimitedFile) -> Reading {
    var whole = Reading(headOf: file, recordLimit: recordLimit)
    let extents = file.chunkExtents
    var lines = 0
    var records = 0
    for chunk in extents.indices {
      for batch in batches where batch.chunk == chunk {
        whole.append(batch.reading, lines: lines, records: records)
      }
      lines += extents[chunk].lines
      records += extents[chunk].records
    }
    whole.extent = [lines, records]
    return whole
  }
}
