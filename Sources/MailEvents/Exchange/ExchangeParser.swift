package import ByteTools
package import MailLines
package import MailTerms

/// Reads rows of Exchange message tracking, 2007 to Subscription Edition, and of the SMTP protocol and
/// connectivity logs beside it, by the columns that the file's header names.
///
/// Source: Microsoft, "Message tracking" and "Search message tracking logs"; RFC 4180.
package final class ExchangeParser: Dialect {
  package static let name = DialectName.exchange
  package static let bond = LineBond.table
  package static let quoting = Quoting.doubledQuote

  private let programs: KnownPrograms
  private var layouts = Slab<Layout>(capacity: 16)

  package init(_ programs: KnownPrograms) { self.programs = programs }

  deinit {
    for index in 0..<layouts.count { layouts[index].columns.deallocate() }
    layouts.deallocate()
  }

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

  /// What of an event a column is.
  private enum Column: BitwiseCopyable {
    case key(LineEvent.Key)
    case returnPath
    case other
  }

  /// Which of Exchange's logs a table is.
  private enum Table: BitwiseCopyable {
    case tracking, sessions, connectivity
    /// One that tells of no message, such as that of an agent.
    case other
  }

  private struct Layout: BitwiseCopyable {
    let columns: Slab<Column>
    let separator: UInt8
    let table: Table
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
    "originalclientip": .key(.originalClientIP), "messageinfo": .key(.origination),
    "customdata": .key(.customData),
    "eventdata": .key(.customData),
    // SMTP protocol logs.
    "sessionid": .key(.newQueueID), "remoteendpoint": .key(.relayIP),
    "localendpoint": .key(.clientIP), "event": .key(.flag), "data": .key(.stage),
    "context": .key(.reason),
    // Connectivity logs.
    "session": .key(.newQueueID), "destination": .key(.relayHost), "direction": .key(.flag),
    "description": .key(.reason),
  ]

  private static func table(of names: [String]) -> Table {
    let has = Set(names).contains
    if has("sessionid"), has("sequencenumber") { return .sessions }
    if has("session"), has("destination"), has("description") { return .connectivity }
    if has("sessionid"), !has("eventid") { return .other }
    return names.contains { columns[$0] != nil } ? .tracking : .other
  }

  package func parse(
    _ line: ByteView, from start: Int, program layout: UInt8, into event: inout LineEvent
  ) -> LineEvent.Verdict {
    event.reset()
    guard line.count > 0, line[0] != UInt8(ascii: "#") else { return .ignored }
    let layout = self.layout(Int(layout))
    if case .other = layout.table { return .ignored }
    // A cut row, or a foreign one.
    guard readColumns(line, layout, &event) >= layout.columns.count else {
      event.reset()
      return .unknown
    }
    switch layout.table {
    case .sessions: return parseProtocol(line, &event)
    case .connectivity: return event.readConnectivity(line)
    case .tracking, .other: break
    }
    if let id = event[.networkMessageID] ?? event[.messageID] { event.queueID = id }
    let flag = event.rowEvent(in: line)
    guard !flag.isEmpty else {
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
      if sign[0] == UInt8(ascii: ">"), data == "STARTTLS" { return .event }
      if sign[0] == UInt8(ascii: "<"), data.starts(with: "454 ") || data.starts(with: "502 ") {
        return .event
      }
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
        || words.starts(with: "Remote certificate") || words.starts(with: "Received certificate")
        || words == "Certificate subject" || words == "Certificate issuer name"
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
    event[.from] =
      line.clamped(value) == "<>" ? ByteRange(start: value.start + 2, count: 0) : value
  }

  private func layout(_ number: Int) -> Layout {
    while layouts.count <= number { addLayout() }
    return layouts[number]
  }

  private func addLayout() {
    let isKnown = layouts.count < programs.layouts.count
    let layout = programs.layouts[isKnown ? layouts.count : 0]
    let names = layout.columns.withByteView { names in
      names.split(on: UInt8(ascii: ",")).map {
        $0.string.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "\"" }
      }
    }
    var columns = Slab<Column>(capacity: names.count)
    for name in names { columns.append(Self.columns[name] ?? .other) }
    layouts.append(
      Layout(
        columns: columns, separator: layout.separator, table: Self.table(of: names)))
  }

  /// Gives the event the columns of a row; of a quoted one without its quotes.
  ///
  /// Separators and quotes are looked for in 64 bytes at a time; one behind the other with `memchr`, the
  /// columns of a row take twice as long.
  /// - Returns: how many columns there are.
  private func readColumns(
    _ line: ByteView, _ layout: Layout, _ event: inout LineEvent
  ) -> Int {
    let quote = UInt8(ascii: "\"")
    var column = 0
    var start = 0
    var window = 0
    var marks = line.places(from: 0, of: layout.separator, quote)
    while true {
      while marks == 0, window &+ 64 < line.count {
        window &+= 64
        marks = line.places(from: window, of: layout.separator, quote)
      }
      guard marks != 0 else {
        keep(column, ByteRange(from: start, to: line.count), line, layout, &event)
        return column &+ 1
      }
      let end = window &+ marks.trailingZeroBitCount
      marks &= marks &- 1
      if line[end] == layout.separator {
        keep(column, ByteRange(from: start, to: end), line, layout, &event)
        start = end &+ 1
      } else if end == start {
        let close = endOfQuoted(line, from: start)
        keep(column, ByteRange((start + 1)..<max(start + 1, close - 1)), line, layout, &event)
        guard close < line.count, line[close] == layout.separator else { return column &+ 1 }
        start = close &+ 1
        window = start
        marks = line.places(from: window, of: layout.separator, quote)
      } else {
        // A quote within a column is text.
        continue
      }
      column &+= 1
    }
  }

  /// Behind the quote that closes the one at `start`; two of them are text.
  private func endOfQuoted(_ line: ByteView, from start: Int) -> Int {
    var end = start + 1
    while let quote = line.firstIndex(of: UInt8(ascii: "\""), from: end) {
      end = quote + 1
      guard end < line.count, line[end] == UInt8(ascii: "\"") else { break }
      end += 1
    }
    return end
  }

  @inline(__always)
  private func keep(
    _ column: Int, _ value: ByteRange, _ line: ByteView, _ layout: Layout,
    _ event: inout LineEvent
  ) {
    guard value.count > 0, column < layout.columns.count else { return }
    switch layout.columns[column] {
    case .key(let key): event[key] = value
    case .returnPath: readSender(value, line, &event)
    case .other: break
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
