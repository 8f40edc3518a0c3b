import ByteTools
import MailTerms
import Testing

@testable import MailLines

/// What stands on a line, read behind lines of the same kind.
private func head(_ line: String) -> (host: String, tag: String, pid: UInt32, text: String)? {
  guard let zone = LocalZone(name: nil) else { return nil }
  var heads = HeadReader(
    stamps: StampReader(zone: zone, reference: 1_800_000_000, firstYear: 2026))
  return line.withByteView { line in
    var head = LineHead()
    guard heads.read(line, after: .empty, into: &head) else { return nil }
    return (
      line.clamped(head.host).string, line.clamped(head.tag).string, head.pid,
      line.from(head.text).string
    )
  }
}

private func time(_ line: String) -> Int64? {
  guard let zone = LocalZone(name: nil) else { return nil }
  var heads = HeadReader(
    stamps: StampReader(zone: zone, reference: 1_800_000_000, firstYear: 2026))
  return line.withByteView { line in
    var head = LineHead()
    return heads.read(line, after: .empty, into: &head) ? head.time.microseconds : nil
  }
}

@Suite("Headers behind or around something else")
struct CoveredHeadTests {
  private static let line = "Nov  7 18:10:13 mx1 postfix/smtpd[100]: connect"
  private static let precise = "2026-11-07T18:10:13.123456+01:00 mx1 postfix/smtpd[100]: connect"

  @Test(
    "The line's own header counts",
    arguments: [
      "Nov 7 18:10:13 mx1 postfix/smtpd[100]: connect",
      "Nov 07 2026 18:10:13 mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 2026 mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 <mail.info> mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 <2.6> mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mail.info mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mx1 mail:info postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mx1 mail:info syslog: postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mx1 journal: postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mx1 postfix/smtpd[100]: [ID 197553 mail.info] connect",
      "Nov  7 18:10:13 loghost \(line)", "Nov  7 18:10:13 loghost \(precise)",
      "postfix-mailcow-1  | \(line)", "mail_1 | \(precise)",
      "\u{1B}[36mpostfix-1  |\u{1B}[0m \(line)",
      "2026-11-07T17:10:13.123456789Z stdout F \(line)",
      "2026-11-07T17:10:13.123456789Z stderr F \(precise)",
      "2026-11-07T17:10:13.123456789Z \(line)", "1794071413000 \(line)",
      "103 <22>1 2026-11-07T18:10:13+01:00 mx1 postfix/smtpd 100 - - connect",
      "mail.log:\(line)", "/var/log/mail.log-20261107:\(line)", "mail.log:12:\(precise)",
      "   \(line)",
      "2026-11-07 18:10:13 mx1 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13,123 mx1 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13.123+01:00 mx1 postfix/smtpd[100]: connect",
      "Sat 2026-11-07 18:10:13 CET mx1 postfix/smtpd[100]: connect",
      "1794071413.123456 mx1 postfix/smtpd[100]: connect",
      "2026-11-07T18:10:13+01 mx1 postfix/smtpd[100]: connect",
      "2026-11-07T18:10:13.123+01 mx1 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13+01 mx1 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13 +01 mx1 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13 +0100 mx1 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13 +01:00 mx1 postfix/smtpd[100]: connect",
      "2026/11/07 18:10:13 mx1 postfix/smtpd[100]: connect",
      "07-11-2026 18:10:13 mx1 postfix/smtpd[100]: connect",
      "07.11.2026 18:10:13 mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mx1: postfix/smtpd[100]: connect",
      "[12345.678901] mx1 postfix/smtpd[100]: connect",
      "[    5.678901] mx1 postfix/smtpd[100]: connect",
      "mx1 postfix/smtpd[100]: connect",
      "* \(line)", "- \(line)", "# \(line)", "#\(line)", "| \(line)", "12: \(line)",
      "[2026-11-07T18:10:13+01:00] mx1 postfix/smtpd[100]: connect",
      "[2026-11-07 18:10:13] mx1 postfix/smtpd[100]: connect",
      "[Nov  7 18:10:13] mx1 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 mx1\tpostfix/smtpd[100]: connect",
      "> \(line)", ">> \(line)", "> > \(line)", "> \(precise)", ">   \(line)",
    ])
  func covered(line: String) throws {
    let found = try #require(head(line))
    #expect(found.host == "mx1")
    #expect(found.tag == "postfix/smtpd")
    #expect(found.pid == 100)
    #expect(found.text == "connect")
  }

  @Test(
    "Some name no host",
    arguments: [
      "Sat Nov  7 18:10:13 2026 mail.info postfix/smtpd[100]: connect",
      "2026-11-07T17:10:13.123456789Z stdout F postfix/smtpd[100]: connect",
      "2026-11-07T18:10:13.123456+01:00 INFO    postfix/smtpd[100]: connect",
      "postfix         | 2026-11-07T18:10:13.123456+01:00 WARNING postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 postfix/smtpd[100]: connect",
      "Nov  7 18:10:13 postfix/smtpd: connect",
      "2026-11-07T18:10:13.123456+01:00 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13 postfix/smtpd[100]: connect",
      "2026-11-07 18:10:13 info postfix/smtpd[100]: connect",
      "postfix/smtpd[100]: connect", "[2026-11-07 18:10:13] postfix/smtpd[100]: connect",
    ])
  func hostless(line: String) throws {
    let found = try #require(head(line))
    #expect(found.host == "")
    #expect(found.tag == "postfix/smtpd")
    #expect(found.text == "connect")
  }

