import ByteTools

/// Keys of JSON records that are left out where nothing is known.
extension JSONWriter {
  mutating func known(_ name: StaticString, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    key(name)
    value(text)
  }

  mutating func known(_ name: StaticString, _ number: Int?) {
    guard let number else { return }
    key(name)
    value(number)
  }

  mutating func known(_ name: StaticString, _ flag: Bool?) {
    guard let flag else { return }
    key(name)
    value(flag)
  }

  mutating func known(_ name: StaticString, milliseconds: Int64?) {
    guard let milliseconds else { return }
    key(name)
    value(milliseconds: milliseconds)
  }

  /// A list of those that are known, each once.
  mutating func known(_ name: StaticString, list: [String?]) {
    var seen: [String] = []
    for case let text? in list where !seen.contains(text) { seen.append(text) }
    guard !seen.isEmpty else { return }
    beginArray(name)
    for text in seen { value(text) }
    endArray()
  }
}

/// Keys with values of text, in order; what is not known is left out.
struct SIEMFields {
  private(set) var pairs: [(key: String, value: String)] = []

  mutating func add(_ key: String, _ value: String?, limit: Int = SIEMText.usualLimit) {
    guard let value, !value.isEmpty else { return }
    pairs.append((key, SIEMText.cut(value, limit)))
  }

  mutating func add(_ key: String, _ value: Int?) { add(key, value.map { String($0) }) }
  mutating func add(_ key: String, _ value: Int64?) { add(key, value.map { String($0) }) }

  /// Seconds with as many decimals as are needed.
  mutating func add(_ key: String, seconds milliseconds: Int64?) {
    guard let milliseconds else { return }
    var json = JSONWriter()
    json.value(milliseconds: milliseconds)
    add(key, json.bytes.string)
  }
}

extension String {
  /// What stands behind the last `@`; nil where there is none.
  var mailDomain: String? {
    guard let at = lastIndex(of: "@") else { return nil }
    let domain = self[index(after: at)...]
    return domain.isEmpty ? nil : String(domain)
  }
}

/// The product that wrote the log, as its makers call it.
struct SIEMProduct {
  var vendor: String
  var product: String

  init?(_ mta: String?) {
    switch mta {
    case "postfix": (vendor, product) = ("Postfix", "Postfix")
    case "exim": (vendor, product) = ("Exim", "Exim")
    case "exchange": (vendor, product) = ("Microsoft", "Exchange")
    case "sendmail": (vendor, product) = ("Sendmail", "Sendmail")
    default: return nil
    }
  }
}

/// What every record calls this program.
enum SIEMProgram {
  static let vendor = "Incatrail"
  static let product = "incatrail"
}
