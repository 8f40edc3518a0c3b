internal import Glibc

/// The bytes of one source from its start to its end, decompressed: a file, a pipe, standard input.
///
/// What it is compressed with is told by its first bytes, never by its name. Members one after the
/// other, of different compressions even, are one stream; zero bytes between and behind them are
/// padding. Whatever can be decoded before a damage is delivered, then the damage is thrown, once.
///
/// Costs no allocation per read; holds 128 KiB of input and the decompressor's memory.
///
/// `@unchecked Sendable`: it may be handed to a thread of its own; one thread at a time may use it.
package final class ByteStream: @unchecked Sendable {
  private enum Phase {
    case plain
    case inMember(any Decompressor)
    case betweenMembers(any Decompressor)
    /// Thrown by the next read.
    case failed(InputError)
    case ended
  }

  /// The path as given, or `-`.
  package let name: String
  /// Seconds since 1970 in UTC; nil where the source is no regular file.
  package let modificationTime: Int64?
  /// The length of a plain regular file when it was opened; nil for all else.
  package private(set) var size: Int?
  package var isCompressed: Bool { compression >= 0 }
  /// Decoded bytes given by `read` so far.
  package private(set) var bytesDelivered = 0

  let descriptor: Int32
  private let closesDescriptor: Bool
  let isRegular: Bool
  /// Where the source begins: standard input may be a file that somebody has read from already.
  private let origin: Int
  private let zlibOnly: Bool
  private let input: UnsafeMutableRawBufferPointer
  /// The undecoded bytes are `input[inputStart..<inputEnd]`.
  private var inputStart = 0
  private var inputEnd = 0
  private var inputEnded = false
  private var phase = Phase.plain
  private var compression = -1

  /// Opens the file at `path`; `-` is standard input.
  package convenience init(path: String) throws(InputError) {
    try self.init(path: path, zlibOnly: false)
  }

  /// `zlibOnly` leaves ISA-L aside; `inputCapacity` lets tests have members that straddle buffers.
  convenience init(
    path: String, zlibOnly: Bool, inputCapacity: Int = 128 << 10
  ) throws(InputError) {
    var descriptor: Int32 = 0
    if path != "-" {
      repeat {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      } while descriptor < 0 && errno == EINTR
      if descriptor < 0 { throw InputError(source: path, errno: errno) }
    }
    try self.init(
      descriptor: descriptor, name: path, zlibOnly: zlibOnly, inputCapacity: inputCapacity)
  }

  /// Reads from where `descriptor` stands, and closes it in the end unless `name` is `-`.
  init(
    descriptor: Int32, name: String, zlibOnly: Bool = false, inputCapacity: Int = 128 << 10
  ) throws(InputError) {
    var status = stat()
    let failure = fstat(descriptor, &status) == 0 ? 0 : errno
    let kind = status.st_mode & S_IFMT
    isRegular = failure == 0 && kind == S_IFREG
    modificationTime = isRegular ? Int64(status.st_mtim.tv_sec) : nil
    origin = isRegular ? max(lseek(descriptor, 0, SEEK_CUR), 0) : 0
    self.descriptor = descriptor
    self.name = name
    self.zlibOnly = zlibOnly
    closesDescriptor = name != "-"
    input = .allocate(
      byteCount: max(inputCapacity, Compression.headLength), alignment: 16)

    // From here on everything is set, so that a throw runs `deinit`.
    if failure != 0 { throw InputError(source: name, errno: failure) }
    if kind == S_IFDIR { throw InputError(source: name, problem: .isDirectory) }
    if isRegular { posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    try refill(toAtLeast: Compression.headLength)
    switch Compression.match(pendingInput) {
    case .whole(let index): try startMember(index)
    case .beginning, .none:
      if isRegular { size = max(Int(status.st_size) - origin, 0) }
    }
  }

  deinit {
    if closesDescriptor { close(descriptor) }
    input.deallocate()
  }

  /// Fills `buffer` with the next decoded bytes, as far as they are there without waiting; 0 is the
  /// end.
  ///
  /// After an error has been thrown the stream has ended.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    var filled = 0
    do throws(InputError) {
      try fill(buffer, &filled)
    } catch {
      phase = .failed(error)
    }
    if filled == 0, case .failed(let error) = phase {
      phase = .ended
      throw error
    }
    return filled
  }

  /// How far into a regular file, as it lies on the disk, reading has come; 0 where it is none.
  package var position: Int {
    isRegular ? max(lseek(descriptor, 0, SEEK_CUR) - origin, 0) : 0
  }

  /// Whether a read would not wait: for the end it does not either.
  var hasInput: Bool {
    if isRegular || inputStart < inputEnd || inputEnded { return true }
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) > 0
  }

  /// Goes to `offset`, counted from the start of the source, so that the next read begins there.
  ///
  /// False, and nothing is changed, where the source is no plain regular file.
  package func skip(to offset: Int) throws(InputError) -> Bool {
    guard case .plain = phase, isRegular, offset >= 0 else { return false }
    let (place, overflow) = origin.addingReportingOverflow(offset)
    guard !overflow else { return false }
    guard lseek(descriptor, place, SEEK_SET) >= 0 else {
      throw InputError(source: name, errno: errno)
    }
    inputStart = 0
    inputEnd = 0
    inputEnded = false
    return true
  }
}

