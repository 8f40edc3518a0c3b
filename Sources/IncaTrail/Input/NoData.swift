internal import MailTerms

/// Why a run says nothing of the mail: nothing read, nothing of a mail system, next to nothing
/// understood. "No news" must not be taken for "all is well".
enum NoData {
  /// Less than this share of the mail system's lines understood is next to nothing.
  private static let leastPercent = 50

  /// - Parameter newest: the newest line of a mail system, in the window or not.
  static func sentence(
    for coverage: Coverage, _ window: ReadingWindow, newest: LogTime?, isJournal: Bool
  ) -> String? {
    let readable = coverage.sources.filter { $0.problem == nil }
    let bytes = coverage.sources.reduce(0) { $0 + $1.bytes }
    if bytes == 0, newest == nil {
      // Where nothing but unreadable sources were given, they have been named already.
      guard let first = readable.first, readable.count == coverage.sources.count else { return nil }
      // A window may pass over every byte of a source.
      if first.first == nil, window.since != nil { return emptyWindow(window, newest) }
      if isJournal {
        return
          "nothing to read: no log is given, none of a mail system is in /var/log (mail.log, maillog, exim4, "
          + "exim), and the journal tells nothing of one (the groups adm and systemd-journal may read all "
          + "of it): name files or directories, or pipe one"
      }
      let what =
        first.name == "-"
        ? "standard input is" : readable.count == 1 ? "\(first.name) is" : "all are"
      let hint =
        first.name == "-"
        ? "; name the log, or give </dev/null to read the configured or usual ones" : ""
      return "nothing to read: \(what) empty\(hint)"
    }
    let lines = coverage.lines
    if coverage.hosts.allSatisfy({ $0.lines == 0 }) {
      if newest != nil || window.isGiven, lines.read == 0 { return emptyWindow(window, newest) }
      return
        "no line of a mail system among \(lines.read) read: give the log of a mail system (Postfix, Exim, Exchange, sendmail)"
    }
    let judged = lines.understood + lines.unknown
    if lines.understood * 100 < judged * leastPercent {
      return "only \(lines.understood) of \(judged) lines are understood, too few to say anything; "
        + "'incatrail events' shows which are not"
    }
    return nil
  }

  private static func emptyWindow(_ window: ReadingWindow, _ newest: LogTime?) -> String {
    var text = "no line of a mail system"
    if let since = window.since { text += " since \(since.description)" }
    if let until = window.until {
      text += (window.since == nil ? " before " : " until ") + until.description
    }
    if let newest { text += "; the newest read is of \(newest.description)" }
    return text + ": give the logs of that time"
  }
}
