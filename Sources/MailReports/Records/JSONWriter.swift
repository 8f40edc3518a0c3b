package import ByteTools
package import MailTerms

/// Writes JSON (RFC 8259) straight into bytes: no tree, no `String` for log text.
///
/// It keeps track of commas only; the caller opens and closes in the right order. Log text of any
/// encoding becomes valid UTF-8: what is not UTF-8 is replaced by U+FFFD.
package struct JSONWriter {
  package var bytes: [UInt8]
  private var needsComma = false

  package init(appendingTo bytes: consuming [UInt8] = []) {
    self.bytes = bytes
  }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  package mutating func key(_ name: StaticString) {
    bytes.append(needsComma ? ",\"" : "\"" as StaticString)
    bytes.append(name)
    bytes.append("\":" as StaticString)
    needsComma = false
  }

  /// A key that comes from data: the name of a class, a version, a host.
  package mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func null() {
    separate()
    bytes.append("null" as StaticString)
  }

  package mutating func value(_ text: ByteView) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(escaped: text)
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func value(_ text: String) { text.withByteView { value($0) } }
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
    bytes.append(flag ? "true" : "false" as StaticString)
  }

  /// RFC 3339, as precise as the log; null where there is no time.
  package mutating func value(_ time: LogTime?) {
    guard let time, time != .never else { return null() }
    separate()
    bytes.append(UInt8(ascii: "\""))
    time.append(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Seconds with as many decimals as are needed: 70 is `0.07`.
  package mutating func value(milliseconds: Int64?) {
    guard let milliseconds else { return null() }
    separate()
    if milliseconds < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = milliseconds.magnitude
    bytes.append(decimalMagnitude: UInt(magnitude / 1000))
    var fraction = Int(magnitude % 1000)
    guard fraction > 0 else { return }
    var width = 3
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    bytes.append(UInt8(ascii: "."))
    bytes.append(fraction, width: width)
  }

  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
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

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}
