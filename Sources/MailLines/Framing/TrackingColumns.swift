internal import ByteTools

/// The columns of Exchange message tracking by their number, for files whose header a collector left
/// out: 21 in 2007, 26 in 2010, 27 in 2013, 30 from 2016 on.
func usualColumns(_ count: Int) -> ByteView {
  switch count {
  case ...21: ByteView(columns2007)
  case ...26: ByteView(columns2010)
  case ...27: ByteView(columns2013)
  default: ByteView(columns2016)
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

extension ByteView {
  /// How many columns a row of comma-separated values has (RFC 4180).
  var columnCount: Int {
    var count = 1
    var isQuoted = false
    for index in 0..<self.count {
      if self[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if self[index] == UInt8(ascii: ","), !isQuoted { count += 1 }
    }
    return count
  }
}
