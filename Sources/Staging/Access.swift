import Glibc

/// Who may enter what is written.
package enum Access: Sendable {
  /// What may be read by whoever may enter the folder that it lies in.
  case shared
  /// What members sent, and figures of single members: nobody but its owner.
  case owner

  var folder: mode_t { self == .shared ? 0o755 : 0o700 }
  var file: mode_t { self == .shared ? 0o644 : 0o600 }
}
