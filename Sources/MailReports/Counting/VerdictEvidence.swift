package import MailTerms

/// Limits of the verdict; seconds unless the name says otherwise.
package struct Thresholds: Sendable, Equatable {
  /// `cert.*` or `tls.*` open for longer is critical.
  package var openTLS: Int64 = 30 * 60
  /// Any class open for longer is critical.
  package var openAny: Int64 = 4 * 3600
  /// Nothing got through for so long, while `stalledMessages` or more were tried: critical.
  package var stalled: Int64 = 30 * 60
  package var stalledMessages = 3
  /// Open for longer is attention.
  package var openNotice: Int64 = 15 * 60
  package var openGreylisted: Int64 = 3600
  /// Got through after a gateway cause, but later: attention.
  package var late: Int64 = 15 * 60
  /// The newest line may lie so long before the window's end.
  package var silence: Int64 = 2 * 3600
  /// Least share of the lines understood, in percent.
  package var understoodPercent = 50
  /// Lines that a host would usually have written in a gap, for the gap to count as one.
  package var linesMissedInGap = 300
  /// Failures of one cause further apart are different incidents.
  package var incidentGap: Int64 = 3600

  package init() {}
}

/// What the verdict goes by, counted in recipients as trails come in.
package struct VerdictEvidence: Sendable {
  /// Bound for the platform and lost for a gateway cause. nil: dropped without any class.
  package internal(set) var lost: [FailureClass?: Int] = [:]
  /// The same of messages from before the window, lost in it.
  package internal(set) var lostFromBefore: [FailureClass?: Int] = [:]
  /// Lost for a fault of the message or its addressee.
  package internal(set) var userErrors: [FailureClass: Int] = [:]
  /// Mail from the platform that did not arrive for a gateway cause, most of it finally refused by our
  /// filter or TLS. nil: a rule of ours dropped it.
  package internal(set) var refusedFromPlatform: [FailureClass?: Int] = [:]
  /// `tag-ignored` behind a reply prefix, a warning only.
  package internal(set) var tagBehindReplyPrefix = 0
  /// Got through after a gateway cause, but late.
  package internal(set) var late = 0
  /// Recipients by finding, and by class those who failed: without and with what is accepted.
  package internal(set) var findings = EnumCounts<Finding>()
  package internal(set) var acceptedFailures = EnumCounts<FailureClass>()
  /// How many recipients each entry of `accept:` was about.
  package internal(set) var accepted: [Int] = []
  package internal(set) var lastReached = LogTime.never
  /// Crossings that say nothing of TLS, by who would have logged it.
  package internal(set) var crossings = NamedValues<Crossings>()
  /// Outbound messages of any kind whose subject the log bears, and all of them, by MTA.
  package internal(set) var subjects = NamedValues<(logged: Int, all: Int)>()
  /// Messages that were delivered or tried, and whose log names no recipient: `Export-Csv` writes the type
  /// of a list in its place.
  package internal(set) var withoutAddresses = 0
  package internal(set) var newest = LogTime.never

  /// Crossings that one MTA logged, by side: each logs TLS by a setting of its own.
  package struct Crossings: Sendable {
    package var outbound = Side()
    package var inbound = Side()

    package struct Side: Sendable {
      package var all = 0
      /// Nothing is said of TLS.
      package var unknown = 0
      /// The certificate was verified, with or without comparing the name.
      package var verified = 0
      /// Verified, but without comparing the name.
      package var nameUnchecked = 0
    }
  }

  /// Takes in what any mail tells, IncaMail's or not.
  mutating func addAny(_ trail: borrowing Trail) {
    newest = max(newest, trail.lastSeen)
    let isNameless = trail.recipients.withUnsafeBufferPointer { recipients in
      recipients.indices.contains {
        recipients[$0].address.isNone && recipients[$0].attempts > 0
          && recipients[$0].outcome != .rejected
      }
    }
    if isNameless { withoutAddresses += 1 }
    guard trail.direction == .outbound, let hop = trail.hops.first, !hop.queueID.isNone else {
      return
    }
    let logged = trail.subject.isNone ? 0 : 1
    trail.with(hop.mta) { mta in
      _ = subjects.update(mta, else: (0, 0)) {
        $0.all += 1
        $0.logged += logged
      }
    }
  }

  mutating func addReached(_ trail: borrowing Trail) {
    trail.recipients.withUnsafeBufferPointer { recipients in
      for index in recipients.indices where recipients[index].reached == .platform {
        lastReached = max(lastReached, recipients[index].lastAttempt ?? trail.lastSeen)
      }
    }
  }

  mutating func add(_ trail: borrowing Trail, _ options: SummaryOptions) {
    addReached(trail)
    trail.recipients.withUnsafeBufferPointer { recipients in
      for index in recipients.indices {
        let judged = judge(recipients[index], trail, options.acceptances)
        add(recipients[index], trail, judged, options.thresholds)
      }
    }
  }

  /// Of a message from before the window counts what is accepted, and who was lost in the window.
  mutating func addFromBefore(
    _ trail: borrowing Trail, lostIn window: Range<Int64>, _ acceptances: [Acceptance]
  ) {
    trail.recipients.withUnsafeBufferPointer { recipients in
      for index in recipients.indices {
        let judged = judge(recipients[index], trail, acceptances)
        guard trail.isLost(recipients[index], in: window) else { continue }
        if let failure = recipients[index].failure, judged.accepted.contains(failure) { continue }
        addFailure(recipients[index], trail, isFromBefore: true)
      }
    }
  }

  private mutating func judge(
    _ recipient: borrowing Recipient, _ trail: borrowing Trail, _ acceptances: [Acceptance]
  ) -> JudgedRecipient {
    var judged = JudgedRecipient(recipient)
    guard !acceptances.isEmpty else { return judged }
    if accepted.isEmpty { accepted = Array(repeating: 0, count: acceptances.count) }
    for (index, acceptance) in acceptances.enumerated()
    where acceptance.concerns(recipient, of: trail) {
      accepted[index] += 1
      if !acceptance.isExpired { judged.take(acceptance) }
    }
    return judged
  }

  private mutating func add(
    _ recipient: borrowing Recipient, _ trail: borrowing Trail, _ judged: JudgedRecipient,
    _ thresholds: Thresholds
  ) {
    if !judged.findings.isEmpty {
      for finding in judged.findings.all { findings[finding] += 1 }
      if judged.findings.contains(.tagIgnored), judged.findings.contains(.tagBehindReplyPrefix) {
        tagBehindReplyPrefix += 1
      }
    }
    if let failure = recipient.failure, judged.accepted.contains(failure) {
      acceptedFailures[failure] += 1
    } else {
      addFailure(recipient, trail)
    }
    addLate(recipient, judged.accepted, thresholds)
    addCrossing(recipient, trail)
  }

  private mutating func addFailure(
    _ recipient: borrowing Recipient, _ trail: borrowing Trail, isFromBefore: Bool = false
  ) {
    guard recipient.isLost else { return }
    if let failure = recipient.failure {
      if trail.direction == .inbound, failure.isFilterOrTLS {
        refusedFromPlatform[failure, default: 0] += 1
        return
      }
      if failure.isUserError {
        if !isFromBefore { userErrors[failure, default: 0] += 1 }
        return
      }
      if trail.direction == .inbound {
        refusedFromPlatform[failure, default: 0] += 1
        return
      }
    }
    if trail.direction != .inbound, recipient.reached != nil {
      if isFromBefore {
        lostFromBefore[recipient.failure, default: 0] += 1
      } else {
        lost[recipient.failure, default: 0] += 1
      }
    }
    // What was given to a black hole by its address was tried; this never came so far.
    if trail.direction == .inbound, recipient.outcome == .discarded, recipient.failure == nil,
      recipient.attempts == 0
    {
      refusedFromPlatform[nil, default: 0] += 1
    }
  }

  private mutating func addLate(
    _ recipient: borrowing Recipient, _ accepted: FailureClasses, _ thresholds: Thresholds
  ) {
    let hadCause = recipient.failedClasses.contains {
      !$0.isUserError && $0 != .filterGreylist && !accepted.contains($0)
    }
    if hadCause, recipient.outcome == .delivered, let delay = recipient.delayMilliseconds,
      delay > thresholds.late * 1000
    {
      late += 1
    }
  }

  private mutating func addCrossing(_ recipient: borrowing Recipient, _ trail: borrowing Trail) {
    guard let crossing = Crossing(recipient, of: trail) else { return }
    let hop = crossing.isInbound ? 0 : min(Int(recipient.hop), trail.hops.count - 1)
    trail.with(hop >= 0 ? trail.hops[hop].mta : .none) { mta in
      _ = crossings.update(mta, else: Crossings()) { crossings in
        if crossing.isInbound {
          crossings.inbound.add(crossing)
        } else {
          crossings.outbound.add(crossing)
        }
      }
    }
  }
}

