internal import ByteTools
internal import Glibc
internal import MailRules
internal import MailTerms
internal import Yams

/// Reading of `incatrail.yaml`: strict, because a misspelt key that is passed over is a gateway that
/// nobody misses.
extension Configuration {
  mutating func read(_ path: String) throws(ConfigurationError) {
    try read(try Self.contents(of: path), named: path)
  }

  static func contents(of path: String) throws(ConfigurationError) -> String {
    try ConfigurationFile(path: path).contents()
  }

  static func reading(_ text: String, named path: String) throws(ConfigurationError)
    -> Configuration
  {
    var configuration = Configuration()
    try configuration.read(text, named: path)
    return configuration
  }

  private mutating func read(_ text: String, named path: String) throws(ConfigurationError) {
    let file = ConfigurationFile(path: path)
    guard let root = try file.root(of: text) else { return }
    guard let entries = root.mapping else {
      throw file.error(root, "expected keys such as 'gateways: [mx1, mx2]'")
    }
    try file.checkKeys(entries, among: Self.keys)
    for (key, value) in entries {
      switch key.string ?? "" {
      case "gateways": gateways += try file.list(key, value)
      case "relays": relays += try file.list(key, value, Self.isHost)
      case "own_networks": ownNetworks += try file.list(key, value, Self.isHost)
      case "own_domains": ownDomains += try file.list(key, value)
      case "not_own": notOwn += try file.list(key, value, Self.isNetwork)
      case "logs": logs += try file.list(key, value)
      case "platform": platform += try file.list(key, value, Self.isHost)
      case "time_zone": timeZone = try file.text(key, value)
      case "thresholds": try readThresholds(value, file)
      case "state": state = try file.text(key, value)
      case "holidays":
        for day in try file.list(key, value, HolidaySettings.fault) { _ = holidays.add(day) }
      case "accept": accept += try readAccept(value, file)
      case "privacy": try readPrivacy(value, file)
      case "mail": try readMail(value, file)
      default: break
      }
    }
  }

  static let keys = [
    "gateways", "relays", "own_networks", "own_domains", "not_own", "logs", "platform", "time_zone",
    "thresholds", "state", "holidays", "accept", "privacy", "mail",
  ]

  private func readAccept(
    _ node: Node, _ file: ConfigurationFile
  ) throws(ConfigurationError) -> [AcceptedRisk] {
    // `accept:` with nothing behind it accepts nothing.
    if let scalar = node.scalar, ["", "~", "null"].contains(scalar.string) { return [] }
    guard let items = node.sequence.map(Array.init) ?? (node.mapping == nil ? nil : [node]) else {
      throw file.error(
        node, "'accept': expected a list of entries: finding or class, until, reason")
    }
    var risks: [AcceptedRisk] = []
    for item in items {
      guard let entries = item.mapping else {
        throw file.error(item, "'accept': expected an entry: finding or class, until, reason")
      }
      try file.checkKeys(entries, among: ["finding", "class", "hop", "until", "reason"])
      var texts: [String: String] = [:]
      for (key, value) in entries { texts[key.string ?? ""] = try file.text(key, value) }
      let names = [
        ("finding", AcceptedRisk.findings), ("class", AcceptedRisk.classes),
      ].filter { texts[$0.0] != nil }
      guard names.count == 1, let name = texts[names[0].0] else {
        throw file.error(item, "'accept': an entry names either a finding or a class")
      }
      guard names[0].1.contains(name) else {
        throw file.error(
          item,
          "'accept': '\(name)' is no \(names[0].0)"
            + AcceptedRisk.hint(name, insteadOf: names[0].0))
      }
      guard let until = texts["until"] else {
        throw file.error(
          item,
          "'accept': '\(name)' has no end: add 'until: 2026-12-31', the last day on which it "
            + "is accepted")
      }
      guard let reason = texts["reason"] else {
        throw file.error(
          item, "'accept': '\(name)' has no reason: add 'reason: why it is accepted'")
      }
      do throws(UsageError) {
        risks.append(
          try AcceptedRisk(name: name, hop: texts["hop"], until: until, reason: reason))
      } catch {
        throw file.error(item, "'accept': \(error.description)")
      }
    }
    return risks
  }

  private mutating func readPrivacy(
    _ node: Node, _ file: ConfigurationFile
  ) throws(ConfigurationError) {
    guard let entries = node.mapping else {
      throw file.error(node, "'privacy': expected keys such as 'key: /etc/incatrail/privacy.key'")
    }
    try file.checkKeys(entries, among: ["level", "key", "hide_domain"])
    for (key, value) in entries {
      let text = try file.text(key, value)
      switch key.string ?? "" {
      case "level":
        guard let level = PrivacyLevel(rawValue: text) else {
          let known = PrivacyLevel.allCases.map(\.rawValue).joined(separator: ", ")
          throw file.error(value, "'level: \(text)': expected one of \(known)")
        }
        privacyLevel = level
      case "key": privacyKey = text
      case "hide_domain":
        guard let hides = value.bool else {
          throw file.error(value, "'hide_domain: \(text)': expected true or false")
        }
        hidesDomains = hides
      default: break
      }
    }
  }

