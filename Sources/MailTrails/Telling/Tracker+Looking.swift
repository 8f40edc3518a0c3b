internal import ByteTools
internal import MailLines
package import MailTerms

/// Looking at messages that are still under way.
extension Tracker {
  /// Shows the trails, of those that are to be told, that have got lines since they were last shown:
  /// as they stand at this moment. They go on, and are told in the end as if nobody had looked.
  ///
  /// Those that are done and wait for what other sessions tell are among them.
  ///
  /// - Parameters:
  ///   - isFirst: shows those too that have got no lines since they were read.
  ///   - refusals: shows what was refused without a queue ID; while it is under way it may still turn out
  ///     to be part of the message that the same session goes on with.
  package func look(
    isFirst: Bool, refusals: Bool = true, _ show: (Trail) throws -> Void
  ) rethrows {
    isLookedAt = true
    try output.look(facts, all: isFirst, show)
    for index in 0..<Int32(messages.count) where messages[Int(index)].serial != 0 {
      guard isFirst || messages[Int(index)].group >= 0 || hasNews(index) else { continue }
      if !refusals, messages[Int(index)].flags.contains(.refusal) { continue }
      let (members, steps) = group(of: index)
      guard members.min() == index, isFirst || members.contains(where: hasNews), isTold(members)
      else { continue }
      for member in members { fold(member) }
      let originals = members.map { states[Int(messages[Int($0)].state)] }
      // What makes a trail takes its hops apart.
      for (member, original) in zip(members, originals) {
        states[Int(messages[Int(member)].state)] = original.map(HopState.init(copying:))
      }
      var pending = assemble(members, steps)
      pending?.answer(by: facts)
      for (member, original) in zip(members, originals) {
        states[Int(messages[Int(member)].state)] = original
      }
      if let pending { try show(pending.trail) }
    }
    news.removeAll(keepingCapacity: true)
  }

  /// What is known of the message has changed other than by a line of its own.
  func noteNews(of index: Int32) {
    if isLookedAt { news.insert(messages[Int(index)].serial) }
  }

  /// The message may get its name by the line in hand, by which those that refer to it name it.
  @inline(never)
  func noteNewsOfRelated(to index: Int32) {
    for relation in relations.of(messages[Int(index)].serial) where isAlive(relation.other) {
      noteNews(of: relation.other.index)
    }
  }

  /// Whether lines of it are yet to be read, or were since the last look.
  private func hasNews(_ index: Int32) -> Bool {
    !messages[Int(index)].newest.isNone || messages[Int(index)].stored >= 0
      || news.contains(messages[Int(index)].serial)
  }

  /// The first line of all messages that are under way, marked or not, or wait to be told: whoever
  /// reads on from there another time sees them whole. nil where there are none.
  package var oldestUnderWay: Int64? {
    var oldest = output.oldest ?? .max
    for index in 0..<messages.count where messages[index].serial != 0 {
      oldest = min(oldest, messages[index].firstTime)
      // Rows of a table come in any order.
      let place = messages[index].state
      if place >= 0, let state = states[Int(place)] {
        oldest = min(oldest, state.hop.firstSeen.microseconds)
      }
    }
    return oldest == .max ? nil : oldest
  }
}
