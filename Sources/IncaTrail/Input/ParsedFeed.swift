internal import ByteTools
internal import MailEvents
internal import MailLines

/// The lines of the input and what they say, run by run.
///
/// With two processors or more they are read and parsed on a thread of their own, a few batches ahead
/// of what follows them; the runs are the same.
final class ParsedFeed {
  private let reader: Reader
  /// Batches on their way there and back; nil on one thread.
  private var ready: Handover<ParsedBatch>?
  private let spare = Handover<ParsedBatch>(capacity: batchCount)
  private var inHand = ParsedBatch()
  /// How many runs of the batch in hand have been given.
  private var given = 0

  private static let batchCount = 3

  init(_ input: OpenedInput) {
    reader = Reader(input)
    guard input.mayReadAhead else { return }
    reader.isAhead = true
    let ready = Handover<ParsedBatch>(capacity: Self.batchCount)
    for _ in 0..<Self.batchCount - 1 { spare.put(ParsedBatch()) }
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
    if given == inHand.count {
      guard takeBatch() else { return nil }
      given = 0
    }
    given += 1
    return inHand[given - 1]
  }

  private func takeBatch() -> Bool {
    guard let ready else { return reader.read(into: inHand) }
    spare.putNow(inHand)
    inHand = ready.take() ?? ParsedBatch()
    return inHand.count > 0
  }

  /// `@unchecked Sendable`: the thread's alone from its start to the end of the input.
  private final class Reader: @unchecked Sendable {
    private let input: OpenedInput
    private let parser: LineParser
    /// How much of the table of programs has been told.
    private var version = -1
    /// What is read is parsed as well; else its follower does so.
    var isAhead = false

    /// A batch of so many lines is worth handing over.
    private static let enoughLines = 1024

    init(_ input: OpenedInput) {
      self.input = input
      parser = LineParser(input.programs)
    }

    /// - Returns: false at the end of the input; then the batch is empty.
    func read(into batch: ParsedBatch) -> Bool {
      batch.removeAll()
      while batch.lineCount < (isAhead ? Self.enoughLines : 1), let run = input.next() {
        let programs = input.programs
        batch.add(
          run, programs.version == version ? nil : programs.known.snapshot,
          parser: isAhead ? parser : nil, programs.summaries)
        version = programs.version
        // What comes next may be long in coming.
        if run.endsBlock { break }
      }
      return batch.count > 0
    }
  }
}
