/// Limits that keep memory bounded on any bytes.
package struct ReadLimits: Sendable {
  package var field = 1 << 20
  package var record = 1 << 22
  package var rowsPerBatch = 4096
  package var chunk = 1 << 18
  package init() {}
}

/// Where the labels of the columns stand.
package enum HeaderPlace: Sendable, Equatable {
  /// In the first record, or below a title where `ExpectedLabels` show it.
  case found
  /// Nowhere: the first record is data.
  case none
  /// In these records, counted from 1; the parts of a label are put together with `join`.
  case records([Int], join: String)
}

/// What the caller expects of a header, so that it can be told from a title above it.
package struct ExpectedLabels: Sendable {
  package let count: Int
  /// How many of them the cells of a record are.
  package let matches: @Sendable ([String]) -> Int
  package init(count: Int, matches: @escaping @Sendable ([String]) -> Int) {
    self.count = count
    self.matches = matches
  }
}

/// What is known of a file before it is read; everything else is found out and can be asked for.
package struct ReadOptions: Sendable {
  package var limits = ReadLimits()
  /// Whether records without a quote may be cut without libcsv.
  package var plainPath = true
  package var encoding: TextEncoding?
  /// The encoding that is read where the bytes fit it and nothing else is certain.
  package var preferredEncoding: TextEncoding?
  /// The delimiter; found where it is not given.
  package var delimiter: UInt8?
  package var quote = UInt8(ascii: "\"")
  /// Records that begin with this byte are comments.
  package var comment: UInt8?
  /// Records, counted from 1, that are comments.
  package var commentRecords: Set<Int> = []
  /// Whether blanks after delimiters are dropped; found by the header where it is not given.
  package var skipsInitialSpace: Bool?
  package var header = HeaderPlace.found
  package var labels: ExpectedLabels?
  package init() {}
}
