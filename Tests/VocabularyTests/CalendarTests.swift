import Testing
import Vocabulary

@Suite("Days and periods")
struct CalendarTests {
  @Test("Every day of four centuries reads back as itself")
  func days() {
    for days in Int32(-141_427)...Int32(47_846) {
      let day = CalendarDay(days: days)
      let (y, m, d) = day.civil
      #expect(CalendarDay(year: y, month: m, day: d) == day)
      if days % 97 == 0 { #expect(CalendarDay(iso: day.description) == day) }
    }
  }

  @Test(
    "No such day",
    arguments: ["2015-02-29", "2015-13-01", "2015-00-10", "2015-4-1", "", "2015-04-31"])
  func noDay(text: String) { #expect(CalendarDay(iso: text) == nil) }

  @Test(
    "Labels of periods read back",
    arguments: ["2015", "2015-Q1", "2015-Q4", "2015-S2", "2015-YTD-Q3"])
  func labels(label: String) { #expect(ReferencePeriod(label)?.label == label) }

  @Test(
    "No such period",
    arguments: ["2015-Q5", "15", "2015-S3", "2015-YTD", "2015-q1", "2015-Q1-", "1015"])
  func noPeriod(label: String) { #expect(ReferencePeriod(label) == nil) }

  @Test("A year to date covers its quarters, and its year earlier is of the same kind")
  func quarters() {
    let period = ReferencePeriod("2015-YTD-Q3")!
    #expect(period.quarters.map(\.label) == ["2015-Q1", "2015-Q2", "2015-Q3"])
    #expect(period.yearEarlier.label == "2014-YTD-Q3")
    #expect(period.lastDay.description == "2015-09-30")
    #expect(ReferencePeriod("2015-Q1")!.quarter(steps: -1).label == "2014-Q4")
  }

  @Test("Of a day's vintages the tenth comes after the ninth")
  func vintages() {
    #expect(Vintage("2015-04-12.10")! > Vintage("2015-04-12.9")!)
    #expect(Vintage("2015-04-12")! < Vintage("2015-04-12.2")!)
    #expect(Vintage("2015-04-12.1") == nil && Vintage("2015-04-12.02") == nil)
  }
}

@Suite("Personal data")
struct MaskingTests {
  @Test(
    "A personal code is found with and without a hyphen, at digit boundaries",
    arguments: [
      "010190-11111", "01019011111", "born 311299-20000.", "32012312345", "320123-12345",
      "x010190–11111y",
    ])
  func codes(text: String) { #expect(Masking.mark(text.utf8) == .personalCode) }

  @Test(
    "Other numbers are none",
    arguments: [
      "990190-11111", "010190-31111", "0101901111", "010190111112", "2015-04-12", "154.1",
    ])
  func numbers(text: String) { #expect(Masking.mark(text.utf8) != .personalCode) }

  @Test(
    "E-mail addresses and phone numbers are contacts", arguments: ["a.b@c.lv", "+371 26123456"])
  func contacts(text: String) {
    #expect(Masking.mark(text.utf8) == .contact)
    #expect(!Masking.shown(text).contains("26123456") && !Masking.shown(text).contains("@"))
  }

  @Test(
    "What could be a code, a number or an address is not shown, however it is written",
    arguments: [
      "26123456.", "T26123456", "26.123.456", "+371 (26) 12-34-56", "120590\u{2212}11234",
      "120590 - 11234", "\"120590\"-11234", "１２０５９０-１１２３４", "a!@inbox.lv",
      "a b @ inbox . lv", "a@[10.0.0.1]", "a＠inbox.lv", "8 26123456",
    ])
  func loose(text: String) {
    let shown = Masking.shown(text)
    #expect(!shown.contains("1234") && !shown.contains("456") && !shown.contains("inbox"))
    #expect(!shown.contains("１２０５") && !shown.contains("@") && !shown.contains("＠"))
  }

  @Test(
    "What a member has to correct is shown",
    arguments: [
      "20.04.2015", "2015-04-12 10:15", "2014–2020", "1 234", "12.5", "Labour", "2015-Q5", "@",
      "LV40003", "12/12/2020", "20150412", "x@", "12,5;13,5",
    ])
  func seen(text: String) { #expect(Masking.shown(text) == text) }

  @Test("A text of several lines is shown on one, and a control character is seen")
  func oneLine() {
    #expect(Masking.shown("a\r\nb\tc\nd\u{2028}e\u{7}f\u{202E}") == "a b c d e\u{FFFD}f\u{FFFD}")
  }
}

@Suite("Wordings")
struct WordingTests {
  @Test("Case, marks, blanks and hyphens make no difference")
  func folding() {
    #expect(Wording.fold(" Seksuālā  ekspluatācija.") == Wording.fold("seksuala-ekspluatacija"))
    #expect(Wording.fold("VĪRIETIS") == "virietis")
    #expect(Wording.fold("a\u{304}rvalsts") == Wording.fold("ārvalsts"))
  }

  @Test("The nearest candidates come first, far ones not at all")
  func nearest() {
    let all = ["SEXUAL", "LABOUR", "BEGGING"].map { (folded: Wording.fold($0), id: $0) }
    #expect(Wording.nearest(to: "labuor", among: all) == ["LABOUR"])
    #expect(Wording.nearest(to: "spaceship", among: all).isEmpty)
  }
}
