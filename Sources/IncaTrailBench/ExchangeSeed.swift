/// A day of message tracking of an Exchange 2019 organisation with two servers, made up from the
/// documented format: no line comes from a server. The same bytes every time.
///
/// One message in seven is bound for IncaMail, by the suffix of its recipient, the tag in its
/// subject or both. Every recipient gets a final row on the same day.
struct ExchangeSeed {
  private var random = SeededRandom()
  private var rows: [TrackingRow] = []
  private var lastInternalIDs = [11_080_705_480_000, 17_659_150_554_000]

  private static let domain = "klinik.example"
  private static let servers = [
    Server(name: "EX01", address: "192.0.2.11"), Server(name: "EX02", address: "192.0.2.12"),
  ]
  /// `EX01.ad.klinik.example` and its address.
  private struct Server {
    let name: String
    let address: String
    var fullName: String { "\(name).ad.\(domain)" }
  }

  /// A message on its way: what each of its rows repeats.
  private struct Mail {
    var messageID: String
    var networkID: String
    var subject: String
    var sender: String
    var recipients: [String]
    var size: Int
    var isIncoming: Bool
    /// When it was sent, and where it has come to since; milliseconds since the day began.
    var begun: Int
    var now: Int
    /// The server that has it, and its number there.
    var server: Int
    var internalID = ""
    /// Its number on the other server, which keeps a shadow copy.
    var shadowID = ""
    var returnPath: String { sender.hasPrefix("MicrosoftExchange") ? "<>" : sender }
  }

  static func bytes(messages: Int) -> [UInt8] {
    var seed = ExchangeSeed()
    for number in 0..<messages {
      // From five in the morning to six in the evening; the last ways are over before midnight.
      seed.send(number, at: 18_000_000 + 46_800_000 / max(messages, 1) * number)
    }
    let order = seed.rows.indices.sorted {
      (seed.rows[$0].time, $0) < (seed.rows[$1].time, $1)
    }
    var text = Array(TrackingRow.header(order.first.map { seed.rows[$0].time } ?? 0).utf8)
    for index in order { text.append(contentsOf: seed.rows[index].line.utf8) }
    return text
  }

  // MARK: - Ways of a message

  private mutating func send(_ number: Int, at time: Int) {
    guard number % 7 != 3 else { return sendToPlatform(at: time) }
    switch random.below(10) {
    case 0..<4: submit(mail(from: colleague(), to: colleagues(), at: time))
    case 4..<7:
      var recipients = [stranger()]
      if random.chance(20) { recipients.append(stranger()) }
      if random.chance(20) { recipients.append(colleague()) }
      submit(mail(from: colleague(), to: recipients, at: time))
    default:
      var mail = mail(from: stranger(), to: colleagues(), at: time)
      mail.isIncoming = true
      arrive(mail)
    }
  }

  private mutating func sendToPlatform(at time: Int) {
    let hasSuffix = random.chance(75)
    let recipient = stranger() + (hasSuffix ? ".incamail.ch" : "")
    var mail = mail(from: colleague(), to: [recipient], at: time)
    if !hasSuffix || random.chance(67) { mail.subject = "<im><c> " + mail.subject }
    if hasSuffix, random.chance(10) { mail.recipients.append(colleague()) }
    submit(mail)
  }

  /// Out of a mailbox: the rows of mailbox transport submission, then of transport.
  private mutating func submit(_ mail: Mail) {
    var mail = mail
    let server = Self.servers[mail.server]
    let context =
      "MDB:\(guid(of: mail.server)), Mailbox:\(random.guid()), Event:\(random.below(900_000_000)), "
      + "MessageClass:IPM.Note, CreationTime:\(TrackingRow.stamp(mail.begun)), "
      + "ClientType:\(random.pick(["OWA", "MOMT", "AirSync", "User"]))"
    var notice = TrackingRow(time: mail.now + 40, source: "STOREDRIVER", event: "NOTIFYMAPI")
    notice.clientHostname = server.name
    notice.context = context
    notice.sender = mail.sender
    notice.customData =
      "S:ItemEntryId=" + (0..<48).map { _ in random.hex(2) }.joined(separator: "-")
    notice.logID = random.guid()
    rows.append(notice)

    mail.now += 100
    mail.internalID = nextInternalID(mail.server)
    var entry = row(mail, "STOREDRIVER", "RECEIVE")
    entry.clientIP = server.address
    entry.clientHostname = server.name
    entry.serverHostname = server.name
    entry.context = context
    entry.status = mail.recipients.indices.map { $0 == 0 ? "To" : "Cc" }.joined(separator: ";")
    entry.messageInfo = "04I: "
    rows.append(entry)

    mail.now += 150 + random.below(300)
    var handover = row(mail, "STOREDRIVER", "SUBMIT")
    handover.clientHostname = server.name
    handover.serverHostname = server.fullName
    handover.context = context
    handover.internalID = ""
    handover.messageInfo = latencies("SUB", mail)
    rows.append(handover)
    mail.now += 30
    receive(&mail, from: server, "0cI: ")
    rows[rows.count - 1].originalClientIP = "192.0.2.\(100 + random.below(100))"
    rows[rows.count - 1].originalServerIP = server.address
    transport(&mail)
  }

