internal import CBytes
internal import Glibc

/// A stream that is decoded on a thread of its own, a few buffers ahead of its reader.
///
/// Gives the same bytes and throws the same error at the same place as the stream would. The thread
/// waits when its buffers are full, and ends with the stream, or soon after this object.
final class ReadAhead {
  private let shared: Shared

  /// Whether a second thread can do anything at the same time.
  static let isWorthwhile: Bool = {
    // Room for 8192; machines with more have enough of them too.
    var processors = [UInt64](repeating: 0, count: 128)
    guard sched_getaffinity(0, processors.count * 8, &processors) >= 0 else { return false }
    return processors.reduce(0) { $0 + $1.nonzeroBitCount } > 1
  }()

  /// Nil where no thread can be made; then `stream` has not been touched.
  init?(_ stream: ByteStream) {
    shared = Shared(stream)
    let argument = Unmanaged.passRetained(shared)
    var thread = pthread_t()
    guard pthread_create(&thread, nil, readAhead, argument.toOpaque()) == 0 else {
      argument.release()
      return nil
    }
    pthread_detach(thread)
  }

  // Nobody waits for the thread: it may itself be waiting for a pipe that brings nothing more.
  deinit { shared.stop() }

  /// As `ByteStream.read`.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    return try shared.take(into: buffer).get()
  }
}

/// What the thread runs: C hands it one pointer.
private let readAhead: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
  guard let argument = $0 else { return nil }
  Unmanaged<Shared>.fromOpaque(argument).takeRetainedValue().run()
  return nil
}

/// A ring of buffers between the thread and the reader.
///
/// `@unchecked Sendable`: all that changes is behind `lock`. The bytes of a buffer are the thread's
/// while it is empty and the reader's while it is full.
private final class Shared: @unchecked Sendable {
  private static let bufferCount = 4
  private static let bufferSize = 128 << 10

  private let stream: ByteStream
  private let bytes = UnsafeMutableRawBufferPointer.allocate(
    byteCount: bufferCount * bufferSize, alignment: 64)
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// How many bytes each buffer holds.
  private var counts = [Int](repeating: 0, count: bufferCount)
  /// Buffers filled and emptied so far.
  private var filled = 0
  private var emptied = 0
  /// How much of the oldest full buffer has been taken.
  private var taken = 0
  private var ended = false
  private var failure: InputError?
  private var isStopped = false

  init(_ stream: ByteStream) {
    self.stream = stream
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
    bytes.deallocate()
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  private func buffer(_ number: Int) -> UnsafeMutableRawBufferPointer {
    let start = number % Self.bufferCount * Self.bufferSize
    return UnsafeMutableRawBufferPointer(rebasing: bytes[start..<(start + Self.bufferSize)])
  }

  // MARK: The thread

  func run() {
    while let number = nextEmpty() {
      var count = 0
      var thrown: InputError?
      do throws(InputError) {
        count = try stream.read(into: buffer(number))
      } catch {
        thrown = error
      }
      let isOver = count == 0
      locked {
        counts[number % Self.bufferCount] = count
        if isOver {
          failure = thrown
          ended = true
        } else {
          filled += 1
        }
        pthread_cond_signal(changed)
      }
      if isOver { return }
    }
  }

  /// Waits for a buffer to fill; nil where nobody wants any more.
  private func nextEmpty() -> Int? {
    locked {
      while !isStopped, filled - emptied == Self.bufferCount { pthread_cond_wait(changed, lock) }
      return isStopped ? nil : filled
    }
  }

  // MARK: The reader

  func stop() {
    locked {
      isStopped = true
      pthread_cond_signal(changed)
    }
  }

  func take(into room: UnsafeMutableRawBufferPointer) -> Result<Int, InputError> {
    let count: Int? = locked {
      while filled == emptied, !ended { pthread_cond_wait(changed, lock) }
      return filled == emptied ? nil : counts[emptied % Self.bufferCount]
    }
    guard let count else {
      // Thrown once, as by the stream.
      defer { failure = nil }
      return failure.map { .failure($0) } ?? .success(0)
    }
    let given = min(count - taken, room.count)
    room.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: buffer(emptied)[taken..<(taken + given)]))
    taken += given
    guard taken == count else { return .success(given) }
    taken = 0
    locked {
      emptied += 1
      pthread_cond_signal(changed)
    }
    return .success(given)
  }
}
