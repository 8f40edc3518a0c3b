import ByteTools
import MailTerms

/// Finds the lines of a message that prove what is said of it; each proves one thing only.
struct TraceEvidence {
  private let trail: Trail
  private var used: Set<UInt32> = []
  /// The names of programs before the text differ by so much.
  private static let headDifference = 24

  init(_ trail: Trail) { self.trail = trail }

  /// The line of that moment, not taken yet, that holds all of `pieces`, or else all of `fewer`; of
  /// several the first, or the last, in which the first piece stands in front, for others may quote it.
  mutating func take(
    at time: LogTime, holding pieces: [Text], else fewer: [Text] = [], last takesLast: Bool = false
  ) -> String? {
    for wanted in fewer.isEmpty ? [pieces] : [pieces, fewer] {
      let needles = wanted.filter { !$0.isNone && $0.count > 0 }.map { piece in
        Needle(trail.with(piece) { $0.withBytes { Array($0) } }, folds: true)
      }
      var found: [(line: LoggedLine, place: Int)] = []
      for line in trail.lines where line.time == time && !used.contains(line.place) {
        let places = trail.with(line.text) { text in
          needles.map { $0.firstRange(in: text)?.lowerBound }
        }
        guard !places.contains(nil) else { continue }
        found.append((line, (places.first ?? nil) ?? 0))
      }
      let foremost = found.map(\.place).min() ?? 0
      let best = found.filter { $0.place <= foremost + Self.headDifference }
      if let best = takesLast ? best.last : best.first {
        used.insert(best.line.place)
        return trail.string(best.line.text)
      }
    }
    return nil
  }
}