  /// From the Internet: the front end of a server takes it and passes it to transport.
  private mutating func arrive(_ mail: Mail) {
    var mail = mail
    let server = Self.servers[mail.server]
    receive(&mail, from: server, "0cA: ")
    let peer = "203.0.113.\(1 + random.below(250))"
    let host = "mail." + mail.sender.domain
    rows[rows.count - 1].originalClientIP = peer
    rows[rows.count - 1].originalServerIP = server.address
    rows[rows.count - 1].customData =
      "S:ProxyHop1=\(server.fullName)(\(server.address));S:MessageValue=MediumHigh;"
      + "S:Replication=Failed;S:FirstForestHop=\(server.fullName);S:FromEntity=Internet;"
      + "S:ProxiedClientIPAddress=\(peer);S:ProxiedClientHostname=\(host);" + Self.ending
    transport(&mail)
  }

  /// Through transport to the last row of each recipient.
  private mutating func transport(_ mail: inout Mail) {
    shadow(&mail)
    expandGroups(&mail)
    inspect(mail)
    mail.now += 300 + random.below(500)
    let keeper = mail.server
    let shadowID = mail.shadowID
    if random.chance(40) { relay(&mail) }

    let own = mail.recipients.filter { $0.domain == Self.domain }
    for recipient in mail.recipients where recipient.domain != Self.domain {
      sendOut(&mail, recipient)
    }
    var reached = own
    if let full = own.first, random.chance(1) {
      reached.removeFirst()
      fail(
        &mail, full, Self.servers[mail.server].fullName, Self.servers[mail.server].address,
        "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException."
          + "MapiExceptionShutoffQuotaExceeded; Failed to process message due to a permanent "
          + "exception with message Cannot save changes made to an item to store.")
    }
    if !reached.isEmpty { deliver(&mail, to: reached) }

    guard !shadowID.isEmpty else { return }
    mail.now += 45_000 + random.below(60_000)
    mail.server = 1 - keeper
    mail.internalID = shadowID
    var discard = row(mail, "SMTP", "HADISCARD")
    discard.clientHostname = Self.servers[mail.server].name
    rows.append(discard)
  }

  // MARK: - Steps

  private mutating func receive(_ mail: inout Mail, from peer: Server, _ info: String) {
    mail.internalID = nextInternalID(mail.server)
    rows.append(received(mail, from: peer, "RECEIVE"))
    rows[rows.count - 1].messageInfo = info
  }

  private mutating func received(_ mail: Mail, from peer: Server, _ event: String) -> TrackingRow {
    let server = Self.servers[mail.server]
    var row = row(mail, "SMTP", event)
    row.clientIP = peer.address
    row.clientHostname = peer.fullName
    row.serverIP = server.address
    row.serverHostname = server.name
    row.context = "08DE\(random.hex(12).uppercased());\(TrackingRow.stamp(mail.now));0"
    row.connector = "\(server.name)\\Default \(server.name)"
    return row
  }

  /// A copy on the other server until the message is out.
  private mutating func shadow(_ mail: inout Mail) {
    let server = Self.servers[mail.server]
    let other = Self.servers[1 - mail.server]
    var redirect = row(mail, "SMTP", "HAREDIRECT")
    redirect.serverHostname = server.name
    if random.chance(60) {
      mail.shadowID = nextInternalID(1 - mail.server)
      var copy = mail
      copy.server = 1 - mail.server
      copy.internalID = mail.shadowID
      rows.append(received(copy, from: server, "HARECEIVE"))
      // The labels are swapped in what Exchange writes.
      redirect.context =
        "\(other.fullName)=250 2.6.0 \(mail.messageID) [InternalId=\(other.fullName), "
        + "Hostname=\(mail.shadowID)] Queued mail for redundancy"
    } else {
      redirect.event = "HAREDIRECTFAIL"
      redirect.context = "No suitable shadow servers"
    }
    rows.append(redirect)
  }

