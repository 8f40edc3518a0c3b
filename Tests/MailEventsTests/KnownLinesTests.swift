import ByteTools
import Testing

@testable import MailEvents

@Suite("Lines as administrators meet them")
struct KnownLinesTests {
  @Test(
    "Known, and nothing of a message's fate",
    arguments: [
      // Sessions with clients.
      "warning: hostname ip-192-0-2-1.example does not resolve to address 192.0.2.1: Name or service not known",
      "warning: 192.0.2.1: hostname host.example verification failed: Name or service not known",
      "warning: 192.0.2.1: address not listed for hostname host.example",
      "warning: non-SMTP command from unknown[192.0.2.1]: GET / HTTP/1.1",
      "warning: Illegal address syntax from unknown[192.0.2.1] in RCPT command: <x y>",
      "warning: unknown[192.0.2.1]: request longer than 2048: AAAA...",
      "warning: SASL: Connect to private/auth failed: No such file or directory",
      "warning: xsasl_cyrus_server_get_mechanism_list: no applicable SASL mechanisms",
      "improper command pipelining after EHLO from unknown[192.0.2.1]: QUIT\\r\\n",
      "warning: restriction `reject_unknown_foo' after `permit' is ignored",
      "warning: unknown smtpd restriction: \"reject_everything\"",
      "warning: problem talking to server 127.0.0.1:10023: Connection refused",
      "warning: 1.2.0.192.zen.example: RBL lookup error: Host or domain name not found. "
        + "Name service error for name=1.2.0.192.zen.example type=A: Host not found, try again",
      "statistics: max connection rate 12/60s for (smtp:192.0.2.1) at Nov 23 18:10:13",
      "statistics: max auth rate 2/60s for (submission:192.0.2.1) at Nov 23 18:10:13",
      "statistics: max connection rate 1/1m for (smtp:192.0.2.1) at Nov 23 18:10:13",
      "statistics: max message rate 2/1h for (smtp:192.0.2.1) at Nov 23 18:10:13",
      "statistics: max newtls rate 3/1d for (smtp:192.0.2.1) at Nov 23 18:10:13",
      "disconnect: bare <LF> received after DATA from unknown[192.0.2.1]",
      // DANE without what it needs, and files of the local delivery agent.
      "warning: example.org: dane configured with dnssec lookups disabled",
      "warning: example.org: dane-only configured, but no requisite library support",
      "warning: example.org: dns resolver options incompatible with dane TLS",
      "TLSRPT: status=failure, domain=example.org, receiving_mx=mx.example.org[192.0.2.1], "
        + "failure_type=certificate_expired",
      "warning: unable to create lock file /var/mail/jan.lock: Permission denied",
      // The queue.
      "warning: mail for b.example is using up 5001 of 20000 active queue entries",
      "warning: this may slow down other mail deliveries",
      "warning: you may need to increase the main.cf smtp_destination_concurrency_limit from 20",
      "warning: trace service failure",
      // Without a tag nobody knows which messages were named before.
      "Deleted: 17 messages",
      "warning: premature end-of-input on private/smtp socket while reading input attribute name",
      "warning: timeout on private/smtp socket while reading input attribute name",
      "warning: private/smtp socket: malformed response",
      "warning: transport smtp failure -- see a previous warning/fatal/panic logfile record for the problem description",
      "4B2C3D4E5F: skipped, still being delivered",
      // The client.
      "4B2C3D4E5F: enabling PIX workarounds: disable_esmtp delay_dotcrlf for mx.b.example[192.0.2.9]:25",
      "4B2C3D4E5F: breaking line > 998 bytes with <CR><LF>SPACE",
      "4B2C3D4E5F: Used TLS for mx.b.example[192.0.2.9]:25",
      "warning: valid_hostname: invalid character 95(decimal): a_b.example",
      "warning: malformed domain name in resource data of MX record for b.example: ",
      "warning: numeric domain name in resource data of MX record for b.example: 192.0.2.9",
      "warning: TLS policy lookup for b.example/mx.b.example: TLS is selected, but TLS is not compiled in",
      "warning: smtp_connect_addr: bind 192.0.2.7: Cannot assign requested address",
      // Daemons and scripts.
      "daemon started -- version 3.11.6, configuration /etc/postfix",
      "terminating on signal 15",
      "reload -- version 2.3.0, configuration /etc/postfix",
      "warning: process /usr/lib/postfix/sbin/smtpd pid 4711 exit status 1",
      "warning: process /usr/lib/postfix/sbin/smtpd pid 4711 killed by signal 11",
      "warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling",
      "warning: service \"smtp\" (25) has reached its process limit \"100\": new clients may experience noticeable delays",
      "warning: to avoid this condition, increase the process count in master.cf or reduce the service time per client",
      "fatal: bind 0.0.0.0 port 25: Address already in use",
      "fatal: bind 0.0.0.0 port 25: Address in use",
      "fatal: no SASL authentication mechanisms",
      "fatal: parameter inet_interfaces: no local interface found for 192.0.2.8",
      "fatal: /etc/postfix/master.cf: line 12: bad transport type: inot",
      "fatal: the Postfix mail system is already running",
      "the Postfix mail system is running: PID: 4711",
      "warning: group or other writable: /etc/postfix/./main.cf",
      "warning: symlink leaves directory: /etc/postfix/./makedefs.out",
      "warning: /var/spool/postfix/etc/resolv.conf and /etc/resolv.conf differ",
      "Postfix is using backwards-compatible default settings",
      "See http://www.postfix.org/COMPATIBILITY_README.html for details",
      "To disable backwards compatibility use \"postconf compatibility_level=3.6\" and \"postfix reload\"",
      "/etc/postfix/master.cf: line 14: using backwards-compatible default setting chroot=y",
      // Tables.
      "error: open database /etc/aliases.db: No such file or directory",
      "error: missing '=' after attribute name: \"inline:{a}\"; need \"inline:{name=value...}\"",
      "warning: hash:/etc/aliases is unavailable. open database /etc/aliases.db: No such file or directory",
      "warning: hash:/etc/aliases: lookup of 'root' failed",
      "warning: database /etc/postfix/transport.db is older than source file /etc/postfix/transport",
      "warning: ldap:/etc/postfix/ldap.cf lookup error for \"r@b.example\"",
      "warning: dict_ldap_connect: Unable to bind to server ldap://127.0.0.1 with dn cn=x: -1 (Can't contact LDAP server)",
      "warning: connect to mysql server 127.0.0.1: Can't connect to MySQL server on '127.0.0.1' (111)",
      "warning: regexp map /etc/postfix/header_checks, line 3: ignoring unrecognized request",
      "warning: /etc/postfix/main.cf, line 12: overriding earlier entry: myhostname=a.example",
      "warning: /etc/postfix/main.cf: unused parameter: smtpd_foo=bar",
      "table hash:/etc/postfix/transport(0,lock|fold_fix) has changed -- restarting",
      "cache btree:/var/lib/postfix/smtpd_scache full cleanup: retained=3 dropped=1 entries",
      // Filters and signers.
      "warning: connect to Milter service inet:localhost:8891: Connection refused",
      "warning: milter inet:localhost:8891: can't read SMFIC_OPTNEG reply packet header: Success",
      "warning: milter unix:/run/x.sock: unreasonable packet length: 1397768525 > 1073741823",
      // TLS at all levels and of all generations of OpenSSL.
      "setting up TLS connection to mx.b.example[192.0.2.9]:25",
      "mx.b.example[192.0.2.9]:25: TLS cipher list \"aNULL:-aNULL:HIGH:@STRENGTH\"",
      "SSL_connect:before SSL initialization", "SSL_connect:before/connect initialization",
      "SSL_connect:SSLv2/v3 write client hello A", "SSL_connect:SSLv3 read server hello A",
      "SSL_connect:unknown state", "SSL_accept:TLSv1.3 early data",
      "SSL_accept:SSLv3 flush data", "SSL3 alert read:fatal:certificate unknown",
      "SSL3 alert write:warning:close notify",
      "SSL_accept:error in SSLv3 read client certificate A",
      "SSL_accept:failed in SSLv3 read client hello A",
      "mx.b.example[192.0.2.9]:25: depth=1 verify=1 subject=/C=US/O=X/CN=Y",
      "mx.b.example[192.0.2.9]:25: Matched DANE EE certificate at depth 0: 3 1 1 AB12",
      "mx.b.example[192.0.2.9]:25: Reusing old session",
      "mx.b.example[192.0.2.9]:25: re-using session with untrusted certificate, look for details earlier in the log",
      "issuer=/C=US/O=X/CN=Y", "subject=/CN=mx.b.example",
      "read from 55D0 [55D1] (5 bytes => -1 (0xFFFFFFFFFFFFFFFF))",
      "write to 55D0 [55D1] (517 bytes => 517 (0x205))",
      "0000 16 03 01 02 00 01 00 01-fc 03 03 5b 0e 32 b9 8d ...........[.2..",
      "0000 - 16 03 01 00 a5 01 00 00-a1 03 03                  ...........",
      "0200 - <SPACES/NULLS>",
      "warning: cannot get RSA private key from file \"/etc/x.pem\": disabling TLS support",
      "warning: No server certs available. TLS won't be enabled",
      "CONNECT from [192.0.2.1]:4000", "DISCONNECT [192.0.2.1]:4000",
      // postscreen.
      "PASS OLD [2001:db8::1]:4000", "ALLOWLISTED [192.0.2.1]:4000",
      "WHITELIST VETO [192.0.2.1]:4000",
      "DNSBL rank 5 for [192.0.2.1]:4000",
      "PREGREET 11 after 0.07 from [192.0.2.1]:4000: EHLO User\\r\\n",
      "HANGUP after 0 from [192.0.2.1]:4000 in tests before SMTP handshake",
      "NON-SMTP COMMAND from [192.0.2.1]:4000 after CONNECT: Subject: x",
      "BARE NEWLINE from [192.0.2.1]:4000 after EHLO",
      "COMMAND TIME LIMIT from [192.0.2.1]:4000 after CONNECT",
      "addr 192.0.2.1 listed by domain zen.example as 127.0.0.4",
      "warning: dnsblog_query: lookup error for DNS query 1.2.0.192.zen.example: Host or domain name not found.",
      "warning: psc_cache_update: btree:/var/lib/postfix/postscreen_cache update average delay is 120 ms",
      // Verbose.
      "> mx.b.example[192.0.2.9]:25: EHLO a.example", "< unknown[192.0.2.1]: QUIT",
      "match_hostname: mx.b.example ~? 127.0.0.0/8", "send attr request = connect",
      // A logger may take the blank off that ends such a line.
      "send attr sender =", "extracted envelope E", "pref    0 host mx.b.example/192.0.2.1",
      "fatal: 127.0.0.1:wrong: Servname not supported for ai_socktype",
      "Compiled against Berkeley DB: 5.3.21?",
      "input attribute name: status", "name_mask: ipv4",
      "rewrite_clnt: local: root -> root@a.example",
    ])
  func ignored(line: String) {
    #expect(understand(line).verdict == .ignored, "\(line)")
  }

