extension KnownForms {
  /// The client of mail filters.
  ///
  /// Source: milter/.
  static let milter: StaticString = #"""
    [info]
    event: *; macros:*
    milter8_connect: events *
    milter8_connect: requests *
    milter8_mail_event: milter *: mail*
    milter8_rcpt_event: milter *: rcpt*

    [warning]
    Milter service needs transport:endpoint instead of "*"
    cannot receive milters via service * socket
    cannot send milters to service *
    connect to Milter service *: ~
    ignoring multiple default macro entries for * in "*"
    invalid transport name: * in Milter service: *
    milter *: DISCARD action is not allowed for connect or helo
    milter *: EOF while reading command code: ~
    milter *: EOF while reading data: ~
    milter *: EOF while reading network long: ~
    milter *: bad change header index: #
    milter *: bad client port number *
    milter *: bad insert header index: #
    milter *: bad packet length: #
    milter *: bad protocol information: *
    milter *: body replacement requests can't currently be mixed with other requests
    milter *: can't read * reply packet header: ~
    milter *: error writing command: ~
    milter *: ignoring unknown macro type #
    milter *: input packet too short for network long
    milter *: malformed reply: *
    milter *: no data in input packet
    milter *: no protocol version information
    milter *: null change header name
    milter *: packet too short for string
    milter *: protocol version # conflict with MTA protocol version #
    milter *: read error in initial handshake
    milter *: reply * was followed by # data bytes
    milter *: request mask 0x* conflict with MTA request mask 0x*
    milter *: unexpected filter response * after event *
    milter *: unexpected protocol version #
    milter *: unexpected reply "*" in initial handshake
    milter *: unreasonable packet length: #
    milter *: unreasonable packet length: # > #
    milter *: unrecognized default action: *
    milter *: write error in initial handshake
    milter8_event: attempt to send event * to milter * after error
    milter8_message: MIME problem * in *
    milter8_message: error reading *: ~
    milter8_message: vstream_fseek *: ~
    milter8_read_data: left-over data # bytes
    milter8_read_data: milter *: EOF while reading string: ~
    milter8_read_data: milter *: missing string null termimator

    [fatal]
    empty milter definition: "*"
    malformed default macro entry: * in "*"
    milter service syntax error: *
    """#
}
