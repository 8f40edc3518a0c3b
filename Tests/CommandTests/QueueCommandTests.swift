import Testing

@Suite("incatrail queue: its word and its status for each kind of queue")
struct QueueCommandTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  private static let entry = """
    {"queue_name": "deferred", "queue_id": "EFC6CFA0AA1", "arrival_time": 1795492800, \
    "message_size": 569, "sender": "a@ours.example", "recipients": \
    [{"address": "b@x.example.incamail.ch", "delay_reason": "Connection timed out"}]}

    """

  @Test("Whole")
  func whole() throws {
    try place.write("q", Self.entry)
    let told = try place.sh("$i queue - < q")
    #expect(told.status == 0)
    #expect(told.errors == "")
    #expect(told.output.hasPrefix("1 IncaMail message waits, the oldest since 2026-11-24 05:00"))
  }

  @Test("Empty: said in words, and the listing that says so is named")
  func empty() throws {
    try place.write("q", "Mail queue is empty\n")
    #expect(
      try place.sh("$i queue q") == Ended(0, output: "The queue is empty\nread: postqueue -p (q)\n")
    )
    #expect(try place.sh("$i queue --format json q") == Ended(0))
  }

  @Test("Cut off: what came before is told, then status 2")
  func cut() throws {
    try place.write("q", Self.entry + Self.entry.prefix(50))
    let told = try place.sh("$i queue --format json q")
    #expect(told.status == 2)
    #expect(told.output.contains("EFC6CFA0AA1"))
    #expect(
      told.errors
        == "incatrail: q: cut off in line 2; what came before is used: take the snapshot again\n")
  }

  @Test("Unreadable, of another form, or missing: never an empty queue")
  func unreadable() throws {
    try place.write("q", "postqueue: fatal: Connect to the Postfix showq service: refused\n")
    let told = try place.sh("$i queue q")
    #expect(told.status == 2)
    #expect(told.output == "Not known: the queue could not be read whole\n")
    #expect(told.errors.hasPrefix("incatrail: q: no queue in a known form: give"))
    let missing = try place.sh("$i queue gone")
    #expect(missing.status == 2)
    #expect(missing.errors == "incatrail: gone: no such file\n")
    #expect(!missing.output.contains("empty"))
  }

  @Test("An empty pipe that nobody asked for, as cron gives it, is no empty queue")
  func cron() throws {
    let told = try place.sh(": | $i queue")
    #expect(told.status == 2)
    #expect(told.output == "Not known: the queue could not be read whole\n")
    #expect(told.errors.hasPrefix("incatrail: standard input is empty: name a snapshot"))
  }

  @Test("IDs alone: the logs say who waits; without them nobody knows, which is no good news")
  func namesAlone() throws {
    try place.write("ids", "1xY4IB-0007h8-1M\n")
    try place.write(
      "log",
      """
      2026-03-03 09:15:00 1xY4IB-0007h8-1M <= a@ours.example H=pc [10.1.2.3] P=esmtp S=9 \
      for b@x.example.incamail.ch c@x.example.incamail.ch
      2026-03-03 09:15:01 1xY4IB-0007h8-1M => b@x.example.incamail.ch R=r T=t \
      H=gw1.incamail.com [194.41.147.13] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 Ok"
      2026-03-03 09:15:01 1xY4IB-0007h8-1M == c@x.example.incamail.ch R=r T=t defer (111): \
      Connection refused

      """)
    let alone = try place.sh("$i queue ids")
    #expect(alone.status == 2)
    #expect(
      alone.errors.contains(
        "IDs without recipients: 1; give the output of 'exim -bp', which names them"))
    let told = try place.sh("$i queue --at 2026-03-03T10:00:00Z --logs log ids")
    #expect(told.output.contains("a@ours.example -> c@x.example.incamail.ch\n"))
    #expect(told.output.contains("network.refused"))
  }

  @Test("A time that is none")
  func usage() throws {
    let told = try place.sh("$i queue --at teatime day.log")
    #expect(told.status == 2)
    #expect(told.errors.hasPrefix("incatrail: --at: 'teatime' is no time: give"))
  }
}
