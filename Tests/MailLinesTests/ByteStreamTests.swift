import CISAL
import Glibc
import Testing
import TrailTesting

@testable import MailLines

@Suite("Bytes of a source, whatever its compression")
struct ByteStreamTests {
  static let text = sampleText(lines: 400)

  @Test("Members one after the other, any chunk size", arguments: Compressor.allCases)
  func members(compressor: Compressor) {
    let other = sampleText(lines: 150, seed: 2)
    let bytes = compressor.member(Self.text) + compressor.member([]) + compressor.member(other)
    for (chunk, capacity) in [(1, 16), (7, 10), (1000, 33), (4096, 500), (1 << 20, 128 << 10)] {
      for zlibOnly in [false, true] {
        let result = readAll(bytes, zlibOnly: zlibOnly, inputCapacity: capacity, chunk: chunk)
        #expect(result.error == nil, "chunk \(chunk), input buffer \(capacity)")
        #expect(result.bytes == Self.text + other, "chunk \(chunk), input buffer \(capacity)")
      }
    }
  }

  @Test("Plain text, any chunk size", arguments: [1, 9, 10, 11, 4096, 1 << 20])
  func plain(chunk: Int) {
    #expect(readAll(Self.text, chunk: chunk) == (Self.text, nil))
  }

  @Test(
    "Short and empty files are plain", arguments: [[], [0x1F], [0x1F, 0x8B], Array("BZh9".utf8)])
  func short(bytes: [UInt8]) {
    #expect(readAll(bytes) == (bytes, nil))
  }

  @Test("Members of different compressions are one text")
  func mixed() {
    let bytes = Compressor.allCases.flatMap { $0.member(Self.text) }
    #expect(readAll(bytes) == (Self.text + Self.text + Self.text + Self.text, nil))
  }

  @Test("Zero bytes between and behind members are padding", arguments: [1, 4, 300, 200_000])
  func padding(count: Int) {
    let zeros = [UInt8](repeating: 0, count: count)
    for compressor in Compressor.allCases {
      let member = compressor.member(Self.text)
      #expect(readAll(member + zeros + member + zeros) == (Self.text + Self.text, nil))
    }
  }

  @Test("Skippable zstd frames are skipped")
  func skippable() {
    let frame: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let member = Compressor.zstd.member(Self.text)
    #expect(readAll(frame + member + frame + member) == (Self.text + Self.text, nil))
  }

  @Test("A cut stream gives all before the cut", arguments: Compressor.allCases)
  func truncated(compressor: Compressor) {
    let member = compressor.member(Self.text)
    let limit = compressor == .bzip2 ? 20 : 10
    for end in stride(from: limit, to: member.count, by: 97) {
      let result = readAll(Array(member[..<end]))
      #expect(Self.text.starts(with: result.bytes))
      #expect(result.error?.problem == .truncated(afterBytes: result.bytes.count), "cut at \(end)")
    }
    // The trailer alone is missing: the text is there, the proof of it is not.
    let almost = readAll(Array(member.dropLast()))
    #expect(almost.bytes == Self.text)
    #expect(almost.error?.problem == .truncated(afterBytes: Self.text.count))
    // The second member's first bytes only.
    let beginning = readAll(member + member.prefix(3))
    #expect(beginning.bytes == Self.text)
    #expect(beginning.error?.problem == .truncated(afterBytes: Self.text.count))
  }

  @Test("ISA-L and zlib give the same bytes of whole, cut and damaged streams")
  func bothLibraries() {
    guard isal_load() != nil else { return }
    let member = Compressor.gzip.member(Self.text)
    for end in stride(from: 3, to: member.count, by: 211) {
      let bytes = Array(member[..<end])
      #expect(readAll(bytes).bytes == readAll(bytes, zlibOnly: true).bytes, "cut at \(end)")
    }
    for position in stride(from: 10, to: member.count, by: 19) {
      var bytes = member
      bytes[position] ^= 0x10
      for chunk in [400, 64 << 10] {
        let fast = readAll(bytes, chunk: chunk)
        let slow = readAll(bytes, zlibOnly: true, chunk: chunk)
        #expect((fast.error == nil) == (slow.error == nil), "bit flipped at \(position)")
        // zlib refuses a table of codes that leaves some unused, ISA-L the first unused code in the
        // text.
        let isTable = slow.error?.description.contains(" set)") ?? false
        #expect(isTable || fast.bytes.count == slow.bytes.count, "bit flipped at \(position)")
        #expect(isTable || fast.bytes == slow.bytes, "bit flipped at \(position)")
      }
    }
  }

  @Test("A flipped bit is noticed or harmless, and never traps", arguments: Compressor.allCases)
  func flipped(compressor: Compressor) {
    let member = compressor.member(Self.text)
    var random = Seeded(7)
    for _ in 0..<300 {
      var bytes = member
      let position = Int.random(in: 0..<bytes.count, using: &random)
      bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      let chunk = Int.random(in: 1..<5000, using: &random)
      let result = readAll(bytes, chunk: chunk)
      // In the first ten bytes it may be another file altogether, such as plain text.
      if result.error == nil, position >= 10 {
        #expect(result.bytes == Self.text, "bit flipped at \(position)")
      }
    }
  }

  @Test("A damaged second member leaves the first", arguments: Compressor.allCases)
  func damagedSecond(compressor: Compressor) {
    let member = compressor.member(Self.text)
    var second = member
    second[second.count / 2] ^= 0xFF
    let result = readAll(member + second)
    #expect(result.bytes.starts(with: Self.text))
    guard case .damaged(let count, _) = result.error?.problem else {
      Issue.record("expected a damage, got \(String(describing: result.error))")
      return
    }
    #expect(count == result.bytes.count)
  }

