import Glibc

/// An open file of the system's, closed when nobody has it any more.
struct Descriptor: ~Copyable, Sendable {
  /// Below zero where it could not be opened.
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { if number >= 0 { close(number) } }
}
