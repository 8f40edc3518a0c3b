package import ByteTools
package import MailRules

/// Whose a hop is, by the one rule of the taxonomy; answers are kept, because hops repeat all day.
package final class WhoseHop {
  package let profile: PlatformProfile
  package private(set) var own: OwnHosts

  package enum Owner: UInt8, BitwiseCopyable { case platform, own, foreign }

  private struct Known: BitwiseCopyable {
    var hash: UInt64 = 0
    var owner = Owner.foreign
  }
  private let outbound = makeTable()
  private let inbound = makeTable()

  private static func makeTable() -> Slab<Known> {
    var table = Slab<Known>(capacity: 1024)
    for _ in 0..<1024 { table.append(Known()) }
    return table
  }

  deinit {
    outbound.deallocate()
    inbound.deallocate()
    suffixEnds.deallocate()
  }

  /// Domains that the configuration names as ours.
  private let ownDomains: [[UInt8]]
  /// The last eight bytes of each suffix.
  private let suffixEnds: Slab<UInt64>
  private let hasLongSuffixes: Bool
  /// What each tag begins with; nil where they differ.
  private let tagStart: UInt8?
  private static let lowerCase: UInt64 = 0x2020_2020_2020_2020

  package init(profile: PlatformProfile, own: OwnHosts, ownDomains: [String] = []) {
    self.profile = profile
    self.own = own
    self.ownDomains = ownDomains.map { Array($0.utf8) }
    let starts = Set(profile.tags.map(\.first))
    tagStart = starts.count == 1 ? starts.first ?? nil : nil
    hasLongSuffixes = profile.suffixes.allSatisfy { $0.count >= 8 }
    var ends = Slab<UInt64>(capacity: 16)
    for suffix in profile.suffixes {
      suffix.withByteView { suffix in
        ends.append(suffix.word(at: max(suffix.count - 8, 0)) | Self.lowerCase)
      }
    }
    suffixEnds = ends
  }

  /// A host whose log is given is ours.
  package func learn(logHost name: ByteView) {
    own.learn(logHost: name)
    for index in 0..<1024 {
      outbound[index] = Known()
      inbound[index] = Known()
    }
  }

  /// Whether the host's log is given.
  func isLogHost(_ name: ByteView) -> Bool { own.isLogHost(name) }

  /// - Parameter outbound: the host is a next hop, not a client.
  @inline(__always)
  package func owner(host: ByteView, ip: ByteView, outbound isOutbound: Bool) -> Owner {
    // `NAME[IP]` and `NAME [IP]` stand in one piece in the line: safe to be read as one.
    let between = ip.base - (host.base + host.count)
    let hash =
      (between == 1 || between == 2
        ? ByteView(base: host.base, count: host.count + between + ip.count).tableHash
        : mixed(host.tableHash, ip.tableHash ^ 0x9E37_79B9_7F4A_7C15)) | 1
    let slot = Int(truncatingIfNeeded: hash >> 20) & 1023
    let known = isOutbound ? outbound[slot] : inbound[slot]
    if known.hash == hash { return known.owner }
    let owner = find(host, ip, isOutbound)
    if isOutbound {
      outbound[slot] = Known(hash: hash, owner: owner)
    } else {
      inbound[slot] = Known(hash: hash, owner: owner)
    }
    return owner
  }

  @inline(never)
  private func find(_ host: ByteView, _ ip: ByteView, _ isOutbound: Bool) -> Owner {
    if profile.isPlatform(host: host, ip: ip, outbound: isOutbound) { return .platform }
    return own.isOwn(host: host, ip: ip) ? .own : .foreign
  }

  /// Whether the address lies below the platform's suffix; see `PlatformProfile.bearsSuffix`.
  @inline(__always)
  func bearsSuffix(_ address: ByteView) -> Bool {
    // The last word spares nearly every address the rest; letters alone lose their case by it.
    guard address.count > 8, address[address.count - 1] != UInt8(ascii: "."), hasLongSuffixes else {
      return asksProfile(suffixOf: address)
    }
    let end = address.word(at: address.count - 8) | Self.lowerCase
    for index in 0..<suffixEnds.count where suffixEnds[index] == end {
      return asksProfile(suffixOf: address)
    }
    return false
  }

  // The profile is a struct of many parts: in line, each question would copy them.
  @inline(never)
  private func asksProfile(suffixOf address: ByteView) -> Bool { profile.bearsSuffix(address) }

  /// Whether the profile lists the address as the platform's.
  @inline(never)
  func isListed(_ ip: ByteView) -> Bool { profile.knowsAddress(ip) }

  @inline(never)
  private func asksProfile(tagIn subject: ByteView) -> TagPlace? { profile.tag(in: subject) }

  /// Where the platform's tag stands in a subject; see `PlatformProfile.tag`.
  @inline(__always)
  func tag(in subject: ByteView) -> TagPlace? {
    // A byte is found faster than two: few subjects have a question mark.
    if let tagStart, subject.firstIndex(of: tagStart) == nil,
      subject.firstIndex(of: UInt8(ascii: "?")) == nil || !subject.contains("=?")
    {
      return nil
    }
    return asksProfile(tagIn: subject)
  }

  /// Whether mail to the domain ends here: it is configured, or names one of our own hosts.
  func isOwnDomain(_ domain: ByteView) -> Bool {
    own.isOwn(host: domain, ip: .empty)
      || ownDomains.contains { known in known.withByteView { $0.equalsIgnoringCase(domain) } }
  }
}
