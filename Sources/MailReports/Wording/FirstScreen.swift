import MailPrivacy
import MailTerms

/// What the first screen of every form says: title, numbers, reasons, who was seen.
extension Summary {
  /// `IncaMail report, 2026-11-22 00:00 to 24:00 +01:00`.
  var title: String {
    guard let span = spanText else { return words[.title] }
    return "\(words[.title]), \(span)"
  }

  /// The time that is covered.
  var spanText: String? {
    guard let (first, last) = span else { return nil }
    if coversOneDay {
      return words(
        .titleSpanDay,
        [
          "day": words.day(first), "first": first.clockText, "last": last.endClockText,
          "offset": last.offsetText,
        ])
    }
    return words(
      .titleSpan,
      ["first": words.minute(first), "last": words.minute(last), "offset": last.offsetText])
  }

  /// `CRITICAL:`.
  var verdictWord: String { words(.verdict, ["grade": words[verdict.grade]]) }

  /// One sentence on what became of the mail.
  var numbers: String {
    guard figures.messages > 0 else { return words[.noneSeen] }
    var parts: [String] = []
    let bound = figures.reached.total
    if bound > 0 {
      parts.append(
        words.counted(figures.reached[.platform], .reachedOf, ["all": words.grouped(bound)]))
    }
    for (outcome, phrase) in [
      (Outcome.delivered, Phrase.countDelivered), (.deferred, .countDeferred), (.held, .countHeld),
      (.bounced, .countBounced), (.expired, .countExpired), (.rejected, .countRejected),
      (.discarded, .countDiscarded), (.unknown, .countUnknown),
    ] {
      let count = figures.outcomes[outcome]
      if count > 0 { parts.append(words.counted(count, phrase)) }
    }
    return words(
      .numbers,
      [
        "messages": words.counted(figures.messages, .messages),
        "recipients": words.counted(figures.recipients, .recipients),
        "parts": parts.joined(separator: ", "),
      ])
  }

  /// The reasons behind the first one. Who was seen is told apart.
  var otherReasons: [String] {
    let seen = gatewaysSeen(self)
    return verdict.reasons.dropFirst().filter { $0 != seen }
  }

  /// What stands in place of a list of actions.
  var withoutActions: String {
    switch verdict.grade {
    case .ok: words[.nothingToDo]
    case .noData: words[.giveLogs]
    case .attention, .critical: words[.seeAbove]
    }
  }

  /// What the level of privacy leaves out; nil where nothing is.
  var privacyNote: String? {
    switch options.privacy.level {
    case .full: nil
    case .pseudonym: words[.privacyPseudonym]
    case .domain: words[.privacyDomain]
    case .aggregate: words[.privacyAggregate]
    }
  }

  var seenSentence: String {
    let lines = coverage.lines
    let mail = lines.understood + lines.unknown
    let share =
      mail == 0
      ? "" : words(.seenShare, ["percent": words.percent(lines.understood, of: mail)])
    return words(
      .seen,
      [
        "hosts": gatewaysSeen(self), "lines": words.counted(lines.read, .lines), "share": share,
      ])
  }
}

extension LogTime {
  /// The end of a day is `24:00`, not `00:00`.
  fileprivate var endClockText: String { clockText == "00:00" ? "24:00" : clockText }
}
