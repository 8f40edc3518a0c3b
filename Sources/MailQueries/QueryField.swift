/// The fields of a term, `from:` to `is:`. The names are public and stable.
package enum QueryField: String, CaseIterable, Sendable {
  case from, to, domain, subject, id, host, client, hop
  case outcome, reached, `class`, failed, finding, reason, status, code, tls
  case direction, size, delay, attempts
  case `is`

  /// What `field:` takes, for error messages.
  var takes: String {
    switch self {
    case .from, .to: "an address or a part of one: \(rawValue):anna@example.ch, \(rawValue):anna"
    case .domain: "a domain: domain:example.ch"
    case .subject, .reason: "a text: \(rawValue):\"two words\""
    case .id: "a queue ID or message ID: id:4jYFV3609Gz2Phf8"
    case .host: "a log host: host:mx1"
    case .client, .hop: "a host, address or network: \(rawValue):192.0.2.0/24"
    case .outcome, .reached, .class, .failed, .finding, .direction, .is:
      "one of its names: \(rawValue):\(names.first ?? "")"
    case .status: "an enhanced status: status:4.7.5, status:4.7.*"
    case .code: "a reply code: code:550, code:4*, code:500.."
    case .tls: "a version or a word: tls:1.2, tls:none, tls:unverified"
    case .size: "a size: size:5M.., size:..100K, size>5M"
    case .delay: "a span of time: delay:10m.., delay:..30s"
    case .attempts: "a number: attempts:3.., attempts:1"
    }
  }
}
