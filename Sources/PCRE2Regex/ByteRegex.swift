internal import CPCRE2

/// Why PCRE2 refused an expression.
package struct RegexError: Error, Equatable, CustomStringConvertible {
  /// Counts bytes from the first one of the expression.
  package let offset: Int
  /// PCRE2's own words.
  package let reason: String

  package var description: String { "\(reason) at offset \(offset)" }
}

/// A compiled expression over bytes, whatever their encoding.
///
/// Letters match in either case unless the expression says `(?-i)`: servers differ in capitals
/// only. It is translated to machine code once it has been used a few times, for that costs more
/// than a match.
package final class ByteRegex {
  fileprivate let code: OpaquePointer
  private var usesUntilTranslated = 8

  package init(_ expression: UnsafeBufferPointer<UInt8>) throws(RegexError) {
    var number: Int32 = 0
    var offset = 0
    // Safe: the expression is read during the call only, up to its count.
    guard
      let code = pcre2_compile_8(
        expression.baseAddress, expression.count, UInt32(PCRE2_CASELESS), &number, &offset, nil)
    else {
      throw RegexError(offset: offset, reason: Self.message(number))
    }
    self.code = code
  }

  package convenience init(_ expression: String) throws(RegexError) {
    let bytes = Array(expression.utf8)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { copy.deallocate() }
    _ = copy.update(fromContentsOf: bytes)  // Safe: as many bytes as were allocated.
    try self.init(UnsafeBufferPointer(copy))
  }

  deinit { pcre2_code_free_8(code) }

  fileprivate func countUse() {
    guard usesUntilTranslated > 0 else { return }
    usesUntilTranslated -= 1
    // A failure (no JIT on this machine) leaves the interpreter in charge.
    if usesUntilTranslated == 0 { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
  }

  private static func message(_ number: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &text, text.count)
    return length > 0
      ? String(decoding: text.prefix(Int(length)), as: UTF8.self) : "error \(number)"
  }
}

/// The working memory of matches, made once and used for all of them; one per thread.
package final class RegexMatcher {
  private let data: OpaquePointer
  private let context: OpaquePointer

  package init() {
    guard let data = pcre2_match_data_create_8(16, nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory for the working memory of PCRE2") }
    // Log text is written by strangers: a match may cost a bounded effort, no more. A rule needs
    // some hundred steps; 200 000 take about a millisecond.
    pcre2_set_match_limit_8(context, 200_000)
    pcre2_set_depth_limit_8(context, 10_000)
    pcre2_set_heap_limit_8(context, 4_096)
    self.data = data
    self.context = context
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
  }

  /// Whether `regex` matches somewhere in the text. Text that goes over a limit does not match.
  package func matches(_ regex: ByteRegex, _ base: UnsafePointer<UInt8>, count: Int) -> Bool {
    regex.countUse()
    // Safe: base..<base + count is read during the call only.
    return pcre2_match_8(regex.code, base, count, 0, 0, data, context) >= 0
  }

  /// Where `regex` first matches at or after `start`; nil where it does not, or over a limit.
  package func firstRange(
    of regex: ByteRegex, _ base: UnsafePointer<UInt8>, count: Int, from start: Int = 0
  ) -> Range<Int>? {
    regex.countUse()
    // Safe: base..<base + count is read during the call only.
    guard start <= count, pcre2_match_8(regex.code, base, count, start, 0, data, context) >= 0,
      let places = pcre2_get_ovector_pointer_8(data), places[0] <= places[1]
    else { return nil }
    return places[0]..<places[1]
  }

  /// Where the group `name` stands in the text of the last successful match of `regex`.
  package func group(_ name: String, of regex: ByteRegex) -> Range<Int>? {
    let number = name.withCString { cString in
      cString.withMemoryRebound(to: UInt8.self, capacity: name.utf8.count + 1) {
        pcre2_substring_number_from_name_8(regex.code, $0)
      }
    }
    guard number > 0, number < 16, let places = pcre2_get_ovector_pointer_8(data) else {
      return nil
    }
    // Safe: the match data have room for 16 pairs.
    let start = places[2 * Int(number)]
    let end = places[2 * Int(number) + 1]
    guard start != Int(bitPattern: UInt.max), start >= 0, start <= end else { return nil }
    return start..<end
  }
}
