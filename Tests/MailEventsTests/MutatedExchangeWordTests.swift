import ByteTools
import Testing

@testable import MailEvents

/// `unknown` must be honest for Exchange too: one wrong letter in a word of its own and the row is not
/// understood.
@Suite("Rows of Exchange with a wrong letter")
struct MutatedExchangeWordTests {
  private static let tracking = "date-time,source,event-id,message-id,recipient-address\n"
  private static let session =
    "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,"
    + "context\n"

  /// Source and event; all of it is Exchange's.
  static let events = [
    "SMTP,RECEIVE", "SMTP,SENDEXTERNAL", "SMTP,SEND", "STOREDRIVER,DELIVER", "SMTP,DEFER",
    "QUEUE,FAIL", "ADMIN,FAIL", "AGENT,DROP", "DNS,DEFER", "DSN,DSN", "ROUTING,EXPAND",
    "RESOLVER,REDIRECT", "ROUTING,TRANSFER", "APPROVAL,INITMESSAGECREATED",
    "POISONMESSAGE,POISONMESSAGE", "PICKUP,BADMAIL", "BOOTLOADER,LOAD", "REDUNDANCY,HADISCARD",
    "SAFETYNET,RESUBMIT", "MAILBOXRULE,RECEIVE", "PUBLICFOLDER,DELIVER", "GATEWAY,DELIVER",
    "ORAR,REDIRECT", "MEETINGMESSAGEPROCESSOR,PROCESSMEETINGMESSAGE", "AGENT,AGENTINFO",
    "STOREDRIVER,DUPLICATEDELIVER", "SMTP,HAREDIRECTFAIL", "STOREDRIVER,NOTIFYMAPI",
  ]

  /// Event, data and context; what stands between `{` and `}` is Exchange's.
  static let information = [
    "*,SendRoutingHeaders,{Set Session Permissions}", "*,,{attempting to connect}",
    "*,,\"{Failed to connect. Winsock error code}: 10060, {Win}32 {error code}: 10060, {Destination domain}: im.example.com, {Error Message}: no answer\"",
    "*,\" CN=a CN=b 00FF 00FF x\",{Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names}",
    "*,\" CN=a CN=b 00FF 00FF x\",{Remote certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names}",
    "*,,{Sending certificate}", "*,,{Received certificate}", "*,CN=a,{Certificate subject}",
    "*,CN=a,{Certificate issuer name}", "*,00FF,{Certificate serial number}",
    "*,00FF,{Certificate thumbprint}", "*,mx.example.com,{Certificate alternate names}",
    "*,,\"{TLS protocol SP_PROT_TLS}1_2_{CLIENT negotiation succeeded using bulk encryption algorithm} CALG_AES_256 {with strength} 256 {bits, MAC hash algorithm} CALG_SHA_384 {with strength} 0 {bits and key exchange algorithm} CALG_ECDH_EPHEM {with strength} 256 {bits}\"",
    "*,,{TLS negotiation failed with error} SocketError",
    "*,,\"454 4.7.5 {Certificate validation failure, Reason}:UntrustedRoot\"",
    "*,,{Client certificate chain validation status}: 'EmptyCertificate'",
    "*,,{TlsDomainCapabilities}='None'; {Status}='NoRemoteCertificate'",
    "*,,{sending message with RecordId} 7 {and InternetMessageId} <a@example.com>",
    "*,08DE1A2B3C4D5E6F;2026-09-14T11:01:37.270Z;1,{receiving message}",
    "*,{Tarpit for} '0.00:00:05',", "*,,{Inbound AUTH} LOGIN {failed because of} LogonDenied",
  ]

  @Test("An event, a source", arguments: events)
  func eventsAndSources(row: String) throws {
    let rows = [row] + MarkedLine("{\(row)}").mutations
    try check(Self.tracking, rows.map { "2026-09-14T05:34:25.829Z,\($0),<a@b>,x@y.ch" })
  }

  @Test("What a protocol log tells of itself", arguments: information)
  func sessions(row: String) throws {
    let marked = MarkedLine(row)
    let rows = [marked.text] + marked.mutations
    try check(
      Self.session,
      rows.map { "2026-09-14T11:01:37.270Z,C,08D1,1,10.0.0.1:25,192.0.2.1:25,\($0)" })
  }

  /// The first of the rows is understood, the others are not.
  private func check(_ columns: String, _ rows: [String]) throws {
    let table = "#Fields: " + columns + rows.joined(separator: "\n") + "\n"
    let found = try understandRows(table)
    try #require(found.count == rows.count)
    #expect(found[0].verdict != .unknown, "\(rows[0])")
    for (row, found) in zip(rows, found).dropFirst() {
      #expect(found.verdict == .unknown, "\(row)")
    }
  }
}
