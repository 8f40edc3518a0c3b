internal import ByteTools
internal import MailTerms

/// What a live export needs to go on where it ended: from when on lines are to be read again, and what
/// it has told of the trails that will then be met again.
struct FollowState: Equatable {
  /// What decides over the contents of records: the options.
  var content: String
  /// What began before this and is not among `told` is over and done with. Microseconds since 1970.
  var from = Int64.min
  /// What arrived before this is told only where it was still open when following began.
  var since = Int64.min
  /// The newest line that was read.
  var newest = Int64.min
  var told: [TrailID: ToldTrail] = [:]

  /// Lines are read again from so long before `from`: what their sessions said stands before the lines
  /// of messages.
  static let margin: Int64 = 3600 * 1_000_000

  var readFrom: Int64 { from == .min ? .min : from - Self.margin }

  init(content: String) { self.content = content }

  /// Forgets what will not be met again: trails that are over and end before what is read again, and
  /// those of which nothing was heard for twice `lookback`.
  mutating func forget(lookback: Int64) {
    let first = readFrom
    guard first > .min else { return }
    told = told.filter { _, trail in
      trail.isOver ? trail.lastSeen >= first : trail.lastSeen >= first - lookback
    }
  }
}

// MARK: - As a file

extension FollowState {
  /// Why bytes are no state.
  enum Refusal: Error, Equatable {
    case foreign, otherVersion, damaged
  }

  private static let kind = "incatrail.follow/"
  private static let head = kind + "1"

  /// One trail a line, in order of `id`; the last line is a digest of all before it.
  func encoded() -> [UInt8] {
    var text = GrowingBytes()
    func word(_ number: some BinaryInteger) {
      text.append(" ")
      text.append(decimal: Int(number))
    }
    Array("\(Self.head)\ncontent \(content)\nfrom".utf8).withByteView { text.append($0) }
    word(from)
    text.append("\nsince")
    word(since)
    text.append("\nnewest")
    word(newest)
    text.append("\n")
    for (id, trail) in told.sorted(by: { $0.key < $1.key }) {
      id.append(to: &text)
      word(trail.revision)
      text.append(" ")
      text.append(hexadecimal: trail.digest)
      word(trail.firstSeen)
      word(trail.lastSeen)
      text.append(trail.isOver ? " over " : " open ")
      if trail.places.isEmpty { text.append("-") }
      for place in trail.places { text.append(hexadecimal: place) }
      for part in trail.parts {
        text.append(" ")
        text.append(hexadecimal: part.place)
        part.id.append(to: &text)
      }
      for record in trail.records.sorted() {
        text.append(" ")
        text.append(hexadecimal: record)
      }
      text.append("\n")
    }
    let digest = text.withByteView { $0.hash64 }
    text.append("end ")
    text.append(hexadecimal: digest)
    text.append("\n")
    return text.withByteView { $0.withBytes { Array($0) } }
  }

  init(decoding bytes: [UInt8]) throws(Refusal) {
    guard bytes.starts(with: Self.kind.utf8) else {
      throw bytes.isEmpty ? .damaged : .foreign
    }
    guard bytes.starts(with: (Self.head + "\n").utf8) else { throw .otherVersion }
    // `end`, a blank, sixteen digits, a line end.
    let rest = bytes.count - 21
    guard rest > 0, bytes[rest...].starts(with: "end ".utf8), bytes.last == 0x0A,
      let digest = Self.digits(bytes[(rest + 4)...].dropLast()),
      digest == Array(bytes[..<rest]).withByteView({ $0.hash64 })
    else { throw .damaged }
    var lines = bytes[..<rest].split(separator: UInt8(ascii: "\n"))[1...]
    guard let content = Self.value("content", lines.popFirst()),
      let from = Self.value("from", lines.popFirst()).flatMap({ Int64($0) }),
      let since = Self.value("since", lines.popFirst()).flatMap({ Int64($0) }),
      let newest = Self.value("newest", lines.popFirst()).flatMap({ Int64($0) })
    else { throw .damaged }
    self.init(content: content)
    self.from = from
    self.since = since
    self.newest = newest
    told.reserveCapacity(lines.count)
    for line in lines {
      guard let (id, trail) = Self.trail(line) else { throw .damaged }
      told[id] = trail
    }
  }

  private static func value(_ key: String, _ line: ArraySlice<UInt8>?) -> String? {
    guard let line, line.starts(with: "\(key) ".utf8) else { return nil }
    return String(decoding: line.dropFirst(key.utf8.count + 1), as: UTF8.self)
  }

  private static func trail(_ line: ArraySlice<UInt8>) -> (TrailID, ToldTrail)? {
    let words = line.split(separator: UInt8(ascii: " "))
    guard words.count >= 7, let id = TrailID(hexadecimal: Array(words[0])),
      let revision: Int32 = number(words[1]), let digest = digits(words[2]),
      let firstSeen: Int64 = number(words[3]), let lastSeen: Int64 = number(words[4]),
      let places = places(words[6])
    else { return nil }
    var trail = ToldTrail(
      revision: revision, digest: digest, firstSeen: firstSeen, lastSeen: lastSeen, places: places,
      isOver: words[5].elementsEqual("over".utf8))
    for word in words[7...] {
      if let record = digits(word) {
        trail.records.insert(record)
        continue
      }
      guard word.count == 48, let place = digits(word.prefix(16)),
        let id = TrailID(hexadecimal: Array(word.dropFirst(16)))
      else { return nil }
      trail.parts.append(ToldTrail.Part(place: place, id: id))
    }
    return (id, trail)
  }

  private static func places(_ word: ArraySlice<UInt8>) -> [UInt64]? {
    if word.elementsEqual("-".utf8) { return [] }
    let places = stride(from: word.startIndex, to: word.endIndex, by: 16).map {
      digits(word[$0...].prefix(16))
    }
    return places.contains(nil) ? nil : places.compactMap { $0 }
  }

  private static func number<N: FixedWidthInteger>(_ word: ArraySlice<UInt8>) -> N? {
    N(String(decoding: word, as: UTF8.self))
  }

  private static func digits(_ word: ArraySlice<UInt8>) -> UInt64? {
    guard word.count == 16 else { return nil }
    return UInt64(String(decoding: word, as: UTF8.self), radix: 16)
  }
}
