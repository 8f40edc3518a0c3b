extension KnownForms {
  /// local, virtual, pipe, spawn: delivery on this host.
  ///
  /// Source: local/, virtual/, pipe/, spawn/.
  static let local: StaticString = #"""
    [message warning]
    address with illegal extension: *
    bad record type: # in message content
    mail for * loops back to myself

    [info]
    *[#]: local * recip * exten * deliver * exp_from *
    *[#]: recip * deliver *
    delivered: *
    exp_from: *
    exp_type: #
    extension: *
    fp: 0x*
    level: #
    offset: #
    queue_id: *
    queue_name: *
    recipient: *
    skipping address family # for host '*' service '*'
    unmatched: *

    [warning]
    *:*: lookup of '*' failed
    :include: file * is not a regular file
    :include: file * is world writable
    :include: nesting limit exceeded for *
    :include:* uses a relative path
    @: cannot find :include: file owner username
    alias database loop for *
    bad address size # for localhost
    bad home directory syntax for: *
    bad parameter value syntax for command_execution_directory: *
    biff_notify: ~
    cannot find alias database owner for *
    cannot find alias database owner for *: ~
    cannot find username for uid #
    cannot find username for uid #: ~
    cannot open file *: ~
    cannot open include file *: ~
    close file @: ~
    command * exit status #
    command * killed by signal #
    deliver_alias: no owner UID for alias database *
    error looking up passwd info for *: ~
    file * has bad owner uid #
    file * is not a regular file
    file * is world writable
    file */master.cf: service *: unknown macro name: "*"
    host not found: localhost
    lookup failed for host '*' or service '*': *
    maildir access problem for UID/GID=#/#: *
    no * in recipient address: *
    no recipient in alias lookup result for *
    perhaps you need to create the maildirs in advance
    pipe flag `D' requires *_destination_recipient_limit = 1
    pipe flag `O' requires *_destination_recipient_limit = 1
    recipient *: bad gid * in *
    recipient *: bad mailbox path * in *
    recipient *: bad uid * in *
    recipient *: destination * is not a regular file
    recipient *: not found in *
    recipient nesting limit exceeded for *
    required alias not found: *
    service not found: biff/udp
    skipping address size # for host '*' service '*'
    socket: ~
    specify "strict_mailbox_ownership = no" to ignore mailbox ownership mismatch
    sun_mailtool_compatibility: deprecated parameter, use "mailbox_delivery_lock = dotlock" instead
    table *: lookup *: ~
    unable to create lock file *: ~
    unable to lookup :include: file *: ~
    unknown home directory for: *

    [fatal]
    configuration error: mailbox_size_limit is limited but message_size_limit is unlimited
    configuration error: mailbox_size_limit is smaller than message_size_limit
    configuration error: virtual_mailbox_limit is limited but message_size_limit is unlimited
    configuration error: virtual_mailbox_limit is smaller than message_size_limit
    deliver_command: seek queue file *: ~
    deliver_mailbox_file: seek mailbox file *: ~
    dict_owner: fstat dictionary *: ~
    do not specify relative pathname: virtual_mailbox_base = *
    forward_send: seek queue file *: ~:
    get_service_attr: bad size= value: *
    get_service_attr: unknown group: *
    get_service_attr: unknown username: *
    main.cf configuration error: mailbox_size_limit is smaller than message_size_limit
    main.cf configuration error: virtual_mailbox_limit is smaller than message_size_limit
    missing argv= attribute
    missing argv= command-line attribute
    missing user= attribute
    missing user= command-line attribute
    parameter mailbox_delivery_lock specifies no applicable mailbox locking method
    request to deliver as mail system owner
    request to deliver as root
    request to use mail system owner group id #
    request to use privileged group id #
    seek mailbox file *: ~
    seek message file *: ~
    unknown attribute name: *
    unknown flag: * (ignored)
    unknown group name: *
    unknown user name: *
    user must not have group ID -1
    user must not have user ID -1
    user= command-line attribute specifies mail system * group id #
    user= command-line attribute specifies mail system owner *
    user= command-line attribute specifies mail system owner * group id #
    user= command-line attribute specifies privileged group id 0
    user= command-line attribute specifies root privileges
    """#
}
