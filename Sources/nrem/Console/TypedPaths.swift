import Glibc
import Staging

/// Paths as they were typed, byte for byte: a name that is no UTF-8, as archives of old systems leave
/// them, cannot be opened by its text.
struct TypedPaths {
  private var typed: [[CChar]] = []

  init() {
    let bytes = FileBytes.read("/proc/self/cmdline") ?? []
    for argument in bytes.split(separator: 0, omittingEmptySubsequences: false)
    where String(validating: argument, as: UTF8.self) == nil {
      typed.append(argument.map { CChar(bitPattern: $0) } + [0])
    }
  }

  /// The bytes of a path that was understood as a text.
  mutating func bytes(of text: String) -> [CChar] {
    let place = typed.firstIndex {
      String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) == text
    }
    return place.map { typed.remove(at: $0) } ?? Array(text.utf8CString)
  }
}
