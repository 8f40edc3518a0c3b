package import ByteTools

/// Which hops are ours: private addresses, and what logs and configuration name.
package struct OwnHosts: Sendable {
  private var networks: [IPNetwork]
  private var hasGivenNetworks = false
  private var hosts = HostList()
  private var notOwn: [IPNetwork] = []
  /// Lower-case names of hosts whose log is given.
  private var logHosts: [[UInt8]] = []
  private var domains: [[UInt8]] = []

  /// Loopback, RFC 1918, shared by RFC 6890, unique-local (RFC 4193) and link-local.
  package static let defaultNetworks = [
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1",
    "fc00::/7", "fe80::/10",
  ]

  package init() {
    networks = Self.defaultNetworks.compactMap { IPNetwork($0) }
  }

  /// A `--own` option or a configured relay or network: addresses replace the default ranges, hosts
  /// are added; a dot in front means every host below that domain.
  package mutating func add(own text: String) throws(PatternFileError) {
    if let network = IPNetwork(text) {
      if !hasGivenNetworks { networks = [] }
      hasGivenNetworks = true
      networks.append(network)
      return
    }
    guard isHostName(text) else {
      throw PatternFileError(file: "--own", line: 0, problem: .invalidNetwork(text))
    }
    text.withByteView { hosts.add($0) }
  }

  /// A relay by address beside the default ranges, which stay.
  package mutating func add(relay text: String) throws(PatternFileError) {
    if let network = IPNetwork(text) {
      networks.append(network)
    } else {
      try add(own: text)
    }
  }

  /// A domain of ours: its hosts are ours too.
  package mutating func add(domain text: String) {
    domains.append(Array(text.lowercased().utf8))
    text.withByteView { hosts.add($0) }
    ("." + text).withByteView { hosts.add($0) }
  }

  /// Addresses that are not ours although private: a load balancer's.
  package mutating func add(notOwn text: String) throws(PatternFileError) {
    guard let network = IPNetwork(text) else {
      throw PatternFileError(file: "--own", line: 0, problem: .invalidNetwork(text))
    }
    notOwn.append(network)
  }

  /// A host whose log is given, by the name it bears there: whole, or its first label only.
  package mutating func learn(logHost name: ByteView) {
    guard !name.isEmpty else { return }
    let lowered = (0..<name.count).map { name[$0].asciiLowercased }
    if !logHosts.contains(lowered) { logHosts.append(lowered) }
  }

  package func isOwn(host: ByteView, ip: ByteView) -> Bool {
    if notOwn.contain(ip) { return false }
    return networks.contain(ip) || hosts.contains(host) || isLogHost(host)
  }

  /// syslog names a host by its first label, mail by its whole name. A label that any site may
  /// have, such as `mx1`, proves nothing alone: then the whole name must agree.
  package func isLogHost(_ host: ByteView) -> Bool {
    guard !host.isEmpty, !(host == "unknown") else { return false }
    let dot = host.firstIndex(of: UInt8(ascii: ".")) ?? host.count
    let label = host.prefix(dot)
    return logHosts.contains { known in
      known.withByteView { known in
        if host.equalsIgnoringCase(known) { return true }
        let hasDomain = known.firstIndex(of: UInt8(ascii: ".")) != nil
        guard !hasDomain || dot == host.count else { return false }
        let knownDot = known.firstIndex(of: UInt8(ascii: ".")) ?? known.count
        return label.equalsIgnoringCase(known.prefix(knownDot)) && !Self.isCommon(label)
      }
    }
  }

  /// Whether the label, without digits at its end, is one of those that every other mail host
  /// bears.
  private static func isCommon(_ label: ByteView) -> Bool {
    var length = label.count
    while length > 0, label[length - 1].isDigit || label[length - 1] == UInt8(ascii: "-") {
      length -= 1
    }
    let stem = label.prefix(length)
    return commonLabels.contains { stem.equalsIgnoringCase(ByteView($0)) }
  }

  private static let commonLabels: [StaticString] = [
    "mail", "mx", "smtp", "relay", "gw", "gateway", "mailgw", "mta", "out", "in", "mailout",
    "mailin", "smtpout", "exchange", "exch", "host", "server", "localhost", "im", "www", "ns",
  ]
}
