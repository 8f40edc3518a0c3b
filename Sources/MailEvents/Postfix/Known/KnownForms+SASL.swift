extension KnownForms {
  /// Authentication, Cyrus and Dovecot.
  ///
  /// Source: xsasl/.
  static let sasl: StaticString = #"""
    [warning]
    SASL authentication failure: *
    SASL authentication problem: *
    SASL library initialization error: *
    SASL per-connection security setup; *
    SASL per-connection server initialization: *
    SASL per-process initialization failed: *
    SASL: Connect to * failed: ~
    SASL: Connect to Dovecot auth socket '*' failed: ~
    SASL: Connected to wrong auth socket (auth-master instead of auth-client)
    SASL: Couldn't send handshake: ~
    SASL: Protocol error
    SASL: Protocol version error
    SASL: Protocol version mismatch (# vs. #)
    bad per-session SASL security properties
    cyrus_sasl_config_path is not empty, but setting the Cyrus SASL configuration path is *
    failed to set Cyrus SASL configuration path: "*"
    incorrect SASL library version. Postfix was built with include files from version #.#.#, *
    missing Dovecot server * reply field
    missing Dovecot server * username field
    per-session SASL client initialization: *
    set per-session SASL security properties: *
    unsupported SASL client implementation: *
    unsupported SASL server implementation: *
    xsasl_cyrus_server_get_mechanism_list: *
    xsasl_cyrus_server_get_mechanism_list: no applicable SASL mechanisms
    xsasl_cyrus_server_get_username: sasl_getprop SASL_USERNAME botch: *
    """#
}
