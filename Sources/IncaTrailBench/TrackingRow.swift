import MailTerms

/// One row of Exchange message tracking, 2016 and later, by the names of its columns.
struct TrackingRow {
  /// Milliseconds since the day began, in UTC.
  var time: Int
  var source: String
  var event: String
  var clientIP = ""
  var clientHostname = ""
  var serverIP = ""
  var serverHostname = ""
  var context = ""
  var connector = ""
  var internalID = ""
  var messageID = ""
  var networkID = ""
  var recipients: [String] = []
  /// The status of each recipient, or the one of all.
  var status = ""
  var size: Int?
  var group = ""
  var reference = ""
  var subject = ""
  var sender = ""
  var returnPath = ""
  var messageInfo = ""
  var directionality = ""
  var originalClientIP = ""
  var originalServerIP = ""
  var customData = ""
  var trafficType = ""
  var logID = ""

  static let version = "15.02.1544.004"
  /// The day that every row lies in.
  static let day = CivilDate(year: 2026, month: 11, day: 23).daysSince1970

  static let columnNames = [
    "date-time", "client-ip", "client-hostname", "server-ip", "server-hostname", "source-context",
    "connector-id", "source", "event-id", "internal-message-id", "message-id",
    "network-message-id", "recipient-address", "recipient-status", "total-bytes",
    "recipient-count", "related-recipient-address", "reference", "message-subject",
    "sender-address", "return-path", "message-info", "directionality", "tenant-id",
    "original-client-ip", "original-server-ip", "custom-data", "transport-traffic-type", "log-id",
    "schema-version",
  ]

  private var columns: [String] {
    let total = size.map(String.init) ?? ""
    let count = recipients.isEmpty ? "" : String(recipients.count)
    let addresses = recipients.joined(separator: ";")
    return [
      Self.stamp(time), clientIP, clientHostname, serverIP, serverHostname, context, connector,
      source, event, internalID, messageID, networkID, addresses, status, total, count, group,
      reference, subject, sender, returnPath, messageInfo, directionality, "", originalClientIP,
      originalServerIP, customData, trafficType, logID, Self.version,
    ]
  }

  /// As the file has it, with its line end.
  var line: String { columns.map(Self.field).joined(separator: ",") + "\r\n" }

  /// The five lines in front of the rows, behind a byte order mark.
  static func header(_ first: Int) -> String {
    let lines = [
      "\u{FEFF}#Software: Microsoft Exchange Server", "#Version: \(version)",
      "#Log-type: Message Tracking Log", "#Date: \(stamp(first))",
      "#Fields: " + columnNames.joined(separator: ","),
    ]
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// In quotes where it holds a comma or a quote.
  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// `2026-11-23T09:00:58.621Z`.
  static func stamp(_ time: Int) -> String {
    let day = String(decoding: isoText(day), as: UTF8.self)
    return "\(day)T\(clock(time)).\(padded(time % 1000, 3))Z"
  }

  /// `09:00:58`.
  static func clock(_ time: Int) -> String {
    let seconds = time / 1000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
      .joined(separator: ":")
  }
}

/// With zeros in front up to `width` digits.
func padded(_ value: some BinaryInteger, _ width: Int, radix: Int = 10) -> String {
  let digits = String(value, radix: radix)
  return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}
