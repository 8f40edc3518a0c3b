extension KnownForms {
  /// cleanup, qmgr, pickup, bounce, flush, showq, trivial-rewrite: a message in the queue.
  ///
  /// Source: cleanup/, qmgr/, oqmgr/, bounce/, pickup/, flush/, showq/, trivial-rewrite/.
  static let queue: StaticString = #"""
    [message info]
    masquerade_exceptions lookup error -- deferring delivery
    masquerade_exceptions map lookup problem -- message not accepted, try again later
    not sending trace/success notification for double-bounce message
    not sending trace/success notification for single-bounce message
    skipped, still being delivered

    [message warning]
    @ lookup problem
    @ map lookup problem -- deferring delivery
    @ map lookup problem -- message not accepted, try again later
    @ map lookup problem for * -- deferring delivery
    @ map lookup problem for * -- message not accepted, try again later
    @ map lookup problem for @
    Bad NOTIFY parameter from MILTER: "*"
    Bad NOTIFY parameter from Milter or header/body_checks: "*"
    Bad ORCPT parameter from MILTER: "*"
    Bad ORCPT parameter from Milter or header/body_checks: "*"
    Milter or header/body_checks request to add multi-recipient: "*"
    Milter request to add multi-recipient: "*"
    Milter request to add multi-sender: "*"
    Milter request to drop multi-recipient: "*"
    bad attribute record: *: *
    bounce logfile update error
    bounce message failure
    bounce service failure
    cleanup_add_rcpt: ignoring ESMTP arguments "*"
    cleanup_chg_from: ignoring ESMTP arguments "*"
    defer service failure
    deferring delivery of this message
    duplicate sender address: * -- skipping remainder of this file
    flush service failure
    ignoring ESMTP argument from MILTER: "*"
    ignoring ESMTP argument from Milter or header/body_checks: "*"
    ignoring VERP request for null sender
    ignoring attempt from Milter to add null recipient
    ignoring bad VERP request: "*"
    ignoring bad attribute: *: *
    ignoring bad delay time: *
    ignoring bad extra flags: 0x*
    ignoring malformed DSN RET flags in queue file record:*
    ignoring malformed DSN notify flags <*>
    ignoring malformed DSN notify record <*>
    ignoring malformed Message-ID
    ignoring malformed dsn notify record <*>
    ignoring multiple log_ident attribute: *
    ignoring multiple rewrite_context attribute: *
    ignoring multiple sasl_method attribute: *
    ignoring multiple sasl_sender attribute: *
    ignoring multiple sasl_username attribute: *
    ignoring out-of-order DSN notify flags <#>
    ignoring out-of-order DSN notify record <#>
    ignoring out-of-order DSN original recipient <*>
    ignoring out-of-order DSN original recipient address <*>
    ignoring out-of-order DSN original recipient record <*>
    ignoring out-of-order original recipient <*>
    ignoring out-of-order original recipient record <*>
    invalid flags in size record: *
    invalid size record: *
    malformed Message-ID attribute: *
    malformed size record: *
    malformed size record: * -- using file size instead
    message * dated # seconds into the future
    message * has been queued for # days
    message dated # seconds into the future
    message has been queued for # days
    message not accepted, try again later
    message rejected: attribute count exceeds limit #
    message rejected: bad DSN RET record <*>
    message rejected: bad DSN envelope ID record
    message rejected: bad TFLAG record <*>
    message rejected: bad rewriting context: *
    message rejected: envelope recipient precedes sender
    message rejected: malformed attribute: *: *
    message rejected: missing arrival time record
    message rejected: missing end record
    message rejected: missing sender envelope record
    message rejected: missing sender record
    message rejected: missing size record
    message rejected: missing time envelope record
    message rejected: multiple DSN RET records
    message rejected: multiple DSN envelope ID records
    message rejected: multiple envelope sender records
    message rejected: no Received: header
    message rejected: too many milter instances
    message rejected: unexpected record type # in envelope
    message rejected: unexpected record type # in extracted envelope
    message rejected: weird size record
    milter configuration error: can't reject recipient in non-smtpd(8) submission
    milter_header_checks lookup error -- deferring delivery
    milter_header_checks map lookup problem -- message not accepted, try again later
    missing sender address: * -- skipping remainder of this file
    multi-valued * entry for *
    no sender before message content record
    postmaster notice failed while bouncing to *
    postmaster notice failed while warning *
    postmaster notification failed
    postmaster notification failed: *
    rcpt count mismatch (#)
    read bounce log *: ~
    read message file * *: ~
    read timeout on *
    record type # not allowed - discarding this message
    spurious null attribute value for "*" -- ignored
    trace logfile update error
    trace service failure
    uid=#: no envelope sender
    undeliverable postmaster notification discarded
    unknown encoding: *
    unreasonable * map expansion size for *
    unreasonable * map expansion size for * -- deferring delivery
    unreasonable * map expansion size for * -- message not accepted, try again later
    unreasonable * map nesting for *
    unreasonable * map nesting for * -- deferring delivery
    unreasonable * map nesting for * -- message not accepted, try again later
    unreasonable * result *... -- message not accepted, try again later
    verify service failure
    verify service update error
    write queue file: ~

    [message fatal]
    envelope records out of order
    timeout receiving delivery status from transport: *

    [info]
    end sorted recipient list
    qmgr_message_sort: *
    table * has changed -- restarting
    using backwards-compatible default setting append_dot_mydomain=yes to rewrite "*" to "*.*"
    using backwards-compatible default setting append_dot_mydomain=yes to rewrite "*" to *

    [warning]
    (old name: nqmgr) has become the standard queue manager (new name: qmgr)
    *, line #: missing "*" end marker
    *, line #: unknown template name: * -- ignoring this template
    *: premature disconnect
    -- ignoring this template for now
    @ lookup failure
    @: 8-bit message text in * template
    @: conversion "*" failed: input value: "*"
    @: conversion "*" failed: non-ASCII input value: "*"
    @: delivery canceled
    @: empty "*" header value in * template -- ignoring this template
    @: error writing *: *
    @: excessive result "#" in * template conversion of parameter "*"
    @: ignoring malformed or unreasonable feedback: *
    @: ignoring null lookup result for *
    @: inapplicable "*" header label in * template -- ignoring this template
    @: internal protocol error
    @: message content rejected
    @: message file too big
    @: missing message text in * template -- ignoring this template
    @: no recipients specified
    @: non-ASCII "*" header value in * template -- ignoring this template
    @: queue file write error
    @: removed spurious * log
    @: rename from * to incoming: ~
    @: rename from deferred to incoming: ~
    @: service denied
    @: service unavailable
    @: too many hops
    @: unknown "*" header label in * template -- ignoring this template
    @: zero result in * template conversion of parameter "*"
    Ignoring bad ESMTP parameter "*" in SMFI_CHGFROM request
    PREPEND action without text in * map
    REPLACE action without text in * map
    Unexpected record type '*' at offset #
    append file * *: ~
    bad BCC address "*" in * map -- need user*domain
    bad BCC address "*" in milter_header_checks map -- need user*domain
    bad DSN action in * -- need 4.x.x or 5.x.x
    bad FILTER command * in * -- need transport:destination
    bad PREPEND header text "*" in * map -- need "headername: headervalue"
    bad REDIRECT target "*" in * map -- need user*domain
    bad REPLACE header text "*" in * map -- need "headername: headervalue"
    bad command *
    bad queue id "*..." in fast flush logfile *
    bad undisclosed_recipients_header header text "*" -- need "headername: headervalue"
    bounce_queue_lifetime is larger than maximal_queue_lifetime - adjusting bounce_queue_lifetime
    cannot examine read buffer of *: ~
    cleanup_add_header: seek file *: ~
    cleanup_add_header: vstream_ftell file *: ~
    cleanup_add_rcpt: seek file *: ~
    cleanup_add_rcpt: vstream_ftell file *: ~
    cleanup_add_rcpt_par: seek file *: ~
    cleanup_add_rcpt_par: vstream_ftell file *: ~
    cleanup_body_edit_start: seek file *: ~
    cleanup_body_edit_write: seek file *: ~
    cleanup_chg_from: seek file *: ~
    cleanup_chg_from: vstream_ftell file *: ~
    cleanup_del_header: read file *: ~
    cleanup_del_header: seek file *: ~
    cleanup_del_header: write file *: ~
    cleanup_del_rcpt: read file *: ~
    cleanup_del_rcpt: seek file *: ~
    cleanup_del_rcpt: vstream_ftell file *: ~
    cleanup_find_header: read file *: ~
    cleanup_find_header: seek file *: ~
    cleanup_find_header: vstream_ftell file *: ~
    cleanup_find_header_end: read file *: ~
    cleanup_find_header_start: read file *: ~
    cleanup_find_header_start: seek file *: ~
    cleanup_find_header_start: vstream_ftell file *: ~
    cleanup_ins_header: read file *: ~
    cleanup_message_headerbody: message rejected: unexpected record type # in message content
    cleanup_milter_hbc_add_meta_records: vstream_ftell file *: ~
    cleanup_patch_header: read file *: ~
    cleanup_patch_header: seek file *: ~
    cleanup_patch_header: vstream_ftell file *: ~
    cleanup_upd_header: read file *: ~
    close defer @: ~
    close file * *: ~
    connect to transport *: ~
    connect to transport private/*: ~
    do not list domain * in BOTH mydestination and virtual_alias_domains
    do not list domain * in BOTH mydestination and virtual_mailbox_domains
    do not list domain * in BOTH virtual_alias_domains and relay_domains
    do not list domain * in BOTH virtual_alias_domains and virtual_mailbox_domains
    do not list domain * in BOTH virtual_mailbox_domains and relay_domains
    end-of-input while reading request from *: ~
    file */main.cf: parameter *: null transport is not allowed
    flush_one_file: fchmod *: ~
    flush_one_file: open *: *
    flush_one_file: update * time stamps: ~
    flush_refresh_service: stat *: ~
    flush_send_path: read fast flush logfile *: ~
    flush_send_path: update * time stamps: ~
    for instructions see the bounce(5) manual
    if this file was created by Postfix < 1.1, then you may have to chmod a+r */*
    ignoring bad DELAY argument * in * map
    ignoring malformed header: '*'
    lots of deferred mail, that is bad for performance
    mail for * is using up # of # active queue entries
    maildrop/@: delivery canceled
    maildrop/@: internal protocol error
    maildrop/@: message content rejected
    maildrop/@: message file too big
    maildrop/@: no recipients specified
    maildrop/@: queue file write error
    maildrop/@: service denied
    maildrop/@: service unavailable
    maildrop/@: too many hops
    malformed queue id: *
    malformed queue name: *
    malformed request
    malformed verp delimiter string: *
    missing DELAY argument in * map
    missing FILTER command argument in * map
    open input file *: *
    please avoid flushing the whole queue when you have
    please increase time unit "*" of "*" in * template
    please reduce time unit "*" of "*" in * template
    please specify a charset value other than us-ascii
    please update the */master.cf file; the new queue manager
    qmgr_active_corrupt: save corrupt file queue active id *: ~
    qmgr_active_defer: rename * from * to *: ~
    qmgr_active_done_3_generic: remove * from *: ~
    qmgr_active_feed: *: rename from * to active: ~
    qmgr_deliver_update: close delivery stream: ~
    qmgr_message_recipient_limit is smaller than qmgr_message_active_limit - adjusting qmgr_message_recipient_limit
    qmgr_move: ignored: queue * id *
    qmgr_move: rename * from * to *: ~
    qmgr_move: update * time stamps: ~
    readdir loop on queue * id *
    relay_domains lookup failure
    relocated_maps lookup failure
    relocated_maps result must contain RFC 3463 status and text: '*'
    remove @: ~
    remove logfile @: ~
    request to send VERP-style notification of bounced mail
    resolve_addr: <*>: giving up after # iterations
    rewrite_addr: null address
    saving corrupt file "*" from queue "active" to queue "corrupt"
    so that Postfix quickly skips unavailable hosts
    so that Postfix wastes less time on undeliverable mail
    support for the name old name (nqmgr) will be removed from Postfix
    the milter_header/body_checks prepend action is not implemented
    this may slow down other mail deliveries
    timeout while waiting for data from *
    to turn off these warnings specify: qmgr_clog_warn_time = 0
    transport * failure -- see a previous warning/fatal/panic logfile record for the problem description
    transport_lookup: null address - skipping table lookup
    uid=#: unexpected or malformed record type #
    unknown command in * map: *
    unknown command: #
    unknown context: *
    virtual_alias_domains lookup failure
    virtual_mailbox_domains lookup failure
    write fast flush logfile *: ~
    write resolver reply: ~
    write rewrite reply: ~
    write to process (*): ~
    wrong service name "*" for one-recipient bouncing
    you may need a separate master.cf transport for *
    you may need to increase the main.cf *_destination_concurrency_limit from #
    you may need to increase the main.cf minimal_backoff_time and maximal_backoff_time
    you may need to increase the main.cf qmgr_message_active_limit from #
    you may need to increase the master.cf * process limit
    you may need to reduce * connect and helo timeouts

    [fatal]
    *, line #: malformed end marker after <<
    *, line #: missing end marker after <<
    @: bad $name syntax in * template: *
    @: remove * log: ~
    @: undefined $name in * template: *
    @: unrecognized suffix "*" in parameter "*"
    @: vstream_ftell *: ~:
    append file * *: ~
    bad extra offset * file *
    bad non_empty_end_of_header_action value: '*'
    bounce_diagnostic_dsn: ~
    bounce_diagnostic_log: ~
    bounce_header: ~
    bounce_header_dsn: ~
    cannot get shared lock on *: ~
    chdir @: ~
    cleanup_bounce: seek *: ~
    cleanup_bounce: vstream_ftell *: ~
    cleanup_envelope_process: vstream_ftell *: ~:
    cleanup_extracted_process: vstream_fseek *: ~
    cleanup_extracted_process: vstream_ftell *: ~:
    cleanup_final: vstream_fseek *: ~
    cleanup_header_done_callback: vstream_ftell *: ~
    cleanup_message: vstream_ftell *: ~
    cleanup_message_headerbody: vstream_ftell *: ~
    cleanup_milter_receive: milter receive failed
    cleanup_region_open: fstat file *: ~
    do not specify both disable_mime_input_processing=yes and force_mime_input_conversion=yes
    fchmod @: ~
    flush_add_path: lock fast flush logfile *: ~
    flush_add_path: open fast flush logfile *: ~
    flush_add_path: unlock fast flush logfile *: ~
    flush_send_path: lock fast flush logfile *: ~
    flush_send_path: open fast flush logfile *: ~
    flush_send_path: truncate fast flush logfile *: ~
    flush_send_path: unlock fast flush logfile *: ~
    invalid setting: header_from_format = *
    lock file active @: ~
    lock file bounce @: ~
    lock file corrupt @: ~
    lock file defer @: ~
    lock file deferred @: ~
    lock file hold @: ~
    lock file incoming @: ~
    lock file maildrop @: ~
    lock file trace @: ~
    malformed service name: *
    open active @: ~
    open bounce @: ~
    open corrupt @: ~
    open defer @: ~
    open deferred @: ~
    open file active @: ~
    open file bounce @: ~
    open file corrupt @: ~
    open file defer @: ~
    open file deferred @: ~
    open file hold @: ~
    open file incoming @: ~
    open file maildrop @: ~
    open file trace @: ~
    open hold @: ~
    open incoming @: ~
    open maildrop @: ~
    open trace @: ~
    qmgr_active_corrupt: save corrupt file queue active id *: ~
    qmgr_active_defer: rename * from * to *: ~
    qmgr_active_defer: update * time stamps: ~
    qmgr_active_done_3_generic: remove * from *: ~
    qmgr_active_feed: *: rename from * to active: ~
    qmgr_message_alloc: *: remove defer *: ~
    qmgr_move: rename * from * to *: ~
    qmgr_move: update * time stamps: ~
    remove active @: ~
    remove bounce @: ~
    remove corrupt @: ~
    remove defer @: ~
    remove deferred @: ~
    remove hold @: ~
    remove incoming @: ~
    remove maildrop @: ~
    remove trace @: ~
    seek file active @: ~
    seek file bounce @: ~
    seek file corrupt @: ~
    seek file defer @: ~
    seek file deferred @: ~
    seek file hold @: ~
    seek file incoming @: ~
    seek file maildrop @: ~
    seek file trace @: ~
    timeout connecting to transport: *
    truncate file * *: ~
    usage: * [options] service queue_name queue_id
    vstream_fclose: ~
    vstream_ftell @: ~
    vstream_memopen O_RDONLY: ~
    vstream_memopen O_WRONLY: ~
    """#
}
