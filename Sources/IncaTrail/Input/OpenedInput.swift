internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms
internal import MailTrails

/// The opened input of one run.
struct OpenedInput {
  let feed: LineFeed
  let programs: ProgramTable
  let window: ReadingWindow
  /// What could not be opened at all.
  let problems: [InputError]
  /// What is looked for stands nowhere.
  let isFruitless: Bool
  /// Lines may be read on one thread while another follows them.
  let mayReadAhead: Bool
  private let progress: ProgressBar?
  /// Where it is read as `-`.
  private let journal: Journal?

  /// - Parameters:
  ///   - lookingBack: reads what stands before the window too, as far as `--lookback`.
  ///   - search: only what it looks for is wanted.
  init(
    _ settings: InputSettings, lookingBack: Bool, search: SearchRegion.Search? = nil
  ) throws(UsageError) {
    let zone = try settings.zone()
    var window = try ReadingWindow(settings, zone: zone)
    let choice = try InputChoice(settings)
    journal = choice.journal.map {
      Journal(
        $0, since: lookingBack ? window.readFrom : window.range.lowerBound,
        follows: settings.follows)
    }
    try journal?.open()
    let (paths, problems) = expandInputs(journal == nil ? choice.inputs : ["-"])
    let programs = ProgramTable(identify: DialectRegistry.identify)
    mayReadAhead = settings.usesThreads
    var sourceSettings = LogSource.Settings(
      zone: zone, year: settings.year, now: settings.now,
      blockSize: settings.blockSize ?? LineBlock.capacity, decodesAhead: mayReadAhead,
      follows: settings.follows ? FollowedFiles() : nil)
    // A window says already where to look.
    let region = window.since == nil ? search?.region(in: paths, sourceSettings) : nil
    if case .between(let range)? = region {
      window = window.narrowed(to: range)
      sourceSettings.isKnownToHoldWanted = true
    }
    if case .nowhere? = region { isFruitless = true } else { isFruitless = false }
    let since = lookingBack ? window.readFrom : window.range.lowerBound
    sourceSettings.since = since
    feed = LineFeed(
      sources: paths.map { [name = journal == nil ? nil : Journal.name] path in
        LogSource(path: path, name: name, programs: programs, settings: sourceSettings)
      },
      programs: programs, since: since)
    if settings.follows {
      let followed = sourceSettings
      feed.newFiles = NewFiles(folders: choice.inputs.filter(isFolder), followed: paths) {
        LogSource(path: $0, programs: programs, settings: followed)
      }
    }
    self.programs = programs
    self.window = window
    self.problems = problems
    progress = settings.showsProgress ? ProgressBar() : nil
  }

  /// The next lines, or nil at the end of all sources.
  func next() -> LineFeed.Run? {
    guard let progress else { return feed.next() }
    let run = feed.next()
    if run == nil {
      progress.remove()
    } else {
      progress.advance {
        feed.sources.reduce(into: (0, 0)) { sum, source in
          sum.0 += source.position
          sum.1 += source.size
        }
      }
    }
    return run
  }
}

// MARK: - What was read

extension OpenedInput {
  func coverage(_ counts: LineCounts) -> Coverage {
    var coverage = Coverage()
    coverage.lines = counts.lines
    coverage.evicted = counts.evicted
    for (number, host) in counts.hosts.enumerated() where host.lines > 0 {
      var host = host
      host.name = programs.hostNames[number]
      // A table's rows name the servers that its file does not.
      if host.name.isEmpty { host.lines -= counts.servers.reduce(0) { $0 + $1.lines } }
      if host.lines > 0 { coverage.hosts.append(host) }
    }
    coverage.hosts += counts.servers.sorted { $0.name < $1.name }
    for (number, source) in feed.sources.enumerated() {
      var entry = Coverage.Source(name: source.name)
      entry.bytes = source.bytesRead
      entry.problem = source.problem?.problem.sentence
      if number < counts.sources.count {
        entry.lines = counts.sources[number].lines
        entry.first = counts.sources[number].first
        entry.last = counts.sources[number].last
      }
      coverage.sources.append(entry)
    }
    for problem in problems {
      var entry = Coverage.Source(name: problem.source)
      entry.problem = problem.problem.sentence
      coverage.sources.append(entry)
    }
    coverage.unknownSamples = counts.samples.map { sample in
      let source = feed.sources[sample.source]
      return "\(source.name):\(source.linesBefore + sample.line): \(sample.text)"
    }
    return coverage
  }

  /// Why the journal has not told all, where it was read; no more is read of it.
  func closeJournal() -> String? { journal?.close() }

  /// What standard error and the exit status are to say.
  /// - Parameter newest: the newest line of a mail system, in the window or not.
  func result(_ coverage: Coverage, newest: LogTime?) -> RunResult {
    var result = RunResult()
    result.problems =
      problems.map(\.description) + feed.sources.compactMap(\.problem?.description)
      + [closeJournal()].compactMap(\.self)
    result.noData = NoData.sentence(
      for: coverage, window, newest: newest, isJournal: journal != nil)
    return result
  }
}