  private mutating func readMail(
    _ node: Node, _ file: ConfigurationFile
  ) throws(ConfigurationError) {
    guard let entries = node.mapping else {
      throw file.error(node, "'mail': expected keys such as 'to: postmaster@example.ch'")
    }
    try file.checkKeys(entries, among: ["to", "from", "lang"])
    for (key, value) in entries {
      switch key.string ?? "" {
      case "to": mailTo += try file.list(key, value)
      case "from": mailFrom = try file.text(key, value)
      case "lang":
        let text = try file.text(key, value)
        guard ReportLanguage.codes.contains(text), let language = ReportLanguage(text) else {
          let known = ReportLanguage.codes.joined(separator: ", ")
          throw file.error(value, "'lang: \(text)': expected one of \(known)")
        }
        mailLanguage = language
      default: break
      }
    }
  }

  private mutating func readThresholds(
    _ node: Node, _ file: ConfigurationFile
  ) throws(ConfigurationError) {
    guard let entries = node.mapping else {
      throw file.error(node, "'thresholds': expected keys such as 'open_tls: 30m'")
    }
    try file.checkKeys(entries, among: ThresholdSettings.limits.map(\.name))
    for (key, value) in entries {
      let name = key.string ?? ""
      guard let limit = ThresholdSettings.limits.first(where: { $0.name == name }) else { continue }
      let text = try file.text(key, value)
      if let expected = thresholds.set(limit.limit, text) {
        throw file.error(value, "'\(name): \(text)': expected \(expected)")
      }
    }
  }

  /// What is wrong with a host, address or network; nil where nothing is.
  private static func isHost(_ text: String) -> String? {
    var own = OwnHosts()
    do { try own.add(own: text) } catch { return "is no host, address or network" }
    return nil
  }

  private static func isNetwork(_ text: String) -> String? {
    var own = OwnHosts()
    do { try own.add(notOwn: text) } catch { return "is no address or network" }
    return nil
  }
}

/// A YAML file whose faults are told by line.
private struct ConfigurationFile {
  let path: String

  /// nil where the file holds nothing but comments.
  func root(of text: String) throws(ConfigurationError) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw yamlError(error)
    } catch {
      throw ConfigurationError(file: path, line: 0, message: "\(error)")
    }
  }

  func contents() throws(ConfigurationError) -> String {
    guard let file = fopen(path, "rb") else { throw unreadable() }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { break }
    }
    if ferror(file) != 0 { throw unreadable() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func unreadable() -> ConfigurationError {
    // Safe: strerror gives a terminated text for every number.
    let reason = errno == ENOENT ? "no such file" : String(cString: strerror(errno))
    return ConfigurationError(file: path, line: 0, message: reason)
  }

  private func yamlError(_ error: YamlError) -> ConfigurationError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(file: path, line: mark.line, message: "no YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      ConfigurationError(
        file: path, line: context.mark.line,
        message: "stands here twice: \(keys.map { "'\($0)'" }.sorted().joined(separator: ", "))")
    default: ConfigurationError(file: path, line: 0, message: "no YAML: \(error)")
    }
  }

  func error(_ node: Node, _ message: String) -> ConfigurationError {
    ConfigurationError(file: path, line: node.mark?.line ?? 0, message: message)
  }

  // MARK: Keys and values

  func checkKeys(_ entries: Node.Mapping, among known: [String]) throws(ConfigurationError) {
    for (key, _) in entries {
      let name = key.string ?? ""
      if known.contains(name) { continue }
      let hint =
        nearest(name, in: known).map { "did you mean '\($0)'?" }
        ?? "known are \(known.joined(separator: ", "))"
      throw error(key, "unknown key '\(name)': \(hint)")
    }
  }

  /// A list of texts, or a single one.
  /// - Parameter fault: what is wrong with one; nil where nothing is.
  func list(
    _ key: Node, _ node: Node, _ fault: (String) -> String? = { _ in nil }
  ) throws(ConfigurationError) -> [String] {
    let items: [Node]
    if let sequence = node.sequence {
      items = Array(sequence)
    } else if let scalar = node.scalar {
      // `relays:` with nothing behind it is an empty list.
      if scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null" { return [] }
      items = [node]
    } else {
      throw error(node, "'\(key.string ?? "")': expected a list such as [one, two]")
    }
    var texts: [String] = []
    for item in items {
      guard let text = item.scalar?.string, !text.isEmpty else {
        throw error(item, "'\(key.string ?? "")': expected a list of texts such as [one, two]")
      }
      if let fault = fault(text) { throw error(item, "'\(key.string ?? "")': '\(text)' \(fault)") }
      texts.append(text)
    }
    return texts
  }

  func text(_ key: Node, _ node: Node) throws(ConfigurationError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw error(node, "'\(key.string ?? "")': expected one text")
    }
    return text
  }
}
