package import ByteTools

extension LineEvent {
  /// The event ID of a row in capitals: message traces write `Send`.
  package func rowEvent(in line: ByteView) -> ByteView {
    text(.flag, in: line).map(ExchangeVocabulary.capital) ?? .empty
  }

  /// The server that wrote a row: the row's client where it hands on, reports or gives up, the row's
  /// server where it takes in. nil where the row tells of nobody but the peer.
  package func rowServer(in line: ByteView) -> ByteView? {
    let flag = rowEvent(in: line)
    let isActing = flag == "SEND" || flag == "SENDEXTERNAL" || flag == "SUBMIT" || flag == "DSN"
    if isActing { return text(.clientHost, in: line) }
    if flag == "DELIVER" || flag == "DUPLICATEDELIVER" { return deliveringServer(in: line) }
    if flag == "DEFER" { return receivingServer(in: line) ?? text(.clientHost, in: line) }
    guard flag == "FAIL" else { return text(.relayHost, in: line) }
    if let server = receivingServer(in: line) { return server }
    // A client that is refused meets no next hop.
    let hasNextHop = text(.relayHost, in: line).map { !$0.isEmpty } ?? false
    let isOurs = hasNextHop || text(.sourceComponent, in: line) != ByteView("SMTP" as StaticString)
    return isOurs ? text(.clientHost, in: line) : nil
  }

  /// Until 2010 the row's server is that of the mailbox, and another one, the row's client, brought it there.
  private func deliveringServer(in line: ByteView) -> ByteView? {
    let server = text(.relayHost, in: line) ?? .empty
    guard let client = text(.clientHost, in: line), !client.isEmpty else { return server }
    return client.firstLabel.equalsIgnoringCase(server.firstLabel) ? server : client
  }

  /// The server of the receive connector, `SERVER\NAME`, by which a row's client came.
  package func receivingServer(in line: ByteView) -> ByteView? {
    guard let connector = text(.connector, in: line),
      let end = connector.firstIndex(of: UInt8(ascii: "\\")), end > 0
    else { return nil }
    return connector.prefix(end)
  }

  /// Whether a row that is no arrival tells who the client was all the same: what a session or a filter
  /// refused has no arrival.
  package func namesRefusedClient(in line: ByteView) -> Bool {
    let flag = rowEvent(in: line)
    guard flag == "FAIL" || flag == "DEFER" || flag == "DROP" else { return false }
    if receivingServer(in: line) != nil || has(.originalClientIP) { return true }
    return flag == "FAIL" && text(.sourceComponent, in: line) == ByteView("SMTP" as StaticString)
      && !has(.relayHost)
  }

  /// Whether the next hop is Exchange Online of this organisation, on the hybrid route: the row says so, or
  /// the host's name is the sender's domain, `example-com.mail.protection.outlook.com`.
  package func goesToOwnTenant(in line: ByteView) -> Bool {
    if let data = text(.customData, in: line),
      data.customValue("ToEntity") == ByteView("Hosted" as StaticString)
    {
      return true
    }
    guard let host = text(.relayHost, in: line), let sender = text(.from, in: line),
      let at = sender.lastIndex(of: UInt8(ascii: "@")),
      host.endsIgnoringCase(with: ByteView(".mail.protection.outlook.com" as StaticString))
    else { return false }
    let domain = sender.from(at + 1)
    let label = host.firstLabel
    guard label.count == domain.count else { return false }
    return (0..<domain.count).allSatisfy { place in
      let sign = domain[place] == UInt8(ascii: ".") ? UInt8(ascii: "-") : domain[place]
      return sign.asciiLowercased == label[place].asciiLowercased
    }
  }

  /// Who really handed the message over: behind a front end the log's client is a server of ours.
  package func realClient(in line: ByteView) -> (host: ByteView, ip: ByteView) {
    var host = text(.clientHost, in: line) ?? .empty
    var ip = text(.clientIP, in: line) ?? .empty
    if let original = text(.originalClientIP, in: line) {
      if !(original == ip) { host = .empty }
      ip = original
    }
    if let data = text(.customData, in: line) {
      if let address = data.customValue("ProxiedClientIPAddress") {
        ip = address
        host = .empty
      }
      if let name = data.customValue("ProxiedClientHostname") { host = name }
    }
    return (host, ip)
  }
}

extension ByteView {
  /// A host's name without its domain.
  package var firstLabel: ByteView { prefix(firstIndex(of: UInt8(ascii: ".")) ?? count) }

  /// The value of `S:KEY=VALUE` in custom data; pairs are parted by `;`.
  package func customValue(_ key: StaticString) -> ByteView? {
    var from = 0
    while let found = self.from(from).firstRange(of: key) {
      let start = from + found.lowerBound
      let end = from + found.upperBound
      let isKey =
        (start == 0 || self[start - 1] == UInt8(ascii: ":") || self[start - 1] == UInt8(ascii: "."))
        && end < self.count && self[end] == UInt8(ascii: "=")
      // Exports have the same as `[KEY, VALUE]`.
      if start > 0, self[start - 1] == UInt8(ascii: "[") || self[start - 1] == UInt8(ascii: "."),
        self.holds(", ", at: end)
      {
        let stop = self.firstIndex(of: UInt8(ascii: "]"), from: end + 2) ?? self.count
        return self[(end + 2)..<stop]
      }
      if isKey {
        let stop = self.firstIndex(of: UInt8(ascii: ";"), from: end + 1) ?? self.count
        return self[(end + 1)..<stop]
      }
      from = end
    }
    return nil
  }
}

extension ByteView {
  /// The next hop's answer in the context of a row that was sent: `;REPLY;ClientSubmitTime:…`.
  package var replyInContext: ByteView {
    let start = count > 0 && self[0] == UInt8(ascii: ";") ? 1 : 0
    let end = lastRange(of: ";ClientSubmitTime:")?.lowerBound ?? count
    return self[start..<max(start, end)]
  }

  /// `ADDRESS:PORT` and `[ADDRESS]:PORT` without the port.
  package var withoutPort: ByteView {
    if count > 2, self[0] == UInt8(ascii: "["), let close = firstIndex(of: UInt8(ascii: "]")) {
      return self[1..<close]
    }
    guard let colon = lastIndex(of: UInt8(ascii: ":")),
      prefix(colon).firstIndex(of: UInt8(ascii: ":")) == nil
    else { return self }
    return prefix(colon)
  }
}
