internal import ByteTools
internal import MailLines
internal import MailTerms
internal import MailTrails

/// `incatrail export --follow`: records of what is in the logs, and of what comes.
struct FollowRun {
  private var input: InputSettings
  private let trails: TrailSettings
  private let settings: FollowSettings
  /// What decides over the contents of records.
  private let content: String

  /// In milliseconds. A state that takes long to save is saved less often.
  private static let betweenSaves: Int64 = 1000
  private static let savingShare: Int64 = 50
  private static let betweenIdleSaves: Int64 = 60_000
  /// Lines may come late, by relays that collect them.
  private static let longSilence: Int64 = 300_000

  init(
    _ input: InputSettings, _ trails: TrailSettings, _ settings: FollowSettings, content: String
  ) {
    self.input = input
    self.input.follows = true
    self.trails = trails
    self.settings = settings
    self.content = content
  }

  func run(
    _ tracking: TrackerOptions, _ form: MadeForm, into output: OutputFile
  ) throws -> RunResult {
    let file = try settings.state.map { path throws(UsageError) in try FollowStateFile(path) }
    let left = try file?.read(for: content)
    let window = try ReadingWindow(input, zone: try input.zone())
    let readFrom = left?.readFrom ?? window.readFrom
    var input = input
    // The window is one on lines here.
    input.since = readFrom > .min ? time(readFrom).description : nil
    let all = tracking.all
    var first = FollowState(content: content)
    if let since = window.since { first.since = since.microseconds }
    let follower = ExportFollower(
      left ?? first, readFrom: readFrom, start: input.now * 1_000_000, lookback: try lookback(),
      keepsOver: file != nil,
      isWanted: { all || $0.isIncaMail }, form: form, output)
    Interruption.listen()
    var search = try MessageSearch(
      input, trails, tracking, needles: nil, incaMailOnly: !all, keepsPlaces: false,
      sink: MessageSearch.Sink(message: { try follower.finish($0) }, line: nil))
    let watch = Watch(
      follower, search, file, settings, lookback: try lookback(), now: input.now)
    _ = try search.follow(
      refusals: false, shown: { follower.look(at: $0, settings.clock()) }, goesOn: watch.goesOn)
    try follower.tellRest()
    try watch.finish()
    return watch.result
  }

  private func lookback() throws(UsageError) -> Int64 {
    guard let seconds = TimeExpression.seconds(input.lookback) else {
      throw UsageError("--lookback: '\(input.lookback)' is no span of time: give 5d, 12h or 2w")
    }
    return seconds * 1_000_000
  }

  /// Rounded down to the second.
  private func time(_ microseconds: Int64) -> LogTime {
    let exact = LogTime(microseconds: microseconds, offsetMinutes: 0, decimals: 0)
    return LogTime(microseconds: exact.seconds * 1_000_000, offsetMinutes: 0, decimals: 0)
  }

  /// What is done at each moment: telling, saving, waiting.
  private final class Watch {
    private let follower: ExportFollower
    private let tracker: Tracker
    private let input: OpenedInput
    private let evidence: SnapshotEvidence
    private let file: FollowStateFile?
    private let settings: FollowSettings
    private let lookback: Int64
    /// When following began, by the wall clock, in microseconds, and by the other one.
    private let start: Int64
    private let startOfClock: Int64
    private var saved: Int64
    /// When lines came last, and when what has ended was let go of for want of any.
    private var newestLines: Int64
    private var released: Int64
    private var pauseOfSaving = FollowRun.betweenSaves
    /// Where the input ended.
    private var end: (from: Int64, newest: Int64)?
    private var named: Set<String> = []

    init(
      _ follower: ExportFollower, _ search: borrowing MessageSearch, _ file: FollowStateFile?,
      _ settings: FollowSettings, lookback: Int64, now: Int64
    ) {
      self.follower = follower
      tracker = search.tracker
      input = search.input
      evidence = search.evidence
      self.file = file
      self.settings = settings
      self.lookback = lookback
      start = now * 1_000_000
      startOfClock = settings.clock()
      saved = startOfClock
      newestLines = startOfClock
      released = startOfClock
    }

    /// - Returns: whether there is more to wait for.
    func goesOn(_ moment: MessageSearch.Moment) throws -> Bool {
      switch moment {
      case .caughtUp: try beginToWait()
      case .lines: newestLines = settings.clock()
      case .quiet:
        try follower.checkReader()
        try letGo()
      }
      try follower.tellDue(settings.clock())
      try follower.flush()
      let idle = settings.clock() - saved
      if idle >= (follower.hasChanged ? pauseOfSaving : FollowRun.betweenIdleSaves) { try save() }
      guard input.feed.mayGrow else {
        // What is open is told as it stands, and goes on another time.
        end = place
        follower.isEnding = true
        return true
      }
      return settings.pause()
    }

    /// What has ended waits for lines to come that may belong to it. Where none do, that must end too.
    private func letGo() throws {
      let clock = settings.clock()
      let silence = clock - newestLines
      guard silence >= FollowRun.longSilence, clock - released >= FollowRun.betweenSaves else {
        return
      }
      released = clock
      try tracker.release(afterSilenceOf: silence * 1000)
      try tracker.look(isFirst: false, refusals: false) {
        follower.look(at: evidence.completed($0), clock)
      }
    }

    private func beginToWait() throws {
      if input.feed.mayGrow {
        for problem in problems {
          named.insert(problem)
          settings.notice(problem)
        }
        if let gap { settings.notice(gap) }
      } else if problems.isEmpty, !input.feed.sources.contains(where: \.isStandardInput) {
        settings.notice("none of the logs given can grow: that was all")
      }
      follower.catchUp()
      newestLines = settings.clock()
      try follower.flush()
      try save()
    }

    func finish() throws {
      try follower.flush()
      try save()
    }

    /// What has not been said yet.
    var result: RunResult {
      var result = RunResult()
      result.problems =
        problems.filter { !named.contains($0) } + [input.closeJournal()].compactMap(\.self)
      return result
    }

    private var problems: [String] {
      input.problems.map(\.description) + input.feed.sources.compactMap(\.problem?.description)
        + evidence.problems
    }

    /// What a restart may have missed.
    private var gap: String? {
      let newest = follower.state.newest
      guard newest > .min,
        let first = tracker.counts.hosts.compactMap(\.first).min(), first.microseconds > newest
      else { return nil }
      let last = LogTime(
        microseconds: newest, offsetMinutes: first.offsetMinutes, decimals: first.decimals)
      return
        "the logs begin at \(first.description), and were last read until \(last.description): give "
        + "the rotated ones too, if there are lines between"
    }

    // MARK: State

    private func save() throws {
      guard let file, let place = end ?? place else { return }
      let before = settings.clock()
      try file.save(follower.keep(from: place.from, newest: place.newest))
      saved = settings.clock()
      pauseOfSaving = max(FollowRun.betweenSaves, (saved - before) * FollowRun.savingShare)
    }

    /// From where on lines are to be read again, if reading ended now; nil where nothing was read.
    private var place: (from: Int64, newest: Int64)? {
      guard tracker.now > .min else { return nil }
      // A stamp of the future is some host's mistake.
      let now = min(tracker.now, start + (settings.clock() - startOfClock) * 1000)
      let oldest = now - lookback
      // A host whose lines come late goes on where it was.
      let hosts = (tracker.counts.hosts + tracker.counts.servers).compactMap(\.last?.microseconds)
      let from = hosts.reduce(min(now, tracker.oldestUnderWay ?? .max, follower.oldestPending), min)
      return (max(from, oldest), now)
    }
  }
}
