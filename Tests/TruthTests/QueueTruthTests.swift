import IncaTrail
import Testing
import TrailTesting

/// Queues of real mail systems against what is known of each message in them.
@Suite("The queues, against the truth")
struct QueueTruthTests {
  private static let folder = fixtures + "/queues"

  /// What differs from the truth, a line each.
  ///
  /// - Parameter logTruth: what may be read out of the log, where it says less than what happened.
  private func differences(
    _ told: [Record], _ truth: [Record], key: String, logTruth: [Record] = []
  ) -> [String] {
    var found: [String] = []
    let byKey = Dictionary(told.map { ($0.text(key) ?? "", $0) }) { first, _ in first }
    var accepted: [String: Set<String>] = [:]
    for record in logTruth {
      for recipient in record.recipients {
        accepted[recipient.text("address") ?? "", default: []].formUnion(
          recipient.texts("also") + record.texts("also")
            + [recipient.text("class_in_log"), recipient.text("class")].compactMap { $0 })
      }
    }
    for want in truth {
      let name = want.text("key") ?? ""
      guard let got = byKey[name] else {
        found.append("\(name): missing")
        continue
      }
      if got.flag("incamail") != want.flag("incamail") { found.append("\(name): incamail") }
      for recipient in want.recipients where recipient.text("outcome") != "delivered" {
        let address = recipient.text("address") ?? ""
        guard let entry = got.recipients.first(where: { $0.text("address") == address }) else {
          // Who has failed for good is no longer waited for.
          if recipient.text("outcome") != "bounced" { found.append("\(name): no \(address)") }
          continue
        }
        if entry.text("outcome") != recipient.text("outcome") {
          found.append("\(name): \(entry.text("outcome") ?? "nil"), not \(recipient)")
        }
        let right = Set(
          [recipient.text("class") ?? "none"] + want.texts("also") + recipient.texts("also")
        ).union(accepted[address] ?? [])
        if !right.contains(entry.text("class") ?? "none") {
          found.append("\(name): \(entry.text("class") ?? "none") is none of \(right.sorted())")
        }
      }
    }
    return found
  }

  private func truth(_ path: String, key: String) throws -> [Record] {
    try records(file: Self.folder + path).map { record in
      var record = record
      record["key"] = record.text(key)
      return record
    }
  }

  static let postfixOptions = [
    "--platform", "127.0.0.13", "--platform", "127.0.0.14", "--own", "127.0.0.1", "--own",
    "127.0.1.0/24",
  ]

  @Test("Postfix, with the log and without", arguments: ["postqueue-j.jsonl", "postqueue-p.txt"])
  func postfix(file: String) throws {
    let pipeline = try Pipeline(
      ["fixtures/queues/postfix/" + file], options: Self.postfixOptions)
    // Since 3.6 the queue says no more of a certificate than this: it did not verify.
    let truth = try truth("/postfix/truth.jsonl", key: "queue_id").map { record in
      var record = record
      let isCertificate = record.recipients.contains {
        $0.text("class")?.hasPrefix("cert.") == true
      }
      if isCertificate { record["also"] = record.texts("also") + ["cert.unverified"] }
      return record
    }
    for logs in [[], ["fixtures/postfix/queue/input.log"]] {
      let told = try pipeline.queue(.json, at: "2026-11-23T19:50:28", logs: logs)
      let queue = try records(told.output)
      #expect(told.problems == [])
      #expect(queue.count == truth.count)
      #expect(differences(queue, truth, key: "queue_id") == [])
      #expect(queue.allSatisfy { logs.isEmpty == ($0.text("trail") == nil) })
    }
  }

  @Test("Exim with its log", arguments: ["exim-bp.txt", "spool"])
  func exim(file: String) throws {
    let pipeline = try Pipeline(
      ["fixtures/queues/exim/" + file],
      options: [
        "--platform", "127.0.1.13", "--platform", "127.0.1.14", "--own", "127.0.0.1", "--own",
        "127.0.2.0/24",
      ])
    let log = fixtures + "/exim/exim496-gnutls-typical-tz/"
    let told = try pipeline.queue(
      .json, at: "2026-11-23T19:50:28", logs: [log + "mainlog.zst", log + "rejectlog.zst"])
    let queue = try records(told.output)
    #expect(told.problems == [])
    var truth = try truth("/exim/truth.jsonl", key: "message_id")
    if file == "spool" {
      let known = Set(queue.compactMap { $0.text("queue_id") })
      truth = truth.filter { known.contains($0.text("key") ?? "") }
      #expect(queue.count == 113)
    }
    #expect(queue.count == truth.count)
    let found = differences(
      queue, truth, key: "queue_id", logTruth: try records(file: log + "truth.jsonl"))
    // GnuTLS says "certificate is required" to a certificate whose CA the peer does not know.
    #expect(
      found.filter { !$0.contains(": cert.own-missing is none of [\"cert.own-rejected\"]") } == [])
  }

  @Test("Exchange, messages", arguments: ["e2013", "e2019"])
  func exchangeMessages(version: String) throws {
    let folder = "fixtures/queues/exchange/\(version)/"
    let truth = try records(file: Self.folder + "/exchange/\(version)/truth.jsonl").flatMap {
      queue in
      queue.list("messages").map { message in
        var message = message
        message["key"] = message.text("message_id").map { String($0.dropFirst().dropLast()) }
        message["incamail"] = queue.flag("incamail")
        return message
      }
    }
    for files in [["get-message.json"], ["get-message.json", "get-queue.json"]] {
      let told = try Pipeline(files.map { folder + $0 }, options: [])
        .queue(.json, at: "2026-09-14T19:00")
      let queue = try records(told.output)
      #expect(told.problems == [])
      #expect(queue.count == truth.count)
      #expect(differences(queue, truth, key: "message_id") == [])
    }
  }

  @Test(
    "Exchange, whole queues in three forms",
    arguments: ["e2013", "e2019"], ["get-queue.json", "get-queue.csv", "get-queue-format-list.txt"])
  func exchangeQueues(version: String, file: String) throws {
    let told = try Pipeline(["fixtures/queues/exchange/\(version)/\(file)"], options: [])
      .queue(.json, at: "2026-09-14T19:00")
    let queue = try records(told.output)
    let truth = try records(file: Self.folder + "/exchange/\(version)/truth.jsonl")
    for want in truth {
      let name = try #require(want.text("queue"))
      let got = queue.first { $0.text("queue_name") == name }
      let count = want.number("message_count") ?? 0
      // A shadow queue holds copies of what another server delivers.
      guard count > 0, !name.contains("Shadow") else {
        #expect(got == nil)
        continue
      }
      #expect(got?.number("messages") == count)
      #expect(got?.flag("incamail") == want.flag("incamail"))
      #expect(got?.recipients.first?.text("class") == want.text("class"))
      #expect(got?.recipients.first?.text("next_hop") == want.text("next_hop"))
    }
  }
}

