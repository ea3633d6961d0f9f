import Glibc
import Vocabulary

/// The day by the machine's clock and time zone.
///
/// Only what is done in the world has one: receiving and withdrawing. Figures never ask.
enum Today {
  static var local: CalendarDay {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDay(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))!
  }
}
