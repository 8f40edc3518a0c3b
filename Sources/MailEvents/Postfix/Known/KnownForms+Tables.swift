extension KnownForms {
  /// Lookup tables of all types, lists, and the commands that make them.
  ///
  /// Source: util/dict_*, global/dict_*, global/mkmap_*, util/match_*.
  static let tables: StaticString = #"""
    [info]
    *:* delete: "*": *
    *:* lookup: "*" = "*"
    *:* sequence: "*" = "*"
    *:* sequence: found EOF
    *:* update: "*" = "*": *
    @ delete: "*": *
    @ got EOF
    @ got input too long
    @ got: *
    @ lookup: "*" = "*"
    @ read: *
    @ sequence: "*" = "*"
    @ sequence: found EOF
    @ update: "*" = "*": *
    @ write: *
    cache * full cleanup: retained=# dropped=# entries
    cache * partial cleanup: retained=# dropped=# entries
    close database *: ~ (possible Berkeley DB bug)
    close database @: ~
    database *:*: pausing after MDB_READERS_FULL
    database *:*: using size limit # after MDB_MAP_FULL
    database *:*: using size limit # after MDB_MAP_RESIZED
    database *:*: using size limit # during open
    dict_cidr_open: add */# *
    dict_ldap_debug: *
    mail_addr_map: * -> #: *
    match_list_match: *: no match
    redirecting *:* to *:*
    successfully executed '* *:*' as uid #
    target file '*' already exists, skipping this request

    [warning]
    *, line #: overriding earlier entry: *=*
    *: service dict_proxy_open: ~
    *:* 'domain' pattern match failed for '*'
    *:* is unavailable. *
    *:* lookup error for "*"
    *:* lookup of * failed
    *:* socketmap server * error*
    *:*: cursor error for '*': *
    *:*: duplicate entry: "*"
    *:*: expansion limit exceeded for key: '*'
    *:*: failed to append a projection from '*'
    *:*: failed to create a projection from '*': *
    *:*: failed to create a query from '*': *
    *:*: failed to get collection [*] from [*]
    *:*: failed to retrieve value of '*', Unknown result type #.
    *:*: invalid UTF-8 in lookup result '*'
    *:*: key "*": non-UTF-8 value "*": *
    *:*: non-UTF-8 key "*": *
    *:*: query failed: *
    @ delete failed for table "*" key "*": unexpected reply status #
    @ lookup failed for table "*" key "*": unexpected reply status #
    @ lookup of * returns an empty string result
    @ lookup of * returns non-address result "*"
    @ open failed for table "*": unexpected status #
    @ sequence failed for table "*" function #: unexpected reply status #
    @ should return NO RESULT in case of NOT FOUND
    @ update failed for table "*" key "*": unexpected reply status #
    @, line #-#: text after null byte may be ignored
    @, line #: duplicate entry: "*"
    @, line #: expected format: key whitespace value -- ignoring this line
    @, line #: no replacement text: using empty string
    @, line #: text after null byte may be ignored
    @: *:*: table lookup problem
    @: EOF receiving memcache server reply
    @: cache cleanup scan terminated due to error
    @: cache lookup for '*' failed due to error
    @: comment at end of line is not supported: * *
    @: could not delete entry for *
    @: could not update entry for *
    @: directory open failed: ~
    @: directory read error: ~
    @: duplicate entry: "*"
    @: file is owned or writable by non-root users -- skipping this file
    @: file is owned or writable by other users -- skipping this file
    @: ignoring duplicate entry for "*"
    @: missing '*' in "*"
    @: no '*' at start of text in "*"
    @: sequence error
    @: skipping * for name "*": *
    @: syntax error after '*' in "*"
    @: unexpected memcache server reply: *
    Non-Berkeley-DB migration error: *
    Non-Berkeley-DB migration error: malformed bad reindexing status: #
    ambiguous match (# results) for * in NIS+ map *: ignoring this request
    bad domain argument in: 'domain_to_ascii{*}'
    bad domain argument in: 'domain_to_utf8{*}'
    cannot access UNIX group database: ~
    cannot access UNIX password database: ~
    cidr map *, line #: *: skipping this rule
    cidr map *, line #: IF has no matching ENDIF
    close @: ~
    connect to @: ~
    connect to TCP map *: ~
    connect to mysql server *: *
    connect to pgsql server *: *
    database * is older than source file *
    database *: could not delete entry for *
    database *:*: I/O error
    database memcache:*: I/O error: ~
    database memcache:*: data for key * is too long (data_size_limit=#) -- not stored
    database memcache:*: delete failed: *
    database memcache:*: first/next support requires backup database
    database memcache:*: update failed: *
    db_common_expand: *: lookup key '*' skipped after query
    dict pgsql: (host *) cannot escape input string: *
    dict_changed_name: table *: negative time stamp
    dict_changed_name: table *: null time stamp
    dict_ldap_connect: *: Unable to set query result size limit to #.
    dict_ldap_connect: Error resetting signal handler after STARTTLS: ~
    dict_ldap_connect: Error resetting signal handler after open: ~
    dict_ldap_connect: Error setting signal handler for STARTTLS timeout: ~
    dict_ldap_connect: Error setting signal handler for open timeout: ~
    dict_ldap_connect: Unable to bind to server * as *: # (*)
    dict_ldap_connect: Unable to bind to server * with dn *: # (*)
    dict_ldap_connect: Unable to connect to LDAP server *
    dict_ldap_connect: Unable to get LDAP protocol version
    dict_ldap_connect: Unable to init LDAP server *
    dict_ldap_connect: Unable to set BER debug level.
    dict_ldap_connect: Unable to set LDAP debug level.
    dict_ldap_connect: Unable to set LDAP protocol version
    dict_ldap_connect: Unable to set Referral chasing.
    dict_ldap_connect: Unable to set ber logprint function.
    dict_ldap_connect: Unable to set dereference option.
    dict_ldap_connect: Unable to set network timeout.
    dict_ldap_get_values[#]: *: Expansion limit exceeded for key: '*'
    dict_ldap_get_values[#]: *: Query size limit (#) exceeded
    dict_ldap_get_values[#]: *: Recursion limit exceeded for special attribute *=*
    dict_ldap_get_values[#]: DN * not found, skipping 
    dict_ldap_get_values[#]: malformed URL *: *(#)
    dict_ldap_get_values[#]: search error #: * 
    dict_ldap_lookup: *: Search base '*' not found: #: *
    dict_ldap_lookup: *: Unable to set query result size limit to #.
    dict_ldap_lookup: Had some trouble with entries returned by search: *
    dict_ldap_lookup: Search error #: * 
    dict_ldap_open: * Unknown version #, using 2.
    dict_ldap_open: * Unknown version #.
    dict_ldap_open: * Unrecognized value # specified for dereference; using 0
    dict_ldap_open: * ignoring cache
    dict_ldap_open: * ignoring cache_expiry
    dict_ldap_open: * ignoring cache_size
    dict_ldap_open: * start_tls requires protocol version 3
    dict_ldap_open: *: Fixed query_filter * is probably useless
    dict_ldap_open: *: Unrecognized value * specified for scope; using sub
    dict_ldap_open: URL scheme * requires protocol version 3
    dict_ldap_set_tls_options: Unable to allocate new TLS context #: *
    dict_ldap_set_tls_options: Unable to set tls_ca_cert_dir to *: #: *
    dict_ldap_set_tls_options: Unable to set tls_ca_cert_file to *: #: *
    dict_ldap_set_tls_options: Unable to set tls_cert to *: #: *
    dict_ldap_set_tls_options: Unable to set tls_cipher_suite to *: #: *
    dict_ldap_set_tls_options: Unable to set tls_key to *: #: *
    dict_ldap_set_tls_options: Unable to set tls_random_file to *: #: *
    dict_ldap_set_tls_options: Unable to set tls_require_cert to #: #: *
    dict_mysql: could not set TLS mode for host *: *
    dict_mysql: host (*) cannot escape input string: >*<
    dict_mysql: mysql_set_character_set '*' failed: *
    dict_mysql_lookup: *: Expansion limit exceeded for key: '*'
    dict_nis_init: NIS domain name not set - NIS lookups disabled
    dict_pgsql: cannot set the encoding to *, skipping *
    dict_pgsql: cannot set the encoding to LATIN1, skipping *
    dict_pgsql: cannot set the encoding to UTF8, skipping *
    dict_pgsql_lookup: *: Expansion limit exceeded for key: '*'
    dict_proxy_delete: service *: ~
    dict_proxy_lookup: service *: ~
    dict_proxy_open: service *: ~
    dict_proxy_sequence: service *: ~
    dict_proxy_update: service *: ~
    dict_sqlite_lookup: *: Expansion limit exceeded for key '*'
    dict_sqlite_lookup: *: SQL step failed for query '*': *
    dictionary has changed
    empty macro name: "*"
    empty map specification: '*'
    expected maptype:mapname instead of '*'
    look up status for directory '*': ~
    lookup *, NIS domain *, map *: *
    lookup *, NIS+ map *: *
    macro name syntax error: "*"
    mail_addr_find_opt: do not specify both MA_FIND_PDMS and MA_FIND_PDDMDS
    malformed map attribute in '*': '*'
    malformed map attribute: *
    malformed map specification: '*'
    map *:*: lookup key with non-printing character 0x*: ignoring this request
    match_list_parse: comment at end of line is not supported: * *
    memcache:*: * message digest failed
    mysql query failed: *
    ni_open `.': #
    ni_open `..': #
    ni_open: domain depth limit
    non-Berkeley-DB mapped type '*' has no known pathname suffix
    non-Berkeley-DB type mapping lookup error for '*:*': *
    pcre map *, line #: $number found in negative match replacement text: skipping this rule
    pcre map *, line #: *
    pcre map *, line #: *: skipping this rule
    pcre map *, line #: IF has no matching ENDIF
    pcre map *, line #: backtracking limit exceeded
    pcre map *, line #: bad UTF-8 sequence in search string
    pcre map *, line #: bad UTF-8 start offset in search string
    pcre map *, line #: bad args to re_exec
    pcre map *, line #: bad replacement syntax: skipping this rule
    pcre map *, line #: corrupt compiled regexp
    pcre map *, line #: do not prepend whitespace to statements between IF and ENDIF
    pcre map *, line #: error in regex at offset #: *
    pcre map *, line #: error while studying regex: *
    pcre map *, line #: ignoring ENDIF without matching IF
    pcre map *, line #: ignoring extra text after ENDIF
    pcre map *, line #: ignoring extra text after IF
    pcre map *, line #: ignoring extra text after IF statement: "*"
    pcre map *, line #: ignoring obsolete regexp option "*"
    pcre map *, line #: ignoring unrecognized request
    pcre map *, line #: more IFs than ENDIFs
    pcre map *, line #: no closing regexp delimiter "*": ignoring this rule
    pcre map *, line #: no regexp: skipping this rule
    pcre map *, line #: no replacement text: using empty string
    pcre map *, line #: non-numeric replacement index "*"
    pcre map *, line #: out of memory
    pcre map *, line #: out of range replacement index "#": skipping this rule
    pcre map *, line #: out of range replacement index "*"
    pcre map *, line #: regular expression substitution is not allowed: skipping this rule
    pcre map *, line #: too many (...)
    pcre map *, line #: unknown pcre_exec error: #
    pcre map *, line #: unknown re_exec error: #
    pcre map *, line #: unknown regexp option "*": skipping this rule
    pgsql query failed: fatal error from host *: *
    pgsql query failed: protocol error, host *
    pgsql query failed: unknown code 0x* from host *
    proxymap lookup failed for table "*" key "*": unexpected reply status #
    proxymap open failed for table "*": unexpected status #
    read TCP map reply from *: bad status code: *
    read TCP map reply from *: malformed reply: *
    read TCP map reply from *: text longer than #
    read TCP map reply from *: unexpected EOF (~)
    regexp map *, line #: $number found in negative match replacement text: skipping this rule
    regexp map *, line #: *
    regexp map *, line #: *: skipping this rule
    regexp map *, line #: IF has no matching ENDIF
    regexp map *, line #: bad replacement syntax: skipping this rule
    regexp map *, line #: do not prepend whitespace to statements between IF and ENDIF
    regexp map *, line #: ignoring ENDIF without matching IF
    regexp map *, line #: ignoring extra text after ENDIF
    regexp map *, line #: ignoring extra text after IF
    regexp map *, line #: ignoring extra text after IF statement: "*"
    regexp map *, line #: ignoring unrecognized request
    regexp map *, line #: more IFs than ENDIFs
    regexp map *, line #: no closing regexp delimiter "*": skipping this rule
    regexp map *, line #: no regexp: skipping this rule
    regexp map *, line #: no replacement text: using empty string
    regexp map *, line #: non-numeric replacement index "*"
    regexp map *, line #: out of range replacement index "#": skipping this rule
    regexp map *, line #: out-of-range replacement index "*"
    regexp map *, line #: regular expression substitution is not allowed: skipping this rule
    regexp map *, line #: unknown regexp option "*": skipping this rule
    regexp map *, line #: using empty replacement string
    removing zero-length database file: *
    request to index *:* failed: *
    sqlite:*: query >*< contains >*< without the recommended '' quotes
    stand-alone request to re-index '*:*' failed: *
    table "*:*": empty lookup result for: "*" -- ignored
    table "*:*": empty query string -- ignored
    table *:* lookup error: *
    table *:* lookup error: ~
    table *:* query too large: '*', returning 'not found'
    table *:*: key *: *
    truncated macro reference: "*"
    unknown MDB error code: #
    unknown map attribute in '*': '*'
    unknown search type '*' in '*'
    unreasonable macro call nesting: "*"
    unsupported dictionary type: * (*: file is owned or writable by non-root users)
    unsupported dictionary type: * (*: file is owned or writable by other users)
    unsupported dictionary type: * (*: ~)
    unsupported dictionary type: *. Is the postfix-* package installed?

    [error]
    @ open failed for table "*": invalid request
    @ service is not configured for table "*"
    @, line #: duplicate entry: "*"
    @: "inline:*"; need "inline:{name=*...}"
    @: "inline:*"; need "inline:{name=value...}"
    Berkeley DB type mapping lookup error for '*:*': *
    Non-Berkeley-DB migration error: *
    Non-Berkeley-DB migration error: bad reindexing server status: #
    bad UTF-8 syntax: "inline:*"; need "inline:{name=value...}"
    bad static:name syntax: *
    bad syntax: "inline:*"; need "inline:{name=value...}"
    bad syntax: "pipemap:*"; need "pipemap:{type:name...}"
    bad syntax: "randmap:*"; need "randmap:{value...}"
    bad syntax: "unionmap:*"; need "unionmap:{type:name...}"
    cannot open *:*: ~
    cidr:* map requires O_RDONLY access mode
    dict_ldap_connect: Unable to set STARTTLS: #: *
    dict_ldap_open: error parsing URL *: #: *; skipping
    incorrect version of Berkeley DB: compiled against #.#.#, run-time linked against #.#.#
    inline:* map requires O_RDONLY access mode
    key_digest support requires build with -DUSE_TLS
    ldap:* map requires O_RDONLY access mode
    memcache:* map is not allowed for security-sensitive data
    memcache:* map requires O_RDONLY or O_RDWR access mode
    missing '=' after attribute name: "inline:*"; need "inline:{name=*...}"
    missing '=' after attribute name: "inline:*"; need "inline:{name=value...}"
    missing attribute name: "inline:*"; need "inline:{name=*...}"
    missing attribute name: "inline:*"; need "inline:{name=value...}"
    mongodb:*: failed to create client for '*': *
    mongodb:*: failed to parse URI '*': *
    mongodb:*: map requires O_RDONLY access mode
    mongodb:*: specify exactly one of 'projection' or 'result_attribute'
    mysql:* map requires O_RDONLY access mode
    nis:* map requires O_RDONLY access mode
    nisplus:* map requires O_RDONLY access mode
    non-Berkeley-DB mapped type '*' has no known pathname suffix
    non_bdb_custom_mapping must not use legacy type: '*'
    open *: key digest * is not available
    open @: ~
    open database *.{dir,pag}: ~
    open database *: MDB_*
    open database @: ~
    open dictionary: expecting "type:name" form instead of "*"
    open file @: ~
    pcre:* map requires O_RDONLY access mode
    pgsql:* host target '*' requires dbname setting
    pgsql:* map requires O_RDONLY access mode
    pipemap:* map requires O_RDONLY access mode
    randmap:* map requires O_RDONLY access mode
    regexp:* map requires O_RDONLY access mode
    socketmap requires server:socketmap argument
    socketmap:* map is not allowed for security-sensitive data
    socketmap:* map requires O_RDONLY access mode
    sqlite:* map requires O_RDONLY access mode
    sqlite:*: open database *: *: ~
    tcp:* map is not allowed for security sensitive data
    tcp:* map requires O_RDONLY access mode
    texthash:* map requires O_RDONLY access mode
    unionmap:* map requires O_RDONLY access mode
    unix:* map requires O_RDONLY access mode
    unknown table: unix:*
    unsupported dictionary type: *
    unsupported non-bulk change request

    [fatal]
    *, line #: unable to update *:*
    *:*: duplicate entry: "*"
    *:*: internal error: *
    *:*: unable to get exclusive lock: ~
    *:*: update failed
    @ delete failed for table "*" key "*": invalid request
    @ lookup failed for table "*" key "*": invalid request
    @ open failed for table "*": invalid request
    @ sequence failed for table "*" function #: invalid request
    @ service is not configured for table "*"
    @ table *: close operation is not supported
    @ table *: delete operation is not supported
    @ table *: lookup operation is not supported
    @ table *: sequence operation is not supported
    @ table *: update operation is not supported
    @ update access is not configured for table "*"
    @ update failed for table "*" key "*": invalid request
    @, line #: Expected "dict-type .so-name dict-function [mkmap-function]"
    @, line #: duplicate entry: "*"
    @, line #: unsupported syntax "*"
    @: "inline:*"; need "inline:{name=*...}"
    @: "inline:*"; need "inline:{name=value...}"
    @: *:*: table lookup problem
    @: bad boolean configuration: * = *
    @: bad numerical configuration: * = *
    @: bad string length # < #: * = *
    @: bad string length # > #: * = *
    @: duplicate entry: "*"
    @: file open failed: ~
    @: flush dictionary: ~
    @: fstat failed; ~
    @: invalid * parameter value # < #
    @: invalid * parameter value # > #
    @: lock dictionary: ~
    @: missing '*' in "*"
    @: no '*' at start of text in "*"
    @: no pattern after '!'
    @: proxy map open requires O_RDONLY access mode
    @: proxy map open requires O_RDONLY or O_RDWR mode
    @: proxy map open requires O_RDONLY or O_RDWR|O_CREAT mode
    @: skipping * for name "*": *
    @: syntax error after '*' in "*"
    @: table lookup problem
    @: unlock dictionary: ~
    @: unsupported parameter value: bind = *
    Berkeley DB type mapping lookup error for '*:*': *
    Non-Berkeley-DB migration error: *
    Non-Berkeley-DB migration error: bad reindexing server status: #
    bad '%' substitution syntax in NIS+ map name: *
    bad UTF-8 syntax: "inline:*"; need "inline:{name=value...}"
    bad column field in NIS+ map name: *
    bad static:name syntax: *
    bad syntax: "inline:*"; need "inline:{name=value...}"
    bad syntax: "pipemap:*"; need "pipemap:{type:name...}"
    bad syntax: "randmap:*"; need "randmap:{value...}"
    bad syntax: "unionmap:*"; need "unionmap:{type:name...}"
    cannot open *:*: ~
    cannot remove zero-length database file *: ~
    cfg_parser_alloc: null parser name
    cidr map *: read error: ~
    cidr:* map requires O_RDONLY access mode
    close database @: ~
    could not get list of wildcard addresses
    couldn't initialize pldb!
    couldn't intialize pldb!
    create DB database: ~
    create DB environment: ~
    db_common_expand: *: invalid * template '*'
    db_common_parse: *: Invalid * template: *
    db_common_parse_domain: *: domain match list creation using '*' failed
    db_common_sql_build_query: 'select_field' parameter not defined
    db_common_sql_build_query: 'table' parameter not defined
    db_common_sql_build_query: 'where_field' parameter not defined
    dict_cdb_open: inappropriate open flags for cdb database - specify O_RDONLY or O_WRONLY|O_CREAT|O_TRUNC
    dict_cdbq_open: unable to init *: ~
    dict_changed_name: fstat: ~
    dict_db_open: fstat: ~
    dict_dbm_open: fstat: ~
    dict_dbq_open: fstat: ~
    dict_delete: dictionary *: unknown member: *
    dict_delete: unknown dictionary: *
    dict_ldap_api_info: ldap_get_option(API_INFO) failed
    dict_ldap_api_info: run-time API vendor: *, compiled with: *
    dict_ldap_api_info: run-time API_INFO version: #, compiled with: #
    dict_ldap_open: incompatible TLS support: compile-time OpenLDAP version #, run-time OpenLDAP *
    dict_lmdb_open: fstat: ~
    dict_lookup: unknown dictionary: *
    dict_mysql: insufficient memory
    dict_register: dictionary name exists: *
    dict_sdbm_open: fstat: ~
    dict_sequence: unknown dictionary: *
    dict_sqlite_close: close * failed
    dict_sqlite_lookup: *: SQL finalize failed for query '*': *
    dict_sqlite_lookup: *: SQL prepare failed: *
    dict_sqlite_quote: out of memory
    dict_unix_open: unknown map name: *
    dict_update: unknown dictionary: *
    dictionary *: lookup *: operation failed
    dictionary *: lookup *: temporary error
    dictionary *: macro processing error
    dictionary *: unknown member: *
    error [#] initializing cursor for *: ~
    error [#] seeking *: ~
    error deleting from *: ~
    error deleting from *:*: *
    error reading *:*: *
    error reading @: ~
    error seeking *:*: *
    error seeking @: ~
    error updating *:*: *
    error writing @: ~
    error writing DBM database *: ~
    error writing SDBM database *: ~
    finish database @: ~
    flush database @: ~
    fstat @: ~
    fstat(*): ~
    get DB cache size: ~
    get database file descriptor: ~
    incorrect version of Berkeley DB: compiled against #.#.#, run-time linked against #.#.#
    inet_ntop: ~
    initialize database @: ~
    inline:* map requires O_RDONLY access mode
    invalid non-Berkeley-DB migration level: '*'
    invalid transport name: * in service: *
    key_digest support requires build with -DUSE_TLS
    ldap:* map requires O_RDONLY access mode
    lock @: ~
    mac_exp_eval: bad conversion: *
    match_list_parse: no pattern after '!'
    match_list_parse: open file *: ~
    match_list_parse: read file *: ~
    memcache:* map is not allowed for security-sensitive data
    memcache:* map requires O_RDONLY or O_RDWR access mode
    missing '=' after attribute name: "inline:*"; need "inline:{name=*...}"
    missing '=' after attribute name: "inline:*"; need "inline:{name=value...}"
    missing attribute name: "inline:*"; need "inline:{name=*...}"
    missing attribute name: "inline:*"; need "inline:{name=value...}"
    mongodb:*: failed to create client for '*': *
    mongodb:*: failed to parse URI '*': *
    mongodb:*: map requires O_RDONLY access mode
    mongodb:*: specify exactly one of 'projection' or 'result_attribute'
    mymalloc of pldb failed
    mysql:* map requires O_RDONLY access mode
    need service transport:endpoint instead of "*"
    nis:* map requires O_RDONLY access mode
    nisplus:* map requires O_RDONLY access mode
    no 'map create' support for non_bdb mapped type: *
    no 'map create' support for this type: *
    non-Berkeley-DB mapped type '*' has no known pathname suffix
    non_bdb migration mapping lookup error for '*': *
    non_bdb_custom_mapping must not use legacy type: '*'
    open *: key digest * is not available
    open @: ~
    open DB environment: ~
    open database *.{dir,pag}: ~
    open database *: MDB_*
    open database *: cannot support GDBM
    open database @: ~
    open dictionary: expecting "type:name" form instead of "*"
    open dictionary: expecting "type:name" form instead of "*:*"
    open file @: ~
    open lockfile @: ~
    opening *:* ~
    out of memory in pcre2_match_data_create_from_pattern()
    pcre map *, line #: bad UTF-8 sequence in search string
    pcre map *, line #: bad UTF-8 start offset in search string
    pcre map *, line #: bad args to re_exec
    pcre map *, line #: bad replacement syntax
    pcre map *, line #: corrupt compiled regexp
    pcre map *, line #: matched text exceeds buffer limit
    pcre map *, line #: out of memory
    pcre map *, line #: pcre_get_substring error: #
    pcre map *, line #: unknown re_exec error: #
    pcre:* map requires O_RDONLY access mode
    pgsql:* host target '*' requires dbname setting
    pgsql:* map requires O_RDONLY access mode
    pipemap:* map requires O_RDONLY access mode
    proxymap lookup failed for table "*" key "*": invalid request
    proxymap open failed for table "*": invalid request
    proxymap service is not configured for table "*"
    randmap:* map requires O_RDONLY access mode
    regexp *, line #: pcre_get_substring error: #
    regexp:* map requires O_RDONLY access mode
    rename database from * to *: ~
    requested column # > max column # in table *
    set DB cache size #: ~
    set DB hash element count #: ~
    set DB max cache size #: ~
    shared-lock database * for open: ~
    socketmap requires server:socketmap argument
    socketmap:* map is not allowed for security-sensitive data
    socketmap:* map requires O_RDONLY access mode
    sqlite:* map requires O_RDONLY access mode
    sqlite:*: Can't open database: *
    sqlite:*: open database *: *: ~
    stand-alone mode called with bad argument: '*'
    stand-alone mode requires one type:/path argument
    stat(*): ~
    table *:*: close operation is not supported
    table *:*: delete operation is not supported
    table *:*: lookup operation is not supported
    table *:*: sequence operation is not supported
    table *:*: update operation is not supported
    tcp:* map is not allowed for security sensitive data
    tcp:* map requires O_RDONLY access mode
    texthash:* map requires O_RDONLY access mode
    unionmap:* map requires O_RDONLY access mode
    unix:* map requires O_RDONLY access mode
    unknown access mode: *
    unknown service: */tcp
    unknown table: unix:*
    unlock database * for open: ~
    unsupported dictionary type: *
    unsupported dictionary type: * (*: file is owned or writable by non-root users)
    unsupported dictionary type: * (*: ~). Is the postfix-* package installed?
    unsupported dictionary type: * does not support bulk-mode creation.
    unsupported dictionary type: *. Is the postfix-* package installed?
    unsupported map type for this operation: *
    unsupported map type: *
    unsupported non-bulk change request
    usage: * type:file read|write|create [flags...]
    """#
}
