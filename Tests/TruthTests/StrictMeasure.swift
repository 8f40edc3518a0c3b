import Foundation
import TrailTesting

/// The strict measure: a recipient counts only where everything about it is right.
///
/// That is: its trail is there, is one, has the right mark and direction, and the recipient has the
/// right outcome, class and findings. Truth files are described in `fixtures/README.md`.
struct StrictMeasure {
  struct Share {
    var right = 0
    var all = 0
    var share: Double { all == 0 ? 1 : Double(right) / Double(all) }
  }

  private(set) var incamail = Share()
  private(set) var other = Share()
  /// Trails that no message of the truth accounts for.
  private(set) var invented = 0
  /// Trail ids that occur again.
  private(set) var repeated = 0
  /// Trails whose findings are not the union of their recipients'.
  private(set) var apart = 0
  private(set) var misses: [String] = []

  private let trails: [Record]
  private var byName: [String: [Int]] = [:]
  private var byEnvelope: [Envelope: [Int]] = [:]
  private var used: Set<Int> = []

  private struct Envelope: Hashable {
    let sender: String
    let recipient: String
  }

  init(truth: [Record], trails: [Record]) {
    self.trails = trails
    var ids: [String: Int] = [:]
    for (index, trail) in trails.enumerated() {
      ids[trail.text("id") ?? "", default: 0] += 1
      note(index, trail)
    }
    repeated = ids.values.reduce(0) { $0 + $1 - 1 }
    for row in truth where Self.isCounted(row) { judge(row) }
    countInvented(truth)
  }

  private mutating func note(_ index: Int, _ trail: Record) {
    let union = Set(trail.recipients.flatMap { $0.texts("findings") })
    if union != Set(trail.texts("findings")) { apart += 1 }
    let id = [Self.bare(trail.text("message_id"))].compactMap { $0 }
    for name in Set(id + trail.texts("queue_ids")) {
      byName[name, default: []].append(index)
    }
    for recipient in trail.recipients {
      for address in Set([recipient.text("address"), recipient.text("original")].compactMap { $0 })
      where !address.isEmpty {
        let envelope = Envelope(
          sender: Self.address(trail.text("sender")), recipient: Self.address(address))
        byEnvelope[envelope, default: []].append(index)
      }
    }
  }

  private static func bare(_ id: String?) -> String? {
    guard let id, !id.isEmpty else { return nil }
    return id.trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["<", ">"])
  }

  private static func address(_ text: String?) -> String {
    (text ?? "").trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["<", ">"])
      .lowercased()
  }

  /// Rows of which the log bears the envelope.
  private static func isCounted(_ row: Record) -> Bool {
    row["in_log"] as? Bool ?? true && row["visible"] as? Bool ?? true && !row.recipients.isEmpty
  }

  // MARK: One message

  private mutating func judge(_ row: Record) {
    let wanted = row.recipients.filter { $0["visible"] as? Bool ?? true }
    let isIncaMail = row.flag("incamail")
    var right = 0
    let name = "\(row.text("scenario") ?? "") \(row.text("message_id") ?? "-")"
    defer {
      if isIncaMail {
        incamail.right += right
        incamail.all += wanted.count
      } else {
        other.right += right
        other.all += wanted.count
      }
    }
    let found = find(row, wanted)
    guard !found.isEmpty else {
      misses.append("\(name): no trail")
      return
    }
    used.formUnion(found)
    var problems: [String] = []
    if Set(found.map { trails[$0].text("id") }).count > 1 { problems.append("several trails") }
    if found.contains(where: { trails[$0].flag("incamail") }) != isIncaMail {
      problems.append("mark \(!isIncaMail)")
    }
    let direction = trails[found[0]].text("direction")
    if let want = row.text("direction"), want != direction {
      problems.append("direction \(direction ?? "null"), not \(want)")
    }
    let seen = recipients(of: found)
    for want in wanted {
      let wrong = problems + Self.faults(want, row, seen[Self.address(want.text("address"))])
      if wrong.isEmpty {
        right += 1
      } else {
        misses.append("\(name) \(want.text("address") ?? ""): \(wrong.joined(separator: "; "))")
      }
    }
  }

  private func find(_ row: Record, _ wanted: [Record]) -> [Int] {
    let id = Self.bare(row.text("message_id"))
    if let id, let known = byName[id] { return known }
    let sender = Self.address(row.text("sender"))
    let found = wanted.flatMap { want in
      byEnvelope[Envelope(sender: sender, recipient: Self.address(want.text("address")))] ?? []
    }.filter { index in
      let known = Self.bare(trails[index].text("message_id"))
      return known == nil || known == id
    }
    return (found.first { !used.contains($0) } ?? found.first).map { [$0] } ?? []
  }

  private func recipients(of found: [Int]) -> [String: Record] {
    var seen: [String: Record] = [:]
    for recipient in found.flatMap({ trails[$0].recipients }) {
      for key in ["original", "address"] {
        if let address = recipient.text(key), !address.isEmpty {
          seen[Self.address(address)] = recipient
        }
      }
    }
    return seen
  }

  private static func faults(_ want: Record, _ row: Record, _ got: Record?) -> [String] {
    guard let got else { return ["not there"] }
    var faults: [String] = []
    let also = Set(row.texts("also") + want.texts("also"))
    let outcome = got.text("outcome") ?? ""
    if outcome != want.text("outcome"), !also.contains(outcome) {
      faults.append("\(outcome), not \(want.text("outcome") ?? "null")")
    }
    // What the log's own words allow comes before what was so in fact.
    let wantedClass = want.text("class_in_log") ?? want.text("class")
    let gotClass = got.text("class")
    if gotClass != wantedClass, !also.contains(gotClass ?? "") {
      faults.append("class \(gotClass ?? "null"), not \(wantedClass ?? "null")")
    }
    if want["findings"] is [String] {
      let doubt = Set(want.texts("findings_not_in_log") + want.texts("findings_hidden"))
      let expected = Set(want.texts("findings") + row.texts("findings_in_log")).subtracting(doubt)
      let said = Set(got.texts("findings")).subtracting(doubt)
      if expected != said {
        faults.append("findings \(said.sorted()), not \(expected.sorted())")
      }
    }
    return faults
  }

  // MARK: What nobody sent

  private mutating func countInvented(_ truth: [Record]) {
    let known = Set(truth.compactMap { Self.bare($0.text("message_id")) })
    invented = trails.indices.count { index in
      let trail = trails[index]
      let id = Self.bare(trail.text("message_id"))
      guard let id, !used.contains(index) else { return false }
      let names = Set([id] + trail.texts("queue_ids"))
      return trail.recipients.contains { !($0.text("address") ?? "").isEmpty }
        && names.isDisjoint(with: known)
    }
  }
}
