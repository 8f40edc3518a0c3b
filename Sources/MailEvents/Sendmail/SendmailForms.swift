internal import ByteTools

/// Forms of sendmail's lines that say nothing of a message's fate, as `GlobTable` writes them. From the
/// calls of `sm_syslog` in 8.17.1, and from earlier releases where those said it otherwise.
struct SendmailForms: Sendable {
  static let all = SendmailForms()

  private let noise = GlobTable(
    Self.daemonForms + Self.sessionForms + Self.messageForms + Self.filterForms + Self.tlsForms
      + Self.loginForms + Self.debugForms)

  func isNoise(_ text: ByteView) -> Bool { noise.matches(text) }

  /// The daemon, its queue runners, its maps.
  private static let daemonForms: [StaticString] = [
    "starting daemon (*): *", "restarting @ due to *", "restarting @ on *", "started as: *",
    "stopping daemon, reason=*", "could not restart: need full path",
    "could not drop privileges: ~", "could not exec *: ~", "could not remove *: ~",
    "daemon could not open control socket *: ~", "Could not remove control socket: ~",
    "Could not remove daemon @ socket: *: ~", "ownership change on * failed: ~",
    "no fchown(): cannot change ownership on *", "daemon process doesn't have $j in $=w; *",
    "daemon process $j lost dot; see syslog", "daemon @: problem creating SMTP socket",
    "daemon invoked without full pathname; kill -1 won't work", "getmodifiers too long, ignored",
    "accepting connections again for daemon *", "accepting new messages (again)",
    "rejecting new messages: min free: #", "rejecting connections on daemon *",
    "have been rejecting connections on daemon * for *", "deferring connections on daemon *",
    "delaying connections on daemon *", "delaying=*, load average=*", "grew WorkList for * to #",
    "FAILED to grow WorkList for * to #", "WorkList for * maxed out at #", "runqueue: *",
    "runqueue *", "rqe: done", "rwg: wgrp=*", "sqr: wgrp=*", "rq: i=*", "gatherq: *",
    "checkqueuerunner: queue # should have been run at *", "restart queue runner=# due to signal *",
    "ERROR: persistent queue runner=# restarted too many times, queue runner lost",
    "persistent queue runner*", "queue control process: lost all children*", "queue manager: *",
    "queue directory \"*\": Not safe: *", "dangerous permissions=* on queue directory *",
    "bogus queue file, uid=*", "filesys_update failed: *", "func=init_sem, *", "key=*, sm_*",
    "can't * shared memory, key=*", "shared memory does not contain expected data, ignored",
    "sm_shmstop failed=*", "Adding * to stab, path: *", "queue group name * -> #",
    "can't find queue group name *, selection ignored", "sync_dir: *", "unable to write *: *",
    "unable to read *: *", "alias database * rebuilt by *", "alias database * out of date",
    "alias database * name too long", "*: # aliases, longest # bytes, # bytes total",
    "*: WARNING: dangerous write permissions", "WARNING: *", "Bad line on *: *",
    "can't open *: ~", "can't read *: *", "usershellok: cannot open *: ~",
    "Unsupported address family #: *", "gethostbyaddr(*) failed: #",
    "My unqualified host name (*) unknown; sleeping for retry",
    "unable to qualify my own domain name (*) -- using short name",
    "File descriptors missing on startup: *", "user # changed syslog label",
    "cannot get memory statistics, settings ignored, error=#", "user # attempted to *",
    "poststats: *: ~", "stab: *", "* too old (require version #)", "srvfeatures: unknown feature *",
    "proc_list_probe: *", "global connection rate: #", "connection_rate_check entering...",
    "conn_limits: addr=*", "total: cnt=*, CHTSIZE=*", "arith_map: unknown operator *",
    "*: line #: Unknown host status line *", "mci_purge_persistent: failed to unlink *: ~",
    "timeout connecting to * server *", "timeout during PH lookup of *", "ph_map_*",
    "nisplus_getcanonname: lookup error, *", "*: lookup error, expected 1 entry, got #",
    "socket_map_lookup(*): EOF", "dns * => *", "ldap=*, *=>*", "dbopen(*): ~", "db_open(*): ~",
    "hostsignature for host '*' exceeds maxlen (#): #", "str_union: *", "TLSA=*, status=*",
    "ERROR: *", "quarantine_queue_item: rename(*): ~", "timeout waiting for input during control *",
  ]

  /// Sessions with clients.
  private static let sessionForms: [StaticString] = [
    "* did not issue MAIL/EXPN/VRFY/ETRN during connection to *", "Null connection from *",
    "rejecting server * from * due to traffic before response",
    "*: SMTP violation, input too long: #", "*: probable open proxy: command=*",
    "unauthorized PIPELINING, sleeping, relay=*", "*: possible SMTP attack: command=*, count=#",
    "*: Possible SMTP RCPT flood, *", "invalid domain name (*) from *", "*: * [rejected]",
    "*]: VRFY *", "*]: EXPN *", "*]: ETRN *", "*]: vrfy *", "*]: expn *", "*]: etrn *",
    "SMTP @ command (*) from * tempfailed (due to previous checks)", "\"*\" command from * (*)",
    "tcpwrappers (*, *) rejection", "POSSIBLE ATTACK from *: newline in string \"*\"",
    "smtps: TLS not available, exiting", "proxy mode requested but not possible", "x-connect*",
    "fcntl(* failed: ~", "set automode for I (*)/O (*) in SMTP server",
  ]

