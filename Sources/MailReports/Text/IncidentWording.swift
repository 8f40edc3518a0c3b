import MailTerms

/// An incident in words, shared by the first screen and the list.
struct IncidentWording {
  let incident: Incident
  let advice: Advice
  /// The report covers one day: times need no date.
  let oneDay: Bool
  /// The one gateway that met it, where there are others that did not.
  let loneGateway: String?

  init(_ incident: Incident, _ summary: Summary) {
    self.incident = incident
    advice = summary.options.advice[.failure(incident.cause.failure), incident.direction]
    oneDay = summary.coversOneDay
    let isAlone = incident.gateways.count == 1 && summary.figures.gateways.count > 1
    loneGateway = isAlone ? incident.gateways.first?.printable : nil
  }

  /// `gw2.incamail.com refused our certificate`.
  var headline: String {
    advice.headline(peer: incident.cause.peer?.printable ?? "this host").capitalisedIfWords
  }

  /// `09:12–09:47`.
  var span: String {
    let (first, last) = (incident.first, incident.last)
    let day = oneDay ? "" : "\(first.dayText) "
    if first.dayText == last.dayText {
      return first.clockText == last.clockText
        ? "\(day)\(first.clockText)" : "\(day)\(first.clockText)–\(last.clockText)"
    }
    return "\(first.minuteText) – \(last.minuteText)"
  }

  /// `38 messages, 36 delivered later after 22 min (median), 2 returned`.
  var consequence: String {
    var parts = [counted(incident.messages, "message")]
    if incident.recipients != incident.messages {
      parts[0] += " to \(counted(incident.recipients, "recipient"))"
    }
    if incident.deliveredLater > 0 {
      let delay = incident.delays.median.map { " after \(delayText(milliseconds: $0)) (median)" }
      parts.append("\(grouped(incident.deliveredLater)) delivered later\(delay ?? "")")
    }
    for (count, word) in [
      (incident.returned, "returned"), (incident.rejected, "rejected"),
      (incident.discarded, "dropped"), (incident.open, "still open"),
    ] where count > 0 {
      parts.append("\(grouped(count)) \(word)")
    }
    return parts.joined(separator: ", ")
  }
}

extension Advice {
  /// `[6.1, 6.2]`, or nothing.
  var checklistText: String {
    checklist.isEmpty ? "" : " [\(checklist.joined(separator: ", "))]"
  }
}

extension Incident {
  /// Mail that did not get through, for good or so far.
  var failed: Int { returned + rejected + discarded + open }
  /// Not ours to mend. What our own filter does to mail of the platform is.
  var isUserError: Bool {
    cause.failure.isUserError && !(cause.isInbound && cause.failure.isFilterOrTLS)
  }
}

extension Summary {
  /// First and last moment of what the report covers.
  var span: (first: LogTime, last: LogTime)? {
    let first = window.since ?? coverage.hosts.compactMap(\.first).min()
    let last = window.until ?? now
    guard let first, let last else { return nil }
    return (first, last)
  }

  var coversOneDay: Bool {
    guard let span else { return false }
    // A window of one day ends where the next one begins.
    return span.first.dayText == span.last.dayText
      || (span.last.seconds - span.first.seconds <= 86400 && span.last.clockText == "00:00")
  }
}

extension String {
  /// A capital at the start, unless that is a host name, whose spelling is its own.
  fileprivate var capitalisedIfWords: String {
    prefix { $0 != " " }.contains(".") ? self : capitalisedFirst
  }
}
