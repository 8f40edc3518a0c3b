import ByteTools
import MailTerms
import Testing

@testable import MailRules

private func address(_ text: String) -> IPAddress? { text.withByteView { IPAddress($0) } }

@Suite("Addresses and networks")
struct IPAddressTests {
  @Test(
    "Forms of one address",
    arguments: [
      ("192.0.2.1", "::ffff:192.0.2.1"), ("[192.0.2.1]", "192.0.2.1"),
      ("2001:db8::1", "2001:DB8:0:0:0:0:0:1"),
      ("[IPv6:2001:db8::1]", "2001:db8::1"), ("fe80::1%eth0", "fe80::1"), ("::", "0:0:0:0:0:0:0:0"),
      ("1::", "1:0:0:0:0:0:0:0"), ("::ffff:c000:201", "192.0.2.1"),
    ])
  func equal(left: String, right: String) {
    #expect(address(left) != nil)
    #expect(address(left) == address(right))
  }

  @Test(
    "What is no address",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4x", "unknown", ":", ":::", "1:2", "1::2::3",
      "g::1",
      "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", "12345::", "1:", "::1.2.3", "1.2.3.0004",
    ])
  func wrong(text: String) { #expect(address(text) == nil) }

  @Test("Networks")
  func networks() throws {
    let inside = try #require(address("10.255.0.1"))
    #expect(try #require(IPNetwork("10.0.0.0/8")).contains(inside))
    #expect(!(try #require(IPNetwork("10.0.0.0/16")).contains(inside)))
    #expect(try #require(IPNetwork("10.255.0.1")).contains(inside))
    #expect(try #require(IPNetwork("0.0.0.0/0")).contains(inside))
    #expect(try #require(IPNetwork("::/0")).contains(inside))
    #expect(
      try #require(IPNetwork("2001:db8::/33")).contains(try #require(address("2001:db8:7fff::1"))))
    #expect(
      !(try #require(IPNetwork("2001:db8::/33")).contains(try #require(address("2001:db8:8000::1"))))
    )
    #expect(IPNetwork("10.0.0.0/33") == nil)
    #expect(IPNetwork("10.0.0.0/") == nil)
    #expect(IPNetwork("im.post.ch") == nil)
  }
}

@Suite("The platform's profile")
struct ProfileTests {
  let profile: PlatformProfile

  init() throws { profile = try PlatformProfile.shipped() }

  @Test(
    "Suffix",
    arguments: [
      ("hans@gmail.com.incamail.ch", true), ("hans@GMAIL.com.IncaMail.CH", true),
      ("x@y.incamail.ch.", true),
      ("x@incamail.ch", false), ("x@.incamail.ch", false), ("x.incamail.ch", false), ("", false),
      ("x@incamail.ch.evil.example", false), ("a.incamail.ch@gmail.com", false),
      ("x@yincamail.ch", false),
    ])
  func suffix(text: String, expected: Bool) {
    #expect(text.withByteView { profile.bearsSuffix($0) } == expected)
  }

  @Test(
    "Tag",
    arguments: [
      ("<im><c> Vertrag", TagPlace.front), ("  <IM><C> Vertrag", .front),
      ("Re: <im> x", .behindReplyPrefix),
      ("AW: WG: Fwd: <im><c> x", .behindReplyPrefix), ("RE[2]: <im> x", .behindReplyPrefix),
      ("Antw: <im> x", .behindReplyPrefix), ("I: R: TR: <im> x", .behindReplyPrefix),
      ("AW: <im><c> Re: Antwort", .behindReplyPrefix), ("Zum <im> Vertrag", .inside),
      ("Undeliverable: <im> x", .inside), ("=?utf-8?B?PGltPjxjPiBWZXJmw7xndW5n?=", .front),
      ("=?iso-8859-1?Q?=3Cim=3E=3Cc=3E_Verf=FCgung?=", .front),
      ("Re: =?utf-8?Q?=3Cim=3E?= x", .behindReplyPrefix),
      ("=?utf-8?Q?AW=3A_=3Ci?= =?utf-8?Q?m=3E_x?=", .behindReplyPrefix),
      ("=?utf-8?B?PGltPjxjPiBW", .front),
    ])
  func tag(text: String, expected: TagPlace) {
    #expect(text.withByteView { profile.tag(in: $0) } == expected)
  }

