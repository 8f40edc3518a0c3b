internal import MailReports
internal import MailTerms

/// Writes a finished summary in the form that was asked for, and says how the run ends: what all who
/// make reports share.
struct ReportPrinter {
  let options: ReportRun.Options
  /// Seconds since 1970: the date of a mail.
  let now: Int64

  /// - Parameters:
  ///   - history: what `--format state` writes.
  ///   - result: what is to be said of the sources.
  func put(
    _ summary: Summary, _ history: History?, _ result: RunResult, into output: OutputFile
  ) throws -> RunResult {
    if !options.onlyProblems || summary.verdict.grade != .ok {
      try output.append { $0 += render(summary, history) }
      try output.flush()
    }
    var result = result
    let verdict = summary.verdict
    switch verdict.grade {
    case .ok: result.grade = .ok
    case .attention: result.grade = .attention
    case .critical: result.grade = .critical
    case .noData:
      if result.isComplete {
        result.noData = "no data: " + verdict.reasons.joined(separator: "; ")
      }
    }
    return result
  }

  private func render(_ summary: Summary, _ history: History?) -> [UInt8] {
    switch options.format {
    case .text: TextReport.render(summary, colour: options.colour)
    case .json: SummaryRecord.render(summary)
    case .csv: CSVReport.render(summary)
    case .html: PageReport.render(summary, version: incaTrailVersion)
    case .mail: MailReport.render(summary, options.mail.head(now: now))
    case .state: history.map(HistoryFile.encode) ?? []
    }
  }
}
