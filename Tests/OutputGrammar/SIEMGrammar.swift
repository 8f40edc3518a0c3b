import Foundation

/// What one record for a security system breaks of its form; empty where it is well formed.
///
/// Written from the forms' own rules, and apart from the code that writes them.
package struct SIEMGrammar {
  package private(set) var faults: [String] = []
  /// The record's own name.
  package private(set) var id: String?

  /// - Parameter form: the name of `--format`.
  package init(_ record: String, form: String) {
    check(!record.unicodeScalars.contains(where: Self.isControl), "a control character")
    switch form {
    case "ecs": readECS(record)
    case "ocsf": readOCSF(record)
    case "asim": readASIM(record)
    case "gelf": readGELF(record)
    case "cef": readCEF(record)
    case "leef": readLEEF(record)
    case "syslog": readSyslog(record)
    default: faults.append("no such form: \(form)")
    }
  }

  private mutating func check(_ isRight: Bool, _ fault: @autoclosure () -> String) {
    if !isRight { faults.append(fault()) }
  }

  /// The tab parts the fields of LEEF.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\t" || (0x7F..<0xA0).contains(scalar.value)
  }

  // MARK: JSON

  private mutating func object(_ record: String) -> [String: Any] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(record.utf8)),
      let object = value as? [String: Any]
    else {
      faults.append("no JSON object")
      return [:]
    }
    checkFilled(object, "")
    return object
  }

  /// Nothing is empty, and nothing null.
  private mutating func checkFilled(_ value: Any, _ path: String) {
    switch value {
    case let object as [String: Any]:
      check(!object.isEmpty, "\(path): an empty object")
      for (key, value) in object { checkFilled(value, "\(path).\(key)") }
    case let list as [Any]:
      check(!list.isEmpty, "\(path): an empty list")
      for value in list { checkFilled(value, path) }
    case let text as String: check(!text.isEmpty, "\(path): an empty text")
    default: check(!(value is NSNull), "\(path): null")
    }
  }

  private static func at(_ object: [String: Any], _ path: String) -> Any? {
    path.split(separator: ".").reduce(object as Any?) { value, key in
      (value as? [String: Any])?[String(key)]
    }
  }

  private mutating func need(_ object: [String: Any], _ paths: [String]) {
    for path in paths { check(Self.at(object, path) != nil, "\(path): missing") }
  }

  private mutating func readECS(_ record: String) {
    let object = object(record)
    need(
      object,
      [
        "@timestamp", "message", "ecs.version", "event.kind", "event.category", "event.type",
        "event.outcome", "event.module", "event.dataset", "event.action", "event.id",
      ])
    id = Self.at(object, "event.id") as? String
    let start = Self.at(object, "event.start") as? String
    let end = Self.at(object, "event.end") as? String
    check(start ?? "" <= end ?? "", "event.end before event.start")
    for path in ["source.ip", "destination.ip"] {
      if let ip = Self.at(object, path) as? String { check(Self.isAddress(ip), "\(path): \(ip)") }
    }
    let outcomes = [
      "delivered": "success", "deferred": "failure", "bounced": "failure", "expired": "failure",
      "rejected": "failure",
    ]
    let outcome = Self.at(object, "incatrail.outcome") as? String ?? ""
    if Self.at(object, "event.kind") as? String == "event" {
      check(
        Self.at(object, "event.outcome") as? String == outcomes[outcome] ?? "unknown",
        "event.outcome of \(outcome)")
    }
  }

  private mutating func readOCSF(_ record: String) {
    let object = object(record)
    need(
      object,
      [
        "activity_id", "category_uid", "class_uid", "metadata.version", "metadata.product.name",
        "severity_id", "time", "type_uid",
      ])
    id = Self.at(object, "metadata.uid") as? String
    let kind = object["class_uid"] as? Int ?? 0
    let activity = object["activity_id"] as? Int ?? -1
    check(object["type_uid"] as? Int == kind * 100 + activity, "type_uid")
    check(object["category_uid"] as? Int == kind / 1000, "category_uid")
    if kind == 4009 {
      need(object, ["direction_id", "email"])
      let mail = object["email"] as? [String: Any] ?? [:]
      check(mail["from"] != nil || mail["to"] != nil, "email without an address")
    } else {
      check(kind == 2004, "class_uid \(kind)")
      need(object, ["finding_info.uid"])
    }
  }

  private mutating func readASIM(_ record: String) {
    let object = object(record)
    need(
      object,
      [
        "EventCount", "EventStartTime", "EventEndTime", "EventType", "EventResult", "EventProduct",
        "EventVendor", "EventSchema", "EventSchemaVersion", "Dvc", "Dst",
      ])
    id = object["EventUid"] as? String
  }

  private mutating func readGELF(_ record: String) {
    let object = object(record)
    need(object, ["version", "host", "short_message", "timestamp", "level"])
    id = object["_event_id"] as? String
    let usual: Set = ["version", "host", "short_message", "full_message", "timestamp", "level"]
    for (key, value) in object where !usual.contains(key) {
      check(key.wholeMatch(of: /_[a-z_]+/) != nil && key != "_id", "\(key): no own field")
      check(value is String || value is NSNumber, "\(key): neither text nor number")
    }
    check((object["level"] as? Int).map { (0...7).contains($0) } ?? false, "level")
  }

  // MARK: Keys and values

  private mutating func readCEF(_ record: String) {
    let parts = Self.split(record, at: "|", most: 7)
    check(parts.count == 8 && parts.first == "CEF:0", "no header of CEF")
    guard parts.count == 8 else { return }
    check(!parts[1...6].contains(""), "an empty field in the header")
    check(Int(parts[6]).map { (0...10).contains($0) } ?? false, "severity \(parts[6])")
    var seen: [String: String] = [:]
    let extensions = String(parts[7])
    let keys = extensions.matches(of: /(?:^| )([A-Za-z0-9]+)=/)
    for (index, match) in keys.enumerated() {
      let end = index + 1 < keys.count ? keys[index + 1].range.lowerBound : extensions.endIndex
      let value = String(extensions[match.range.upperBound..<end])
      let key = String(match.1)
      check(seen[key] == nil, "\(key): twice")
      check(!value.isEmpty && !value.hasPrefix(" ") && !value.hasSuffix(" "), "\(key): '\(value)'")
      check(Self.isEscaped(value, "\\="), "\(key): what is not escaped: \(value)")
      seen[key] = value
    }
    check(keys.first?.range.lowerBound == extensions.startIndex, "no key at the beginning")
    for key in ["rt", "externalId", "outcome"] { check(seen[key] != nil, "\(key): missing") }
    check((seen["externalId"] ?? "").count <= 40, "externalId over 40 characters")
    for key in ["src", "dst"] {
      if let ip = seen[key] { check(Self.isAddress(ip) && !ip.contains(":"), "\(key): \(ip)") }
    }
    for key in seen.keys where key.wholeMatch(of: /(cs|cn|cfp|c6a)\d/) != nil {
      check(seen[key + "Label"] != nil, "\(key): no label")
    }
    for key in seen.keys where key.hasSuffix("Label") {
      check(seen[String(key.dropLast(5))] != nil, "\(key): of nothing")
    }
  }

  private mutating func readLEEF(_ record: String) {
    let parts = record.split(separator: "|", maxSplits: 6, omittingEmptySubsequences: false)
    check(parts.count == 7 && parts[0] == "LEEF:2.0" && parts[5] == "x09", "no header of LEEF")
    guard parts.count == 7 else { return }
    var seen: [Substring: Substring] = [:]
    for pair in parts[6].split(separator: "\t", omittingEmptySubsequences: false) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      check(sides.count == 2 && sides[0].wholeMatch(of: /[A-Za-z0-9]+/) != nil, "'\(pair)'")
      guard sides.count == 2 else { continue }
      check(!sides[1].isEmpty, "\(sides[0]): empty")
      check(seen[sides[0]] == nil, "\(sides[0]): twice")
      seen[sides[0]] = sides[1]
    }
    for key in ["devTime", "sev", "cat"] { check(seen[Substring(key)] != nil, "\(key): missing") }
    id = seen["eventId"].map { String($0) }
  }

  private mutating func readSyslog(_ record: String) {
    let head = record.prefixMatch(
      of:
        /<(\d{1,3})>1 \d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d [!-~]{1,255} [!-~]{1,48} - [!-~]{1,32}[ ]/
    )
    check(head.flatMap { Int($0.1) }.map { $0 < 192 } ?? false, "no header of RFC 5424")
    guard let head else { return }
    var rest = record[head.range.upperBound...]
    while let element = rest.prefixMatch(
      of: /\[[!-<>-\\^-~]{1,32}(?: [!-<>-\\^-~]{1,32}="(?:[^"\\\]]|\\.)*")*\]/)
    {
      if let found = element.0.firstMatch(of: /eventId="(\w+)"/) { id = String(found.1) }
      rest = rest[element.range.upperBound...]
    }
    check(rest.hasPrefix(" "), "structured data is not closed: \(rest)")
    let message = rest.dropFirst()
    check(
      message.utf8.allSatisfy { $0 < 0x80 } || message.unicodeScalars.first == "\u{FEFF}",
      "a message in UTF-8 that does not say so")
  }

  // MARK: Pieces

  private static func split(_ text: String, at mark: Character, most: Int) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if character == mark, !isEscaped, parts.count <= most {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return parts
  }

  /// Whether each of `marks` has a backslash in front, which itself stands in front of nothing else.
  private static func isEscaped(_ text: String, _ marks: String) -> Bool {
    var isBehind = false
    for character in text {
      if isBehind, !marks.contains(character) { return false }
      if !isBehind, character == "=" { return false }
      isBehind = character == "\\" && !isBehind
    }
    return !isBehind
  }

  private static func isAddress(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{1,3}(\.\d{1,3}){3}/) != nil
      || text.wholeMatch(of: /[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/) != nil
  }
}
