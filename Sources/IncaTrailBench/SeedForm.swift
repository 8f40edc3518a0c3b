import ByteTools

/// A seed in another form, for what a benchmark asks besides.
enum SeedForm: String, CaseIterable {
  /// As it was logged.
  case asLogged = "as-logged"
  /// Exim's queue IDs as before 4.97: the only ones that older analyzers know.
  case shortIDs = "short-ids"
  /// Postfix: RFC 3339 stamps with microseconds in the place of RFC 3164's.
  case isoStamps = "iso-stamps"
  /// Postfix: of the messages that have nothing to do with the platform only as many as of the others.
  case halfMarked = "half-marked"

  func applied(to seed: [UInt8]) throws -> [UInt8] {
    switch self {
    case .asLogged: seed
    case .shortIDs: withShortIDs(seed)
    case .isoStamps: try withISOStamps(seed)
    case .halfMarked: withHalfMarked(seed)
    }
  }
}

/// A log with stamps of RFC 3339, in winter time and a year ago, where it had RFC 3164's: a log whose
/// lines are younger than its file would not be believed. The microseconds are made up, and rise
/// within a second.
func withISOStamps(_ log: [UInt8]) throws -> [UInt8] {
  var iso: [UInt8] = []
  iso.reserveCapacity(log.count * 9 / 8)
  try log.withByteView { log in
    var second = ByteView.empty
    var lineOfSecond = 0
    for line in log.split(on: UInt8(ascii: "\n")) where !line.isEmpty {
      guard line.count > 16, let day = line.prefix(6).withBytes({ syslogDay($0) }) else {
        throw BenchError("a line of the seed has no RFC 3164 stamp: \(line.prefix(60).string)")
      }
      lineOfSecond = line.prefix(15) == second ? lineOfSecond + 1 : 0
      second = line.prefix(15)
      iso += isoText(day - 365)
      iso.append(UInt8(ascii: "T"))
      iso.append(line[7..<15])
      iso.append(UInt8(ascii: "."))
      iso.append(min(lineOfSecond * 1237, 999_999), width: 6)
      iso.append("+01:00")
      iso.append(line.from(15))
      iso.append(UInt8(ascii: "\n"))
    }
  }
  return iso
}
