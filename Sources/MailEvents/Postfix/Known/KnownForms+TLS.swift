extension KnownForms {
  /// TLS at every log level, tlsproxy, tlsmgr, posttls-finger; `problem` may explain a failed session.
  ///
  /// Source: tls/, tlsproxy/, tlsmgr/, posttls-finger/, OpenSSL's `statem.c` and `ssl_stat.c`.
  static let tls: StaticString = #"""
    [problem]
    CA certificate verification failed for @: certificate has expired
    CA certificate verification failed for @: certificate not yet valid
    CA certificate verification failed for @: num=#:*
    Client certificate could not be verified*
    Peer certificate could not be verified*
    SSL_accept error from @: #
    SSL_accept error from @: lost connection
    SSL_accept error from @: ~
    SSL_connect error to @: #
    SSL_connect error to @: lost connection
    SSL_connect error to @: ~
    Server certificate could not be verified for *
    Server certificate could not be verified for *: hostname mismatch
    TLS handshake failed for service=@ peer=@
    TLS library problem: *
    certificate peer name verification failed for @: # dNSNames in certificate found, but none match
    certificate peer name verification failed for @: CommonName mis-match: *
    certificate peer name verification failed for nexthop=*, host=*: CommonName mis-match: *
    certificate verification failed for @: certificate chain longer than limit(#)
    certificate verification failed for @: certificate has expired
    certificate verification failed for @: certificate not yet valid
    certificate verification failed for @: external policy failure (*)
    certificate verification failed for @: issuer * certificate unavailable
    certificate verification failed for @: not designated for use as a CA certificate
    certificate verification failed for @: not designated for use as a client certificate
    certificate verification failed for @: not designated for use as a server certificate
    certificate verification failed for @: not trusted by local or TLSA policy
    certificate verification failed for @: num=#:*
    certificate verification failed for @: self-signed certificate
    certificate verification failed for @: untrusted issuer *
    certificate verification failed for @:certificate has expired
    certificate verification failed for @:certificate not yet valid
    certificate verification failed for @:issuer * certificate unavailable
    client certificate verification failed for @: certificate has expired
    client certificate verification failed for @: certificate not yet valid
    client certificate verification failed for @: num=#:*
    server certificate verification failed for @: certificate has expired
    server certificate verification failed for @: certificate not yet valid
    server certificate verification failed for @: num=#:*

    [info]
    * asciified to *
    @ * fingerprint *
    @: * subject_CN=*, issuer_CN=*
    @: *: subject_CN=*, issuer=*, fingerprint=*
    @: Decrypting session ticket, key expiration: #
    @: Issuing session ticket, key expiration: #
    @: Matched DANE * at depth #: # # # *
    @: Matched DANE raw public key: # # # *
    @: Matched fingerprint: *
    @: Matched trust anchor at depth #
    @: Reusing old session
    @: Reusing old session*
    @: SNI hostname: *
    @: TLS cipher list "*"
    @: certificate verification depth=# verify=# subject=*
    @: depth=# verify=#
    @: depth=# verify=# subject=*
    @: looking up session * in * cache
    @: re-using session with untrusted certificate, look for details earlier in the log
    @: re-using session with untrusted peer credential, look for details earlier in the log
    @: reloaded session * from * cache
    @: remove session * from * cache
    @: save session * to * cache
    @: verify=# raw public key
    CONNECT from @
    CONNECT to @
    Connected to @
    DISCONNECT @
    DNSSEC-signed TLSA record: *: # # # *
    Destination address lookup failed: *
    EGD server * reports zero bytes available
    EHLO rejected: # *
    Failed to establish session to * via *: *
    Failed to establish session to * via *:#: *
    Failed to establish session to *: *
    Found a previously used server.  Done reconnecting.
    HELO rejected: # *
    LHLO rejected: # *
    MX RRset insecure: log verified as trusted
    MX RRset is insecure: try to encrypt
    Maximum reconnect count reached.
    OpenSSL <= 0.9.5a workaround called: certificate errors ignored
    Re-used session without peer certificate removed
    Read # chars: *
    Reconnecting after # seconds
    Reusing old session
    SMTP service not available: # *
    SSL3 alert read:fatal:*
    SSL3 alert read:unknown:*
    SSL3 alert read:warning:*
    SSL3 alert write:fatal:*
    SSL3 alert write:unknown:*
    SSL3 alert write:warning:*
    SSL_accept:SSL negotiation finished successfully
    SSL_accept:SSL renegotiate ciphers
    SSL_accept:SSLv2 *
    SSL_accept:SSLv2/v3 read client hello *
    SSL_accept:SSLv2/v3 read server hello *
    SSL_accept:SSLv2/v3 write client hello *
    SSL_accept:SSLv3 flush data
    SSL_accept:SSLv3 read certificate verify *
    SSL_accept:SSLv3 read change cipher spec *
    SSL_accept:SSLv3 read client certificate *
    SSL_accept:SSLv3 read client hello *
    SSL_accept:SSLv3 read client key exchange *
    SSL_accept:SSLv3 read finished *
    SSL_accept:SSLv3 read hello request *
    SSL_accept:SSLv3 read next proto *
    SSL_accept:SSLv3 read server certificate *
    SSL_accept:SSLv3 read server certificate request *
    SSL_accept:SSLv3 read server certificate status
    SSL_accept:SSLv3 read server done *
    SSL_accept:SSLv3 read server hello *
    SSL_accept:SSLv3 read server key exchange *
    SSL_accept:SSLv3 read server session ticket *
    SSL_accept:SSLv3 write certificate *
    SSL_accept:SSLv3 write certificate request *
    SSL_accept:SSLv3 write certificate status
    SSL_accept:SSLv3 write certificate status *
    SSL_accept:SSLv3 write certificate verify *
    SSL_accept:SSLv3 write change cipher spec *
    SSL_accept:SSLv3 write client certificate *
    SSL_accept:SSLv3 write client hello *
    SSL_accept:SSLv3 write client key exchange *
    SSL_accept:SSLv3 write finished *
    SSL_accept:SSLv3 write hello request *
    SSL_accept:SSLv3 write key exchange *
    SSL_accept:SSLv3 write next proto *
    SSL_accept:SSLv3 write server certificate *
    SSL_accept:SSLv3 write server done *
    SSL_accept:SSLv3 write server hello *
    SSL_accept:SSLv3 write server key exchange *
    SSL_accept:SSLv3 write session ticket *
    SSL_accept:SSLv3/TLS read certificate status
    SSL_accept:SSLv3/TLS read certificate verify
    SSL_accept:SSLv3/TLS read change cipher spec
    SSL_accept:SSLv3/TLS read client certificate
    SSL_accept:SSLv3/TLS read client certificate verify
    SSL_accept:SSLv3/TLS read client hello
    SSL_accept:SSLv3/TLS read client key exchange
    SSL_accept:SSLv3/TLS read finished
    SSL_accept:SSLv3/TLS read hello request
    SSL_accept:SSLv3/TLS read next proto
    SSL_accept:SSLv3/TLS read server certificate
    SSL_accept:SSLv3/TLS read server certificate request
    SSL_accept:SSLv3/TLS read server done
    SSL_accept:SSLv3/TLS read server hello
    SSL_accept:SSLv3/TLS read server key exchange
    SSL_accept:SSLv3/TLS read server session ticket
    SSL_accept:SSLv3/TLS read session ticket
    SSL_accept:SSLv3/TLS write certificate
    SSL_accept:SSLv3/TLS write certificate request
    SSL_accept:SSLv3/TLS write certificate status
    SSL_accept:SSLv3/TLS write certificate verify
    SSL_accept:SSLv3/TLS write change cipher spec
    SSL_accept:SSLv3/TLS write client certificate
    SSL_accept:SSLv3/TLS write client hello
    SSL_accept:SSLv3/TLS write client key exchange
    SSL_accept:SSLv3/TLS write finished
    SSL_accept:SSLv3/TLS write hello request
    SSL_accept:SSLv3/TLS write key exchange
    SSL_accept:SSLv3/TLS write next proto
    SSL_accept:SSLv3/TLS write server certificate
    SSL_accept:SSLv3/TLS write server done
    SSL_accept:SSLv3/TLS write server hello
    SSL_accept:SSLv3/TLS write server key exchange
    SSL_accept:SSLv3/TLS write session ticket
    SSL_accept:TLSv1.3 early data
    SSL_accept:TLSv1.3 pending early data end
    SSL_accept:TLSv1.3 read certificate verify
    SSL_accept:TLSv1.3 read client compressed certificate
    SSL_accept:TLSv1.3 read client key update
    SSL_accept:TLSv1.3 read encrypted extensions
    SSL_accept:TLSv1.3 read end of early data
    SSL_accept:TLSv1.3 read server certificate verify
    SSL_accept:TLSv1.3 read server compressed certificate
    SSL_accept:TLSv1.3 read server key update
    SSL_accept:TLSv1.3 write certificate verify
    SSL_accept:TLSv1.3 write client compressed certificate
    SSL_accept:TLSv1.3 write client key update
    SSL_accept:TLSv1.3 write encrypted extensions
    SSL_accept:TLSv1.3 write end of early data
    SSL_accept:TLSv1.3 write server certificate verify
    SSL_accept:TLSv1.3 write server compressed certificate
    SSL_accept:TLSv1.3 write server key update
    SSL_accept:before SSL initialization
    SSL_accept:before accept initialization
    SSL_accept:before connect initialization
    SSL_accept:before/accept initialization
    SSL_accept:before/connect initialization
    SSL_accept:error
    SSL_accept:error in *
    SSL_accept:failed in *
    SSL_accept:ok/accept SSL initialization
    SSL_accept:ok/connect SSL initialization
    SSL_accept:unknown state
    SSL_connect:SSL negotiation finished successfully
    SSL_connect:SSL renegotiate ciphers
    SSL_connect:SSLv2 *
    SSL_connect:SSLv2/v3 read client hello *
    SSL_connect:SSLv2/v3 read server hello *
    SSL_connect:SSLv2/v3 write client hello *
    SSL_connect:SSLv3 flush data
    SSL_connect:SSLv3 read certificate verify *
    SSL_connect:SSLv3 read change cipher spec *
    SSL_connect:SSLv3 read client certificate *
    SSL_connect:SSLv3 read client hello *
    SSL_connect:SSLv3 read client key exchange *
    SSL_connect:SSLv3 read finished *
    SSL_connect:SSLv3 read hello request *
    SSL_connect:SSLv3 read next proto *
    SSL_connect:SSLv3 read server certificate *
    SSL_connect:SSLv3 read server certificate request *
    SSL_connect:SSLv3 read server certificate status
    SSL_connect:SSLv3 read server done *
    SSL_connect:SSLv3 read server hello *
    SSL_connect:SSLv3 read server key exchange *
    SSL_connect:SSLv3 read server session ticket *
    SSL_connect:SSLv3 write certificate *
    SSL_connect:SSLv3 write certificate request *
    SSL_connect:SSLv3 write certificate status
    SSL_connect:SSLv3 write certificate status *
    SSL_connect:SSLv3 write certificate verify *
    SSL_connect:SSLv3 write change cipher spec *
    SSL_connect:SSLv3 write client certificate *
    SSL_connect:SSLv3 write client hello *
    SSL_connect:SSLv3 write client key exchange *
    SSL_connect:SSLv3 write finished *
    SSL_connect:SSLv3 write hello request *
    SSL_connect:SSLv3 write key exchange *
    SSL_connect:SSLv3 write next proto *
    SSL_connect:SSLv3 write server certificate *
    SSL_connect:SSLv3 write server done *
    SSL_connect:SSLv3 write server hello *
    SSL_connect:SSLv3 write server key exchange *
    SSL_connect:SSLv3 write session ticket *
    SSL_connect:SSLv3/TLS read certificate status
    SSL_connect:SSLv3/TLS read certificate verify
    SSL_connect:SSLv3/TLS read change cipher spec
    SSL_connect:SSLv3/TLS read client certificate
    SSL_connect:SSLv3/TLS read client certificate verify
    SSL_connect:SSLv3/TLS read client hello
    SSL_connect:SSLv3/TLS read client key exchange
    SSL_connect:SSLv3/TLS read finished
    SSL_connect:SSLv3/TLS read hello request
    SSL_connect:SSLv3/TLS read next proto
    SSL_connect:SSLv3/TLS read server certificate
    SSL_connect:SSLv3/TLS read server certificate request
    SSL_connect:SSLv3/TLS read server done
    SSL_connect:SSLv3/TLS read server hello
    SSL_connect:SSLv3/TLS read server key exchange
    SSL_connect:SSLv3/TLS read server session ticket
    SSL_connect:SSLv3/TLS read session ticket
    SSL_connect:SSLv3/TLS write certificate
    SSL_connect:SSLv3/TLS write certificate request
    SSL_connect:SSLv3/TLS write certificate status
    SSL_connect:SSLv3/TLS write certificate verify
    SSL_connect:SSLv3/TLS write change cipher spec
    SSL_connect:SSLv3/TLS write client certificate
    SSL_connect:SSLv3/TLS write client hello
    SSL_connect:SSLv3/TLS write client key exchange
    SSL_connect:SSLv3/TLS write finished
    SSL_connect:SSLv3/TLS write hello request
    SSL_connect:SSLv3/TLS write key exchange
    SSL_connect:SSLv3/TLS write next proto
    SSL_connect:SSLv3/TLS write server certificate
    SSL_connect:SSLv3/TLS write server done
    SSL_connect:SSLv3/TLS write server hello
    SSL_connect:SSLv3/TLS write server key exchange
    SSL_connect:SSLv3/TLS write session ticket
    SSL_connect:TLSv1.3 early data
    SSL_connect:TLSv1.3 pending early data end
    SSL_connect:TLSv1.3 read certificate verify
    SSL_connect:TLSv1.3 read client compressed certificate
    SSL_connect:TLSv1.3 read client key update
    SSL_connect:TLSv1.3 read encrypted extensions
    SSL_connect:TLSv1.3 read end of early data
    SSL_connect:TLSv1.3 read server certificate verify
    SSL_connect:TLSv1.3 read server compressed certificate
    SSL_connect:TLSv1.3 read server key update
    SSL_connect:TLSv1.3 write certificate verify
    SSL_connect:TLSv1.3 write client compressed certificate
    SSL_connect:TLSv1.3 write client key update
    SSL_connect:TLSv1.3 write encrypted extensions
    SSL_connect:TLSv1.3 write end of early data
    SSL_connect:TLSv1.3 write server certificate verify
    SSL_connect:TLSv1.3 write server compressed certificate
    SSL_connect:TLSv1.3 write server key update
    SSL_connect:before SSL initialization
    SSL_connect:before accept initialization
    SSL_connect:before connect initialization
    SSL_connect:before/accept initialization
    SSL_connect:before/connect initialization
    SSL_connect:error
    SSL_connect:error in *
    SSL_connect:failed in *
    SSL_connect:ok/accept SSL initialization
    SSL_connect:ok/connect SSL initialization
    SSL_connect:unknown state
    SSL_set_fd error to @
    STARTTLS rejected: # *
    Server declined session caching. Done reconnecting.
    Server is anonymous
    TA cert as TLSA record: *: # # # *
    TA pkey as TLSA record: *: # # # *
    TLS SNI * from @ not matched, using default chain
    TLS protocol trace for * saved to *
    TLS protocol trace saved to *
    TLS support is not compiled in -- exiting
    TLSA RRs found, MX RRset insecure: just encrypt
    TLSRPT: status=failure, domain=*, receiving_mx=*[*], failure_type=*
    TLSRPT: status=success, domain=*, receiving_mx=*[*]
    Unverified: subject_CN=*, issuer=*
    Verified: subject_CN=*, issuer=*
    Write # chars: *
    cannot load Certificate Authority data
    cannot load Certificate Authority data: disabling TLS support
    cannot load Certification Authority data, *: disabling TLS support
    cannot load DSA certificate and key data
    cannot load RSA certificate and key data
    cannot read # bytes from EGD server *: ~
    cannot read from EGD server *: ~
    cannot read from entropy device *: ~ -- exiting to reopen
    cannot set certificate verification paths
    cannot set certificate verification paths: disabling TLS support
    cannot set default OpenSSL certificate verification paths: disabling TLS support
    cannot write to EGD server *: ~
    certificate verification depth=# subject=*
    exiting to reopen external entropy source *
    fingerprint: digest as private-use TLSA record: # # # *
    fingerprint=*
    initializing the client-side TLS engine
    initializing the server-side TLS engine
    internationalized domain * asciified to *
    issuer=*
    looking for session * in * cache
    looking up session * in * cache
    lost connection to EGD server * -- exiting to reconnect
    lost connection while reading server greeting
    lost connection while sending *
    read from * [*] (# bytes => # (0x*))
    read from * [*] (# bytes => #)
    reloaded session * from * cache
    remove session * from * cache
    remove session * from client cache
    save session * to * cache
    setting up TLS connection from *[*]
    setting up TLS connection from @
    setting up TLS connection to *
    setting up TLS connection to @
    skipping TLS trace output - rate limit (#) exceeded
    skipping address family # for host *
    subject=*
    timeout while reading server greeting
    timeout while sending *
    using DANE RR: *
    using backwards-compatible default setting lmtp_tls_fingerprint_digest=md5 to compute *
    using backwards-compatible default setting smtp_tls_fingerprint_digest=md5 to compute *
    using backwards-compatible default setting tlsproxy_client_security_level=(empty)
    verify return: #
    write to * [*] (# bytes => # (0x*))
    write to * [*] (# bytes => #)

    [warning]
    (server) '*' != (client) '*'*
    * TLS cache: malformed entry for *: *
    * TLS cache: truncated entry for *: *
    * private key in * does not match public key in *: disabling TLS support
    * reserved private-use matching type: # # # *
    * unsupported TLSA certificate usage: # # # *
    * while sending QUIT command
    *export #-bit ephemeral RSA key requested
    @ service role "*" is not available
    @: * map lookup problem
    @: *: aborting TLS session
    @: DANE or local trust anchor based chain verification requested, but not available
    @: Invalid TLS protocol list "*": aborting TLS session
    @: all TLSA records unusable
    @: all TLSA records unusable, fallback to unauthenticated TLS
    @: all fingerprints unusable
    @: all trust anchors unusable
    @: could not configure peer name checks
    @: error clearing *imum TLS version
    @: error configuring local trust anchors
    @: error enabling DANE-based certificate validation
    @: error enabling fingerprint certificate validation
    @: error loading match name: "*"
    @: error loading trust settings: # # # *
    @: error setting *imum TLS version to: 0x*
    @: error setting SNI hostname to: *
    @: error setting cipher grade: "*"
    @: ignoring "trace" log level: SSL_trace() is not available in this build
    @: ignoring invalid match name: "."
    @: ignoring too long SNI hostname: *
    @: invalid cipher grade: "*"
    @: invalid unary '!+-*' in cipher exclusion: *
    @: missing trw_set_tls_policy call
    @: success or failure was already reported
    @: truncated TLSA RR length == #
    @: unusable TLSA RR: # # # *
    Both tlsproxy_tls_chain_files and one or more of the legacy  tlsproxy_tls_cert_file, *
    Cannot allocate SSL application data index: disabling TLS support
    Could not allocate 'TLScontext->con' with SSL_new()
    Could not obtain BIO_pair
    Could not report TLS handshake result to tlsrpt library: * (errno #)
    Could not report TLS handshake result to tlsrpt library: * (error #)
    Could not set TLS session ID context
    Could not set application data for 'TLScontext->con'
    Could not set cipherlist: *
    DANE TLS support is not available, resorting to "secure"
    DANE TLSA lookup problem: *
    DNSSEC status lookup error for *: *
    Digest algorithm "*" not found
    Digest algorithm "*" not found: disabling TLS support
    Digest algorithm "*" output size # too large
    Digest algorithm "*" output size # too large: disabling TLS support
    Duplicate element in tls_dane_digests: *
    ECDSA not supported. Ignoring ECDSA certificate file "*"
    Error location in tlsrpt library: * (error #)
    Failed to enable client to server raw public key support
    Failed to enable server to client raw public key support
    Invalid TLS eecdh grade "*": EECDH disabled
    Invalid TLS protocol list "*": disabling TLS support
    Invalid cipherlist "*": aborting TLS session
    Invalid cipherlist "*": disabling TLS support
    Invalid matching type number in tls_dane_digests: *=*
    Invalid tls_dane_digest_agility syntax: *. DANE support disabled.
    No PEM data in *
    No certs for key at index # in *
    No private key found in *
    No server certs available. TLS can't be enabled
    Non-standard algorithm in tls_dane_digests: *
    Non-standard value in tls_dane_digests: *
    OpenSSL DANE initialization failed: disabling TLS support
    PRNG exchange file was removed -- exiting to reopen
    Reserved matching type number in tls_dane_digests: *=*
    Session cache off: error saving cache type in SSL context.
    TLS SNI changed from @ initially *, * after hello retry
    TLS SNI from @ is invalid: *
    TLS client initialization failed
    TLS client role is disabled by configuration
    TLS level '*' does not implement certificate matching
    TLS library problem: #:*:*:#:
    TLS library problem: #:*:*:#:*:
    TLS library problem: *:*:#:
    TLS library problem: *:*:#:*:
    TLS server initialization failed
    TLS server role is disabled by configuration
    TLS server role is disabled with tlsproxy_tls_security_level or tlsproxy_use_tls
    TLS server role is disabled*
    TLS service is requested, but disabled with tlsproxy_tls_security_level or tlsproxy_use_tls
    TLS trace: BIO_new_fp() failed for *
    TLS trace: cannot open *: ~
    TLS trace: fdopen(*) failed: ~
    The "dane" TLS security level is not available
    The "none" eecdh grade is no longer supported, using "auto" instead
    Trust anchor files not supported
    Unimplemented digest algorithm in tls_dane_digests: *
    Unknown incompletely specified element in tls_dane_digests: *
    bogus cache type "*" in "delete" request
    bogus cache type "*" in "lookup" request
    bogus cache type "*" in "policy" request
    bogus cache type "*" in "update" request
    bogus seed length "#" in "seed" request
    cannot allocate client SSL_CTX: disabling TLS support
    cannot allocate server SNI SSL_CTX: disabling TLS support
    cannot allocate server SSL_CTX: disabling TLS support
    cannot allocate temp SSL_CTX
    cannot allocate temp SSL_CTX, using default ECDHE curves
    cannot connect to EGD server *: ~
    cannot create DH parameter set: ~
    cannot designate intermediate TA certificates, no DANE support
    cannot generate TA certificates, no trust-anchor or DANE support
    cannot get * certificate from file "*": disabling TLS support
    cannot get * certificate from file *: disabling TLS support
    cannot get * private key from file "*": disabling TLS support
    cannot get * private key from file *: disabling TLS support
    cannot get certificate from file *
    cannot get private key from file *
    cannot load #-bit DH parameters from file * -- using compiled-in defaults
    cannot load #-bit DH parameters from file *: ~ -- using compiled-in defaults
    cannot load 1024-bit DH parameters from file * -- using compiled-in defaults
    cannot load 1024-bit DH parameters from file *: ~ -- using compiled-in defaults
    cannot load 512-bit DH parameters from file * -- using compiled-in defaults
    cannot load 512-bit DH parameters from file *: ~ -- using compiled-in defaults
    cannot load DH parameters from file * -- using compiled-in defaults
    cannot load DH parameters from file *: ~ -- using compiled-in defaults
    cannot load compiled-in DH parameters
    cannot open entropy device *: ~
    cannot read from entropy file *: ~
    cannot send TLS context: ~
    ciphertext read/write * for *
    connect_addr: skip address type *: ~
    deadlock on ciphertext stream for *
    deadlock on plaintext stream for *
    digest algorithm initializaton failed, no DANE support
    disabling TLS support
    encryption keys etc. may be predictable
    error allocating OpenSSL init settings, disabling TLS support
    error configuring auto DH parameters
    error configuring explicit DH parameters
    error decoding DH parameters from file "*" -- using compiled-in defaults
    error decoding peer certificate * data
    error duplicating client CA names for SNI
    error initializing the OpenSSL library, disabling TLS support
    error loading certificate (PEM object number #) from *
    error loading certificate (PEM object number #) from *: excess data
    error loading certificate chain: key at index # in * does not match the certificate
    error loading certificate chain: key at index # in * not followed by a certificate
    error loading chain from *: key not first
    error loading client CA names from: *
    error loading compiled-in DH parameters
    error loading private key (PEM object number #) from *
    error loading private key (PEM object number #) from *: excess data
    error loading private keys and certificates from: *: *
    error loading the '*' settings from the * OpenSSL configuration file, disabling TLS support
    error opening DH parameter file "*": ~ -- using compiled-in defaults
    error opening chain file: *: ~
    error opening memory BIO for *
    error opening trust anchor file: *: ~
    error reading peer certificate * data
    error reading peer certificate * entry
    error reading: *: malformed trust-anchor *
    error receiving * service initial response
    error receiving TLS proxy context
    failed to configure "auto" ECDHE curves
    failed to configure ECDHE curves
    failed to enable automatic ECDHE curve selection
    failed to set up the * key exchange groups
    ignoring 2nd key at index # in * after 1st at #
    ignoring unknown "auto" ECDHE curve "*"
    ignoring unknown ECDHE curve "*"
    ignoring unknown key exchange group "*"
    internal NUL in peer *
    invalid session ticket key name length: #
    key at index # in * does not match next certificate
    loading *: ignoring PEM type: *
    malformed * digest, length #, in RR: * IN TLSA # # # ...
    malformed certificate in RR: * IN TLSA # # # ...
    malformed certificate in TLS_CERTS
    malformed fingerprint value: *
    malformed fingerprint value: *...
    malformed or unsupported certificate public key in RR: * IN TLSA # # # ...
    malformed public key in RR: * IN TLSA # # # ...
    malformed public key in TLS_PKEYS
    network_biopair_interop: error reading # bytes from the network: ~
    network_biopair_interop: error writing # bytes to the network: ~
    no * key exchange group - OpenSSL requires at least one
    no MX host for * has a valid address record
    no SRV host for * has a valid address record
    no entropy for TLS key generation: disabling TLS support
    no entropy source specified with parameter tls_random_source
    non-default tls_config_file = * is not an absolute pathname, disabling TLS support
    non-default tls_config_file = * requires OpenSSL 1.1.1b or later, disabling TLS support
    none of the "auto" ECDHE curves are supported
    none of the * key exchange groups are supported
    none of the configured ECDHE curves are supported
    pausing to avoid going into a tight select/write loop!
    peer * too long: #
    peer certificate has no *
    private key in * does not match public key certificate in *
    read() returns EAGAIN on a readable file descriptor!
    request from tlsproxy client with unexpected settings
    request from tlsproxy server with unexpected settings
    run-time library vs. compile-time header version mismatch: OpenSSL #.#.# may not be compatible *
    run-time library vs. compile-time header version mismatch: libtlsrpt API version '*' *
    sending file handle to * service: ~
    tls_bio: unexpected SSL_ERROR code #
    tls_cipher_list: can't exclude '!+-*' modifiers, '*' ignored
    tls_cipher_list: can't exclude compound ciphers, '*' ignored
    tls_dane_digests: digest algorithm "*"(#) unknown
    tls_dane_digests: digest algorithm * needs an explicit number
    tls_dane_digests: error configuring matching type #
    tls_dane_digests: matching type # specified more than once
    tls_dane_digests: matching type 1 can only be *
    tls_dane_digests: matching type 2 can only be *
    tls_dns_name: @: internal NUL in subjectAltName
    tls_dns_name: @: invalid ASN1 value type in subjectAltName
    tls_dns_name: @: non-printable characters in subjectAltName: *
    tls_proxy_client_init_scan: want 14 attributes, got #
    tls_proxy_client_param_scan: want 19 attributes, got #
    tls_session_passivate: i2d_SSL_SESSION failed: unable to cache session
    tls_session_ticket_cipher: invalid value: *; session tickets disabled
    tls_text_name: @: NULL character in peer *
    tls_text_name: @: error decoding peer * of ASN.1 type=#
    tls_text_name: @: error reading peer certificate * data
    tls_text_name: @: error reading peer certificate * entry
    tls_text_name: @: internal NUL in peer *
    tls_text_name: @: non-printable characters in peer *
    tls_text_name: @: non-printable content in peer *
    tls_text_name: @: peer * too long: #
    tls_text_name: @: peer certificate has no *
    tlsp_get_fd_event: receive SMTP client file descriptor: ~
    tlsp_get_fd_event: receive remote SMTP peer file descriptor: ~
    tlsp_get_request_event: bad request flags: 0x*
    tlsp_get_request_event: receive client TLS settings: ~
    tlsp_get_request_event: receive request attributes: ~
    tlsp_get_request_event: receive server TLS settings: ~
    tlsproxy_tls_security_level: unsupported TLS level "*", using "encrypt"
    to avoid this warning, 1) identify the tlsproxy client that is making this request, *
    to avoid this warning, 1) identify the tlsproxy server that is making this request, *
    truncated length # RR: * IN TLSA ...
    trust-anchor digests disabled, ignoring RR: * IN TLSA # # # ...
    trust-anchor files not supported
    unable to use curve "*": disabling EECDH support
    unknown curve "*": disabling EECDH support
    unknown tlsrpt_failure_t value #
    unsupported certificate usage # in RR: * IN TLSA # ...
    unsupported matching type # in RR: * IN TLSA # # # ...
    unsupported selector # in RR: * IN TLSA # # ...
    using OpenSSL default key exchange groups instead
    using Postfix default key exchange groups instead
    write protocol attribute: ~
    write() returns EAGAIN on a writable file descriptor!

    [error]
    load_pkey: internal error: bad state: #

    [fatal]
    * in server description: *
    * while reading server greeting
    * while sending STARTTLS
    @: can't deserialize properties: ~
    @: can't serialize properties: ~
    Failed to load trust anchor file: *
    Out of memory
    SSL wrapper mode requires that TLS not be disabled
    The -X and -r options are mutually exclusive
    When the '-H' option is used, neither the '-k', nor the '-K' options may be used
    bad '-M' option value: *
    bad '-a' option value: *
    bad network port in destination: *
    bad network port: * for destination: *
    cannot fstat() the PRNG exchange file: ~
    cannot lock PRNG exchange file *: ~
    cannot lock dictionary * for exclusive use: ~
    cannot open PRNG exchange file *: ~
    cannot read PRNG exchange file *: ~
    cannot seek PRNG exchange file *: ~
    cannot unlock PRNG exchange file *: ~
    cannot write PRNG exchange file *: ~
    close PRNG exchange file *: ~
    connect_addr: socket: ~
    connect_unix: socket: ~
    dictionary * does not support delete operations
    dictionary * does not support sequence operations
    dictionary * does not support update operations
    dictionary * is not a regular file
    do not use the same TLS cache file * for * and *
    error computing * message digest
    error generating DANE wrapper certificate
    fchdir: ~
    host *: conversion error for address family #: ~
    open(".", O_RDONLY): ~
    tls_exclude_missing: error allocating SSL object
    tls_fingerprint: error computing certificate * digest (out of memory?)
    tls_fprint: error computing * message digest
    tls_pkey_fprint: error extracting legacy public-key fingerprint: ~
    tls_prng_exch_open: cannot open PRNG exchange file *: ~
    unknown service: */*
    """#
}
