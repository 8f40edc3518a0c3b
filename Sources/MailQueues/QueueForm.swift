package import ByteTools
package import MailTerms

/// A way to write down a queue, read line by line.
///
/// Text in a queue is a stranger's: no bytes may trap.
package protocol QueueForm {
  /// What it is called in messages.
  static var name: String { get }

  /// Whether its text tells by itself that it is whole. A listing of lines does not: one whose last
  /// line has no end was cut.
  static var showsItsEnd: Bool { get }

  /// Whether a source with this head, a few kilobytes of it, is written so.
  static func recognises(_ head: ByteView) -> Bool

  init(_ context: QueueContext)

  /// Reads one line without its end.
  mutating func read(_ line: ByteView, into take: (QueuedMessage) throws -> Void) throws

  /// Reads what the end of the source completes.
  /// - Returns: what is wrong with the source; nil where nothing is.
  mutating func finish(into take: (QueuedMessage) throws -> Void) throws -> String?
}

/// Every form. A new one is a file and a line here; the first that recognises a source reads it.
package var allQueueForms: [any QueueForm.Type] {
  [
    PostqueueJSON.self,
    PostqueueListing.self,
    EximSpoolHeader.self,
    EximListing.self,
    ExchangeJSON.self,
    ExchangeCSV.self,
    ExchangeList.self,
  ]
}

/// What a form must know beside the text.
package struct QueueContext {
  /// When the snapshot was taken.
  package let taken: LogTime
  /// Reads times of day without a zone.
  package let clock: QueueClock
  /// Those whom a journal beside the source says to have the message already.
  package let delivered: Set<String>

  package init(taken: LogTime, clock: QueueClock, delivered: Set<String> = []) {
    self.taken = taken
    self.clock = clock
    self.delivered = delivered
  }
}
