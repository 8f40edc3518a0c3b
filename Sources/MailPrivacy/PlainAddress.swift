internal import ByteTools
@_spi(_Unicode) internal import Swift

/// An address as it is hashed: one form for all in which a log may write it.
///
/// NFC, lower case, the domain in its Unicode form, and without the platform's suffix, so that
/// `hans@kanzlei.example` and `Hans@kanzlei.example.incamail.ch` are one person.
struct PlainAddress {
  /// In front of the last `@`; all of it where there is none.
  let local: Substring
  /// As logged; nil where there is none.
  let domain: Substring?
  /// The suffix that `domain` ends with, as logged, its dot included.
  let suffix: Substring
  private let bare: Substring

  init(_ address: String, suffixes: [[UInt8]]) {
    var text = address[...]
    if text.first == "<", text.last == ">" { text = text.dropFirst().dropLast() }
    guard let at = text.lastIndex(of: "@") else {
      (local, domain, suffix, bare) = (text, nil, "", "")
      return
    }
    local = text[..<at]
    let whole = text[text.index(after: at)...]
    domain = whole
    let named = whole.last == "." ? whole.dropLast() : whole
    let lower = named.lowercased()
    let found = suffixes.lazy.map { String(decoding: $0, as: UTF8.self) }.first {
      lower.hasSuffix($0) && lower.count > $0.count
    }
    let length = found?.count ?? 0
    bare = named.dropLast(length)
    suffix = whole[bare.endIndex...]
  }

  /// What is hashed of the whole address.
  var normal: [UInt8] {
    guard domain != nil else { return Self.normal(String(local)) }
    return Self.normal("\(local)@\(Punycode.unicode(String(bare)))")
  }

  /// What is hashed of the domain.
  var normalDomain: [UInt8] { Self.normal(Punycode.unicode(String(bare))) }

  private static func normal(_ text: String) -> [UInt8] {
    let lower = text.lowercased()
    if lower.utf8.allSatisfy({ $0 < 0x80 }) { return Array(lower.utf8) }
    var normal = String.UnicodeScalarView()
    for scalar in lower._nfc { normal.append(scalar) }
    return Array(String(normal).utf8)
  }
}

/// Names of hosts in their Unicode form: RFC 3492.
enum Punycode {
  /// Labels that cannot be read stay as they are.
  static func unicode(_ domain: String) -> String {
    guard domain.lowercased().contains("xn--") else { return domain }
    return domain.split(separator: ".", omittingEmptySubsequences: false).map { label in
      label.lowercased().hasPrefix("xn--")
        ? decode(label.dropFirst(4)) ?? String(label)
        : String(label)
    }.joined(separator: ".")
  }

  /// RFC 3492 section 6.2; nil for what is none.
  private static func decode(_ label: Substring) -> String? {
    guard label.utf8.count < 64, label.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var output: [UInt32] = []
    var rest = Array(label.utf8)[...]
    if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
      output = rest[..<hyphen].map { UInt32($0) }
      rest = rest[(hyphen + 1)...]
    }
    var (number, index, bias) = (UInt32(128), UInt32(0), UInt32(72))
    while !rest.isEmpty {
      let old = index
      var (weight, base) = (UInt32(1), UInt32(36))
      while true {
        guard let byte = rest.popFirst() else { return nil }
        let digit: UInt32
        if byte.isDigit {
          digit = UInt32(byte) - 22
        } else if byte.isLetter {
          digit = UInt32(byte | 0x20) - 97
        } else {
          return nil
        }
        let (step, isTooLarge) = digit.multipliedReportingOverflow(by: weight)
        let (next, overflows) = index.addingReportingOverflow(step)
        guard !isTooLarge, !overflows else { return nil }
        index = next
        let threshold = base <= bias ? 1 : min(base - bias, 26)
        if digit < threshold { break }
        let (heavier, isTooHeavy) = weight.multipliedReportingOverflow(by: 36 - threshold)
        guard !isTooHeavy else { return nil }
        weight = heavier
        base += 36
      }
      let count = UInt32(output.count + 1)
      bias = adapted(index - old, count, isFirst: old == 0)
      let (sum, overflows) = number.addingReportingOverflow(index / count)
      guard !overflows else { return nil }
      number = sum
      output.insert(number, at: Int(index % count))
      index = index % count + 1
    }
    var text = String.UnicodeScalarView()
    for value in output {
      guard let scalar = Unicode.Scalar(value) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  /// Section 6.1.
  private static func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var base: UInt32 = 0
    while delta > 455 {
      delta /= 35
      base += 36
    }
    return base + 36 * delta / (delta + 38)
  }
}
