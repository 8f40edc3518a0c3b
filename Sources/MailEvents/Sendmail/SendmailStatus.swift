package import ByteTools

/// How an attempt of sendmail's ended, by its `stat=` and `dsn=`.
package enum SendmailStatus: Sendable {
  case sent, deferred
  /// Accepted and not tried yet.
  case queued
  case quarantined, discarded
  /// Failed for good.
  case bounced

  /// - Parameter event: an attempt, read from `line`.
  package init(_ event: borrowing LineEvent, in line: ByteView) {
    let words = event.text(.status, in: line) ?? .empty
    if words == "Sent" {
      self = .sent
    } else if words == "Deferred" {
      self = .deferred
    } else if words == "queued" {
      self = .queued
    } else if words == "quarantined" {
      self = .quarantined
    } else if words == "discarded" {
      self = .discarded
    } else if let status = event.text(.dsn, in: line), status.starts(with: "4") {
      // `Operating system error`, `I/O error`.
      self = .deferred
    } else {
      self = .bounced
    }
  }
}

/// Intervals as sendmail writes them: `00:00:04`, `5+00:00:01`.
package enum SendmailInterval {
  package static func milliseconds(_ text: ByteView) -> Int? {
    var start = text.starts(with: "-") ? 1 : 0
    var days = 0
    if let plus = text.firstIndex(of: UInt8(ascii: "+")) {
      guard let (value, end) = text.number(at: start), end == plus, value < 1 << 20 else {
        return nil
      }
      days = value
      start = plus + 1
    }
    guard let (hours, colon) = text.number(at: start), hours < 1 << 20, text.holds(":", at: colon),
      let (minutes, second) = text.number(at: colon + 1), minutes < 60,
      text.holds(":", at: second), let (seconds, end) = text.number(at: second + 1), seconds < 60,
      end == text.count
    else { return nil }
    // A clock that was put back.
    guard !text.starts(with: "-") else { return 0 }
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
  }
}