  private mutating func expandGroups(_ mail: inout Mail) {
    for group in mail.recipients where group.hasPrefix("team.") {
      let members = (0..<3 + random.below(8)).map { _ in colleague() }.unique
      mail.now += 40
      var expansion = row(mail, "ROUTING", "EXPAND")
      expansion.clientHostname = Self.servers[mail.server].name
      expansion.recipients = members
      expansion.group = group
      expansion.reference = group
      rows.append(expansion)
      mail.recipients = (mail.recipients.filter { $0 != group } + members).unique
    }
  }

  private mutating func inspect(_ mail: Mail) {
    guard random.chance(70) else { return }
    var finding = row(mail, "AGENT", "AGENTINFO")
    finding.time += 90
    finding.clientHostname = Self.servers[mail.server].name
    finding.context = "CatContentConversion"
    finding.customData =
      "S:AMA=SUM|v=0|action=|error=|atch=\(random.below(3));S:CompCost=|ETR=0;" + Self.ending
    rows.append(finding)
  }

  /// To the other server.
  private mutating func relay(_ mail: inout Mail) {
    let from = Self.servers[mail.server]
    var departure = mail
    mail.server = 1 - mail.server
    let to = Self.servers[mail.server]
    receive(&mail, from: from, "0cI: ")
    departure.now += 20
    let rate = "\(20 + random.below(3000)).\(padded(random.below(1000), 3))"
    rows.append(
      sent(
        departure, "SEND", mail.recipients, to.fullName, to.address,
        "250 2.6.0 \(mail.messageID) [InternalId=\(mail.internalID), Hostname=\(to.fullName)] "
          + "\(mail.size + 1800) bytes in 0.\(padded(random.below(1000), 3)), \(rate) KB/sec "
          + "Queued mail for delivery"))
    inspect(mail)
    mail.now += 200 + random.below(400)
  }

  /// Out of the organisation, to IncaMail or to the recipient's own servers.
  private mutating func sendOut(_ mail: inout Mail, _ recipient: String) {
    let isPlatform = recipient.hasSuffix(".incamail.ch") || mail.subject.hasPrefix("<im>")
    let host = isPlatform ? "im.post.ch" : "mx.\(recipient.domain)"
    let address =
      isPlatform ? "194.41.147.\(13 + random.below(2))" : "198.51.100.\(1 + random.below(250))"
    let connector = isPlatform ? "IncaMail im.post.ch" : "Internet ausgehend"
    if random.chance(3) {
      for _ in 0...random.below(3) {
        mail.now += 1000
        var delay = row(mail, "SMTP", "DEFER")
        delay.clientHostname = Self.servers[mail.server].name
        delay.serverIP = address
        delay.serverHostname = host
        delay.connector = connector
        delay.recipients = [recipient]
        delay.status = status(
          "451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> "
            + "SocketTimedout: Socket error code 10060", host, address, mail.now)
        rows.append(delay)
        mail.now += 300_000
      }
    }
    mail.now += 300 + random.below(1500)
    if random.chance(1) {
      fail(
        &mail, recipient, host, address,
        "550 5.1.1 <\(recipient)>: Recipient address rejected: User unknown")
      return
    }
    let reply =
      random.chance(30)
      ? "250 2.6.0 Message accepted for delivery"
      : "250 2.0.0 Ok: queued as \(random.hex(11).uppercased())"
    var last = sent(mail, "SENDEXTERNAL", [recipient], host, address, reply)
    last.connector = connector
    let seconds = (mail.now - mail.begun) / 1000
    let level = "S:Microsoft.Exchange.Transport.MailRecipient"
    last.customData =
      "S:E2ELatency=\(seconds).\(padded((mail.now - mail.begun) % 1000, 3));"
      + "S:ExternalSendLatency=0.\(padded(100 + random.below(900), 3));S:ToEntity=Internet;"
      + "S:FromEntity=Hosted;S:MsgRecipCount=\(mail.recipients.count);S:IncludeInSla=True;"
      + "\(level).RequiredTlsAuthLevel=\(isPlatform ? "DomainValidation" : "Opportunistic");"
      + (isPlatform ? "\(level).EffectiveTlsAuthLevel=DomainValidation;" : "")
      + "S:IsSmtpResponseFromExternalServer=True;" + Self.ending
    rows.append(last)
  }