  @Test(
    "Events, with their kinds",
    arguments: [
      (.smtpd, "NOQUEUE: lost connection after CONNECT from unknown[192.0.2.1]", .lost),
      (.smtpd, "4B2C3D4E5F: timeout after DATA (12 bytes) from unknown[192.0.2.1]", .lost),
      (
        .smtpd,
        "NOQUEUE: reject: CONNECT from unknown[192.0.2.1]: 554 5.7.1 <unknown[192.0.2.1]>: "
          + "Client host rejected: Access denied; proto=SMTP", .reject
      ),
      (
        .smtpd,
        "NOQUEUE: reject: RCPT from a.example[192.0.2.1]: 450 4.1.1 <r@b.example>: Recipient address "
          + "rejected: x; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<a> sasl_method=PLAIN "
          + "sasl_username=u", .reject
      ),
      (
        .smtpd,
        "NOQUEUE: reject: RCPT from a.example[192.0.2.1]: 554 5.7.1 <r@b.example>: Relay access "
          + "denied; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<a> sasl_method=PLAIN "
          + "sasl_username=Anna Muster; x sasl_sender=s@a.example", .reject
      ),
      (
        .smtpd,
        "NOQUEUE: reject: CONNECT from unknown[192.0.2.1]: 421 4.3.0 a.example Server local data error",
        .reject
      ),
      (
        .smtpd, "NOQUEUE: abort: TLS from a.example[192.0.2.1]: Client certificate not trusted",
        .reject
      ),
      (
        .postscreen, "NOQUEUE: reject: CONNECT from [192.0.2.1]:4000: too many connections", .reject
      ),
      (
        .cleanup,
        "4B2C3D4E5F: replace: header Subject: a from b from local; from=<s@a.example>: Subject: c",
        .check
      ),
      (
        .cleanup,
        "4B2C3D4E5F: warning: header Subject: a from x[192.0.2.1]; from=<> to=<r@b.example> proto=ESMTP helo=<x>",
        .check
      ),
      (
        .cleanup,
        "4B2C3D4E5F: milter-header-reject: header Subject: a from x[192.0.2.1]; from=<s@a.example>: 5.7.1 no",
        .check
      ),
      (.smtp, "4B2C3D4E5F: replace: header Received: from inside: Received: from outside", .check),
      (.cleanup, "warning: 4B2C3D4E5F: message rejected: hopcount exceeded", .reject),
      (.qmgr, "warning: 4B2C3D4E5F: message rejected: missing size record", .reject),
      (.cleanup, "warning: 4B2C3D4E5F: queue file size limit exceeded", .reject),
      (.cleanup, "4B2C3D4E5F: removed (discarded)", .removed),
      (.bounce, "4B2C3D4E5F: status=deferred (bounce failed)", .note),
      (.bounce, "warning: 4B2C3D4E5F: sender notification failed to s@a.example: x", .note),
      (.qmgr, "4B2C3D4E5F: from=<s@a.example>, status=force-expired, returned to sender", .expired),
      (.local, "4B2C3D4E5F: passing <r@b.example> to transport=relay", .note),
      (
        .local,
        "4B2C3D4E5F: to=<r@b.example>, relay=local, delay=0.1, status=sent (forwarded as 5B2C3D4E5F)",
        .attempt
      ),
      (
        .pipe,
        "4B2C3D4E5F: to=<r@b.example>, relay=dovecot, delay=1, status=sent (delivered via dovecot service)",
        .attempt
      ),
      (.smtp, "connect to mx.b.example[192.0.2.9]: Connection refused (port 25)", .connectFailed),
      (.smtp, "connect to mail[private/lmtp]: No such file or directory", .connectFailed),
      (.smtp, "connect to mx.b.example[192.0.2.9]:25: Operation timed out", .connectFailed),
      (
        .smtp,
        "TLS connection established to mx.b.example: TLSv1 with cipher DHE-RSA-AES256-SHA (256/256 bits)",
        .tls
      ),
      (.tlsproxy, "CONNECT to [192.0.2.9]:25", .connect),
      (.smtpd, "SSL_accept error from unknown[192.0.2.1]: -1", .tlsProblem),
      (.smtp, "SSL_connect error to mx.b.example[192.0.2.9]:25: Broken pipe", .tlsProblem),
      (
        .smtp,
        "certificate verification failed for mx.b.example[192.0.2.9]:25: not designated for use as a server certificate",
        .tlsProblem
      ),
      (.smtp, "SSL_connect:SSLv3/TLS read server hello", .tlsTrace),
      // Without what stood in angle brackets, or without its envelope, as pages show them.
      (
        .smtp, "4B2C3D4E5F: to=r@b.example, orig_to=root, relay=none, delay=1, status=deferred (x)",
        .attempt
      ),
      (.smtp, "4B2C3D4E5F: to=, relay=none, delay=1, status=deferred (x)", .attempt),
      (
        .smtp, "4B2C3D4E5F: to=<r@b.example>, relay=mx[192.0.2.9]:25, status=sent (250 Ok)",
        .attempt
      ),
      (.qmgr, "4B2C3D4E5F: from=<s@a.example>, size=412, nrcpt=1", .queued),
      (.smtpd, "NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554", .reject),
      (.qmgr, "4B2C3D4E5F: from=s@a.example, size=412, nrcpt=1 (queue active)", .queued),
      (.qmgr, "4B2C3D4E5F: from=<s@a.example>, size=412, nrcpt=1 (queue active)  ", .queued),
      (.qmgr, "4B2C3D4E5F: from=, status=expired, returned to sender ", .expired),
      (.pickup, "4B2C3D4E5F: uid=0 from=root", .pickup),
      (
        .smtpd,
        "NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 450 4.7.1 : Helo command rejected: Host not "
          + "found; from= to= proto=ESMTP helo=", .reject
      ),
      (
        .smtpd,
        "NOQUEUE: reject: VRFY from unknown[192.0.2.1]: 550 5.1.1 <root>: Recipient address rejected: "
          + "User unknown in local recipient table; to=<root> proto=SMTP helo=<x>", .reject
      ),
      (
        .smtpd, "NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 Service unavailable",
        .reject
      ),
      (
        .smtpd,
        "NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 Service unavailable; Client host "
          + "[192.0.2.1] blocked using zen.example", .reject
      ),
      // Address verification.
      (
        .smtp,
        "4B2C3D4E5F: to=<r@b.example>, relay=none, delay=1, dsn=5.1.1, "
          + "status=undeliverable-but-not-cached (x)", .attempt
      ),
      (
        .smtp, "4B2C3D4E5F: to=<r@b.example>, relay=none, delay=1, status=deliverable (x)", .attempt
      ),
      // Line ends that our server does not take.
      (.smtpd, "bare <LF> received after DATA (12 bytes) from unknown[192.0.2.1]", .lost),
      (.smtpd, "4B2C3D4E5F: reject: bare <LF> received after DATA from unknown[192.0.2.1]", .lost),
      (
        .smtpd,
        "4B2C3D4E5F: reject: DATA content from unknown[192.0.2.1]: bare <LF> received; "
          + "from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<x>", .reject
      ),
      // Logins.
      (.smtpd, "warning: a.example[192.0.2.1]:4711: SASL LOGIN authentication failed: x", .note),
      (.smtpd, "a.example[192.0.2.1]:4711: SASL LOGIN authentication failed: x", .note),
    ] as [(PostfixProgram, String, LineEvent.Kind)])
  func events(program: PostfixProgram, line: String, kind: LineEvent.Kind) {
    let understood = understand(line, by: program)
    #expect(understood.kind == kind, "\(line): \(understood)")
    #expect(understood.verdict == .event, "\(line): \(understood)")
  }

