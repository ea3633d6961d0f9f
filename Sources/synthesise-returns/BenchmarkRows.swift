import ArgumentParser
import Glibc
import Vocabulary

/// Rows of the benchmark's table: ten columns, about 52 bytes a row, a half per cent of them wrong.
struct BenchmarkRows {
  enum Quotes: String, ExpressibleByArgument, CaseIterable { case none, third, all }

  let rows: Int
  let quotes: Quotes
  let seed: UInt64

  private static let sexes = ["F", "M", "X", "_U"]
  private static let ages = ["CHILD", "ADULT", "_U"]
  private static let citizenships = ["LV", "LV_NC", "LT", "EE", "UA", "RU", "BY", "GB", "PH", "VN"]
  private static let forms = [
    "SEXUAL", "LABOUR", "SERVITUDE", "SHAM_MARRIAGE", "BEGGING", "CRIMINAL_ACTIVITY",
  ]
  private static let places = ["LV", "GB", "IE", "DE", "CY", "NL", "ES", "IT"]

  func write(to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw FolderWriter.Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var out = Array(
      "record_id,date,sex,age_group,citizenship,exploitation,place,hours,count,cost\n".utf8)
    var chance = Chance(seed: seed)
    let first = Int(CalendarDay.daysFromCivil(2014, 1, 1))
    let days = (0..<730).map { CalendarDay(days: Int32(first + $0)).description }
    for row in 0..<rows {
      var cells = [
        String(10_000_000 + row), days[chance.draw(0...729)],
        Self.sexes[chance.draw(0...3)], Self.ages[chance.draw(0...2)],
        Self.citizenships[chance.draw(0...9)], Self.forms[chance.draw(0...5)],
        Self.places[chance.draw(0...7)], "\(chance.draw(1...40)).\(chance.draw(10...99))",
        String(chance.draw(1...9)), "\(chance.draw(100...9999)).\(chance.draw(10...99))",
      ]
      // Each of the four kinds of wrong cells stands in one row of eight hundred.
      switch chance.draw(1...800) {
      case 1: cells[1] = "2014-02-30"
      case 2: cells[5] = "UNHEARD_OF"
      case 3: cells[8] = "some"
      case 4: cells[8] = "-1"
      default: break
      }
      for (place, cell) in cells.enumerated() {
        if place > 0 { out.append(44) }
        let isQuoted = quotes == .all || (quotes == .third && row % 3 == 0 && place == row / 3 % 10)
        if isQuoted { out.append(34) }
        out.append(contentsOf: cell.utf8)
        if isQuoted { out.append(34) }
      }
      out.append(10)
      if out.count > 1 << 20 || row == rows - 1 {
        var at = 0
        while at < out.count {
          let wrote = out.withUnsafeBytes {
            Glibc.write(descriptor, $0.baseAddress! + at, out.count - at)
          }
          guard wrote > 0 else {
            throw FolderWriter.Failure(description: "\(path): \(String(cString: strerror(errno)))")
          }
          at += wrote
        }
        out.removeAll(keepingCapacity: true)
      }
    }
  }
}