  private mutating func deliver(_ mail: inout Mail, to recipients: [String]) {
    let server = Self.servers[mail.server]
    mail.now += 400 + random.below(900)
    var arrival = row(mail, "STOREDRIVER", "DELIVER")
    arrival.recipients = recipients
    arrival.clientIP = server.address
    arrival.clientHostname = server.fullName
    arrival.serverIP = server.address
    arrival.serverHostname = server.name
    arrival.internalID = nextInternalID(mail.server)
    arrival.context =
      "08DE\(random.hex(12).uppercased());\(TrackingRow.stamp(mail.now));"
      + "ClientSubmitTime:\(TrackingRow.stamp(mail.begun))"
    arrival.messageInfo = latencies("DEL", mail)
    rows.append(arrival)
    mail.now += 15
    rows.append(
      sent(
        mail, "SEND", recipients, server.fullName, server.address,
        "250 2.0.0 OK \(mail.messageID) [Hostname=\(server.fullName)]"))
  }

  /// No further, and a report to the sender.
  private mutating func fail(
    _ mail: inout Mail, _ recipient: String, _ host: String, _ address: String, _ reply: String
  ) {
    var report = self.mail(
      from: "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@\(Self.domain)", to: [mail.sender],
      at: mail.now + 20)
    report.messageID = "<\(random.guid())@\(Self.servers[mail.server].fullName)>"
    report.subject = "Undeliverable: " + mail.subject
    report.server = mail.server
    report.internalID = nextInternalID(mail.server)

    var failure = sent(mail, "FAIL", [recipient], host, address, "")
    failure.context = ""
    failure.status = status(reply, host, address, mail.now)
    failure.reference = report.messageID
    rows.append(failure)
    var notice = row(report, "DSN", "DSN")
    notice.clientHostname = Self.servers[mail.server].name
    notice.reference = mail.messageID
    rows.append(notice)
    if mail.sender.domain == Self.domain {
      deliver(&report, to: [mail.sender])
    } else {
      report.now += 800
      rows.append(
        sent(
          report, "SENDEXTERNAL", [mail.sender], "mx.\(mail.sender.domain)", "198.51.100.77",
          "250 2.0.0 Ok: queued as \(random.hex(11).uppercased())"))
    }
  }

  // MARK: - Rows

  /// What a message's rows have in common.
  private mutating func row(_ mail: Mail, _ source: String, _ event: String) -> TrackingRow {
    var row = TrackingRow(time: mail.now, source: source, event: event)
    row.internalID = mail.internalID
    row.messageID = mail.messageID
    row.networkID = mail.networkID
    row.recipients = mail.recipients
    row.size = mail.size
    row.subject = mail.subject
    row.sender = mail.sender
    row.returnPath = mail.returnPath
    row.directionality = mail.isIncoming ? "Incoming" : "Originating"
    row.customData = Self.ending
    row.trafficType = "Email"
    row.logID = random.guid()
    return row
  }

  /// A row about the way to another server, with its reply.
  private mutating func sent(
    _ mail: Mail, _ event: String, _ recipients: [String], _ host: String, _ address: String,
    _ reply: String
  ) -> TrackingRow {
    let server = Self.servers[mail.server]
    var row = row(mail, "SMTP", event)
    row.recipients = recipients
    row.clientIP = server.address
    row.clientHostname = server.name
    row.serverIP = address
    row.serverHostname = host
    row.context = ";\(reply);ClientSubmitTime:"
    row.connector = "Intra-Organization SMTP Send Connector"
    row.status = recipients.map { _ in "250 2.1.5 Recipient OK" }.joined(separator: ";")
    row.messageInfo = latencies("HUB", mail)
    return row
  }

  /// What every row's custom data end with.
  private static let ending = "S:DeliveryPriority=Normal;S:AccountForest=ad.\(domain)"

