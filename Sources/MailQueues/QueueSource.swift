internal import ByteTools
internal import MailLines
package import MailTerms

/// Reads one source: decompressed, its form found out by its first lines, a line at a time.
package struct QueueSource {
  /// What became of it.
  package struct Result: Sendable {
    /// nil: nothing is in the source.
    package var form: String?
    /// Why not all could be read.
    package var problem: String?
  }

  /// How much is looked at to find out the form.
  private static let headSize = 8192
  /// A line may be long: a message of thousands of recipients is one in `postqueue -j`.
  private static let longestLine = 64 << 20

  private let clock: QueueClock
  /// When the snapshots were taken, where that is known; else their files tell.
  private let taken: LogTime?
  private let now: LogTime

  package init(clock: QueueClock, taken: LogTime?, now: LogTime) {
    self.clock = clock
    self.taken = taken
    self.now = now
  }

  /// - Parameter path: a file, or `-` for standard input.
  /// - Parameter take: gets each message, and when the snapshot was taken.
  package func read(
    _ path: String, into take: (QueuedMessage, LogTime) throws -> Void
  ) throws -> Result {
    var result = Result()
    let feed: ByteFeed
    do throws(InputError) { feed = try ByteFeed(path: path) } catch {
      result.problem = error.problem.sentence
      return result
    }
    var taken = self.taken ?? feed.modificationTime.map(clock.time(seconds:)) ?? now
    var form: (any QueueForm)?
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var failure: InputError?
    var hasEnded = false
    var complaint: String?
    var lacksEnd = false
    while !hasEnded {
      let count = Self.read(feed, into: &buffer, &failure)
      hasEnded = count == 0
      pending.append(contentsOf: buffer[..<count])
      if form == nil {
        // A pipe may bring little at a time.
        if !hasEnded, pending.count < Self.headSize { continue }
        guard let found = pending.withByteView(Self.form) else { break }
        // A file of the spool is as old as its message, and seen now.
        let isSpooled = found == EximSpoolHeader.self
        if isSpooled { taken = self.taken ?? now }
        form = found.init(
          QueueContext(
            taken: taken, clock: clock, delivered: isSpooled ? Self.journal(beside: path) : []))
        result.form = found.name
      }
      if pending.count > Self.longestLine, !pending.contains(0x0A) {
        result.problem = "a line is longer than \(Self.longestLine >> 20) MiB"
        return result
      }
      let used = try pending.withByteView { bytes in
        var start = 0
        while let end = bytes.firstIndex(of: 0x0A, from: start) {
          let line = Self.withoutReturn(bytes[start..<end])
          if Self.isComplaint(line) { complaint = complaint ?? line.string }
          try form?.read(line) { try take($0, taken) }
          start = end + 1
        }
        if hasEnded, start < bytes.count {
          try form?.read(Self.withoutReturn(bytes.from(start))) { try take($0, taken) }
          lacksEnd = true
          start = bytes.count
        }
        return start
      }
      pending.removeSubrange(..<used)
    }
    if form == nil, !pending.allSatisfy({ $0 <= 0x20 }) {
      result.problem = Self.unknownForm
      return result
    }
    result.problem = try form?.finish { try take($0, taken) }
    if lacksEnd, let form, !type(of: form).showsItsEnd {
      result.problem =
        result.problem ?? "cut off in its last line; what came before is used: take it again"
    }
    if let complaint { result.problem = result.problem ?? complaint }
    if let failure { result.problem = failure.problem.sentence }
    return result
  }

  /// The addresses in the journal of a spool file; it is there only while the message is delivered.
  private static func journal(beside path: String) -> Set<String> {
    guard path.hasSuffix("-H"), let feed = try? ByteFeed(path: path.dropLast() + "J") else {
      return []
    }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var failure: InputError?
    let count = read(feed, into: &bytes, &failure)
    return bytes.withByteView { Set($0.prefix(count).split(on: 0x0A).map(\.string)) }
  }

  /// What a command says on its way out stands in a file with its output where both went there.
  private static func isComplaint(_ line: ByteView) -> Bool {
    line.starts(with: "postqueue: fatal: ") || line.starts(with: "mailq: fatal: ")
      || line.starts(with: "sendmail: fatal: ") || line.starts(with: "exim: error: ")
  }

  /// Whether the first lines of a file are those of a snapshot.
  package static func isSnapshot(_ path: String) -> Bool {
    guard modificationTime(ofFile: path) != nil else { return false }
    guard let feed = try? ByteFeed(path: path) else { return false }
    var head = [UInt8](repeating: 0, count: headSize)
    var failure: InputError?
    let count = read(feed, into: &head, &failure)
    return head.withByteView { form($0.prefix(count)) } != nil
  }

  private static let unknownForm =
    "no queue in a known form: give the output of postqueue -j, postqueue -p, exim -bp, or of "
    + "Get-Queue or Get-Message as JSON, CSV or list, or a file of Exim's spool"

  private static func form(_ head: ByteView) -> (any QueueForm.Type)? {
    let head = head.prefix(headSize)
    return allQueueForms.first { $0.recognises(head) }
  }

  private static func withoutReturn(_ line: ByteView) -> ByteView {
    line.ends(with: "\r") ? line.prefix(line.count - 1) : line
  }

  private static func read(
    _ feed: ByteFeed, into buffer: inout [UInt8], _ failure: inout InputError?
  ) -> Int {
    buffer.withUnsafeMutableBytes { bytes in
      do throws(InputError) { return try feed.read(into: bytes) } catch {
        failure = error
        return 0
      }
    }
  }
}
