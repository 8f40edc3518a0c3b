package import ByteTools
package import MailTerms

/// Writes JSON (RFC 8259) straight into bytes: no tree, no `String` for log text.
///
/// It keeps track of commas only; the caller opens and closes in the right order. Log text of any
/// encoding becomes valid UTF-8: what is not UTF-8 is replaced by U+FFFD.
package struct JSONWriter: ~Copyable {
  package var bytes = GrowingBytes()
  private var needsComma = false
  private var day = WrittenDay()

  package init() {}

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  @inline(__always)
  package mutating func key(_ name: StaticString) {
    bytes.append(key: name, comma: needsComma)
    needsComma = false
  }

  /// A key that comes from data: the name of a class, a version, a host.
  package mutating func key(from name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func null() {
    separate()
    bytes.append("null")
  }

  package mutating func value(_ text: ByteView) {
    bytes.append(quoted: text, comma: needsComma)
    needsComma = true
  }

  package mutating func value(_ text: String) {
    var copy = text
    copy.withUTF8 { value(ByteView(UnsafeRawBufferPointer($0))) }
  }

  package mutating func value(_ text: StaticString) { value(ByteView(text)) }

  package mutating func value(_ text: String?) {
    guard let text else { return null() }
    value(text)
  }

  package mutating func value(_ number: Int) {
    separate()
    bytes.append(decimal: number)
  }

  package mutating func value(_ number: Int?) {
    guard let number else { return null() }
    value(number)
  }

  package mutating func value(_ flag: Bool) {
    separate()
    if flag { bytes.append("true") } else { bytes.append("false") }
  }

  /// RFC 3339, as precise as the log; null where there is no time.
  package mutating func value(_ time: LogTime?) {
    guard let time, time != .never else { return null() }
    beginQuotes()
    time.append(to: &bytes, &day)
    endQuotes()
  }

  package mutating func value(_ id: TrailID?) {
    guard let id else { return null() }
    beginQuotes()
    id.append(to: &bytes)
    endQuotes()
  }

  package mutating func value(_ status: EnhancedStatus?) {
    guard let status else { return null() }
    beginQuotes()
    status.append(to: &bytes)
    endQuotes()
  }

  /// Seconds with as many decimals as are needed: 70 is `0.07`.
  package mutating func value(milliseconds: Int64?) {
    guard let milliseconds else { return null() }
    separate()
    if milliseconds < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = UInt(milliseconds.magnitude)
    bytes.append(decimal: magnitude / 1000)
    var fraction = magnitude % 1000
    guard fraction > 0 else { return }
    var width = 3
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    bytes.append(UInt8(ascii: "."))
    bytes.append(fraction, width: width)
  }

  package mutating func endLine() { endRecord(UInt8(ascii: "\n")) }

  /// Ends a record with a byte that stands in none.
  mutating func endRecord(_ end: UInt8) {
    bytes.append(end)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  /// For text that needs no escaping.
  private mutating func beginQuotes() {
    separate()
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func endQuotes() { bytes.append(UInt8(ascii: "\"")) }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}

// MARK: - A key and its value

extension JSONWriter {
  @inline(__always)
  mutating func beginObject(_ name: StaticString) {
    key(name)
    beginObject()
  }

  @inline(__always)
  mutating func beginArray(_ name: StaticString) {
    key(name)
    beginArray()
  }

  @inline(__always)
  mutating func word(_ name: StaticString, _ word: String?) {
    key(name)
    value(word)
  }

  @inline(__always)
  mutating func number(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  /// null where it is zero, which stands for "not logged".
  @inline(__always)
  mutating func number(_ name: StaticString, unlessZero number: UInt16) {
    key(name)
    value(number == 0 ? nil : Int(number))
  }

  @inline(__always)
  mutating func flag(_ name: StaticString, _ flag: Bool) {
    key(name)
    value(flag)
  }

  @inline(__always)
  mutating func time(_ name: StaticString, _ time: LogTime?) {
    key(name)
    value(time)
  }
}