  /// Where the time went, as `message-info` tells it.
  private mutating func latencies(_ part: String, _ mail: Mail) -> String {
    func seconds(_ limit: Int) -> String { "0.\(padded(1 + random.below(limit), 3))" }
    let total = "\((mail.now - mail.begun) / 1000).\(padded((mail.now - mail.begun) % 1000, 3))"
    return "\(TrackingRow.stamp(mail.begun));LSRV=\(Self.servers[mail.server].fullName):"
      + "TOTAL-\(part)=\(total)|SMR=\(seconds(200))(SMRDE=\(seconds(5))|SMRC=\(seconds(150))"
      + "(SMRCL=\(seconds(110))|X-SMRCR=\(seconds(130))))|CAT=\(seconds(90))(CATOS=\(seconds(30))"
      + "(CATSM=\(seconds(25))(CATSM-Malware Agent=\(seconds(20))))|CATRESL=\(seconds(9))"
      + "|CATORES=\(seconds(20))(CATRS=\(seconds(15))(CATRS-Transport Rule Agent=\(seconds(9)))))"
      + "|QDM=\(seconds(15))|SMSC=\(seconds(9))|SMS=\(seconds(99))"
  }

  /// The status of a recipient that could not be reached, its last try as a Swiss server writes it.
  private func status(_ text: String, _ host: String, _ address: String, _ time: Int) -> String {
    "[{LED=\(text)};{MSG=};{FQDN=\(host)};{IP=\(address)};"
      + "{LRT=23.11.2026 \(TrackingRow.clock(time))}]"
  }

  // MARK: - Names

  private mutating func mail(from sender: String, to recipients: [String], at time: Int) -> Mail {
    let server = random.below(2)
    let host = sender.domain == Self.domain ? Self.servers[server].fullName : sender.domain
    return Mail(
      messageID: "<\(random.hex(32))@\(host)>", networkID: random.guid(),
      subject: random.pick(Self.subjects), sender: sender, recipients: recipients.unique,
      size: 5000 + random.below(300_000), isIncoming: false, begun: time, now: time,
      server: server)
  }

  private mutating func nextInternalID(_ server: Int) -> String {
    lastInternalIDs[server] += 1 + random.below(6)
    return String(lastInternalIDs[server])
  }

  private func guid(of server: Int) -> String {
    server == 0 ? "f4adaa08-ff49-4bca-ba70-68e9b80597b0" : "0c4d8e1a-77b2-4a37-9b1f-0d3a5a6a2c11"
  }

  private mutating func person() -> String {
    random.pick(Self.firstNames) + "." + random.pick(Self.lastNames)
  }
  private mutating func colleague() -> String { "\(person())@\(Self.domain)" }
  private mutating func stranger() -> String { "\(person())@\(random.pick(Self.domains))" }

  /// One to three, now and then a group.
  private mutating func colleagues() -> [String] {
    if random.chance(4) { return ["team.\(random.pick(Self.teams))@\(Self.domain)"] }
    return (0...random.below(random.chance(25) ? 3 : 1)).map { _ in colleague() }
  }

  private static let firstNames = [
    "anna", "beat", "claudia", "daniel", "eva", "felix", "gabi", "hans", "irene", "jan", "karin",
    "lukas", "monika", "niklaus", "regula", "stefan", "ursula", "walter",
  ]
  private static let lastNames = [
    "baumann", "frei", "gerber", "graf", "huber", "keller", "meier", "muster", "roth", "schmid",
    "steiner", "suter", "widmer", "wyss", "zaugg", "zbinden",
  ]
  private static let teams = ["radiologie", "empfang", "buchhaltung", "pflege"]
  private static let domains = [
    "praxis-linde.example", "versicherung.example", "kanzlei.example", "stadt.example",
    "labor.example", "bank.example", "example.ch", "example.com", "example.net", "example.org",
  ]
  private static let subjects = [
    "Bericht Radiologie", "Termin am Montag", "Austrittsbericht", "Re: Anfrage; dringend",
    "Rechnung, zweite Mahnung", "Offerte für Büromaterial", "Ärztliches Zeugnis",
    "Protokoll \"Kadersitzung\"", "AW: WG: Dienstplan Dezember", "Laborwerte vom 20. November",
  ]
}

/// Random numbers that are the same in every run and with every compiler: SplitMix64.
private struct SeededRandom {
  private var state: UInt64 = 2019

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick(_ list: [String]) -> String { list[below(list.count)] }

  /// So many hexadecimal digits, in small letters.
  mutating func hex(_ digits: Int) -> String {
    var text = ""
    while text.utf8.count < digits { text += padded(next(), 16, radix: 16) }
    return String(text.prefix(digits))
  }

  mutating func guid() -> String {
    [8, 4, 4, 4, 12].map { hex($0) }.joined(separator: "-")
  }
}

extension String {
  /// What stands behind the `@` of an address.
  fileprivate var domain: String { String(split(separator: "@").last ?? "") }
}

extension [String] {
  /// Without those that came before.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
