package import Foundation

package typealias Record = [String: Any]

package struct NotARecord: Error {}

/// The objects of NDJSON, in order.
package func records(_ bytes: [UInt8]) throws -> [Record] {
  try bytes.split(separator: 0x0A).map { line in
    guard let record = try JSONSerialization.jsonObject(with: Data(line)) as? Record else {
      throw NotARecord()
    }
    return record
  }
}

package func records(file: String) throws -> [Record] {
  try records(Array(try Data(contentsOf: URL(fileURLWithPath: file))))
}

extension [String: Any] {
  package func text(_ key: String) -> String? { self[key] as? String }
  package func flag(_ key: String) -> Bool { self[key] as? Bool ?? false }
  package func number(_ key: String) -> Double? { (self[key] as? NSNumber)?.doubleValue }
  package func texts(_ key: String) -> [String] { self[key] as? [String] ?? [] }
  package func record(_ key: String) -> Record? { self[key] as? Record }
  package func list(_ key: String) -> [Record] { self[key] as? [Record] ?? [] }
  package var recipients: [Record] { list("recipients") }

  /// With its keys in order: two records are equal where these are.
  package var canonical: String {
    let data = try? JSONSerialization.data(
      withJSONObject: self, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

/// The first few lines that only one of two texts has: what a reader of a failed test wants to see.
package func difference(_ left: [UInt8], _ right: [UInt8]) -> String {
  let lines = (lines(left), lines(right))
  let inLeft = Set(lines.0)
  let inRight = Set(lines.1)
  let gone = lines.0.filter { !inRight.contains($0) }
  let new = lines.1.filter { !inLeft.contains($0) }
  if gone.isEmpty, new.isEmpty {
    return left == right ? "equal" : "equal lines in another order or number"
  }
  return "\(gone.count) lines gone, \(new.count) new\n"
    + (gone.prefix(2).map { "- \($0.prefix(900))" } + new.prefix(2).map { "+ \($0.prefix(900))" })
    .joined(separator: "\n")
}

package func lines(_ bytes: [UInt8]) -> [String] {
  bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
}
