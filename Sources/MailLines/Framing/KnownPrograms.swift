package import ByteTools
public import MailTerms

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

/// What every line asks of its program, in one word: it is handed on with each of them.
@usableFromInline @frozen
package struct ProgramSummary: BitwiseCopyable, Sendable {
  /// Host and instance of 16 bits each, the program's and the dialect's number of 8, and a bit.
  @usableFromInline let bits: UInt64
  @usableFromInline static var noDialect: UInt64 { 0xFF }

  init(host: UInt16, instance: UInt16, code: UInt8, dialect: DialectName?, ownsQueue: Bool) {
    let dialect = dialect.map { UInt64($0.rawValue) } ?? Self.noDialect
    bits =
      UInt64(host) | UInt64(instance) << 16 | UInt64(code) << 32 | dialect << 40
      | (ownsQueue ? 1 << 48 : 0)
  }

  @inlinable package var host: UInt16 { UInt16(truncatingIfNeeded: bits) }
  @inlinable package var instance: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
  /// The dialect's own number for the program.
  @inlinable package var code: UInt8 { UInt8(truncatingIfNeeded: bits >> 32) }
  /// Whether the program is of a dialect at all, and which.
  @inlinable package var dialect: DialectName? {
    DialectName(rawValue: UInt8(truncatingIfNeeded: bits >> 40))
  }
  /// The program belongs to a queue of its own (`ProgramIdentity.ownsQueue`).
  @inlinable package var ownsQueue: Bool { bits >> 48 != 0 }
}

/// The hosts, programs and tables seen so far, each under a small number: what lines are asked by.
///
/// A `ProgramTable` fills it. Who works on another thread has one of his own, and brings it up to
/// date with the snapshot that comes with his lines: numbers stay what they are.
package final class KnownPrograms {
  /// `@unchecked Sendable`: what stands in the slabs below their counts is never written again, and
  /// they have room for all that can come, so that nothing moves.
  package struct Snapshot: @unchecked Sendable {
    package fileprivate(set) var hostNames: [String] = []
    package fileprivate(set) var programs: [LogProgram] = []
    /// The layouts of tables met, as their headers tell them; the first is of none.
    package fileprivate(set) var layouts = [
      TableLayout(columns: [], separator: UInt8(ascii: ","))
    ]
    fileprivate var instanceNames: [[UInt8]] = []
    /// The same as `programs`, for the path of every line.
    package fileprivate(set) var summaries: Slab<ProgramSummary>
    /// The tags by program number, where they can be compared without counting references.
    fileprivate var tags: Slab<PinnedBytes>
    fileprivate var hostHashes: Slab<UInt64>
  }

  package private(set) var snapshot: Snapshot
  /// Those of a table live as long as the table, and those of a reader no longer.
  private let owns: Bool

  /// Numbers have sixteen bits.
  private static let most = 1 << 16

  init() {
    snapshot = Snapshot(
      summaries: Slab(capacity: Self.most), tags: Slab(capacity: Self.most),
      hostHashes: Slab(capacity: Self.most))
    owns = true
  }

  /// As another knew them.
  package init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    owns = false
  }

  /// Takes over what another has learnt since.
  package func update(to snapshot: Snapshot) { self.snapshot = snapshot }

  deinit {
    guard owns else { return }
    for index in 0..<snapshot.tags.count { snapshot.tags[index].deallocate() }
    snapshot.tags.deallocate()
    snapshot.summaries.deallocate()
    snapshot.hostHashes.deallocate()
  }

  // MARK: Asking

  package var hostNames: [String] { snapshot.hostNames }
  package var programs: [LogProgram] { snapshot.programs }
  package var layouts: [TableLayout] { snapshot.layouts }
  package var summaries: Slab<ProgramSummary> { snapshot.summaries }

  package func tag(_ program: UInt16) -> ByteView { snapshot.tags[Int(program)].view }

  /// A stable hash of the host's name.
  package func hostNameHash(_ host: UInt16) -> UInt64 { snapshot.hostHashes[Int(host)] }

  package func instanceName(_ number: UInt16) -> [UInt8] {
    Int(number) < snapshot.instanceNames.count ? snapshot.instanceNames[Int(number)] : []
  }

  // MARK: Learning

  func add(_ program: LogProgram) {
    snapshot.programs.append(program)
    snapshot.tags.append(PinnedBytes(copying: program.tag))
    snapshot.summaries.append(
      ProgramSummary(
        host: program.host, instance: program.instance, code: program.identity.program,
        dialect: program.identity.dialect, ownsQueue: program.identity.ownsQueue))
  }

  func add(host name: String, hash: UInt64) {
    snapshot.hostNames.append(name)
    snapshot.hostHashes.append(hash)
  }

  func add(instance name: [UInt8]) { snapshot.instanceNames.append(name) }

  func add(_ layout: TableLayout) { snapshot.layouts.append(layout) }
}
