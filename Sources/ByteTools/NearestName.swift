/// The name in `names` that `word` most likely meant; nil where none is close.
package func nearest(_ word: String, in names: some Sequence<String>) -> String? {
  let word = Array(word.lowercased().utf8.prefix(40))
  guard !word.isEmpty else { return nil }
  var best: (name: String, distance: Int)?
  for name in names {
    let bytes = Array(name.utf8)
    // The start of a name, or a part of one, is as good as one letter wrong.
    let isPart = word.count >= 3 && holds(bytes, word)
    let start = Array(bytes.prefix(word.count + 1))
    let distance = isPart ? 1 : min(editDistance(word, bytes), editDistance(word, start) + 1)
    guard distance <= max(1, min(word.count, bytes.count) / 3) else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
  }
  return best?.name
}

private func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
  guard part.count <= bytes.count else { return false }
  return (0...(bytes.count - part.count)).contains {
    bytes[$0..<($0 + part.count)].elementsEqual(part)
  }
}

/// Letters to add, drop, change or swap with their neighbour (Damerau, optimal alignment).
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var older: [Int] = []
  var old = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var new = [row + 1]
    for (column, other) in right.enumerated() {
      var least = min(
        old[column] + (byte == other ? 0 : 1), old[column + 1] + 1, new[column] + 1)
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        least = min(least, older[column - 1] + 1)
      }
      new.append(least)
    }
    older = old
    old = new
  }
  return old[right.count]
}
