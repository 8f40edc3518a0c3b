extension KnownForms {
  /// postscreen and dnsblog: clients before they may speak.
  ///
  /// Source: postscreen/, dnsblog/.
  static let postscreen: StaticString = #"""
    [info]
    ALLOWLIST VETO [*]:#
    ALLOWLISTED [*]:#
    BARE NEWLINE from [*]:#
    BARE NEWLINE from [*]:# after *
    BDAT without valid RCPT from [*]:#
    BLACKLISTED [*]:#
    COMMAND COUNT LIMIT from [*]:#
    COMMAND COUNT LIMIT from [*]:# after *
    COMMAND LENGTH LIMIT from [*]:#
    COMMAND LENGTH LIMIT from [*]:# after *
    COMMAND PIPELINING from [*]:# after *
    COMMAND PIPELINING from [*]:# after *: *
    COMMAND TIME LIMIT from [*]:#
    COMMAND TIME LIMIT from [*]:# after *
    CONNECT from [*]:#
    CONNECT from [*]:# to [*]:#
    CONNECT to [*]:#
    DATA without valid RCPT from [*]:#
    DENYLISTED [*]:#
    DISCONNECT [*]:#
    DNSBL rank # for [*]:#
    HANGUP after # from [*]:#
    HANGUP after # from [*]:# in tests after SMTP handshake
    HANGUP after # from [*]:# in tests before SMTP handshake
    NON-SMTP COMMAND from [*]:# *
    NON-SMTP COMMAND from [*]:# * *
    NON-SMTP COMMAND from [*]:# after *: * *
    PASS NEW [*]:#
    PASS OLD [*]:#
    PENALTY # for *
    PREGREET # after # from [*]:#: *
    PREGREET # after * from [*]:#: *
    WHITELIST VETO [*]:#
    WHITELISTED [*]:#
    [*]*: discarding EHLO keywords: *
    [*]:#: replacing command "*" with "*"
    addr * listed by domain * as *
    entering STRESS mode with # connections
    leaving STRESS mode with # connections
    reject: connect from [*]:#: all screening ports busy
    table * has changed - finishing in the background
    using backwards-compatible default setting respectful_logging=no for client [*]:#

    [warning]
    * receiving protocol attribute from * service: ~
    * receiving status from * service
    * sending file handle to * service
    @: * * average delay is # ms
    @: table lookup error -- ignoring the remainder of this access list
    Both postscreen_tls_chain_files and one or more of the legacy  postscreen_tls_cert_file, *
    Can't require client certs unless TLS is required
    Need a server cert to request client certs
    No server certs available. TLS won't be enabled
    TLS has been selected, but TLS support is not compiled in
    address conversion error for * -- ignoring this reply
    cannot connect to service *: ~
    cannot convert client address/port to string: * -- dropping this connection
    cannot convert server address/port to string: * -- dropping this connection
    cannot pass connection to service *: ~
    connect to * service: ~
    dnsblog reply timeout #s for *
    dnsblog_query: lookup error for DNS query *: *
    dnsblog_query: skipping reply record type * for query *: ~
    error sending request to * service: ~
    getpeername: ~ -- dropping this connection
    getsockname: ~ -- dropping this connection
    haproxy read: line too long
    haproxy read: lost connection
    haproxy read: time limit exceeded
    haproxy read: unexpected event #
    postscreen_tls_security_level: unsupported TLS level "*", using "encrypt"
    problem sending file handle to * service
    psc_dnsbl_request: connect to * service: ~
    psc_dnsbl_request: error sending to * service: ~
    setsid: ~
    smtpd_tls_security_level: unsupported TLS level "*", using "encrypt"
    timeout sending connection to service *
    unknown macro name "*" in expansion request
    write [*]:#: ~

    [fatal]
    *:* lookup error
    *:* lookup error for "*"
    @ lookup error for *
    Invalid TLS level "*"
    all network protocols are disabled (inet_protocols = *)
    bad DNSBL domain name "*" in "*"
    bad DNSBL filter syntax: *
    bad DNSBL weight factor "*" in "*"
    bad postscreen_bare_newline_action value: *
    bad postscreen_blacklist_action value: *
    bad postscreen_denylist_action value: *
    bad postscreen_dnsbl_action value: *
    bad postscreen_greet_action value: *
    bad postscreen_non_smtp_command_action value: *
    bad postscreen_pipelining_action value: *
    dnsblog_query: unable to convert address *
    time lookup failed: ~
    unsupported postscreen_upstream_proxy_protocol value: *
    """#
}
