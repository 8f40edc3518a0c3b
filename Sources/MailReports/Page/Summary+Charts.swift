import MailTerms

/// The charts of a page.
extension Summary {
  var charts: [BarChart] { [timeChart, classChart, delayChart, tlsChart].compactMap { $0 } }

  /// Outcomes along time: by hours of up to a week, else by days.
  private var timeChart: BarChart? {
    guard let first = series.hours.keys.min(), let last = series.hours.keys.max() else {
      return nil
    }
    let byHour = course == nil && last - first < 24 * 7
    let counts = byHour ? series.hours : series.days
    let (start, end) = byHour ? (first, last) : (first / 24, last / 24)
    let isOneDay = first / 24 == last / 24
    // A stamp far off would draw nothing but emptiness.
    let bars = (max(start, end - 799)...end).map { slot in
      let found = counts[slot] ?? EnumCounts()
      func sum(_ of: Outcome...) -> Int { of.reduce(0) { $0 + found[$1] } }
      return BarChart.Bar(
        label: byHour ? hourLabel(slot, isOneDay) : dayLabel(slot),
        counts: [
          sum(.delivered), sum(.deferred, .held, .unknown),
          sum(.bounced, .expired, .rejected, .discarded),
        ])
    }
    return BarChart(
      title: words[byHour ? .pageChartHours : .pageChartDays],
      series: [words[.outcomeDelivered], words[.pageOpen], words[.pageFailed]], bars: bars)
  }

  private func hourLabel(_ hour: Int64, _ isOneDay: Bool) -> String {
    let clock = "\(hour % 24 < 10 ? "0" : "")\(hour % 24):00"
    return isOneDay ? clock : "\(dayLabel(hour / 24)) \(clock)"
  }

  /// `22.11.`, in English `11-22`.
  private func dayLabel(_ day: Int64) -> String {
    let date = CivilDate(daysSince1970: Int(day))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return words.language == .english
      ? "\(two(date.month))-\(two(date.day))" : "\(two(date.day)).\(two(date.month))."
  }

  /// The five most frequent classes along days; on one day, lying bars.
  private var classChart: BarChart? {
    let top = figures.classes.met.sorted { $0.count > $1.count }
    guard let first = series.failures.keys.min(), let last = series.failures.keys.max() else {
      return nil
    }
    if first == last {
      let bars = top.prefix(10).map { BarChart.Bar(label: $0.key.name, counts: [$0.count]) }
      return BarChart(
        title: words[.pageChartClasses], series: [""], bars: bars, isLying: true, colours: [2])
    }
    let named = top.prefix(5).map(\.key)
    let bars = (max(first, last - 799)...last).map { day in
      let found = series.failures[day] ?? EnumCounts()
      let counts = named.map { found[$0] }
      let others = top.count > named.count ? [found.total - counts.reduce(0, +)] : []
      return BarChart.Bar(label: dayLabel(day), counts: counts + others)
    }
    let others = top.count > named.count ? [words[.pageOther]] : []
    return BarChart(
      title: words[.pageChartClasses], series: named.map(\.name) + others, bars: bars,
      colours: [2, 3, 1, 4, 0, 5])
  }

  private var delayChart: BarChart? {
    guard figures.delays.count > 0 else { return nil }
    let limits: [Int64] = [1, 10, 60, 900, 3600, 14_400].map { $0 * 1000 }
    var labels = limits.map {
      words(.pageUpTo, ["limit": words.duration($0 / 1000)])
    }
    labels.append(words[.pageLonger])
    let bars = zip(labels, figures.delays.counts(upTo: limits)).map {
      BarChart.Bar(label: $0, counts: [$1])
    }
    return BarChart(
      title: words[.pageChartDelays], series: [""], bars: bars, isLying: true, colours: [3])
  }

  private var tlsChart: BarChart? {
    let tls = figures.tls
    guard tls.crossed > 0 else { return nil }
    var bars = tls.versions.mostFirst.prefix(6).map { version, count in
      BarChart.Bar(
        label: version == "unknown" ? words[.notKnown] : version.printable, counts: [count])
    }
    if tls.plain > 0 { bars.append(.init(label: words[.tlsPlain], counts: [tls.plain])) }
    if tls.unknown > 0 { bars.append(.init(label: words[.notKnown], counts: [tls.unknown])) }
    return BarChart(
      title: words[.pageChartTls], series: [""], bars: bars, isLying: true, colours: [3])
  }
}
