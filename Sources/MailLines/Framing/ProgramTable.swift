package import ByteTools
package import MailTerms

/// What a dialect says of a syslog tag.
package struct ProgramIdentity: Hashable, Sendable {
  /// nil: none of the mail system's programs.
  package var dialect: DialectName?
  /// The dialect's own number for the program.
  package var program: UInt8 = 0
  /// Places in the tag; empty where it has no such part.
  package var instance = ByteRange(start: 0, count: 0)
  package var service = ByteRange(start: 0, count: 0)
  package var name = ByteRange(start: 0, count: 0)

  package init() {}
}

/// A program that writes a log: one syslog tag on one host.
package struct LogProgram: Sendable {
  package let host: UInt16
  package let identity: ProgramIdentity
  package let tag: [UInt8]
  /// The instance's number among all instances of its host; equal names have equal numbers.
  package let instance: UInt16

  package func text(_ range: ByteRange) -> String {
    tag.withByteView { $0.clamped(range).string }
  }
}

/// The hosts and programs seen so far, each under a small number.
///
/// Hosts: a name that is the first label of another counts as the same host, so that a central
/// host's copy under the longer name meets the short one. Programs: number 0 is "no header".
package final class ProgramTable {
  package private(set) var hostNames: [String] = []
  package private(set) var programs: [LogProgram] = []
  private var hostNumbers: [String: UInt16] = [:]
  private var longByLabel: [String: UInt16] = [:]
  private var instanceNumbers: [String: UInt16] = [:]
  private var instanceNames: [[UInt8]] = []
  private let identify: (ByteView) -> ProgramIdentity

  /// One way set of the tags met last, by hash.
  private var recent: [(hash: UInt64, program: UInt16)] = Array(repeating: (0, 0), count: 256)
  private var byKey: [Key: UInt16] = [:]
  private struct Key: Hashable {
    let host: UInt16
    let tag: [UInt8]
  }

  package init(identify: @escaping (ByteView) -> ProgramIdentity) {
    self.identify = identify
    programs.append(
      LogProgram(host: .max, identity: ProgramIdentity(), tag: [], instance: 0))
  }

  package func hostNumber(_ name: ByteView) -> UInt16 {
    let text = name.string
    if let known = hostNumbers[text] { return known }
    let label = String(text.prefix { $0 != "." }).lowercased()
    let number: UInt16
    if label.count == text.count, let long = longByLabel[label] {
      number = long
    } else if label.count < text.count, let short = hostNumbers[label] {
      number = short
    } else {
      number = UInt16(truncatingIfNeeded: hostNames.count)
      hostNames.append(text)
    }
    hostNumbers[text] = number
    if label.count == text.count { hostNumbers[label] = number }
    if longByLabel[label] == nil { longByLabel[label] = number }
    return number
  }

  /// The number of the program that writes as `tag` on `host`.
  package func programNumber(host: UInt16, tag: ByteView) -> UInt16 {
    let hash = mixed(
      tag.hash64 ^ UInt64(host), 0x2D35_8DCC_AA6C_78A5)
    let slot = Int(hash & 255)
    if recent[slot].hash == hash, holds(recent[slot].program, host, tag) {
      return recent[slot].program
    }
    let key = Key(host: host, tag: tag.withBytes { Array($0) })
    let number: UInt16
    if let known = byKey[key] {
      number = known
    } else {
      // Tags are chosen by strangers on a central log host: beyond a sane number all are one.
      guard programs.count < 60_000 else { return 0 }
      let identity = identify(tag)
      let name = tag.clamped(identity.instance).string
      var instance = instanceNumbers[name]
      if instance == nil {
        instance = UInt16(truncatingIfNeeded: instanceNames.count)
      instanceNames.append(Array(name.utf8))
        instanceNumbers[name] = instance
      }
      number = UInt16(programs.count)
      programs.append(
        LogProgram(host: host, identity: identity, tag: key.tag, instance: instance ?? 0))
      byKey[key] = number
    }
    recent[slot] = (hash, number)
    return number
  }

  package func instanceName(_ number: UInt16) -> [UInt8] {
    Int(number) < instanceNames.count ? instanceNames[Int(number)] : []
  }

  private func holds(_ program: UInt16, _ host: UInt16, _ tag: ByteView) -> Bool {
    let known = programs[Int(program)]
    return known.host == host && known.tag.withByteView { $0 == tag }
  }
}