  @Test(
    "No tag",
    arguments: [
      "", "Vertrag", "im c Vertrag", "Der Text <imm> ist kein Tag", "=?", "=?utf-8?", "=?utf-8?B?",
      "=?x?y?",
      "=?utf-8?Q?=3?=", "<i m>",
    ])
  func noTag(text: String) { #expect(text.withByteView { profile.tag(in: $0) } == nil) }

  @Test(
    "Host or address",
    arguments: [
      ("im.post.ch", "", true), ("IM.POST.CH.", "192.0.2.1", true), ("gw1.incamail.com", "", true),
      ("a.b.incamail.ch", "", true), ("unknown", "194.41.147.13", true),
      ("", "194.41.147.14", true),
      ("im.post.ch.evil.example", "", false), ("incamail.com", "", false),
      ("xincamail.com", "", false),
      ("unknown", "194.41.147.15", false), ("", "", false), ("post.ch", "", false),
    ])
  func platform(host: String, ip: String, expected: Bool) {
    host.withByteView { host in
      ip.withByteView { ip in
        #expect(profile.isPlatform(host: host, ip: ip, outbound: true) == expected)
        #expect(profile.isPlatform(host: host, ip: ip, outbound: false) == expected)
      }
    }
  }

  @Test("Hosts and networks are added")
  func added() throws {
    var profile = profile
    try profile.add(platform: "203.0.113.0/24")
    try profile.add(platform: "mx.partner.example")
    let known = "203.0.113.9".withByteView { profile.knowsAddress($0) }
    let host = "mx.partner.example".withByteView {
      profile.isPlatform(host: $0, ip: .empty, outbound: true)
    }
    #expect(known && host)
    #expect(throws: PatternFileError.self) { try profile.add(platform: "10.0.0.0/99") }
    #expect(throws: PatternFileError.self) { try profile.add(platform: "") }
  }

  @Test(
    "Errors",
    arguments: [
      ("suffix .x.example\n", "p.profile: rule p.profile has no 'profile' line"),
      (
        "profile a\nsuffix x.example\n",
        "p.profile:2: 'suffix x.example': expected a dot and a domain"
      ),
      (
        "profile a\nrouting here\n",
        "p.profile:2: 'routing here': expected auto, mx, domain or content"
      ),
      ("profile a\noutbound-network x\n", "p.profile:2: 'x' is no address or network"),
      ("profile a\nprofile b\n", "p.profile:2: 'profile' may stand only once in a stanza"),
      ("profile a\ncolour red\n", "p.profile:2: unknown keyword 'colour'"),
      ("profile\n", "p.profile:1: nothing stands behind 'profile'"),
    ])
  func errors(text: String, expected: String) {
    do throws(PatternFileError) {
      _ = try PlatformProfile(file(text, name: "p.profile"))
      Issue.record("accepted")
    } catch {
      #expect(error.description == expected)
    }
  }
}

@Suite("Our own hosts")
struct OwnHostsTests {
  private func isOwn(_ hosts: OwnHosts, _ host: String, _ ip: String) -> Bool {
    host.withByteView { host in ip.withByteView { hosts.isOwn(host: host, ip: $0) } }
  }

  @Test("Private ranges, until others are given")
  func ranges() throws {
    var hosts = OwnHosts()
    for ip in [
      "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.1.1", "::1", "fd00::1",
      "fe80::1",
    ] {
      #expect(isOwn(hosts, "unknown", ip))
    }
    #expect(!isOwn(hosts, "unknown", "172.32.0.1"))
    try hosts.add(notOwn: "10.1.2.3")
    #expect(!isOwn(hosts, "lb.example", "10.1.2.3"))
    try hosts.add(own: "203.0.113.0/24")
    #expect(isOwn(hosts, "", "203.0.113.9") && !isOwn(hosts, "", "192.168.1.1"))
  }

