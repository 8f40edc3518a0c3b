internal import ByteTools

/// Forms of Exim's lines that say nothing of a message's fate, as `GlobTable` writes them. From the
/// calls of `log_write` in releases 4.80 to 4.99.
struct EximForms: Sendable {
  static let all = EximForms()

  private let message = GlobTable(Self.messageForms)
  private let session = GlobTable(Self.sessionForms)
  private let host = GlobTable(Self.hostForms)
  private let rare = GlobTable(Self.rareForms)

  func isMessageForm(_ text: ByteView) -> Bool { message.matches(text) || rare.matches(text) }
  func isSessionForm(_ text: ByteView) -> Bool { session.matches(text) || rare.matches(text) }
  func isHostForm(_ text: ByteView) -> Bool { host.matches(text) }

  /// Behind a message ID.
  private static let messageForms: [StaticString] = [
    "SSL_write: *", "SSL_read: *", "peer close after all rcpt responses*", "qualify/rewrite: *",
    "Message is frozen*", "no immediate delivery: *", "Spool file is locked *",
    "Spool file for @ is locked *", "Spool file @ not found*", "Format error in spool file *",
    "Spool error for *", "Error while reading spool file *",
    "DKIM: *", "DMARC: *", "DMARC results: *", "ARC: *", "SPF: *",
    "original recipients ignored (system filter)*",
    "Message abandoned: *", "*: message abandoned*", "*: error ignored*", "@: error ignored*",
    "*RFC 3461 DSN, failure notify not requested*", "DSN: *",
    "sender address changed to *", "no IP address found for host *",
    "no host name found for IP address *", "Warning: *", "continued delivery*",
    "skipped: *", "retry time not reached*", "DANE error: *", "PRDR *", "CHUNKING *",
    "return message *", "message too big *", "rewritten sender *", "cutthrough *",
    "failed to expand *", "failed to open *", "failed to write *", "failed to read *",
    "failed to set *", "failed to get *", "failed to create *", "failed to unlink *",
    "Failed to get *", "Failed to open *", "Failed to create *", "Failed to find *",
    "Failed to write *", "smtp transport process returned *", "delivery process *",
    "remote delivery process *", "Signal *", "string_sprintf *", "daemon: *", "smtp_filter *",
    "TLS SNI *", "ldap *", "lookup *", "dnsdb *", "Unable to *", "unable to *",
    "* authenticator failed H=*", "* authenticator cancelled authentication H=*",
    "SMTP connection from * closed by *", "SMTP connection from * lost *",
    "SMTP connection Ci=* from * lost *", "SMTP connection Ci=* from * closed by *",
    "Required TLS certificate status not received*",
    "Received TLS cert status response*", "Server certificate revoked*",
    "Server certificate status unknown*", "OCSP dates invalid*",
    "TLS error on connection from *", "* tmp-reject from cutthrough *",
    "@ router: *", "<*>: @ transport output: *", "no recipients found in headers*",
    "timed out while reading local message*", "Error while reading message with *",
    "spool directory space check failed: *", "tainted search query *", "SA: *",
  ]

  /// Without a message ID.
  private static let sessionForms: [StaticString] = [
    "cwd=*", "exim @ daemon started: *", "exim @ daemon (re)started*", "Start queue run: *",
    "End queue run: *", "SIGHUP received: *", "pid #: *", "listening on *", "Warning: *",
    "SMTP connection from *", "SMTP connection Ci=* from *", "SMTP connection outbound *",
    "SMTP connection identification *", "no MAIL in *SMTP connection from *",
    "no host name found for IP address *", "no IP address found for host *",
    "unexpected disconnection while reading SMTP command from *",
    "unexpected EOF while reading SMTP command from *", "SMTP command timeout on *",
    "SMTP data timeout *", "SMTP protocol error in *", "SMTP protocol synchronization error *",
    "SMTP protocol violation: *", "SMTP syntax error in *", "SMTP call from *",
    "syntactically invalid *", "unqualified sender rejected: *",
    "unqualified recipient rejected: *",
    "unqualified verify rejected: *", "* authenticator failed for *", "refused connection from *",
    "temporarily refused connection from *", "Connection from *", "too many recipients: *",
    "TLS client disconnected cleanly *", "TLS: *", "TLS error on connection to *",
    "TLS error on connection (*",
    "H=* sender verify *", "sender verify *", "H=* Warning: *", "H=* incomplete transaction *",
    "H=* D=*", "[@] SSL verify error*", "DKIM: *", "DMARC: *", "ARC: *", "SPF: *",
    "exim: *", "Exim configuration file *", "Exim configuration error*",
    "Cannot open main log file*", "Cannot open *", "could not be decoded*",
    "socket bind() to *", "bind() to *", "setsockopt(*", "accept(*", "daemon: *",
    "2# Exim *", "malware acl condition: *", "spam acl condition: *", "rejected HELO *",
    "PROXY *", "DANE error: *", "failed to expand *", "failed to open *", "failed to write *",
    "failed to get *", "failed to create *", "Failed to get *", "Failed to open *",
    "Failed to create *", "Failed to find *", "unable to *", "Unable to *", "ldap *",
    "* LOG: MAIN*", "rcpt_* *", "ignore*", "hosts_connection_nolog *", "smtp_banner *",
    "lost connection to *", "queue_run *", "queue run: *", "ident connection to *",
    "rejected EHLO *", "rejected MAIL from *", "rejected MAIL command *", "rejected AUTH *",
    "rejected XCLIENT *", "rejected \"*", "VRFY failed for *", "ETRN *", "ATRN *",
    "ignoring AUTH=*", "timed out while reading local message*", "Start @ queue run: *",
    "End @ queue run: *", "spool directory space check failed: *",
    "log directory space check failed: *", "DNS list lookup *", "WARNING: *", "TLS error (*",
    "no recipients found in headers*", "overlong message header line *",
    "Ci=* SMTP peer appears to have *", "[@] * verify denied by event-action: *", "ACL for *",
    "SA: *",
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
    "TLS session failure*", "DANE error: *", "DANE attempt failed*", "connect() *",
    "failure while setting up TLS session*", "authentication required but *",
    "retry timeout exceeded*", "Permission denied*", "Address not available*",
    "Cannot assign requested address*", "bad first read *", "connection limit reached*",
    "REQUIRE_SMTPUTF8*", "utf8 support *", "proxying *", "* authenticator *", "Software caused *",
    "Invalid argument*", "Protocol not available*", "Address family not supported*",
    "Connection aborted*", "lost connection*", "response to *", "host lookup *",
    "internal problem *", "Network Error*", "Host is unreachable*",
    "expected *", "no such *",
  ]
}
