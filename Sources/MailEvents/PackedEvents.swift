internal import ByteTools
internal import MailTerms

/// What the lines of a run say, to be handed from thread to thread: some hundred bytes a line, while
/// they are on their way.
package struct PackedEvents {
  private struct Head: BitwiseCopyable {
    var verdict: LineEvent.Verdict
    var kind: LineEvent.Kind
    var severity: LineEvent.Severity
    var program: UInt8
    var role: LineEvent.Role
    var isSent: Bool
    var isFinal: Bool
    var isForTheMoment: Bool
    var isWholeArrival: Bool
    var certificate: TLSInfo.Peer
    var failure: FailureClass?
    /// Where its values begin.
    var first: UInt32
    var queueID: ByteRange
    var present: UInt64
  }

  private var heads = Slab<Head>(capacity: 4096)
  /// The values of one event after the other, in the order of their keys.
  private var values = Slab<ByteRange>(capacity: 1 << 15)

  package init() {}

  package func deallocate() {
    heads.deallocate()
    values.deallocate()
  }

  package mutating func removeAll() {
    heads.removeAll()
    values.removeAll()
  }

  /// Adds the event of the next line.
  package mutating func append(_ event: borrowing LineEvent, _ verdict: LineEvent.Verdict) {
    let present = verdict.isEvent ? event.present : 0
    heads.append(
      Head(
        verdict: verdict, kind: event.kind, severity: event.severity, program: event.program,
        role: event.role, isSent: event.isSent, isFinal: event.isFinal,
        isForTheMoment: event.isForTheMoment,
        isWholeArrival: event.isWholeArrival, certificate: event.certificate,
        failure: event.failure, first: UInt32(truncatingIfNeeded: values.count),
        queueID: event.queueID, present: present))
    var rest = present
    while rest != 0 {
      values.append(event.values[UInt8(truncatingIfNeeded: rest.trailingZeroBitCount)])
      rest &= rest &- 1
    }
  }

  /// Gives the event of the line at `index`.
  package func read(_ index: Int, into event: inout LineEvent) -> LineEvent.Verdict {
    let head = heads[index]
    guard head.verdict.isEvent else { return head.verdict }
    event.kind = head.kind
    event.severity = head.severity
    event.program = head.program
    event.role = head.role
    event.isSent = head.isSent
    event.isFinal = head.isFinal
    event.isForTheMoment = head.isForTheMoment
    event.isWholeArrival = head.isWholeArrival
    event.certificate = head.certificate
    event.failure = head.failure
    event.queueID = head.queueID
    event.present = head.present
    var place = Int(head.first)
    var rest = head.present
    while rest != 0 {
      event.values[UInt8(truncatingIfNeeded: rest.trailingZeroBitCount)] = values[place]
      place += 1
      rest &= rest &- 1
    }
    return .event
  }
}
