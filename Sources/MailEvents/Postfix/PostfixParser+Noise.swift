internal import ByteTools

/// Lines that are known and say nothing of any message's fate.
///
/// A `*` stands for any run of bytes; a form must match from the text's start to its end. What is in
/// none of these tables is unknown, and a report says so.
extension PostfixParser {
  static func isNoise(_ text: ByteView, _ severity: LineEvent.Severity) -> Bool {
    let table = severity == .info ? information : complaints
    return table.matches(text) || (severity != .info && information.matches(text))
  }

  static func isMessageNoise(_ text: ByteView, _ severity: LineEvent.Severity) -> Bool {
    (severity == .info ? messageInformation : messageComplaints).matches(text)
      || isNoise(text, severity)
  }

  /// Without a severity word. Sources: `tls_client.c`, `tls_server.c`, `tls_verify.c`, `tls_misc.c`
  /// (loglevel 2 and more); `master.c`; `postfix-script`; `anvil.c`, `scache.c`, `verify.c`; `dnsblog.c`.
  private static let information = GlobTable([
    "SSL_connect:*", "SSL_accept:*", "SSL3 alert *", "setting up TLS connection to *",
    "setting up TLS connection from *", "*: TLS cipher list \"*", "initializing the client-side TLS engine",
    "initializing the server-side TLS engine", "*: depth=* verify=* subject=*",
    "*: certificate verification depth=*", "*: matched peername: *", "*: Matched *",
    "*: subject_CN=*, issuer*=*", "*: Issuing session ticket, *", "*: Decrypting session ticket, *",
    "*: looking for session * in * cache", "*: lookup session *",
    "*: Reusing old session*", "*: save session * to * cache", "*: reloaded session * from * cache",
    "*: remove session * from * cache", "*: re-using session with untrusted*", "*: certificate mismatch*",
    "*: subjectAltName: *", "*: CommonName *", "*: TLSA *", "*: no TLSA *", "*: Peer verification: *",
    "*: Peer certificate *", "*: cert digest*", "*: pkey digest*", "*: fingerprint*",
    "*: SNI hostname: *", "*: session * is *", "*: not re-using session*", "*: digest as private-use TLSA record: *",
    "unknown key digest *", "TLS SNI *", "*: TLS SNI *",
    "certificate verification depth=*", "verify error:num=*", "verify return:*",
    "save session *", "lookup *", "read from *", "write to *", "Read * chars: *", "Write * chars: *",
    "* bytes key *", "Peer sent *", "TLS protocol trace for *", "Disabling TLS*",
    "daemon started -- version *", "daemon started", "terminating on signal *", "reload -- version *",
    "reload configuration *", "reload",
    "starting the Postfix mail system", "stopping the Postfix mail system",
    "refreshing the Postfix mail system", "aborting the Postfix mail system",
    "the Postfix mail system is running: PID: *", "the Postfix mail system is not running",
    "waiting for the Postfix mail system to terminate", "killing process group*",
    "rebuilding *", "Postfix is running with *", "To enable backwards-incompatible *", "See http*",
    "To disable backwards-compatibility *", "to change this setting*", "starting the * mail system*",
    "statistics: *", "cache * full cleanup: *", "database * full cleanup: *", "table * has changed -- restarting",
    "table * has changed -- finishing", "reopening *", "addr * listed by domain * as *",
    "cleaning up TLS session cache *", "cleaning TLS session cache*", "open */* session cache *",
    "discarding session*", "prune *", "end of session cache*",
    "Deleted: * message*", "Requeued: * message*", "Placed on hold: * message*",
    "Released from hold: * message*", "Renamed to match inode number: * message*",
    "Expired: * message*", "Deleted * message*", "scan *", "done *",
    "name_mask: *", "dict_*", "match_*", "watchdog_*", "connection established*", "master_*",
    "auto_clnt_*", "process generation *", "rewrite stream *", "private/*", "input attribute *",
    "proxymap stream *", "vstream_*", "inet_addr_*", "send attr *", "> *", "< *", "# *", "+ *",
    "smtp_*", "smtpd_*", "*: SASL *", "xsasl_*", "report * to *", "deliver_*", "before input_transp_*",
    "event_*", "mail_*", "rcpt_*", "flush_*", "qmgr_*", "set_*",
    "using backwards-compatible default setting *", "running fork*", "postlogd: *",
    "The process was reloaded*", "Postfix postlogd is *", "*postfix-script*: *",
    "* enabling PIX workarounds: *", "enabling PIX workarounds: *",
    "last message repeated * time*", "fatal signal*", "CONNECT from *", "connection to * closed*",
    "TLS handshake timeout*", "STARTTLS *", "blacklisted *", "cache *", "exited *", "error: *",
    "defer service failure", "unknown smtp*",
    "no clients left*", "no messages left*", "message-id=*",
  ])