  @Test("A full stop behind the reason changes nothing")
  func fullStop() {
    let words =
      "certificate verification failed for mx.b.example[192.0.2.9]:25: self-signed certificate"
    let understood = understand(words + ".", by: .smtp)
    #expect(understood == understand(words, by: .smtp))
    #expect(understood.values[.reason] == words)
    #expect(understood.values[.relayPort] == "25")
  }

  @Test("Addresses without brackets are read, and none where nothing stands")
  func bareAddresses() {
    let sent = understand(
      "4B2C3D4E5F: to=r@b.example, orig_to=root, relay=local, delay=1, status=sent (x) ", by: .local
    )
    #expect(sent.values[.to] == "r@b.example")
    #expect(sent.values[.origTo] == "root")
    #expect(sent.values[.reason] == "x")
    let page = understand(
      "4B2C3D4E5F: to=&lt;r@b.example&gt;, relay=127.0.0.1:2525, status=sent (x)", by: .smtp)
    #expect(page.values[.to] == "r@b.example")
    #expect(page.values[.relayIP] == "127.0.0.1")
    #expect(page.values[.relayPort] == "2525")
    #expect(understand("4B2C3D4E5F: from=, size=412, nrcpt=1 (queue active)").values[.from] == nil)
    #expect(understand("4B2C3D4E5F: from=<>, size=412, nrcpt=1 (queue active)").values[.from] == "")
  }

