import Vocabulary

/// Kinds of rules that the walk itself decides, at the folder, the file and the cell.
enum WalkKind: String, CaseIterable {
  case readableText = "readable-text"
  case emptyFile = "empty-file"
  case noRows = "no-rows"
  case noRowLeft = "no-row-left"
  case requiredColumn = "required-column"
  case duplicateColumn = "duplicate-column"
  case unknownColumn = "unknown-column"
  case knownTable = "known-table"
  case titleRow = "title-row"
  case strayQuote = "stray-quote"
  case cellCount = "cell-count"
  case fieldSize = "field-size"
  case blankLine = "blank-line"
  case typeText = "type-text"
  case conversion
  case folderName = "folder-name"
  case nilAndFile = "nil-and-file"
  case nilTable = "nil-table"
  case nilTwice = "nil-twice"
  case laterRejected = "later-rejected"
  case memberAgrees = "member-agrees"
  case periodAgrees = "period-agrees"
  case periodBegun = "period-begun"
  case periodOver = "period-over"
  case annualAndQuarterly = "annual-and-quarterly"
  case registered
  case mayReport = "may-report"
  case personalCode = "personal-code"
  case contact
  case withdrawn
  case tombstone
}

/// What the walk had before it of one return, and so which of its rules it could decide.
///
/// A rule of the walk is broken where a finding says so. Where none does it is satisfied if there was
/// anything to look at, and undecided if not: an unreadable file has no header, a nil return no file.
package struct WalkFacts: Sendable {
  /// Whether the return is a line of `nil.csv` and no file of its own.
  package var isNil = false
  /// Whether the file has any bytes, and whether they are text.
  package var holdsBytes = false
  package var isText = false
  package var hasHeader = false
  package var hasRecords = false
  /// Whether any cell of the columns `member` and `period` says something.
  package var namesMember = false
  package var namesPeriod = false

  /// Whether the folder says who sent it and for which period; else the command did.
  package var isNamed = true
  package var isRegistered = true
  /// Tables of the submission that are declared nil.
  package var nilTables = 0
  package var hasTombstone = false
  /// Whether the return counts, and an accepted one of the same period came before it.
  package var followsAccepted = false
  /// Whether the table was accepted for another period of the year, too.
  package var hasOthersOfYear = false

  package init() {}

  /// What a rule comes to of which nothing was found; nil where the walk does not decide its kind.
  package func outcome(ofKind kind: String) -> Outcome? {
    WalkKind(rawValue: kind).map { looked($0) ? .satisfied : .undecided }
  }

  private func looked(_ kind: WalkKind) -> Bool {
    switch kind {
    // Where the folder does not say when it was received nobody knows.
    case .folderName, .periodBegun, .periodOver: isNamed
    case .registered: true
    case .mayReport: isRegistered
    // Whether something was withdrawn is known of every submission that is read.
    case .withdrawn: true
    case .tombstone: hasTombstone
    case .knownTable: !isNil
    case .nilAndFile: nilTables > 0
    case .nilTable: isNil
    case .nilTwice: isNil && nilTables > 1
    case .readableText: holdsBytes
    case .emptyFile: isText
    case .requiredColumn, .duplicateColumn, .unknownColumn, .titleRow, .conversion, .noRows,
      .strayQuote, .fieldSize, .blankLine:
      hasHeader
    case .cellCount, .typeText, .contact, .noRowLeft: hasHeader && hasRecords
    // Every cell is searched for it, of nil.csv and below a broken header, too.
    case .personalCode: isNil || isText && holdsBytes
    case .memberAgrees: namesMember
    case .periodAgrees: namesPeriod
    case .laterRejected: followsAccepted
    case .annualAndQuarterly: hasOthersOfYear
    }
  }
}