  @Test("Exim's own log stays itself, alone and in a container")
  func exim() throws {
    for text in [
      "1xVYXE-0004Lc-1A => b@example.org R=dnslookup",
      "no host name found for IP address 192.0.2.7",
      "1rZeE0-00000GmsY00-CG0D Completed", "SMTP connection from [192.0.2.7]:25 closed",
      "H=mx.example.net [192.0.2.7]: x",
    ] {
      for cover in ["", "mail-exim-1  | ", "2026-11-07T17:10:13.123456789Z stdout F "] {
        let found = try #require(head("\(cover)2026-11-07 18:10:13 \(text)"))
        #expect(found.tag == "")
        #expect(found.text == text)
      }
    }
  }

  @Test(
    "Ordinary lines are not looked into",
    arguments: [
      "Nov  7 18:10:13 mx1 dovecot: imap: \(line)", "Nov  7 18:10:13 mx1 kernel: mail.info x[1]: y",
      "Nov  7 18:10:13 mx1 postfix/smtpd[100]: \(line)",
    ])
  func ordinary(line: String) throws {
    #expect(try #require(head(line)).host == "mx1")
    #expect(try #require(head(line)).tag != "x")
    #expect(try #require(head(line)).text != "connect")
  }

  @Test(
    "No header at all", arguments: ["a | b", "12 34", "x:y:z", "Sat is a day", "mail.log: | 1 2 3"])
  func none(line: String) { #expect(head(line) == nil) }

  @Test("A line of nothing but stamps is given up soon")
  func stampsOnly() {
    let stamps = String(repeating: "Nov  7 18:10:13 ", count: 60_000)
    #expect(head(stamps + "mx1 postfix/smtpd[100]: connect")?.tag != "postfix/smtpd")
  }

  @Test(
    "Months in the languages of machines",
    arguments: [
      ("Mar", "Mär mär Mrz März mars Mars mar M\u{C4}R"), ("Jan", "Jän janv. gen ene jan"),
      ("Feb", "févr. fevr fév feb"), ("Apr", "avr. avril abr apr"), ("May", "Mai mai mag may"),
      ("Jun", "Juni juin giu jun"), ("Jul", "Juli juil. lug jul"), ("Aug", "août aout ago aug"),
      ("Sep", "Sept sept. set sep"), ("Oct", "Okt oct. ott oct"), ("Nov", "nov. nov"),
      ("Dec", "Dez déc. dic dec"),
    ])
  func months(english: String, others: String) throws {
    let expected = try #require(time("\(english) 13 18:10:13 mx1 postfix/smtpd[100]: connect"))
    for name in others.split(separator: " ") {
      #expect(time("\(name) 13 18:10:13 mx1 postfix/smtpd[100]: connect") == expected, "\(name)")
      #expect(time("> \(name) 13 18:10:13 mx1 a[1]: x") == expected, "\(name)")
    }
    #expect(head("\(english.lowercased())x 13 18:10:13 mx1 a[1]: x") == nil)
  }

  @Test("A zone of hours alone counts, before a blank or behind one")
  func shortZones() throws {
    let expected = try #require(time("2026-11-07T18:10:13+01:00 mx1 a[1]: x"))
    for stamp in ["2026-11-07T18:10:13+01", "2026-11-07 18:10:13+01", "2026-11-07 18:10:13 +01"] {
      #expect(time("\(stamp) mx1 a[1]: x") == expected, "\(stamp)")
    }
    #expect(time("2026-11-07T14:10:13-03 mx1 a[1]: x") == expected)
  }

  @Test("Exim's own stamp dates a line that has no other")
  func undatedExim() throws {
    let line = "mx1.example exim[29786]: 2026-11-07 18:10:13 1xVYXE-0004Lc-1A Completed"
    #expect(try #require(head(line)).host == "mx1.example")
    #expect(time(line) == time("2026-11-07 18:10:13 1xVYXE-0004Lc-1A Completed"))
  }

  @Test("What shows a log puts lines of its own between those of the log")
  func shown() {
    let own = [
      "-- Logs begin at Mon 2026-03-02 10:00:00 CET, end at Tue 2026-03-03 10:00:00 CET. --",
      "-- Reboot --", "-- cursor: s=1", "--", "==> /var/log/mail.log <==", "...", "[...]", "```",
      "Binary file mail.log matches", "",
    ]
    for line in own { #expect(line.withByteView { $0.isLoggersOwn }, "\(line)") }
    for line in ["-", "--x", "-- x", "==>", "..", "[..]", "Binary", "text"] {
      #expect(!line.withByteView { $0.isLoggersOwn }, "\(line)")
    }
  }

  @Test("Nothing but known tags makes a header where there is no stamp")
  func undatedOthers() {
    for line in [
      "cron[12]: running something", "see foo[12]: a b c d e f", "[1234] in brackets: a",
    ] {
      #expect(head(line) == nil, "\(line)")
    }
  }

  @Test("A year in the stamp counts, and stamps since 1970 are in UTC")
  func years() throws {
    let old = try #require(time("Nov 07 2025 18:10:13 mx1 a[1]: x"))
    let new = try #require(time("Nov 07 2026 18:10:13 mx1 a[1]: x"))
    #expect(new - old == 365 * 86_400 * 1_000_000)
    #expect(time("1794071413.5 mx1 a[1]: x") == 1_794_071_413_500_000)
    #expect(time("1794071413123 mx1 a[1]: x") == 1_794_071_413_123_000)
  }
}
