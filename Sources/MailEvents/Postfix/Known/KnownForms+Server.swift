extension KnownForms {
  /// smtpd, qmqpd, anvil, verify: sessions with clients.
  ///
  /// Source: smtpd/, qmqpd/, anvil/, verify/.
  static let server: StaticString = #"""
    [message info]
    @: lost connection while *
    @: netstring format error while *
    @: netstring length exceeds storage limit while *
    @: read/write timeout while *
    reply filter in: *
    reply filter out: *

    [message warning]
    BDAT request from @ exceeds message size limit
    ignoring invalid reject filter result: *
    malformed BDAT command syntax from @: *
    null BDAT request from @
    too much BDAT content -- disabling further input from @

    [info]
    disconnect: bare <LF> received after * from @
    reject: bare <LF> received after * from @
    @: replacing client command "*" with "*"
    @: replacing command "*" with "*"
    PREGREET # from @: *
    improper command pipelining after * from @
    improper command pipelining after * from @: *
    mapping DSN status * into * status *
    statistics: max auth rate #/#s for (*) at *
    statistics: max cache size # at *
    statistics: max connection count # for (*) at *
    statistics: max connection rate #/#s for (*) at *
    statistics: max message rate #/#s for (*) at *
    statistics: max newtls rate #/#s for (*) at *
    statistics: max recipient rate #/#s for (*) at *
    statistics: max auth rate #/#m for (*) at *
    statistics: max auth rate #/#h for (*) at *
    statistics: max auth rate #/#d for (*) at *
    statistics: max connection rate #/#m for (*) at *
    statistics: max connection rate #/#h for (*) at *
    statistics: max connection rate #/#d for (*) at *
    statistics: max message rate #/#m for (*) at *
    statistics: max message rate #/#h for (*) at *
    statistics: max message rate #/#d for (*) at *
    statistics: max newtls rate #/#m for (*) at *
    statistics: max newtls rate #/#h for (*) at *
    statistics: max newtls rate #/#d for (*) at *
    statistics: max recipient rate #/#m for (*) at *
    statistics: max recipient rate #/#h for (*) at *
    statistics: max recipient rate #/#d for (*) at *
    unverified_sender_tempfail_action = *
    using backwards-compatible default setting "smtpd_relay_restrictions = (empty)" to avoid *
    using backwards-compatible default setting mynetworks_style=* to permit request from client "@"
    using backwards-compatible default setting relay_domains=$mydestination to accept mail *
    using backwards-compatible default setting relay_domains=$mydestination to permit request *
    using backwards-compatible default setting smtpd_relay_before_recipient_restrictions=no *
    using backwards-compatible default setting smtpd_tls_fingerprint_digest=md5 to compute *
    using backwards-compatible default setting smtputf8_enable=no to accept non-ASCII recipient *
    using backwards-compatible default setting smtputf8_enable=no to accept non-ASCII sender *

    [warning]
    *: response longer than #: *...
    *[*]: SASL * authentication aborted
    *[*]: request longer than #: *...
    @ is requested, but "smtpd_tls_ask_ccert = no"
    @ service failure
    @: MX or address lookup error: DNS reply filter drops all results
    @: RBL lookup error: *
    @: SASL * authentication aborted
    @: TXT lookup error: DNS reply filter drops all results
    @: address not listed for hostname *
    @: address or MX lookup error: DNS reply filter drops all results
    @: hostname * verification failed: *
    @: request longer than #: *...
    @: table lookup problem
    AUTH command rate limit exceeded: # from @ for service *
    Both smtpd_tls_chain_files and one or more of the legacy  smtpd_tls_cert_file, smtpd_tls_eccert_file *
    Connection concurrency limit exceeded: # from @ for service *
    Connection rate limit exceeded: # from @ for service *
    DSN detail code configuration error: *
    Illegal address syntax from @ in * command: *
    Message delivery request rate limit exceeded: # from @ for service *
    New TLS session rate limit exceeded: # from @ for service *
    Recipient address rate limit exceeded: # from @ for service *
    Refusing STARTTLS request from @ for service *
    Refusing TLS service request from @ for service *
    SMTP reply code configuration error: *
    See earlier parsing error messages for '*
    Unable to look up * host * for * *: *
    Unable to look up * host for *: *
    Wrapper-mode request dropped from @ for service *. TLS context initialization failed. *
    XFORWARD command payload *=*... exceeds SMTP protocol limit
    access table * entry "*" has DELAY entry without value
    access table * entry "*" has FILTER entry without value
    access table * entry "*" has invalid DELAY argument "*"
    access table * entry "*" requires header: text
    access table * entry "*" requires transport:destination
    access table * entry "*" requires user*domain target
    access table * entry * causes unreasonable recursion
    access table * entry * has empty value
    access table * has entry with lookup table: *
    access table *: action * is unavailable in smtpd_etrn_restrictions
    access table *: action PREPEND must be used before smtpd_end_of_data_restrictions
    access table *: with smtpd_delay_reject=no, action * is always skipped in Client host *
    access table *: with smtpd_proxy_filter specified, action * is unavailable
    all_auth_mx_addr: permit_mx_backup_networks lookup error for address * for *
    all_auth_mx_addr: skipping record type * for host *: ~
    bad ETRN *... from @
    bad address verify table entry: *
    bad recipient status # for recipient *
    check_access: unexpected dictionary: *
    check_addr_access: unexpected dictionary: *
    check_ccert_access is requested, but "smtpd_tls_ask_ccert = no"
    check_ccert_access: @: *: Fragile access policy: smtpd_tls_enable_rpk=yes, but the action *
    check_ccert_access: unexpected action '*' in '*'
    check_domain_access: unexpected dictionary: *
    check_mail_access: no *domain in address: *
    check_mail_access: unexpected dictionary: *
    check_server_access: * server address count limit (#) exceeded for * * -- ignoring the remainder
    connect to proxy filter *: ~
    connect to proxy service *: ~
    define a restriction class and specify its name instead.
    do not specify lookup tables inside SMTPD access maps
    do not use ETRN in "sendmail -bs" mode
    don't know if EHLO feature * should be announced to @
    don't know if command * should be allowed from @
    don't know what EHLO features to announce to @
    haproxy read: line > # characters
    haproxy read: timeout error
    haproxy read: unexpected EOF
    hostname * does not resolve to address *
    hostname * does not resolve to address *: *
    ignoring non-empty smtpd_upstream_proxy_protocol setting behind postscreen
    local_header_rewrite_clients: *: lookup error
    lost connection with proxy *
    malformed UTF-8 in policy server * response: "*"
    non-SMTP command from @: *
    not enough free space in mail queue: # bytes < #*message size limit
    not enough free space in mail queue: # bytes < 1.5*message size limit
    parameter local_header_rewrite_clients: invalid request: *
    permit_tls_clientcerts: @: *: Fragile access policy: smtpd_tls_enable_rpk=yes, but public *
    prepending '.' to malformed line: '*'
    proxy * rejected "*": "*"
    proxy speed-adjust log I/O error: ~
    queue_minfree(#) should be at least 1.5*message_size_limit(#)
    rbl response code configuration error: *
    rbl_match_addr: skipping record type * for query *
    rbl_pagein: skipping record type * for query *: ~
    rbl_reject_reply: bad rbl reply template for domain *: *
    received garbage from proxy *: *
    reject: ETRN *... from @
    relay_clientcerts: lookup error for fingerprint '*', pkey fingerprint *
    remove before-queue filter speed-adjust log *: ~
    restriction * requires domain name argument
    restriction * returns OK for *
    restriction *: bad argument "*": need maptype:mapname
    restriction `*' after `*' is ignored
    restriction `*' after `check_relay_domains' is ignored
    restriction `*' after `defer' is ignored
    restriction `*' after `permit' is ignored
    restriction `*' after `reject' is ignored
    restriction `*' ignored: no SASL support
    restriction check_policy_service must be followed by transport:server
    restriction permit_naked_ip_address is deprecated. Use permit_mynetworks instead
    restriction permit_naked_ip_address is deprecated. Use permit_mynetworks or permit_sasl_authenticated *
    restriction sleep must be followed by number
    seek before-queue filter speed-adjust log: ~
    smtpd_proxy speed_adjust support is not available
    smtpd_sasl_auth_enable is true, but SASL support is not compiled in
    smtpd_tls_security_level: ignoring unknown TLS level "*"
    specify one of (check_client_access, check_helo_access, check_sender_access, check_recipient_access, *
    specify one of (check_client_access, check_reverse_client_hostname_access, check_helo_access, *
    support for restriction "check_relay_domains" has been removed in * 3.9; instead, specify *
    support for restriction "check_relay_domains" will be removed from *; use "reject_unauth_destination" *
    support for restriction "permit_mx_backup" will be removed from *; instead, specify "relay_domains"
    support for restriction "permit_naked_ip_address" has been removed in * 3.9; instead, *
    support for restriction "reject_maps_rbl" has been removed in * 3.9; instead, specify *
    support for restriction "reject_maps_rbl" will be removed from *; use "reject_rbl_client *
    this is not allowed for security reasons
    timeout talking to proxy *
    tlsproxy handshake failed
    truncate before-queue filter speed-adjust log: ~
    unable to talk to fast flush service
    unexpected SMFIC_UNKNOWN response: *
    unknown 'smtpd_tls_mandatory_ciphers' value '*' ignored, using 'export'
    unknown address verification status #
    unknown smtpd restriction: "*"
    unrecognized request: "*", ignored
    use DUNNO instead of OK if you want to make an exception

    [error]
    incorrect QMQP server privileges: uid=# euid=#
    incorrect SMTP server privileges: uid=# euid=#

    [fatal]
    No server certs available. TLS can't be enabled
    RBL reply error: *
    SASL per-process initialization failed
    bad IPv4 client address syntax from proxy: *
    bad IPv6 client address syntax from proxy: *
    bad IPv6 server address syntax from proxy: *
    bad TCP client port number syntax from proxy: *
    bad TCP server port number syntax from proxy: *
    bad configuration: unknown_address_tempfail_action = *
    bad configuration: unknown_helo_hostname_tempfail_action = *
    bad configuration: unverified_recipient_tempfail_action = *
    bad configuration: unverified_sender_tempfail_action = *
    bad parameter value: 'smtpd_forbid_bare_newline = *'
    cannot handle socket type * with "inet_protocols = *"
    empty policy service: "*"
    find_dnsxl_addr: unable to convert address *
    in parameter *, specify at least one working instance of: *
    missing client address from proxy
    missing client port from proxy
    missing server address from proxy
    missing server port from proxy
    no SASL authentication mechanisms
    parameter "*": specify at least one working instance of: *
    policy service syntax error: *
    qmqpd_peer_init: cannot convert * from string to binary: *
    qmqpd_peer_init: cannot convert client address to string: *
    qmqpd_peer_init: cannot convert client address/port to string: *
    rbl_reject_reply: bad default rbl reply template: *
    reject_rbl: unable to convert address *
    restriction class `*' needs a definition
    smtpd_peer_hostaddr_to_sockaddr: cannot convert client address '*' port '*' to binary: *
    smtpd_peer_hostaddr_to_sockaddr: cannot convert client address/port to string: *
    smtpd_peer_hostaddr_to_sockaddr: cannot convert server address '*' port '*' to binary: *
    smtpd_peer_init: cannot convert * from string to binary: *
    smtpd_peer_init: cannot convert client address to string: *
    smtpd_peer_init: cannot convert client address/port to string: *
    smtpd_peer_sockaddr_to_hostaddr: cannot convert * from string to binary: *
    smtpd_peer_sockaddr_to_hostaddr: cannot convert [*]:# to binary: *
    smtpd_peer_sockaddr_to_hostaddr: cannot convert client address/port to string: *
    smtpd_peer_sockaddr_to_hostaddr: cannot convert client sockaddr type * length # to string: *
    smtpd_peer_sockaddr_to_hostaddr: cannot convert server address/port to string: *
    smtpd_peer_sockaddr_to_hostaddr: cannot convert server sockaddr type * length # to string: *
    smtpd_sasl_mechanism_filter discards all mechanisms in '*'
    the Postfix QMQP server must run with $mail_owner privileges
    the Postfix SMTP server must run with $mail_owner privileges
    unable to connect to the public * service
    unable to execute *
    unexpected command-line argument: *
    unsupported smtpd_upstream_proxy_protocol value: *
    """#
}
