package import ByteTools
package import MailTerms

/// What a dialect says of a syslog tag.
package struct ProgramIdentity: Hashable, Sendable {
  /// nil: none of the mail system's programs.
  package var dialect: DialectName?
  /// The dialect's own number for the program.
  package var program: UInt8 = 0
  /// It is one of those that every queue has for itself: what bears its instance's name is sure to be
  /// that instance's.
  package var ownsQueue = false
  /// Places in the tag; empty where it has no such part.
  package var instance = ByteRange(start: 0, count: 0)
  package var service = ByteRange(start: 0, count: 0)
  package var name = ByteRange(start: 0, count: 0)

  package init() {}
}

/// A host's name as a log spells it.
struct HostSpelling: BitwiseCopyable {
  let number: UInt16
  /// With a blank behind it.
  let name: PinnedBytes
}

/// Gives the hosts and programs met numbers.
///
/// Hosts: a name that is the first label of another counts as the same host, so that a central
/// host's copy under the longer name meets the short one. Programs: number 0 is "no header".
package final class ProgramTable {
  package let known = KnownPrograms()
  /// Counts up with whatever becomes known.
  package private(set) var version = 0

  package var hostNames: [String] { known.hostNames }
  package var programs: [LogProgram] { known.programs }
  package var layouts: [TableLayout] { known.layouts }
  package var summaries: Slab<ProgramSummary> { known.summaries }

  private var hostNumbers: [String: UInt16] = [:]
  /// Host names as logged, each with a blank behind it; kept as long as the table.
  private var spellings = Slab<HostSpelling>(capacity: 16)
  private var spellingPlaces: [[UInt8]: UInt32] = [:]
  /// One way set of the spellings met last, by hash: places in `spellings`.
  private let recentSpellings: Slab<UInt32>
  private static let mostHosts = 60_000
  private var longByLabel: [String: UInt16] = [:]
  private var instanceNumbers: [String: UInt16] = [:]
  private var instanceCount: UInt16 = 0
  private let identify: (ByteView) -> ProgramIdentity

  /// One way set of the tags met last, by hash.
  private let recent: Slab<Recent>
  private struct Recent: BitwiseCopyable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    /// No tag is as long as that.
    var size = UInt32.max
    var program: UInt16 = 0
  }
  private var byKey: [Key: UInt16] = [:]
  private struct Key: Hashable {
    let host: UInt16
    let tag: [UInt8]
  }

  package init(identify: @escaping (ByteView) -> ProgramIdentity) {
    self.identify = identify
    var recent = Slab<Recent>(capacity: 256)
    for _ in 0..<256 { recent.append(Recent()) }
    self.recent = recent
    var recentSpellings = Slab<UInt32>(capacity: 64)
    for _ in 0..<64 { recentSpellings.append(0) }
    self.recentSpellings = recentSpellings
    spellings.append(HostSpelling(number: 0, name: PinnedBytes(copying: [])))
    add(LogProgram(host: .max, identity: ProgramIdentity(), tag: [], instance: 0))
  }

  private func add(_ program: LogProgram) {
    known.add(program)
    version += 1
  }

  deinit {
    for index in 0..<spellings.count { spellings[index].name.deallocate() }
    spellings.deallocate()
    recentSpellings.deallocate()
    recent.deallocate()
  }

  /// The number of a table's layout, as its header line tells it: the one under which it was
  /// registered, or a new one.
  func layoutNumber(_ columns: ByteView, separator: UInt8) -> Int {
    let names = columns.withBytes { $0.map { $0 == separator ? UInt8(ascii: ",") : $0 } }
    let layout = TableLayout(columns: names, separator: separator)
    if let number = known.layouts.firstIndex(of: layout) { return number }
    // Headers are few, but a stranger may write them.
    guard known.layouts.count < 200 else { return 0 }
    known.add(layout)
    version += 1
    return known.layouts.count - 1
  }

  /// Before the first line with a header.
  var noHost: HostSpelling { spellings[0] }

  /// The host of that name, and the name where it stays: on a central log host each line may be
  /// another host's.
  func host(_ name: ByteView) -> HostSpelling {
    let slot = Int(truncatingIfNeeded: name.hash64) & 63
    let recent = spellings[Int(recentSpellings[slot])]
    if recent.name.view.count == name.count + 1, recent.name.view.starts(with: name) {
      return recent
    }
    let key = name.withBytes { Array($0) }
    let place: UInt32
    if let given = spellingPlaces[key] {
      place = given
    } else if spellings.count < Self.mostHosts {
      place = UInt32(spellings.count)
      spellings.append(
        HostSpelling(number: hostNumber(name), name: PinnedBytes(copying: key + [0x20])))
      spellingPlaces[key] = place
    } else {
      // Names are written by strangers: beyond a sane number all are one.
      return HostSpelling(number: hostNumber(ByteView("…" as StaticString)), name: noHost.name)
    }
    recentSpellings[slot] = place
    return spellings[Int(place)]
  }

  private func hostNumber(_ name: ByteView) -> UInt16 {
    let text = name.string
    if let given = hostNumbers[text] { return given }
    let label = String(text.prefix { $0 != "." }).lowercased()
    let number: UInt16
    if label.count == text.count, let long = longByLabel[label] {
      number = long
    } else if label.count < text.count, let short = hostNumbers[label] {
      number = short
    } else {
      number = UInt16(truncatingIfNeeded: known.hostNames.count)
      known.add(host: text, hash: name.hash64)
      version += 1
    }
    hostNumbers[text] = number
    if label.count == text.count { hostNumbers[label] = number }
    if longByLabel[label] == nil { longByLabel[label] = number }
    return number
  }

  /// The number of the program that writes as `tag` on `host`.
  package func programNumber(host: UInt16, tag: ByteView) -> UInt16 {
    programNumber(host: host, tagAt: ByteRange(0..<tag.count), of: tag)
  }

  /// The number of the program that writes on `host` as the tag at `place` in `line` says.
  @inline(__always)
  func programNumber(host: UInt16, tagAt place: ByteRange, of line: ByteView) -> UInt16 {
    // First and last eight bytes and the length tell tags of up to sixteen bytes apart for certain.
    var first = line.word(at: Int(place.start))
    if place.count < 8 { first &= ~(~0 &<< UInt64(place.count &* 8)) }
    let last = place.count < 8 ? first : line.word(at: Int(place.end) &- 8)
    let size = place.count << 16 | UInt32(host)
    let hash = ((first ^ UInt64(size)) &* 0x9E37_79B9_7F4A_7C15 ^ last) &* 0x2D35_8DCC_AA6C_78A5
    let slot = Int(truncatingIfNeeded: hash >> 56)
    let met = recent[slot]
    if met.first == first, met.last == last, met.size == size,
      place.count <= 16 || holds(met.program, host, line.clamped(place))
    {
      return met.program
    }
    let number = meet(host: host, tag: line.clamped(place))
    recent[slot] = Recent(first: first, last: last, size: size, program: number)
    return number
  }

  /// The number of a program that was not met of late.
  private func meet(host: UInt16, tag: ByteView) -> UInt16 {
    // A line without one is nobody's.
    guard !tag.isEmpty else { return 0 }
    let key = Key(host: host, tag: tag.withBytes { Array($0) })
    let number: UInt16
    if let given = byKey[key] {
      number = given
    } else {
      // Tags are chosen by strangers on a central log host: beyond a sane number all are one.
      guard known.programs.count < 60_000 else { return 0 }
      let identity = identify(tag)
      let name = tag.clamped(identity.instance).string
      var instance = instanceNumbers[name]
      if instance == nil {
        instance = instanceCount
        instanceCount += 1
        known.add(instance: Array(name.utf8))
        instanceNumbers[name] = instance
      }
      number = UInt16(known.programs.count)
      add(LogProgram(host: host, identity: identity, tag: key.tag, instance: instance ?? 0))
      byKey[key] = number
    }
    return number
  }

  private func holds(_ program: UInt16, _ host: UInt16, _ tag: ByteView) -> Bool {
    known.summaries[Int(program)].host == host && known.tag(program) == tag
  }
}
