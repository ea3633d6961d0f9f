import Testing
import Vocabulary

@Suite("Calendar of the mechanism")
struct MechanismTests {
  @Test("Returns are due, the batch is run and members meet by rule, or on days set otherwise")
  func days() {
    let quarter = ReferencePeriod("2015-Q1")!
    let set = MechanismCalendar.SetDays(
      due: nil, cutOff: nil, meeting: CalendarDay(iso: "2015-05-06"))
    let calendar = MechanismCalendar(
      dueDays: 10, cutOffDays: 18, meetingDays: 25, openQuarters: 4, set: [quarter: set])
    #expect(calendar.due(quarter).description == "2015-04-10")
    #expect(calendar.cutOff(quarter).description == "2015-04-18")
    #expect(calendar.meeting(quarter).description == "2015-05-06")
    #expect(calendar.meeting(ReferencePeriod("2015-Q2")!).description == "2015-07-25")
    #expect(calendar.due(ReferencePeriod("2015")!).description == "2016-01-10")
  }

  @Test("Numbers are written as each language does")
  func numbers() {
    #expect(Language.lv.tenths(957) == "95,7" && Language.en.tenths(957) == "95.7")
    #expect(Language.en.signedTenths(-5) == "−0.5" && Language.en.signedTenths(0) == "0.0")
    #expect(Language.lv.signed(3) == "+3" && Language.lv.signed(-3) == "−3")
    #expect(Language.lv.signed(0) == "0")
  }
}
