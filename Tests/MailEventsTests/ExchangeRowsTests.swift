import ByteTools
import Glibc
import MailLines
import MailTerms
import Testing

@testable import MailEvents

@Suite("Exchange's rows")
struct ExchangeRowsTests {
  @Test("Columns go by the header, in whatever order, and a new header changes them")
  func columns() throws {
    let rows = try understandRows(
      """
      #Software: Microsoft Exchange Server\r
      #Fields: date-time,event-id,message-id,message-subject,recipient-address\r
      2026-09-14T05:34:25.829Z,RECEIVE,<a@b>,"Offer, \"\"quoted\"\"\",x@y.ch;z@y.ch\r
      #Fields: date-time,message-id,event-id\r
      2026-09-14T05:34:26.829Z,<c@d>,SENDEXTERNAL\r
      2026-09-14T05:34:27.829Z,<c@d>\r
      2026-09-14T05:34:28.829Z,<c@d>,SENDEXTERNEL\r

      """)
    try #require(rows.count == 4)
    #expect(rows[0].kind == .queued)
    #expect(rows[0].values[.messageID] == "<a@b>")
    #expect(rows[0].values[.subject] == #"Offer, ""quoted"""#)
    #expect(rows[0].values[.recipients] == "x@y.ch;z@y.ch")
    #expect(rows[1].kind == .attempt)
    #expect(rows[1].values[.messageID] == "<c@d>")
    // Cut, and an event that nobody knows.
    #expect(rows[2].verdict == .unknown)
    #expect(rows[3].verdict == .unknown)
  }

  @Test("An export: names without dashes, stamps of a culture")
  func export() throws {
    let rows = try understandRows(
      """
      #TYPE Microsoft.Exchange.Management.TransportLogSearchTasks.MessageTrackingEvent
      "Timestamp","EventId","MessageId","Recipients","Sender"
      "9/14/2026 7:36:36 AM","DELIVER","<a@b>","x@y.ch","s@y.ch"
      "14.09.2026 07:36:36","FAIL","<a@b>","x@y.ch","s@y.ch"

      """)
    #expect(rows.map(\.kind) == [.attempt, .attempt])
    #expect(rows.first?.values[.recipients] == "x@y.ch")
    #expect(rows.first?.values[.from] == "s@y.ch")
  }

  @Test("An export in the culture's signs: `;` or TAB between columns", arguments: [";", "\t"])
  func exportWithCulture(separator: String) throws {
    let rows = try understandRows(
      """
      #TYPE Selected.Microsoft.Exchange.Management.TransportLogSearchTasks.MessageTrackingEvent
      "Timestamp"|"EventId"|"MessageId"|"Recipients"|"MessageSubject"
      "14.09.2026 07:36:36"|"DELIVER"|"<a@b>"|"x@y.ch"|"One; ""two"", three"
      "9/14/2026 7:36:36 AM"|"FAIL"|"<c@d>"|"x@y.ch"|"z"
      14.09.2026 07:36:36|SEND|<e@f>|x@y.ch|z
      "2026-09-14T05:36:36.1000000Z"|"DEFER"|"<g@h>"|"x@y.ch"|"z"

      """.replacing("|", with: separator))
    #expect(rows.map(\.verdict) == [.event, .event, .event, .event])
    #expect(rows.map { $0.values[.flag] } == ["DELIVER", "FAIL", "SEND", "DEFER"])
    #expect(rows.map { $0.values[.messageID] } == ["<a@b>", "<c@d>", "<e@f>", "<g@h>"])
    #expect(rows.allSatisfy { $0.values[.recipients] == "x@y.ch" })
    #expect(rows.first?.values[.subject] == #"One; ""two"", three"#)
  }

  @Test("Without a header the row tells the sign and the columns", arguments: [",", ";", "\t"])
  func noHeader(separator: String) throws {
    let log =
      "2026-09-14T05:34:25.829Z||EX01||EX01|08DC;2026;0||SMTP|RECEIVE|9|<a@b>|guid|x@y.ch||1|1"
      + "|||subject|s@y.ch|s@y.ch||Incoming||||||1|"
    let export =
      "14.09.2026 07:36:36||EX01||EX01|||SMTP|SENDEXTERNAL|9|<a@b>|guid|x@y.ch||1|1|||subject"
      + "|s@y.ch|s@y.ch|Incoming||||0|||Email|1"
    let session = "2026-09-14T05:34:25.829Z|C|08D1|3|10.0.0.1:25|192.0.2.1:34916|<|MAIL FROM:<s@y>|"
    let lines = [log, export].map { line in
      line.split(separator: "|", omittingEmptySubsequences: false)
        .map { "\"\($0)\"" }.joined(separator: separator)
    }
    let plain = [log, session].map {
      $0.replacing("08DC;2026;0", with: "").replacing("|", with: separator)
    }
    let rows = try understandRows((lines + plain).joined(separator: "\n") + "\n")
    #expect(rows.map { $0.values[.flag] } == ["RECEIVE", "SENDEXTERNAL", "RECEIVE", "<"])
    #expect(rows.map(\.kind) == [.queued, .attempt, .queued, .client])
    #expect(rows.map { $0.values[.subject] } == ["subject", "subject", "subject", nil])
  }

  @Test("A row of nine columns is one of a protocol log only where it looks like one")
  func nineColumns() throws {
    let rows = try understandRows(
      """
      2026-09-14T11:01:37.270Z,C,08D1,0,10.0.0.1:25,192.0.2.1:34916,+,,
      2026-09-14T11:01:37.270Z,C,08D1,0,10.0.0.1:25,192.0.2.1:34916,?,,
      2026-09-14T11:01:37.270Z,C,08D1,x,10.0.0.1:25,192.0.2.1:34916,+,,
      2026-09-14T11:01:37.270Z,C,session,0,10.0.0.1:25,192.0.2.1:34916,+,,
      2026-09-14T11:01:37.270Z,C,08D1,0,10.0.0.1:25,192.0.2.1:34916,-,,Local

      """)
    #expect(rows.map(\.verdict) == [.event, .unknown, .unknown, .unknown, .event])
    #expect(rows.map(\.kind).last == .disconnect)
  }