extension VerdictEvidence.Crossings.Side {
  fileprivate mutating func add(_ crossing: Crossing) {
    all += 1
    if let tls = crossing.tls {
      if tls.peer == .verified || tls.peer == .trusted { verified += 1 }
      if tls.peer == .trusted, !crossing.isInbound { nameUnchecked += 1 }
    } else if !crossing.isKnown {
      unknown += 1
    }
  }
}

extension Recipient {
  /// Gone for good. A refusal for the moment (4xx, greylisting) is no loss: the sender tries again.
  var isLost: Bool {
    switch outcome {
    case .bounced, .expired, .discarded: true
    case .rejected:
      failure != .filterGreylist && !(400...499 ~= replyCode)
        && !(replyCode == 0 && status?.severity == 4)
    case .delivered, .deferred, .held, .unknown: false
    }
  }
}

extension Trail {
  /// Whether the last word on `recipient` was said in `window`, and they are lost.
  func isLost(_ recipient: borrowing Recipient, in window: Range<Int64>) -> Bool {
    guard recipient.isLost else { return false }
    // No attempt is the last word on what has lived out its time.
    let end = recipient.outcome == .expired ? nil : recipient.lastAttempt
    return window.contains((end ?? lastSeen).microseconds)
  }
}

extension FailureClass {
  var isFilterOrTLS: Bool { isFilter || isTLS }
}
