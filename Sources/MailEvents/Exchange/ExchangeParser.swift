package import ByteTools
package import MailLines
package import MailTerms

/// Reads rows of Exchange message tracking, 2007 to Subscription Edition, by the columns that the
/// file's header names.
///
/// Source: Microsoft, "Message tracking" and "Search message tracking logs"; RFC 4180.
package final class ExchangeParser: Dialect {
  package static let name = DialectName.exchange
  package static let bond = LineBond.table
  package static let quoting = Quoting.doubledQuote

  private let programs: KnownPrograms
  private var layouts: [Layout] = []
  private var row = Slab<ByteRange>(capacity: 64)

  package init(_ programs: KnownPrograms) { self.programs = programs }

  deinit { row.deallocate() }

  /// The tag that the framing gives tables: `exchange-` and the number of the layout.
  package static func identify(_ tag: ByteView) -> ProgramIdentity? {
    guard tag.starts(with: "exchange-"), let (layout, end) = tag.number(at: 9), end == tag.count,
      layout < 256
    else { return nil }
    var identity = ProgramIdentity()
    identity.dialect = .exchange
    identity.program = UInt8(layout)
    identity.ownsQueue = true
    identity.name = ByteRange(0..<8)
    return identity
  }

  /// What a column is called, and what of an event it is.
  private enum Column {
    case key(LineEvent.Key)
    case returnPath
    case other
  }

  private struct Layout {
    /// What each column is; nil for columns of no interest.
    let columns: [Column?]
    let separator: UInt8
  }

  /// By name without dashes and underscores: logs, exports and message traces spell alike but for
  /// those.
  private static let columns: [String: Column] = [
    "clientip": .key(.clientIP), "clienthostname": .key(.clientHost),
    "serverip": .key(.relayIP), "serverhostname": .key(.relayHost),
    "sourcecontext": .key(.text), "connectorid": .key(.connector),
    "source": .key(.sourceComponent), "eventid": .key(.flag),
    "internalmessageid": .key(.internalMessageID), "messageid": .key(.messageID),
    "networkmessageid": .key(.networkMessageID), "recipientaddress": .key(.recipients),
    "recipients": .key(.recipients), "recipientstatus": .key(.recipientStatus),
    "totalbytes": .key(.size), "recipientcount": .key(.nrcpt),
    "relatedrecipientaddress": .key(.origTo), "reference": .key(.reference),
    "messagesubject": .key(.subject), "senderaddress": .key(.from), "sender": .key(.from),
    "returnpath": .returnPath, "directionality": .key(.directionality),
    "originalclientip": .key(.originalClientIP), "customdata": .key(.customData),
    "eventdata": .key(.customData),
    // SMTP protocol logs.
    "sessionid": .key(.newQueueID), "remoteendpoint": .key(.relayIP),
    "localendpoint": .key(.clientIP), "event": .key(.flag), "data": .key(.stage),
    "context": .key(.reason),
  ]

  package func parse(
    _ line: ByteView, from start: Int, program layout: UInt8, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    event.reset()
    guard line.count > 0, line[0] != UInt8(ascii: "#") else { return .ignored }
    let layout = self.layout(Int(layout))
    let columns = layout.columns
    guard !columns.isEmpty, columns.contains(where: { $0 != nil }) else { return .ignored }
    split(line, on: layout.separator)
    // A cut row, or a foreign one.
    guard row.count >= columns.count else { return .unknown }
    for index in columns.indices {
      guard let column = columns[index] else { continue }
      let value = row[index]
      switch column {
      case .key(let key): if value.count > 0 { event[key] = value }
      case .returnPath: readSender(value, line, &event)
      case .other: break
      }
    }
    if event.has(.newQueueID) { return parseProtocol(line, &event) }
    if let id = event[.networkMessageID] ?? event[.messageID] { event.queueID = id }
    guard let flag = event.text(.flag, in: line) else {
      // The summary of a message trace: `ADDRESS##Receive, Send`.
      guard event.text(.recipientStatus, in: line)?.contains("##") == true else { return .unknown }
      event.kind = .attempt
      return .event
    }
    guard let kind = ExchangeVocabulary.kind(of: flag),
      event.text(.sourceComponent, in: line).map(ExchangeVocabulary.isSource) ?? true
    else { return .unknown }
    event.kind = kind
    if flag == "DROP", event.text(.recipientStatus, in: line)?.starts(with: "250") == true {
      // The end of a group's copy, whose members have rows of their own.
      event.kind = .note
      return .event
    }
    event.isSent = flag == "SENDEXTERNAL" || flag == "SEND"
    event.isFinal = kind == .attempt && Self.isFinal(flag, line, event)
    return .event
  }

  /// A line of an SMTP session: `+` it begins, `-` it ends, `>` sent, `<` received, `*` information.
  /// Source: Microsoft, "Protocol logging".
  private func parseProtocol(_ line: ByteView, _ event: inout LineEvent) -> LineEvent.Verdict {
    guard let sign = event.text(.flag, in: line), sign.count == 1 else { return .unknown }
    let data = event.text(.stage, in: line) ?? .empty
    let context = event.text(.reason, in: line) ?? .empty
    switch sign[0] {
    case UInt8(ascii: "+"): event.kind = .connect
    case UInt8(ascii: "-"): event.kind = .disconnect
    case UInt8(ascii: ">"), UInt8(ascii: "<"):
      event.kind = .note
      guard data.startsIgnoringCase(with: ByteView("MAIL FROM" as StaticString)) else {
        return .ignored
      }
      event.kind = .client
    case UInt8(ascii: "*"):
      let words = context.isEmpty ? data : context
      guard ExchangeForms.all.isInformation(words) else { return .unknown }
      if words.starts(with: "TLS protocol ") {
        event.kind = .tls
      } else if words.starts(with: "TLS negotiation failed") || words.contains("validation failure")
        || words.starts(with: "Failed to connect")
      {
        event.kind = .tlsProblem
        event[.reason] = event[.reason] ?? event[.stage]
      } else if words.starts(with: "sending message with RecordId")
        || context == "receiving message" || words.contains("chain validation status")
      {
        event.kind = .note
      } else {
        return .ignored
      }
    default: return .unknown
    }
    return .event
  }

  /// The envelope sender, where a column has it; `<>` is the null sender.
  private func readSender(_ value: ByteRange, _ line: ByteView, _ event: inout LineEvent) {
    guard value.count > 0 else { return }
    event[.from] =
      line.clamped(value) == "<>" ? ByteRange(start: value.start + 2, count: 0) : value
  }

  private func layout(_ number: Int) -> Layout {
    while layouts.count <= number {
      let isKnown = layouts.count < programs.layouts.count
      let layout = programs.layouts[isKnown ? layouts.count : 0]
      let columns = layout.columns.withByteView { names in
        names.split(on: UInt8(ascii: ",")).map { name in
          Self.columns[name.string.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "\"" }]
        }
      }
      layouts.append(Layout(columns: columns, separator: layout.separator))
    }
    return layouts[number]
  }

  /// The places of the columns; of a quoted one without its quotes.
  private func split(_ line: ByteView, on separator: UInt8) {
    row.removeAll()
    var start = 0
    while true {
      if start < line.count, line[start] == UInt8(ascii: "\"") {
        var end = start + 1
        while let quote = line.firstIndex(of: UInt8(ascii: "\""), from: end) {
          end = quote + 1
          guard end < line.count, line[end] == UInt8(ascii: "\"") else { break }
          end += 1
        }
        row.append(ByteRange((start + 1)..<max(start + 1, end - 1)))
        start = end
      } else {
        let end = line.firstIndex(of: separator, from: start) ?? line.count
        row.append(ByteRange(start..<end))
        start = end
      }
      guard start < line.count, line[start] == separator else { return }
      start += 1
    }
  }

  /// Whether nothing more is to come for the row's recipients: not where they wait, and not where a
  /// server of the organisation passes them to another, which answers with an ID of its own.
  private static func isFinal(
    _ flag: ByteView, _ line: ByteView, _ event: borrowing LineEvent
  ) -> Bool {
    if flag == "SEND" {
      let isWithin =
        event.text(.text, in: line)?.contains("[InternalId=") == true
        || event.text(.connector, in: line)?.starts(with: "Intra-Organization") == true
      return !isWithin
    }
    return flag != "DEFER" && flag != "SUBMITDEFER" && flag != "THROTTLE" && flag != "PROCESS"
      && flag != "POISONMESSAGE" && flag != "DUPLICATEDELIVER"
  }
}
