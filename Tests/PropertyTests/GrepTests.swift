import Foundation
import IncaTrail
import Testing
import TrailTesting

/// What `grep` finds, beside slow and obvious ways to find the same.
@Suite("grep")
struct GrepTests {
  /// Logs of every dialect, and of what makes lines find each other otherwise than usual.
  static let logs = [
    "postfix/tls", "postfix/delivery", "postfix/filter-inbound", "postfix/queue",
    "postfix/loglevel2-repeated", "exim/exim496-openssl-typical",
    "exim/exim498-gnutls-default-inbound", "exim/exim498-gnutls-typical-syslog", "exchange/e2019",
    "exchange/export", "sendmail/loglevel14",
  ]

  /// Terms, and what they ask of a record of `export`.
  struct Case: Sendable {
    let expression: String
    let holds: @Sendable (Record) -> Bool

    static func recipient(
      _ expression: String, _ holds: @escaping @Sendable (Record) -> Bool
    ) -> Case {
      Case(expression: expression) { $0.recipients.contains(where: holds) }
    }
  }

  static let cases: [Case] = [
    Case(expression: "from:*.ch") { $0.text("sender")?.lowercased().hasSuffix(".ch") ?? false },
    Case(expression: "from:\"\"") { $0.text("sender") == "" },
    .recipient("to:*.incamail.ch") { recipient in
      [recipient.text("address"), recipient.text("original")].contains {
        $0?.lowercased().hasSuffix(".incamail.ch") ?? false
      }
    },
    Case(expression: "subject:\"<im>\"*") {
      $0.text("subject")?.lowercased().hasPrefix("<im>") ?? false
    },
    Case(expression: "subject:test") { $0.text("subject")?.lowercased().contains("test") ?? false },
    .recipient("outcome:deferred") { $0.text("outcome") == "deferred" },
    .recipient("not outcome:delivered") { _ in false },
    .recipient("reached:platform") { $0.text("reached") == "platform" },
    .recipient("class:tls") { $0.text("class")?.hasPrefix("tls.") ?? false },
    .recipient("class:*.*o*") {
      $0.text("class").map { $0.contains(".") && $0.drop { $0 != "." }.contains("o") } ?? false
    },
    .recipient("failed:network") {
      $0.texts("failed_classes").contains { $0.hasPrefix("network.") }
    },
    Case(expression: "finding:*") { !$0.texts("findings").isEmpty },
    .recipient("reason:connect") { $0.text("reason")?.lowercased().contains("connect") ?? false },
    .recipient("status:5.1.*") { $0.text("status")?.hasPrefix("5.1.") ?? false },
    .recipient("code:500..") { ($0.number("reply_code") ?? 0) >= 500 },
    .recipient("tls:1.3") { $0.record("tls")?.text("version") == "TLSv1.3" },
    .recipient("tls:none") { $0.record("tls") == nil && $0.flag("tls_known") },
    .recipient("tls:unverified") {
      ["untrusted", "anonymous"].contains($0.record("tls")?.text("peer"))
    },
    .recipient("hop:127.0.0.0/16") {
      $0.record("next_hop")?.text("ip")?.hasPrefix("127.0.") ?? false
    },
    Case(expression: "client:*.local") { record in
      record.list("hops").contains {
        let client = $0.record("client")
        return [client?.text("host"), client?.text("ip"), client?.text("auth")].contains {
          $0?.lowercased().hasSuffix(".local") ?? false
        }
      }
    },
    Case(expression: "direction:inbound") { $0.text("direction") == "inbound" },
    Case(expression: "size:1K..") { ($0.number("size_bytes") ?? 0) >= 1024 },
    .recipient("attempts:2..") { ($0.number("attempts") ?? 0) >= 2 },
    .recipient("delay:1s..") { ($0.number("delay_seconds") ?? -1) >= 1 },
    Case(expression: "is:incamail") { $0.flag("incamail") },
    Case(expression: "is:complete") { $0.flag("complete") },
    Case(expression: "is:open") { record in
      if record.recipients.isEmpty { return !record.flag("complete") }
      return record.recipients.contains {
        ["deferred", "held"].contains($0.text("outcome"))
          || $0.text("outcome") == "unknown" && !record.flag("complete")
      }
    },
    Case(expression: "muster") { $0.holds("muster") },
    Case(expression: "incamail not tls") { $0.holds("incamail") && !$0.holds("tls") },
    Case(expression: "timed or (refused is:incamail)") {
      $0.holds("timed") || $0.holds("refused") && $0.flag("incamail")
    },
  ]

