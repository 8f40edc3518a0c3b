internal import ByteTools

/// What Exchange writes behind `*` in SMTP protocol logs, as `GlobTable` writes forms.
///
/// Sources: Microsoft, "Protocol logging"; public samples of 2010 to 2019.
struct ExchangeForms: Sendable {
  static let all = ExchangeForms()

  private let information = GlobTable(Self.informationForms)

  func isInformation(_ text: ByteView) -> Bool { information.matches(text) }

  private static let informationForms: [StaticString] = [
    "Set Session Permissions", "attempting to connect",
    "Failed to connect. Winsock error code: #, Win32 error code: #",
    "Failed to connect. Winsock error code: #, Win32 error code: #.",
    "Failed to connect. Winsock error code: #, Win32 error code: #, Destination domain: @.",
    "Failed to connect. Winsock error code: #, Win32 error code: #, Destination domain: @, Error Message: *",
    // Certificates: 2010 to 2016 a line for each part, 2019 all in one.
    "Sending certificate", "Received certificate", "Remote certificate", "Certificate subject",
    "Certificate issuer name", "Certificate serial number", "Certificate thumbprint",
    "Certificate alternate names",
    "Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names",
    "Received certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names",
    "Remote certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names",
    "TLS protocol SP_PROT_TLS@_CLIENT negotiation succeeded using bulk encryption algorithm @ with strength # bits, MAC hash algorithm @ with strength # bits and key exchange algorithm @ with strength # bits",
    "TLS protocol SP_PROT_TLS@_SERVER negotiation succeeded using bulk encryption algorithm @ with strength # bits, MAC hash algorithm @ with strength # bits and key exchange algorithm @ with strength # bits",
    "TLS protocol SP_PROT_SSL@_CLIENT negotiation succeeded using bulk encryption algorithm @ with strength # bits, MAC hash algorithm @ with strength # bits and key exchange algorithm @ with strength # bits",
    "TLS protocol SP_PROT_SSL@_SERVER negotiation succeeded using bulk encryption algorithm @ with strength # bits, MAC hash algorithm @ with strength # bits and key exchange algorithm @ with strength # bits",
    "TLS negotiation failed with error @", "*Certificate validation failure",
    "*Certificate validation failure, Reason:@", "*Certificate validation failure, reason:@",
    "Client certificate chain validation status: '@'", "TlsDomainCapabilities='@'; Status='@'",
    "TlsDomainCapabilities='@'; Status='@'; Domain='@'",
    "TlsDomainCapabilities='@'; Domain='@'; Status='@'",
    "sending message with RecordId #", "sending message with RecordId # and InternetMessageId *",
    "receiving message", "Tarpit for '@'", "Tarpit for '@' due to *",
    "Inbound AUTH @ failed because of @",
  ]
}
