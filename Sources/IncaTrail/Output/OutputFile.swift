internal import ByteTools
internal import Glibc

/// Why output could not be written.
public struct OutputError: Error, CustomStringConvertible {
  /// The reader has gone: `incatrail export | head`. Ends the run quietly.
  public let isBrokenPipe: Bool
  public let description: String
}

/// Standard output, written in large pieces.
public final class OutputFile {
  /// nil: everything stays in memory.
  private let descriptor: Int32?
  /// What is yet to be written.
  package private(set) var pending: [UInt8] = []
  static let pieceSize = 64 * 1024

  /// Standard output. A broken pipe becomes an error here instead of a signal.
  public static func standardOutput() -> OutputFile {
    signal(SIGPIPE, SIG_IGN)
    return OutputFile(descriptor: STDOUT_FILENO)
  }

  /// Writes nowhere: `pending` is all of it.
  package static func memory() -> OutputFile { OutputFile(descriptor: nil) }

  init(descriptor: Int32?) {
    self.descriptor = descriptor
    pending.reserveCapacity(Self.pieceSize + 16 * 1024)
  }

  /// Calls `body` with the pending bytes to append to, and writes them when they are many.
  public func append(_ body: (inout [UInt8]) -> Void) throws(OutputError) {
    body(&pending)
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// Writes `bytes` behind all that came before, and empties it, where they are many.
  /// - Parameter least: what is many.
  func write(_ bytes: inout GrowingBytes, least: Int = pieceSize) throws(OutputError) {
    guard bytes.count >= least else { return }
    if let descriptor {
      try flush()
      try bytes.withByteView { view throws(OutputError) in try Self.write(view, to: descriptor) }
    } else {
      pending.append(bytes)
    }
    bytes.removeAll()
  }

  /// Finds out that the reader has gone without writing anything.
  func checkReader() throws(OutputError) {
    guard let descriptor else { return }
    var pipe = pollfd(fd: descriptor, events: 0, revents: 0)
    guard poll(&pipe, 1, 0) > 0, pipe.revents & Int16(POLLERR | POLLHUP) != 0 else { return }
    throw OutputError(isBrokenPipe: true, description: "standard output: nobody reads it")
  }

  public func flush() throws(OutputError) {
    guard let descriptor, !pending.isEmpty else { return }
    let result = pending.withByteView { bytes in
      Result { () throws(OutputError) in try Self.write(bytes, to: descriptor) }
    }
    try result.get()
    pending.removeAll(keepingCapacity: true)
  }

  private static func write(_ bytes: ByteView, to descriptor: Int32) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      let rest = bytes.from(written)
      // Safe: as many bytes as there are.
      let result = rest.withBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if result >= 0 {
        written += result
        continue
      }
      if errno == EINTR { continue }
      let reason = errno
      throw OutputError(
        isBrokenPipe: reason == EPIPE,
        description: "standard output: \(String(cString: strerror(reason)))")
    }
  }
}
