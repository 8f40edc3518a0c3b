package import ByteTools

/// An address of IPv4 or IPv6; IPv4 is kept in its IPv4-mapped IPv6 form (RFC 4291 section
/// 2.5.5.2), so that `::ffff:192.0.2.1` and `192.0.2.1` are equal.
package struct IPAddress: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Reads `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`, each also in brackets, after `IPv6:`, or
  /// with a zone (`fe80::1%eth0`); nil for anything else.
  package init?(_ text: ByteView) {
    var text = text
    if text.count > 1, text[0] == UInt8(ascii: "["), text.ends(with: "]") {
      text = text[1..<text.count - 1]
    }
    if text.startsIgnoringCase(with: ByteView("IPv6:")) { text = text.from(5) }
    if let zone = text.firstIndex(of: UInt8(ascii: "%")) { text = text.prefix(zone) }
    guard text.count <= 45 else { return nil }
    if text.firstIndex(of: UInt8(ascii: ":")) == nil {
      guard let bits = Self.dotted(text) else { return nil }
      self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(bits))
    } else {
      self.init(colons: text)
    }
  }

  private static func dotted(_ text: ByteView) -> UInt32? {
    var bits: UInt32 = 0
    var at = 0
    for part in 0..<4 {
      guard let (value, end) = text.number(at: at), value < 256, end - at <= 3 else { return nil }
      bits = bits << 8 | UInt32(value)
      if part < 3 {
        guard end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
        at = end + 1
      } else if end != text.count {
        return nil
      }
    }
    return bits
  }

  private init?(colons text: ByteView) {
    var groups: [UInt16] = []
    var gap: Int?
    var at = 0
    if text.starts(with: "::") {
      gap = 0
      at = 2
    }
    while at < text.count {
      guard groups.count < 8 else { return nil }
      let length = text.from(at).length { $0.isHex }
      let end = at + length
      if end < text.count, text[end] == UInt8(ascii: ".") {
        guard let bits = Self.dotted(text.from(at)), groups.count <= 6 else { return nil }
        groups += [UInt16(bits >> 16), UInt16(bits & 0xFFFF)]
        at = text.count
        break
      }
      guard 1...4 ~= length else { return nil }
      var value: UInt16 = 0
      for index in at..<end {
        let byte = text[index].asciiLowercased
        value = value << 4 | UInt16(byte.isDigit ? byte - 0x30 : byte - 0x57)
      }
      groups.append(value)
      at = end
      if at == text.count { break }
      guard text[at] == UInt8(ascii: ":") else { return nil }
      at += 1
      if at < text.count, text[at] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = groups.count
        at += 1
      } else if at == text.count {
        return nil
      }
    }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    self.init(
      high: groups[..<4].reduce(0) { $0 << 16 | UInt64($1) },
      low: groups[4...].reduce(0) { $0 << 16 | UInt64($1) })
  }
}

/// A range of addresses: `194.41.147.13/32`, `2001:db8::/32`, or one address.
package struct IPNetwork: Hashable, Sendable {
  private let first: IPAddress
  private let maskHigh: UInt64
  private let maskLow: UInt64

  /// Bits of the address behind the prefix length are dropped; nil for anything that is no network.
  package init?(_ text: ByteView) {
    let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.count
    guard let address = IPAddress(text.prefix(slash)) else { return nil }
    var length = 128
    if slash < text.count {
      guard let value = text.from(slash + 1).number else { return nil }
      let isDotted = text.prefix(slash).firstIndex(of: UInt8(ascii: ":")) == nil
      guard value <= (isDotted ? 32 : 128) else { return nil }
      length = isDotted ? value + 96 : value
    }
    maskHigh = length >= 64 ? .max : length == 0 ? 0 : .max << UInt64(64 - length)
    maskLow = length <= 64 ? 0 : length == 128 ? .max : .max << UInt64(128 - length)
    first = IPAddress(high: address.high & maskHigh, low: address.low & maskLow)
  }

  package init?(_ text: String) {
    guard let network = text.withByteView({ IPNetwork($0) }) else { return nil }
    self = network
  }

  package func contains(_ address: IPAddress) -> Bool {
    address.high & maskHigh == first.high && address.low & maskLow == first.low
  }
}

extension Array where Element == IPNetwork {
  /// Whether one of the networks holds the address; false for text that is no address.
  package func contain(_ ip: ByteView) -> Bool {
    guard !isEmpty, !ip.isEmpty, let address = IPAddress(ip) else { return false }
    return contains { $0.contains(address) }
  }
}
