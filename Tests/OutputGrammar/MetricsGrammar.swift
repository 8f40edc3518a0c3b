/// What a file of metrics breaks of the Prometheus text format 0.0.4 or of OpenMetrics 1.0, and of
/// our own names; empty where it is well formed.
///
/// Written from the two specifications alone, and apart from the code that writes the forms.
package struct MetricsGrammar {
  package private(set) var faults: [String] = []
  /// By series, as written: `incatrail_verdict{verdict="ok"}`.
  package private(set) var samples: [String: String] = [:]
  private let isOpenMetrics: Bool
  private var types: [String: String] = [:]
  private var helped: Set<String> = []
  private var closed: Set<String> = []
  private var current = ""
  private var buckets: [String: [(bound: Double, count: Double)]] = [:]

  private static let personal: Set<String> = [
    "from", "to", "sender", "recipient", "address", "user", "queue_id", "message_id", "subject",
  ]

  package init(_ bytes: [UInt8], openMetrics: Bool) {
    isOpenMetrics = openMetrics
    let text = String(decoding: bytes, as: UTF8.self)
    check(text.hasSuffix(openMetrics ? "\n# EOF\n" : "\n"), "it ends otherwise")
    check(!text.contains("\r"), "a carriage return")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line == "# EOF", openMetrics { continue }
      if line.hasPrefix("#") { readComment(line) } else { readSample(line) }
    }
    for (series, rows) in buckets {
      let bounds = rows.map(\.bound)
      check(bounds == bounds.sorted() && Set(bounds).count == bounds.count, "\(series): bounds")
      check(bounds.last == .infinity, "\(series): no +Inf")
      check(rows.map(\.count) == rows.map(\.count).sorted(), "\(series): counts fall")
      let count = samples[series + (openMetrics ? "_gcount" : "_count")].flatMap(Double.init)
      check(count == rows.last?.count, "\(series): the count is not that of +Inf")
      let sum = samples[series + (openMetrics ? "_gsum" : "_sum")]
      check(sum != nil, "\(series): no sum")
    }
  }

  private mutating func readComment(_ line: Substring) {
    guard let match = line.wholeMatch(of: /# (HELP|TYPE|UNIT) ([a-z][a-z0-9_]*) (\S.*)/) else {
      return check(false, "no comment of the form: \(line)")
    }
    let name = String(match.2)
    enter(name)
    check(name.hasPrefix("incatrail_"), "\(name): not ours")
    switch match.1 {
    case "HELP": check(helped.insert(name).inserted, "\(name): a second HELP")
    case "UNIT":
      check(isOpenMetrics && name.hasSuffix("_\(match.3)"), "\(name): unit \(match.3)")
    default:
      let known =
        isOpenMetrics ? ["gauge", "gaugehistogram", "info"] : ["gauge", "histogram"]
      check(known.contains(String(match.3)), "\(name): type \(match.3)")
      check(types.updateValue(String(match.3), forKey: name) == nil, "\(name): a second TYPE")
    }
  }

  private mutating func readSample(_ line: Substring) {
    guard
      let match = line.wholeMatch(
        of:
          /([a-z][a-z0-9_]*)(?:\{((?:[a-z_]+="(?:[^"\\]|\\["\\n])*",?)+)\})? (-?[0-9]+(?:\.[0-9]+)?)/
      )
    else { return check(false, "no sample: \(line)") }
    let name = String(match.1)
    let family = family(of: name)
    check(types[family] != nil && helped.contains(family), "\(name): no TYPE or no HELP")
    enter(family)
    // Nothing here only grows.
    check(!name.hasSuffix("_total"), "\(name): a window is no counter")
    let labels = (match.2 ?? "").matches(of: /([a-z_]+)="((?:[^"\\]|\\["\\n])*)"/)
    let names = labels.map { String($0.1) }
    check(Set(names).count == names.count, "\(name): a label twice")
    check(Self.personal.isDisjoint(with: names), "\(name): a personal label")
    let series = name + (match.2.map { "{\($0)}" } ?? "")
    check(samples.updateValue(String(match.3), forKey: series) == nil, "\(series): twice")
    if name.hasSuffix("_bucket"), let bound = labels.first(where: { $0.1 == "le" })?.2 {
      check(!isOpenMetrics || bound == "+Inf" || bound.contains("."), "\(series): le \(bound)")
      let limit = bound == "+Inf" ? Double.infinity : Double(bound) ?? .nan
      buckets[family, default: []].append((limit, Double(match.3) ?? .nan))
    }
  }

  private func family(of name: String) -> String {
    if types[name] != nil { return name }
    for suffix in ["_bucket", "_sum", "_count", "_gsum", "_gcount", "_info"]
    where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  /// All lines of a family stand together.
  private mutating func enter(_ family: String) {
    guard family != current else { return }
    check(!closed.contains(family), "\(family): its lines are not together")
    closed.insert(current)
    current = family
  }

  private mutating func check(_ holds: Bool, _ fault: String) {
    if !holds { faults.append(fault) }
  }
}