  /// Behind `warning:`, `error:`, `fatal:` or `panic:`, without a queue ID.
  private static let complaints = GlobTable([
    "hostname * does not resolve to address *", "*: hostname * verification failed: *",
    "*: address not listed for hostname *", "*: SASL * authentication failed: *",
    "*: SASL * authentication failure: *", "SASL authentication failure: *", "SASL authentication problem: *",
    "SASL: *", "xsasl_*", "smtpd_peer_*", "Illegal address syntax from *", "non-SMTP command from *",
    "valid_hostname: *", "valid_ipv4_hostaddr: *", "valid_ipv6_hostaddr: *", "malformed domain name *",
    "numeric domain name in *", "numeric hostname: *", "restriction *", "unknown *", "unreasonable *",
    "support for *", "group or other writable: *", "not owned by *", "not set-gid or not owner*",
    "symlink leaves directory: *", "older *", "damaged message: *", "undefined *",
    "*: unused parameter: *", "*: undefined parameter: *", "unused parameter: *", "dict_*", "dict: *",
    "hash:* is unavailable*", "* is unavailable. *", "*: table lookup problem", "* lookup error for *",
    "* map lookup problem*", "maps_*", "proxy:*", "connect to * server *: *", "connect to *: *",
    "problem talking to *", "premature end-of-input on *", "timeout on *", "unexpected end-of-input *",
    "unexpected EOF *", "lost connection with *", "process * pid * exit status *",
    "process * pid * killed by signal *", "*: bad command startup -- throttling", "service \"*\" *",
    "to avoid this condition, *", "Postfix is running with *", "master_*", "fork: *", "fork throttling",
    "connection * limit exceeded*", "Connection * limit exceeded: *", "psc_*", "dnsblog_query: *",
    "dnsblog *", "getting * lookup *", "*: RBL lookup error: *", "RBL lookup error: *", "*RBL*",
    "no MX host for *", "host * replied to HELO/EHLO with my own hostname*",
    "host * greeted me with my own hostname*", "host * resolves to *", "numeric result *",
    "mailer loop: *", "relayhost configuration problem*", "relay * configuration*",
    "Host not found*", "Name service error*", "DNS *", "*DNSSEC*", "*TLSA*", "*DANE*",
    "TLS policy *", "TLS policy table *", "TLS has been selected, but *", "No server certs available. *",
    "cannot get * certificate from *", "cannot get * from file *", "cannot load *", "cannot *", "can't *",
    "Can't *", "No certificates*", "key * does not match*", "error loading *", "error *",
    "problem with *", "private key *", "TLS library problem: *", "TLS engine *", "tls_*", "tlsmgr *",
    "*: tlsmgr *", "*TLS session cache*", "untrusted issuer *", "peer *", "server * violates * policy*",
    "*: STARTTLS *", "Untrusted *", "Server certificate *", "client *", "network_biopair_*",
    "no * in *", "no * service *", "invalid *", "Invalid *", "bad *", "ignoring *", "ignore *", "overriding *",
    "open *", "close *", "read *", "write *", "stat *", "rename *", "remove *", "unlink *", "mkdir *",
    "chmod *", "create *", "truncate *", "fstat *", "fcntl *", "locking *", "unable to *", "failed to *",
    "file *", "queue *", "queue file *", "mail_queue_*", "mail system *", "Mail system *", "mail for *",
    "mail for * is using up *", "this may slow down other mail deliveries", "you may need to *",
    "please avoid flushing *", "or *", "you need to *", "you should *", "do not list domain *",
    "*: not found", "table *", "database *", "*: the * service is *", "*: trouble looking up *",
    "*: this must be *", "*.cf: *", "*/main.cf*", "*/master.cf*", "main.cf*", "master.cf*",
    "milter *", "*: connect to Milter service *", "connect to Milter service *", "Milter *", "milter8_*",
    "access table *", "header_checks: *", "body_checks: *", "mime_header_checks: *", "*_checks: *",
    "regexp map *", "pcre map *", "cidr map *", "* map *", "*: non-null host address bits *",
    "*: prepend *", "message * is *", "Recipient addresses must *", "Sender address *",
    "inet_*", "network *", "socket *", "bind *", "accept *", "listen *", "sendmsg *", "recvmsg *",
    "setuid *", "setgid *", "chroot *", "set_*", "daemon *", "the Postfix *", "usage: *", "use *",
    "post*: *", "*: fatal: *", "*: Operation *", "*: Permission denied", "*: No such file or directory",
    "*: Connection refused", "*: Connection timed out", "*: Resource temporarily unavailable",
    "*: Cannot allocate memory", "*: No space left on device", "garbage *", "malformed *", "missing *",
    "*: malformed *", "too many *", "exceeded *", "process limit *", "parameter *", "specify *",
    "*: conflicting *", "conflicting *", "duplicate *", "*: duplicate entry: *", "deprecated *",
    "*deprecated*", "*: using backwards-compatible *", "virtual_*", "local_*", "mydestination *", "mynetworks *",
    "myhostname *", "alias *", "*: alias *", "recipient_*", "sender_*", "relay_*", "transport *",
    "home directory *", "maximal *", "address *", "defer service *", "bounce service *", "trace service *",
    "verify service *", "*: address verification *", "verify *", "flush *", "cleanup *", "spawn *",
    "psc *", "postscreen *", "proxy *", "proxymap *", "scache *", "showq *", "smtp *", "smtpd *",
    "non-*", "process *", "uid *", "user *", "group *", "gethostby*", "getaddrinfo*", "getpeername*",
    "hostname *", "host *", "*: Host *", "LDAP *", "ldap *", "mysql *", "MySQL *", "pgsql *", "sqlite *",
    "database *", "*: dict_*", "*: query *", "watchdog timeout", "unsupported *", "unexpected *",
    "*: unexpected *", "no-*", "*_*: *", "* parameter *", "* attribute *", "New * limit exceeded: *",
  ])

