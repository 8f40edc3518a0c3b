internal import ByteTools

/// The bytes of a source as lines of text: decompressed, and transcoded where the source is a journal
/// or UTF-16.
package final class ByteFeed {
  private let stream: ByteStream
  package var modificationTime: Int64? { stream.modificationTime }

  package init(path: String) throws(InputError) {
    stream = try ByteStream(path: path)
  }

  /// - Returns: how many bytes were put into `buffer`; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    try stream.read(into: buffer)
  }
}