  @Test("A component that nobody knows makes a row unknown; one in another case does not")
  func source() throws {
    let rows = try understandRows(
      """
      #Fields: date-time,source,event-id,message-id
      2026-09-14T05:34:25.829Z,SMTP,RECEIVE,<a@b>
      2026-09-14T05:34:25.829Z,StoreDriver,Deliver,<a@b>
      2026-09-14T05:34:25.829Z,,THROTTLE,<a@b>
      2026-09-14T05:34:25.829Z,SMTQ,RECEIVE,<a@b>
      2026-09-14T05:34:25.829Z,STOREDRIVER,CLIENTSUBMISSION,<a@b>

      """)
    #expect(rows.map(\.verdict) == [.event, .event, .event, .unknown, .event])
  }

  @Test("A protocol log tells of sessions")
  func session() throws {
    let rows = try understandRows(
      """
      #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
      2026-09-14T11:01:37.270Z,C,08D1,0,10.0.0.1:25,194.41.147.13:34916,+,,
      2026-09-14T11:01:37.370Z,C,08D1,1,10.0.0.1:25,194.41.147.13:34916,*,,"TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits, MAC hash algorithm CALG_SHA_384 with strength 0 bits and key exchange algorithm CALG_ECDH_EPHEM with strength 256 bits"
      2026-09-14T11:01:37.470Z,C,08D1,2,10.0.0.1:25,194.41.147.13:34916,<,MAIL FROM:<a@b.ch>,
      2026-09-14T11:01:37.570Z,C,08D1,3,10.0.0.1:25,194.41.147.13:34916,<,NOOP,
      2026-09-14T11:01:37.670Z,C,08D1,4,10.0.0.1:25,194.41.147.13:34916,-,,Local

      """)
    #expect(rows.map(\.kind) == [.connect, .tls, .client, .note, .disconnect])
    #expect(rows[3].verdict == .ignored)
  }

  @Test(
    "A connectivity log tells of failed connections and of nothing else, with its header or without"
  )
  func connectivity() throws {
    let header = "#Fields: date-time,session,source,Destination,direction,description\n"
    let text = """
      2026-09-14T09:00:00.100Z,08DC1DB12C345B01,SMTP,im.post.ch,+,"SmartHostConnectorDelivery 43f1;QueueLength=TQ=1;"
      2026-09-14T09:00:01.150Z,08DC1DB12C345B01,SMTP,im.post.ch,>,Failed connection to 192.0.2.14:25 (TimedOut:0000274C)[x]
      2026-09-14T09:00:02.150Z,08DC1DB12C345B01,SMTP,im.post.ch,>,Failed connection to [2001:db8::1]:25 (TimedOut:0000274C)
      2026-09-14T09:00:03.120Z,08DC1DB12C345B01,SMTP,im.post.ch,>,DNS server returned ErrorRetry reported by 10.0.0.53.
      2026-09-14T09:00:04.180Z,08DC1DB12C345B01,SMTP,im.post.ch,-,Messages: 1 Bytes: 2345 (Remote)

      """
    for table in [header + text, text] {
      let rows = try understandRows(table)
      #expect(rows.map(\.verdict) == [.ignored, .event, .event, .event, .ignored])
      #expect(rows[1].kind == .connectFailed)
      #expect(rows.map { $0.values[.relayIP] } == [nil, "192.0.2.14", "2001:db8::1", nil, nil])
      #expect(rows[3].values[.relayHost] == "im.post.ch")
    }
  }

  @Test("The log of an agent is another program's: no line of it is unknown")
  func agentLog() throws {
    let rows = try understandRows(
      """
      #Log-type: Agent Log
      #Fields: Timestamp,SessionId,LocalEndpoint,RemoteEndpoint,MessageId,Recipient,Agent,Event,Action
      2026-09-14T09:00:00.100Z,08DC1DB12C345B01,10.0.0.5:25,192.0.2.1:4711,<a@b>,x@y.ch,Sender Id Agent,OnEndOfHeaders,AcceptMessage

      """)
    #expect(rows.map(\.verdict) == [.ignored])
  }
}

/// The verdicts, kinds and values of the rows of a table.
func understandRows(_ table: String) throws -> [Understood] {
  let scratch = "/tmp/incatrail-exchange-\(UInt64.random(in: 0 ... .max)).log"
  defer { unlink(scratch) }
  let file = try #require(fopen(scratch, "w"))
  fputs(table, file)
  fclose(file)
  let programs = ProgramTable(identify: DialectRegistry.identify)
  let parser = LineParser(programs)
  let zone = try #require(LocalZone(name: nil))
  let source = LogSource(
    path: scratch, programs: programs,
    settings: LogSource.Settings(zone: zone, year: nil, now: 1_800_000_000))
  let block = LineBlock()
  var rows: [Understood] = []
  var event = LineEvent()
  while source.fill(block) {
    for index in 0..<block.records.count {
      let record = block.records[index]
      let line = block.line(record)
      let summary = programs.summaries[Int(record.program)]
      guard let dialect = summary.dialect else { continue }
      let verdict = parser.parse(
        line, from: Int(record.text), dialect, code: summary.code, into: &event)
      rows.append(Understood(event, verdict, of: line))
    }
  }
  return rows
}
