internal import ByteTools
internal import MailLines
internal import MailTerms
internal import MailTrails

extension MessageSearch {
  /// How far `follow` has come.
  enum Moment {
    /// Everything that was there when it began has been read.
    case caughtUp
    /// Lines have come.
    case lines
    /// None have.
    case quiet
  }

  /// Reads what is there, and goes on as the sources grow.
  ///
  /// Messages that are done go to the sink, as in `run`; those under way, each time that lines of
  /// them have come, to `shown`.
  /// - Parameters:
  ///   - refusals: shows what was refused without a queue ID before it is known to stand alone.
  ///   - goesOn: is asked at each moment; where it is quiet, it is to wait a little.
  mutating func follow(
    refusals: Bool = true, shown: (Trail) throws -> Void, goesOn: (Moment) throws -> Bool
  ) throws -> RunResult {
    while let run = input.next() {
      if input.window.isBehind(run) { break }
      try consume(run)
    }
    try tracker.look(isFirst: true, refusals: refusals) { try shown(evidence.completed($0)) }
    var moment = Moment.caughtUp
    while try goesOn(moment), input.feed.mayGrow {
      moment = .quiet
      // Whoever looks does not wait for the end of a flood.
      for _ in 0..<Self.mostRuns {
        guard let run = input.feed.nextGrown() else { break }
        try consume(run)
        moment = .lines
      }
      if moment == .lines {
        try tracker.look(isFirst: false, refusals: refusals) {
          try shown(evidence.completed($0))
        }
      }
    }
    if !input.feed.mayGrow { try tracker.finish() }
    return result
  }

  private static var mostRuns: Int { 16 }
}
