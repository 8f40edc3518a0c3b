import Testing
import TrailTesting

@testable import MailLines

@Suite("A source decoded on a thread of its own")
struct ReadAheadTests {
  static let text = sampleText(lines: 30_000)

  /// The bytes as the thread gives them, and the error at their end.
  private func readAhead(
    _ bytes: [UInt8], chunk: Int
  ) throws -> (bytes: [UInt8], error: InputError?) {
    let file = TemporaryFile(bytes)
    let ahead = try #require(ReadAhead(ByteStream(path: file.path)))
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: chunk)
    while true {
      var failure: InputError?
      let count = buffer.withUnsafeMutableBytes { room -> Int in
        do throws(InputError) {
          return try ahead.read(into: room)
        } catch {
          failure = error
          return 0
        }
      }
      if count > 0 {
        result += buffer[..<count]
        continue
      }
      if failure != nil {
        // Thrown once: then the end.
        let after = try buffer.withUnsafeMutableBytes { try ahead.read(into: $0) }
        #expect(after == 0)
      }
      return (result, failure)
    }
  }

  @Test("The same bytes as without", arguments: Compressor.allCases, [1000, 1 << 20])
  func same(compressor: Compressor, chunk: Int) throws {
    let result = try readAhead(compressor.member(Self.text), chunk: chunk)
    #expect(result.error == nil)
    #expect(result.bytes == Self.text)
  }

  @Test("The same error at the same place", arguments: Compressor.allCases)
  func damaged(compressor: Compressor) throws {
    var member = compressor.member(Self.text)
    member.removeLast(member.count / 3)
    let stream = readAll(member)
    let result = try readAhead(member, chunk: 4096)
    #expect(result.bytes == stream.bytes)
    #expect(result.error?.problem == stream.error?.problem)
    #expect(result.error != nil)
  }

  @Test("A reader that goes away early is no harm")
  func early() throws {
    let file = TemporaryFile(Compressor.gzip.member(Self.text))
    for _ in 0..<50 {
      let ahead = try #require(ReadAhead(ByteStream(path: file.path)))
      var buffer = [UInt8](repeating: 0, count: 100)
      let count = try buffer.withUnsafeMutableBytes { try ahead.read(into: $0) }
      #expect(count == 100)
      #expect(Self.text.starts(with: buffer))
    }
  }
}
