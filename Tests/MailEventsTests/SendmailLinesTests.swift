import ByteTools
import MailLines
import MailTerms
import Testing

@testable import MailEvents

private func understandSendmail(_ text: String) -> Understood {
  understand(text, in: .sendmail)
}

@Suite("sendmail's lines")
struct SendmailLinesTests {
  // MARK: Arrival

  @Test("An arrival with all fields")
  func arrival() {
    let found = understandSendmail(
      "6APAPxHi010344: from=<a@b.example>, size=176, class=0, nrcpts=2, msgid=<m.1@b.example>, "
        + "bodytype=8BITMIME, proto=ESMTPS, daemon=MTA-v4, tls_verify=OK, auth=PLAIN, "
        + "relay=out.b.example [192.0.2.9] (may be forged)")
    #expect(found.verdict == .event)
    #expect(found.kind == .queued)
    #expect(found.id == "6APAPxHi010344")
    #expect(found.values[.from] == "a@b.example")
    #expect(found.values[.size] == "176")
    #expect(found.values[.nrcpt] == "2")
    #expect(found.values[.messageID] == "m.1@b.example")
    #expect(found.values[.proto] == "ESMTPS")
    #expect(found.values[.certVerified] == "OK")
    #expect(found.values[.saslMethod] == "PLAIN")
    #expect(found.values[.clientHost] == "out.b.example")
    #expect(found.values[.clientIP] == "192.0.2.9")
  }

