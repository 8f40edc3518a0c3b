extension KnownForms {
  /// Looking up names and addresses.
  ///
  /// Source: dns/.
  static let names: StaticString = #"""
    [info]
    ignoring DNS RR: *

    [warning]
    * in * of * record for *: *
    @: unknown DNS filter action: "*"
    DNS record count limit (#) exceeded -- dropping excess record(s) after qname=* qtype=*
    DNSSEC validation may be unavailable
    dns_get_fixed: bad class: #
    dns_lookup: Name server loop for *
    extract_answer: bad SOA length: #
    extract_answer: bad TXT string length: #
    extract_answer: bad address length: #
    negative caching disables RES_DEFNAMES and RES_DNSRCH
    reason: dnssec_probe '*' received a response that is not DNSSEC validated
    reason: dnssec_probe '*' received no response: *
    reply length # > buffer length # for name=* type=*
    res_nsearch(state, "*", #, #, *, #) returns # with h_errno==0 -- setting h_errno=TRY_AGAIN
    res_query("*", #, #, *, #) returns # with h_errno==0 -- setting h_errno=TRY_AGAIN
    system library does not support dns_ncache_ttl_fix_enable=yes -- ignoring this setting

    [fatal]
    @: conversion error for resource record type *: ~
    @: don't know how to print type *
    malformed dnssec_probe value: * format is qtype:qname
    """#
}
