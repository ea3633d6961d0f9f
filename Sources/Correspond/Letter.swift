import Vocabulary

/// What one member is told about its returns for a period, before it is put into words.
///
/// Nothing of another member may come in here: figures are made from the member's own returns alone,
/// and findings that rest on others' returns are marked, so that they are said without them.
package struct Letter: Sendable {
  /// One return as it came.
  package struct Received: Sendable {
    package let table: Label
    package let vintage: Vintage
    /// 1 for the first of the table.
    package let version: Int
    package let isNil: Bool
    package let rows: RowAccount
    package let standing: Standing
    /// Where it is rejected, the earlier vintage that stays in force.
    package let staying: Vintage?

    package init(
      table: Label, vintage: Vintage, version: Int, isNil: Bool, rows: RowAccount,
      standing: Standing, staying: Vintage?
    ) {
      self.table = table
      self.vintage = vintage
      self.version = version
      self.isNil = isNil
      self.rows = rows
      self.standing = standing
      self.staying = staying
    }
  }

  /// What was found in one file.
  package struct File: Sendable {
    /// As the member named it, or as it may be shown.
    package let name: String
    package let received: Vintage?
    /// In canonical order, without notes.
    package let findings: [Told]
    package let notes: Int

    package init(name: String, received: Vintage?, findings: [Told], notes: Int) {
      self.name = name
      self.received = received
      self.findings = findings
      self.notes = notes
    }
  }

  /// A finding, and whether it was decided by other members' returns.
  package struct Told: Sendable {
    package let finding: Finding
    package let isBetweenMembers: Bool
    /// What the rule asks, for findings that cannot be said without others' figures.
    package let about: Label

    package init(finding: Finding, isBetweenMembers: Bool, about: Label) {
      self.finding = finding
      self.isBetweenMembers = isBetweenMembers
      self.about = about
    }
  }

  package struct Figures: Sendable {
    package let period: ReferencePeriod
    package let lines: [FigureLine]
    package init(period: ReferencePeriod, lines: [FigureLine]) {
      self.period = period
      self.lines = lines
    }
  }

  /// A figure that is no longer what it was on the first return.
  package struct Revised: Sendable {
    package let period: ReferencePeriod
    package let indicator: IndicatorDefinition
    package let first: Int
    package let now: Int
    package init(
      period: ReferencePeriod, indicator: IndicatorDefinition, first: Int, now: Int
    ) {
      self.period = period
      self.indicator = indicator
      self.first = first
      self.now = now
    }
  }

  package struct Missing: Sendable {
    package let period: ReferencePeriod
    package let table: Label
    /// `not-received`, `rejected` or `partial`.
    package let state: String
    package let due: CalendarDay
    package let cutOff: CalendarDay
    package let daysLate: Int
    package init(
      period: ReferencePeriod, table: Label, state: String, due: CalendarDay, cutOff: CalendarDay,
      daysLate: Int
    ) {
      self.period = period
      self.table = table
      self.state = state
      self.due = due
      self.cutOff = cutOff
      self.daysLate = daysLate
    }
  }

  /// A table that came and was withdrawn since.
  package struct Withdrawn: Sendable {
    /// Nil for files that were no table of the return.
    package let table: Label?
    package let received: Vintage
    package let day: CalendarDay
    package let reason: String
    package init(table: Label?, received: Vintage, day: CalendarDay, reason: String) {
      self.table = table
      self.received = received
      self.day = day
      self.reason = reason
    }
  }

  /// Cells of a return in force that an officer adjusted.
  package struct Adjusted: Sendable {
    /// One cell: its line, the title of its column, what stood there and what counts. The officer's
    /// reason is not for a letter: it may speak of other members.
    package struct Cell: Sendable {
      package let line: Int
      package let column: Label
      package let before: String
      package let after: String
      package init(line: Int, column: Label, before: String, after: String) {
        self.line = line
        self.column = column
        self.before = before
        self.after = after
      }
    }

    package let table: Label
    package let cells: [Cell]
    package init(table: Label, cells: [Cell]) {
      self.table = table
      self.cells = cells
    }
  }

  package let member: Member
  package let period: ReferencePeriod
  package let asOf: CalendarDay
  package let received: [Received]
  package let withdrawn: [Withdrawn]
  /// Submissions that hold a personal code, as `MARTA@2015-04-12`.
  package let refused: [String]
  /// The period, then the year to date where that is more.
  package let figures: [Figures]
  package let adjusted: [Adjusted]
  package let files: [File]
  package let revised: [Revised]
  package let missing: [Missing]

  package init(
    member: Member, period: ReferencePeriod, asOf: CalendarDay, received: [Received],
    withdrawn: [Withdrawn] = [], refused: [String], figures: [Figures], adjusted: [Adjusted] = [],
    files: [File],
    revised: [Revised], missing: [Missing]
  ) {
    self.member = member
    self.period = period
    self.asOf = asOf
    self.received = received
    self.withdrawn = withdrawn
    self.refused = refused
    self.figures = figures
    self.adjusted = adjusted
    self.files = files
    self.revised = revised
    self.missing = missing
  }
}
