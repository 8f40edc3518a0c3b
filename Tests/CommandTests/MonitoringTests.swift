import Foundation
import Testing

@Suite("The commands for monitoring")
struct MonitoringTests {
  let place: Workplace
  /// 20:00 of the day in `day.log`, in Zurich.
  private let then = "INCATRAIL_NOW=1795460400"
  private let certificates =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/fixtures/certificates"

  init() throws { place = try Workplace() }

  // MARK: check

  @Test("The state is the exit status, and nothing stands on standard error")
  func states() throws {
    let bad = try place.sh("\(then) $i check $options day.log")
    #expect(bad.status == 2)
    #expect(bad.errors == "")
    #expect(bad.output.hasPrefix("INCATRAIL CRITICAL - 7 crossed in plain text (and 6 more) | "))
    try place.write(
      "quiet.log", "Nov 23 19:59:00 mx1 postfix/qmgr[1]: 4jYFVr00H6z2PhmZ: removed\n")
    let good = try place.sh("\(then) $i check $options quiet.log")
    #expect(good.status == 0)
    #expect(good.output.hasPrefix("INCATRAIL OK - no IncaMail mail seen; 1 host seen until"))
    let limited = try place.sh("\(then) $i check $options --failures @0 quiet.log")
    #expect(limited.status == 1)
  }

  @Test(
    "Whatever stops a check is UNKNOWN on standard output",
    arguments: [
      ("--window 2x day.log", "--window: '2x' is no span of time: give 2h, 30m or 1d"),
      ("--window 0h day.log", "--window: '0h' is no span of time: give 2h, 30m or 1d"),
      ("--own 10.0.0.0/99 day.log", "--own: '10.0.0.0/99' is no address or network"),
      ("--config nowhere.yaml day.log", "nowhere.yaml: no such file"),
      ("--patterns nowhere day.log", "nowhere: cannot be read: No such file or directory"),
      ("--year x day.log", "The value 'x' is invalid for '--year <year>'"),
    ])
  func stopped(arguments: String, sentence: String) throws {
    let ended = try place.sh("$i check \(arguments)")
    #expect(ended.status == 3)
    #expect(ended == Ended(3, output: "INCATRAIL UNKNOWN - \(sentence)\n"))
    let line = try place.sh("$i check --format checkmk \(arguments)")
    #expect(line.status == 3)
    #expect(line.output.hasPrefix("3 \"IncaMail\" - "))
  }

  // MARK: Queues

  /// Two messages for the platform, one since a quarter past seven, and one that is not.
  private static let snapshot = """
    {"queue_name": "deferred", "queue_id": "4A1", "arrival_time": 1795457700, "message_size": 500, \
    "sender": "a@example.ch", "recipients": [{"address": "b@example.net.incamail.ch", \
    "delay_reason": "connect to gw1.incamail.com[192.0.2.9]:25: Connection timed out"}]}
    {"queue_name": "active", "queue_id": "4A2", "arrival_time": 1795460390, "message_size": 500, \
    "sender": "a@example.ch", "recipients": [{"address": "c@example.net.incamail.ch"}]}
    {"queue_name": "deferred", "queue_id": "4A3", "arrival_time": 1795000000, "message_size": 500, \
    "sender": "a@example.ch", "recipients": [{"address": "d@example.org"}]}

    """

