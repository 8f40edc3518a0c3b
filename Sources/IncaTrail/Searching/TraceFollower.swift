internal import ByteTools
internal import MailPrivacy
internal import MailReports
internal import MailTerms

/// `trace --follow`: the steps of one message as they come, until it is done.
///
/// Of several messages the newest that is under way; where all are done, the next one that comes.
final class TraceFollower {
  private let isMeant: (Trail) -> Bool
  private let privacy: Privacy
  private let options: TraceRun.Options
  private let output: OutputFile
  private var progress: TraceProgress
  /// What was there when following began, or has come while none was chosen; by first line.
  private var known: [Trail] = []
  /// The message, as it stood last.
  private var trail: Trail?
  private var hasCaughtUp = false
  private var quietMoments = 0

  /// A message that is done may still get a line: a filter's, the next host's, a report.
  private static let quietMomentsToEnd = 8
  private static let quietMomentsToShow = 4
  /// Of more messages that are done the oldest are forgotten.
  private static let mostKnown = 1000

  init(
    _ isMeant: @escaping (Trail) -> Bool, _ options: TraceRun.Options, _ privacy: Privacy,
    _ output: OutputFile
  ) {
    self.isMeant = isMeant
    self.privacy = privacy
    self.options = options
    self.output = output
    var text = TraceText.Options()
    text.colour = options.isColoured
    progress = TraceProgress(TraceText(text))
  }

  var hasFound: Bool { trail != nil }

  /// Takes a message as it stands at this moment.
  func take(_ new: Trail) throws {
    if let trail {
      guard isSame(trail, new) else { return }
      self.trail = new
      quietMoments = 0
      return try show()
    }
    guard isMeant(new) else { return }
    let place = known.firstIndex { isSame($0, new) }
    if let place { known[place] = new } else { known.append(new) }
    if known.count > Self.mostKnown, let oldest = known.firstIndex(where: { !$0.isOpen }) {
      known.remove(at: oldest)
    }
    guard hasCaughtUp, place == nil || new.isOpen else { return }
    try choose(new)
  }

  /// - Returns: whether there is more to wait for.
  func goesOn(_ moment: MessageSearch.Moment) throws -> Bool {
    switch moment {
    case .caughtUp:
      Interruption.listen()
      hasCaughtUp = true
      try chooseOne()
    case .lines: break
    case .quiet:
      quietMoments += 1
      if quietMoments == Self.quietMomentsToShow { try show() }
      guard options.pause() else { return false }
    }
    guard let trail, !trail.isOpen else { return true }
    // The next host's log may be later, where it is followed too.
    let isHandedOver = trail.recipients.contains { $0.reached == .handedOver }
    return quietMoments < (isHandedOver ? 5 : 1) * Self.quietMomentsToEnd
  }

  func finish() throws {
    guard let trail else { return }
    quietMoments = Self.quietMomentsToShow
    try show()
    try write(progress.ending(of: privacy.applied(to: trail)))
  }

  /// What is new of the message. It is not shown before it is known who sent it, unless nothing comes.
  private func show() throws {
    guard let trail else { return }
    let isAnonymous = trail.sender.isNone && trail.recipients.isEmpty
    guard !isAnonymous || quietMoments >= Self.quietMomentsToShow else { return }
    try write(progress.news(of: privacy.applied(to: trail)))
  }

  private func chooseOne() throws {
    known.sort { $0.firstSeen < $1.firstSeen }
    if let pick = options.pick {
      guard known.count >= pick else {
        throw UsageError("--pick \(pick): there are only \(known.count)")
      }
      return try choose(known[known.count - pick])
    }
    let open = known.filter(\.isOpen)
    if open.count > 1 {
      options.notice(
        "\(open.count) messages are under way: this is the newest; --pick takes another")
    }
    if let newest = open.last { return try choose(newest) }
    if known.count == 1 { return try choose(known[0]) }
    options.notice(
      known.isEmpty
        ? "no such message yet: waiting for it; ^C ends"
        : "\(known.count) messages match, and all are done: waiting for the next; ^C ends")
  }

  private func choose(_ chosen: Trail) throws {
    trail = chosen
    quietMoments = 0
    known = []
    try show()
  }

  /// A trail gets another name where a hop before its first comes to light.
  private func isSame(_ left: Trail, _ right: Trail) -> Bool {
    if left.id == right.id { return true }
    return left.hops.contains { one in
      guard let id = left.string(one.queueID) else { return false }
      return right.hops.contains { other in
        right.string(other.queueID) == id && right.string(other.host) == left.string(one.host)
      }
    }
  }

  private func write(_ text: String) throws {
    guard !text.isEmpty else { return }
    try output.append { $0 += Array(text.utf8) }
    try output.flush()
  }
}
