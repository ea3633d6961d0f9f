/// A batch whose cells are understood: columns of ordinals, days, counts, and what could not be.
///
/// Columns follow the table's schema, not the file. The memory belongs to the normaliser and is
/// valid until its next batch. Codes and days are `Int32`, counts and amounts `Int64`; text stays
/// where it is in `raw`.
package struct CodedBatch {
  package let raw: RawBatch
  /// By schema column: codes (ordinals) and days; nil for other types and absent columns.
  package let ordinals: [UnsafeMutablePointer<Int32>?]
  /// By schema column: counts and amounts; nil for other types and absent columns.
  package let numbers: [UnsafeMutablePointer<Int64>?]
  /// By schema column, whether every number of the batch was written plainly: eight digits at most
  /// (before the point), no sign, none blank. Then bounds beyond those need no look.
  package let isPlain: [Bool]
  /// By schema column, its column in the file; -1 when absent.
  package let fileColumns: [Int]
  /// Cells that could not be understood, in order of rows within a column.
  package let problems: [CellProblem]
  /// By schema column, the distinct wordings that its problems refer to.
  package let wordings: [[WordingProblem]]

  package init(
    raw: RawBatch, ordinals: [UnsafeMutablePointer<Int32>?],
    numbers: [UnsafeMutablePointer<Int64>?], isPlain: [Bool], fileColumns: [Int],
    problems: [CellProblem],
    wordings: [[WordingProblem]]
  ) {
    self.raw = raw
    self.ordinals = ordinals
    self.numbers = numbers
    self.isPlain = isPlain
    self.fileColumns = fileColumns
    self.problems = problems
    self.wordings = wordings
  }
}

/// A cell whose text is not what its column asks for.
package struct CellProblem: Sendable {
  package enum Kind: UInt8, Sendable {
    case typeCount, typeAmount, typeDate, typeText, knownCode, codeInForce, required
  }

  package let row: Int32
  /// Schema column.
  package let column: Int32
  package let kind: Kind
  /// For a code: which distinct wording, so that it is described once.
  package let wording: Int32

  package init(row: Int32, column: Int32, kind: Kind, wording: Int32 = -1) {
    self.row = row
    self.column = column
    self.kind = kind
    self.wording = wording
  }
}

/// What is known of a wording that is no usable code: said once, however often it occurs.
package struct WordingProblem: Sendable {
  package let value: String
  /// Nearest codes, best first.
  package let nearest: [String]
  /// Days of the code, for one that is known but not in force.
  package let validity: Validity?
  package init(value: String, nearest: [String], validity: Validity?) {
    self.value = value
    self.nearest = nearest
    self.validity = validity
  }
}

/// A conversion that was made silently to the sender and is said in the ledger: "vīrietis" is M.
package struct Conversion: Sendable, Hashable {
  /// Kind of note: `converted-wording`, `converted-date`, …
  package let kind: String
  package let column: String
  package let from: String
  package let to: String

  package init(kind: String, column: String, from: String, to: String) {
    self.kind = kind
    self.column = column
    self.from = from
    self.to = to
  }
}