  @Test("A message refused for its hops: action and reason are in the line")
  func hopCount() {
    let understood = understand(
      "warning: 4B2C3D4E5F: message rejected: hopcount exceeded", by: .cleanup)
    #expect(understood.values[.action] == "reject")
    #expect(understood.values[.reason] == "message rejected: hopcount exceeded")
    #expect(understood.values[.text] == "hopcount exceeded")
  }

  @Test("An answer to STARTTLS or AUTH gives its code, and Postfix's words stay the reason")
  func answers() {
    for (reason, code) in [
      (
        "TLS is required, but host mx.b.example[192.0.2.9] refused to start TLS: 454 4.7.0 no",
        "454"
      ),
      (
        "Sender requested REQUIRETLS, but host mx.b.example[192.0.2.9] refused to start TLS: 502 no",
        "502"
      ),
      ("SASL authentication failed; server mx.b.example[192.0.2.9] said: 535 5.7.8 no", "535"),
    ] {
      let understood = understand(
        "4B2C3D4E5F: to=<r@b.example>, relay=mx.b.example[192.0.2.9]:25, delay=1, dsn=4.7.0, "
          + "status=deferred (\(reason))", by: .smtp)
      #expect(understood.values[.replyCode] == code)
      #expect(understood.values[.reply] == nil)
      #expect(understood.values[.reason] == reason)
    }
  }