  @Test(
    "Senders and clients in all their forms",
    arguments: [
      ("<>", "", "im.post.ch [192.0.2.13]", "im.post.ch", "192.0.2.13"),
      ("anna", "anna", "anna@localhost", "localhost", nil),
      ("<a@b.example>", "a@b.example", "[192.0.2.77]", "", "192.0.2.77"),
      ("<a@b.example>", "a@b.example", "[IPv6:2001:db8::5]", "", "2001:db8::5"),
      (
        "<a@b.example>", "a@b.example", "IDENT:root@mx.b.example [IPv6:2001:db8::5]",
        "mx.b.example", "2001:db8::5"
      ),
      (#"<"a>, size=1"@b.example>"#, #""a>, size=1"@b.example"#, "localhost", "localhost", nil),
      ("<NONE>", nil, "[RESPONSE]", nil, nil),
    ] as [(String, String?, String, String?, String?)])
  func clients(sender: String, from: String?, relay: String, host: String?, ip: String?) {
    let found = understandSendmail(
      "6APAPxHi010344: from=\(sender), size=1, class=0, nrcpts=1, proto=SMTP, relay=\(relay)")
    #expect(found.kind == .queued)
    #expect(found.values[.from] == from)
    #expect(found.values[.clientHost] == host)
    #expect(found.values[.clientIP] == ip)
  }

  @Test("A stranger's message ID is no field of ours")
  func messageID() {
    let hostile = understandSendmail(
      "6APAPxHi010344: from=<a@b.example>, size=1, class=0, nrcpts=1, "
        + "msgid=<x, relay=im.post.ch [192.0.2.13]>, proto=SMTP, relay=evil.example [192.0.2.66]")
    #expect(hostile.values[.messageID] == "x, relay=im.post.ch [192.0.2.13]")
    #expect(hostile.values[.clientHost] == "evil.example")
    let cut = understandSendmail(
      "f1JAn9h12345: from=<a@b.example>, size=1, class=0, pri=30001, nrcpts=1, "
        + "msgid=<very-long, proto=SMTP, relay=b.example [192.0.2.9]")
    #expect(cut.id == "f1JAn9h12345")
    #expect(cut.values[.messageID] == "very-long")
    #expect(cut.values[.clientIP] == "192.0.2.9")
  }

  // MARK: Delivery

  @Test("Sent, with the reply of the next hop")
  func sent() {
    let found = understandSendmail(
      "6APAPwTa010170: to=<r@x.example.incamail.ch>, delay=00:00:01, xdelay=00:00:00, "
        + "mailer=esmtp, pri=30210, relay=im.post.ch. [192.0.2.13], dsn=2.0.0, "
        + "stat=Sent (Ok: queued as 480DFD34D0)")
    #expect(found.kind == .attempt)
    #expect(found.values[.to] == "r@x.example.incamail.ch")
    #expect(found.values[.recipients] == nil)
    #expect(found.values[.relayHost] == "im.post.ch")
    #expect(found.values[.relayIP] == "192.0.2.13")
    #expect(found.values[.transport] == "esmtp")
    #expect(found.values[.delay] == "00:00:01")
    #expect(found.values[.dsn] == "2.0.0")
    #expect(found.values[.status] == "Sent")
    #expect(found.values[.reply] == "Ok: queued as 480DFD34D0")
  }

  @Test("Several recipients on one line, and lists that go on")
  func recipients() {
    let several = understandSendmail(
      #"6APAPw3Q010181: to=<b@x.example>,<"a, b>c"@x.example>,root, ctladdr=<l@x.example> (8/0), "#
        + "delay=1+02:03:04, mailer=esmtp, pri=1, relay=mx.x.example. [192.0.2.1], dsn=2.0.0, stat=Sent"
    )
    #expect(several.values[.to] == "b@x.example")
    #expect(several.values[.recipients] == #"<b@x.example>,<"a, b>c"@x.example>,root"#)
    #expect(several.values[.customData] == "<l@x.example> (8/0)")
    #expect(several.values[.delay] == "1+02:03:04")
    let more = understandSendmail(
      "6APAPw3Q010181: to=<a@x.example>,<b@x.example>, [more], delay=00:00:00, mailer=esmtp, "
        + "pri=1, relay=mx.x.example. [192.0.2.1], dsn=2.0.0, stat=Sent (ok)")
    #expect(more.values[.recipients] == "<a@x.example>,<b@x.example>")
    #expect(more.values[.status] == "Sent")
    let list = (several.values[.recipients] ?? "").withByteView { text in
      AddressList(text).map(\.string)
    }
    #expect(list == ["b@x.example", #""a, b>c"@x.example"#, "root"])
  }

  @Test(
    "Why an attempt failed",
    arguments: [
      (
        "relay=[192.0.2.20] [192.0.2.20], dsn=4.4.1, stat=Deferred: Connection refused by [192.0.2.20]",
        "Deferred", "Connection refused by [192.0.2.20]", nil
      ),
      (
        "relay=mx.x.example. [192.0.2.1], dsn=4.7.1, reply=451 4.7.1 Greylisted, stat=Deferred: 451 4.7.1 Greylisted",
        "Deferred", "451 4.7.1 Greylisted", "451 4.7.1 Greylisted"
      ),
      (
        "relay=mx.x.example. [192.0.2.1], dsn=4.7.1, stat=Deferred: 451 4.7.1 Greylisted",
        "Deferred", "451 4.7.1 Greylisted", "451 4.7.1 Greylisted"
      ),
      (
        "relay=mx.x.example. [192.0.2.1], dsn=5.1.1, reply=550 5.1.1 <r@x>: No, stat=User unknown",
        "User unknown", "550 5.1.1 <r@x>: No", "550 5.1.1 <r@x>: No"
      ),
      (
        "relay=mx.x.example. [192.0.2.1], dsn=4.7.0, stat=Deferred: 403 4.7.0 authentication failed",
        "Deferred", "403 4.7.0 authentication failed", nil
      ),
      (
        "relay=im.post.ch. [192.0.2.13], dsn=4.4.2, reply=421 4.4.1 Connection reset by im.post.ch., stat=Deferred",
        "Deferred", "421 4.4.1 Connection reset by im.post.ch.", nil
      ),
      (
        "relay=gone.example, dsn=5.1.2, stat=Host unknown (Name server: gone.example: host not found)",
        "Host unknown", "Host unknown (Name server: gone.example: host not found)", nil
      ),
      ("dsn=4.4.3, stat=queued", "queued", "queued", nil),
      ("quarantine=A, b, stat=quarantined", "quarantined", "A, b", nil),
      (
        "relay=local, dsn=5.3.0, stat=unknown mailer error 127", "unknown mailer error 127",
        "unknown mailer error 127", nil
      ),
    ] as [(String, String, String, String?)])
  func failures(text: String, status: String, reason: String, reply: String?) {
    let found = understandSendmail(
      "6APAPwEu010235: to=<r@x.example>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp, "
        + "pri=30210, \(text)")
    #expect(found.kind == .attempt)
    #expect(found.values[.status] == status)
    #expect(found.values[.reason] == reason)
    #expect(found.values[.reply] == reply)
  }

  @Test("After DATA our own server refuses, and names who would have got it")
  func refusedAfterData() {
    let size = understandSendmail(
      "6APAPwxX010305: to=<r@x.example>, delay=00:00:00, pri=314198, "
        + "stat=Message exceeds maximum fixed size (200000)")
    #expect(size.kind == .reject)
    #expect(size.values[.to] == "r@x.example")
    #expect(size.values[.reason] == "Message exceeds maximum fixed size (200000)")
    let dropped = understandSendmail(
      "6APAPxhk010380: to=<r@x.example>, delay=00:00:00, pri=30167, stat=discarded")
    #expect(dropped.values[.action] == "discarded")
  }

  @Test(
    "What a status comes to",
    arguments: [
      ("dsn=2.0.0, stat=Sent (ok)", SendmailStatus.sent), ("dsn=4.0.0, stat=Deferred", .deferred),
      ("dsn=4.4.3, stat=queued", .queued), ("stat=quarantined", .quarantined),
      ("dsn=4.0.0, stat=I/O error", .deferred), ("dsn=5.1.1, stat=User unknown", .bounced),
    ])
  func status(text: String, status: SendmailStatus) {
    let line = "6APAPwEu010235: to=r, delay=00:00:00, mailer=local, pri=1, \(text)"
    let found = line.withByteView { line in
      var event = LineEvent()
      _ = SendmailParser().parse(line, from: 0, into: &event)
      return SendmailStatus(event, in: line)
    }
    #expect(found == status)
  }

  @Test(
    "Intervals",
    arguments: [("00:00:04", 4000), ("5+01:02:03", 435_723_000), ("-00:00:01", 0), ("1:2", nil)]
      as [(String, Int?)])
  func interval(text: String, expected: Int?) {
    #expect(text.withByteView { SendmailInterval.milliseconds($0) } == expected)
  }

  // MARK: Life cycle

  @Test("Reports about a message, and its end")
  func reports() {
    let bounce = understandSendmail("6APAPwed010279: 6APAPwed010282: DSN: Service unavailable")
    #expect(bounce.kind == .bounce)
    #expect(bounce.id == "6APAPwed010279")
    #expect(bounce.values[.newQueueID] == "6APAPwed010282")
    #expect(bounce.values[.reason] == "Service unavailable")
    let late = understandSendmail(
      "6APASdwI012946: 6APAStIN013418: sender notify: Warning: could not send message for past 4 hours"
    )
    #expect(late.kind == .delayNotice)
    let expired = understandSendmail(
      "6APASdwI012946: 6APASv8d013432: sender notify: Cannot send message for 5 days")
    #expect(expired.kind == .expired)
    let receipt = understandSendmail("6APASdwI012946: 6APASv8d013432: DSN: Return receipt")
    #expect(receipt.kind == .successNotice)
    #expect(
      understandSendmail("6APAPwU6010263: 6APAPwU7010263: return to sender: No").kind == .bounce)
    let split = understandSendmail(
      "6APASdwI012946: split: maxrcpts=10, rcpts=15, count=1, id=6APASdwI112946")
    #expect(split.values[.newQueueID] == "6APASdwI112946")
    let done = understandSendmail("6APAPwTa010170: done; delay=00:00:00, ntries=1")
    #expect(done.kind == .removed)
    let loop = understandSendmail(
      "6APAPwU6010260: SYSERR(root): mx.x.example. config error: mail loops back to me (MX problem?)"
    )
    #expect(loop.kind == .note)
    #expect(loop.values[.relayHost] == "mx.x.example")
  }

