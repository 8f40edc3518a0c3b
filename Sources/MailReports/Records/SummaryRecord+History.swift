import MailTerms

/// What history adds to the summary as JSON.
extension JSONWriter {
  /// Writes nothing where there is no history.
  mutating func history(_ summary: Summary) {
    guard summary.comparison != nil || summary.course != nil else { return }
    key("history" as StaticString)
    beginObject()
    if let comparison = summary.comparison { self.comparison(comparison, summary) }
    if let course = summary.course { self.course(course) }
    endObject()
  }

  private mutating func comparison(_ comparison: Comparison, _ summary: Summary) {
    key("day_before" as StaticString)
    if let before = comparison.dayBefore { day(before.day, before) } else { null() }
    key("weekday_median" as StaticString)
    if let usual = comparison.usual {
      beginObject()
      number("days", usual.count)
      number("messages", usual.messages)
      number("failed", usual.failed.count)
      number("recipients", usual.failed.of)
      key("delay_p50" as StaticString)
      value(milliseconds: usual.delay)
      endObject()
    } else {
      null()
    }
    var causes: [Incident.Cause] = []
    for incident in summary.incidents.all where !causes.contains(incident.cause) {
      causes.append(incident.cause)
    }
    key("new" as StaticString)
    beginArray()
    for cause in causes where comparison.isNew(cause) { self.cause(cause, days: nil) }
    endArray()
    key("continuing" as StaticString)
    beginArray()
    for cause in causes {
      if let days = comparison.streak(cause) { self.cause(cause, days: days) }
    }
    endArray()
    key("silent" as StaticString)
    beginArray()
    for silence in comparison.silences {
      beginObject()
      number("from_hour", silence.from)
      number("to_hour", silence.to)
      number("usual_messages", silence.usual)
      endObject()
    }
    endArray()
  }

  private mutating func cause(_ cause: Incident.Cause, days: Int?) {
    beginObject()
    key("class" as StaticString)
    value(cause.failure.name)
    key("direction" as StaticString)
    value((cause.isInbound ? Direction.inbound : .outbound).rawValue)
    key("peer" as StaticString)
    value(cause.peer)
    if let days { number("days", days) }
    endObject()
  }

  private mutating func course(_ course: Course) {
    key("days" as StaticString)
    beginArray()
    for (day, past) in course.days {
      if let past { self.day(day, past) }
    }
    endArray()
    key("missing_days" as StaticString)
    strings(course.missing.map(dayText))
  }

  private mutating func day(_ day: Int, _ past: PastDay) {
    beginObject()
    key("day" as StaticString)
    value(dayText(day))
    number("messages", past.messages)
    number("recipients", past.recipients)
    number("failed", past.failed)
    key("delay_p50" as StaticString)
    value(milliseconds: past.medianDelay)
    key("verdict" as StaticString)
    value(past.grade.rawValue)
    endObject()
  }
}

/// `2026-11-24`, whatever the language.
func dayText(_ day: Int) -> String {
  LogTime(microseconds: Int64(day) * 86_400_000_000, offsetMinutes: 0, decimals: 0).dayText
}
