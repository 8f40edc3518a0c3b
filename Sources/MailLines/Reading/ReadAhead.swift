internal import ByteTools

/// A stream that is decoded on a thread of its own, a few buffers ahead of its reader.
///
/// Gives the same bytes and throws the same error at the same place as the stream would. The thread
/// waits when its buffers are full, and ends with the stream, or soon after this object.
final class ReadAhead {
  private let empty = Handover<Buffer>(capacity: bufferCount)
  private let full = Handover<Buffer>(capacity: bufferCount)
  private var inHand: Buffer?
  /// How much of the buffer in hand has been given.
  private var given = 0

  private static let bufferCount = 4

  /// Nil where no thread can be made; then `stream` has not been touched.
  init?(_ stream: ByteStream) {
    for _ in 0..<Self.bufferCount { empty.put(Buffer()) }
    let isStarted = Worker.start { [empty, full] in
      while let buffer = empty.take() {
        buffer.fill(from: stream)
        let isLast = buffer.count == 0
        guard full.put(buffer), !isLast else { return }
      }
    }
    guard isStarted else { return nil }
  }

  // Nobody waits for the thread: it may itself be waiting for a pipe that brings nothing more.
  deinit {
    empty.close()
    full.close()
  }

  /// As `ByteStream.read`.
  func read(into room: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard let buffer = inHand ?? full.take() else { return 0 }
    inHand = buffer
    if buffer.count == 0 {
      // Thrown once; then the stream has ended.
      defer { buffer.failure = nil }
      if let failure = buffer.failure { throw failure }
      return 0
    }
    let count = min(buffer.count - given, room.count)
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer.bytes[given..<(given + count)]))
    given += count
    if given == buffer.count {
      given = 0
      inHand = nil
      empty.put(buffer)
    }
    return count
  }

  /// Some bytes of the stream; none are its end, and an error what ended it.
  ///
  /// `@unchecked Sendable`: it is in one pair of hands at a time.
  private final class Buffer: @unchecked Sendable {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
    var count = 0
    var failure: InputError?

    deinit { bytes.deallocate() }

    func fill(from stream: ByteStream) {
      do throws(InputError) {
        count = try stream.read(into: bytes)
      } catch {
        count = 0
        failure = error
      }
    }
  }
}
