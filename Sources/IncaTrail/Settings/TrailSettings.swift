internal import Glibc
internal import MailRules
internal import MailTrails

/// What decides whose a hop is and how failures are read.
public struct TrailSettings: Sendable {
  /// `--platform`: hosts, addresses, networks that are the platform's too.
  public var platform: [String] = []
  /// `--own`: which are ours.
  public var own: [String] = []
  /// From the configuration.
  public var relays: [String] = []
  public var ownNetworks: [String] = []
  public var ownDomains: [String] = []
  public var notOwn: [String] = []
  /// Takes the place of the shipped pattern files.
  public var patternDirectory: String?
  /// The site's own rules; used where the folder is there.
  public var patternOverlay: String? = "/etc/incatrail/patterns.d"

  /// What messages in flight may take, in bytes; nil: as shipped.
  package var memoryLimit: Int?

  public init() {}

  /// Refuses hosts and networks that are none.
  public func check() throws { _ = try whoseHop() }

  func rules() throws -> RuleSet {
    try RuleSet(directory: patternDirectory, overlay: patternOverlay.flatMap(existing))
  }

  /// The platform's profile with the hosts that were added.
  func profile() throws -> PlatformProfile {
    var profile = try PlatformProfile.shipped()
    for host in platform { try profile.add(platform: host) }
    return profile
  }

  func whoseHop() throws -> WhoseHop {
    let profile = try profile()
    var own = OwnHosts()
    for host in self.own + ownNetworks { try own.add(own: host) }
    for relay in relays { try own.add(relay: relay) }
    for address in notOwn { try own.add(notOwn: address) }
    for domain in ownDomains { own.add(domain: domain) }
    return WhoseHop(profile: profile, own: own, ownDomains: ownDomains)
  }

  private func existing(_ path: String) -> String? { access(path, F_OK) == 0 ? path : nil }
}
