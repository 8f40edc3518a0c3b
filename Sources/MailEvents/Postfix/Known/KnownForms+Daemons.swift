extension KnownForms {
  /// master and the servers behind the mail: proxymap, scache, postlogd.
  ///
  /// Source: master/, proxymap/, scache/, postlogd/.
  static let daemons: StaticString = #"""
    [info]
    *: using backwards-compatible default setting *=*
    ====end service entry
    ====start service entry
    arg[#]: *
    avail_proc: #
    children: 0x*
    daemon started -- version *, configuration *
    flags: #
    ignoring status update from child pid # generation #
    listen_fd_count: #
    master exit time has arrived
    max_proc: #
    next: 0x*
    reload -- version *, configuration *
    reload configuration *
    statistics: address lookup hits=# miss=# success=#%
    statistics: domain lookup hits=# miss=# success=#%
    statistics: max simultaneous domains=# addresses=# connection=#
    statistics: start interval *
    status_fd # #
    terminating on signal #
    throttle_delay: #
    total_proc: #
    wakeup: #

    [warning]
    @: bad command startup -- throttling
    all network protocols are disabled (inet_protocols = *)
    bad * parameter value: *
    bad syntax in * content: *
    close(#): ~
    disabling all type "inet" services in master.cf
    duplicate master.cf entry for service "*" (*) -- using the last entry
    event_server_drain: dup2(#, #): ~
    failed to receive message with recv: ~
    ignoring * parameter value change
    ignoring inet_protocols change
    mail_flow_count: ~
    master_listen_cleanup: close listener socket #: ~
    master_spawn: fork: ~ -- throttling
    master_status_cleanup: close status descriptor (read side): ~
    master_status_cleanup: close status descriptor (write side): ~
    master_status_event: ignoring unknown status: # allegedly from pid: #
    master_status_event: read: ~
    master_wakeup_timer_event: service *(*): ~
    multi_server_drain: dup2(#, #): ~
    old value: "#", new value: "#"
    old value: "*", new value: "*"
    process * pid # exit status #
    process * pid # killed by signal #
    process * pid # stopped by signal #
    refusing * delete request on non-proxywrite service
    refusing * update request on non-proxywrite service
    request for unapproved table: "*"
    scache_find_dest_service: bad or missing request parameter
    scache_find_dest_service: cannot send file descriptor: ~
    scache_find_endp_service: bad or missing request parameter
    scache_find_endp_service: cannot send file descriptor: ~
    scache_save_dest_service: bad or missing request parameter
    scache_save_endp_service: bad or missing request parameter
    scache_save_endp_service: unable to receive file descriptor: ~
    see http://www.postfix.org/STRESS_README.html for examples of stress-adapting configuration settings
    see https://www.postfix.org/STRESS_README.html for examples of stress-adapting configuration *
    service "*" (*) has reached its process limit "#": new clients may experience noticeable delays
    service *(*): child (pid #) sent partial status update (# bytes)
    service *: ignoring inet_interfaces change
    service ignores 'pass' connection attributes
    to approve this table for * access, list proxy:* in main.cf:*
    to approve this table for proxymap access, list proxy:* in main.cf:proxy_read_maps
    to avoid this condition, increase the process count in master.cf or reduce the service *
    to change *, stop and start Postfix
    to change inet_interfaces, stop and start Postfix
    to change inet_protocols, stop and start Postfix
    write to SIG_PIPE_WRITE_FD failed: ~
    ~ while waiting for daemon initialization

    [error]
    accept connection: ~

    [fatal]
    *: line #: bad hostname or network address: *
    *: line #: no valid IP address found: *
    -i is allowed only for PID 1 process
    @: line #: bad hostname or network address: *
    @: line #: bad transport type: *
    @: line #: field "*" has no default value
    @: line #: field "*": bad value: "*"
    @: line #: inet service cannot be private
    @: line #: missing "*" field
    @: line #: no valid IP address found: *
    @: line #: service definition requires valid host name or address, or non-empty inet_interfaces setting
    accept connection: ~
    bad generation: *
    cannot update lock file *: ~
    chdir("*"): ~
    close #: ~
    daemon initialization failure
    daemon initialization failure -- see logs for details
    do not run this command by hand
    dup(0): ~
    end_master_ent: close configuration file: ~
    fcntl F_DUPFD: ~
    fork: ~
    fstat flow pipe write descriptor: ~
    invalid "-o *" option value: *
    invalid option: *
    invalid retirement time: *
    invalid service name: "*" - service name must be "proxywrite" or "proxymap"
    invalid socket_count: *
    master_flow_init: pipe: ~
    master_sigdeath: kill myself: ~
    master_sigdeath: kill process group: ~
    master_sigdeath: sigaction: ~
    master_sigsetup: sigaction(#): ~
    master_spawn: dup2 listen_fd #: ~
    master_spawn: dup2 status_fd: ~
    master_spawn: dup2: ~
    master_spawn: exec *: ~
    master_spawn: flow pipe read descriptor <= #
    master_spawn: listen file descriptor collision
    master_spawn: putenv: ~
    master_spawn: status file descriptor collision
    no transport type specified
    open /dev/null: ~
    open lock file *: *
    pipe: ~
    read: ~
    refresh exclusive lock: ~
    select lock: ~
    select unlock: ~
    service * requires a process limit of 0
    service * requires a process limit of 1
    service * requires privileged operation
    service name must be one of proxymap or proxymap
    the -i option cannot be used with -D, -d, or -w
    the -t and -w options cannot be used together
    the master command is reserved for the superuser
    the master command must not run as a set-uid process
    unable to set session and process group ID: ~
    unsupported transport type: *
    usage: * [-c config_dir] [-D (debug)] [-d (don't detach from terminal)] [-e exit_time] *
    """#
}
