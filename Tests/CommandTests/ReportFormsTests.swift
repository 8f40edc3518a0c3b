import Testing

@Suite("Forms and languages of the report")
struct ReportFormsTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test("The language is the option's, else the locale's")
  func language() throws {
    func first(_ line: String) throws -> String {
      String(try place.sh(line).output.prefix { $0 != "," })
    }
    let report = "$i report $options day.log"
    #expect(try first(report) == "IncaMail report")
    #expect(try first("\(report) --lang it") == "Rapporto IncaMail")
    #expect(try first("LC_ALL= LANG=de_CH.UTF-8 \(report)") == "IncaMail-Bericht")
    #expect(try first("LC_ALL= LC_MESSAGES=fr_CH LANG=de_CH \(report)") == "Rapport IncaMail")
    #expect(try first("LC_ALL=rm_CH.UTF-8 \(report)") == "IncaMail report")
  }

  @Test("JSON and CSV are English unless a language is named")
  func programs() throws {
    for format in ["json", "csv"] {
      let report = "LC_ALL=de_CH.UTF-8 $i report --format \(format) $options day.log"
      #expect(try place.sh(report).output.contains("crossed in plain text"))
      #expect(try place.sh("\(report) --lang de").output.contains("im Klartext übertragen"))
    }
  }

  @Test(
    "What a mail cannot be made of is told before any log is read",
    arguments: [
      ("--lang rm", "--lang: 'rm' is none of en, de, fr, it"),
      ("--to a@example.ch", "--to, --from and --subject belong to --format mail"),
      (
        "--format mail",
        "--format mail: who gets it? --to postmaster@example.ch, or 'mail: {to: …}' in the configuration"
      ),
      (
        "--format mail --to 'A <a@example.com.incamail.ch>'",
        "'A <a@example.com.incamail.ch>': the gateway would send the report to the platform; give "
          + "the address without the platform's suffix"
      ),
      ("--format mail --to 'a b'", "'a b' is no mail address"),
      (
        "--format mail --to a@example.ch --subject '<IM><c> Report'",
        "--subject: '<im>' and '<c>' are IncaMail's tags; the gateway would send the report to the "
          + "platform"
      ),
    ])
  func refused(options: String, message: String) throws {
    #expect(
      try place.sh("$i report \(options) nothing.log")
        == Ended(2, errors: "incatrail: \(message)\n"))
  }

  @Test("A mail's head holds what was asked for, and nothing that was smuggled in")
  func head() throws {
    let mail = try place.sh(
      "$i report --format mail --to 'Jörg Müller <j@example.ch>' --to k@example.ch "
        + "--from 'mx1 <root@example.ch>' --subject \"$(printf 'Tag\\nBcc: x@example.ch')\" "
        + "$options day.log"
    ).output
    let head = String(mail.prefix(upTo: mail.firstRange(of: "\n\n")?.lowerBound ?? mail.startIndex))
    #expect(
      head.hasPrefix(
        """
        From: mx1 <root@example.ch>
        To: =?UTF-8?Q?J=C3=B6rg_M=C3=BCller?=
         <j@example.ch>,
         k@example.ch
        Subject: Tag Bcc: x@example.ch
        Date: Tue, 24 Nov 2026 06:00:00 +0100
        Message-ID: <incatrail-report.1795496400.
        """))
    #expect(!head.contains("\nBcc:"))
  }

  @Test("A mail goes to those whom the configuration names, unless options say otherwise")
  func configured() throws {
    try place.write(
      "mail.yaml", "mail:\n  to: [a@example.ch, b@example.ch]\n  from: mx1@example.ch\n  lang: de\n"
    )
    func head(_ options: String) throws -> [Substring] {
      let mail = try place.sh("$i report --config mail.yaml \(options) $options day.log").output
      return mail.split(separator: "\n").filter { line in
        ["From:", "To:", " b@", "Content-Language:", "IncaM"].contains { line.hasPrefix($0) }
      }
    }
    #expect(
      try head("--format mail").prefix(4) == [
        "From: mx1@example.ch", "To: a@example.ch,", " b@example.ch", "Content-Language: de-CH",
      ])
    #expect(
      try head("--format mail --to c@example.ch --from d@example.ch --lang fr").prefix(3) == [
        "From: d@example.ch", "To: c@example.ch", "Content-Language: fr-CH",
      ])
    #expect(try head("").first?.hasPrefix("IncaMail report, ") == true, "no mail: as ever")
  }

  @Test("Style and script of the page are those that its policy allows")
  func hashes() throws {
    for tag in ["style", "script"] {
      let hash = try place.sh(
        "$i report --format html $options day.log > page.html; "
          + "perl -0777 -ne 'print $1 if m{<\(tag)>(.*?)</\(tag)>}s' page.html "
          + "| sha256sum | cut -d' ' -f1 | perl -ne 'chomp; print pack(\"H*\", $_)' | base64"
      ).output
      let line = try place.sh("grep -c \"\(tag)-src 'sha256-\(hash.dropLast())'\" page.html")
      #expect(line.output == "1\n", "\(tag) has the hash \(hash)")
    }
  }
}
