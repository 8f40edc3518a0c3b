internal import MailPrivacy
internal import MailReports
internal import MailTerms

/// Days as history tells them, each with the latest that is known of the messages that arrived on it.
/// - Parameter latest: a history that is later than all of them; it may tell how they ended.
func pastDays(
  _ days: [Int: [History]], asTold latest: History? = nil, _ options: SummaryOptions
) -> [PastDay] {
  var options = options
  // What is compared is hidden by the report that shows it.
  options.privacy = .full
  let order = days.keys.sorted()
  let parts = order.flatMap { day in (days[day] ?? []).map { (day, $0) } }
  let histories = History.brought(upToDate: parts.map(\.1) + [latest].compactMap { $0 })
  var ofDay: [Int: [History]] = [:]
  for ((day, _), history) in zip(parts, histories) { ofDay[day, default: []].append(history) }
  return order.compactMap { day in
    guard let whole = History.merged(ofDay[day] ?? []) else { return nil }
    return PastDay(
      Summary(whole, options), day: day, grade: Verdict.Grade(rawValue: whole.verdict))
  }
}
