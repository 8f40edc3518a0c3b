extension KnownForms {
  /// Files, sockets, processes, events.
  ///
  /// Source: util/.
  static let library: StaticString = #"""
    [info]
    event_loop: time left # for 0x* 0x*
    inet_addr_host: skipping address family # for host "*"
    sane_link(*,*): worked around spurious NFS error
    sane_rename(*,*): worked around spurious NFS error
    skipping address family # for *

    [warning]
    * on * while reading *
    *: logical line must not start with whitespace: "*
    *backward time jump detected -- slewing clock
    @: *comment after other text is not allowed: * *...
    @: IPv6 support is disabled: ~
    @: Problem translating domain "*" to ASCII form: *
    @: Problem translating domain "*" to ASCII form: malformed ASCII label(s)
    @: Problem translating domain "*" to ASCII form: malformed UTF-8
    @: Problem translating domain "*" to UTF-8 form: malformed UTF-8
    @: Problem translating domain "*" to UTF8 form: *
    @: cannot change file ownership: ~
    @: configuring for IPv4 support only
    @: disabling IPv4 name/address support: ~
    @: disabling IPv6 name/address support: ~
    @: empty domain name
    @: malformed UTF-8 domain name
    @: process id #: command time limit exceeded
    @: unknown * bit in mask: 0x*
    ICU library initialization failed: *
    attribute count exceeds limit # in input from *
    backward time jump recovered -- back to normality
    can't open /proc/net/if_inet6 (~) - skipping IPv6 configuration
    child: setsid: ~
    could allocate space for only # open files
    duplicate attribute * in input from *
    fchmod * 0*: ~
    fifo_trigger: close *: ~
    fifo_trigger: write *: ~
    host or service * not found: *
    ignoring interface with null netmask, address family #
    inet_addr_host: close socket: ~
    inet_addr_host: skipping address family #: ~
    inet_addr_local[socket]: socket: ~
    inet_trigger: connect to *: ~
    inet_trigger: write to *: ~
    inet_trigger_event: close *: ~
    inet_trigger_event: read timeout for service *
    invalid size # from * while reading ARGV
    ioctl TIOCNOTTY: ~
    make_dirs: chgrp *: ~
    make_dirs: stat *: ~
    malformed base64 data from * while reading *: *
    malformed base64 data from *: *
    malformed boolean value from * while reading *: *
    malformed numerical data from * while reading *: *
    missing attribute * in input from *
    missing value for boolean attribute * from *
    missing value for data attribute * from *
    missing value for number attribute * from *
    missing value for string attribute * from *
    multiple values for attribute * from *
    name_mask: unknown * bit in mask: 0x*
    nbbio_event: read() returns EAGAIN on readable descriptor
    nbbio_event: write() returns EAGAIN on writable descriptor
    numeric hostname: *
    open /dev/tty: ~
    parent: kill: ~
    pass_accept: cannot accept connection: ~
    pass_accept: cannot receive file descriptor: ~
    pass_accept: close: ~
    pass_accept: timeout receiving file descriptor: ~
    pass_accept_attr: cannot accept connection: ~
    pass_accept_attr: cannot receive connection attributes: ~
    pass_accept_attr: cannot receive file descriptor: ~
    pass_accept_attr: close: ~
    pass_accept_attr: timeout receiving file descriptor: ~
    pass_trigger: connect to *: ~
    pass_trigger: write to *: ~
    pass_trigger_event: close *: ~
    pass_trigger_event: close pipe: ~
    pass_trigger_event: read timeout for service *
    pausing to avoid going into a tight select/read loop!
    possible solution: recompile in 64-bit mode, or recompile in 32-bit mode with 'large file' support
    problem talking to server *: ~
    setsockopt SO_RCVBUF #: ~
    setsockopt SO_SNDBUF #: ~
    socketpair: ~ (trying again)
    str_name_mask: unknown * bit in mask: 0x*
    stream_trigger: connect to *: ~
    stream_trigger: write to *: ~
    stream_trigger_event: close *: ~
    stream_trigger_event: read timeout for service *
    this program was built for 32-bit file handles, but some number does not fit in 32 bits
    unexpected * * from * (expected: *)
    unexpected attribute * from * (expecting: *)
    unexpected attribute * in input from *
    unexpected data in /proc/net/if_inet6 - skipping IPv6 configuration
    unexpected end-of-input from * while reading *
    unix_pass_accept: accept connection: ~
    unix_pass_accept: cannot receive file descriptor: ~
    unix_pass_accept: close: ~
    unix_pass_accept: timeout receiving file descriptor: ~
    unix_pass_trigger: connect to *: ~
    unix_pass_trigger: write to *: ~
    unix_pass_trigger_event: close *: ~
    unix_pass_trigger_event: close pipe: ~
    unix_pass_trigger_event: read timeout for service *
    unix_recv_fd: your system has no support for file descriptor passing
    unix_send_fd: your system has no support for file descriptor passing
    unix_trigger: connect to *: ~
    unix_trigger: write to *: ~
    unix_trigger_event: close *: ~
    unix_trigger_event: read timeout for service *
    unknown * value "*" in "*"
    upass_accept: accept connection: ~
    upass_accept: cannot receive file descriptor: ~
    upass_accept: close: ~
    upass_accept: timeout receiving file descriptor: ~
    upass_connect_event: close *: ~
    upass_connect_event: read timeout for service *
    upass_trigger: connect to *: ~
    upass_trigger: write to *: ~
    upass_trigger_event: close *: ~
    upass_trigger_event: read timeout for service *
    valid_hostaddr: empty address
    valid_hostname: '*' can be the first label only: *
    valid_hostname: bad length # for *...
    valid_hostname: empty hostname
    valid_hostname: hostname label too long: *
    valid_hostname: invalid character #(decimal): *
    valid_hostname: misplaced delimiter: *
    valid_hostname: misplaced hyphen: *
    valid_hostname: numeric hostname: *
    valid_hostport: leading zero in port number: *
    valid_hostport: non-numeric port number: *
    valid_hostport: out-of-range port number: *
    valid_ipv4_hostaddr: bad initial octet value: *
    valid_ipv4_hostaddr: invalid character #(decimal): *
    valid_ipv4_hostaddr: invalid octet count: *
    valid_ipv4_hostaddr: invalid octet value: *
    valid_ipv4_hostaddr: misplaced dot: *
    valid_ipv6_hostaddr: bad null first field in IPv6 address: *
    valid_ipv6_hostaddr: bad null last field in IPv6 address: *
    valid_ipv6_hostaddr: invalid character #(decimal) in IPv6 address: *
    valid_ipv6_hostaddr: malformed IPv4-in-IPv6 address: *
    valid_ipv6_hostaddr: malformed IPv6 address: *
    valid_ipv6_hostaddr: too few `:' in IPv6 address: *
    valid_ipv6_hostaddr: too many `:' in IPv6 address: *
    valid_ipv6_hostaddr: too many `::' in IPv6 address: *
    vbuf_print: bad precision # in *
    vbuf_print: bad width # in *
    vstream_tweak_tcp: getsockopt TCP_MAXSEG: ~
    vstream_tweak_tcp: setsockopt TCP_NODELAY: ~
    watchdog_event: write watchdog_pipe: ~
    wrap_fcntl: unexpected cmd=#

    [fatal]
    @: IPv6 support is disabled: ~
    @: Name or service not known
    @: No address associated with hostname
    @: Servname not supported for ai_socktype
    @: Temporary failure in name resolution
    @: bad * address prefix length: #
    @: bad open file status: ~
    @: conversion error for "*": *
    @: dlopen failure loading *: *
    @: dlsym failure looking up * in *: *
    @: host found but no usable address
    @: host not found
    @: inet_ntop: ~
    @: nodename nor servname provided, or not known
    @: shl_findsym failure looking up * in *: ~
    @: socket: ~
    @: unix-domain name too long: *
    @: unknown * bit in mask: 0x*
    bad port number: *
    bind * port *: ~
    bind: *: ~
    chdir(/): ~
    chmod socket @: ~
    chroot(*): ~
    clean_env: * in: *
    clock_gettime() failed: ~
    descriptor # does not fit FD_SETSIZE #
    doze: select: ~
    dup2: ~
    event_disable_readwrite: *: ~
    event_enable_read: *: ~
    event_enable_write: *: ~
    event_extend: *: ~
    event_loop: *: ~
    event_loop: select: ~
    execl /bin/sh: ~
    fchmod socket @: ~
    fcntl F_DUPFD #: ~
    fcntl: get flags: ~
    fcntl: set close-on-exec flag *: ~
    fcntl: set non-blocking flag *: ~
    fd # does not fit in FD_SETSIZE
    fifo_listen: create fifo *: ~
    fifo_listen: fchmod *: ~
    fifo_listen: fstat *: ~
    fifo_listen: not a fifo: *
    fifo_listen: open *: ~
    fifo_listen: remove *: ~
    gethostname: ~
    getrlimit: ~
    gettimeofday() failed: ~
    host not found: *
    host/service */* not found: *
    hostaddr_to_sockaddr: *
    hostname_to_sockaddr: *
    hostname_to_sockaddr_pf: *
    inet_addr_local[getifaddrs]: getifaddrs: ~
    inet_addr_local[siocgif]: ioctl SIOCGIFCONF: ~
    inet_addr_local[siocgif]: ioctl SIOCGIFNETMASK: ~
    inet_addr_local[siocglif]: address family was #, must be AF_INET (#) or AF_INET6 (#)
    inet_addr_local[siocglif]: ioctl SIOCGLIFCONF: ~
    inet_addr_local[siocglif]: ioctl(SIOCGLIFNETMASK): ~
    inet_addr_local[socket]: socket: ~
    initgroups: ~
    listen: ~
    mymalloc: insufficient memory for # bytes: ~
    mymalloc: insufficient memory: ~
    myrealloc: insufficient memory for # bytes: ~
    myrealloc: insufficient memory: ~
    name_mask: unknown * bit in mask: 0x*
    no time: ~
    open logfile '*': *
    pass_trigger: pipe: ~
    pass_trigger: send file descriptor: ~
    poll: ~
    remove @: ~
    scan_dir_pop: close directory *: ~
    scan_dir_push: open directory *: ~
    select: ~
    set_eugid: setegid(#): ~
    set_eugid: seteuid(#): ~
    set_eugid: seteuid(0): ~
    set_eugid: setgroups(#): ~
    setenv(*, *): ~
    seteuid(0): ~
    setgid(#): ~
    setgroups(1, &#): ~
    setrlimit: ~
    setsockopt(IPV6_V6ONLY): ~
    setsockopt(SO_REUSEADDR): ~
    setsockopt(SO_REUSEPORT): ~
    setsockopt(SO_REUSEPORT_LB): ~
    setuid(#): ~
    sigdelay: sigprocmask: ~
    signal(SIGXFSZ,SIG_IGN): ~
    sigresume: sigprocmask: ~
    sockaddr_to_hostaddr: *
    sockaddr_to_hostname: *
    socket: ~
    socketpair: ~
    spawn_comand: dup2: ~
    spawn_comand: execvp *: ~
    spawn_comand: setenv: ~
    statfs @: ~
    statvfs @: ~
    str_name_mask: unknown * bit in mask: 0x*
    stream connections are not implemented
    stream_connect: pipe: ~
    stream_connect: send file descriptor: ~
    stream_send_fd: send file descriptor #: ~
    stream_send_fd: send file descriptor: ~
    strftime: ~
    timed_waitpid: sigaction(SIGALRM): ~
    too many errors - program terminated
    ucasemap_open error: *
    ulimit: ~
    unable to determine open file limit
    unable to use my own hostname
    unexpected address family: #
    unexpected address length #
    unix-domain name too long: *
    unix_pass_trigger: pipe: ~
    unix_pass_trigger: send file descriptor: ~
    unix_recv_fd: control level # != SOL_SOCKET
    unix_recv_fd: control type # != SCM_RIGHTS
    unknown * value "*" in "*"
    unknown user: *
    unlink @: ~
    update_env: * in: *
    vstream_popen: execvp *: ~
    vstream_popen: setenv: ~
    vstring_extend: length overflow
    watchdog timeout
    watchdog_create: pipe: ~
    watchdog_create: sigaction(SIGALRM): ~
    watchdog_destroy: sigaction(SIGALRM): ~
    write returned 0
    write: ~
    """#
}
