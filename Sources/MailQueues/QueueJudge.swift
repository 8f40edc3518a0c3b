internal import ByteTools
package import MailRules
internal import MailTerms

/// Says of a queued message whether it is the platform's, and of what class its last failure is.
package final class QueueJudge {
  private let profile: PlatformProfile
  private let rules: RuleSet

  package init(profile: PlatformProfile, rules: RuleSet) {
    self.profile = profile
    self.rules = rules
  }

  package func judge(_ message: inout QueuedMessage) {
    for index in message.recipients.indices {
      if let reason = message.recipients[index].reason {
        let (failure, host) = reason.withByteView { read($0, message.mta) }
        message.recipients[index].failure = failure
        message.recipients[index].nextHop = message.recipients[index].nextHop ?? host
      }
    }
    message.isIncaMail = isIncaMail(message)
  }

  private func isIncaMail(_ message: QueuedMessage) -> Bool {
    for recipient in message.recipients {
      if let address = recipient.address, address.withByteView(profile.bearsSuffix) { return true }
      if let host = recipient.nextHop, isPlatform(host) { return true }
    }
    // A report quotes the subject of what it reports on.
    guard let subject = message.subject, message.sender != "" else { return false }
    return subject.withByteView { profile.tag(in: $0) } != nil
  }

  /// `im.post.ch[194.41.147.13]`, a name, an address, or several smart hosts with commas between.
  private func isPlatform(_ hosts: String) -> Bool {
    hosts.split(separator: ",").contains { host in
      host.withUTF8View { host in
        let open = host.firstIndex(of: UInt8(ascii: "[")) ?? host.count
        let inner = host.from(open + 1)
        let ip = inner.prefix(inner.firstIndex(of: UInt8(ascii: "]")) ?? inner.count)
        let name = host.prefix(open).trimmed
        return profile.isPlatform(host: name, ip: ip.isEmpty ? name : ip, outbound: true)
      }
    }
  }

  /// The class of a reason, and the next hop where the words name it.
  private func read(_ reason: ByteView, _ mta: DialectName) -> (FailureClass, String?) {
    var words = reason
    // Exchange: `451 4.4.395 Target host responded with error. -> 451 5.7.3 STARTTLS is required`.
    let suspended: StaticString = "delivery temporarily suspended: "
    if words.starts(with: suspended) { words = words.from(suspended.utf8CodeUnitCount) }
    var host: String?
    var reply: ByteView?
    if mta == .postfix {
      host = Self.host(in: words)
      if let said = words.firstRange(of: " said: "), words.starts(with: "host ") {
        reply = words.from(said.upperBound)
        if let end = reply?.lastRange(of: " (in reply to ")?.lowerBound {
          reply = reply?.prefix(end)
        }
      }
    }
    if let reply {
      return (
        rules.matchOrStatus(.reply, dialect: mta, reply)?.failure ?? .unclassified, host
      )
    }
    let match =
      rules.match(.reason, dialect: mta, words)
      ?? rules.matchOrStatus(.reply, dialect: mta, words)
    return (match?.failure ?? .unclassified, host)
  }

  /// The first `NAME[ADDRESS]` behind one of the words that Postfix puts before a next hop.
  private static func host(in words: ByteView) -> String? {
    for lead: StaticString in ["connect to ", "host ", "conversation with ", "connection with "] {
      guard let start = words.firstRange(of: lead)?.upperBound,
        let end = words.firstIndex(of: UInt8(ascii: "]"), from: start)
      else { continue }
      let host = words[start..<end + 1]
      if host.firstIndex(of: UInt8(ascii: "[")) != nil, host.firstIndex(of: 0x20) == nil {
        return host.string
      }
    }
    return nil
  }
}

extension Substring {
  fileprivate func withUTF8View<R>(_ body: (ByteView) -> R) -> R {
    String(self).withByteView(body)
  }
}
