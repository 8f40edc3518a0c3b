internal import ByteTools
package import MailRules
package import MailTerms

/// Takes from what is written what a level does not tell: `docs/privacy.md`.
///
/// Applied to a trail or a queued message before any output sees it. At `full` nothing is touched.
package struct Privacy: Sendable {
  package let level: PrivacyLevel
  /// nil where no key is at hand; never at `pseudonym`.
  package let key: PseudonymKey?
  /// Domains are hashed too.
  package let hidesDomains: Bool
  let suffixes: [[UInt8]]
  private let isPlatform: @Sendable (IPAddress) -> Bool

  package static let full = Privacy()

  private init() {
    (level, key, hidesDomains, suffixes) = (.full, nil, false, [])
    isPlatform = { _ in false }
  }

  /// - Parameters:
  ///   - key: what `pseudonym` and `hidesDomains` need; nil makes nothing of either.
  ///   - profile: names the suffixes, which make no other address, and the platform's own hosts.
  package init(
    _ level: PrivacyLevel, key: PseudonymKey?, hidesDomains: Bool = false,
    profile: PlatformProfile
  ) {
    self.level = key == nil && level == .pseudonym ? .domain : level
    self.key = key
    self.hidesDomains = hidesDomains && key != nil
    suffixes = profile.suffixes
    isPlatform = { profile.knows($0) }
  }

  package var isFull: Bool { level == .full }

  /// Of the key that something in the output was made with; nil where nothing was.
  package var keyID: String? { level == .full || level == .aggregate ? nil : key?.id }

  // MARK: Values

  /// `p-d8f78c3275732d09@kanzlei.example.incamail.ch` or `*@kanzlei.example`; the null sender stays.
  package func address(_ address: String) -> String {
    guard level != .full, !address.isEmpty, address != "<>" else { return address }
    guard level != .aggregate else { return "*" }
    let plain = PlainAddress(address, suffixes: suffixes)
    let local = hidden(plain)
    guard let domain = plain.domain else { return local }
    return "\(local)@\(hidesDomains ? hiddenDomain(plain) : String(domain))"
  }

  /// What stands for the part in front of the `@`, and for the whole address where it is told alone.
  func hidden(_ plain: PlainAddress) -> String {
    guard level == .pseudonym, let key else { return "*" }
    return "p-" + hexadecimal(key(plain.normal).high)
  }

  /// `d-4125e2e2f206b93f.incamail.ch`: the suffix tells of the route, not of the person.
  func hiddenDomain(_ plain: PlainAddress) -> String {
    guard let key else { return "*" }
    return "d-" + hexadecimal(key(plain.normalDomain).high) + plain.suffix
  }

  /// A domain alone.
  package func domain(_ domain: String) -> String? {
    guard level != .aggregate else { return nil }
    guard hidesDomains, !domain.isEmpty else { return domain }
    return hiddenDomain(PlainAddress("@" + domain, suffixes: suffixes))
  }

  /// Kept at `pseudonym`; its left part is hashed where it may hold an address.
  package func messageID(_ id: String) -> String? {
    switch level {
    case .full: return id
    case .domain, .aggregate: return nil
    case .pseudonym:
      guard let at = id.lastIndex(of: "@") else { return id }
      let left = id[..<at]
      guard left.contains("@") || left.contains("=") || left.contains("%40"), let key else {
        return id
      }
      return "p-" + hexadecimal(key(Array(left.utf8)).high) + id[at...]
    }
  }

  /// A client's address: its network, `192.0.2.0` of 24 bits or `2001:db8::` of 48; nil where even
  /// that is too much. The platform's own and this machine's name nobody.
  package func clientAddress(_ text: String) -> String? {
    guard level != .full else { return text }
    guard level != .aggregate, let address = text.withByteView({ IPAddress($0) }) else {
      return nil
    }
    if namesNobody(address) { return text }
    return level == .pseudonym ? network(address) : nil
  }

  package func isClientAddress(_ text: String) -> Bool {
    text.withByteView { IPAddress($0) } != nil
  }

  func namesNobody(_ address: IPAddress) -> Bool {
    let isLoopback =
      address.isIPv4
      ? address.low >> 24 & 0xFF == 127 : address.high == 0 && address.low < 2
    return isLoopback || isPlatform(address)
  }

  func network(_ address: IPAddress) -> String {
    if address.isIPv4 {
      let parts = [24, 16, 8].map { String(address.low >> $0 & 0xFF) }
      return parts.joined(separator: ".") + ".0"
    }
    let groups = [48, 32, 16].map { String(address.high >> $0 & 0xFFFF, radix: 16) }
    return groups.joined(separator: ":") + "::"
  }

  /// The same, as a record writes it.
  package func id(_ id: String) -> String? {
    guard let id = TrailID(hexadecimal: Array(id.utf8)) else { return nil }
    return self.id(id)?.description
  }

  /// A trail's name. It is made of its first line, which may hold an address: whoever has the rest of
  /// the line could try addresses until the name is the same. With a key nobody else can.
  package func id(_ id: TrailID) -> TrailID? {
    guard level != .full, !id.isNone else { return id }
    guard let key, level != .aggregate else { return nil }
    let (high, low) = key(Array("trail \(id.description)".utf8))
    return TrailID(high: high, low: low)
  }
}

/// 16 digits.
private func hexadecimal(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
