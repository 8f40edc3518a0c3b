extension KnownForms {
  /// smtp, lmtp, error, discard: delivery to other hosts; `failure` is why one host failed.
  ///
  /// Source: smtp/, error/, discard/, dns/.
  static let client: StaticString = #"""
    [failure]
    @: host not found
    Cannot start TLS: handshake failure
    Domain * does not accept mail (nullMX)
    Error looking up name=* type=*: *
    Host or domain name not found. Name service error for name=* type=*: *
    Name server loop for *
    Name service error for *: invalid host or domain name
    Name service error for name=* type=*: Malformed or unexpected name server reply
    REQUIRETLS policy configuration error. The last attempted server was *
    SASL [CACHED] authentication failed; server @ said: *
    SASL authentication failed: server @ offered no compatible authentication mechanisms *
    SASL authentication failed; authentication protocol loop with server @
    SASL authentication failed; cannot authenticate to server @: *
    SASL authentication failed; server @ said: *
    SASL login/password exists, but host @ does not announce SASL authentication support
    SMTPUTF8 is required, but was not offered by host @
    Sender requested REQUIRETLS, but TLS service was not offered by host @
    Sender requested REQUIRETLS, but host @ refused to start TLS: *
    Sender requested REQUIRETLS, but my configured TLS security level '*' disables encryption. *
    Sender requested REQUIRETLS, but no * server certificate was found. *
    Sender requested REQUIRETLS, but no server was found that supports REQUIRETLS. *
    Server certificate not trusted
    Server certificate not verified
    Server configuration error
    TLS is required, but host @ refused to start TLS: *
    TLS is required, but our TLS engine is unavailable
    TLS is required, but unavailable
    TLS is required, but was not offered by host @
    TLSA lookup error for *:#
    Temporary lookup error
    all network protocols are disabled
    client TLS configuration problem
    connect to *[*]: ~
    connect to @: ~
    conversation with @ timed out while performing the EHLO handshake
    conversation with @ timed out while performing the HELO handshake
    conversation with @ timed out while performing the LHLO handshake
    conversation with @ timed out while receiving the STARTTLS response
    conversation with @ timed out while receiving the initial server greeting
    conversation with @ timed out while sending DATA command
    conversation with @ timed out while sending MAIL FROM
    conversation with @ timed out while sending QUIT
    conversation with @ timed out while sending RCPT TO
    conversation with @ timed out while sending RSET probe
    conversation with @ timed out while sending XFORWARD name/address
    conversation with @ timed out while sending XFORWARD protocol/helo_name
    conversation with @ timed out while sending end of data -- message may be sent more than once
    conversation with @ timed out while sending final RSET
    conversation with @ timed out while sending message body
    host @ refused to talk to me: *
    host @ said: * (in reply to *)
    local data error while talking to @
    lost connection with @ while performing the EHLO handshake
    lost connection with @ while performing the HELO handshake
    lost connection with @ while performing the LHLO handshake
    lost connection with @ while receiving the STARTTLS response
    lost connection with @ while receiving the initial server greeting
    lost connection with @ while sending DATA command
    lost connection with @ while sending MAIL FROM
    lost connection with @ while sending QUIT
    lost connection with @ while sending RCPT TO
    lost connection with @ while sending RSET probe
    lost connection with @ while sending XFORWARD name/address
    lost connection with @ while sending XFORWARD protocol/helo_name
    lost connection with @ while sending end of data -- message may be sent more than once
    lost connection with @ while sending final RSET
    lost connection with @ while sending message body
    mail for * loops back to myself
    message requires SMTPUTF8, but no server was found that supports SMTPUTF8. The last attempted server was @
    message size # exceeds size limit * of server @
    network address conversion failed: ~
    protocol error
    server configuration error
    server unavailable or unable to receive mail
    unable to find primary relay for *
    unable to look up host *: *
    unexpected server message
    unreadable mail queue entry

    [message info]
    breaking line > # bytes with <CR><LF>SPACE
    enabling PIX <CRLF>.<CRLF> workaround for @
    enabling PIX workarounds: * for @
    Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host @
    Sender requested REQUIRETLS, but my configured TLS security level '*' disables *
    Used TLS for @

    [message warning]
    @ lookup error
    @ lookup error for *
    @ map lookup error for *
    host @ replied to HELO/EHLO with my own hostname @
    non-* response from @: *
    smtp body checks lookup error
    smtp header checks lookup error
    table *:* lookup error for *
    unknown content encoding: *

    [message fatal]
    @ lookup error for *

    [info]
    @: replacing server reply "*" with "*"
    CLIENT wrappermode (port smtps/465) is unimplemented
    Host offered STARTTLS: [*]
    TLSA records unusable
    Verification not possible, MX RRset is insecure
    non DNSSEC destination
    no TLSA records found
    SMTPS wrappermode (TCP port 465) requires setting "* = yes", and "* = encrypt" (or stronger)
    begin * address list
    discarding EHLO keywords: *
    end * address list
    host @ offers SMTPUTF8 support, but not 8BITMIME
    instead, send to (port submission/587) with STARTTLS
    pref * host */*
    skipping SRV lookup for *: *
    using backwards-compatible default setting smtp_tls_security_level=(empty)
    using using backwards-compatible default setting smtp_tlsrpt_skip_reused_handshakes=yes

    [warning]
    "* = *" specifies an invalid hostname
    *: * configured with MX lookup errors ignored
    *: * configured with dnssec lookups disabled
    *: * configured, but no requisite library support
    *: dns resolver options incompatible with * TLS
    @ ignored when * is not empty.
    @ is true, but SASL support is not compiled in
    @ offered no supported AUTH mechanisms: '*'
    @ offered null AUTH mechanism list
    @ offered null AUTH mechanism list*
    @ requires "* = encrypt" (or stronger)
    @: "*=*" specifies an invalid hostname
    @: * "*": per-site table lookup error
    @: *:*: table lookup error -- ignoring the remainder of this policy
    @: Too many TLSRPT policies for *
    @: attribute "*" has a malformed value: "*"
    @: attribute "*" has an unexpected value: "*"
    @: attribute "*" has bad value: "*"
    @: attribute "*" has empty value
    @: attribute "*" invalid at security level "*"
    @: attribute "*" is specified multiple times
    @: attribute '*' ignored at security level '*'
    @: built-in policy has unexpected attribute policy_ttl, policy_domain, policy_string, *
    @: cannot convert IP address to string (*) -- skipping the client-side IP address
    @: empty * value ignored
    @: getsockname() failed (~) skipping the ignoring client-side IP address
    @: ignoring attribute "*" with TLS disabled
    @: ignoring malformed policy for *:, "*"
    @: invalid * value '*' ignored
    @: invalid attribute name: "*"
    @: invalid empty policy
    @: invalid security level "*"
    @: malformed attribute/value pair "*": *
    @: malformed attribute/value pair '*' ignored: *
    @: multi-line response longer than # *...
    @: parameter * has empty value -- * will be disabled
    @: policy lookup failed for *: *
    @: policy table lookup error
    @: response longer than #: *...
    @: the "dane" security level is invalid for delivery via unix-domain sockets
    @: unknown TLS policy '*' for * *
    @: unknown attribute '*' ignored
    @: unknown policy action: '*' -- ignoring the remainder of this policy
    @: unknown security level '*' ignored
    Cannot enable *: DNS is disabled
    MX name '*' does not match STS MX pattern for '*'
    SASL auth failure map *: entry not deleted: *
    SASL auth failure map *: lookup failed for *
    TLS policy lookup error for */*: *
    TLS policy lookup for */*: *
    TLSRPT is selected, but TLSRPT is not compiled in
    TLSRPT support is not implemented for LMTP
    Table *: ignoring unknown TLS policy '*' for * *
    bad EHLO SIZE limit "*" from @
    bad smtp_sasl_auth_cache entry: *
    cannot convert type * record to printable address
    cannot convert type * resource record to socket address
    close active @: ~
    close bounce @: ~
    close corrupt @: ~
    close defer @: ~
    close deferred @: ~
    close hold @: ~
    close incoming @: ~
    close maildrop @: ~
    close trace @: ~
    flag `D' requires *_destination_recipient_limit = 1
    flag `O' requires *_destination_recipient_limit = 1
    host @ greeted me with my own hostname *
    host @ replied to HELO/EHLO with my own hostname *
    host @ said: * (in reply to *)
    hostaddr_to_sockaddr *: *
    ignoring "lmtp_fallback_relay = *" setting for non-TCP connections
    ignoring empty tls policy for *
    lmtp_assume_final is obsolete; instead, specify "*X" in master.cf
    multi-valued * result for *
    nexthop domain *: configured at fingerprint security level, but with no fingerprints to match.
    non-* response from @: *
    not compiled with TLS support -- ignoring the * setting
    not compiled with TLS support -- ignoring the smtp_sasl_auth_cache_name setting
    postmaster notify: ~
    relayhost configuration problem
    server @ violates * policy
    server @ violates smtp_tls_block_early_mail_reply policy
    skipping record type *: ~
    smtp_bulk_fail: ignoring SMTP_MISC_FAIL_SOFT_NON_FINAL for a soft error
    smtp_connect_addr: bind *: ~
    smtp_connect_addr: skip address type *: ~
    smtp_connect_local: opportunistic TLS encryption is not appropriate for unix-domain destinations.
    smtp_fallback_relay configuration problem
    smtp_helo: TLS is required but unavailable, don't know why
    smtp_proto: spurious flush before read in send state #
    smtp_requiretls_policy: malformed next-hop destination: '*' -- using default policy 'enforce'
    smtp_reuse_common: bad cached session attribute for *
    smtp_sasl_auth_enable is true, but SASL support is not compiled in
    smtp_session_activate: bad cached destination features property
    smtp_session_activate: bad cached endp properties
    smtp_session_activate: bad cached session expiration time property
    smtp_session_activate: bad cached session features property
    smtp_session_activate: bad cached session port property
    smtp_session_activate: bad cached session reuse count property
    smtp_session_activate: bad cached session sndbufsize property
    smtp_session_activate: missing cached session address property
    smtp_session_activate: missing cached session destination property
    smtp_session_activate: missing cached session hostname property
    smtp_session_passivate: bad cached dest properties
    smtp_tls_per_site ignored when smtp_tls_policy_maps is not empty.
    table *: composite lookup result "*" is not allowed -- ignoring remainder of policy
    table *: nested lookup result "*" is not allowed -- ignoring remainder of policy
    to prevent loss of mail, turn off command pipelining for * with the * parameter
    unix-domain name too long: *
    unknown '*' value '*' ignored, using 'medium'

    [fatal]
    @ map lookup problem for @
    @: unknown TLS security level '*'
    SASL authentication cache name "*" contains multiple values
    SASL authentication cache name "*" must start with "proxy:
    SASL library initialization
    SASL mechanism filter failed for: '*'
    SASL per-connection initialization failed
    bad * value: *
    bad error service name: *
    bad protocol stage: "smtp_address_verify_target = *"
    bad smtp_address_preference value: *
    deliver_message: open * *: ~
    empty nexthop hostname
    garbage after global policy
    invalid *: "*"
    invalid smtp_tls_dane_insecure_mx_policy: "*"
    invalid tls security level: "*"
    missing global policy
    missing host policy
    missing nexthop policy
    queue file read error
    recipient count: #
    seek queue file: ~
    smtp_connect_addr: bad * parameter: *: *
    smtp_connect_addr: malformed * parameter: *
    smtp_connect_addr: socket: ~
    smtp_connect_unix: socket: ~
    smtp_helo: getsockopt: ~
    smtp_helo: setsockopt: ~
    smtp_session_passivate: can't save dest properties: ~
    smtp_session_passivate: cannot save TLS context: ~
    specify a password table via the `*' configuration parameter
    specify a password table via the `smtp_sasl_password_maps' configuration parameter
    unexpected process name "*" - specify "smtp" or "lmtp"
    unknown TLS policy '*'
    unknown global policy: *
    """#
}
