import MailTerms
import Testing

@testable import MailEvents

/// `unknown` must be honest for Exim too: one wrong letter in words of its own and the line is not
/// understood. Its `KEY=` fields are left out: one that nobody knows must not hide the rest.
@Suite("Lines of Exim with a wrong letter")
struct MutatedEximWordTests {
  static let lines = [
    "1vwyFU-000320-2S {Completed}",
    "1vwyFU-000320-2S == r@b.example R=r T=t {defer} (111): Connection refused",
    "1vwyFU-000320-2S H=mx.b.example [192.0.2.7] {TLS error on connection} (recv): x",
    "1vwyFU-000320-2S H=mx.b.example [192.0.2.7]: {SMTP timeout after} DATA",
    "1vwyFU-000320-2S [192.0.2.7] {SSL verify error}: depth=0 error=x cert=/CN=b",
    "1vwyFU-000320-2S {Message is frozen}", "1vwyFU-000320-2S {Unfrozen by} auto-thaw",
    "1vwyFU-000320-2S {cancelled by} timeout_frozen_after", "1vwyFU-000320-2S {removed by} root",
    "1vwyFU-000320-2S {no immediate delivery}: queued by ACL",
    "1vwyFU-000320-2S {SMTP connection lost after final dot} H=a [192.0.2.7]",
    "H=(a.example) [192.0.2.7] F=<s@a.example> {rejected} RCPT <r@b.example>: no",
    "H=(a.example) [192.0.2.7] F=<s@a.example> RCPT <r@b.example>: {discarded by} RCPT ACL",
    "{TLS error on connection from} a.example [192.0.2.7] (SSL_accept): x",
    "{TLS error on connection} Ci=4711 {from} a.example [192.0.2.7] (SSL_accept): x",
    "{Start queue run}: pid=1", "{End queue run}: pid=1", "{SMTP connection from} [192.0.2.7] lost",
    "{refused connection from} [192.0.2.7]", "{no MAIL in SMTP connection from} [192.0.2.7] D=1s",
    "{unexpected disconnection while reading SMTP command from} [192.0.2.7]",
  ]

  @Test("As they are written they are understood, changed they are not", arguments: lines)
  func words(line: String) {
    let marked = MarkedLine(line)
    #expect(understand(marked.text, in: .exim).verdict != .unknown, "\(marked.text)")
    for text in marked.mutations {
      #expect(understand(text, in: .exim).verdict == .unknown, "\(text)")
    }
  }
}
