internal import FoundationEssentials
internal import Glibc
internal import MailReports

/// A history as a file: one JSON object.
struct HistoryFile {
  let path: String

  /// Why a file is not read.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  static func encode(_ history: History) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(history) else {
      preconditionFailure("a history is made of texts and whole numbers")
    }
    return Array(data) + [0x0A]
  }

  /// Of `-`, standard input.
  func read() throws(Refusal) -> History {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable() }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable() }
      if count == 0 { break }
      bytes += chunk[..<count]
      guard bytes.count <= Self.limit else {
        throw refusal("is too large for a history: more than \(Self.limit >> 20) MB")
      }
    }
    return try decode(bytes)
  }

  /// A month of many gateways is a hundredth of it.
  private static let limit = 256 << 20

  private struct Head: Decodable { var schema: String? }

  private func decode(_ bytes: [UInt8]) throws(Refusal) -> History {
    let data = Data(bytes)
    guard let head = try? JSONDecoder().decode(Head.self, from: data) else {
      if bytes.isEmpty, path == "-" {
        throw refusal("holds nothing: the program before it in the pipe left no summary")
      }
      // As the program writes it, its schema stands near the end.
      if bytes.isEmpty || bytes.starts(with: #"{"as_of""#.utf8) {
        throw refusal(
          "is \(bytes.isEmpty ? "empty" : "cut or damaged"); move the file away, or make that day's "
            + "again")
      }
      throw refusal("is no history: give a file of --state, or what report --format state wrote")
    }
    let parts = (head.schema ?? "").split(separator: "/")
    if parts.first == "incatrail.summary" {
      throw refusal(
        "is the JSON of a report, which lacks what merging needs: give a file of --state, or what "
          + "report --format state wrote")
    }
    guard parts.count == 2, parts[0] == History.schemaName, let format = Int(parts[1]) else {
      throw refusal("is no history: give a file of --state, or what report --format state wrote")
    }
    guard format <= History.format else {
      throw refusal(
        "is of format \(format), and this incatrail reads \(History.format) at most: install the "
          + "version that wrote it, or move the file away")
    }
    guard !Self.hasOutlandishNumber(bytes) else {
      throw refusal(
        "is damaged: no count is that large; move the file away, or make that day's again")
    }
    do {
      return try JSONDecoder().decode(History.self, from: data)
    } catch let error as DecodingError {
      throw refusal("is damaged: \(error.place); move the file away, or make that day's again")
    } catch {
      throw refusal("is damaged: \(error)")
    }
  }

  /// A count of more than twelve digits, below zero or with an exponent: sums of such would overflow.
  private static func hasOutlandishNumber(_ bytes: [UInt8]) -> Bool {
    var isInText = false
    var isEscaped = false
    var digits = 0
    for byte in bytes {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      let isOfNumber = 0x30...0x39 ~= byte
      if digits > 0, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { return true }
      digits = isOfNumber ? digits + 1 : 0
      if digits > 12 || byte == UInt8(ascii: "-") { return true }
      isInText = byte == UInt8(ascii: "\"")
    }
    return false
  }

  private func unreadable() -> Refusal {
    // Safe: strerror gives a terminated text for every number.
    refusal("cannot be read: " + String(cString: strerror(errno)))
  }

  private func refusal(_ what: String) -> Refusal {
    Refusal(description: "\(path == "-" ? "standard input" : path): \(what)")
  }
}

extension DecodingError {
  /// Where and what, in a few words.
  fileprivate var place: String {
    let context: Context
    switch self {
    case .typeMismatch(_, let known), .valueNotFound(_, let known), .dataCorrupted(let known):
      context = known
    case .keyNotFound(let key, _): return "there is no '\(key.stringValue)'"
    @unknown default: return "\(self)"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "it does not end" : "'\(path)' cannot be read"
  }
}
