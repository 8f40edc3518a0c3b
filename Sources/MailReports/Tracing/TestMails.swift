import ByteTools
package import MailRules
package import MailTerms

/// Finds the mails of a connection test among all of the platform's: the newest sent and received,
/// outside and inside.
package struct TestMails {
  package enum Kind: Int, CaseIterable, Sendable {
    case sentOutside, receivedOutside, sentInside, receivedInside

    var isSent: Bool { self == .sentOutside || self == .sentInside }
  }

  /// Whom a test may be known by, where its subject does not tell.
  package struct Choice: Sendable {
    package var from: String?
    package var to: String?
    /// Domains that are ours; none: that of whoever sent the test.
    package var ownDomains: [String] = []
    package init() {}

    var isByAddress: Bool { from != nil || to != nil }
  }

  /// What made a mail the test's.
  enum Basis { case subject, addressOfTests, addressWithoutSubjects }

  private let profile: PlatformProfile
  private let choice: Choice
  private var bySubject: [Trail] = []
  private var byAddress: [Trail] = []
  /// The newest of the platform's mail for each recipient.
  private var arrivals: [String: Trail] = [:]
  /// The newest of the platform's that was refused before it named a recipient.
  private var nameless: Trail?
  /// Whether the log bears subjects at all.
  package private(set) var hasSubjects = false
  private(set) var basis = Basis.subject
  private var found: [Kind: Trail] = [:]

  private static let mostKept = 200
  /// What names nobody may be the answer for so long.
  private static let namelessSeconds: Int64 = 3600
  private static let mostArrivals = 20_000

  package init(_ choice: Choice, _ profile: PlatformProfile) {
    self.choice = choice
    self.profile = profile
  }

  package subscript(kind: Kind) -> Trail? { found[kind] }

  /// Whether a test was sent.
  package var isFound: Bool { found[.sentOutside] != nil || found[.sentInside] != nil }

  // MARK: Collecting

  package mutating func add(_ trail: Trail) {
    guard trail.isIncaMail else { return }
    if !trail.subject.isNone { hasSubjects = true }
    let isTest = trail.with(trail.subject) { profile.isTest(subject: $0) }
    if isTest, trail.direction == .inbound || isChosen(trail) {
      Self.keep(trail, in: &bySubject)
    } else if choice.isByAddress, trail.direction == .outbound, isChosen(trail) {
      Self.keep(trail, in: &byAddress)
    }
    guard trail.direction == .inbound else { return }
    // Refused before anybody was named.
    if trail.recipients.allSatisfy({ $0.address.isNone }) { nameless = trail }
    for recipient in trail.recipients {
      guard let address = trail.string(recipient.address)?.lowercased() else { continue }
      let isNewer = arrivals[address].map { $0.firstSeen <= trail.firstSeen } ?? true
      if isNewer, arrivals.count < Self.mostArrivals || arrivals[address] != nil {
        arrivals[address] = trail
      }
    }
  }

  /// By age; of many the newest.
  private static func keep(_ trail: Trail, in list: inout [Trail]) {
    let place = list.lastIndex { $0.firstSeen <= trail.firstSeen }.map { $0 + 1 } ?? 0
    list.insert(trail, at: place)
    if list.count > mostKept { list.removeFirst() }
  }

  /// `--from` and `--to`; a recipient is meant with the platform's suffix and without.
  private func isChosen(_ trail: Trail) -> Bool {
    if let from = choice.from?.lowercased(), trail.string(trail.sender)?.lowercased() != from {
      return false
    }
    guard let to = choice.to?.lowercased() else { return true }
    return trail.recipients.contains { recipient in
      let address = trail.string(recipient.address)?.lowercased() ?? ""
      return address == to || bare(address) == bare(to)
    }
  }

  // MARK: Choosing

  /// All mails have been given: says which are the test's.
  package mutating func finish() {
    var tests = bySubject
    if !tests.contains(where: { $0.direction == .outbound }) {
      tests = byAddress
      basis = hasSubjects ? .addressOfTests : .addressWithoutSubjects
    }
    let sent = tests.filter { $0.direction == .outbound }
    let own = ownDomains(sent)
    found[.sentInside] = sent.last { isToOwn($0, own) }
    found[.sentOutside] = sent.last { !isToOwn($0, own) }
    guard let last = sent.last else { return }
    let sender = last.string(last.sender)?.lowercased() ?? ""
    var received = bySubject.filter { $0.direction == .inbound }
    if basis != .subject || received.isEmpty, let answer = arrivals[sender],
      answer.firstSeen >= last.firstSeen
    {
      received.append(answer)
    }
    if let inside = found[.sentInside] {
      // It went round through the platform, under the message ID that it left with.
      received += arrivals.values.filter { hasSameID($0, inside) }
    }
    if received.isEmpty, let nameless {
      let delay = nameless.firstSeen.seconds - last.firstSeen.seconds
      if (0...Self.namelessSeconds).contains(delay) { received.append(nameless) }
    }
    received.sort { $0.firstSeen < $1.firstSeen }
    found[.receivedInside] = received.last { isFromOwn($0, own) }
    found[.receivedOutside] = received.last { !isFromOwn($0, own) }
  }

  private func ownDomains(_ sent: [Trail]) -> Set<String> {
    if !choice.ownDomains.isEmpty { return Set(choice.ownDomains.map { $0.lowercased() }) }
    return Set(sent.compactMap { domain($0.string($0.sender) ?? "") })
  }

  private func isToOwn(_ trail: Trail, _ own: Set<String>) -> Bool {
    trail.recipients.contains { recipient in
      domain(bare(trail.string(recipient.address)?.lowercased() ?? "")).map(own.contains) ?? false
    }
  }

  private func isFromOwn(_ trail: Trail, _ own: Set<String>) -> Bool {
    if let inside = found[.sentInside], hasSameID(trail, inside) { return true }
    return domain(trail.string(trail.sender) ?? "").map(own.contains) ?? false
  }

  private func hasSameID(_ left: Trail, _ right: Trail) -> Bool {
    guard let id = left.string(left.messageID) else { return false }
    return id == right.string(right.messageID)
  }

  private func domain(_ address: String) -> String? {
    address.lastIndex(of: "@").map { address[$0...].dropFirst().lowercased() }
  }

  /// Without the platform's suffix.
  private func bare(_ address: String) -> String {
    for suffix in profile.suffixes {
      let text = String(decoding: suffix, as: UTF8.self)
      if address.hasSuffix(text) { return String(address.dropLast(text.count)) }
    }
    return address
  }
}
