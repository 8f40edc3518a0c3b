package import ByteTools

private let processSeed = UInt64.random(in: .min ... .max)

/// A value for each of a set of names from the log, by the bytes of the name.
///
/// A name becomes a `String` only when it is read out, so that counting one that is known allocates
/// nothing.
package struct NamedValues<Value: Sendable>: Sendable {
  package private(set) var values: [Value] = []
  /// The names one after the other, and where each ends.
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing: places in `values`, or -1.
  private var slots: [Int32] = []
  /// Of the name asked for last: versions, ciphers and hosts seldom change from message to message.
  private var last = 0
  /// Of its own in each run: names are written by strangers.
  private var seed: UInt64 { processSeed }

  package init() {}

  package var count: Int { values.count }
  package var isEmpty: Bool { values.isEmpty }

  /// All of them, in no order.
  package var all: [(name: String, value: Value)] {
    values.indices.map { (name(at: $0), values[$0]) }
  }

  /// All of them, by name.
  package var byName: [(name: String, value: Value)] { all.sorted { $0.name < $1.name } }

  package func value(of name: String) -> Value? {
    var name = name
    return name.withUTF8 { bytes -> Int? in
      let view = ByteView(UnsafeRawBufferPointer(bytes))
      return find(view, view.hash64(seed: seed)).place
    }.map { values[$0] }
  }

  func name(at place: Int) -> String {
    String(decoding: text[range(of: place)], as: UTF8.self)
  }

  /// Changes the value of `name`, which is `first` where the name is new.
  /// - Parameter limit: beyond so many names no new one is let in.
  /// - Returns: whether there was room.
  @discardableResult
  package mutating func update(
    _ name: ByteView, limit: Int = .max, else first: @autoclosure () -> Value,
    _ change: (inout Value) -> Void
  ) -> Bool {
    guard let place = place(of: name, limit: limit, else: first()) else { return false }
    change(&values[place])
    return true
  }

  mutating func update(at place: Int, _ change: (inout Value) -> Void) { change(&values[place]) }

  func withName<R>(at place: Int, _ body: (ByteView) throws -> R) rethrows -> R {
    try text.withByteView { try body($0.clamped(ByteRange(range(of: place)))) }
  }

  /// Where the value of `name` is, if it is there.
  func place(of name: ByteView) -> Int? { find(name, name.hash64(seed: seed)).place }

  /// Where the value of `name` is; the name is made where it is new and there is room.
  mutating func place(
    of name: ByteView, limit: Int = .max, else first: @autoclosure () -> Value
  ) -> Int? {
    if last < values.count, isName(name, at: last) { return last }
    let hash = name.hash64(seed: seed)
    let found = find(name, hash)
    if let place = found.place {
      last = place
      return place
    }
    guard values.count < limit else { return nil }
    if (values.count + 1) * 2 > slots.count { grow() }
    slots[freeSlot(hash)] = Int32(values.count)
    values.append(first())
    text.append(name)
    ends.append(text.count)
    hashes.append(hash)
    return values.count - 1
  }

  private func range(of place: Int) -> Range<Int> {
    (place == 0 ? 0 : ends[place - 1])..<ends[place]
  }

  private func find(_ name: ByteView, _ hash: UInt64) -> (place: Int?, slot: Int) {
    guard !slots.isEmpty else { return (nil, 0) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if hashes[place] == hash, isName(name, at: place) { return (place, slot) }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private func isName(_ name: ByteView, at place: Int) -> Bool {
    let range = range(of: place)
    guard range.count == name.count else { return false }
    return text.withByteView {
      $0.clamped(ByteRange(range)) == name
    }
  }

  private func freeSlot(_ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: max(16, slots.count * 2))
    for (place, hash) in hashes.enumerated() { slots[freeSlot(hash)] = Int32(place) }
  }
}

extension NamedValues<Int> {
  /// The most frequent first, equal ones by name.
  package var mostFirst: [(name: String, value: Int)] {
    byName.sorted { $0.value > $1.value }
  }
}