  /// Behind a queue ID.
  private static let messageForms: [StaticString] = [
    "SMTP outgoing connect on *", "Authentication-Warning: *", "--- *", "<-- *",
    "possible spam from <> to list: *, redirected to *", "forward *: transient error: *",
    "forward *: ~", "include *: transient error: *",
    "header overflow from * during message collect",
    "headers too large (# max) from * during message collect",
    "message size (#) exceeds maximum (#)", "dferror: *", "stat=occ_exceeded, host=*",
    "makeconnection: service \"smtp\" unknown", "Warning: *", "clt_features=TEMPFAIL, host=*",
    "Timeout.to_aconnect occurred before exhausting all addresses",
    "setsender: *: invalid or unparsable, received from *", "cannot prescan from (*)",
    "Dropped invalid comments from header address", "Truncated MIME * header *",
    "Truncated long MIME * header *", "Fixed MIME * header *", "rewrite: expansion too long, *",
    "queueup*", "changed", "too young (*)", "assigned id", "unlock", "unlink *",
    "*: unlink-fail #", "Losing *: *", "low on space (*", "dup_df: can't link *",
    "aliasing/forwarding loop broken*", "deferred: udbexpand: ~",
    "*: unsafe directory path, marked unsafe", "*: user * has bad shell *, marked *",
    "*: * writable * file, marked unsafe", "Saved message in *",
    "returntosender: q_finalrcpt is NULL", "rcpt=*, rcpt_flags=*", "MAIL too long: #",
    "RCPT too long: #", "smtpquit: mailer*", "server=* returned extensions despite HELO command",
    "smtp: doublequeue*", "sendenvelope, flags=*", "dropenvelope, e_flags=*", "dowork, pid=#",
    "doworklist, pid=#", "finis, pid=#", "interrupt", "disconnect level #", "disconnect: *",
    "in background, pid=#", "log terminated, too many parts",
  ]

  /// Milters, but for what they decide. Before 8.16 without the filter's name.
  private static let filterForms: [StaticString] = [
    "Milter (*)*", "Milter: no active filter", "Milter: init*", "Milter: connect to filters",
    "Milter: connect, ending", "Milter: reject, *", "Milter: sender: *", "Milter: rcpts: *",
    "Milter: senders: *", "Milter accept: message", "Milter read(*): *", "Milter add: *",
    "Milter insert (#): *", "Milter change: *", "Milter change (add): *", "Milter delete: *",
    "Milter delete (noop): *", "Milter chgfrom: *", "Milter message: body replaced",
    "Milter: headers, *", "Milter: header, *", "Milter: body, *", "Milter: quit filter",
    "Milter: abort filter", "Sending \"*\" to Milter", "milter=*, action=*, @",
    "milter=*, action=*, reject=*", "milter=*, reject", "milter=*, reject=*", "milter=*, discard",
    "milter=*, tempfail", "milter_*",
  ]

  /// TLS, but for sessions and their failures.
  private static let tlsForms: [StaticString] = [
    "STARTTLS=init, *", "STARTTLS=*, init=#", "STARTTLS=*, start=ok", "STARTTLS: @ missing",
    "STARTTLS=*: file * unsafe: *", "STARTTLS=*, SSL_shutdown *",
    "STARTTLS=*, Diffie-Hellman init, key=*", "STARTTLS=*, get_verify: *",
    "STARTTLS=*, SSL_MODE_AUTO_RETRY=set, mode=*", "STARTTLS=*, EC_KEY_new_by_curve_name*",
    "STARTTLS=*, info: *", "STARTTLS=*, engine=*", "STARTTLS=*, get_tls_se_features=failed, *",
    "STARTTLS=*, host=*, SSL_set_tlsext_host_name=#", "STARTTLS=*, tmp_rsa_key: *",
    "STARTTLS=*, relay=*, AltName=*", "STARTTLS=*, relay=*, field=*",
    "STARTTLS=client, relay=*, warning=DANE *", "STARTTLS=client, relay=*, tlsstate=*",
    "STARTTLS: RAND_*", "STARTTLS: can't fstat(*)", "STARTTLS: RandFile * too old: *",
    "STARTTLS: size(*) *", "STARTTLS: Warning: *", "STARTTLS: Error: *",
    "STARTTLS: info_callback *",
    "STARTTLS: SSL3 alert *", "STARTTLS: *:*", "engine=*, *", "tls_srv_features=*",
    "tls_clt_features=*", "rscheck(tls_*_features)=failed, *",
  ]

  /// AUTH, and what the SASL library says in sendmail's name.
  private static let loginForms: [StaticString] = [
    "AUTH=client, *", "AUTH: *", "AUTH error: *", "AUTH warning: *", "AUTH failure (*): *",
    "AUTH encode64 error *", "AUTH decode64 error *", "AUTH flags=*", "AUTH username '*'",
    "AUTH authid '*'", "getauth *", "encode64 for AUTH failed", "error: safesasl(*) failed: *",
    "unable to open Berkeley *: *", "auxpropfunc error *", "_sasl_plugin_load failed on *",
    "sql auxprop plugin *", "DIGEST-MD5 *", "OTP unavailable *", "no secret in database",
    "Password verification failed", "no user in db", "GSSAPI Error: *",
  ]

  /// What only a debugging level shows.
  private static let debugForms: [StaticString] = [
    "CurChildren = #", "NextMacroId = *", "mci_cache: *", "mci_uncache: *",
    "MCI*", "main: where=*", "*: changed fds:", "*; e_timers=0x*",
  ]
}
