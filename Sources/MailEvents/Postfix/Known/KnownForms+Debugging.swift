extension KnownForms {
  /// Verbose logging (`-v`, `debug_peer_list`).
  ///
  /// Source: all directories, behind `msg_verbose`.
  static let debugging: StaticString = #"""
    [message info]
    enabling VERP for sender "*"
    ignoring redundant or conflicting milter reply: *
    no trace file -- not sending a notification
    placed in * queue
    read * *
    recipient limit #

    [info]
    # *
    $* in main.cf validates *=value in main.cf
    $* in main.cf validates *=value in master.cf:*
    $* in master.cf:* validates *=value in main.cf
    $* in master.cf:* validates *=value in master.cf:*
    *: non-terminator '*' (lookahead)
    *: terminator (consumed)
    *: wanted attribute: *
    *:* delete: "*" = "*"
    *:* update: "*" = "*"
    *:*: skipping lookup of '*': domain mismatch
    *:*: successful query result from host *
    *[#]: reset owner attr
    *[#]: reset user_attr
    *[#]: set owner attr: *
    *[#]: set user_attr: *
    -* option ignored
    --- end request ---
    --- start request ---
    < *
    < *: *
    < *[*]: *
    < @: *
    < [*]:#: *
    > *
    > *: *
    > *[*]: *
    > @: *
    > [*]:#: *
    >>> CHECKING * VALIDATION MAPS <<<
    >>> CHECKING RECIPIENT MAPS <<<
    >>> END * RESTRICTIONS <<<
    >>> START * RESTRICTIONS <<<
    @ *CommonName *
    @ CommonName *
    @ cache cleanup will start after #s
    @ stream disconnect
    @(failure_type=#, additional_info=*, failure_reason=*)
    @(rcv_mta_ehlo=*)
    @(rpt_socket_name=*, rpt_policy_domain=*, rpt_policy_string=*, skip_reused_hs=#)
    @(snd_mta_addr=*, rcv_mta_name=*, rcv_mta_addr=*)
    @(tlsrpt_policy_type_t=#, tls_policy_strings=*..., tls_policy_domain=*, mx_host_patterns=*...)
    @: * feedback type # value at #: #
    @: *subjectAltName: *
    @: EOF
    @: add name=* default=*
    @: addr_family=*
    @: bare_addr=*
    @: clear-request fd=#
    @: depth=# chain is trust-anchor signed
    @: depth=# matched * certificate * digest *
    @: depth=# matched * public-key * digest=*
    @: depth=# trust-anchor certificate
    @: domain * has policy *
    @: drop SASL mechanism: '*'
    @: feedback #
    @: internationalized domain * asciified to *
    @: keep SASL mechanism: '*'
    @: mailhost_addr=*
    @: matched peername: *
    @: name="*" default_action="*" max_idle=# max_ttl=# request_limit=# retry_delay=# timeout=# *
    @: no policy for domain *
    @: opening @
    @: pkey_fingerprint=*
    @: queue *: limit # window # success # failure # fail_cohorts #
    @: raw public key fingerprint=*
    @: read-request fd=#
    @: read: *
    @: sending to: {*, *}
    @: smtp_client_addr=* smtp_client_port=*
    @: smtp_server_addr=* smtp_server_port=*
    @: subject_CN=*, issuer=*
    @: subject_CN=*, issuer=*, fingerprint=*, pkey_fingerprint=*
    @: subject_CN=*, issuer_CN=*, fingerprint=*, pkey_fingerprint=*
    @: success or failure already reported
    @: timeout
    @: uid #: file has # links
    Compiled against Berkeley DB version 1
    Compiled against Berkeley DB: #.#.#
    Compiled against Berkeley DB: #.#.#?
    DROP [*]:#
    ENFORCE [*]:#
    FAIL [*]:#
    GOT * status=# probed=# updated=# text=*
    MX name '*' matches STS MX pattern for '*'
    POP boundary *
    PROBE * status=# probed=# updated=#
    PUSH boundary *
    PUT * status=# probed=# updated=# text=*
    Relaying allowed for all verified client certificates
    Relaying allowed for certified client: *
    Run-time linked against Berkeley DB: #.#.#
    Run-time linked against Berkeley DB: #.#.#?
    SASL authentication debug: *
    SASL authentication info: *
    SASL authentication pass: *
    SASL authentication trace: *
    SKIP * [*]:#
    UNFAIL [*]:#
    UNPASS [*]:#
    Using * PIPELINING, TCP send buffer size is #
    Using * PIPELINING, TCP send buffer size is #, PIPELINING buffer size is #
    `*' -> `*' -> (`*' `*' `*' `#')
    `*' `*' -> `*'
    abort all milters
    addr_one: host *
    after input_transp_cleanup: cleanup flags = *
    all_auth_mx_addr: address * for * does not match permit_mx_backup_networks
    all_auth_mx_addr: checking: *
    all_auth_mx_addr: host *
    allowlisting * from *
    anvil_remote_conn_update fd=# stream=0x* ident=*
    anvil_remote_conn_update: anvil_local 0x*
    anvil_remote_disconnect fd=# stream=0x* ident=*
    anvil_remote_disconnect: anvil_local 0x*
    anvil_remote_expire *
    anvil_remote_expire: anvil_remote_map used=#
    anvil_remote_lookup fd=# stream=0x* ident=*
    anvil_service_done fd=# stream=0x*
    anvil_service_done: anvil_local 0x*
    argv_attr_print count=#
    argv_attr_print ret=#
    argv_attr_scan count=#
    argv_attr_scan ret=#
    attr_clnt_control: new request limit #
    attr_clnt_control: new retry delay #
    attr_clnt_control: new retry limit #
    auto_clnt_close: disconnect * stream
    auto_clnt_create: transport=* endpoint=*
    auto_clnt_open: connected to *
    been_here: *: #
    been_here_check: *: #
    before input_transp_cleanup: *
    before input_transp_cleanup: cleanup flags = *
    begin tls_proxy_client_init_print
    begin tls_proxy_client_init_scan
    begin tls_proxy_client_param_print
    begin tls_proxy_client_param_scan
    begin tls_proxy_client_start_print
    begin tls_proxy_client_start_scan
    begin tls_proxy_context_scan
    begin tls_proxy_server_param_print
    begin tls_proxy_server_param_scan
    bounce_append_proto: flags=0x* service=* id=* org_to=* to=* off=# dsn_org=*, notif=0x* stat=*
    bounce_notify_proto: flags=0x* service=* queue=* id=* encoding=* sender=* envid=* ret=0x*
    bounce_notify_proto: flags=0x* service=* queue=* id=* encoding=* sendopts=# sender=* envid=* ret=0x*
    bounce_notify_proto: flags=0x* service=* queue=* id=* encoding=* smtputf8=# sender=* envid=* ret=0x*
    bounce_one_proto: flags=0x* queue=* id=* encoding=* sender=* envid=* dsn_ret=0x* orig_to=* to=*
    bounce_one_proto: flags=0x* queue=* id=* encoding=* sendopts=# sender=* envid=* dsn_ret=0x*
    bounce_one_proto: flags=0x* queue=* id=* encoding=* smtputf8=# sender=* envid=* dsn_ret=0x*
    bounce_verp_proto: flags=0x* service=* queue=* id=* encoding=* sender=* envid=* ret=0x* delim=*
    bounce_verp_proto: flags=0x* service=* queue=* id=* encoding=* sendopts=# sender=* envid=* ret=0x*
    bounce_verp_proto: flags=0x* service=* queue=* id=* encoding=* smtputf8=# sender=* envid=* ret=0x*
    call_nbdb_reindexd: delegated '*:*'
    cannot read entropy file *: ~
    cannot seek entropy file *: ~
    cfg_get_bool: *: * = *
    cfg_get_int: *: * = #
    cfg_get_str: *: * = *
    cfg_get_str: *: * =
    chdir @
    check_access: *
    check_addr_access: *
    check_ccert_access: *
    check_ccert_access: look up * *
    check_ccert_access: no client certificate
    check_ccert_access: search_order length=#
    check_domain_access: *
    check_mail_access: *
    check_namadr_access: name * addr *
    check_relay_domains: *
    check_server_access: * *
    check_server_access: * host address check: *
    check_server_access: * hostname check: *
    check_table_result: * * *
    chroot * user *
    cleanup flags = *
    cleanup_add_rcpt: "*"
    cleanup_add_rcpt_par: "*" "*"
    cleanup_body_edit_write: link # -> #
    cleanup_body_edit_write: where #, buflen # region start # len #
    cleanup_chg_from: "*" "*"
    cleanup_del_header: # "*"
    cleanup_del_rcpt: "*"
    cleanup_del_rcpt: deleted # records for recipient "*"
    cleanup_find_header: index # name "*"
    cleanup_find_header: index # name * type # offset #
    cleanup_find_header: read: #: *
    cleanup_find_header_start: index # name "*"
    cleanup_find_header_start: index # name * type # offset #
    cleanup_find_header_start: read: #: *
    cleanup_flush: status #
    cleanup_header_callback: '*'
    cleanup_ins_header: # "*" "*"
    cleanup_milter_apply: *
    cleanup_open: open *
    cleanup_out: * *
    cleanup_patch_header: "*" "*" at #
    cleanup_patch_header: #: read *
    cleanup_patch_header: #: write *
    cleanup_patch_header: #: write PTR #
    cleanup_patch_header: write *
    cleanup_patch_header: write PTR #
    cleanup_region_close: freeze start # len #
    cleanup_region_init: body start # len #
    cleanup_region_open: done start # len #
    cleanup_region_open: skip start # len # < #
    cleanup_upd_header: # "*" "*"
    client flags = *
    client socket not found for fd=#
    close * TLS cache *
    connect to subsystem *
    connect to subsystem *: ~
    connect_addr: trying: *[*] port #...
    connect_unix: trying: *...
    connecting to * port #
    connecting to * service *
    connection closed
    connection closed fd #
    connection established
    connection established fd #
    ctable_locate: install entry key *
    ctable_locate: leave existing entry key *
    ctable_locate: move existing entry key *
    ctable_locate: purge entry key *
    ctable_refresh: refresh entry key *
    daemon started
    defer site *: * *
    defer transport *: * *
    delete * session id=*
    deliver_alias: *: * = *
    deliver_alias: *: * not found
    deliver_dotforward: path * expand_status # look_status #
    deliver_file (#,#): *
    deliver_indirect: *
    deliver_mailbox[#]: set user_attr: *, uid = #, gid = #
    deliver_message: file *
    deliver_message: from *
    deliver_message: from
    deliver_message: from <*>
    deliver_message: too big: size_limit = #, request->data_size = #
    deliver_request_final: send: "*" #
    deliver_request_get: file *
    deliver_request_initial: send initial response
    deliver_request_initial: send initial status
    deliver_token: *
    deliver_token_stream: *
    deliver_token_string: *
    delivered_hdr_init: *
    delivered_init: *
    dgram_server_accept: request arrived
    dict_alloc("*", "*", #)
    dict_cache_clean_event: done * cache cleanup scan
    dict_cache_clean_event: drop * cache entry for *
    dict_cache_clean_event: keep * cache entry for *
    dict_cache_clean_event: start * cache cleanup
    dict_cache_delete: key=* (*)
    dict_cache_delete: key=* (current entry - schedule for delete-behind)
    dict_cache_lookup: key=* (pretend not found  - scheduled for deletion)
    dict_cache_lookup: key=* value=*
    dict_cache_sequence: delete-behind key=* value=*
    dict_cache_sequence: key=* value=*
    dict_cache_update: cancel delete-behind for key=*
    dict_cache_update: key=* value=*
    dict_cidr_lookup: *: *
    dict_delete: delete *
    dict_eval: const  *
    dict_eval: expand * -> *
    dict_free type="*" name="*" reg_name="*")
    dict_ldap_close: Closed connection handle for LDAP source *
    dict_ldap_connect: Actual Protocol version used is #.
    dict_ldap_connect: Binding to server * as dn *
    dict_ldap_connect: Binding to server * with dn *
    dict_ldap_connect: Cached connection handle for LDAP source *
    dict_ldap_connect: Connecting to server *
    dict_ldap_connect: Successful bind to server * as * 
    dict_ldap_connect: Successful bind to server * with dn *
    dict_ldap_get_values[#]: Entry doesn't have any values for *
    dict_ldap_get_values[#]: Leaving dict_ldap_get_values
    dict_ldap_get_values[#]: Search found # match(es)
    dict_ldap_get_values[#]: looking up DN *
    dict_ldap_get_values[#]: looking up URL *
    dict_ldap_get_values[#]: search returned # value(s) for requested result attribute *
    dict_ldap_get_values[#]: search returned # value(s) for special result attribute *
    dict_ldap_get_values[#]: skipping # value(s) of * attribute *
    dict_ldap_get_values[#]: skipping URL *: no pertinent attributes
    dict_ldap_lookup: *: Empty expansion for *
    dict_ldap_lookup: *: Searching with filter *
    dict_ldap_lookup: *: Skipping lookup of key '*': domain mismatch
    dict_ldap_lookup: *: Skipping lookup of non-ASCII key '*'
    dict_ldap_lookup: *: Skipping lookup of non-UTF-8 key '*'
    dict_ldap_lookup: In dict_ldap_lookup
    dict_ldap_lookup: Lost connection for LDAP source *, reopening
    dict_ldap_lookup: No existing connection for LDAP source *, reopening
    dict_ldap_lookup: Search returned *
    dict_ldap_lookup: Skipping lookup of '*'
    dict_ldap_lookup: Using existing connection for LDAP source *
    dict_ldap_open: * server_host URL is *
    dict_ldap_open: Using LDAP source *
    dict_load_fp: * = *
    dict_load_fp: * =
    dict_lookup: * = (notfound)
    dict_lookup: * = *
    dict_lookup: * =
    dict_memcache_delete: *: delete key "*"(*) => *
    dict_memcache_lookup: *: key "*"(*) => *
    dict_memcache_sequence: *: key "*" => *
    dict_memcache_update: *: update key "*"(*) => "*" *
    dict_mysql: successful connection to host *
    dict_mysql: successful query from host *
    dict_mysql_get_active: attempting to connect to host *
    dict_mysql_get_active: found active connection to host *
    dict_mysql_lookup: *: Skipping lookup of non-UTF-8 key '*'
    dict_mysql_lookup: Skipping lookup of '*'
    dict_mysql_lookup: retrieved # rows
    dict_nis_init: NIS domain *
    dict_nisplus_lookup: *, column # -> *
    dict_nisplus_lookup: not found: query *
    dict_nisplus_open: opened NIS+ table * for column #
    dict_open: *:*
    dict_open_register: *
    dict_open_unregister: *
    dict_pcre_lookup: *: *
    dict_pgsql: successful connection to host *
    dict_pgsql: successful query from host *
    dict_pgsql_get_active: attempting to connect to host *
    dict_pgsql_get_active: found active connection to host *
    dict_pgsql_lookup: *: Skipping lookup of non-UTF-8 key '*'
    dict_pgsql_lookup: Skipping lookup of '*'
    dict_pgsql_lookup: retrieved # rows
    dict_proxy_delete: table=* flags=* key=* -> status=#
    dict_proxy_lookup: table=* flags=* key=* -> status=# result=*
    dict_proxy_open(*, 0*, 0*) called from internal routine
    dict_proxy_open: connect to map=* status=# server_flags=*
    dict_proxy_sequence: table=* flags=* func=# -> status=# key=* val=*
    dict_proxy_update: table=* flags=* key=* value=* -> status=#
    dict_regexp_lookup: *: *
    dict_register: * #
    dict_sequence: sequence func #
    dict_sockmap_lookup: key *
    dict_sqlite_close: *
    dict_sqlite_lookup: *: Ignoring text at end of query: *
    dict_sqlite_lookup: *: Searching with query *
    dict_sqlite_lookup: *: Skipping lookup of '*'
    dict_sqlite_lookup: *: Skipping lookup of non-UTF-8 key '*'
    dict_tcp_lookup: found: *
    dict_tcp_lookup: key *
    dict_tcp_lookup: not found: *
    dict_tcp_lookup: recv: *
    dict_tcp_lookup: send: get *
    dict_tcp_lookup: soft error: *
    dict_unregister: * #
    dict_update: * = *
    dict_update: * =
    dir_forest: * -> *
    disconnect event to all milters
    disposing SASL state information
    dns_get_answer: type * for *
    dns_lookup: * aliased to *
    dns_query: * (*): *
    dns_query: * (*): OK
    dns_query: reply len=# ancount=# nscount=#
    dnsblog_query: addr * dnsbl_domain *
    dnsblog_query: addr * not listed by domain *
    dnssec_probe '*' received a response that is DNSSEC validated
    domain: *
    done * queue scan
    dummy_read: fd #, len #
    dummy_write: fd #, len #
    effective TLS level: *
    enable site */*
    enable transport *
    end move queue * -> *
    enter cleanup_milter
    event_cancel_timer: 0x* 0x* #
    event_disable_readwrite: fd #
    event_enable_read: fd #
    event_enable_write: fd #
    event_extend: fd #
    event_loop: exception # 0x* 0x*
    event_loop: exception fd=# act=0x* 0x*
    event_loop: other fd=# act=0x* 0x*
    event_loop: read # 0x* 0x*
    event_loop: read fd=# act=0x* 0x*
    event_loop: select_delay #
    event_loop: timer 0x* 0x*
    event_loop: write # 0x* 0x*
    event_loop: write fd=# act=0x* 0x*
    event_request_timer: reset 0x* 0x* #
    event_request_timer: set 0x* 0x* #
    expand_parameter_value: const  *
    expand_parameter_value: expand * -> *
    expanded and quoted query: >*<
    extract_addr: in: *, result: *
    extract_addr: input: *
    extracted envelope * *
    extracted envelope *
    fail_required: checking smtpd_log_access_permit_actions settings
    fail_required: smtpd_log_access_permit_actions: no match
    fd=#: stream buffer size old=# new=#
    fifo_trigger: open *: *
    flags for psc_conclude: *
    flush_add: site * id *
    flush_add: site * id * status #
    flush_add_service: site * queue_id *
    flush_purge
    flush_purge: status #
    flush_refresh
    flush_refresh: status #
    flush_refresh_service: *: ~
    flush_refresh_service: flush logfile *
    flush_refresh_service: skip logfile * - empty log
    flush_refresh_service: skip logfile *, unread for <# hours(s) 
    flush_refresh_service: unlink *, empty and unchanged for # days
    flush_send: site *
    flush_send: site * status #
    flush_send_file: queue_id *
    flush_send_file: queue_id * status #
    flush_send_file_service: requesting delivery for queue_id *
    flush_send_path: logfile *: skip queue file * as duplicate
    flush_send_path: logfile *: update queue file * time stamps
    flush_send_path: requesting delivery for logfile *
    flush_send_service: site *
    flush_send_site: site *
    flush_send_site: site * status #
    forward delivered=* sender=* recip=*
    forward_finish: delivered * sender * status #
    frag_len=# text="*"
    free all milters
    free milter *
    fsspace: *: block size #, blocks free #
    garbage in * header
    generic_checks: name=*
    generic_checks: name=* status=#
    get_service_attr: uid #, gid #, flags #, size #
    get_service_attr: uid #, gid #; time #
    get_service_params: time_limit #
    global TLS level: *
    got sigchld
    haproxy_srvr_parse: *
    haproxy_srvr_parse: addr=* proto=#
    haproxy_srvr_parse: port=*
    haproxy_srvr_parse: proto=*
    has_my_addr: addr *
    has_my_addr: host *
    has_my_addr: host *: no match
    hbc_body_checks: '*'
    hbc_header_checks: '*'
    header_token: * * *
    host name lookup methods: *
    i_am_mx: I am not listed as MX relay
    i_am_mx: address lookup: *
    i_am_mx: resolve hostname: *
    idle timeout -- exiting
    inet_addr_list_append: *
    inet_addr_local: configured # IPv4 addresses
    inet_addr_local: configured # IPv6 addresses
    inet_trigger: service *
    initial envelope * *
    initial envelope *
    input attribute name: *
    input attribute value: *
    input attribute value:
    inspect content by all milters
    leave cleanup_milter
    loaded * = *
    loaded * =
    local: *
    local_deliver: * from *
    lookup * session id=*
    lookup * type * flags #
    lookup * type * flags *
    mac_midna_domain_to_ascii_eval: * asciified to *
    mac_midna_to_u_label_eval: * internationalzied to *
    mac_parse: *
    mail_addr_find: * -> *
    mail_addr_map: * -> *
    mail_flow_get: # #
    mail_flow_put: # #
    maps_file_find: *: *: *
    maps_file_find: *: *: * = *
    maps_file_find: *: skipping * lookup for *
    maps_find: *: *: *
    maps_find: *: *: * = *
    maps_find: *: skipping * lookup for *
    maps_free: *
    masquerade: * -> *
    master disconnect -- *
    master disconnect -- exiting
    master_avail_less: pid # (*)
    master_avail_listen: * avail # total # max #
    master_avail_listen: avail # total # max #
    master_avail_listen: disable events *
    master_avail_listen: enable events *
    master_avail_more: disable events *
    master_avail_more: pid # (*)
    master_notify: status #
    master_notify: status #: ~
    master_reap_child: pid #
    master_status_cleanup: *
    master_status_event: pid # gen # avail #
    master_status_event: process id not found: #
    master_status_init: *
    master_wakeup_cleanup: service *
    master_wakeup_init: service * time #
    master_wakeup_timer_event: service *
    match_hostaddr: * *? *
    match_hostaddr: *: * *? *
    match_hostname: * *? *
    match_hostname: *: * *? *
    match_hostname: *: lookup *:* *: *
    match_hostname: lookup *:* *: *
    match_service_match: * *? *
    match_service_match: *: found match
    match_service_match: *: no match
    match_string: * *? *
    match_string: *: * *? *
    milter *: event mask 0x* includes features not offered in MTA event mask 0x*
    milter8_abort: abort milter *
    milter8_abort: skip milter *
    milter8_body: body milter *: *
    milter8_conn_event: milter *: connect */*
    milter8_conn_event: skip milter *
    milter8_connect: milter * version #
    milter8_connect: my_actions=0x* *
    milter8_connect: my_events=0x* *
    milter8_connect: my_version=0x*
    milter8_connect: non-protocol events for milter * protocol version #: *
    milter8_connect: non-protocol events for protocol version #: *
    milter8_connect: transport=* endpoint=*
    milter8_data_event: milter *: data command
    milter8_data_event: skip milter *
    milter8_disc_event: quit milter *
    milter8_disc_event: skip quit milter *
    milter8_eob: eob milter *
    milter8_eoh: eoh milter *
    milter8_header: header milter *: *
    milter8_helo_event: milter *: helo *
    milter8_helo_event: skip milter *
    milter8_mail_event: skip milter *
    milter8_message: message to milter *
    milter8_message: skip message to milter *
    milter8_other_event: milter *
    milter8_rcpt_event: skip milter *
    milter8_receive: milter *
    milter8_send: milter *
    milter8_unknown_event: milter *: unknown command: *
    milter8_unknown_event: skip milter *
    milter_data_event: skip milter * (command unimplemented)
    milter_macro_lookup: "*"
    milter_macro_lookup: result "*"
    milter_macro_lookup: using default "*"
    milter_unknown_event: skip milter * (command unimplemented)
    myflock(#, *, *)
    myflock() returns #
    mynetworks: *
    mynetworks_core: *
    mysql host_init: host=*, port=#, type=*
    mysql_parse_config: *: no hostnames specified, defaulting to '*'
    mysqlname_parse: *: no hostnames specified, defaulting to '*'
    name: *
    name_mask: *
    nbbio_event: * timeout on * fd=#
    nbbio_event: error on * fd=#: ~
    nbbio_event: read # on * fd=#
    nbbio_event: read * fd=#: ~
    nbbio_event: read EOF on * fd=#
    nbbio_event: write * fd=#: ~
    nbdb_rdr_init: installing custom handlers for '*'
    nbdb_surr_init: installing custom hanndlers for '*'
    netstring_get_data: read netstring data *
    netstring_get_length: read netstring length #
    netstring_put: write netstring len # data *
    netstring_put_multi: write netstring len # data *
    netstring_put_multi: write total length #
    ni_lookup * *=*
    no *TLSA records found, resorting to "secure"
    old-style scan record * *
    open * TLS cache *
    open @
    open @ @
    open O_RDWR makes fifo readable - trying O_RDONLY
    origin=* name=* - no match
    origin=* name=* item=*
    override * macro list with "*"
    owner: *
    parse_destination: * *
    pass_trigger: service *
    path: *
    pausing to let * cool down
    pausing to let file * cool down
    pcf_expand_parameter_value: const  *
    pcf_expand_parameter_value: expand * -> *
    permit_auth_destination: *
    permit_dnswl_addr: *
    permit_dnswl_domain: *
    permit_inet_interfaces: * *
    permit_mx_backup: *
    permit_mx_backup: not local: *
    permit_mx_primary
    permit_mynetworks: * *
    pgsql host_init: host=*, port=*, type=*
    pgsql:* table ignores 'dbname' field -- all 'hosts' targets are URIs
    pgsql_parse_config: *: no hostnames specified, defaulting to '*'
    policy_create: no tls policy lookup
    post_mail_open_event: read event
    post_mail_open_event: write event
    postscreen_command_time_limit: stress=# normal=# lowat=# hiwat=#
    process generation: * (*)
    proxy_map_find: *
    psc_dnsbl_add_site: "*" -> domain="*" pattern="*" weight=#
    psc_dnsbl_receive: client="*" score=# domain="*" reply="# *"
    psc_dnsbl_receive: client="*" score=# domain="*" reply="*"
    psc_dnsbl_receive: filter="*" weight=# score=#
    psc_dnsbl_request: create blocklist score for *
    psc_dnsbl_request: reuse blocklist score for * refcount=# pending=#
    psc_dnsbl_retrieve: addr=* score=# ttl=#
    psc_dnsbl_retrieve: delete blocklist score for *
    psc_early_dnsbl_event: notify [*]:#
    psc_early_event: sq=# cq=# event # on smtp socket # from [*]:# flags=*
    psc_endpt_lookup_done: cached + recent flags: *
    psc_endpt_lookup_done: new + recent flags: *
    psc_endpt_lookup_done: sq=# cq=# connect from [*]:#
    psc_expand_lookup: ${*}
    psc_send_socket: sq=# cq=# send socket # from [*]:#
    psc_send_socket_close_event: sq=# cq=# event # on send socket # from [*]:#
    psc_service: cached + recent flags: *
    psc_service: new + recent flags: *
    psc_service: sq=# cq=# connect from [*]:#
    psc_smtpd_format_ehlo_reply: discard_mask *
    psc_smtpd_read_event: sq=# cq=# event # on smtp socket # from [*]:# flags=*
    psc_smtpd_time_event: sq=# cq=# event # on smtp socket # from [*]:# flags=*
    psc_starttls_finish: send client handle on proxy socket # for smtp socket # from [*]:# flags=*
    psc_starttls_first: receive server protocol on proxy socket # for smtp socket # from [*]:# flags=*
    psc_starttls_open: connecting to proxy socket # for smtp socket # from [*]:# flags=*
    psc_starttls_open: send client name/address on proxy socket # for smtp socket # from [*]:# flags=*
    put * session id=* [data # bytes]
    qmgr_active_defer: defer *
    qmgr_active_done: *
    qmgr_active_done: bounce *
    qmgr_active_done_25_generic: sending defer warning for *
    qmgr_active_done_2_generic: sending defer warning for *
    qmgr_active_drain: allocate *
    qmgr_active_feed: *
    qmgr_active_feed: queue *
    qmgr_active_feed: skip * (# seconds)
    qmgr_deliver: site `*'
    qmgr_enable_all
    qmgr_entry_select: allowing on-demand session caching for *
    qmgr_entry_select: disallowing on-demand session caching for *
    qmgr_job_free: * *
    qmgr_job_pop: *
    qmgr_job_preempt: * by *, level #
    qmgr_job_retire: *
    qmgr_message_alloc: * *
    qmgr_message_realloc: * * offset #
    qmgr_move: moved * from * to *
    qmgr_peer_select: * * * (# of #)
    qmgr_queue_select: *
    qmgr_queue_throttle: queue *: * *
    qmgr_queue_unthrottle: queue *
    qmgr_scan_start: *start * queue scan
    qmgr_transport_create: * concurrency # recipients #
    qmgr_transport_select: *
    qmgr_transport_throttle: transport *: status: * reason: *
    qmgr_transport_unthrottle: transport *
    qmqpd_peer_init: rewriting V4-mapped address "*" to "*"
    query milter states for other event
    queue: *
    rbl_expand_lookup: ${*}
    read # bytes from entropy file *
    read # bytes from entropy file *: ~
    read * TLS cache entry *: time=# [data # bytes]
    rec_get: type * len # data *
    rec_put: type * len # data *
    rec_put_type: # at #
    receive # milters
    received master trigger
    record * *
    reject_invalid_hostaddr: *
    reject_invalid_hostname: *
    reject_maps_rbl: *
    reject_non_fqdn_address: *
    reject_non_fqdn_hostname: *
    reject_plaintext_session: * *
    reject_rbl: * *
    reject_rbl_addr: * *
    reject_rbl_domain: * *
    reject_unauth_destination: *
    reject_unauth_pipelining: *
    reject_unknown_address: *
    reject_unknown_client: * *
    reject_unknown_hostname: *
    reject_unknown_mailhost: *
    reject_unknown_reverse_name: *
    reject_unverified_address: *
    relay: *
    relay_clientcerts: No match for fingerprint '*'
    relay_clientcerts: No match for fingerprint '*', pkey fingerprint *
    remove @
    remove directory *
    remove subdirectory *
    removed file *
    renamed file * as *
    reply: * data # bytes
    report connect to all milters
    report data to all milters
    report helo to all milters
    report recipient to all milters
    report recipient to all milters (flags=0x*)
    report sender to all milters
    report unknown command to all milters
    request ignored
    request: # (*)
    res_mkquery() failed
    res_nmkquery() failed
    res_nsend() failed
    res_send() failed
    resolve_clnt: `*' -> `*' -> transp=`*' host=`*' rcpt=`*' flags=* class=*
    resolve_clnt: cached: `*' -> `*' -> transp=`*' host=`*' rcpt=`*' flags=* class=*
    rewrite_clnt: *: * -> *
    rewrite_clnt: cached: *: * -> *
    rewrite_recip: *
    rewrite_sender: *
    running: *
    sasl_exceptions: *[*], match=#
    sasl_exceptions: @, match=#
    scache_clnt_find_dest: dest=* dest_prop=* endp_prop=* fd=#
    scache_clnt_find_dest: not found: *
    scache_clnt_find_endp: endp=* prop=* fd=#
    scache_clnt_find_endp: not found: *
    scache_clnt_save_dest: dest_label=* dest_prop=* endp_label=*
    scache_clnt_save_endp: endp=* prop=* fd=#
    scache_multi_drop_dest: dest_prop=* endp_label=*
    scache_multi_drop_endp: endp_prop=* fd=#
    scache_multi_find_dest: no destination cache: dest_label=*
    scache_multi_find_dest: not found: dest_label=*
    scache_multi_find_endp: found: endp_label=* -> endp_prop=* fd=#
    scache_multi_find_endp: no endpoint cache: endp_label=*
    scache_multi_find_endp: not found: endp_label=*
    scache_multi_save_dest: dest_label=* -> dest_prop=* endp_label=*
    scache_multi_save_endp: endp_label=* -> endp_prop=* fd=#
    scache_single_find_dest: found: *
    scache_single_find_dest: no destination cache: *
    scache_single_find_dest: not found: *
    scache_single_find_endp: found: * fd=#
    scache_single_find_endp: no endpoint cache: *
    scache_single_find_endp: not found: *
    scache_single_free_dest: * -> *
    scache_single_free_endp: *
    scache_single_save_dest: * -> *
    scache_single_save_endp: * fd=#
    scan_dir_next: found *
    scan_dir_next: skip *
    scan_dir_pop: close *
    scan_dir_push: open *
    send # milters
    send attr * = #
    send attr * = *
    send attr * =
    send attr * = [data # bytes]
    send attr name * value *
    sender: *
    sendmsg error (~). Trying CMSG_LEN workaround.
    server features: 0x* size #
    server flags = *
    set_eugid: euid # egid #
    setugid: uid # gid #
    site * to path *
    site TLS level: *
    skip * test for [*]:#
    skipping event * after SMFIR_SKIP from milter *
    skipping event * for milter *
    skipping inet_interfaces setting - all network protocols are disabled
    skipping mynetworks setting - all network protocols are disabled
    skipping non-protocol event * for milter *
    skipping reply * for milter *
    skipping reply for event * from milter *
    smtp_addr_one: host *
    smtp_addr_one: native lookup result: *
    smtp_addr_one: using numerical host *
    smtp_chat_notify: notify postmaster
    smtp_connect_addr: bind *
    smtp_connect_addr: trying: *[*] port #...
    smtp_connect_unix: trying: *...
    smtp_fgetc: EOF
    smtp_find_self: found proxy at pref #
    smtp_find_self: found self at pref #
    smtp_find_self: not found
    smtp_flush: EOF
    smtp_fputc: EOF
    smtp_fputs: EOF
    smtp_fwrite: EOF
    smtp_get: EOF
    smtp_loop: got # of # end-of-data replies
    smtp_map11_external: * -> *
    smtp_map11_external: * not found
    smtp_map11_internal: * -> *
    smtp_map11_internal: * not found
    smtp_parse_destination: * *
    smtp_reuse_addr: endp_label='*'
    smtp_reuse_common: dest_prop='*'
    smtp_reuse_common: endp_prop='*'
    smtp_reuse_common: skipping plain-text cached session to *
    smtp_reuse_nexthop: dest_label='*'
    smtp_sasl_authenticate: @: SASL mechanisms *
    smtp_sasl_passwd_lookup: host `*' user `*' pass `*'
    smtp_sasl_passwd_lookup: no auth info found (sender=`*', host=`*')
    smtp_session_activate: dest=* host=* addr=* port=# features=0x*, ttl=#, reuse=#
    smtp_session_activate: dest=* host=* addr=* port=# features=0x*, ttl=#, reuse=#, sndbuf=#
    smtp_session_activate: tls_level=#
    smtp_stream_setup: maxtime=# enable_deadline=#
    smtp_stream_setup: maxtime=# enable_deadline=# min_data_rate=#
    smtp_vprintf: EOF
    smtpd_chat_notify: notify postmaster
    smtpd_check_addr: addr=*
    smtpd_check_queue: blocks # avail # min_free # msg_size_limit #
    smtpd_check_rewrite: trying: *
    smtpd_expand_lookup: ${*}
    smtpd_peer_init: rewriting V4-mapped address "*" to "*"
    smtpd_peer_sockaddr_to_hostaddr: rewriting V4-mapped address "*" to "*"
    smtpd_proxy_replay_setup: new speed-adjust stream fd=#
    smtpd_proxy_replay_setup: reuse speed-adjust stream fd=#
    source=* address=* - no match
    source=* address=* acl=*
    spawn command *; pid #
    spawn_service: service=*, command=*...
    spool_uid/gid #/# chown_uid/gid #/#
    start conditional timer for *
    start move queue * -> *
    start sorted recipient list
    starting new SASL client
    stream_trigger: service *
    throttle released for command *
    throttling command *
    time to retire -- *
    time to retire -- exiting
    tls_library_init: using backwards-compatible defaults
    tls_prng_dev_close: close entropy device *
    tls_prng_dev_open: cannot open entropy device *: ~
    tls_prng_dev_open: opened entropy device *
    tls_prng_dev_read: cannot read # bytes from entropy device *: ~
    tls_prng_dev_read: read # bytes from entropy device *
    tls_prng_egd_close: close EGD server *
    tls_prng_egd_open: cannot connect to EGD server *: ~
    tls_prng_egd_open: connect to EGD server *
    tls_prng_egd_open: connected to EGD server *
    tls_prng_egd_read: got # bytes from EGD server *
    tls_prng_exch_close: closed PRNG exchange file *
    tls_prng_exch_open: opened PRNG exchange file *
    tls_prng_file_close: close entropy file *
    tls_prng_file_open: cannot open entropy file *: ~
    tls_prng_file_open: opened entropy file *
    tls_prng_file_read: seed internal pool from file *
    tls_proxy_client_certs_print count=#
    tls_proxy_client_certs_print ret=#
    tls_proxy_client_certs_scan count=#
    tls_proxy_client_certs_scan ret=#
    tls_proxy_client_dane_print dane=#
    tls_proxy_client_dane_print ret=#
    tls_proxy_client_dane_scan have_dane=#
    tls_proxy_client_dane_scan ret=#
    tls_proxy_client_init_print ret=#
    tls_proxy_client_init_scan ret=#
    tls_proxy_client_param_print ret=#
    tls_proxy_client_param_scan ret=#
    tls_proxy_client_pkeys_print count=#
    tls_proxy_client_pkeys_print ret=#
    tls_proxy_client_pkeys_scan count=#
    tls_proxy_client_pkeys_scan ret=#
    tls_proxy_client_start_print ret=#
    tls_proxy_client_start_scan ret=#
    tls_proxy_client_tlsa_print count=#
    tls_proxy_client_tlsa_print ret=#
    tls_proxy_client_tlsa_scan count=#
    tls_proxy_client_tlsa_scan ret=#
    tls_proxy_client_tlsrpt_print have_trw=#
    tls_proxy_client_tlsrpt_print ret=#
    tls_proxy_client_tlsrpt_scan have_tlsrpt=#
    tls_proxy_client_tlsrpt_scan ret=#
    tls_proxy_context_scan ret=#
    tls_proxy_server_param_print ret=#
    tls_proxy_server_param_scan ret=#
    tlsmgr_cache_run_event: start TLS * session cache cleanup
    tlsmgr_prng_exch_event: update PRNG exchange file
    tok822_resolve: from=* addr=* -> chan=*, host=*, rcpt=*
    tok822_rewrite: input: *
    tok822_rewrite: result: *
    transport_event: *
    trigger_server_accept_fifo: trigger arrived
    trigger_server_accept_local: trigger arrived
    trigger_server_accept_pass: trigger arrived
    trw_free: rpt_socket_name=*, rpt_policy_domain=*, ...
    trw_report_success
    trying... [*]
    trying... [*]:#
    type: *
    unix_pass_trigger: service *
    unix_trigger: service *
    unknown_address_tempfail_action = *
    unknown_helo_hostname_tempfail_action = *
    unverified_recipient_tempfail_action = *
    upass_trigger: service *
    user: *
    using DANE RR: * IN TLSA # # # *
    using DANE RR: * IN TLSA # # # <*>; * digest *
    v6_target=#, v4_target=#
    vstream_buf_get_ready: fd # got #
    vstream_fflush_some: # flushed #/#
    vstream_fflush_some: fd # flush #
    vstream_tweak_tcp: TCP_MAXSEG #
    wakeup * after # secs
    watchdog_create: * #
    watchdog_destroy: *
    watchdog_event: * #
    watchdog_pat: *
    watchdog_start: *
    watchdog_stop: *
    whitelisting * from *
    why: *
    wildcard_{chan:hop}={*:*}
    write * TLS cache entry *: time=# [data # bytes]
    xsasl_cyrus_client_first: uncoded initial reply: *
    xsasl_cyrus_client_get_passwd: *
    xsasl_cyrus_client_get_user: *
    xsasl_cyrus_client_next: decoded challenge: *
    xsasl_cyrus_client_next: uncoded client response *
    xsasl_cyrus_get_passwd: *
    xsasl_cyrus_get_user: *
    xsasl_cyrus_server_auth_response: uncoded server challenge: *
    xsasl_cyrus_server_create: SASL service=*, realm=*
    xsasl_cyrus_server_first: decoded initial response *
    xsasl_cyrus_server_first: sasl_method *
    xsasl_cyrus_server_init: SASL config file is *.conf
    xsasl_cyrus_server_next: decoded response: *
    xsasl_dovecot_handle_reply: auth reply: *
    xsasl_dovecot_server_connect: Connecting
    xsasl_dovecot_server_connect: Mechanisms: *
    xsasl_dovecot_server_connect: auth reply: *
    xsasl_dovecot_server_create: SASL service=*, realm=*
    xsasl_dovecot_server_first: sasl_method *
    xsasl_dovecot_server_mech_filter: keep mechanism: *
    xsasl_dovecot_server_mech_filter: skip mechanism: *
    """#
}
