internal import ByteTools

/// How a table's rows are laid out: its columns and what stands between them.
package struct TableLayout: Equatable, Sendable {
  /// The names as the header line has them, but with commas between them.
  package let columns: [UInt8]
  /// What stands between the columns of a row: a comma; in exports also the culture's sign, `;` in
  /// Swiss and German settings, or a TAB.
  package let separator: UInt8
}

/// The columns of a row of Exchange by their number, for files whose header a collector left out.
///
/// Message tracking has 21 in 2007, 26 in 2010, 27 in 2013, 30 from 2016 on. An export has as many,
/// in another order.
func usualColumns(_ row: ByteView, separator: UInt8) -> StaticString {
  let count = row.columnCount(separator)
  if count == 9, row.isOfProtocolLog(separator) { return columnsOfProtocolLog }
  if count == 6, row.isOfConnectivityLog(separator) { return columnsOfConnectivityLog }
  if count == columnsInExport, row.isOfExport(separator) { return columnsOfExport }
  return switch count {
  case ...21: columns2007
  case ...26: columns2010
  case ...27: columns2013
  default: columns2016
  }
}

private let columns2007: StaticString =
  "date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info"
private let columns2010: StaticString =
  "date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data"
private let columns2013: StaticString =
  "date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data"
private let columns2016: StaticString =
  "date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data,transport-traffic-type,log-id,schema-version"

/// `Get-MessageTrackingLog`, Exchange 2016 and later.
private let columnsOfExport: StaticString =
  "Timestamp,ClientIp,ClientHostname,ServerIp,ServerHostname,SourceContext,ConnectorId,Source,EventId,InternalMessageId,MessageId,NetworkMessageId,Recipients,RecipientStatus,TotalBytes,RecipientCount,RelatedRecipientAddress,Reference,MessageSubject,Sender,ReturnPath,Directionality,TenantId,OriginalClientIp,MessageInfo,MessageLatency,MessageLatencyType,EventData,TransportTrafficType,SchemaVersion"
let columnsInExport = 30
/// Microsoft, "Protocol logging".
private let columnsOfProtocolLog: StaticString =
  "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context"
/// Microsoft, "Connectivity logging in Exchange Server".
private let columnsOfConnectivityLog: StaticString =
  "date-time,session,source,Destination,direction,description"

extension UInt8 {
  /// What may stand between columns: `Export-Csv -UseCulture` takes the list separator of Windows.
  var isColumnSeparator: Bool {
    self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || self == 0x09
  }
}

extension ByteView {
  /// Whether there is an odd number of quotes: what follows the last one is not closed.
  var endsWithinQuotes: Bool { hasOdd(UInt8(ascii: "\"")) }

  /// How many columns a row has; separators within quotes count for nothing (RFC 4180).
  func columnCount(_ separator: UInt8) -> Int {
    var count = 1
    var isQuoted = false
    for index in 0..<self.count {
      if self[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if self[index] == separator, !isQuoted { count += 1 }
    }
    return count
  }

  /// The column at `place`, from 0, without the quotes around it; empty where the row has no such.
  func column(_ place: Int, _ separator: UInt8) -> ByteView {
    var left = place
    var start = 0
    var isQuoted = false
    for index in 0...count {
      if index < count, self[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard index == count || self[index] == separator && !isQuoted else { continue }
      if left == 0 {
        let column = self[start..<index]
        let isWhole = column.count > 1 && column[0] == UInt8(ascii: "\"")
        return isWhole ? column[1..<(column.count - 1)] : column
      }
      left -= 1
      start = index + 1
    }
    return .empty
  }

  /// Of a row of 30 columns: whether the direction stands where exports have it, one before its place
  /// in logs.
  fileprivate func isOfExport(_ separator: UInt8) -> Bool {
    let direction = column(21, separator)
    return direction == "Originating" || direction == "Incoming" || direction == "Undefined"
  }

  /// Of a row of six columns: whether it names a session and then says which way its word went.
  fileprivate func isOfConnectivityLog(_ separator: UInt8) -> Bool {
    let session = column(1, separator)
    let sign = column(4, separator)
    return !session.isEmpty && session.length(while: { $0.isHex }) == session.count
      && (sign == "+" || sign == "-" || sign == ">")
  }

  /// Of a row of nine columns: whether its session's ID, its number in the session and its event are
  /// written as an SMTP protocol log writes them.
  fileprivate func isOfProtocolLog(_ separator: UInt8) -> Bool {
    let session = column(2, separator)
    let sign = column(6, separator)
    guard !session.isEmpty, session.length(while: { $0.isHex }) == session.count,
      column(3, separator).number != nil, sign.count == 1
    else { return false }
    switch sign[0] {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ">"), UInt8(ascii: "<"),
      UInt8(ascii: "*"):
      return true
    default: return false
    }
  }
}
