package import ByteTools

/// How mail is led to the platform.
package enum Routing: String, CaseIterable, Sendable { case auto, mx, domain, content }

/// What the program knows of the platform whose mail it follows; read from a `.profile` file.
package struct PlatformProfile: Sendable {
  package private(set) var name = ""
  package private(set) var routing = Routing.auto
  /// Parts of the names of those who issue the platform's certificates.
  package private(set) var authorities: [String] = []
  /// Whom the platform's certificates name.
  package private(set) var organisations: [String] = []
  /// Lines on whom to call.
  package private(set) var support: [String] = []
  package private(set) var suffixes: [[UInt8]] = []
  package private(set) var tags: [[UInt8]] = []
  /// What the subject of a connection test holds.
  private(set) var testSubjects: [[UInt8]] = []
  private var outboundHosts = HostList()
  private var outboundNetworks: [IPNetwork] = []
  private var inboundHosts = HostList()
  private var inboundNetworks: [IPNetwork] = []
  private var hasInbound = false

  /// IncaMail's profile, which comes with the program.
  package static func shipped() throws(PatternFileError) -> PlatformProfile {
    guard let file = PatternFile.shipped(".profile").first(where: { $0.name == "incamail.profile" })
    else {
      throw PatternFileError(
        file: "incamail.profile", line: 0, problem: .unreadable("not in this program"))
    }
    return try PlatformProfile(file)
  }

  package init(_ file: PatternFile) throws(PatternFileError) {
    for line in StanzaLines(file.text) { try read(line, of: file) }
    if name.isEmpty {
      throw file.error(0, .missing(keyword: "profile", rule: file.name))
    }
  }

  private mutating func read(_ line: StanzaLine, of file: PatternFile) throws(PatternFileError) {
    let value = line.value.trimmed
    let keyword = line.keyword.string
    if value.isEmpty { throw file.error(line.number, .emptyValue(keyword)) }
    switch keyword {
    case "profile":
      guard name.isEmpty else { throw file.error(line.number, .repeated(keyword)) }
      name = value.string
    case "suffix":
      guard value.count > 1, value[0] == UInt8(ascii: ".") else {
        throw file.error(
          line.number,
          .invalidValue(keyword: keyword, value: value.string, expected: "a dot and a domain"))
      }
      suffixes.append((0..<value.count).map { value[$0].asciiLowercased })
    case "tag": tags.append((0..<value.count).map { value[$0].asciiLowercased })
    case "test-subject": testSubjects.append(value.withBytes { Array($0) })
    case "outbound-host": outboundHosts.add(value)
    case "outbound-network": outboundNetworks.append(try network(value, line, file))
    case "inbound-host":
      inboundHosts.add(value)
      hasInbound = true
    case "inbound-network":
      inboundNetworks.append(try network(value, line, file))
      hasInbound = true
    case "routing":
      guard let routing = Routing(rawValue: value.string) else {
        throw file.error(
          line.number,
          .invalidValue(
            keyword: keyword, value: value.string, expected: "auto, mx, domain or content"))
      }
      self.routing = routing
    case "ca": authorities.append(value.string)
    case "organisation": organisations.append(value.string)
    case "support": support.append(value.string)
    default: throw file.error(line.number, .unknownKeyword(keyword))
    }
  }

  private func network(
    _ value: ByteView, _ line: StanzaLine, _ file: PatternFile
  ) throws(PatternFileError) -> IPNetwork {
    guard let network = IPNetwork(value) else {
      throw file.error(line.number, .invalidNetwork(value.string))
    }
    return network
  }

  /// A `--platform` option: a host, a domain with a dot in front, an address or a network; for both
  /// ways.
  package mutating func add(platform text: String) throws(PatternFileError) {
    if let network = IPNetwork(text) {
      outboundNetworks.append(network)
      inboundNetworks.append(network)
      return
    }
    guard isHostName(text) else {
      throw PatternFileError(file: "--platform", line: 0, problem: .invalidNetwork(text))
    }
    text.withByteView {
      outboundHosts.add($0)
      inboundHosts.add($0)
    }
  }

  // MARK: Asking

  /// Whether the address's domain lies below a suffix: `x@gmail.com.incamail.ch`, not
  /// `x@incamail.ch`.
  package func bearsSuffix(_ address: ByteView) -> Bool {
    suffixes.contains { suffix in
      suffix.withByteView { suffix in
        var address = address
        if address.count > 1, address.ends(with: ".") {
          address = address.prefix(address.count - 1)
        }
        // The last letter spares nearly every address of other domains the rest.
        guard address.count > suffix.count + 1,
          address[address.count - 1].asciiLowercased == suffix[suffix.count - 1],
          address.endsIgnoringCase(with: suffix)
        else { return false }
        let domainEnd = address.count - suffix.count
        guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return at + 1 < domainEnd
      }
    }
  }

  /// Whether a hop is the platform's, by name or address. For an inbound client give the name that
  /// the log verified, never that of HELO.
  package func isPlatform(host: ByteView, ip: ByteView, outbound: Bool) -> Bool {
    if outbound || !hasInbound {
      return outboundHosts.contains(host) || outboundNetworks.contain(ip)
    }
    return inboundHosts.contains(host) || inboundNetworks.contain(ip)
  }

  /// Whether the profile lists the address, for either way.
  package func knowsAddress(_ ip: ByteView) -> Bool {
    outboundNetworks.contain(ip) || inboundNetworks.contain(ip)
  }

  package func knows(_ address: IPAddress) -> Bool {
    (outboundNetworks + inboundNetworks).contains { $0.contains(address) }
  }

  /// Whether the issuer's name bears that of a known authority.
  package func knowsAuthority(_ issuer: ByteView) -> Bool {
    authorities.contains { name in
      name.withByteView { issuer.firstRangeIgnoringCase(of: $0) != nil }
    }
  }
}

/// Letters, digits, dots and hyphens, a letter among them.
func isHostName(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return !bytes.isEmpty && bytes.count < 256
    && bytes.allSatisfy {
      $0.isLetterOrDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    } && bytes.contains { $0.isLetter }
}
