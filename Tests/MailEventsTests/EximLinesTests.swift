import ByteTools
import MailLines
import MailTerms
import Testing

@testable import MailEvents

private func understandExim(_ text: String) -> Understood {
  understand(text, in: .exim)
}

@Suite("Exim's lines")
struct EximLinesTests {
  @Test("Too many recipients refuse a message, or only those in excess")
  func tooManyRecipients() {
    let refused = understandExim(
      "too many recipients: message rejected: sender=<a@b.ch> H=mx.b.ch (helo) [192.0.2.9]")
    #expect(refused.kind == .reject)
    #expect(refused.values[.action] == "rejected")
    #expect(refused.values[.from] == "a@b.ch")
    #expect(refused.values[.clientIP] == "192.0.2.9")
    #expect(refused.values[.reason] == "too many recipients: message rejected")
    let excess = understandExim(
      "too many recipients: excess temporarily rejected: sender=<a@b.ch> H=mx.b.ch [192.0.2.9]")
    #expect(excess.verdict == .ignored)
  }

  @Test("An arrival with all fields, IDs old and new")
  func arrival() {
    let old = understandExim(
      #"1vwyFU-000320-2S <= a@b.ch H=exch01.b.ch (helo) [10.1.2.3]:4711 I=[10.0.0.9]:25 P=esmtps "#
        + #"X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN="/C=CH/CN=x" S=924 M8S=0 id=x.1@b.ch "#
        + #"T="FW: \"Protokoll\" => Beschluss" from <a@b.ch> for c@d.ch.incamail.ch e@f.ch"#)
    #expect(old.verdict == .event)
    #expect(old.kind == .queued)
    #expect(old.id == "1vwyFU-000320-2S")
    #expect(old.values[.from] == "a@b.ch")
    #expect(old.values[.clientHost] == "exch01.b.ch")
    #expect(old.values[.helo] == "helo")
    #expect(old.values[.clientIP] == "10.1.2.3")
    #expect(old.values[.clientPort] == "4711")
    #expect(old.values[.proto] == "esmtps")
    #expect(old.values[.tlsVersion] == "TLS1.3")
    #expect(old.values[.tlsCipher] == "TLS_AES_256_GCM_SHA384")
    #expect(old.values[.tlsBits] == "256")
    #expect(old.values[.certVerified] == "yes")
    #expect(old.values[.size] == "924")
    #expect(old.values[.messageID] == "x.1@b.ch")
    #expect(old.values[.subject] == #"FW: \"Protokoll\" => Beschluss"#)
    #expect(old.values[.recipients] == "c@d.ch.incamail.ch e@f.ch")

    let new = understandExim(
      "1rZeE0-00000GmsY00-CG0D <= <> R=1rZeE0-00000GmsY00-CG0C U=exim P=local S=1")
    #expect(new.kind == .queued)
    #expect(new.id == "1rZeE0-00000GmsY00-CG0D")
    #expect(new.values[.from] == "")
    #expect(new.values[.reference] == "1rZeE0-00000GmsY00-CG0C")
    #expect(new.values[.uid] == "exim")
  }

  @Test(
    "Hosts in all their forms",
    arguments: [
      ("H=name.ch [10.1.2.3]", "name.ch", nil), ("H=(helo.ch) [10.1.2.3]", nil, "helo.ch"),
      ("H=name.ch (helo.ch) [10.1.2.3]", "name.ch", "helo.ch"), ("H=[10.1.2.3]", nil, nil),
      ("H=([10.9.9.9]) [10.1.2.3]", nil, "[10.9.9.9]"),
      ("H=name.ch DS [10.1.2.3]:25", "name.ch", nil),
    ] as [(String, String?, String?)])
  func hosts(text: String, name: String?, helo: String?) {
    let found = understandExim("1vwyFU-000320-2S <= a@b.ch \(text) P=smtp S=1")
    #expect(found.values[.clientHost] == name)
    #expect(found.values[.helo] == helo)
    #expect(found.values[.clientIP] == "10.1.2.3")
  }

  @Test("Deliveries, deferrals and failures")
  func attempts() {
    let sent = understandExim(
      "1vwyFU-000320-2S => anna@b.ch <info@b.ch> R=to T=smtp H=mx.b.ch [10.1.2.3]:25* "
        + #"X=TLS1.2:ECDHE:256 CV=no C="250 2.0.0 Ok: queued as 4CB29E2DA9" QT=3s DT=1s"#)
    #expect(sent.values[.to] == "anna@b.ch")
    #expect(sent.values[.origTo] == "info@b.ch")
    #expect(sent.values[.relayIP] == "10.1.2.3")
    #expect(sent.values[.connUse] == "*")
    #expect(sent.values[.replyCode] == "250")
    #expect(sent.values[.dsn] == "2.0.0")

    let deferred = understandExim(
      "1vwyFU-000320-2S == r@x.ch R=i T=s defer (-37) H=im.post.ch [192.0.2.13]:25 DT=0s: "
        + "TLS session: (gnutls_handshake): Certificate is expired")
    #expect(deferred.values[.errorNumber] == "-37")
    #expect(deferred.values[.reason] == "TLS session: (gnutls_handshake): Certificate is expired")

    let refused = understandExim(
      "1vwyFU-000320-2S == r@x.ch R=i T=s defer (111): Connection refused H=im.post.ch [192.0.2.13] DT=0s"
    )
    #expect(refused.values[.reason] == "Connection refused")
    #expect(refused.values[.relayHost] == "im.post.ch")

    for separator in [": ", " : "] {
      let failed = understandExim(
        "1vwyFU-000320-2S ** r@x.ch R=d T=s H=mx.x.ch [192.0.2.1]\(separator)SMTP error from remote "
          + "mail server after RCPT TO:<a:1@x.ch>: 552 5.2.2 <r@x.ch>: Mailbox full DT=2s")
      #expect(failed.values[.reply] == "552 5.2.2 <r@x.ch>: Mailbox full")
      #expect(failed.values[.dsn] == "5.2.2")
      #expect(failed.values[.delay] == "2s")
    }
    let expired = understandExim("1vwyFU-000320-2S ** r@x.ch <o@x.ch>: retry timeout exceeded")
    #expect(expired.values[.to] == "r@x.ch")
    #expect(expired.values[.origTo] == "o@x.ch")
    #expect(expired.values[.reason] == "retry timeout exceeded")
    let pipe = understandExim("1vwyFU-000320-2S => |/usr/bin/vacation -a b <u@x.ch> R=v T=p")
    #expect(pipe.values[.to] == "|/usr/bin/vacation -a b")
    let quoted = understandExim(#"1vwyFU-000320-2S => "a b"@x.ch R=v T=p"#)
    #expect(quoted.values[.to] == #""a b"@x.ch"#)
  }

  @Test("Refusals, with the header of the message behind them")
  func refusals() {
    let rcpt = understandExim(
      "H=out.gmx.ch [192.0.2.9] F=<a@gmx.ch> temporarily rejected RCPT <b@x.ch>: greylisted")
    #expect(rcpt.kind == .reject)
    #expect(rcpt.id == "")
    #expect(rcpt.values[.to] == "b@x.ch")
    #expect(rcpt.values[.from] == "a@gmx.ch")
    #expect(rcpt.values[.reason] == "greylisted")
    #expect(rcpt.values[.action] == "temporarily rejected")

    let entry = understandExim(
      "1vwyZK-00036Y-2v H=out.ch [192.0.2.9] F=<a@out.ch> rejected after DATA: 5.7.1 spam\n"
        + "Envelope-from: <a@out.ch>\nEnvelope-to: <b@x.ch>\n\t<c@x.ch>\nP Received: from out.ch\n"
        + "\tby mail.x.ch\n  Subject: Lieferschein\nI Message-ID: <m@out.ch>")
    #expect(entry.kind == .reject)
    #expect(entry.values[.dsn] == "5.7.1")
    #expect(entry.values[.recipients] == "<b@x.ch>\n\t<c@x.ch>")
    #expect(entry.values[.subject] == "Lieferschein")
    #expect(entry.values[.messageID] == "m@out.ch")
  }

  @Test("The header of a refused message is folded as the message has it")
  func foldedHeader() {
    let entry = understandExim(
      "1vwyZK-00036Y-2v H=out.ch [192.0.2.9] F=<a@out.ch> rejected after DATA: 5.7.1 spam\n"
        + "Envelope-from: <a@out.ch>\nEnvelope-to: <b@x.ch>\n    <c@x.ch>\n    ...\n"
        + "P Received: from out.ch\n\tby mail.x.ch\nI Message-ID:\n <m@out.ch> (gateway)\n"
        + "  References: <old@out.ch>\n <older@out.ch>\n  subject: Liefer\n\tschein\n"
        + "  MIME-Version: 1.0")
    #expect(entry.values[.recipients] == "<b@x.ch>\n    <c@x.ch>")
    #expect(entry.values[.to] == nil)
    #expect(entry.values[.messageID] == "m@out.ch")
    #expect(entry.values[.subject] == "Liefer\n\tschein")
  }

  @Test("Behind a login, the sender that the client named is not part of it")
  func loginWithSender() {
    func login(_ field: String) -> String? {
      understandExim("1vwyFU-000320-2S <= a@b.ch H=c.ch [192.0.2.9] P=esmtpsa A=\(field) S=1")
        .values[.saslUsername]
    }
    #expect(login("plain") == nil)
    #expect(login("plain:anna") == "anna")
    #expect(login("plain:anna@b.ch") == "anna@b.ch")
    #expect(login("plain:anna:anna@b.ch") == "anna")
  }

  @Test("A client that an ACL drops is refused, with or without words")
  func dropped() {
    let told = understandExim("H=[192.0.2.9]:62839 dropped by 'connect' ACL: not from there")
    #expect(told.kind == .reject)
    #expect(told.values[.clientIP] == "192.0.2.9")
    #expect(told.values[.reason] == "not from there")
    let silent = understandExim("H=(x) [192.0.2.9] F=<a@b.ch> dropped by 'rcpt' ACL")
    #expect(silent.kind == .reject)
    #expect(silent.values[.from] == "a@b.ch")
    #expect(silent.values[.reason] == "dropped by 'rcpt' ACL")
  }

  @Test(
    "What says nothing of a message's fate is known",
    arguments: [
      "1vwyFU-000320-2S plain authenticator failed H=a.ch [192.0.2.9] 535 5.7.8 no",
      "1vwyFU-000320-2S SMTP connection from (x) [192.0.2.9]:25 closed by DROP in ACL",
      "1vwyFU-000320-2S SMTP connection from (x) [192.0.2.9] lost while reading message data",
      "1vwyFU-000320-2S Required TLS certificate status not received",
      "1vwyFU-000320-2S Server certificate revoked; reason: superseded",
      "1vwyFU-000320-2S r1 router: skipped error: domain missing or malformed",
      "1vwyFU-000320-2S <|/usr/bin/x>: address_pipe transport output: y",
      "rejected HELO from [192.0.2.9]: syntactically invalid argument(s): _",
      "rejected MAIL from [192.0.2.9]: no HELO/EHLO given", "ETRN #x received from [192.0.2.9]",
      "VRFY failed for <b@x.ch> H=(x) [192.0.2.9]", "Start 'slow' queue run: pid=1",
      "Start ODMR 'slow' queue run: pid=1", "12 accept() failures: Too many open files",
      "no MAIL in TFO* SMTP connection from (x) [192.0.2.9] Ci=4711 D=0.3s C=EHLO,QUIT",
      "unexpected EOF while reading SMTP command from (x) [192.0.2.9] D=5m",
    ])
  func known(text: String) { #expect(understandExim(text).verdict == .ignored) }

  @Test("What sa-exim drops or refuses is told, with whom it was for; what it lets pass is not")
  func scanned() {
    let about =
      "score=20.0 required=5.0 trigger=15.0 (scanned in 2/2 secs | Message-Id: m.b.ch). "
      + "From <a@b.ch> (host=mx.b.ch [192.0.2.9]) for r@x.ch, s@x.ch"
    let tossed = understandExim("1vwyFU-000320-2S SA: Action: silently tossed message: \(about)")
    #expect(tossed.kind == .reject)
    #expect(tossed.values[.action] == "silently tossed")
    #expect(tossed.values[.from] == "a@b.ch")
    #expect(tossed.values[.clientIP] == "192.0.2.9")
    #expect(tossed.values[.recipients] == "r@x.ch, s@x.ch")
    #expect(
      tossed.values[.reason]
        == "silently tossed message: score=20.0 required=5.0 trigger=15.0")
    let refused = understandExim(
      "1vwyFU-000320-2S SA: Action: permanently rejected message: \(about)")
    #expect(refused.values[.action] == "rejected")
    let later = understandExim(
      "1vwyFU-000320-2S SA: Action: temporarily rejected message: \(about)")
    #expect(later.values[.action] == "temporarily rejected")
    for text in ["flagged as Spam but accepted", "scanned but message isn't spam"] {
      let passed = understandExim("1vwyFU-000320-2S SA: Action: \(text): \(about)")
      #expect(passed.verdict == .ignored)
    }
    #expect(understandExim("1vwyFU-000320-2S SA: Action: ").verdict == .ignored)
    #expect(
      understandExim("1vwyFU-000320-2S SA: Action: silently tossed message: ").kind == .reject)
  }

  @Test("A local_scan() that fails refuses the message for the moment")
  func scanFailure() {
    for text in [
      "local_scan() function timed out - message temporarily rejected (size 29)",
      "local_scan() function crashed with signal 11 - message temporarily rejected (size 29)",
    ] {
      let found = understandExim("1vwyFU-000320-2S \(text)")
      #expect(found.kind == .reject)
      #expect(found.values[.action] == "temporarily rejected")
      #expect(found.values[.reason] == text)
    }
    #expect(understandExim("1vwyFU-000320-2S local_scan() function sang").verdict == .unknown)
  }

  @Test(
    "Rare trouble is known, with an ID or without",
    arguments: [
      "failed to fsync journal: No space left on device", "Couldn't fdopen message log x: y",
      "CNAME loop for b.example encountered", "listen() failed on interface [::]:25: x",
      "process 4711 crashed with signal 11 while delivering 1vwyFU-000320-2S",
      "DCC: Connecting to UNIX socket failed: No such file or directory",
      "SIGSEGV (null pointer indirection)", "Long A lookup for 'b.example': 5003 msec",
      "smtp transport process vanished unexpectedly", "Error in system filter: x",
      "failed to find dkim module for dkim_domain: not found", "Bad db record size for 'retry'",
      "DMARC using synthesized SPF sender domain = b.example", "---",
      "/usr/sbin/exim(+0x1a2b) [0x55d0]", "Spool error: no recipients for 1vwyFU-000320-2S-H",
    ])
  func rare(text: String) {
    #expect(understandExim(text).verdict == .ignored)
    #expect(understandExim("1vwyFU-000320-2S \(text)").verdict == .ignored)
  }

  @Test("What a peer answered may hold words of our own refusals")
  func answers() {
    let banner = understandExim(
      "1vwyFU-000320-2S H=mx.b.ch [192.0.2.1]: SMTP error from remote mail server after initial "
        + "connection: 554 5.7.1 Mail F=<a@b.ch> rejected due to the sending MTA's poor reputation")
    #expect(banner.kind == .hostFailed)
    #expect(banner.values[.relayIP] == "192.0.2.1")
    #expect(banner.values[.replyCode] == "554")
    let refused = understandExim(
      "1vwyFU-000320-2S H=mx.b.ch [192.0.2.1] F=<a@b.ch> rejected after DATA: no: Broken pipe")
    #expect(refused.kind == .reject)
    #expect(refused.values[.clientIP] == "192.0.2.1")
  }

  @Test("A system filter may put a delivery off")
  func putOff() {
    let found = understandExim("1vwyFU-000320-2S Delivery deferred by system filter")
    #expect(found.kind == .administrator)
    #expect(found.values[.action] == "Delivery deferred")
    #expect(found.values[.reason] == "Delivery deferred by system filter")
  }

  @Test("DCC refuses behind a colon, a data timeout is a client lost, TLS trouble may name nobody")
  func smallForms() {
    let dcc = understandExim("1vwyFU-000320-2S H=a.ch [192.0.2.9] F=<a@b.ch>: rejected by DCC")
    #expect(dcc.kind == .reject)
    #expect(dcc.values[.from] == "a@b.ch")
    let late = understandExim(
      "1vwyFU-000320-2S SMTP data timeout (message abandoned) on connection from (x) [192.0.2.9] F=<a@b.ch>"
    )
    #expect(late.kind == .lost)
    let tls = understandExim("1vwyFU-000320-2S TLS session: (SSL_connect): error:0A000410: x")
    #expect(tls.kind == .tlsProblem)
  }

  @Test("Through syslog the stamp stands twice, and long entries come in parts")
  func syslog() {
    let twice = understandExim("2026-03-02 09:21:56 +0100 [6637] 1vwyFU-000320-2S Completed QT=0s")
    #expect(twice.kind == .removed)
    // `syslog_timestamp = false`, and the selector for the process.
    #expect(understandExim("[6637] 1vwyFU-000320-2S Completed").kind == .removed)
    #expect(
      understandExim("[6637] no MAIL in SMTP connection from [192.0.2.9]").verdict == .ignored)
    let first = understandExim(
      "[1\\17] 2026-03-02 09:21:56 [6637] 1vwyFU-000320-2S H=a.ch [192.0.2.9] F=<a@b.ch> rejected after DATA: no"
    )
    #expect(first.kind == .reject)
    let third = understandExim("[3\\17] Envelope-to: <b@x.ch>")
    #expect(third.kind == .header)
    #expect(third.values[.to] == "b@x.ch")
    #expect(understandExim("[4\\17]     <c@x.ch>").values[.to] == "c@x.ch")
    #expect(understandExim("[4\\17] P Received: from a.ch").verdict == .ignored)
    #expect(understandExim("[12\\17]  <m@a.ch>").verdict == .ignored)
  }

  @Test(
    "What nobody wrote is unknown",
    arguments: [
      "1vwyFU-000320-2S Compleded", "1vwyFU-000320-2S => ", "1vwyFU-000320-2S =< a@b.ch",
      "H=a.ch [192.0.2.9] F=<a@b.ch> rejekted RCPT <b@x.ch>: no", "exin 4.96 daemon started: pid=1",
      "1vwyFU-000320-2S <= a@b.ch", "1vwyFU-000320-2S == r@x.ch R=i T=s difer (-37): no",
    ])
  func unknown(text: String) {
    #expect(understandExim(text).verdict == .unknown)
  }

  @Test(
    "No line of the sample logs is unknown",
    arguments: [
      "exim496-gnutls-typical-tz/mainlog", "exim496-gnutls-typical-tz/rejectlog",
      "exim496-openssl-typical/mainlog", "exim498-openssl-all/mainlog",
      "exim498-gnutls-default-inbound/mainlog", "exim498-gnutls-default-inbound/paniclog",
      "exim498-gnutls-typical-syslog/syslog",
    ])
  func samples(name: String) throws {
    let programs = ProgramTable(identify: DialectRegistry.identify)
    let zone = try #require(LocalZone(name: nil))
    let source = LogSource(
      path: "\(Fixtures.folder)/../exim/\(name).zst", programs: programs,
      settings: LogSource.Settings(zone: zone, year: 2026, now: 1_800_000_000))
    let block = LineBlock()
    var event = LineEvent()
    var lines = 0
    while source.fill(block) {
      for index in 0..<block.records.count {
        let record = block.records[index]
        let line = block.line(record)
        lines += 1
        let isExim = programs.programs[Int(record.program)].identity.dialect == .exim
        #expect(isExim, "\(line.prefix(80).string)")
        let verdict = EximParser().parse(line, from: Int(record.text), program: 0, into: &event)
        if verdict == .unknown { Issue.record("\(line.prefix(200).string)") }
      }
    }
    #expect(lines > 0)
  }
}
