internal import ByteTools

/// Messages that are one trail: hops and the steps between them.
struct TrailGroups {
  struct Step: Equatable {
    enum Kind { case delivered, requeued }
    let from: Int32
    let to: Int32
    let kind: Kind
  }

  struct Group {
    var members: [Int32]
    var steps: [Step]
  }

  private var groups: [Group?] = []
  private var free: [Int32] = []

  subscript(index: Int32) -> Group? { groups[Int(index)] }

  /// Puts two messages, each alone or in a group, into one.
  mutating func join(_ step: Step, _ messages: Slab<Message>) {
    let left = ensure(step.from, messages)
    let right = ensure(step.to, messages)
    if left == right {
      if groups[Int(left)]?.steps.contains(step) == false { groups[Int(left)]?.steps.append(step) }
      return
    }
    if let moved = groups[Int(right)] {
      for member in moved.members { messages[Int(member)].group = left }
      groups[Int(left)]?.members += moved.members
      groups[Int(left)]?.steps += moved.steps
    }
    groups[Int(left)]?.steps.append(step)
    groups[Int(right)] = nil
    free.append(right)
  }

  private mutating func ensure(_ message: Int32, _ messages: Slab<Message>) -> Int32 {
    if messages[Int(message)].group >= 0 { return messages[Int(message)].group }
    let index: Int32
    let group = Group(members: [message], steps: [])
    if let reused = free.popLast() {
      index = reused
      groups[Int(reused)] = group
    } else {
      index = Int32(groups.count)
      groups.append(group)
    }
    messages[Int(message)].group = index
    return index
  }

  mutating func remove(_ index: Int32) {
    groups[Int(index)] = nil
    free.append(index)
  }

  /// Whether a step leads to `message` already.
  func hasStep(to message: Int32, _ messages: Slab<Message>) -> Bool {
    let group = messages[Int(message)].group
    guard group >= 0, let known = groups[Int(group)] else { return false }
    return known.steps.contains { $0.to == message }
  }
}
