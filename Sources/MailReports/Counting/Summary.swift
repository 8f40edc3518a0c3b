package import MailPrivacy
package import MailTerms

/// The time that a report is about; nil where it reaches to the first or last line given.
package struct Window: Sendable {
  package var since: LogTime?
  package var until: LogTime?

  package init(since: LogTime? = nil, until: LogTime? = nil) {
    self.since = since
    self.until = until
  }
}

/// What a report counts and how it judges.
package struct SummaryOptions: Sendable {
  /// Gather the same figures for all mail too.
  package var includesAll = false
  package var thresholds = Thresholds()
  /// Hosts whose log must be there (`gateways:`).
  package var expectedGateways: [String] = []
  /// Our own relays are named in the configuration: mail handed over to them is as it should be.
  package var handOverIsExpected = false
  /// Whether a host is the platform's, by the profile.
  package var isPlatform: @Sendable (_ host: String) -> Bool = { _ in false }
  /// Of everything that is said to people; names of classes and findings are the same in all.
  package var language: Language { words.language }
  package private(set) var words = Words(.english)
  package private(set) var advice = AdviceBook.shipped
  /// How many open messages are kept whole; further ones are counted.
  package var openLimit = 2000
  /// How many different senders or domains are told apart exactly.
  package var nameLimit = 20_000
  package var incidentLimit = 10_000
  /// What the page needs beyond figures: hours and days, and so many of the failed messages.
  package var gathersSeries = false
  /// `accept:`
  package var acceptances: [Acceptance] = []
  /// What is told of single messages; it counts for no figure and no verdict.
  package var privacy = Privacy.full
  package var failedLimit = 0

  package init() {}

  package mutating func speak(_ language: Language) {
    words = Words(language)
    advice = AdviceBook.shipped(in: language)
  }
}

/// Everything that a report says, gathered trail by trail in bounded memory.
///
/// IncaMail mail makes the figures; where asked for, `all` holds the same for all mail. Trails may
/// come in any order; the result is the same.
package struct Summary: Sendable {
  package let options: SummaryOptions
  var words: Words { options.words }
  package internal(set) var figures: Figures
  package private(set) var all: Figures?
  package internal(set) var incidents: Incidents
  /// What mail from before the window waits for or was lost for: of one cause one incident, for it goes on.
  private var incidentsFromBefore: Incidents
  package internal(set) var evidence = VerdictEvidence()
  /// The oldest first, after `finish`.
  package private(set) var open: [Trail] = []
  package var openCount: Int { waiting.count }
  package private(set) var waiting: [WaitingMessage] = []
  /// Of those, the ones that arrived before the window.
  package internal(set) var openFromBefore = 0
  /// Recipients of messages from before the window who were lost in it for a gateway cause.
  package var lostFromBefore: Int { evidence.lostFromBefore.values.reduce(0, +) }
  package internal(set) var series = TimeSeries()
  package private(set) var failed: FailedMessages
  package private(set) var coverage = Coverage()
  package private(set) var window = Window()
  /// The moment as of which ages are told.
  package private(set) var now: LogTime?
  /// The time of day at which the report was made.
  package private(set) var clock: LogTime?
  package private(set) var verdict = Verdict()
  /// This day held against those before it; nil where history has none.
  package private(set) var comparison: Comparison?
  /// The days of a report that is made from history.
  package internal(set) var course: Course?

  package init(_ options: SummaryOptions = SummaryOptions()) {
    self.options = options
    figures = Figures(nameLimit: options.nameLimit)
    failed = FailedMessages(limit: options.failedLimit)
    if options.includesAll { all = Figures(nameLimit: options.nameLimit) }
    incidents = Incidents(
      gapSeconds: options.thresholds.incidentGap, limit: options.incidentLimit,
      privacy: options.privacy)
    incidentsFromBefore = Incidents(
      gapSeconds: Incidents.anyGap, limit: options.incidentLimit, privacy: options.privacy)
  }

  /// Counts a message that arrived in the window.
  package mutating func add(_ trail: Trail) {
    all?.add(trail)
    evidence.addAny(trail)
    guard trail.isIncaMail else { return }
    figures.add(trail)
    incidents.add(trail)
    evidence.add(trail, options)
    if options.gathersSeries { series.add(trail) }
    failed.add(trail)
    if trail.isOpen { keepOpen(trail) }
  }

  /// Tells of a message that arrived before the window; what is still open matters, and who was lost in it.
  /// - Parameter window: in microseconds since 1970.
  package mutating func addFromBefore(_ trail: Trail, window: Range<Int64>) {
    addFromAfter(trail)
    let matters = { (recipient: borrowing Recipient) in
      recipient.isOpen || trail.isLost(recipient, in: window)
    }
    let isOpen = trail.isOpen
    guard trail.isIncaMail, isOpen || trail.recipients.contains(where: matters) else { return }
    incidentsFromBefore.add(trail, where: matters)
    evidence.addFromBefore(trail, lostIn: window, options.acceptances)
    guard isOpen else { return }
    openFromBefore += 1
    keepOpen(trail)
  }

  /// Tells of a message that arrived behind the window. It is not counted, but shows that the
  /// platform could be reached while others wait.
  package mutating func addFromAfter(_ trail: Trail) {
    guard trail.isIncaMail else { return }
    evidence.addReached(trail)
  }

  private mutating func keepOpen(_ trail: Trail) {
    waiting.append(WaitingMessage(trail, options.acceptances))
    if open.count < options.openLimit { open.append(trail) }
  }

  /// Closes the books and judges.
  /// - Parameters:
  ///   - now: the moment as of which ages are told; nil for the newest line given.
  ///   - clock: the wall clock: a window that reaches beyond it can hold no lines there. nil where
  ///     all of the window has passed.
  ///   - past: what history tells of the days before; nil where there is none.
  package mutating func finish(
    coverage: Coverage, window: Window = Window(), now: LogTime? = nil, clock: LogTime? = nil,
    past: Past? = nil
  ) {
    self.coverage = coverage
    self.window = window
    self.clock = clock
    let newest = coverage.hosts.compactMap(\.last).max() ?? evidence.newest
    self.now = now ?? (newest == .never ? nil : newest)
    open.sort { left, right in
      left.firstSeen != right.firstSeen ? left.firstSeen < right.firstSeen : left.id < right.id
    }
    incidents.add(contentsOf: incidentsFromBefore)
    comparison = past.flatMap { Comparison(self, $0) }
    verdict = Verdict(of: self)
    hide()
  }

  /// Takes away what the level of privacy does not tell, once all has been counted.
  private mutating func hide() {
    let privacy = options.privacy
    guard !privacy.isFull else { return }
    figures.hide(privacy)
    all?.hide(privacy)
    incidents.hide(privacy)
    failed.hide(privacy)
    let tellsMessages = privacy.level != .aggregate
    open = tellsMessages ? open.map { privacy.applied(to: $0) } : []
    coverage.unknownSamples = tellsMessages ? coverage.unknownSamples.map(privacy.text) : []
  }

  /// How long a message is under way, in seconds, as of `now`.
  func age(of message: WaitingMessage) -> Int64 {
    max((now?.seconds ?? message.arrived) - message.arrived, 0)
  }

  /// How long `trail` is under way, in seconds, as of `now`.
  package func age(of trail: borrowing Trail) -> Int64 {
    max((now ?? trail.lastSeen).seconds - trail.firstSeen.seconds, 0)
  }
}