// MARK: - Decoding

extension ByteStream {
  /// `filled` counts what is in `buffer` even where an error is thrown.
  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ filled: inout Int
  ) throws(InputError) {
    while filled < buffer.count {
      switch phase {
      case .plain:
        try fillPlain(buffer, &filled)
        return
      case .inMember(let decompressor):
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        let step = decompressor.decode(pendingInput, into: room)
        inputStart += step.consumed
        filled += step.produced
        bytesDelivered += step.produced
        switch step.outcome {
        case .memberEnded: phase = .betweenMembers(decompressor)
        case .damaged(let what): throw damaged(what)
        case .unsupported(let what):
          throw InputError(source: name, problem: .unsupported(what: what))
        case .going:
          if step.consumed > 0 || step.produced > 0 { continue }
          guard inputStart == inputEnd else { throw damaged("no progress in decoding") }
          // Nobody waits for more on a pipe while there is something to look at.
          if filled > 0, !inputEnded { return }
          if inputEnded {
            throw InputError(source: name, problem: .truncated(afterBytes: bytesDelivered))
          }
          try refill(toAtLeast: 1)
        }
      case .betweenMembers(let decompressor):
        if filled > 0, !inputEnded, inputEnd - inputStart < Compression.headLength { return }
        try passToNextMember(after: decompressor)
      case .failed(let error): throw error
      case .ended: return
      }
    }
  }

  private func passToNextMember(after decompressor: any Decompressor) throws(InputError) {
    repeat {
      try refill(toAtLeast: 1)
      while inputStart < inputEnd, input[inputStart] == 0 { inputStart += 1 }
    } while inputStart == inputEnd && !inputEnded
    try refill(toAtLeast: Compression.headLength)
    if inputStart == inputEnd {
      phase = .ended
      return
    }
    switch Compression.match(pendingInput) {
    case .whole(let index) where index == compression:
      guard decompressor.startNextMember() else {
        throw InputError(source: name, errno: ENOMEM)
      }
      phase = .inMember(decompressor)
    case .whole(let index): try startMember(index)
    case .beginning:
      throw InputError(source: name, problem: .truncated(afterBytes: bytesDelivered))
    case .none: throw damaged("what follows is not compressed")
    }
  }

  private func startMember(_ index: Int) throws(InputError) {
    switch Compression.all[index].reader {
    case .decoder(let make):
      guard let decompressor = make(zlibOnly) else {
        throw InputError(source: name, errno: ENOMEM)
      }
      compression = index
      phase = .inMember(decompressor)
    case .unsupported(let what):
      throw InputError(source: name, problem: .unsupported(what: what))
    }
  }

  private func damaged(_ what: String) -> InputError {
    InputError(source: name, problem: .damaged(afterBytes: bytesDelivered, what: what))
  }
}

// MARK: - Reading

extension ByteStream {
  private var pendingInput: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd])
  }

  /// The head that was read to look for a magic, then straight from the file.
  private func fillPlain(
    _ buffer: UnsafeMutableRawBufferPointer, _ filled: inout Int
  ) throws(InputError) {
    if inputStart < inputEnd {
      filled = min(inputEnd - inputStart, buffer.count)
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: input[inputStart..<(inputStart + filled)]))
      inputStart += filled
      bytesDelivered += filled
      // A pipe may let wait for more.
      if !isRegular || filled == buffer.count { return }
    }
    // A file may have grown since.
    if inputEnded, !isRegular { return }
    let count = try readFile(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
    // Not remembered as the end: a plain file that grows may be read on.
    filled += count
    bytesDelivered += count
  }

  /// Sees to it that `input` holds at least `count` bytes, or all that are left.
  private func refill(toAtLeast count: Int) throws(InputError) {
    if inputEnd - inputStart >= count { return }
    if inputStart > 0 {
      // Safe: both ranges lie inside the buffer; memmove allows them to overlap.
      memmove(input.baseAddress!, input.baseAddress! + inputStart, inputEnd - inputStart)
      inputEnd -= inputStart
      inputStart = 0
    }
    while inputEnd < count, !inputEnded {
      // A plain file's text should go straight to the reader's buffer, so no more than a magic
      // is read ahead before it is known what the file is.
      let isFirst = compression < 0 && isRegular
      let limit = isFirst ? Compression.headLength : input.count
      let read = try readFile(UnsafeMutableRawBufferPointer(rebasing: input[inputEnd..<limit]))
      inputEnd += read
      if read == 0 { inputEnded = true }
    }
  }

  private func readFile(_ room: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Standard input may have been made non-blocking by a program that shares it.
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&wait, 1, -1)
      default: throw InputError(source: name, errno: errno)
      }
    }
  }
}
