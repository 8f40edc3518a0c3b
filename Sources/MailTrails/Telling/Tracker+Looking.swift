internal import ByteTools
internal import MailLines
package import MailTerms

/// Looking at messages that are still under way.
extension Tracker {
  /// Shows the trails, of those that are to be told, that have got lines since they were last shown:
  /// as they stand at this moment. They go on, and are told in the end as if nobody had looked.
  ///
  /// - Parameter isFirst: shows those too that are done, and wait for what other sessions tell.
  package func look(isFirst: Bool, _ show: (Trail) throws -> Void) rethrows {
    if isFirst { try output.look(facts, show) }
    for index in 0..<Int32(messages.count) where messages[Int(index)].serial != 0 {
      let (members, steps) = group(of: index)
      guard members.min() == index, members.contains(where: hasNews), isTold(members) else {
        continue
      }
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
  }

  /// Whether lines of it are yet to be read.
  private func hasNews(_ index: Int32) -> Bool {
    !messages[Int(index)].newest.isNone || messages[Int(index)].stored >= 0
  }
}
