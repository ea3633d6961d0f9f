/// The yearly rhythm of the mechanism: when returns are due, when the batch is run, when members meet.
///
/// Days follow the end of a period by rule, unless they are set otherwise in
/// `mechanism/meetings.csv`.
///
/// `registry.calendar.due(ReferencePeriod("2015-Q1")!).description == "2015-04-10"`
package struct MechanismCalendar: Sendable {
  /// Days of one period that are set otherwise than by rule; nil where the rule holds.
  package struct SetDays: Sendable {
    package let due: CalendarDay?
    package let cutOff: CalendarDay?
    package let meeting: CalendarDay?
    package init(due: CalendarDay?, cutOff: CalendarDay?, meeting: CalendarDay?) {
      self.due = due
      self.cutOff = cutOff
      self.meeting = meeting
    }
  }

  /// Days after the end of a period by which returns are due.
  package let dueDays: Int
  /// Days after the end of a period at which the batch is run.
  package let cutOffDays: Int
  /// Days after the end of a period on which the working group meets.
  package let meetingDays: Int
  /// How many ended quarters stay open to revision.
  package let openQuarters: Int
  private let set: [ReferencePeriod: SetDays]

  package init(
    dueDays: Int, cutOffDays: Int, meetingDays: Int, openQuarters: Int,
    set: [ReferencePeriod: SetDays] = [:]
  ) {
    self.dueDays = dueDays
    self.cutOffDays = cutOffDays
    self.meetingDays = meetingDays
    self.openQuarters = openQuarters
    self.set = set
  }

  /// The calendar with the days of some periods set otherwise.
  package func setting(_ set: [ReferencePeriod: SetDays]) -> MechanismCalendar {
    MechanismCalendar(
      dueDays: dueDays, cutOffDays: cutOffDays, meetingDays: meetingDays,
      openQuarters: openQuarters, set: set)
  }

  /// The last day on which a return of the period is on time.
  package func due(_ period: ReferencePeriod) -> CalendarDay {
    set[period]?.due ?? period.lastDay.advanced(by: dueDays)
  }

  /// The day at which the batch of the period is run.
  package func cutOff(_ period: ReferencePeriod) -> CalendarDay {
    set[period]?.cutOff ?? period.lastDay.advanced(by: cutOffDays)
  }

  /// Whether a period is open to revision on a day: it is among the last quarters that have ended by
  /// then, or later.
  package func isOpen(_ period: ReferencePeriod, on day: CalendarDay) -> Bool {
    let ended = ReferencePeriod.quarter(of: day).quarter(steps: -1)
    return period.lastDay >= ended.quarter(steps: 1 - openQuarters).lastDay
  }

  /// The day on which the working group meets about the period.
  package func meeting(_ period: ReferencePeriod) -> CalendarDay {
    set[period]?.meeting ?? period.lastDay.advanced(by: meetingDays)
  }
}
