import ByteTools

/// The two text forms that Prometheus reads: much alike, and neither a part of the other.
package enum MetricsFormat: Sendable {
  /// 0.0.4: what node_exporter's textfile collector reads, and nothing else.
  case prometheus
  /// OpenMetrics 1.0: for a scrape or a gateway.
  case openMetrics
}

/// Writes families of metrics, each with its type and help in front.
///
/// Sources: Prometheus "Exposition formats"; OpenMetrics 1.0. Numbers never follow the locale. No
/// sample bears a time: for one that does, the collector passes over the whole file.
struct MetricsText {
  private(set) var bytes: [UInt8] = []
  private let format: MetricsFormat

  init(_ format: MetricsFormat) { self.format = format }

  struct Label {
    let name: StaticString
    let value: String
  }

  struct Sample {
    var labels: [Label] = []
    let value: Double
  }

  /// A family of gauges: one sample for each of `samples`.
  mutating func gauge(
    _ name: String, _ help: StaticString, _ samples: [Sample]
  ) {
    head(name, "gauge", help)
    for sample in samples { put(sample, name) }
  }

  mutating func gauge(_ name: String, _ help: StaticString, _ value: Double) {
    gauge(name, help, [Sample(value: value)])
  }

  /// How many of something that goes up and down are how large, in seconds.
  ///
  /// OpenMetrics has a type for that. The older format knows histograms that only grow; the buckets
  /// are the same, but `rate` says nothing about them.
  /// - Parameters:
  ///   - bounds: in seconds, rising.
  ///   - within: how many are no larger than each bound.
  mutating func histogram(
    _ name: String, _ help: StaticString, bounds: [Int], within: [Int], count: Int, sum: Double
  ) {
    let isOpen = format == .openMetrics
    head(name, isOpen ? "gaugehistogram" : "histogram", help)
    for (bound, number) in zip(bounds, within) {
      let label = Label(name: "le", value: isOpen ? "\(bound).0" : "\(bound)")
      put(Sample(labels: [label], value: Double(number)), "\(name)_bucket")
    }
    let all = Sample(labels: [Label(name: "le", value: "+Inf")], value: Double(count))
    put(all, "\(name)_bucket")
    put(Sample(value: sum), isOpen ? "\(name)_gsum" : "\(name)_sum")
    put(Sample(value: Double(count)), isOpen ? "\(name)_gcount" : "\(name)_count")
  }

  /// The version of the program.
  mutating func build(_ name: String, _ help: StaticString, version: String) {
    switch format {
    case .prometheus: head("\(name)_info", "gauge", help)
    case .openMetrics: head(name, "info", help)
    }
    put(Sample(labels: [Label(name: "version", value: version)], value: 1), "\(name)_info")
  }

  /// Closes the file.
  mutating func end() {
    if format == .openMetrics { bytes.append("# EOF\n" as StaticString) }
  }

  // MARK: Lines

  private mutating func head(_ name: String, _ type: StaticString, _ help: StaticString) {
    put("# HELP \(name) \(help)\n")
    put("# TYPE \(name) \(type)\n")
    if format == .openMetrics, name.hasSuffix("_seconds") { put("# UNIT \(name) seconds\n") }
  }

  private mutating func put(_ sample: Sample, _ name: String) {
    put(name)
    if !sample.labels.isEmpty {
      let pairs = sample.labels.map { "\($0.name)=\"\($0.value.escapedLabel)\"" }
      put("{\(pairs.joined(separator: ","))}")
    }
    put(" \(sample.value.decimalText)\n")
  }

  private mutating func put(_ text: String) { bytes += Array(text.utf8) }
}

extension String {
  /// Control characters come from logs and have no place in a label; then the format's own escapes.
  fileprivate var escapedLabel: String {
    printable.reduce(into: "") { text, character in
      if character == "\\" || character == "\"" { text.append("\\") }
      text.append(character)
    }
  }
}

extension Double {
  /// To the millisecond, without exponent and without needless zeros: `1795419317.482`, `3`.
  var decimalText: String {
    let thousandths = Int64((self * 1000).rounded())
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    var text = (thousandths < 0 ? "-" : "") + String(whole)
    guard rest > 0 else { return text }
    text += "." + String(repeating: "0", count: 3 - String(rest).count) + String(rest)
    while text.last == "0" { text.removeLast() }
    return text
  }
}