  @Test("What follows a member and is not compressed is named")
  func garbage() {
    let result = readAll(Compressor.gzip.member(Self.text) + Array("plain text".utf8))
    #expect(result.bytes == Self.text)
    #expect(
      result.error?.problem
        == .damaged(afterBytes: Self.text.count, what: "what follows is not compressed"))
  }

  @Test("Random bytes behind each magic never trap")
  func random() {
    var random = Seeded(3)
    for compressor in Compressor.allCases {
      let head = compressor.member(Self.text).prefix(10)
      for _ in 0..<200 {
        let tail = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = readAll(head + tail, chunk: 300)
      }
    }
  }

  @Test("A zstd window beyond 128 MiB is refused with what to do")
  func largeWindow() {
    // RFC 8878 section 3.1.1.1.2: window descriptor with exponent 18, 2^28 bytes.
    let result = readAll([0x28, 0xB5, 0x2F, 0xFD, 0x00, 18 << 3, 1, 0, 0, 0])
    guard case .unsupported(let what) = result.error?.problem else {
      Issue.record("expected a refusal, got \(String(describing: result.error))")
      return
    }
    #expect(what.contains("--long=31"))
  }

  @Test("Forms that are not read say so")
  func unsupported() {
    for head in [[0x04, 0x22, 0x4D, 0x18], [0x1F, 0x9D], Array("LPKSHHRH".utf8)] as [[UInt8]] {
      let result = readAll(head + [1, 2, 3, 4, 5, 6, 7, 8])
      #expect(result.bytes.isEmpty)
      guard case .unsupported = result.error?.problem else {
        Issue.record("expected a refusal, got \(String(describing: result.error))")
        continue
      }
    }
  }

  @Test("A plain file may be entered anywhere")
  func skip() throws {
    let file = TemporaryFile(Self.text)
    let stream = try ByteStream(path: file.path)
    #expect(stream.size == Self.text.count)
    #expect(stream.modificationTime ?? 0 > 1_600_000_000)
    var buffer = [UInt8](repeating: 0, count: 100)
    for offset in [5, 0, 12_345, 3, Self.text.count - 50, Self.text.count, Self.text.count + 9] {
      #expect(try stream.skip(to: offset))
      let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
      let rest = Self.text.dropFirst(offset).prefix(100)
      #expect(Array(buffer[..<count]) == Array(rest), "from \(offset)")
    }

    let compressed = TemporaryFile(Compressor.gzip.member(Self.text))
    let other = try ByteStream(path: compressed.path)
    #expect(other.size == nil)
    #expect(try !other.skip(to: 5))
  }

  @Test("Standard input may be a file that was begun by another program")
  func begun() throws {
    let file = TemporaryFile(Self.text)
    let descriptor = open(file.path, O_RDONLY)
    defer { close(descriptor) }
    lseek(descriptor, 1000, SEEK_SET)
    let stream = try ByteStream(descriptor: descriptor, name: "-")
    #expect(stream.size == Self.text.count - 1000)
    #expect(stream.modificationTime != nil)
    var buffer = [UInt8](repeating: 0, count: Self.text.count)
    let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
    #expect(buffer[..<count] == Self.text[1000...])
    #expect(try stream.skip(to: 7))
    let again = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
    #expect(buffer[..<again] == Self.text[1007...])
  }

  @Test("A pipe is read like a file", arguments: [nil, Compressor.gzip])
  func pipe(compressor: Compressor?) throws {
    let file = TemporaryFile([])
    unlink(file.path)
    mkfifo(file.path, 0o600)
    let bytes = compressor?.member(Self.text) ?? Self.text
    let writer = Thread {
      let descriptor = open(file.path, O_WRONLY)
      for start in stride(from: 0, to: bytes.count, by: 700) {
        let piece = Array(bytes[start..<min(start + 700, bytes.count)])
        _ = piece.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      }
      close(descriptor)
    }
    let stream = try ByteStream(path: file.path)
    #expect(stream.modificationTime == nil)
    #expect(stream.size == nil)
    #expect(try !stream.skip(to: 0))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
      if count == 0 { break }
      output += buffer[..<count]
    }
    writer.join()
    #expect(output == Self.text)
  }

  @Test("What cannot be opened")
  func notOpened() {
    #expect(throws: InputError(source: "/nowhere/x", problem: .notFound)) {
      try ByteStream(path: "/nowhere/x")
    }
    #expect(throws: InputError(source: "/tmp", problem: .isDirectory)) {
      try ByteStream(path: "/tmp")
    }
  }

  @Test("Errors are sentences")
  func sentences() {
    let damaged = InputError(
      source: "mail.log.3.zst", problem: .damaged(afterBytes: 81_920, what: "checksum"))
    #expect(
      damaged.description
        == "mail.log.3.zst: damaged after 81 920 bytes (checksum); what came before is used")
    let cut = InputError(source: "-", problem: .truncated(afterBytes: 1_234_567))
    #expect(
      cut.description
        == "standard input: cut off after 1 234 567 bytes; what came before is used")
    #expect(InputError(source: "a", problem: .notFound).description == "a: no such file")
  }
}

/// A thread of the C library's, since Foundation's is not imported.
final class Thread {
  private var handle = pthread_t()

  init(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    pthread_create(
      &handle, nil,
      { pointer in
        Unmanaged<Box>.fromOpaque(pointer!).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
  }

  func join() { pthread_join(handle, nil) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
