import ByteTools
package import MailTerms

/// The report as a whole mail for `sendmail -t`: plain text, and the same in HTML that mail programs
/// can show.
package struct MailReport {
  /// What the mail's head needs beyond the report.
  package struct Head: Sendable {
    package var from: String
    package var to: [String]
    /// nil: the verdict.
    package var subject: String?
    package var date: LogTime
    /// Of the machine that makes the mail, for its Message-ID.
    package var host: String

    package init(from: String, to: [String], subject: String?, date: LogTime, host: String) {
      self.from = from
      self.to = to
      self.subject = subject
      self.date = date
      self.host = host
    }
  }

  package static func render(_ summary: Summary, _ head: Head) -> [UInt8] {
    let plain = TextReport.render(summary)
    let seed = UInt64(bitPattern: head.date.microseconds)
    let mark = plain.withByteView { String($0.hash64(seed: seed), radix: 16) }
    let words = summary.words
    // An equals sign is always encoded in a body, so no body bears this.
    let boundary = "=_incatrail_\(mark)"
    var text = ""
    func field(_ name: String, _ value: String) { text += "\(name): \(value)\n" }
    field("From", HeaderText.mailbox(head.from))
    field("To", head.to.map(HeaderText.mailbox).joined(separator: ",\n "))
    field("Subject", HeaderText.unstructured(subject(summary, head), after: "Subject"))
    field("Date", date(head.date))
    field("Message-ID", "<incatrail-report.\(head.date.seconds).\(mark)@\(head.host.asHost)>")
    field("MIME-Version", "1.0")
    field("Auto-Submitted", "auto-generated")
    // For Exchange; All would suppress bounces too.
    field("X-Auto-Response-Suppress", "OOF, AutoReply")
    field("Content-Language", words.language.tag)
    field("X-Incatrail-Status", summary.verdict.grade.rawValue)
    if let (first, last) = summary.span {
      field("X-Incatrail-Window", "\(first.description)/\(last.description)")
    }
    if summary.verdict.grade == .critical { field("Importance", "high") }
    field("Content-Type", "multipart/alternative;\n boundary=\"\(boundary)\"")
    text += "\n"
    for (type, body) in [("plain", plain), ("html", MailPage.render(summary))] {
      text += "--\(boundary)\nContent-Type: text/\(type); charset=utf-8\n"
      text += "Content-Transfer-Encoding: quoted-printable\n\n"
      text += QuotedPrintable.encode(body) + "\n"
    }
    text += "--\(boundary)--\n"
    return Array(text.utf8)
  }

  /// The verdict in a line. Angle brackets are left out: the gateway would take the platform's tag
  /// for an order to send the report there.
  static func subject(_ summary: Summary, _ head: Head) -> String {
    let usual = summary.words(
      .mailSubject,
      [
        "grade": summary.words[summary.verdict.grade],
        "reason": summary.verdict.reasons.first ?? summary.words[.nothingRead],
      ])
    return (head.subject ?? usual).printable.cut(to: 200).filter { $0 != "<" && $0 != ">" }
  }

  private static func date(_ time: LogTime) -> String {
    let text = time.description
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return text }
    return HeaderText.date(
      CivilDate(year: parts[0], month: parts[1], day: parts[2]),
      clock: String(text.dropFirst(11).prefix(8)), offset: time.offsetText)
  }
}

extension String {
  /// What may stand behind the `@` of a Message-ID.
  fileprivate var asHost: String {
    let clean = filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    return clean.isEmpty ? "localhost" : clean
  }
}
