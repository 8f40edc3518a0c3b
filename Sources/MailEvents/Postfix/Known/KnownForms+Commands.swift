extension KnownForms {
  /// postfix, postsuper, sendmail, postdrop, postmap and the other commands.
  ///
  /// Source: the directories of the commands.
  static let commands: StaticString = #"""
    [info]
    Expired: # message*
    Force-expired: # message*
    Postfix is running with backwards-compatible default settings
    Postfix is using backwards-compatible default settings
    Renamed to match inode number: # message*
    Requeued: # message*
    See http://www.postfix.org/COMPATIBILITY_README.html for details
    See https://www.postfix.org/COMPATIBILITY_README.html for details
    To disable backwards compatibility use "postconf compatibility_level=#" and "postfix reload"
    To disable backwards compatibility use "postconf compatibility_level=3.11" and "postfix reload"
    To disable backwards compatibility use "postconf compatibility_level=3.6" and "postfix reload"

    [warning]
    '-O *' was requested, but the configuration is 'smtputf8_enable = no'
    *, line #: *: skipping this entry
    *, line #: expected format: key whitespace value
    *, line #: name must be local
    *, line #: name must be local and have no domain
    *, line #: need name:value pair
    *, line #: non-UTF-8 input "*" -- ignoring this line
    *, line #: record is in "key: value" format; is this an alias file?
    *, line #: unbalanced '"' in '*' -- ignoring this line
    */*: read-only parameter assignment: *=*
    */*: support for parameter "*" will be removed; instead, *
    */*: support for parameter * has been removed; instead, *
    *: input is not a valid queue file
    *: malformed attribute: *: *
    *: out-of-order extracted segment marker
    *: out-of-order message content marker
    *: out-of-order message end marker
    -f option specified malformed sender: *
    @: multiple entries for "*"
    @: reset time stamps: ~
    @: undefined parameter: *
    @: unknown parameter
    @: unused parameter: *=*
    Cannot contact class * service * - perhaps the mail system is down
    Creating root-owned database file(s) *.* in non-root-owned directory *. Files *, *.*, and *
    Ignoring option '-O *, because the configuration is 'requiretls_enable = no'
    Mail system is down -- accessing queue directly
    Mail system is down -- accessing queue directly (Connect to the * * service: ~)
    My hostname * is not a fully qualified name - set myhostname or mydomain in */main.cf
    OPERATION INCOMPLETE -- RERUN COMMAND TO FIX THE QUEUE FIRST
    QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS
    See https://www.postfix.org/DEPRECATION_README.html for details
    bad -N option value -- ignored
    bad -N option value: '*' -- ignored
    bad -O option: '*' -- ignored
    bad -R option value -- ignored
    bad syntax in -V option value -- ignored
    bogus file name: *
    close: ~
    expire file *: *
    expire file *: cannot set permission: ~
    file contains multiple size records
    ignoring -m option without -b or -h
    ignoring -q option in daemon mode
    ignoring earlier request: '* = *'
    invalid mail queue id: *
    invalid size record: *
    name/inode mismatch: *
    open "*" configuration "*": not a regular file
    open "*" configuration "*": ~
    open @: ~
    option "-H ALL" will ignore other command line queue IDs
    option "-d ALL" will ignore other command line queue IDs
    option "-h ALL" will ignore other command line queue IDs
    option "-r ALL" will ignore other command line queue IDs
    option * is deprecated with Postfix 2.3; specify -X* instead
    option -V is deprecated with Postfix 2.3; specify -XV instead
    or the command is run from a set-uid root process
    parameter * expands at run-time
    read "*" configuration "*": ~
    remove subdirectory @: ~
    table *:* should return NO RESULT in case of NOT FOUND
    table *:*: empty lookup key value is not allowed
    table *:*: key *: empty string result is not allowed
    the Postfix sendmail command has set-uid root file permissions
    the Postfix sendmail command must be installed without set-uid root file permissions
    too long -V option value -- ignored
    uid=#: ignoring attribute record: *=*
    uid=#: ignoring malformed record: *: *
    uid=#: ignoring unexpected trace flags: *
    uid=#: remove *: ~
    uid=#: ~
    unknown 'postconf -T' mode: *
    unmatched request: "*"
    unmatched service_name/type: "*"

    [error]
    QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS
    to submit mail, use the Postfix sendmail command

    [fatal]
    *: seek to #: ~
    *: skip # bytes failed after #
    -* option not supported
    -* requires non-blank parameter names
    -* requires parameter names only
    -B option needs 8BITMIME or 7BIT
    -F option requires service_name[/type[/field]]
    -Fe does not accept whitespace in non-command field
    -Fe does not accept wild-card field name
    -Fe or -FX requires service_name/type/field_name
    -M option requires service_name[/type]
    -Me, -MX or -M* requires service_name/type
    -N option cannot be used with -bv
    -P option requires service_name[/type[/parameter]]
    -Pe does not accept whitespace in parameter value
    -Pe does not accept wild-card parameter name
    -Pe or -PX requires service_name/type/parameter
    -R option cannot be used with -bv
    -V option requires non-null sender address
    -V requires two characters from *
    -X or -* requires names without value
    -X or -* requires non-blank parameter names
    -X or -* requires parameter names only
    -X or -* requires parameter names without value
    -c requires absolute pathname
    -e or -* accepts no comment input
    -e or -* accepts no multi-line input
    -e requires name=value argument
    -e, -X, or -* accepts no comment input
    -e, -X, or -* accepts no multi-line input
    -oA requires pathname
    -q* is not implemented
    -qI can be used only in delivery mode
    -qR can be used only in delivery mode
    -t can be used only in delivery mode
    -t option cannot be used with -bv
    -v option cannot be used with -bv
    @ = '*' is not a directory
    @ = '*': directory not found: ~
    @ accept no comment input
    @ accept no multi-line input
    @ queue must not be hashed
    @(#): -V option requires non-null sender address
    @(#): -t option cannot be used with -bv
    @(#): No recipient addresses found in message header*(#): Recipient addresses must be specified *
    @(#): No recipient addresses found in message header*Recipient addresses must be specified *
    @(#): delivery canceled
    @(#): error reading input: ~
    @(#): error writing queue file: ~
    @(#): internal protocol error
    @(#): message content rejected
    @(#): message file too big
    @(#): no recipients specified
    @(#): queue file write error
    @(#): service denied
    @(#): service unavailable
    @(#): too many hops
    @(#): unable to execute *: ~
    @(#): unable to extract recipients: *
    @: ~
    At most one -T <mode> option may be specified
    CHECK YOUR QUEUE IDS AND RE-ISSUE THE COMMAND
    Cannot assign instance name or group with '-e *'
    Cannot assign instance name or group without '-e *'
    Cannot flush mail queue - invalid destination: "*"
    Cannot flush mail queue - mail system is down
    Cannot flush queue ID - invalid name: "*"
    Cannot parse */main.cf file
    Cannot parse */main.cf file: ~
    Cannot remove enabled instances
    Cannot remove the primary instance
    Command not allowed with '-l'
    Command required with '-p' or '-x' option
    Connect to the * * service: ~
    Error running *
    Error running */*
    Failed to obtain all required */main.cf parameters
    Flush service is not configured for destination "*"
    Illegal '/' character in new instance name: '*'
    Invalid '-e' edit action '*'. Specify '*', '*', '*', '*', '*', '*', '*' or '*'
    Invalid '-e' edit action '*'. Specify '*', '*', '*', '*', '*', '*', '*', '*' or '*'
    Invalid */main.cf parameter: *
    Invalid default * parameter value: '*': specify an absolute pathname
    Invalid request: "*"
    JSON output available only with '-l'
    Malformed parameter setting '*'
    Missing * parameter value
    New instance name must start with 'postfix-'
    No instance named *
    No matching instances
    No matching secondary instances
    Non-default configuration directory: MAIL_CONFIG=*
    Parameter '*' not valid with action *
    Parameter overrides not valid with '-e *'
    Parameter setting '*' is not an absolute path
    Parameter setting '*' is the root directory
    Queue report unavailable - mail system is down
    Queue report unavailable - mail system is down (Connect to the * * service: ~)
    Recipient addresses must be specified on *
    Select an instance via '-i name'
    Specify at most one '-G' option
    Specify at most one '-I' option
    Specify exactly one of '-e', '-l', '-p', '-x'
    Specify new instance name or group with '-e *'
    Specity no more than one of '-a', '-g', '-i'
    The '-p' and '-e' options preclude the use of '-R'
    Unexpected */main.cf entry: multi_instance_enable = *
    Unexpected flush server reply status #
    Unknown flush server reply status #
    Unsafe characters in '-G *'
    Unsafe characters in new instance name: '*'
    Usage:* -l [-v] [-a] [-g group] [-i instance] | * -p [-v] [-a] [-g group] [-i instance] *
    User *(#) is not allowed to flush the mail queue
    User *(#) is not allowed to submit mail
    User *(#) is not allowed to view the mail queue
    alias initialization mode requires no recipient
    bad mail queue ID: *
    bad offset: *
    bad pointer record, or input is not seekable
    bad severity: "*"
    can't create maps via the proxy service
    can't sequence maps via the proxy service
    chdir(*): ~
    close *.tmp: ~
    daemon mode requires no recipient
    display queue mode requires no recipient
    do not specify -n with -a, -A, -b, -d, -e, -*, -l, -m, -M, or -X
    do not specify -o with -a, -A, -b, -d, -e, -*, -l, -m, or -X
    do not specify -x with -a, -A, -b, -e, -*, -l, -m, or -X
    edit accepts no comment input
    edit accepts no multi-line input
    error writing output: ~
    execvp @: ~
    file *: line #: *
    file *: line #: bad field count
    file *: line #: service name syntax "*" is unsupported with *
    file *: line #: service type syntax "*" is unsupported with *
    file *: line #: specify service name and type on the same line
    flush queue mode requires no recipient
    flush queue_id requires no recipient
    flush site requires no recipient
    instance *, *=* conflicts with instance *=*
    invalid * field "*" in "*"
    invalid directory name: *
    invalid parameter override: *: *
    invalid process_limit field "*" in "*"
    invalid sendmail_fix_line_endings value: *
    invalid service attribute name: "*"
    invalid size record: *
    invalid type field "*" in "*"
    invalid wakeup field "*" in "*"
    macro processing error
    malformed showq server response
    message format error: *
    missing service argument
    multi-instance support is requested, but multi_instance_wrapper is empty
    new config_directory=* is already in use by instance *=*
    no login name found for user ID #
    open * for reading: ~
    open *.tmp: ~
    open file *: *
    open queue file *: ~
    option -j requires -q or -s
    options -b and -t require at most one template file
    output write error: ~
    read @: ~
    record read error
    remove directory @: ~
    remove file @: ~
    rename * to *: ~
    rename file * as *: ~
    seek @: ~
    seek error: ~
    specify -b -h or -m only with "-q -"
    specify one of *
    specify one of -a, -A, -b, -d, -e, -*, -l, -m, -M and -n
    specify one of -a, -A, -b, -d, -e, -*, -l, -m, -M, and -X
    specify one of -a, -A, -b, -d, -e, -*, -m, -l and -n
    specify one of -a, -A, -b, -d, -e, -m, -l and -n
    specify one of -b and -t
    specify only one of -d -i -q or -s
    specify only one of -s -q or -d
    specify only one of -s or -q or -d
    specify: -qIqueueid
    specify: -qRsitename
    stand-alone mode requires no recipient
    stat @: ~
    table *:*: delete error: ~
    table *:*: query error
    table *:*: query error: ~
    table *:*: sequence error: ~
    table *:*: write error: ~
    the postfix command is reserved for the superuser
    the postfix command must not run as a set-uid process
    this postfix command must not run as a set-uid process
    truncate @: ~
    uid=#: malformed input
    uid=#: null or line break in '*' record type: *
    uid=#: unexpected record type: #
    unsupported: -*
    usage: * [-NfinoprsuUvw] [-c config_dir] [-d key] [-q key] [map_type:]file...
    usage: * [-Nfinoprsuvw] [-c config_dir] [-d key] [-q key] [map_type:]file...
    usage: * [-Nfinoprsvw] [-c config_dir] [-d key] [-q key] [map_type:]file...
    usage: * [-a (server SASL types)] [-A (client SASL types)] [-b (bounce templates)] [-c *
    usage: * [-b (body text)] [-c config_dir] [-d (decimal record type)] [-e (envelope records)] *
    usage: * [-bfFhimnNoprsuUvw] [-c config_dir] [-d key] [-q key] [map_type:]file...
    usage: * [-c config_dir] [-Dv] command
    usage: * [-c config_dir] [-d queue_id (delete)] [-e queue_id (expire)] [-f queue_id (expire *
    usage: * [-c config_dir] [-d queue_id (delete)] [-h queue_id (hold)] [-H queue_id (un-hold)] *
    usage: * [-c config_dir] [-i] [-p priority] [-t tag] [-v] [text]
    usage: * [-c config_dir] [-l lock_style] [-v] folder command...
    usage: * [-c config_dir] [-q (access queue)] [-v] [file(s)...]
    usage: * [-c config_dir] [-v]
    usage: * [-c config_dir] [-v] class service request
    usage: * [options]
    usage: postqueue -f | postqueue -i queueid | postqueue -j | postqueue -p | postqueue -s site
    usage: postqueue -f | postqueue -i queueid | postqueue -p | postqueue -s site
    usage: postqueue -f | postqueue -p | postqueue -s site
    use of this command is reserved for the superuser
    waitpid: ~
    whitespace in parameter value: "*"
    with option *, do not specify *
    write @: ~
    write error: ~
    """#
}
