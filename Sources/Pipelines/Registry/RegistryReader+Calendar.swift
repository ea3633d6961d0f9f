import Vocabulary

/// The calendar of the mechanism: days by rule, and days set otherwise.
extension RegistryReader {
  func calendar() throws(DefinitionFailure) -> MechanismCalendar {
    let reader = try list("mechanism/calendar.csv", ["setting", "value"])
    var values: [String: Int] = [:]
    for line in reader.lines {
      guard let value = Int(try line.text("value")) else {
        throw line.failure("a whole number is expected")
      }
      values[try line.text("setting")] = value
    }
    func value(_ setting: String) throws(DefinitionFailure) -> Int {
      guard let value = values[setting] else {
        throw DefinitionFailure(
          path: reader.shown, line: 0, problem: "the setting “\(setting)” is missing")
      }
      return value
    }
    let byRule = MechanismCalendar(
      dueDays: try value("due_days"), cutOffDays: try value("cut_off_days"),
      meetingDays: try value("meeting_days"), openQuarters: try value("open_quarters"))
    guard byRule.dueDays > 0, byRule.dueDays <= byRule.cutOffDays,
      byRule.cutOffDays <= byRule.meetingDays
    else {
      throw DefinitionFailure(
        path: reader.shown, line: 0,
        problem: "returns are due before the cut-off, and that is before the meeting")
    }
    return try withSetDays(byRule)
  }

  /// The calendar with days that are set otherwise than by rule.
  private func withSetDays(
    _ byRule: MechanismCalendar
  ) throws(DefinitionFailure) -> MechanismCalendar {
    let reader = try list("mechanism/meetings.csv", ["period", "due", "cut_off", "meeting"])
    var found: [ReferencePeriod: MechanismCalendar.SetDays] = [:]
    for line in reader.lines {
      guard let period = ReferencePeriod(try line.text("period")),
        period.isQuarter || period.isYear
      else { throw line.failure("period is a quarter or a year, as in 2015-Q1") }
      if found[period] != nil { throw line.failure("the period \(period.label) is there twice") }
      let set = MechanismCalendar.SetDays(
        due: try line.day("due"), cutOff: try line.day("cut_off"),
        meeting: try line.day("meeting"))
      for day in [set.due, set.cutOff, set.meeting] {
        if let day, day <= period.lastDay {
          throw line.failure("\(day) is not after the end of \(period.label)")
        }
      }
      found[period] = set
      let calendar = byRule.setting(found)
      let days = [calendar.due(period), calendar.cutOff(period), calendar.meeting(period)]
      if days != days.sorted() {
        throw line.failure(
          "due \(days[0]), cut-off \(days[1]), meeting \(days[2]): they do not follow each other")
      }
    }
    return byRule.setting(found)
  }
}
