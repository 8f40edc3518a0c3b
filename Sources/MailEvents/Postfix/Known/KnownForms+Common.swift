extension KnownForms {
  /// What several programs share: configuration, queue files, internal protocols.
  ///
  /// Source: global/.
  static let common: StaticString = #"""
    [message warning]
    no recipients in delivery request for destination *

    [message fatal]
    move to * queue failed: ~
    update file time stamps: ~

    [info]
    export POSTLOG_HOSTNAME=*
    export POSTLOG_SERVICE=*
    import_hostname=*
    import_service_path=*
    myhostname=*
    using backwards-compatible default setting mynetworks_style=* to permit request from client "*"
    using backwards-compatible default setting relay_domains=$mydestination to flush mail for domain "*"
    using backwards-compatible default setting relay_domains=$mydestination to update fast-flush *

    [warning]
    *: bad write: ~
    *: illegal length #, record type #
    *: malformed pointer record value: *
    *: malformed record: *
    *: malformed record: *...
    *: malformed response
    *: seek error after pointer record: ~
    *: seek error after reading END record: ~
    *: seek or write error
    *: too many length bits, record type #
    *: too many reverse jump records
    *: unexpected EOF in data, record type # length #
    *: unexpected EOF reading length, record type #
    *: unknown attribute name: *, ignored
    @ is not a socket or a fifo
    @: *: mynetworks lookup error -- ignoring the remainder of this access list
    @: *: table lookup error -- ignoring the remainder of this access list
    @: *:*: table lookup error -- ignoring the remainder of this access list
    @: bad compatibility level: #
    @: bad compatibility major level: #
    @: bad major version: #
    @: bad minor version: #
    @: bad patch level: #
    @: bad status code: *
    @: encoder called with empty charset name
    @: encoder called with empty input
    @: encoder called with non-whitespace separator: '*'
    @: encoder called with quoted word as input: '*'
    @: file status changed unexpectedly
    @: in "*" is not in "name = value" form
    @: in "*": *
    @: invalid character: 0x* in charset name: '*'
    @: uid #: file has # links
    @: uid #: not a regular file
    @: unknown command: * -- ignoring the remainder of this access list
    @: unreasonable charset name: '*'
    @: ~
    IP address in * of * record for *: *
    Postfix library version mis-match: wanted *, found *
    bad mail queue name: *
    bad record type: # in message content
    bounce_append: ignoring dsn code "*"
    bounce_one: ignoring dsn code "*"
    cannot kill process (group) #: ~
    close session endpoint *: ~
    command "*" exited with status #
    connect *# to subsystem */*: ~
    connect to @/@: ~
    connect to public/*: ~
    connect to service: *: ~
    corrupted queue file: *
    defer_append: ignoring dsn code "*"
    defer_one: ignoring dsn code "*"
    deliver_request_get: error receiving common attributes
    deliver_request_get: error receiving recipient attributes
    disabling connection caching
    disabling input from *
    error connecting to service: *
    error talking to service: *
    error:*:*:#:
    error:*:*:#:*:
    file system clock is # seconds ahead of local clock
    file system clock is # seconds behind local clock
    fork @: ~
    fork: ~
    getpwnam_r: ~
    getpwuid_r: ~
    haproxy read: *: *
    haproxy read: EOF
    haproxy read: ~
    haproxy_srvr_parse: hostaddr_to_sockaddr("*") failed: *
    haproxy_srvr_parse: sockaddr_to_hostaddr() failed: *
    ignoring bad permissions: maillog_file_permissions = *
    internal_mail_filter_classes: bad input: *
    mail_queue_enter: create file *: ~
    mail_queue_enter: rename * to *: ~
    mail_stream_cleanup: close error
    malformed compatibility level syntax: "*"
    msg_stats_scan: size mis-match: # != #
    mynetworks: skipping unknown address family #
    mynetworks_core: skipping unknown address family #
    open active @: ~
    open bounce @: ~
    open corrupt @: ~
    open defer @: ~
    open deferred @: ~
    open hold @: ~
    open incoming @: ~
    open maildrop @: ~
    open trace @: ~
    pipe_command_read: read time limit exceeded
    pipe_command_wait_or_kill: child wait time limit exceeded
    pipe_command_write: write time limit exceeded
    pol_stat_activate: already active POL_STAT at index #
    pol_stat_decide: unexpected status # at index #
    problem talking to service *: ~
    read @: ~
    redirecting the request to *-owned data_directory *
    request to allowlist prefix with *: '*'
    request to update * * in non-* directory *
    resetting file time stamps - this hurts performance
    resolve_clnt: null recipient result for: <*>
    resolve_clnt: null transport result for: <*>
    scache_clnt_save_dest: destination save failed with status #
    scache_clnt_save_endp: close(#): ~
    scache_clnt_save_endp: descriptor save failed with status #
    scache_multi_drop_endp: close(#): ~
    send final status: ~
    send initial response: ~
    send initial status: ~
    sent: ignoring dsn code "*"
    setsid failed: ~
    smtputf8_autodetect_classes: bad input: *
    smtputf8_enable is true, but EAI support is not compiled in
    stripping too many comments from address: *...
    table *: lookup result "*" is not allowed -- ignoring remainder of access list
    timeout connecting to service: *
    unable to look up *: ~
    unsupported command in * map: *
    valid_mailhost_literal: '[' expected at start: *
    valid_mailhost_literal: ']' expected at end: *
    valid_mailhost_literal: too much text: *
    valid_mailhost_literal: unexpected text after ']': *
    write @: ~
    write/read *: ~
    yana_policy_lookup: ignoring malformed peer address: '*'
    yana_policy_lookup: ignoring malformed peer name: '*'
    yana_policy_lookup: ignoring numeric peer name: '*'

    [error]
    unauthorized configuration directory name: *
    untrusted configuration directory name: *

    [fatal]
    @, line #-#: missing '=' after attribute name: "*"
    @, line #-#: missing attribute name: "*"
    @, line #: missing '=' after attribute name: "*"
    @, line #: missing attribute name: "*"
    @: SASL mechanism filter failed for: '*'
    @: bad compatibility level: #
    @: bad compatibility major level: #
    @: bad major version: #
    @: bad minor version: #
    @: bad patch level: #
    @: bad time value or unit: *
    @: read error: ~
    bad boolean configuration: * = *
    bad mynetworks_style value: *; specify exactly one value
    bad numerical configuration: * = *
    bad string length # < #: * = *
    bad string length # > #: * = *
    bad string length (# < #): * = *
    bad string length (# > #): * = *
    cannot change directory to "*" for uid=# gid=#: ~
    config variable inet_interfaces: host not found: *
    config variable proxy_interfaces: host not found: *
    connect *# to subsystem */*: ~
    could not find any active network interfaces
    debug_peer_init: debug_peer_level <= 0
    execv @: ~
    file */main.cf: parameter default_privs: unknown user name value: *
    file */main.cf: parameter default_privs: user * has privileged group ID
    file */main.cf: parameter default_privs: user * has privileged user ID
    file */main.cf: parameter mail_owner: unknown user name value: *
    file */main.cf: parameter mail_owner: user * has privileged group ID
    file */main.cf: parameter mail_owner: user * has privileged user ID
    file */main.cf: parameter mail_owner: user * has same user ID as *
    file */main.cf: parameter mail_owner: user * has the same user ID # as user *
    file */main.cf: parameter mydomain: bad parameter value: *
    file */main.cf: parameter myhostname: bad parameter value: *
    file */main.cf: parameter setgid_group: group * has privileged group ID
    file */main.cf: parameter setgid_group: group * has same group ID as *
    file */main.cf: parameter setgid_group: group * has the same group ID # as group *
    file */main.cf: parameter setgid_group: unknown group name: *
    file */main.cf: parameter syslog_facility: unrecognized value: *
    file */main.cf: parameters default_privs and mail_owner specify the same user *
    file */main.cf: parameters default_privs and mail_owner: users * and * have the same group ID: #
    file */main.cf: parameters default_privs and mail_owner: users * and * have the same user ID: #
    file */main.cf: parameters default_privs and setgid_group: user * and group * have the *
    file */main.cf: parameters default_verp_delimiters and verp_delimiter_filter: *
    file */main.cf: parameters mail_owner and setgid_group: user * and group * have the same group ID: #
    fstat: ~
    invalid * parameter value # < #
    invalid * parameter value # > #
    invalid *: # (max #)
    invalid *: # (min #)
    invalid header format code: #
    invalid parameter setting "info_log_address_format = *"
    invalid setting: "* = *"
    logfile '*' write error: ~
    mail_queue_enter: rename * to *: giving up
    maillog_file value '*' does not match any prefix in maillog_file_prefixes
    malformed compatibility level syntax: "*"
    malformed option: *: "...*..."
    mark_corrupt: fchmod *: ~
    missing '*' in "*"
    missing '=' after attribute name in "*"
    missing '=' after attribute name: "*"
    missing attribute name in "*"
    missing attribute name: "*"
    missing transport name in "*"
    myhostname and relayhost parameter settings must not be identical: *
    mynetworks: unknown address class: *
    mynetworks_core: unknown address class: *
    myorigin file * is empty
    myorigin parameter setting must not contain multiple values: *
    no '*' at start of text in "*"
    no debugger_command variable set up
    open @: ~
    open file @: ~
    out of memory
    parameter *: bad time value or unit: *
    parameter address_verify_sender: value "*" must not end with '*'
    parameter address_verify_sender: value "*" must not start with '*'
    parameter inet_interfaces: no local interface found for *
    pipe_command: dup2: ~
    pipe_command: execvp *: ~
    pipe_command: pipe: ~
    pipe_command: setenv: ~
    read file @: ~
    relayhost parameter setting must not contain multiple values: *
    seek file @: ~
    seek queue file *: ~
    setenv MAIL_LOGTAG @: ~
    setenv: ~
    shared lock @: ~
    specify "alternate_config_directories = *" in *
    specify "alternate_config_directories = *" or "multi_instance_directories = *" in *
    syntax error after '*' in "*"
    unable to contact the * service
    unknown option: "* = *"
    unsetenv: ~
    update queue file *: ~
    wait: ~
    """#
}