@Suite("Snapshots among the logs")
struct SnapshotAmongLogsTests {
  @Test("A message of Exchange that the tracking log leaves open has its queue's word")
  func exchange() throws {
    let scratch = try Scratch()
    let log = try scratch.file(
      "tracking.log",
      """
      #Software: Microsoft Exchange Server
      #Version: 15.02.1118.000
      #Log-type: Message Tracking Log
      #Date: 2026-09-14T07:50:00.000Z
      #Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,\
      connector-id,source,event-id,internal-message-id,message-id,network-message-id,\
      recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,\
      reference,message-subject,sender-address,return-path,message-info,directionality
      2026-09-14T07:50:01.000Z,10.20.0.12,EX01,10.20.0.12,EX02,x,Default EX02,SMTP,RECEIVE,\
      17659150554906,<79ad7c15b116409fbfb0b73e391cf55e@EX01.ad.spital-muster.ch>,n,\
      beat.keller@versicherung-demo.ch.incamail.ch,,228124,1,,,<im><c> x,\
      felix.keller@spital-muster.ch,felix.keller@spital-muster.ch,x,Originating

      """.utf8)
    let snapshot = "fixtures/queues/exchange/e2019/get-message.json"
    let alone = try records(Pipeline([log], options: []).export())
    let both = try records(Pipeline([log, snapshot], options: []).export())
    #expect(alone.map { $0.recipients.first?.text("outcome") } == ["unknown"])
    #expect(both.map { $0.recipients.first?.text("outcome") } == ["deferred"])
    #expect(both.first?.recipients.first?.text("class") == "tls.not-offered")
    #expect(both.first?.recipients.first?.text("reached") == "no")
    #expect(both.first?.text("id") == alone.first?.text("id"))
    // A search asks what the snapshot told, too.
    let search = try Pipeline([log, snapshot], options: []).grep("class:tls.not-offered") {
      $0.form = .count
    }
    #expect(String(decoding: search, as: UTF8.self) == "1\n")
    let trace = try Pipeline([log, snapshot], options: []).trace("beat.keller@versicherung-demo.ch")
    #expect(String(decoding: trace, as: UTF8.self).contains("tls.not-offered"))
  }

  @Test("Recipients in two queues have each the word of its own, and lists that CSV lost name all")
  func parted() throws {
    let scratch = try Scratch()
    let log = try scratch.file(
      "tracking.log",
      """
      #Log-type: Message Tracking Log
      #Fields: date-time,server-hostname,source,event-id,internal-message-id,message-id,recipient-address,sender-address
      2026-09-14T09:00:00.000Z,EX01,SMTP,RECEIVE,7001,<parted@ex>,b@x.example.incamail.ch;c@y.example,a@ours.example
      2026-09-14T09:01:00.000Z,EX01,SMTP,RECEIVE,7002,<nameless@ex>,b@x.example.incamail.ch,a@ours.example

      """.utf8)
    let snapshot = try scratch.file(
      "get-message.csv",
      """
      "Identity";"InternetMessageId";"FromAddress";"Status";"LastError";"Recipients"
      "EX01\\12\\7001";"<parted@ex>";"a@ours.example";"Retry";"451 5.7.3 STARTTLS is required to send mail";"b@x.example.incamail.ch"
      "EX01\\13\\7009";"<parted@ex>";"a@ours.example";"Suspended";"";"C@y.example"
      "EX01\\12\\7002";"<nameless@ex>";"a@ours.example";"Retry";"451 5.7.3 STARTTLS is required to send mail";"System.String[]"

      """.utf8)
    let trails = try records(Pipeline([log, snapshot], options: []).export())
    #expect(
      trails.map { $0.recipients.map { $0.text("outcome") } } == [
        ["deferred", "held"], ["deferred"],
      ])
    #expect(trails.last?.recipients.first?.text("class") == "tls.not-offered")
  }

  @Test("Snapshots without any log are a mistake, not standard input")
  func alone() throws {
    let pipeline = try Pipeline(["fixtures/queues/postfix/postqueue-j.jsonl"], options: [])
    #expect(throws: UsageError.self) { try pipeline.export() }
  }
}