  @Test("A queue alone is judged by how long IncaMail mail waits in it")
  func queueAlone() throws {
    try place.write("queue.json", Self.snapshot)
    let check = "\(then) $i check --no-config --no-logs --queue queue.json"
    let ended = try place.sh(check)
    #expect(
      ended
        == Ended(
          1,
          output: """
            INCATRAIL WARNING - the queue holds IncaMail mail for 45 min | 'queue'=2;;;0 \
            'queue_oldest'=2700s;;;0

            """))
    #expect(try place.sh("\(check) --queue-age 600,1800").status == 2)
    #expect(
      try place.sh("INCATRAIL_NOW=1795472200 $i check --no-config --no-logs --queue queue.json")
        .status
        == 2, "four hours are critical")
    try place.write("empty.json", "")
    let empty = try place.sh("\(then) $i check --no-config --no-logs --queue empty.json")
    #expect(empty.status == 0)
    #expect(empty.output.hasPrefix("INCATRAIL OK - 0 messages in the queue | 'queue'=0"))
  }

  @Test("A queue that cannot be read, or not whole, is UNKNOWN and no empty queue")
  func queueNotRead() throws {
    let missing = try place.sh("$i check --no-config --no-logs --queue nowhere.json")
    #expect(missing == Ended(3, output: "INCATRAIL UNKNOWN - nowhere.json: no such file\n"))
    try place.write("cut.json", String(Self.snapshot.dropLast(40)))
    let cut = try place.sh("\(then) $i check --no-config --no-logs --queue cut.json")
    #expect(cut.status == 3)
    #expect(cut.output.contains("cut.json: cut off in line 3"))
    #expect(cut.output.contains("'queue'=2"))
    let metrics = try place.sh("\(then) $i metrics $options --queue nowhere.json day.log")
    #expect(metrics.status == 2)
    #expect(metrics.errors.contains("nowhere.json: no such file"))
    #expect(!metrics.output.contains("incatrail_queue_messages"))
  }

  @Test("What a command said after its listing is no empty queue; a snapshot among logs is one")
  func queueComplaints() throws {
    try place.write("me", "Mail queue is empty\npostqueue: fatal: x\n")
    let ended = try place.sh("$i check --no-config --no-logs --queue me")
    #expect(ended == Ended(3, output: "INCATRAIL UNKNOWN - me: postqueue: fatal: x\n"))
    try place.write("queue.json", Self.snapshot)
    let among = try place.sh("\(then) $i check $options queue.json day.log")
    #expect(among.output.contains("'queue'=2;;;0"))
  }

  @Test("A queue may claim any length")
  func queueOfAnyLength() throws {
    try place.write(
      "queue.json",
      """
      [{"Identity":"EX01\\\\1","NextHopDomain":"im.post.ch","Status":"Retry",\
      "MessageCount":9000000000000000000}]

      """)
    let ended = try place.sh("timeout 20 $i check --no-config --no-logs --queue queue.json")
    #expect(ended.status == 0)
    #expect(ended.output.contains("'queue'=4294967296;;;0 'queue_oldest'=U;;;0"))
  }

  @Test("A listing that is cut within a line is no whole one")
  func queueCutListing() throws {
    try place.write(
      "bp", "20d  1.0K 1vx1j9-0003NH-1I <a@b.ch>\n          erika@x.ch.inca")
    let ended = try place.sh("$i check --no-config --no-logs --queue bp")
    #expect(ended.status == 3)
    #expect(ended.output.contains("bp: cut off in its last line"))
    #expect(try place.sh("$i queue --no-config bp").status == 2)
  }

  @Test("Logs and queue together; metrics have both")
  func queueBesideLogs() throws {
    try place.write("queue.json", Self.snapshot)
    let both = try place.sh("\(then) $i check $options --queue queue.json day.log")
    #expect(both.status == 2)
    #expect(both.output.contains("'messages'=") && both.output.contains("'queue'=2;;;0"))
    let metrics = try place.sh("\(then) $i metrics $options --queue queue.json day.log")
    #expect(metrics.status == 0)
    #expect(metrics.output.contains(#"incatrail_queue_messages{next_hop="gw1.incamail.com"} 1"#))
    #expect(metrics.output.contains("incatrail_queue_oldest_age_seconds 2700\n"))
  }

  @Test(
    "Queue options that contradict each other",
    arguments: [
      ("--no-logs", "--no-logs leaves nothing to look at: give --queue or --certificate"),
      ("--no-logs --queue q day.log", "--no-logs contradicts the logs that are named"),
      ("--queue-age 10 day.log", "--queue-age needs a queue: give --queue or --own-queue"),
    ])
  func queueOptions(arguments: String, sentence: String) throws {
    let ended = try place.sh("$i check \(arguments)")
    #expect(ended.status == 3)
    // A long one is cut in the status line and whole below it.
    #expect(ended.output.hasSuffix("\(sentence)\n"))
  }

  @Test("An option that is none is UNKNOWN too")
  func unknownOption() throws {
    let ended = try place.sh("$i check --sinse today day.log")
    #expect(ended.status == 3)
    #expect(ended.output.hasPrefix("INCATRAIL UNKNOWN - Unknown option '--sinse'"))
    #expect(ended.errors == "")
  }

  @Test("A limit that is none names the forms, whole in the long output")
  func wrongLimit() throws {
    let ended = try place.sh("$i check --failures 10:5 day.log")
    #expect(ended.status == 3)
    #expect(
      ended.output.hasSuffix(
        """

        --failures: '10:5' is no limit: give WARNING,CRITICAL, each a range such as 10, 10:, ~:10, \
        10:20 or @10:20, or one of them

        """))
  }

  @Test(
    "Help and version end as UNKNOWN too, as the guidelines want it", arguments: ["--help", "-h"])
  func help(option: String) throws {
    let ended = try place.sh("$i check \(option)")
    #expect(ended.status == 3)
    #expect(ended.output.contains("USAGE: incatrail check"))
    #expect(try place.sh("$i help check").status == 0)
  }

  @Test("No data, no file, an empty pipe: never OK")
  func nothing() throws {
    #expect(
      try place.sh("$i check missing.log").output.hasPrefix(
        "INCATRAIL UNKNOWN - missing.log: no such file (and 1 more) | "))
    for line in [
      "$i check missing.log", ": >mail.log; $i check mail.log", ": | $i check",
      "$i check $options --window 2h quiet.log", "head -c 10000 /dev/zero | $i check",
      "\(then) $i check $options day.log >/dev/full", "mkdir logs; $i check logs",
    ] {
      try place.write(
        "quiet.log", "Nov 23 19:59:00 mx1 postfix/qmgr[1]: 4jYFVr00H6z2PhmZ: removed\n")
      #expect(try place.sh(line).status == 3, "\(line)")
    }
  }

  @Test("A line for Checkmk bears the state, and the status is 0")
  func checkmk() throws {
    let ended = try place.sh("\(then) $i check --format checkmk $options day.log")
    #expect(ended.status == 0)
    #expect(ended.output.hasPrefix("2 \"IncaMail\" messages=130|reached=32|"))
    let unread = try place.sh("$i check --format checkmk missing.log")
    #expect(unread.status == 0)
    #expect(unread.output.hasPrefix("3 \"IncaMail\" open=0|"))
  }

  @Test("A certificate is looked at; one that cannot be read hides nothing of the mail")
  func certificate() throws {
    try place.write(
      "quiet.log", "Nov 23 19:59:00 mx1 postfix/qmgr[1]: 4jYFVr00H6z2PhmZ: removed\n")
    func check(_ options: String) throws -> Ended {
      try place.sh("\(then) $i check $options \(options)")
    }
    let good = try check("--certificate \(certificates)/chain-with-root.pem quiet.log")
    #expect(good.status == 0)
    #expect(good.output.contains("'certificate_days'=38;30:;7:"))
    let soon = try check(
      "--certificate \(certificates)/chain-with-root.pem --certificate-days 40: quiet.log")
    #expect(soon.status == 1)
    #expect(soon.output.hasPrefix("INCATRAIL WARNING - our certificate ends in 38 days, on 2027"))
    #expect(try check("--certificate \(certificates)/self-signed.pem quiet.log").status == 2)
    let missing = try check("--certificate no.pem quiet.log")
    #expect(missing.status == 3)
    #expect(missing.output.hasPrefix("INCATRAIL UNKNOWN - no.pem: no such file | "))
    #expect(try check("--certificate no.pem day.log").status == 2)
  }

  // MARK: metrics

  @Test("A metrics file is replaced as a whole, and may be read by all")
  func replaced() throws {
    let whole = try place.sh("\(then) $i metrics $options day.log")
    #expect(whole.status == 0)
    #expect(
      try place.sh(
        "umask 077; echo old >m.prom; chmod 600 m.prom; \(then) $i metrics $options --output m.prom day.log"
      )
        == Ended(0))
    #expect(try place.sh("cat m.prom").output == whole.output)
    #expect(try place.sh("stat -c %a m.prom; ls -A | grep -c 'm.prom'").output == "644\n1\n")
    // A link stays one.
    #expect(
      try place.sh(
        "mkdir far; ln -s far/x.prom l.prom; : >far/x.prom; \(then) $i metrics $options --output l.prom day.log; "
          + "test -L l.prom && cat far/x.prom"
      ).output == whole.output)
  }

  @Test("A disk that is full leaves the old file and nothing beside it")
  func fullDisk() throws {
    // The size limit of a file stands for the full disk.
    let ended = try place.sh(
      "echo old >m.prom; (trap '' XFSZ; ulimit -f 4; \(then) $i metrics $options --output m.prom day.log)"
    )
    #expect(ended == Ended(2, errors: "incatrail: m.prom: cannot be written: File too large\n"))
    #expect(try place.sh("cat m.prom; ls -A | grep -c 'm.prom'").output == "old\n1\n")
  }

  @Test("What cannot be replaced is named")
  func noFile() throws {
    #expect(
      try place.sh("\(then) $i metrics $options --output no/m.prom day.log")
        == Ended(
          2,
          errors:
            "incatrail: no/m.prom: no new file can be made beside it: No such file or directory\n"))
    #expect(
      try place.sh("\(then) $i metrics $options --output /dev/null day.log")
        == Ended(2, errors: "incatrail: /dev/null: is no file to replace\n"))
    #expect(try place.sh("test -c /dev/null").status == 0)
    #expect(
      try place.sh("mkdir d; \(then) $i metrics $options --output d day.log")
        == Ended(2, errors: "incatrail: d: is no file to replace\n"))
  }

  @Test("No data is what the metrics say; wrong options write none")
  func noData() throws {
    let ended = try place.sh("$i metrics --output m.prom missing.log")
    #expect(ended == Ended(2, errors: "incatrail: missing.log: no such file\n"))
    let text = try place.sh("cat m.prom").output
    #expect(text.contains("\nincatrail_verdict{verdict=\"no-data\"} 1\n"))
    #expect(text.contains("\nincatrail_log_sources{state=\"faulty\"} 1\n"))
    #expect(try place.sh("$i metrics --output n.prom --window x day.log").status == 2)
    #expect(try place.sh("test -e n.prom").status == 1)
  }

  @Test("OpenMetrics ends as it must")
  func openMetrics() throws {
    let ended = try place.sh("\(then) $i metrics --format openmetrics $options day.log")
    #expect(ended.status == 0)
    #expect(ended.output.hasSuffix("\n# EOF\n"))
    #expect(
      ended.output.contains("# TYPE incatrail_window_delivery_delay_seconds gaugehistogram\n"))
  }
}
