import CPCRE2

/// A pattern that a whole cell must match, compiled to machine code by PCRE2.
final class CellPattern: @unchecked Sendable {
  enum Answer { case matches, differs, tooCostly }

  private let code: OpaquePointer
  private let context: OpaquePointer
  private let data: OpaquePointer
  /// Room for long cells beside the processor's own stack.
  private let stack: OpaquePointer?
  private let isFast: Bool

  /// Steps that one cell may cost, so that no pattern can hang a run.
  private static let stepLimit: UInt32 = 200_000

  init(_ pattern: String) throws(UnsupportedSchema) {
    // Anchored at both ends as options: every branch of `a|b` is.
    let translated = Array(try PatternTranslator.translate(pattern).utf8)
    var number: Int32 = 0
    var place = 0
    let options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOLLAR_ENDONLY
    let compiled = translated.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, UInt32(options), &number, &place, nil)
    }
    guard let compiled else {
      var message = [UInt8](repeating: 0, count: 256)
      pcre2_get_error_message_8(number, &message, message.count)
      let reason = String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
      throw UnsupportedSchema("the pattern “\(pattern)” cannot be understood: \(reason)")
    }
    code = compiled
    isFast = pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE)) == 0
    context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, Self.stepLimit)
    stack = pcre2_jit_stack_create_8(32 << 10, 4 << 20, nil)
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    data = pcre2_match_data_create_8(1, nil)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(code)
  }

  /// - Parameter cell: valid UTF-8. One thread at a time may ask.
  func answer(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Answer {
    let result =
      isFast
      ? pcre2_jit_match_8(code, cell, count, 0, 0, data, context)
      : pcre2_match_8(code, cell, count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    if result >= 0 { return .matches }
    return result == PCRE2_ERROR_NOMATCH ? .differs : .tooCostly
  }
}
