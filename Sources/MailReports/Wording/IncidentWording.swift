import MailTerms

/// An incident in words, shared by the first screen and the list.
struct IncidentWording {
  let incident: Incident
  let advice: Advice
  private let words: Words
  /// The report covers one day and it began on that: its times need no date.
  private let isOfTheDay: Bool
  /// The one gateway that met it, where there are others that did not.
  let loneGateway: String?
  /// `, for 3 days`; empty where history tells nothing of it.
  private let course: String

  init(_ incident: Incident, _ summary: Summary) {
    self.incident = incident
    words = summary.words
    advice = summary.options.advice[incident]
    isOfTheDay =
      summary.coversOneDay && incident.first.dayText == summary.span?.first.dayText
    course = summary.course(of: incident.cause)
    let isAlone = incident.gateways.count == 1 && summary.figures.gateways.count > 1
    loneGateway = isAlone ? incident.gateways.first?.printable : nil
  }

  /// `gw2.incamail.com refused our certificate`.
  var headline: String {
    let peer = words.host(incident.cause.peer, of: incident.cause.failure)
    return advice.headline(peer: peer).capitalisedIfWords
  }

  /// `09:12–09:47, for 3 days`.
  var span: String { times + course }

  private var times: String {
    let (first, last) = (incident.first, incident.last)
    let day = isOfTheDay ? "" : "\(words.day(first)) "
    if first.dayText == last.dayText {
      return first.clockText == last.clockText
        ? "\(day)\(first.clockText)" : "\(day)\(first.clockText)–\(last.clockText)"
    }
    return "\(words.minute(first)) – \(words.minute(last))"
  }

  /// `38 messages, 36 delivered later after 22 min (median), 2 returned`.
  var consequence: String {
    var parts = [words.counted(incident.messages, .messages)]
    if incident.recipients != incident.messages {
      let recipients = words.counted(incident.recipients, .recipients)
      parts = [words(.incidentRecipients, ["messages": parts[0], "recipients": recipients])]
    }
    if incident.deliveredLater > 0 {
      // Where another host took it in the same attempt it may not have taken any time.
      let delay = incident.delays.median.flatMap {
        $0 == 0 ? nil : " " + words(.incidentDelay, ["delay": words.delay(milliseconds: $0)])
      }
      parts.append(
        words.counted(incident.deliveredLater, .incidentLater, ["delay": delay ?? ""]))
    }
    for (count, phrase) in [
      (incident.returned, Phrase.incidentReturned), (incident.rejected, .incidentRejected),
      (incident.discarded, .incidentDropped), (incident.open, .incidentOpen),
    ] where count > 0 {
      parts.append(words.counted(count, phrase))
    }
    return parts.joined(separator: ", ")
  }

  /// `tls.not-offered, at mx1, first message 4cKM2r6fBYz2xKj`.
  var place: String {
    var place = incident.cause.failure.name
    if !incident.gateways.isEmpty {
      let hosts = incident.gateways.joined(separator: ", ").printable
      place += words(loneGateway == nil ? .incidentAt : .incidentAtAlone, ["hosts": hosts])
    }
    if let queueID = incident.queueID {
      place += words(.incidentFirst, ["id": queueID.printable])
    }
    return place
  }

  /// The line that tells; of one that is too long the beginning, and the reason with what is behind it.
  /// - Parameters:
  ///   - columns: about so many there is room for.
  ///   - fits: whether there is room for a text.
  func evidence(within columns: Int, _ fits: (String) -> Bool) -> String? {
    guard let line = incident.evidence?.printable else { return nil }
    let least = columns / 4
    guard !fits(line), let place = incident.reasonStart, place > least else { return line }
    let tail = " … \(line.dropFirst(place).prefix(columns))"
    var start = line.prefix(min(place, columns))
    while start.count > least, !fits(start + tail) {
      start = start.lastIndex(of: " ").map { start[..<$0] } ?? start.prefix(least)
    }
    return start + tail
  }

  /// `We: Open port 25 from the MTA to the platform. [2, 6.4]`.
  var action: String {
    let who = words[advice.actor].capitalisedFirst
    return words(.action, ["who": who, "items": "", "fix": advice.fix]) + advice.checklistText
  }
}

extension Summary {
  fileprivate func course(of cause: Incident.Cause) -> String {
    guard let comparison else { return "" }
    if let days = comparison.streak(cause) { return words.counted(days, .incidentDays) }
    return comparison.isNew(cause) ? words[.incidentNew] : ""
  }
}

extension Advice {
  /// `[6.1, 6.2]`, or nothing.
  var checklistText: String {
    checklist.isEmpty ? "" : " [\(checklist.joined(separator: ", "))]"
  }
}

extension Words {
  /// Where it came to a failure. Where the log names no host it was this one, if it takes no other for
  /// such a failure.
  func host(_ name: String?, of failure: FailureClass?) -> String {
    name?.printable ?? self[failure?.takesPeer == true ? .unnamedHost : .thisHost]
  }
}

extension FailureClass {
  /// Comes only of talking to another host, or of trying to.
  fileprivate var takesPeer: Bool { isNetwork || isTLS && self != .tlsLocal }
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
    // A window of one day ends where the next one begins; on the clock, for it may have 25 hours.
    return span.first.dayText == span.last.dayText
      || span.last.localSeconds - span.first.localSeconds <= 86400
        && span.last.clockText == "00:00"
  }
}

extension String {
  /// A capital at the start, unless that is a host name, whose spelling is its own.
  fileprivate var capitalisedIfWords: String {
    prefix { $0 != " " }.contains(".") ? self : capitalisedFirst
  }
}
