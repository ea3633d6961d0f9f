import Vocabulary

/// The skeleton of the minutes of a quarter's meeting, before it is put into words: what members
/// returned, the figures of the quarter, and room for what is said and decided.
package struct Minutes: Sendable {
  /// A titled table with the rows as the return has them; the first cell names the row.
  package struct Listing: Sendable {
    package let table: Label
    package let columns: [Label]
    package let rows: [[Cell]]
    package let isNational: Bool
    package init(table: Label, columns: [Label], rows: [[Cell]], isNational: Bool = false) {
      self.table = table
      self.columns = columns
      self.rows = rows
      self.isNational = isNational
    }
  }

  /// Events of one table, each once.
  package struct Events: Sendable {
    package struct Event: Sendable {
      package let title: String
      package let days: Cell
      /// Members first, in the order of the register, then partners as they are written.
      package let parties: [Cell]
      package let details: [Cell]
      /// People that took part, where the table counts them.
      package let people: Cell?
      package init(
        title: String, days: Cell, parties: [Cell], details: [Cell], people: Cell?
      ) {
        self.title = title
        self.days = days
        self.parties = parties
        self.details = details
        self.people = people
      }
    }

    package let table: Label
    /// What the people of an event are called; nil where none are counted.
    package let people: Label?
    package let events: [Event]
    package init(table: Label, people: Label?, events: [Event]) {
      self.table = table
      self.people = people
      self.events = events
    }
  }

  package struct Report: Sendable {
    package let member: Member
    package let results: [Events]
    package let jointEvents: Int
    package let statistics: [Listing]
    package let plans: Listing?
    /// Tables of which the member declared that there is nothing to report.
    package let nothing: [Label]
    /// Tables in force of which rows were rejected.
    package let rowsRejected: [Label]
    /// Tables in force of which an officer adjusted cells.
    package let adjusted: [Label]
    /// Tables that are owed and not in force, with their state.
    package let missing: [(table: Label, state: String)]
    package init(
      member: Member, results: [Events], jointEvents: Int, statistics: [Listing], plans: Listing?,
      nothing: [Label], rowsRejected: [Label], adjusted: [Label],
      missing: [(table: Label, state: String)]
    ) {
      self.member = member
      self.results = results
      self.jointEvents = jointEvents
      self.statistics = statistics
      self.plans = plans
      self.nothing = nothing
      self.rowsRejected = rowsRejected
      self.adjusted = adjusted
      self.missing = missing
    }
  }

  package struct KeyFigure: Sendable {
    package let line: FigureLine
    package let reporting: Int
    package let expected: Int
    package let notes: [Label]
    package init(line: FigureLine, reporting: Int, expected: Int, notes: [Label]) {
      self.line = line
      self.reporting = reporting
      self.expected = expected
      self.notes = notes
    }
  }

  /// A part of a whole; nil where there is no whole.
  package typealias Rate = (part: Int, whole: Int, percent: Int?)

  package let period: ReferencePeriod
  package let meeting: CalendarDay
  package let asOf: CalendarDay
  package let response: Rate?
  package let punctuality: Rate?
  package let figures: [KeyFigure]
  package let joint: [Events]
  /// In the order of the register.
  package let reports: [Report]
  /// One for each area, the member first in each row.
  package let challenges: [Listing]
  package let plansByStatus: [(status: Label, count: Int)]

  package init(
    period: ReferencePeriod, meeting: CalendarDay, asOf: CalendarDay, response: Rate?,
    punctuality: Rate?, figures: [KeyFigure], joint: [Events], reports: [Report],
    challenges: [Listing], plansByStatus: [(status: Label, count: Int)]
  ) {
    self.period = period
    self.meeting = meeting
    self.asOf = asOf
    self.response = response
    self.punctuality = punctuality
    self.figures = figures
    self.joint = joint
    self.reports = reports
    self.challenges = challenges
    self.plansByStatus = plansByStatus
  }
}