  @Test("finds exactly the messages whose record satisfies a term", arguments: logs)
  func records(log: String) throws {
    let pipeline = try #require(ManifestRow.named(log)).pipeline()
    let all = try TrailTesting.records(try pipeline.export(withLines: true))
    #expect(all.count > 10)
    for one in Self.cases {
      let isNegated = one.expression.hasPrefix("not outcome")
      let expected = all.filter { record in
        isNegated
          ? !record.recipients.contains { $0.text("outcome") == "delivered" } : one.holds(record)
      }
      let found = try TrailTesting.records(try pipeline.grep(one.expression) { $0.form = .json })
      #expect(
        found.compactMap { $0.text("id") } == expected.compactMap { $0.text("id") },
        "\(one.expression)")
    }
  }

  @Test("prints all lines of those messages and no others", arguments: logs)
  func wholeMessages(log: String) throws {
    let pipeline = try #require(ManifestRow.named(log)).pipeline()
    let all = try TrailTesting.records(try pipeline.export(withLines: true))
    for expression in ["outcome:deferred", "is:incamail", "size:..1K", "not tls:any"] {
      let chosen = try TrailTesting.records(try pipeline.grep(expression) { $0.form = .json })
      let ids = Set(chosen.compactMap { $0.text("id") })
      let expected = all.filter { ids.contains($0.text("id") ?? "") }.map { record in
        record.texts("lines").flatMap { $0.split(separator: "\n").map(String.init) }.sorted()
      }
      let printed = String(decoding: try pipeline.grep(expression), as: UTF8.self)
      let groups = printed.isEmpty ? [] : printed.components(separatedBy: "\n\n")
      let found = groups.map { $0.split(separator: "\n").map(String.init).sorted() }
      // An entry may hold an empty line, which parts its group: then the lines alone are compared.
      if found.count == expected.count {
        #expect(found == expected, "\(expression)")
      } else {
        #expect(
          found.flatMap(\.self).sorted() == expected.flatMap(\.self).sorted(), "\(expression)")
      }
    }
  }

  @Test(
    "of a text finds the lines that plain grep finds, of messages or not",
    arguments: [
      "postfix/tls", "postfix/delivery", "postfix/filter-inbound", "postfix/queue",
      "postfix/loglevel0", "postfix/loglevel2", "postfix/static",
    ])
  func plainGrep(log: String) throws {
    let row = try #require(ManifestRow.named(log))
    let lines = TrailTesting.lines(
      FileManager.default.contents(atPath: row.inputs[0]).map(Array.init) ?? [])
    for word in ["connect", "muster", "tls", "statistics", "127.0.0.1", "NOQUEUE", "the"] {
      let folds = word == word.lowercased()
      let expected = lines.filter { (folds ? $0.lowercased() : $0).contains(word) }
      let found = TrailTesting.lines(
        try row.pipeline().grep(word) { $0.matchingLinesOnly = true })
      #expect(found.sorted() == expected.sorted(), "\(word)")
    }
  }

  @Test("of a text finds, of an entry of several lines, the lines that hold it")
  func rejectlog() throws {
    let text = """
      2026-03-02 16:00:11 +0100 [11893] 1vx4l1-00035p-1g H=mout.example.net [192.0.2.7] \
      F=<shop@example.net> rejected after DATA: This message was judged spam
      Envelope-from: <shop@example.net>
      Envelope-to: <monika@example.ch>
      P Received: from mout.example.net ([192.0.2.7])
      \t(envelope-from <shop@example.net>)
      F From: shop@example.net
        Subject: judge for yourself
      ----------------------------------------

      """
    let file = try Scratch()
    let path = try file.file("rejectlog", text.utf8)
    for word in ["example.net", "judge", "SUBJECT", "Subject", "envelope"] {
      let folds = word == word.lowercased()
      let expected = text.split(separator: "\n").map(String.init).filter {
        (folds ? $0.lowercased() : $0).contains(word)
      }
      let found = TrailTesting.lines(
        try Pipeline([path], options: []).grep(word) { $0.matchingLinesOnly = true })
      #expect(found == expected, "\(word)")
    }
  }

  @Test("finds the same with its shortcuts and without", arguments: logs + ["postfix/newyear"])
  func shortcuts(log: String) throws {
    let row = try #require(ManifestRow.named(log))
    var words = [
      "from:muster-treuhand.ch", "to:*.incamail.ch or from:*@gmail.com", "nowhere-at-all",
      "muster is:incamail",
      "reached:no or is:incamail outcome:delivered",
    ]
    // Words out of the log itself, by chance.
    var random = Seeded(UInt64(log.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }))
    let events = TrailTesting.lines(try row.pipeline().export(withLines: true))
    for _ in 0..<12 {
      let line = events.randomElement(using: &random) ?? ""
      let parts = line.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.filter {
        $0.count > 3
      }
      if let part = parts.randomElement(using: &random) { words.append(String(part)) }
      // An ID, or an address: what is known on the phone.
      let names = line.split { " ,;:<>()[]\"\\".contains($0) }.filter { $0.count > 9 }
      if let name = names.randomElement(using: &random) { words.append("\"\(name)\"") }
    }
    for word in words {
      let quick = try row.pipeline().grep(word) { $0.showsNumber = true }
      let slow = try row.pipeline().grep(word) {
        $0.showsNumber = true
        $0.takesShortcuts = false
      }
      #expect(quick == slow, "\(word): \(difference(slow, quick))")
      // Large logs are read only where the messages are.
      let narrow = try row.pipeline().grep(word) {
        $0.showsNumber = true
        $0.leastSizeToNarrow = 0
      }
      #expect(narrow == slow, "narrowed: \(word): \(difference(slow, narrow))")
    }
  }

  @Test("reads where the messages are whatever the time of the file, and whoever shares a name")
  func narrowed() throws {
    // One message a day for a month, and one ID that the next hop gives several of them.
    let days = (1...28).map { day in
      let id = "4cKM2r6fBYz\(String(day + 100))"
      let head = "Nov \(day < 10 ? " " : "")\(day) 10:00:0"
      return """
        \(head)1 mx1 postfix/smtpd[7]: \(id): client=pc.example.ch[192.0.2.7]
        \(head)1 mx1 postfix/cleanup[8]: \(id): message-id=<\(day)@example.ch>
        \(head)1 mx1 postfix/qmgr[9]: \(id): from=<a@example.ch>, size=1, nrcpt=1 (queue active)
        \(head)2 mx1 postfix/smtp[10]: \(id): to=<b@example.net>, relay=mx.example.net[192.0.2.9]:25, \
        delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 23E3928174)
        \(head)2 mx1 postfix/qmgr[9]: \(id): removed

        """
    }
    let file = try Scratch()
    let path = try file.file("mail.log", days.joined().utf8)
    // Copied from elsewhere with a clock that was wrong.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_793_700_000)], ofItemAtPath: path)
    let pipeline = try Pipeline([path], options: ["--year", "2026"])
    for word in ["4cKM2r6fBYz120", "20@example.ch", "23E3928174", "4cKM2r6fBYz128", "removed"] {
      let narrow = try pipeline.grep(word) { $0.leastSizeToNarrow = 0 }
      let whole = try pipeline.grep(word) { $0.takesShortcuts = false }
      #expect(narrow == whole, "\(word): \(difference(whole, narrow))")
      #expect(!narrow.isEmpty, "\(word)")
    }
  }

  @Test(
    "finds all of a message of days by a line that does not name it",
    arguments: ["weg@example.net", "rec_layer_s3.c:1602", "connect to gw[192.0.2.7]:25", "m1.c"])
  func unnamedLines(word: String) throws {
    let log = """
      Nov 10 08:00:00 mx1 postfix/smtpd[77]: connect from exch.local[10.0.0.5]
      Nov 10 08:00:00 mx1 postfix/smtpd[77]: NOQUEUE: reject: RCPT from exch.local[10.0.0.5]: \
      550 5.1.1 <weg@example.net>: Recipient address rejected: User unknown; \
      from=<anna@example.ch> to=<weg@example.net> proto=ESMTP helo=<exch.local>
      Nov 10 08:00:00 mx1 postfix/smtpd[77]: 4jYFV3609Gz2Phf8: client=exch.local[10.0.0.5]
      Nov 10 08:00:00 mx1 postfix/cleanup[78]: 4jYFV3609Gz2Phf8: message-id=<m1.c>
      Nov 10 08:00:00 mx1 postfix/qmgr[79]: 4jYFV3609Gz2Phf8: from=<anna@example.ch>, size=1000, \
      nrcpt=1 (queue active)
      Nov 10 08:00:01 mx1 postfix/smtpd[77]: disconnect from exch.local[10.0.0.5] ehlo=1 mail=1 \
      rcpt=1/2 data=1 quit=1 commands=5/6
      Nov 12 15:00:00 mx1 postfix/smtp[91]: warning: TLS library problem: error:0A000415:SSL \
      routines::sslv3 alert certificate expired:../ssl/record/rec_layer_s3.c:1602:SSL alert \
      number 45:
      Nov 12 15:00:00 mx1 postfix/smtp[91]: connect to gw[192.0.2.7]:25: Connection refused
      Nov 12 15:00:00 mx1 postfix/smtp[91]: 4jYFV3609Gz2Phf8: to=<hans@example.com>, \
      relay=im.post.ch[192.0.2.13]:25, delay=200000, delays=0/0/0/0, dsn=4.7.5, \
      status=deferred (lost connection with im.post.ch[192.0.2.13] while sending MAIL FROM)

      """
    let scratch = try Scratch()
    let pipeline = try Pipeline([try scratch.file("mail.log", Array(log.utf8))], options: [])
    let expression = "\"\(word)\""
    let whole = TrailTesting.lines(
      try pipeline.grep(expression) { $0.takesShortcuts = false })
    let narrowed = TrailTesting.lines(
      try pipeline.grep(expression) { $0.leastSizeToNarrow = 0 })
    #expect(whole.count >= 6)
    #expect(narrowed == whole)
  }

  @Test("shows the number of each line in its file")
  func numbers() throws {
    let row = try #require(ManifestRow.named("postfix/tls"))
    let text = TrailTesting.lines(
      FileManager.default.contents(atPath: row.inputs[0]).map(Array.init) ?? [])
    let found = TrailTesting.lines(try row.pipeline().grep("is:incamail") { $0.showsNumber = true })
    #expect(found.count > 100)
    for line in found where !line.isEmpty {
      let colon = try #require(line.firstIndex(of: ":"))
      let number = try #require(Int(line[..<colon]))
      #expect(text[number - 1] == line[line.index(after: colon)...])
    }
  }
}

extension [String: Any] {
  /// Whether a log line holds the text, in either case.
  fileprivate func holds(_ text: String) -> Bool {
    texts("lines").contains { $0.lowercased().contains(text) }
  }
}
