/// How numbers and days are held in columns, and how "not known" is.
///
/// Missing is never zero: a blank count is `Missing.count`, a value that no return can hold.
package enum Missing {
  // Loops over rows take a local copy: a constant of another module is fetched by a call.
  package static let count = Int64.min
  package static let day = Int32.min
}