  @Test("Sessions that end too soon")
  func lost() {
    let lost = understandSendmail(
      "6APAPx2Q010384: lost input channel from out.b.example [192.0.2.9] to MTA-v4 after rcpt")
    #expect(lost.kind == .lost)
    #expect(lost.values[.clientIP] == "192.0.2.9")
    #expect(lost.values[.stage] == "rcpt")
    #expect(lost.values[.reason]?.hasPrefix("lost input channel from ") == true)
    #expect(
      understandSendmail("6APAPxEI010339: collect: premature EOM: unexpected close").kind == .lost)
    let idle = understandSendmail(
      "6APAQ0SA010400: timeout waiting for input from b.example during server cmd read")
    #expect(idle.kind == .lost)
    let mute = understandSendmail(
      "6APAQ0SA010400: timeout waiting for input from im.post.ch. during client RCPT")
    #expect(mute.kind == .hostFailed)
    #expect(mute.values[.relayHost] == "im.post.ch")
    let refused = understandSendmail(
      "6APAPwEu010235: makeconnection (mx.x.example. [192.0.2.20].25 (2)) failed: "
        + "Connection refused by mx.x.example.")
    #expect(refused.kind == .connectFailed)
    #expect(refused.values[.relayIP] == "192.0.2.20")
    #expect(refused.values[.relayPort] == "25")
  }

  // MARK: TLS

  @Test("TLS sessions, outbound and inbound")
  func tls() {
    let client = understandSendmail(
      "STARTTLS=client, relay=im.post.ch., version=TLSv1.3, verify=OK, "
        + "cipher=TLS_AES_256_GCM_SHA384, bits=256/128")
    #expect(client.kind == .tls)
    #expect(client.id == "")
    #expect(client.values[.relayHost] == "im.post.ch")
    #expect(client.values[.tlsVersion] == "TLSv1.3")
    #expect(client.values[.tlsCipher] == "TLS_AES_256_GCM_SHA384")
    #expect(client.values[.tlsBits] == "128")
    #expect(client.values[.certVerified] == "OK")
    let server = understandSendmail(
      "STARTTLS=server, relay=im.post.ch [192.0.2.13], version=TLSv1.2, verify=NO, "
        + "cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256/256")
    #expect(server.values[.clientIP] == "192.0.2.13")
    #expect(server.values[.relayHost] == nil)
  }

  @Test(
    "What explains a failed handshake",
    arguments: [
      (
        "STARTTLS=client, error: connect failed=-1, reason=tlsv1 alert unknown ca, SSL_error=1, errno=0, retry=-1",
        "connect failed=-1, reason=tlsv1 alert unknown ca, SSL_error=1, errno=0, retry=-1"
      ),
      (
        "STARTTLS=server, error: accept failed=-1, reason=unknown, SSL_error=5, errno=0, retry=-1, relay=b.example [192.0.2.9]",
        "accept failed=-1, reason=unknown, SSL_error=5, errno=0, retry=-1"
      ),
      (
        "STARTTLS=client: error:0A000418:SSL routines::tlsv1 alert unknown ca:../x.c:1601:SSL alert number 48",
        "error:0A000418:SSL routines::tlsv1 alert unknown ca:../x.c:1601:SSL alert number 48"
      ),
      (
        "STARTTLS: TLS cert verify: depth=0 /CN=im.post.ch, state=0, reason=self-signed certificate",
        "self-signed certificate"
      ),
      (
        "STARTTLS=client, cert-subject=/CN=a, cert-issuer=/CN=b, verifymsg=certificate has expired",
        "certificate has expired"
      ),
      (
        "ruleset=tls_server, arg1=SOFTWARE, relay=[192.0.2.30], reject=454 4.7.0 TLS handshake failed.",
        "454 4.7.0 TLS handshake failed."
      ),
      ("STARTTLS: read error=timeout", "read error=timeout"),
      (
        "STARTTLS: read error=generic SSL error (-1), errno=9, get_error=error:0A000126:SSL routines::unexpected eof while reading, retry=99, ssl_err=1",
        "error:0A000126:SSL routines::unexpected eof while reading"
      ),
    ])
  func tlsProblems(text: String, reason: String) {
    let found = understandSendmail(text)
    #expect(found.kind == .tlsProblem)
    #expect(found.values[.reason] == reason)
  }

  // MARK: Refusals

  @Test("Rulesets")
  func rulesets() {
    let relaying = understandSendmail(
      "6APAPxKm010375: ruleset=check_rcpt, arg1=<k@p.example>, relay=out.b.example [192.0.2.9] "
        + "(may be forged), reject=550 5.7.1 <k@p.example>... Relaying denied")
    #expect(relaying.kind == .reject)
    #expect(relaying.values[.to] == "k@p.example")
    #expect(relaying.values[.clientIP] == "192.0.2.9")
    #expect(relaying.values[.replyCode] == "550")
    #expect(relaying.values[.dsn] == "5.7.1")
    #expect(relaying.values[.text] == "<k@p.example>... Relaying denied")
    #expect(relaying.values[.stage] == "check_rcpt")
    let hostile = understandSendmail(
      "6APAPxKm010375: ruleset=check_rcpt, arg1=<\"x>, relay=im.post.ch [192.0.2.13]\"@p.example>, "
        + "relay=[192.0.2.66], discard")
    #expect(hostile.values[.clientIP] == "192.0.2.66")
    #expect(hostile.values[.action] == "discard")
    let relay = understandSendmail(
      "ruleset=check_relay, arg1=[192.0.2.9], arg2=192.0.2.9, relay=b.example [192.0.2.9], "
        + "reject=550 5.7.1 Access denied")
    #expect(relay.kind == .reject)
    #expect(relay.id == "")
    #expect(relay.values[.clientHost] == "b.example")
    let subject = understandSendmail(
      "6APAPxKm010375: ruleset=CheckSubject, arg1=<im>, relay=x, relay=b.example [192.0.2.9], "
        + "quarantine=odd")
    #expect(subject.values[.subject] == "<im>, relay=x")
    #expect(subject.values[.action] == "quarantine")
  }

  @Test("Filters and users")
  func filters() {
    let rcpt = understandSendmail(
      "6APAdRAD020758: Milter: to=<r@x.example>, reject=550 5.7.1 Recipient refused by policy")
    #expect(rcpt.kind == .reject)
    #expect(rcpt.values[.to] == "r@x.example")
    #expect(rcpt.values[.stage] == "to")
    let data = understandSendmail("6APAdRAD020764: Milter: data, reject=554 5.7.1 Spam")
    #expect(data.kind == .note)
    #expect(data.values[.stage] == "data")
    let held = understandSendmail("6APAdSsO020774: milter=lab, quarantine=Suspicious attachment")
    #expect(held.values[.action] == "quarantine")
    let connect = understandSendmail(
      "NOQUEUE: Milter: connect: host=b.example, addr=192.0.2.9, rejecting commands")
    #expect(connect.values[.clientIP] == "192.0.2.9")
    let user = understandSendmail("6APAPxNC010361: <n@x.example>... User unknown")
    #expect(user.kind == .reject)
    #expect(user.values[.to] == "n@x.example")
    #expect(user.values[.text] == "User unknown")
    let login = understandSendmail(
      "AUTH=server, relay=b.example [192.0.2.9], authid=anna, mech=LOGIN, bits=0")
    #expect(login.values[.saslUsername] == "anna")
    #expect(login.values[.saslMethod] == "LOGIN")
  }

  // MARK: All else

  @Test(
    "Tags",
    arguments: [
      ("sendmail", true), ("sm-mta", true), ("sm-msp-queue", true), ("sm-que", true),
      ("sm-acceptingconnections", true), ("sm-notify", false), ("sm-", false), ("sm", false),
      ("postfix/sendmail", false), ("sendmailer", false),
    ])
  func tags(tag: String, ours: Bool) {
    let identity = tag.withByteView { SendmailParser.identify($0) }
    #expect((identity?.dialect == .sendmail) == ours)
  }

  @Test(
    "Queue IDs of all ages",
    arguments: [
      ("6APAPwTa010170", true), ("6APAPwTa1010170", true), ("f1JAn9h12345", true),
      ("PAA12345", true), ("6ZPAPwTa010170", false), ("6APAPwTa01017x", false), ("123456", false),
    ])
  func queueIDs(id: String, isOne: Bool) {
    let length = "\(id): done".withByteView { SendmailParser.queueIDLength($0, at: 0) }
    #expect((length != nil) == isOne)
  }

  @Test("A long line comes in parts")
  func parts() {
    let first = understandSendmail(
      "6APAPwTh010185[1]: to=<a@x.example>, delay=00:00:00, mailer=esmtp, pri=1, "
        + "relay=mx.x.example. [192.0.2.1], dsn=2.0.0, stat=Sent (a long ...")
    #expect(first.id == "6APAPwTh010185")
    #expect(first.values[.status] == "Sent")
    #expect(understandSendmail("6APAPwTh010185[2]: answer)").verdict == .ignored)
  }

  @Test(
    "Noise",
    arguments: [
      "starting daemon (8.17.1): SMTP+queueing@00:10:00",
      "alias database /etc/aliases rebuilt by root",
      "6APAQ0SA010400: localhost [127.0.0.1] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA",
      "NOQUEUE: stopping daemon, reason=signal", "STARTTLS=client, SSL_shutdown failed: -1",
      "6APAPwTa010170: Authentication-Warning: mx.x.example: root set sender to a@b using -f",
      "rejecting connections on daemon MTA: load average: 20", "6APAPwTa010170: --- 250 2.1.0 Ok",
      "6APAPwTa010170: <-- EHLO b.example", "gethostbyaddr(192.0.2.1) failed: 1", "",
      "6APAPwTa010170: Milter insert (1): header: DKIM-Signature: v=1",
    ])
  func noise(text: String) {
    #expect(understandSendmail(text).verdict == .ignored)
  }

  /// What stands between `{` and `}` is sendmail's own; the rest is a name, a number or a stranger's text.
  static let forms = [
    "6APAPxHi010344: {from=}<a@b.example>{, size=}176{, class=}0{, nrcpts=}1{, msgid=}<m@b>, p{roto=}SMTP{, daemon=}M{, relay=}b [192.0.2.9]",
    "6APAPwTa010170: {to=}<r@x.example>{, delay=}00:00:01{, xdelay=}00:00:00{, mailer=}esmtp{, pri=}1{, relay=}h. [192.0.2.1]{, dsn=}2.0.0{, stat=}Sent",
    "6APAPwTa010170: {done; delay=}00:00:00{, ntries=}1",
    "6APAPwTa010170: 6APAPwTa010171: {DSN: }Host unknown",
    "6APAPxKm010375: {ruleset=}check_rcpt{, arg1=}<k@p.example>{, relay=}b [192.0.2.9]{, reject=}550 no",
    "{STARTTLS=client, relay=}im.post.ch.{, version=}TLSv1.3{, verify=}OK{, cipher=}X{, bits=}256/256",
    "6APAPx2Q010384: {lost input channel from} b.example [192.0.2.9]{ to }MTA{ after }rcpt",
    "6APAPwEu010235: {makeconnection (}h. [192.0.2.20].25 (2){) failed: }Connection refused",
    "{starting daemon (}8.17.1{): }SMTP",
    "6APAPxNC010361: <n@x.example>{... }User unknown",
    "6APAdRAD020758: {Milter: to=}<r@x.example>{, reject=}550 5.7.1 no",
    "{AUTH=server, relay=}b [192.0.2.9]{, authid=}anna{, mech=}LOGIN{, bits=}0",
  ]

  @Test("One wrong letter in a word of sendmail's own makes a line unknown", arguments: forms)
  func mutated(form: String) {
    var text: [UInt8] = []
    var own: [Int] = []
    var isOwn = false
    for byte in form.utf8 {
      switch byte {
      case UInt8(ascii: "{"): isOwn = true
      case UInt8(ascii: "}"): isOwn = false
      default:
        if isOwn { own.append(text.count) }
        text.append(byte)
      }
    }
    #expect(understandSendmail(String(decoding: text, as: UTF8.self)).verdict != .unknown)
    for place in own {
      var wrong = text
      wrong[place] = wrong[place] == UInt8(ascii: "q") ? UInt8(ascii: "w") : UInt8(ascii: "q")
      let line = String(decoding: wrong, as: UTF8.self)
      #expect(understandSendmail(line).verdict == .unknown, "\(line)")
    }
  }

  @Test("No bytes make it trap")
  func hostileBytes() {
    var dice = Dice(seed: 7)
    let signs = Array("<>[]\"\\,:= .@()+-0A;".utf8)
    for form in Self.forms {
      let bytes = Array(form.utf8).filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
      for _ in 0..<2000 {
        var line = bytes
        for _ in 0...dice.roll(4) {
          let place = dice.roll(max(line.count, 1))
          switch dice.roll(4) {
          case 0: line = Array(line.prefix(place))
          case 1: if place < line.count { line.remove(at: place) }
          case 2: line.insert(signs[dice.roll(signs.count)], at: min(place, line.count))
          default: if place < line.count { line[place] = UInt8(dice.roll(256)) }
          }
        }
        line.withByteView { view in
          var event = LineEvent()
          _ = SendmailParser().parse(view, from: 0, into: &event)
          for key in LineEvent.Key.allCases {
            if let range = event[key] { #expect(Int(range.end) <= view.count) }
          }
        }
      }
    }
  }

  @Test("No line of the sample logs is unknown", arguments: ["loglevel9", "loglevel14"])
  func samples(name: String) throws {
    let programs = ProgramTable { SendmailParser.identify($0) ?? ProgramIdentity() }
    let zone = try #require(LocalZone(name: nil))
    let source = LogSource(
      path: "\(Fixtures.folder)/../sendmail/\(name)/mail.log.zst", programs: programs,
      settings: LogSource.Settings(zone: zone, year: 2026, now: 1_800_000_000))
    let block = LineBlock()
    var event = LineEvent()
    var lines = 0
    while source.fill(block) {
      for index in 0..<block.records.count {
        let record = block.records[index]
        let line = block.line(record)
        lines += 1
        let verdict = SendmailParser().parse(line, from: Int(record.text), into: &event)
        if verdict == .unknown { Issue.record("\(line.prefix(200).string)") }
      }
    }
    #expect(lines > 300)
  }
}
