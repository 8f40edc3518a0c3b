extension KnownForms {
  /// What the shell scripts log through postlog.
  ///
  /// Source: conf/postfix-script, conf/postfix-tls-script, conf/postmulti-script.
  static let scripts: StaticString = #"""
    [info]
    Proactively reindexing *
    Proactively reindexing @
    aborting the Postfix mail system
    refreshing the Postfix mail system
    starting the Postfix mail system
    stopping the Postfix mail system
    the Postfix mail system is not running
    the Postfix mail system is running: PID: *
    waiting for the Postfix mail system to terminate

    [warning]
    */* and */* differ
    */* and /* differ
    */*: please verify contents and remove by hand
    *: please verify contents and remove by hand
    /usr/lib/sendmail and /usr/sbin/sendmail differ
    Replace one by a symbolic link to the other
    See https://www.postfix.org/NON_BERKELEYDB_README.html for suggestions
    damaged message: *
    group or other writable: *
    not owned by *: *
    not owned by *: */maildrop
    not owned by group *: *
    not owned by root: *
    not owned by root: *)
    not owned by root: */*
    not set-gid or not owner+group+world executable: *
    stopping the Postfix mail system with force
    symlink leaves directory: *
    unable to create missing queue directories

    [error]
    unknown command: '*'
    unknown tls command: '*'

    [fatal]
    /bin/sh does not implement a compatible 'getopts' built-in
    Certificate in * does not match key in *
    Error copying private key from '*' to '*'
    Internal error: bad algorithm '*'
    Internal error: empty algorithm
    Invalid empty key algorithm
    Key algorithm '*' of '*' is not '*'
    New certificate file already exists: *
    New private key file already exists: *
    No 'postfix tls' support when openssl(1) is obsolete
    No /dev/fd/0 or /dev/stdin found
    No usable keyfile specified or configured
    No usable keyfiles specified or configured
    No working openssl(1) command found with 'openssl_path = *'
    Postfix * does not support either RSA or ECDSA
    Postfix * is not compiled with TLS support
    Postfix integrity check failed!
    Unsupported private key algorithm: *
    Unsupported public key algorithm: *
    cannot execute */postconf!
    cannot start-fg the master daemon
    empty '*' parameter value - logfile rotation failed
    error computing SHA2-256 SPKI digest of *
    error computing certificate public key digest
    error computing public key digest
    error generating new * * private key
    error generating self-signed SSL certificate
    logfile '*' rotation failed: *
    mail system startup failed
    missing 'postlog' service in master.cf - run 'postfix upgrade-configuration'
    no */master.cf file found
    no Postfix command directory *!
    no Postfix configuration directory *!
    no Postfix daemon directory *!
    no Postfix master program */master!
    no Postfix meta directory *!
    no Postfix queue directory *!
    no Postfix shared-library directory *!
    no default TLS random source defined and no /dev/urandom
    no private key found in file: *
    not rotating '*'
    parameter * specifies a Berkeley DB type: '*'
    start-fg does not support multi_instance_directories
    the Postfix mail system is already running
    the Postfix mail system is not running
    unable to create missing queue directories
    unknown command: '*'. Usage: postfix start (or stop, reload, abort, flush, check, status, set-permissions, upgrade-configuration)
    unknown command: '*'. Usage: postfix start (or stop, reload, abort, flush, check, status, set-permissions, upgrade-configuration, logrotate)
    unknown command: '*'. Usage: postfix start (or stop, reload, abort, flush, check, status, set-permissions, upgrade-configuration, logrotate, tls, non-bdb)
    usage postfix * (no arguments)
    usage: postfix non-bdb status (or enable-redirect, or enable-reindex, or disable)
    usage: postfix start (or stop, reload, abort, flush, check, *
    usage: postfix start (or stop, reload, abort, flush, check, set-permissions, upgrade-configuration)
    usage: postfix start (or stop, reload, abort, flush, check, status, set-permissions, upgrade-configuration)
    usage: postfix tls *
    usage: postfix tls * [-a algorithm] [-b bits ] [-r devrandom] [hostname ...]
    usage: postfix tls * [-a algorithm] [-b bits ] [hostname ...]
    usage: postfix tls * [-h hostname] [keyfile ...]
    usage: postfix tls * [-k keyfile] [hostname ...]
    usage: postfix tls * [-r devrandom]
    usage: postfix tls * certfile keyfile
    usage: postfix tls enable-client (or enable-server, new-server-key, new-server-cert, deploy-server-cert, output-server-csr, output-server-tlsa, all-default-client, all-default-server)
    """#
}
