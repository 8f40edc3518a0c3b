extension KnownForms {
  /// Postfix found itself in a state that it thinks impossible.
  ///
  /// Source: all directories, `msg_panic`.
  static let panics: StaticString = #"""
    [message panic]
    no recipient slots available
    queue file is open
    recipient list not empty on recipient reload

    [panic]
    *: memory stream does not support VSTREAM_CTL_#
    *:*: empty 'projection' and 'result_attribute'
    @: *:* Unicode support is already activated
    @: *:* does not request Unicode support
    @: DNSSEC is not requested
    @: DNSSEC probe was already sent, or probing is disabled
    @: ENDIF without IF
    @: Unicode support is not available
    @: already have validated DNS response
    @: bad address family #
    @: bad delimiter: '*'
    @: bad enhanced status code *
    @: bad flags: 0x*
    @: bad format type: #
    @: bad login_sender_match() result: #
    @: bad operator suffix: *
    @: bad search key: "*"
    @: bad source class: #
    @: cert valid despite trust init failure
    @: corrupt memory block length
    @: corrupt or unallocated memory block
    @: database type exists: *
    @: dictionary "*" not found
    @: dictionary opened without DICT_FLAG_SRC_RHS_IS_FILE
    @: dsn argument with bad status code: *
    @: duplicate initialization
    @: duplicate key: *
    @: index # must be >= 0 and < #
    @: missing BYTE_MASK_FATAL/RETURN/WARN/IGNORE flag
    @: multiple ATTR_OVER_INT_TABLE
    @: multiple ATTR_OVER_STR_TABLE
    @: multiple ATTR_OVER_TIME_TABLE
    @: multiple initialization
    @: no parent state
    @: null pointer input
    @: output error for %d
    @: output error for %ds
    @: output error for %ld
    @: output error for '*'
    @: output for %d exceeds space #
    @: output for %ds exceeds space #
    @: output for %ld exceeds space #
    @: output for '*' exceeds space #
    @: post-condition botch
    @: raw public key valid despite trust init failure
    @: recursive call is not allowed
    @: unexpected address family: #
    @: unexpected header_context: 0x*
    @: unexpected non-TLSA RR type: #
    @: unexpected option: *
    @: unexpected rule stack element type #
    @: unknown argument type: #
    @: unknown key flags 0x*
    @: unknown operator code #
    @: unknown operator: #
    @: unknown target '0x*'
    @: unknown token code: #
    @: zero flags
    Can't happen: must enforce REQUIRETLS, but host @ did not announce REQUIRETLS support
    DANE activated with no TLSA records to match
    DSN_UPDATE: bad DSN code "*..." length #
    Invalid DH parameters size #, file *
    Invalid eecdh grade code: #
    NULL export cipherlist
    NULL medium cipherlist
    Plain-text retry wrong for mandatory TLS
    UTC time offset # is larger than one day
    Unsupported DANE certificate usage: #
    Unsupported DANE selector: #
    VSTREAM_CTL_BUFSIZE with negative size: #
    VSTREAM_CTL_READ_FD requires double buffering
    VSTREAM_CTL_SWAP_FD can't swap descriptors between single-buffered and double-buffered streams
    VSTREAM_CTL_WRITE_FD requires double buffering
    abounce_connect: write request to memory stream: ~
    anvil_remote_expire: bad connection count: #
    argv_addn: bad string length #
    argv_alloc: array length overflow
    argv_delete bad range: (start=# count=#)
    argv_extend: array length overflow
    argv_insert_one bad position: #
    argv_replace_one bad position: #
    argv_split_at_count: bad count: #
    argv_split_count: bad count: #
    argv_splitq_count: bad count: #
    argv_truncate: bad length #
    attr_clnt_control: bad name #
    attr_clnt_control: bad request limit: #
    attr_clnt_control: bad retry delay: #
    attr_clnt_control: bad retry limit: #
    attr_clnt_request: unexpected attribute type #
    attr_print0: bad flags: 0x*
    attr_print0: unknown type code: #
    attr_print64: bad flags: 0x*
    attr_print64: unknown type code: #
    attr_print_plain: bad flags: 0x*
    attr_print_plain: unknown type code: #
    attr_scan0: ATTR_TYPE_HASH not followed by ATTR_TYPE_END
    attr_scan0: bad flags: 0x*
    attr_scan0: unknown type code: #
    attr_scan64: ATTR_TYPE_HASH not followed by ATTR_TYPE_END
    attr_scan64: bad flags: 0x*
    attr_scan64: unknown type code: #
    attr_scan_plain: ATTR_TYPE_HASH not followed by ATTR_TYPE_END
    attr_scan_plain: bad flags: 0x*
    attr_scan_plain: unknown type code: #
    auto_clnt_close: stream is closed
    auto_clnt_control: bad name #
    auto_clnt_event: stream is closed
    auto_clnt_open: stream is open
    bad optind value
    bad queue length: check_queue=#, post_queue=#
    bad sndbufsize # > VSTREAM_BUFSIZE #
    bad transport type: #
    binhash_delete: unknown_key: "*"
    bounce_cleanup_log: no cleanup context
    bounce_cleanup_register: nested call
    bounce_cleanup_unregister: no cleanup context
    bounce_notify_verp: attempt to bounce a double bounce
    bounce_notify_verp: attempt to bounce a single bounce
    bounce_template_parse_buffer: nothing to do here
    cannot look up the authenticated SASL username
    cfg_parser_alloc: dict_handle failed
    cfg_parser_free: null parser name
    check_access: dictionary not found: *
    check_addr_access: dictionary not found: *
    check_ccert_access: unknown action *# in '*'
    check_domain_access: dictionary not found: *
    check_policy_service: no client endpoint for server *
    check_server_access: unexpected resource type "*" in request
    cleanup_add_header: no header append pointer location
    cleanup_add_header: no header append pointer target
    cleanup_add_rcpt: no recipient append pointer location
    cleanup_add_rcpt: no recipient append pointer target
    cleanup_add_rcpt_par: no recipient append pointer location
    cleanup_add_rcpt_par: no recipient append pointer target
    cleanup_body_edit_write: write past end of body segment
    cleanup_chg_from: no original sender record offset
    cleanup_chg_from: no post-sender record offset
    cleanup_del_header: null header name
    cleanup_find_header: bad header index #
    cleanup_find_header_start: bad header index #
    cleanup_find_header_start: short header without padding
    cleanup_header_done_callback: unknown header format #
    cleanup_milter_apply: missing client info initialization
    cleanup_milter_apply: unexpected mail filter reply: *
    cleanup_milter_emul_data: missing client info initialization
    cleanup_milter_emul_rcpt: missing client info initialization
    cleanup_milter_error: missing errno to error flag mapping
    cleanup_milter_hbc_add_meta_records: cleanup_milter_hbc_checks is not null
    cleanup_milter_hbc_add_meta_records: cleanup_milter_hbc_reply is not null
    cleanup_milter_hbc_add_meta_records: milter_header_checks is empty
    cleanup_milter_hbc_add_meta_records: no meta append pointer location
    cleanup_milter_hbc_add_meta_records: no meta append pointer target
    cleanup_out: bad line length limit: #
    cleanup_patch_header: bad reverse pointer #
    cleanup_patch_header: non-text/ptr record type # in header, file *
    cleanup_region_init: repeated call
    cleanup_repl_body: bad command: #
    cleanup_repl_body: message body replace operation is not implemented
    cleanup_stat_detail: unknown status #
    cleanup_strerror: unknown status #
    cleanup_strflags: unrecognized flag value(s) 0x*
    cleanup_upd_header: null header name
    clnt_stream_close: stream is closed
    clnt_stream_event: stream is closed
    clnt_stream_open: stream is open
    compiler error: 0.7 * # = #
    compiler error: 0.9 * # = #
    convert_param_node: parameter * has null pointer default value
    convert_param_node: request for non-default value of parameter *
    ctable_create: bad cache limit: #
    d2i_X509 failed to decode TA certificate
    dane_cb: OpenSSL ABI change
    data_redirect_file: result clobbers input
    data_redirect_map: result clobbers input
    db_common_expand: *: *: bad query/result template context
    db_common_expand: *: *: expanding domain-less key or value
    db_common_expand: *: *: key has too few domain labels
    db_create null result
    db_open null result
    debug_peer_init: repeated call
    debug_peer_init: uninitialized debug_peer_list
    deliver_alias: dictionary not found: *
    deliver_command: bad status #
    deliver_completed: bad offset #
    deliver_message: delivered-to enabled with multi-recipient request
    deliver_resolve_tree: recipient * botch
    descriptor # does not fit FD_SETSIZE #
    dgram_server_main: unknown argument type: #
    dict_cache_control: * cache cleanup is already scheduled
    dict_cache_control: bad * cache cleanup interval #
    dict_cache_control: bad command: #
    dict_cdbq_sequence: *: no cursor
    dict_cdbq_sequence: invalid function #
    dict_db_delete: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_db_lookup: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_db_sequence: invalid function #
    dict_db_sequence: no cursor
    dict_db_update: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_dbm_delete: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_dbm_lookup: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_dbm_sequence: invalid function: #
    dict_dbm_update: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_file_get_error: no buffer
    dict_lmdb_delete: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_lmdb_lookup: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_lmdb_open: slmdb_control: ~
    dict_lmdb_sequence: invalid function: #
    dict_lmdb_update: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_mysql_quote: integer overflow in #+2*#+1
    dict_mysql_quote: integer overflow in 2*#+1
    dict_mysql_quote: no active host
    dict_nis_lookup: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_open: attempt to open *:* with both "open" lock and "access" lock
    dict_open_init: multiple initialization
    dict_open_register: dictionary type exists: *
    dict_owner: can't find dictionary: *
    dict_pcre_close: unknown operation #
    dict_pcre_lookup: impossible operation #
    dict_pgsql_quote: arithmetic overflow in #+2*#+1
    dict_pgsql_quote: arithmetic overflow in 2*#+1
    dict_pgsql_quote: bogus dict_pgsql->active_host
    dict_regexp_close: unknown operation #
    dict_regexp_lookup: impossible operation #
    dict_register: '*:*' is already registered under '*' and cannot also be registered under '*'
    dict_sdbm_delete: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_sdbm_lookup: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_sdbm_sequence: invalid function: #
    dict_sdbm_update: no DICT_FLAG_TRY1NULL | DICT_FLAG_TRY0NULL flag
    dict_sockmap_close: attempt to close a non-existent map
    dict_thash_sequence: invalid function: #
    dict_type_override: *:* is already registered
    digest algorithm "*" not found
    dir_forest: depth #
    dir_forest: empty path
    dir_forest: invalid pathname: *
    dns_get_alias: bad type *
    dns_get_rr: don't know how to extract resource type *
    dns_get_rr: length # > DNS_NAME_LEN
    dns_lookup_rl: too many types
    dns_query: bad flags: #
    dns_query: bad length # (h_errno=*)
    dns_query: unexpected reply status: *
    dns_rr_detach: record not found
    dns_rr_eq_sa: unsupported socket address family type: #
    dns_rr_remove: record not found
    dsn_create: null dsn reason
    dsn_create: null dsn status
    dsn_ret_str: unknown code #
    dsn_split: bad default status "*"
    edit_parameters: unknown mode #
    empty DANE match list
    end_master_ent: configuration file not open
    end_master_ent: no service disable list
    eval_command_status: bad status #
    event_disable_readwrite: bad file descriptor: #
    event_enable_read: bad file descriptor: #
    event_enable_read: fd #: multiple I/O request
    event_enable_read: fd #: read/write I/O request
    event_enable_write: bad file descriptor: #
    event_enable_write: fd #: multiple I/O request
    event_enable_write: fd #: read/write I/O request
    event_init: repeated call
    event_init: unable to initialize
    event_loop: bad file descriptor: #
    event_loop: recursive call
    event_request_timer: invalid delay: #
    event_server_main: unknown argument type: #
    exception_text: unknown exception #
    extpar: no '*' at start of text: "*"
    fail_required: null required list
    fatal_with_context: no configuration file specified
    file size limit # < message size #. This causes large messages to be delivered repeatedly *
    flag_unused_main_parameters: parameter dictionary mail_dict not found
    flag_unused_master_parameters: master table is not initialized
    flag_unused_parameters: global parameter table is not initialized
    flag_unused_parameters: parameter dictionary * has no iterator
    format_tv: bad maximum decimal count #
    format_tv: bad significant decimal count #
    format_tv: bad time #s #us
    forward_append: missing forward_init call
    forward_finish: missing forward_init call
    forward_init: missing forward_finish call
    get_mail_conf_nbool: parameter not found: *
    get_mail_conf_nbool_fn: parameter not found: *
    get_mail_conf_nint2: parameter not found: *
    get_mail_conf_nint: parameter not found: *
    get_mail_conf_nint_fn: parameter not found: *
    get_mail_conf_time2: parameter not found: *
    get_mail_conf_time: parameter not found: *
    get_master_ent: config file not open
    get_master_ent: no service disable list
    get_pipe_args: got PIPE_CMD_ARGV and PIPE_CMD_COMMAND
    get_pipe_args: missing PIPE_CMD_ARGV or PIPE_CMD_COMMAND
    get_pipe_args: missing or invalid PIPE_CMD_TIME_LIMIT
    get_pipe_args: privileged gid
    get_pipe_args: privileged uid
    get_pipe_args: unknown key: #
    get_server_session_cb: null TLScontext in session lookup callback
    get_spawn_args: SPAWN_CMD_ARGV cannot be used with SPAWN_CMD_SHELL
    get_spawn_args: missing SPAWN_CMD_ARGV or SPAWN_CMD_COMMAND
    get_spawn_args: specify SPAWN_CMD_ARGV or SPAWN_CMD_COMMAND
    get_spawn_args: unknown key: #
    haproxy_srvr_parse: sockaddr length not specified
    haproxy_srvr_parse: sockaddr size # too small
    haproxy_srvr_parse: unexpected address family: #
    header_opts_find: no colon in header: *
    htable_delete: unknown_key: "*"
    i2d_PUBKEY failed to encode public key
    i2d_PUBKEY invalid result length
    i2d_X509 failed to encode TA certificate
    i2d_X509 failed to encode certificate
    i2d_X509 invalid result length
    i2d_X509_PUBKEY invalid result length
    inet_addr_local: unknown address family #
    inet_proto: bad inet_proto_mask 0x*
    inet_windowsize: bad window size #
    invalid * cipher grade: #
    invalid severity level: #
    ip_match_dump: malformed byte-code header
    ip_match_dump: truncated byte code after "*"
    ip_match_dump: unexpected byte code (decimal #) after "*"
    ip_match_execute: malformed byte-code header (decimal #)
    ip_match_execute: unexpected byte code (decimal #) after "*"
    iterate: unknown mode: #
    itoa: output error for '*'
    itoa: output for '*' exceeds space #
    load_clnt_session: null client session cache type in session lookup
    login_sender_create: null or empty null_sender
    logwriter_write: negative length #
    mac_expand: unexpected operator result: #
    mac_expand_add_named_fn: bad function name: "*"
    mac_expand_add_named_fn: duplicate key: *
    mail_addr_find: bad query_form: #
    mail_addr_find: bare key botch
    mail_copy: null delivered
    mail_copy: null orig_rcpt
    mail_copy: null sender
    mail_flow_get: bad length #
    mail_flow_put: bad length #
    mail_queue_dir: bad queue id: *
    mail_queue_dir: bad queue name: *
    mail_queue_mkdirs: no slash in: *
    mail_stream_ctl: NULL queue
    mail_stream_ctl: attempt to update non-file stream *
    mail_stream_ctl: bad delay time #
    mail_stream_ctl: bad op code #
    make_uchar_vector: bad vector length: #
    make_unsigned_vector: bad vector length: #
    map_search_create: missing initialization
    map_search_init: multiple calls
    map_search_lookup: missing initialization
    maps_create: map * has flags 0*, want flags 0*
    maps_file_find: *: opened without DICT_FLAG_SRC_RHS_IS_FILE
    maps_file_find: dictionary not found: *
    maps_find: dictionary not found: *
    maps_free: dictionary not found: *
    mask_addr: address byte count # too small for bit count #
    master_avail_event: null event
    master_avail_less: process not available
    master_avail_more: process already available
    master_listen_init: unknown service type: #
    master_monitor: bad time limit: #
    master_reap: unknown pid: #
    master_spawn: at process limit #
    master_spawn: processes available: #
    master_spawn: throttled service: *
    master_status_cleanup: status events not enabled
    master_status_event: pointer corruption: * != *
    master_status_event: read EOF status
    master_status_init: status events already enabled
    master_wakeup_timer_event: unknown service type: #
    match_hostaddr: unknown dictionary: *
    match_hostname: unknown dictionary: *
    match_instance_selection: unknown selection type: #
    match_list_init: bad flags 0x*
    match_service_match: malformed service: "*"; need "name.type" format
    match_service_match: malformed service: "*"; need "name/type" format
    match_string: unknown dictionary: *
    memcache_fread: negative todo #
    memcache_fwrite: negative todo #
    merge_main_master_parameters: parameter name not found: *
    milter8_abort: milter *: bad state #
    milter8_body: bad buffer size: #
    milter8_conn_event: milter *: bad state #
    milter8_connect: milter *: socket is not closed
    milter8_data_event: milter *: bad state #
    milter8_header: header label not followed by ':'
    milter8_helo_event: milter *: bad state #
    milter8_mail_event: milter *: bad state #
    milter8_message: milter *: bad state #
    milter8_rcpt_event: milter *: bad state #
    milter8_read_data: bad left-over data count #
    milter8_read_data: unknown argument type: #
    milter8_unknown_event: milter *: bad state #
    milter_macros_alloc: unknown mode #
    mime_state_detail: there is no error
    mime_state_detail: unknown error code #
    mime_state_error: there is no error
    mime_state_error: unknown error code #
    mime_state_pop: there is no stack
    mime_state_update: unknown state: #
    missing flush client initialization
    msg_logger_control: bad name #
    msg_logger_print: invalid severity level: #
    msg_output_pop: handler * and context * not found
    msg_rate_delay: bad message rate delay: #
    msg_syslog_print: invalid severity level: #
    multi_server_main: unknown argument type: #
    mx_addr_list: bad resource type: #
    myaddrinfo_control: bad name #
    myflock: improper operation type: 0x*
    myflock: unsupported lock style: 0x*
    mymalloc: requested length #
    mymemdup: null pointer argument
    mypwfree: refcount #
    myrealloc: requested length #
    mystrdup: null pointer argument
    mystrdup: string length >= SSIZE_T_MAX
    mystrndup: null pointer argument
    mystrndup: requested length #
    name_mask: missing NAME_MASK_FATAL/RETURN/WARN/IGNORE flag
    name_mask: missing NAME_MASK_NUMBER/FATAL/RETURN/WARN/IGNORE flag
    nbbio_create: bad buffer size: #
    nbbio_create: bad file descriptor: #
    nbbio_enable_read: socket fd=# is enabled for *
    nbbio_enable_read: socket fd=#: bad timeout #
    nbbio_enable_read: socket fd=#: read buffer is full
    nbbio_enable_write: socket fd=# bad timeout #
    nbbio_enable_write: socket fd=# is enabled for *
    nbbio_enable_write: socket fd=#: bad timeout #
    nbbio_enable_write: socket fd=#: empty write buffer
    nbbio_event: socket fd=#: bad pending read count #
    nbbio_event: socket fd=#: bad pending write count #
    nbbio_event: socket fd=#: empty write buffer
    nbbio_event: socket fd=#: read buffer is full
    nbbio_event: unknown event #
    nbdb_clnt_request: bad max_try: #
    nbdb_map_leg_type: no default mapping for Berkeley DB type: '*'
    netstring_put_multi: bad data length #
    netstring_put_multi: bad total length #
    netstring_put_multi: total length overflow
    network_biopair_interop: BIO_write error: to_bio != num_read
    new_client_session_cb: null TLScontext in new session callback
    new_client_session_cb: null session cache type in new session callback
    new_server_session_cb: null TLScontext in new session callback
    no * in address: "*"
    non-existing dictionary: *
    null destination: "*"
    off_cvt_number: negative offset -*
    ossl_digest_data: bad data_len #
    parameter *: bad time unit in default value: *
    parameter *: missing time unit in default value: *
    pcf_convert_param_node: parameter * has null pointer default value
    pcf_convert_param_node: request for non-default value of parameter *
    pcf_edit_main: unknown mode #
    pcf_edit_master: empty argument list
    pcf_edit_master: unknown edit mode #
    pcf_edit_master: unknown mode #
    pcf_edit_master_param: unexpected mode: #
    pcf_expand_parameter_value: null buffer pointer
    pcf_flag_unused_main_parameters: parameter dictionary mail_dict not found
    pcf_flag_unused_master_parameters: master table is not initialized
    pcf_flag_unused_parameters: global parameter table is not initialized
    pcf_flag_unused_parameters: parameter dictionary * has no iterator
    pcf_read_master: master table is already initialized
    pcf_register_builtin_parameters: global parameter table is already initialized
    pcf_register_service_parameters: global parameter table is not initialized
    pcf_register_service_parameters: master table is not initialized
    pcf_register_user_parameters: global parameter table is not initialized
    pcf_register_user_parameters: master table is not initialized
    pcf_register_user_parameters: restriction class table is already initialized
    pcf_scan_default_parameter_values: parameter * has no default value
    pcf_scan_user_parameter_namespace: can't delete */* parameter entry for *
    pcf_scan_user_parameter_namespace: parameter dictionary * has no iterator
    pcf_scan_user_parameter_namespace: parameter dictionary * not found
    pcf_show_master_any_param: parameter name not found: *
    pcf_show_master_fields: bad attribute field index: #
    pcre map *, line #: multiple literals but no $number
    pcre map *, line #: pcre2_pattern_info failed
    pcre map *, line #: pcre_fullinfo failed
    pcs_send_pre_jail_init: multiple calls
    permit_dnswl_addr: find_dnsxl_addr API failure
    permit_dnswl_domain: find_dnsxl_addr API failure
    pol_stat_access: bad index: #
    pol_stat_activate: bad index: #
    pol_stat_decide: bad index: #
    pol_stat_decide: bad new status: #
    poll_fd: bad request #
    post_mail_open_event: unknown event type #
    postalias_deletes: bad map count
    postalias_queries: bad map count
    postmap_deletes: bad map count
    postmap_queries: bad map count
    pre_jail_init_server: multiple calls
    privileged default group id
    privileged default user id
    proxy_map_find: dict_open null result
    psc_acl_eval: unexpected dictionary: *
    psc_dnsbl_init: called more than once
    psc_dnsbl_retrieve: no blocklist score for *
    psc_early_event: unknown dnsbl action value #
    psc_early_event: unknown pregreet action value #
    psc_endpt_lookup_done: unknown blacklist action value #
    psc_endpt_lookup_done: unknown denylist action value #
    psc_free_session_state: unknown client address: *
    psc_print_tests: attempt to save a no-update record
    psc_service: unknown blacklist action value #
    psc_smtpd_read_event: command_read: unknown state: #
    psc_smtpd_read_event: unknown bare_newline action value #
    psc_smtpd_read_event: unknown non_smtp_command action value #
    psc_smtpd_read_event: unknown pipelining action value #
    psc_test_name: bad index #
    psc_tls_pre_jail: multiple calls
    qmgr_active_feed: bad queue *
    qmgr_entry_create: dead queue: *
    qmgr_entry_done: bad queue spec: #
    qmgr_entry_done: file is open
    qmgr_entry_done: queue */*: window # > 1 on rate-limited service
    qmgr_entry_move_todo: destination queue * is throttled
    qmgr_entry_move_todo: destination transport * is throttled
    qmgr_entry_move_todo: queue * entry is busy
    qmgr_job_free: non-zero recipient count (#)
    qmgr_job_free: recipient slots leak (#)
    qmgr_job_link: already on the job lists (#)
    qmgr_job_pop: not on the job stack (#)
    qmgr_job_preempt: already on the job stack (#)
    qmgr_job_preempt: attempt to preempt itself
    qmgr_job_preempt: not on the job list (#)
    qmgr_job_unlink: non-zero stack level (#)
    qmgr_job_unlink: parent present
    qmgr_job_unlink: siblings present
    qmgr_message_free: queue file is open
    qmgr_message_free: reference len: #
    qmgr_message_kill_record: bad offset 0x*
    qmgr_message_realloc: invalid offset: #
    qmgr_move: source queue * is destination
    qmgr_peer_free: entry list not empty: *
    qmgr_peer_free: refcount: #
    qmgr_queue_done: bad queue status: *
    qmgr_queue_done: queue *: spurious reason *
    qmgr_queue_done: queue not empty: *
    qmgr_queue_done: refcount: #
    qmgr_queue_done: window #
    qmgr_queue_resume: bad queue status: *
    qmgr_queue_suspend: bad queue status: *
    qmgr_queue_suspend: queue is busy
    qmgr_queue_throttle: bad queue status: *
    qmgr_queue_throttle: queue *: spurious reason *
    qmgr_queue_unthrottle: bad queue status: *
    qmgr_queue_unthrottle: queue *: window 0 status 0
    qmgr_scan_start: * queue scan in progress
    qmgr_transport: dead transport: *
    qmgr_transport: excess allocation: *
    qmgr_transport: nested allocation: *
    qmgr_transport: rate-locked transport: *
    qmgr_transport_create: transport exists: *
    qmgr_transport_throttle: transport *: spurious reason: *
    qmgr_transport_unthrottle: transport *: null reason
    qmqpd_peer_init: address * has datalink suffix
    qmqpd_proto: unknown status #
    rand_sleep: bad delay #
    rand_sleep: bad variation #
    read_master: master table is already initialized
    rec_get: bad record size limit: #
    rec_put: bad record type #
    rec_put_type: bad record type #
    recipient_lists_swap: incompatible recipient list variants
    regexp map *, line #: bad replacement syntax
    regexp map *, line #: multiple literals but no $number
    regexp map *, line #: out of range replacement index "*"
    register_builtin_parameters: global parameter table is already initialized
    register_claim: no or empty instance pathname
    register_claim: no or empty parameter name
    register_claim: no parameter value
    register_service_parameters: global parameter table is not initialized
    register_service_parameters: master table is not initialized
    register_user_parameters: global parameter table is not initialized
    register_user_parameters: master table is not initialized
    register_user_parameters: restriction class table is already initialized
    resolve_addr: null blame
    resolve_addr: null nexthop
    resolve_clnt: result clobbers input
    resolve_local_init: duplicate initialization
    rewrite_clnt: result clobbers input
    rewrite_tree: empty tree
    safe_open: O_EXCL flag without O_CREAT flag
    safe_strtoul: bad base: #
    safe_ultostr: bad base: #
    scache_clnt_save_dest: bad dest_ttl: #
    scache_clnt_save_endp: bad endp_ttl: #
    scache_multi_save_dest: bad ttl: #
    scache_multi_save_endp: bad ttl: #
    scache_single_save_dest: bad dest_ttl: #
    scache_single_save_endp: bad endp_ttl: #
    scan_default_parameter_values: parameter * has no default value
    scan_user_parameter_namespace: can't delete */* parameter entry for *
    scan_user_parameter_namespace: parameter dictionary * has no iterator
    scan_user_parameter_namespace: parameter dictionary * not found
    select_existing_instance: no export flags
    server_acl_eval: unexpected dictionary: *
    session_tls_init: invalid TLS security level: "*"
    set_master_ent: configuration file still open
    set_master_ent: no configuration file specified
    set_master_ent: service disable list still exists
    show_queue: unknown mode #
    showq_report: attempt to reuse duplicate filter
    single_server_main: unknown argument type: #
    smtp_addr_list: bad resource type: #
    smtp_chat_notify: no conversation history
    smtp_connect: left-over recipients
    smtp_connect_local: unix-domain destination not final!
    smtp_domain_addr: DNS lookup is disabled
    smtp_domain_addr: bad status
    smtp_find_self: bad target count: v4_target=#, v6_target=#
    smtp_find_self: unexpected record type: *
    smtp_fputs: negative todo #
    smtp_fread_buf: negative todo #
    smtp_fwrite: negative todo #
    smtp_loop: bad receiver state # (sender state #)
    smtp_loop: bad sender state #
    smtp_loop: bad sender state # (receiver state #)
    smtp_rcpt_cleanup: recipient count mismatch: #+#!=#
    smtp_rcpt_fail: recipient <*> is marked
    smtp_reply_footer: bad start: #
    smtp_reply_footer: empty template
    smtp_reqtls_policy_eval: unexpected dictionary: *
    smtp_reqtls_policy_free: unexpected dictionary: *
    smtp_reuse_common: unexpected plain-text cached session to *
    smtp_sasl_auth_cache_init: bad SASL authentication cache ttl: #
    smtp_sasl_auth_cache_init: empty SASL authentication cache name
    smtp_sasl_authenticate: no mechanism list
    smtp_sasl_initialize: repeated call
    smtp_sasl_passwd_lookup: passwd map not initialized
    smtp_service_addr: DNS lookup is disabled
    smtp_stream_except: no session
    smtp_stream_except: unknown exception #
    smtp_tlsrpt_set_ext_policy: no policy type
    smtp_xfer: bad recipient count: #
    smtp_xfer: bad recipient status: #
    smtpd_chat_notify: no conversation history
    smtpd_chat_pre_jail_init: multiple calls
    smtpd_check_rewrite: dictionary not found: *
    smtpd_peer_from_haproxy: unhandled I/O error #
    smtpd_peer_hostaddr_to_sockaddr: address length > struct sockaddr_storage
    smtpd_peer_sockaddr_to_hostaddr: address * has datalink suffix
    smtpd_proto: unknown error reading from *[*]
    smtpd_proto: unknown error reading from @
    smtpd_proxy_create: handle still exists
    smtpd_proxy_create: speed-adjust support is not available
    smtpd_proxy_rdwr_error: proxy error # without proxy handle
    smtpd_proxy_rdwr_error: unknown proxy * error #
    smtpd_proxy_rdwr_error: unknown proxy * stream error #
    smtpd_proxy_rec_fprintf: need REC_TYPE_NORM
    smtpd_proxy_rec_put: need REC_TYPE_NORM or REC_TYPE_CONT
    smtpd_proxy_replay_send: malformed server reply type: *
    smtpd_proxy_replay_send: missing server reply type
    smtpd_proxy_replay_send: no before-queue filter speed-adjust log
    smtpd_proxy_replay_send: unexpected record type; #
    smtpd_proxy_replay_setup: bad before-queue filter speed-adjust log offset #
    smtpd_proxy_save_rec_fprintf: attempt to use closed stream
    smtpd_proxy_save_rec_fprintf: need REC_TYPE_NORM
    smtpd_proxy_save_rec_put: attempt to use closed stream
    smtpd_proxy_save_rec_put: need REC_TYPE_NORM or REC_TYPE_CONT
    smtpd_resolve_addr: missing initialization
    smtpd_resolve_init: multiple initialization
    smtpd_sasl_activate: already active
    smtpd_sasl_initialize: repeated call
    smtpd_xforward_preset: bad flags: 0x*
    sock_addr_cmp_addr: unsupported address family #
    sock_addr_cmp_port: unsupported address family #
    sock_addr_in_loopback: unsupported address family #
    spawn_command: request with reserved group ID: -1
    spawn_command: request with reserved user ID: -1
    str_name_mask: missing NAME_MASK_NUMBER/FATAL/RETURN/WARN/IGNORE flag
    timed_connect: bad timeout: #
    timed_ipc_setup: bad ipc_timeout #
    timed_waitpid: bad time limit: #
    tls_bio: nothing to do here
    tls_cipher_list: empty cipherlist
    tls_cipher_list: invalid cipher grade: #
    tls_dns_name: Non DNS input argument
    tls_fingerprint: digest algorithm "*" not found
    tls_fingerprint: unexpectedly large * digest size: #
    tls_fprint: digest algorithm "*" not found
    tls_fprint: unexpectedly large * digest size: #
    tls_log_verify_error: unexpected failure_reason: *
    tls_mgr_open: multiple initialization
    tls_prng_dev_read: bad read length: #
    tls_prng_egd_read: bad length #
    tls_server_start: peer was not verified
    tls_session_stop: stream has no active TLS context
    tls_set_ciphers: empty "*" cipherlist
    tls_set_ciphers: unexpected cipher grade: *
    tls_timed_read: no context
    tls_timed_write: no context
    tlsp_client_init: too many pre-jail calls
    tlsp_pre_jail_client_init: multiple calls
    tlsp_server_init: too many pre-jail calls
    tok822_externalize: unknown operator #
    tok822_internalize: unknown operator #
    tok822_resolve: non-address token type: #
    tok822_rewrite: non-address token type: #
    transport_event: missing rate lock for transport *
    transport_lookup: bad address: "*"
    trigger_server_main: unknown argument type: #
    trust-anchor certificate has null pkey
    unexpected TLS security level: #
    unexpected mandatory TLS security level: #
    unexpected message record type #
    unexpected non-TLSA RR type # for *
    unexpected policy type: "*"
    unexpected tls_dane_match result: #
    unexpectedly large * digest size: #
    unexpectedly large message digest size: #
    unknown mynetworks mask style: *
    unknown operation mode: #
    unknown policy level #
    unreasonable VSTREAM_CTL_BUFSIZE request: #
    vbuf_print: %j* is not supported
    vbuf_print: %l* is not supported
    vbuf_print: '*' has both 'j' and 'l' modifiers
    vbuf_print: bad long_flag: #
    vbuf_print: bad precision #... in *
    vbuf_print: bad width #... in *
    vbuf_print: field width (# + #) > INT_MAX
    vbuf_print: unknown format type: *
    verify_clnt_init: multiple initialization
    vmilter8_size_data: bad argument type: #
    vmilter8_write_cmd: bad argument type: #
    vmilter8_write_cmd: bad packet length #
    vstream_buf_alloc: attempt to shrink buffer
    vstream_buf_alloc: unable to extend fixed-size buffer
    vstream_buf_get_ready: read/write stream
    vstream_buf_put_ready: read/write stream
    vstream_buf_space: bad length #
    vstream_buf_space: read-only stream
    vstream_buf_space: read/write stream
    vstream_bufstat: unknown command: #
    vstream_control: bad min_data_rate #
    vstream_control: bad name #
    vstream_control: bad timeout #
    vstream_control: operation on non-VSTRING stream
    vstream_fclose: stream has process
    vstream_fdopen: bad file #
    vstream_fflush_delayed: bad flags
    vstream_fflush_some: bad to_flush #
    vstream_fflush_some: read-only stream
    vstream_fflush_some: read/write stream
    vstream_fflush_some: to_flush < left_over
    vstream_fpurge: read/write stream
    vstream_fseek: read/write stream
    vstream_memopen: flags must be one of O_RDONLY, O_WRONLY, or O_APPEND
    vstream_memreopen: cannot reopen non-memory stream
    vstream_parse_args: got VSTREAM_POPEN_ARGV and VSTREAM_POPEN_COMMAND
    vstream_parse_args: missing VSTREAM_POPEN_ARGV or VSTREAM_POPEN_COMMAND
    vstream_parse_args: privileged gid
    vstream_parse_args: privileged uid
    vstream_parse_args: unknown key: #
    vstream_pclose: stream has no process
    vstring_alloc: bad length #
    vstring_buf_get: write-only buffer
    vstring_buf_space: bad length #
    vstring_ctl: bad max length #
    vstring_ctl: unknown code: #
    vstring_get_bound: invalid bound #
    vstring_get_nonl_bound: invalid bound #
    vstring_get_null_bound: invalid bound #
    vstring_insert: bad length #
    vstring_insert: bad start #
    vstring_prepend: bad length #
    vstring_set_payload_size: invalid offset: #
    vstring_set_payload_size: no safety null byte
    vstring_truncate: bad length #
    watchdog_create: timeout # is too small
    watchdog_event: no instance
    watchdog_start: wrong watchdog instance
    watchdog_stop: wrong watchdog instance
    wrong state for insecure MX host DANE policy
    xsasl_cyrus_client_first: sasl_encode64 botch: *
    xsasl_cyrus_client_get_passwd: no password looked up
    xsasl_cyrus_client_get_user: no username looked up
    xsasl_cyrus_client_next: sasl_encode64 botch: *
    xsasl_cyrus_get_passwd: no password looked up
    xsasl_cyrus_get_user: no username looked up
    xsasl_cyrus_server_auth_response: sasl_encode64 botch: *
    xsasl_dovecot_server_first: no mechanism list
    """#
}
