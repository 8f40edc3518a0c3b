internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailTerms

/// From hop to hop where no ID was answered: by message ID, recipient and time.
///
/// A message ID alone joins nothing: lists, resends and replays share it. So the handover and the
/// arrival must lie within five minutes, have a recipient in common, and leave no choice.
extension Tracker {
  private static let reach: Int64 = 300 * 1_000_000

  /// The message's Message-ID, by which other hops may know it.
  func noteMessageID(_ id: ByteView, of index: Int32) {
    guard !id.isEmpty, hasSeveralLogs || event.has(.internalMessageID) else { return }
    messagesByID.add(handle(index), under: QueueKey(id.unbracketed))
  }

  /// A host of ours took the message and did not say how it calls it.
  func noteHandover(_ index: Int32, _ current: borrowing Current) {
    hasHandovers = true
    messages[Int(index)].flags.insert(.handedOver)
    messages[Int(index)].handoverTime = current.record.time
  }

  /// The message's time has come: the hop before it or behind it may be in memory.
  func meetByMessageID(_ index: Int32) {
    guard hasHandovers, hasSeveralLogs, !messagesByID.isEmpty,
      !messages[Int(index)].flags.contains(.refusal),
      let id = messageID(of: index)
    else { return }
    let key = id.withByteView { QueueKey($0) }
    if messages[Int(index)].flags.contains(.handedOver) {
      let later = onlyOne(under: key, handedOver: .by, index)
      if let later { join(index, later) }
    }
    if !groups.hasStep(to: index, messages) {
      let earlier = onlyOne(under: key, handedOver: .to, index)
      if let earlier { join(earlier, index) }
    }
  }

  private enum Side { case by, to }

  /// The one message under `key` that `index` may have handed over, or been handed over by, and that
  /// has a recipient in common with it; nil where there are several.
  private func onlyOne(
    under key: QueueKey, handedOver side: Side, _ index: Int32
  ) -> Int32? {
    var found: [Int32] = []
    _ = messagesByID.first(under: key) { known in
      let isNew = known.index != index && isAlive(known) && !found.contains(known.index)
      let (first, second) = side == .by ? (index, known.index) : (known.index, index)
      if isNew, isHandover(from: first, to: second) { found.append(known.index) }
      return false
    }
    var common: [Int32] = []
    for message in found where sharesRecipient(message, index) { common.append(message) }
    return common.count == 1 ? common[0] : nil
  }

  private func isHandover(from first: Int32, to second: Int32) -> Bool {
    let (earlier, later) = (messages[Int(first)], messages[Int(second)])
    return earlier.flags.contains(.handedOver)
      && (earlier.host != later.host || earlier.dialect != later.dialect)
      && abs(later.firstTime - earlier.handoverTime) <= Self.reach
      && later.firstTime >= earlier.firstTime - Horizon.microseconds
      && (later.group < 0 || later.group != earlier.group)
      && !groups.hasStep(to: second, messages)
  }

  private func sharesRecipient(_ first: Int32, _ second: Int32) -> Bool {
    let (left, right) = (fold(first), fold(second))
    return left.entries.contains { entry in
      [entry.recipient.address, entry.recipient.original].contains { name in
        !name.isNone
          && left.with(name) { name in
            right.entries.contains {
              right.says($0.recipient.address, name) || right.says($0.recipient.original, name)
            }
          }
      }
    }
  }
}