  /// With a queue ID, without a severity word.
  private static let messageInformation = GlobTable([
    "enabling PIX workarounds: *", "breaking line > *", "replacing server reply *",
    "Sender requested REQUIRETLS, but *", "digest as private-use TLSA record: *", "skipped, still being delivered",
    "queued as *", "renamed file * as *", "*: matched peername: *", "from=<*>, nrcpt=* *",
    "to=<*>, skipped *", "deleting *", "uid=* from=<*", "DKIM-Signature field added *", "prepend: *",
  ])

  /// With a queue ID, behind `warning:` and its kin.
  private static let messageComplaints = GlobTable([
    "queue file size limit exceeded", "read timeout on *", "write queue file: *", "* map lookup problem *",
    "*: map lookup problem*", "virtual_alias_maps map lookup problem *", "*queue file*", "*: timeout*",
    "sender notification failed to *", "malformed *", "unreasonable *", "*alias expansion*", "*timed out*",
    "milter*", "header *", "*loop*",
  ])
}

/// Patterns with `*`, sorted by their first byte so that a line meets only those that can match.
struct GlobTable: Sendable {
  private let byFirst: [[StaticString]]
  private let open: [StaticString]

  init(_ patterns: [StaticString]) {
    var byFirst = Array(repeating: [StaticString](), count: 256)
    var open: [StaticString] = []
    for pattern in patterns {
      let first = pattern.utf8Start.pointee
      if first == UInt8(ascii: "*") { open.append(pattern) } else { byFirst[Int(first)].append(pattern) }
    }
    self.byFirst = byFirst
    self.open = open
  }

  func matches(_ text: ByteView) -> Bool {
    guard !text.isEmpty else { return false }
    return byFirst[Int(text[0])].contains { Self.matches(ByteView($0), text) }
      || open.contains { Self.matches(ByteView($0), text) }
  }

  /// Literal runs in order; the first at the start, the last at the end.
  static func matches(_ pattern: ByteView, _ text: ByteView) -> Bool {
    var at = 0
    var from = 0
    var isFirst = true
    while true {
      let star = pattern.firstIndex(of: UInt8(ascii: "*"), from: from)
      let literal = pattern[from..<(star ?? pattern.count)]
      if star == nil {
        return isFirst ? text == literal : text.count - literal.count >= at && text.ends(with: literal)
      }
      if isFirst {
        guard text.starts(with: literal) else { return false }
        at = literal.count
      } else if !literal.isEmpty {
        guard let found = text.firstRange(of: literal, from: at) else { return false }
        at = found.upperBound
      }
      isFirst = false
      from = (star ?? 0) + 1
    }
  }
}