  @Test("Names")
  func names() throws {
    var hosts = OwnHosts()
    try hosts.add(own: "relay.provider.example")
    hosts.add(domain: "muster.example")
    "mxgw01".withByteView { hosts.learn(logHost: $0) }
    "mail".withByteView { hosts.learn(logHost: $0) }
    "mx7.site.example".withByteView { hosts.learn(logHost: $0) }
    #expect(isOwn(hosts, "relay.provider.example", "203.0.113.9"))
    #expect(isOwn(hosts, "in.muster.example", ""))
    #expect(isOwn(hosts, "MXGW01.other.example", ""))
    #expect(isOwn(hosts, "mx7.site.example", ""))
    #expect(!isOwn(hosts, "mail.foreign.example", ""))
    #expect(!isOwn(hosts, "mx7.foreign.example", ""))
    #expect(!isOwn(hosts, "unknown", ""))
  }
}

@Suite("TLS alerts")
struct TLSAlertTests {
  @Test(
    "Who sent which",
    arguments: [
      (
        "TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:a.c:1602:SSL alert number 48:",
        48, TLSAlert.Origin.peer
      ),
      ("SSL3 alert read:fatal:unknown CA", 48, .peer),
      ("SSL3 alert write:fatal:protocol version", 70, .us),
      (
        "TLS session: (SSL_connect): error:0A00045C:SSL routines::tlsv13 alert certificate required",
        116, .peer
      ),
      ("TLS session: (gnutls_handshake): rxd alert: Certificate is required", 116, .peer),
      ("TLS session: (gnutls_handshake): CA is unknown", 48, .peer),
    ])
  func alerts(text: String, number: UInt8, origin: TLSAlert.Origin) {
    #expect(text.withByteView { tlsAlert(in: $0) } == TLSAlert(number: number, from: origin))
  }

  @Test(
    "None",
    arguments: [
      "", "TLS library problem: error:0A000102:SSL routines::unsupported protocol:a.c:1664:",
      "SSL_connect error to im.post.ch[192.0.2.13]:25: -1", "SSL alert number 999",
    ])
  func none(text: String) { #expect(text.withByteView { tlsAlert(in: $0) } == nil) }
}

@Suite("patterns list, check, explain")
struct PatternCommandsTests {
  @Test("explain reads a whole line")
  func line() throws {
    let rules = try RuleSet.shipped()
    let (text, isKnown) = rules.explainText(
      "Nov 23 18:10:13 mx postfix/smtp[1]: 4Lyb5328XVzj9Jl: to=<r@x.incamail.ch>, relay=im.post.ch[192.0.2.13]:25, delay=1, delays=0/0/1/0, dsn=4.7.1, status=deferred (host im.post.ch[192.0.2.13] said: 450 4.7.1 Session encryption is required (in reply to RCPT TO command))"
    )
    #expect(isKnown)
    #expect(
      text.hasPrefix(
        "field    reply\ntext     450 4.7.1 Session encryption is required\nclass    tls.required-by-peer\n"
      ))
    #expect(rules.explainText("abc").isKnown == false)
    let exim = rules.explainText(
      "TLS session: (certificate verification failed): certificate invalid")
    #expect(exim.text.hasPrefix("dialect  exim\n") && exim.text.contains("cert.unverified"))
    #expect(rules.explainText("550 5.7.1 no").text.contains("status code"))
  }

  @Test("list and check")
  func listAndCheck() throws {
    let rules = try RuleSet.shipped()
    #expect(rules.listText().split(separator: "\n").count == rules.rules.count + 1)
    #expect(rules.checkText().isGood)
    #expect(rules.checkText().text.hasPrefix("ok: \(rules.rules.count) rules, "))
    #expect(RuleSet.checkText(files: ["/nowhere"]).isGood == false)
  }
}
