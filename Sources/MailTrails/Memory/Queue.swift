/// First in, first out; both ends in constant time.
struct Queue<Element> {
  private var items: [Element?] = []
  private var head = 0

  var first: Element? { head < items.count ? items[head] : nil }
  var isEmpty: Bool { head == items.count }
  var count: Int { items.count - head }

  /// All of them, the first in front; they stay.
  var elements: some Sequence<Element> { items[head...].lazy.compactMap { $0 } }

  /// The last so many of them, the first of these in front.
  func last(_ count: Int) -> some Sequence<Element> {
    items[max(head, items.count - count)...].lazy.compactMap { $0 }
  }

  mutating func append(_ element: Element) { items.append(element) }

  mutating func popFirst() -> Element? {
    guard head < items.count else { return nil }
    let element = items[head]
    items[head] = nil
    head += 1
    if head == items.count {
      items.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 4096, head * 2 >= items.count {
      items.removeSubrange(..<head)
      head = 0
    }
    return element
  }
}
