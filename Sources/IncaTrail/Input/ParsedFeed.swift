internal import ByteTools
internal import MailEvents
internal import MailLines

/// The lines of the input and what they say, run by run.
///
/// With two processors or more they are read and parsed on a thread of their own, a few runs ahead
/// of what follows them; the runs are the same.
final class ParsedFeed {
  private let reader: Reader
  /// Runs on their way there and back; nil on one thread.
  private var ready: Handover<ParsedRun>?
  private let spare = Handover<ParsedRun>(capacity: runCount)
  private var inHand = ParsedRun()

  private static let runCount = 3

  init(_ input: OpenedInput) {
    reader = Reader(input)
    guard input.mayReadAhead else { return }
    reader.isAhead = true
    let ready = Handover<ParsedRun>(capacity: Self.runCount)
    for _ in 0..<Self.runCount - 1 { spare.put(ParsedRun()) }
    let isStarted = Worker.start { [reader, ready, spare] in
      while let next = spare.take() {
        guard reader.read(into: next), ready.put(next) else { break }
      }
      ready.close()
    }
    if isStarted { self.ready = ready } else { reader.isAhead = false }
  }

  // Nobody waits for the thread: it may itself be waiting for a pipe that brings nothing more.
  deinit {
    spare.close()
    ready?.close()
  }

  /// The next run, good until the next call; nil at the end of all sources.
  func next() -> ParsedRun? {
    guard let ready else { return reader.read(into: inHand) ? inHand : nil }
    spare.putNow(inHand)
    guard let next = ready.take() else { return nil }
    inHand = next
    return next
  }

  /// `@unchecked Sendable`: the thread's alone from its start to the end of the input.
  private final class Reader: @unchecked Sendable {
    private let input: OpenedInput
    private let parser: LineParser
    /// How much of the table of programs has been told.
    private var version = -1
    /// What is read is parsed as well; else its follower does so.
    var isAhead = false

    init(_ input: OpenedInput) {
      self.input = input
      parser = LineParser(input.programs)
    }

    func read(into parsed: ParsedRun) -> Bool {
      guard let run = input.next() else { return false }
      let programs = input.programs
      parsed.hold(run, programs.version == version ? nil : programs.known.snapshot)
      version = programs.version
      if isAhead { parsed.parse(with: parser, programs.summaries) }
      return true
    }
  }
}
