internal import ByteTools

/// Forms of Exim's lines that say nothing of a message's fate, as `GlobTable` writes them. From the
/// calls of `log_write` in releases 4.80 to 4.99.
struct EximForms: Sendable {
  static let all = EximForms()

  private let message = GlobTable(Self.messageForms)
  private let session = GlobTable(Self.sessionForms)
  private let host = GlobTable(Self.hostForms)

  func isMessageForm(_ text: ByteView) -> Bool { message.matches(text) }
  func isSessionForm(_ text: ByteView) -> Bool { session.matches(text) }
  func isHostForm(_ text: ByteView) -> Bool { host.matches(text) }

  /// Behind a message ID.
  private static let messageForms: [StaticString] = [
    "Message is frozen*", "no immediate delivery: *", "Spool file is locked *",
    "Spool file for * is locked *", "DKIM: *", "DMARC: *", "ARC: *", "SPF*",
    "original recipients ignored (system filter)*", "Delivery deferred by system filter*",
    "Message abandoned: *", "*: message abandoned*", "*error ignored*",
    "*failure notify not requested*", "sender address changed to *",
    "no IP address found for host *", "no host name found for IP address *", "Message removed*",
    "Warning: *", "*continued delivery*", "daemon: *", "spool file *", "Format error in spool file*",
    "Spool error for *", "retry time not reached*", "queue run *", "Unfrozen *",
    "DSN: *", "malware acl condition: *", "spam acl condition: *", "PRDR *", "log_reject_target*",
    "== *", "Existing DKIM*", "signing failed*", "failed to expand *", "Failed to *", "failed to *",
    "TLS: *", "tls_* *", "smtp transport process *", "delivery to *", "process *", "*** *",
    "remote delivery process count *", "retry defer*", "return message *", "error *",
    "Rewritten *", "Completed *", "dnsdb *", "LMTP *", "* cutthrough *", "callout *",
  ]

  /// Without a message ID.
  private static let sessionForms: [StaticString] = [
    "cwd=*", "exim * daemon started: *", "exim * daemon (re)started*", "Start queue run: *",
    "End queue run: *", "SIGHUP received*", "pid #: *", "listening on *", "Warning: *",
    "SMTP connection from *", "SMTP connection Ci=* from *", "SMTP connection outbound *",
    "no MAIL in SMTP connection from *",
    "no host name found for IP address *", "no IP address found for host *",
    "unexpected disconnection while reading SMTP command from *", "SMTP command timeout on *",
    "SMTP data timeout *", "SMTP protocol error in *", "SMTP protocol synchronization error *",
    "SMTP protocol violation: *", "SMTP syntax error in *", "SMTP call from *",
    "syntactically invalid *", "unqualified *", "* authenticator failed for *",
    "refused connection from *", "temporarily refused connection from *", "Connection from *",
    "too many recipients: *", "TLS client disconnected cleanly *", "TLS: *", "TLS error *",
    "H=* sender verify *", "sender verify *", "H=* Warning: *", "H=* incomplete transaction *",
    "DKIM: *", "DMARC: *", "ARC: *", "SPF*", "rcpt *", "VRFY *", "EXPN *", "ETRN *",
    "exim: *", "Exim configuration file *", "Exim configuration error*", "Cannot open *",
    "Failed to *", "failed to *", "could not *", "unable to *", "daemon: *", "socket bind() *",
    "setsockopt*", "accept*", "fork *", "2* Exim *", "queue run*", "ignoring *", "warning: *",
    "LOG: *", "malware acl condition: *", "spam acl condition: *", "lookup of *", "retry *",
    "tls_*", "rejected HELO *", "AUTH *", "PROXY *", "Proxy *", "proxy *", "DANE *", "smtp_*",
    "bind() *", "pipe *", "stdin *", "unknown *", "Error *", "error *", "lost *", "connect *",
    "relay *", "spool *", "no spool *", "cannot *", "host *", "mua_wrapper*", "notify *",
    "H=* D=*", "[*] SSL verify error*", "bad *", "ident *", "Berkeley DB error*", "dbm *",
  ]

  /// Why one host failed, behind `H=NAME [IP]`.
  private static let hostForms: [StaticString] = [
    "*: Broken pipe", "*: Connection reset by peer", "*: Connection timed out",
    "Connection refused*", "Connection timed out*", "Connection reset by peer*",
    "No route to host*", "Network is unreachable*", "Network unreachable*", "Host is down*",
    "Operation timed out*", "Broken pipe*",
    "SMTP error from remote *", "SMTP timeout after *", "LMTP error after *", "LMTP timeout *",
    "PRDR error after *", "Remote host closed connection *", "Malformed SMTP reply *",
    "smtp send to * failed: *", "a TLS session is required, but *", "TLS session: *",
    "TLS session *", "DANE error: *", "DANE attempt failed*", "connect() *", "~*",
    "failure while setting up TLS session*", "authentication required but *",
    "retry timeout exceeded*", "Permission denied*", "Address not available*",
    "Cannot assign requested address*", "bad first read *", "connection limit reached*",
    "REQUIRE_SMTPUTF8*", "utf8 support *", "proxying *", "* authenticator *", "Software caused *",
    "Invalid argument*", "Protocol not available*", "Address family not supported*",
    "Connection aborted*", "lost connection*", "response to *", "host lookup *", "internal problem *",
    "expected *", "no such *",
  ]
}
