internal import ArgumentParser
internal import Glibc
internal import IncaTrail

struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Writes the figures of a window for Prometheus.",
    discussion: """
      For the textfile collector of node_exporter: gauges for the mail that arrived in the window, \
      what is still open, the verdict, and how much of the log was understood; delays and ages as \
      histograms. Where there is no data the verdict says so, and the exit status is 2.

      incatrail metrics --output /var/lib/prometheus/node-exporter/incatrail.prom /var/log/mail.log
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case prometheus, openmetrics }

  @Option(
    help: ArgumentHelp(
      "Replaces this file as a whole, so that no reader sees a part; it ends in .prom for the collector.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Counts the mail of so long: 30m, 2h, 1d. Older mail counts while it is still open.",
      valueName: "span"))
  var window = "2h"

  @Option(help: "Writes the form that the textfile collector reads, or OpenMetrics.")
  var format = Format.prometheus

  @OptionGroup var queues: QueueOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var rules: RuleOptions

  func run() throws {
    var options = MetricsRun.Options()
    options.format = format == .openmetrics ? .openMetrics : .prometheus
    options.output = output
    options.queues = queues.choice
    let configuration = try reading.configuration.read()
    options.gateways = configuration.gateways
    options.thresholds = configuration.thresholds
    options.accept = configuration.accept
    var settings = try reading.settings(configuration)
    try settings.setWindow(window)
    settings.showsProgress = isatty(STDERR_FILENO) == 1 && output != nil
    var trails = try reading.trailSettings(configuration)
    trails.patternDirectory = rules.patterns
    try MetricsRun(settings, trails, options).run(into: .standardOutput()).conclude()
  }
}