  @Test("REQUIRETLS that was only wished for is noted, and nothing failed")
  func wishes() {
    for text in [
      "Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host mx.b.example[192.0.2.9]",
      "Sender requested REQUIRETLS, but my configured TLS security level 'may' disables certificate "
        + "matching. The last attempted server was mx.b.example",
    ] {
      #expect(understand("4B2C3D4E5F: \(text)", by: .smtp).verdict == .ignored)
    }
    let failed = understand(
      "4B2C3D4E5F: Sender requested REQUIRETLS, but TLS service was not offered by host "
        + "mx.b.example[192.0.2.9]", by: .smtp)
    #expect(failed.kind == .hostFailed)
    #expect(failed.values[.relayIP] == "192.0.2.9")
  }

  @Test("BDAT beyond the size limit refuses the message")
  func tooLargeInParts() {
    let understood = understand(
      "warning: 4B2C3D4E5F: BDAT request from unknown[192.0.2.9] exceeds message size limit",
      by: .smtpd)
    #expect(understood.kind == .reject)
    #expect(
      understood.values[.reason]
        == "BDAT request from unknown[192.0.2.9] exceeds message size limit")
  }

  @Test("A message too large for the queue has no word for an action")
  func tooLarge() {
    let understood = understand(
      "warning: 4B2C3D4E5F: queue file size limit exceeded", by: .smtpd)
    #expect(understood.values[.action] == nil)
    #expect(understood.values[.reason] == "queue file size limit exceeded")
  }

  @Test(
    "What begins like a form, or stands behind another severity word, is unknown",
    arguments: [
      "cannot do that", "warning: cannot do that", "the map is not there", "user x: y",
      "smtp_foo: bar",
      "fatal: terminating on signal 15", "warning: daemon started -- version 3, configuration /x",
      "a_b: c", "hostname a does not resolve to address 192.0.2.1", "queue file", "",
    ].filter { !$0.isEmpty })
  func unknown(line: String) {
    #expect(understand(line).verdict == .unknown, "\(line)")
  }
}
