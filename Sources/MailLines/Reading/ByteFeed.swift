internal import ByteTools
internal import Glibc

/// The bytes of a source as plain lines of text: decompressed, and transcoded where the source is a
/// journal or UTF-16.
package final class ByteFeed {
  private let stream: ByteStream
  /// Decodes on a thread of its own; nil as long as it does not.
  private var ahead: ReadAhead?
  private let decodesAhead: Bool
  private let follows: Bool
  /// Decoded bytes that wait to be asked for: the head that was looked at, or a transcoder's output.
  private var pending: [UInt8] = []
  private var handedOut = 0
  private var transcoder: (any Transcoder)?
  private var input: [UInt8] = []
  private var ended = false

  package var modificationTime: Int64? { stream.modificationTime }
  /// Whether the bytes are those of a plain file, which can be entered anywhere.
  package var isPlainFile: Bool { transcoder == nil && stream.size != nil }
  /// Whether they are those of a plain file behind a byte order mark.
  var isMarkedFile: Bool { transcoder is UTF8MarkTranscoder && stream.size != nil }
  package var size: Int? { stream.size }
  /// How far into the file, as it lies on the disk, reading has come.
  package var position: Int { stream.position }

  /// Whether its end is that of the moment only.
  var mayGrow: Bool { stream.size != nil }
  /// Whether a read would not wait for what comes.
  var hasInput: Bool { handedOut < pending.count || stream.hasInput }
  var state: FileState? { FileState(descriptor: stream.descriptor) }

  /// So much is decoded before a thread is made for it: of many files only the beginnings are read
  /// at first, to put them in order.
  private static let leastAhead = 256 << 10

  /// How much of a source is looked at to find out how it is written.
  private static let headSize = 8192

  /// - Parameters:
  ///   - decodesAhead: a compressed source is decoded on a thread of its own.
  ///   - follows: the source is read as it grows: one line is enough to begin with.
  package init(
    path: String, decodesAhead: Bool = false, follows: Bool = false
  ) throws(InputError) {
    self.decodesAhead = decodesAhead
    self.follows = follows
    stream = try ByteStream(path: path)
    var head = [UInt8](repeating: 0, count: Self.headSize)
    var count = 0
    while count < head.count {
      let read = try readStream(into: &head, from: count)
      if read == 0 {
        ended = true
        break
      }
      count += read
      // A pipe may bring little at a time; a whole line is enough to know.
      if head[..<count].contains(0x0A), count >= 512 || follows { break }
    }
    head.removeSubrange(count...)
    transcoder = head.withByteView { MailLines.transcoder(for: $0) }
    if follows, mayGrow { ended = false }
    guard transcoder != nil else {
      pending = head
      return
    }
    head.withByteView { transcoder?.feed($0, into: &pending) }
    if ended { transcoder?.finish(into: &pending) }
    input = [UInt8](repeating: 0, count: 64 * 1024)
  }

  private func readStream(into bytes: inout [UInt8], from start: Int) throws(InputError) -> Int {
    var failure: InputError?
    let read = bytes.withUnsafeMutableBytes { buffer -> Int in
      do throws(InputError) {
        return try decode(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return read
  }

  private func decode(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    if let ahead { return try ahead.read(into: buffer) }
    if stream.isCompressed, stream.bytesDelivered >= Self.leastAhead, decodesAhead {
      ahead = ReadAhead(stream)
      if let ahead { return try ahead.read(into: buffer) }
    }
    return try stream.read(into: buffer)
  }

  /// Goes to a place in a plain file; false, and nothing is changed, where it is none.
  func skip(to offset: Int) throws(InputError) -> Bool {
    guard transcoder == nil, try stream.skip(to: offset) else { return false }
    pending = []
    handedOut = 0
    ended = false
    return true
  }

  /// Goes to where a plain file ends at this moment; false where it is none.
  func skipToEnd() throws(InputError) -> Bool {
    guard isPlainFile, let end = state?.size else { return false }
    return try skip(to: end)
  }

  /// - Returns: how many bytes were put into `buffer`; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    // Behind its mark, such a source is plain.
    let isPlain = transcoder == nil || transcoder is UTF8MarkTranscoder
    while true {
      if handedOut < pending.count {
        let count = min(pending.count - handedOut, buffer.count)
        pending.withUnsafeBytes {
          buffer.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: $0[handedOut..<(handedOut + count)]))
        }
        handedOut += count
        return count
      }
      if ended { return 0 }
      pending.removeAll(keepingCapacity: true)
      handedOut = 0
      guard !isPlain else {
        pending = []
        return try decode(into: buffer)
      }
      let read: Int
      do throws(InputError) {
        read = try readStream(into: &input, from: 0)
      } catch {
        // What the transcoder holds is the last that could be read.
        transcoder?.finish(into: &pending)
        transcoder = nil
        if pending.isEmpty { throw error }
        continue
      }
      if read == 0 {
        if follows, mayGrow { return 0 }
        ended = true
        transcoder?.finish(into: &pending)
      } else {
        input.withByteView { transcoder?.feed($0.prefix(read), into: &pending) }
      }
    }
  }
}
