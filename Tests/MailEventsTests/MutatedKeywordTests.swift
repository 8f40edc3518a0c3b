import ByteTools
import Testing

@testable import MailEvents

/// `unknown` must be honest: one wrong letter in a word of Postfix's own and the line is not understood.
@Suite("Lines with a wrong letter")
struct MutatedKeywordTests {
  /// What stands between `{` and `}` is Postfix's; the rest is a name, a number or a stranger's text.
  static let lines: [(PostfixProgram, String)] = [
    (.smtpd, "{connect from} mx.example.net[192.0.2.25]"),
    (
      .smtpd,
      "{disconnect from} mx.example.net[192.0.2.25] {ehlo}=2 {starttls}=1 {mail}=1 {rcpt}=0/1 {commands}=5/6"
    ),
    (.smtpd, "{lost connection after RCPT from} unknown[192.0.2.7]"),
    (.smtpd, "{timeout after END-OF-MESSAGE from} unknown[192.0.2.7]"),
    (.smtpd, "{too many errors after AUTH from} unknown[192.0.2.7]"),
    (.smtpd, "4B2C3D4E5F: {lost connection after DATA} (12 {bytes}) {from} unknown[192.0.2.7]"),
    (.smtpd, "NOQUEUE: {lost connection after CONNECT from} unknown[192.0.2.7]"),
    (.smtpd, "4B2C3D4E5F: {client}=mx.example.net[192.0.2.25], {sasl_method}=PLAIN"),
    (
      .smtpd,
      "NOQUEUE: {reject: RCPT from} a.example[192.0.2.1]: 554 5.7.1 <r@b.example>: Relay access denied; {from}=<s@a.example> {to}=<r@b.example> {proto}=ESMTP {helo}=<a.example>"
    ),
    (
      .smtpd,
      "4B2C3D4E5F: {milter-reject: END-OF-MESSAGE from} a.example[192.0.2.1]: 5.7.1 Spam; {from}=<s@a.example> {to}=<r@b.example> {proto}=ESMTP {helo}=<a.example>"
    ),
    (.smtpd, "NOQUEUE: {abort: TLS from} a.example[192.0.2.1]: {No client certificate presented}"),
    (
      .smtpd,
      "{proxy-reject: END-OF-MESSAGE}: 550 5.7.1 no; {from}=<s@a.example> {to}=<r@b.example> {proto}=ESMTP {helo}=<a.example>"
    ),
    (.smtpd, "{SSL_accept error from} a.example[192.0.2.1]: {Connection reset by peer}"),
    (.smtpd, "{warning: hostname} a.example {does not resolve to address} 192.0.2.1"),
    (
      .smtpd,
      "{warning: Connection concurrency limit exceeded}: 51 {from} a.example[192.0.2.1] {for service} smtp"
    ),
    (
      .smtpd,
      "{warning: TLS library problem}: error:0A000126:SSL routines::unexpected eof while reading:../x.c:314:"
    ),
    (.smtpd, "{warning: non-SMTP command from} a.example[192.0.2.1]: GET / HTTP/1.1"),
    (
      .smtpd,
      "{warning: Illegal address syntax from} a.example[192.0.2.1] {in} MAIL {command}: <x y>"
    ),
    (.smtpd, "{warning}: a.example[192.0.2.1]: {SASL} LOGIN {authentication failed}: UGFzc3dvcmQ6"),
    (.smtpd, "{improper command pipelining after} EHLO {from} a.example[192.0.2.1]: QUIT"),
    (.smtpd, "a.example[192.0.2.1]: {TLS cipher list} \"DEFAULT\""),
    (.smtpd, "{SSL_accept:SSLv}3/{TLS write server hello}"),
    (.smtpd, "{initializing the server-side TLS engine}"),
    (.smtpd, "a.example[192.0.2.1]: {Issuing session ticket, key expiration}: 1795462002"),
    (.anvil, "{statistics: max connection rate} 3/60{s for} (smtp:192.0.2.1) {at} Nov 23 18:10:13"),
    (.anvil, "{statistics: max cache size} 3 {at} Nov 23 18:10:13"),
    (.cleanup, "4B2C3D4E5F: {message-id}=<a@b.example>"),
    (
      .cleanup,
      "4B2C3D4E5F: {info: header} Subject: hello {from local}; {from}=<s@a.example> {to}=<r@b.example>: text"
    ),
    (.cleanup, "{warning}: 4B2C3D4E5F: {message rejected: hopcount exceeded}"),
    (.cleanup, "{warning}: 4B2C3D4E5F: {queue file size limit exceeded}"),
    (
      .cleanup,
      "{warning}: 4B2C3D4E5F: virtual_alias_maps {map lookup problem for} r@b.example -- {message not accepted, try again later}"
    ),
    (.cleanup, "4B2C3D4E5F: {removed} ({canceled})"),
    (.qmgr, "4B2C3D4E5F: {from}=<s@a.example>, {size}=412, {nrcpt}=1 ({queue active})"),
    (.qmgr, "4B2C3D4E5F: {from}=<s@a.example>, {status}={expired, returned to sender}"),
    (.qmgr, "4B2C3D4E5F: {removed}"),
    (.qmgr, "{warning: connect to transport} private/smtp: {Connection refused}"),
    (.pickup, "4B2C3D4E5F: {uid}=0 {from}=<root> {orig_id}=5B2C3D4E5F"),
    (.bounce, "4B2C3D4E5F: {sender non-delivery notification}: 5B2C3D4E5F"),
    (.bounce, "{warning}: 4B2C3D4E5F: {sender notification failed to} s@a.example"),
    (
      .smtp,
      "4B2C3D4E5F: {to}=<r@b.example>, {orig_to}=<q@b.example>, {relay}=mx.b.example[192.0.2.9]:25, {conn_use}=2, {delay}=0.1, {delays}=0/0/0.05/0.05, {tls}=may, {dsn}=2.0.0, {status}={sent} (250 ok)"
    ),
    (.smtp, "4B2C3D4E5F: {to}=<r@b.example>, {relay}=none, {delay}=1, {status}={deferred} (x)"),
    (
      .smtp,
      "4B2C3D4E5F: {host} mx.b.example[192.0.2.9] {said}: 450 4.2.0 later ({in reply to} RCPT TO command)"
    ),
    (.smtp, "4B2C3D4E5F: {host} mx.b.example[192.0.2.9] {refused to talk to me}: 421 busy"),
    (
      .smtp,
      "4B2C3D4E5F: {lost connection with} mx.b.example[192.0.2.9] {while sending message body}"
    ),
    (
      .smtp,
      "4B2C3D4E5F: {conversation with} mx.b.example[192.0.2.9] {timed out while receiving the initial server greeting}"
    ),
    (.smtp, "4B2C3D4E5F: {Cannot start TLS: handshake failure}"),
    (.smtp, "4B2C3D4E5F: {TLS is required, but was not offered by host} mx.b.example[192.0.2.9]"),
    (.smtp, "4B2C3D4E5F: {Server certificate not verified}"),
    (
      .smtp,
      "4B2C3D4E5F: {enabling PIX workarounds}: disable_esmtp {for} mx.b.example[192.0.2.9]:25"
    ),
    (.smtp, "{connect to} mx.b.example[192.0.2.9]:25: {Connection refused}"),
    (.smtp, "{connect to} mx.b.example[192.0.2.9]:25: {No route to host}"),
    (
      .smtp,
      "{Verified TLS connection established to} mx.b.example[192.0.2.9]:25: {TLSv}1.3 {with cipher} AES (256/256 {bits}) {key-exchange} X25519 {server-signature} RSA-PSS (2048 {bits}) {server-digest} SHA256"
    ),
    (.smtp, "{SSL_connect error to} mx.b.example[192.0.2.9]:25: {lost connection}"),
    (
      .smtp,
      "{certificate verification failed for} mx.b.example[192.0.2.9]:25: {untrusted issuer} /CN=x"
    ),
    (
      .smtp,
      "{server certificate verification failed for} mx.b.example[192.0.2.9]:25: {num}=62:hostname mismatch"
    ),
    (.smtp, "{setting up TLS connection to} mx.b.example[192.0.2.9]:25"),
    (.smtp, "mx.b.example[192.0.2.9]:25: {depth}=0 {verify}=1 {subject}=/CN=x"),
    (
      .smtp,
      "{warning: host} mx.b.example[192.0.2.9]:25 {greeted me with my own hostname} a.example"
    ),
    (.smtp, "{warning: no MX host for} b.example {has a valid address record}"),
    (.tlsproxy, "{TLS handshake failed for service}=smtp {peer}=[192.0.2.9]:25"),
    (.tlsproxy, "{DISCONNECT} [192.0.2.9]:25"),
    (.postscreen, "{CONNECT from} [192.0.2.1]:4000 {to} [192.0.2.2]:25"),
    (.postscreen, "{PASS NEW} [192.0.2.1]:4000"),
    (.postscreen, "{HANGUP after} 2.5 {from} [192.0.2.1]:4000 {in tests after SMTP handshake}"),
    (.postscreen, "{COMMAND PIPELINING from} [192.0.2.1]:4000 {after} MAIL: x"),
    (.postscreen, "{BARE NEWLINE from} [192.0.2.1]:4000 {after} CONNECT"),
    (
      .postscreen,
      "NOQUEUE: {reject: RCPT from} [192.0.2.1]:4000: 450 4.3.2 later; {from}=<s@a.example>, {to}=<r@b.example>, {proto}=ESMTP, {helo}=<a.example>"
    ),
    (.dnsblog, "{addr} 192.0.2.1 {listed by domain} zen.example {as} 127.0.0.4"),
    (.master, "{daemon started -- version} 3.7.11, {configuration} /etc/postfix"),
    (.master, "{warning: process} /usr/lib/postfix/smtpd {pid} 123 {exit status} 1"),
    (.master, "{warning}: /usr/lib/postfix/smtpd: {bad command startup -- throttling}"),
    (.postfixScript, "{refreshing the Postfix mail system}"),
    (.postsuper, "4B2C3D4E5F: {released from hold}"),
    (.postsuper, "{Requeued}: 3 {message}s"),
    (.postsuper, "{Released from hold}: 3 {message}s"),
    (.scache, "{statistics: domain lookup hits}=0 {miss}=9 {success}=0%"),
    (
      .trivialRewrite,
      "{table} hash:/etc/postfix/transport(0,lock|fold_fix) {has changed -- restarting}"
    ),
    (.smtpd, "{fatal: open database} /etc/postfix/x.db: {No such file or directory}"),
    (.smtpd, "{fatal: no SASL authentication mechanisms}"),
    (.smtpd, "{panic: event_enable_read: fd} 9: {multiple I/O request}"),
  ]

  @Test("As they are written they are understood", arguments: lines.indices)
  func whole(index: Int) {
    let (program, marked) = Self.lines[index]
    let text = MarkedLine(marked).text
    #expect(understand(text, by: program).verdict != .unknown, "\(text)")
  }

  @Test("With any letter of a keyword changed they are unknown", arguments: lines.indices)
  func mutated(index: Int) {
    let (program, marked) = Self.lines[index]
    for text in MarkedLine(marked).mutations {
      #expect(understand(text, by: program).verdict == .unknown, "\(text)")
    }
  }
}
