package import ByteTools

/// The turning of one way to write a log into plain lines of UTF-8, fed in pieces of any size.
package protocol Transcoder: Sendable {
  /// Whether the first bytes of a source, a few kilobytes of them, are written this way.
  static func recognises(_ head: ByteView) -> Bool

  init()

  /// Appends to `output` what `bytes` complete.
  mutating func feed(_ bytes: ByteView, into output: inout [UInt8])

  /// Appends what the end of the source completes.
  mutating func finish(into output: inout [UInt8])

  /// The source's line, from 1, of each line that the last `feed` or `finish` appended; nil where
  /// the lines of the output are those of the source, one by one.
  var lineNumbers: [Int]? { get }
}

extension Transcoder {
  package var lineNumbers: [Int]? { nil }
}

/// A transcoder that makes of each line of the source one or more of the output.
protocol LineTranscoder: Transcoder {
  /// The beginning of the line whose end has not come.
  var partial: PartialLine { get set }

  /// Appends what a line of the source becomes.
  /// - Parameter isCut: the line goes on, beyond the limit.
  mutating func translate(_ line: ByteView, isCut: Bool, into output: inout [UInt8])
}

extension LineTranscoder {
  package mutating func feed(_ bytes: ByteView, into output: inout [UInt8]) {
    var start = 0
    while let end = bytes.firstIndex(of: 0x0A, from: start) {
      let piece = bytes[start..<end]
      if partial.isEmpty {
        translate(piece, isCut: false, into: &output)
      } else {
        partial.append(piece)
        translatePartial(into: &output)
      }
      start = end + 1
    }
    partial.append(bytes.from(start))
  }

  package mutating func finish(into output: inout [UInt8]) {
    if !partial.isEmpty { translatePartial(into: &output) }
  }

  private mutating func translatePartial(into output: inout [UInt8]) {
    // Taken out, since `translate` changes the rest of `self`; it comes back with its memory.
    var line = PartialLine()
    swap(&line, &partial)
    line.bytes.withByteView { translate($0, isCut: line.isCut, into: &output) }
    line.removeAll()
    swap(&line, &partial)
  }
}

/// Every way that needs turning; plain text needs none. A new one is a file and a line here.
package let allTranscoders: [any Transcoder.Type] = [
  UTF16Transcoder.self,
  UTF8MarkTranscoder.self,
  CollectorJSONTranscoder.self,
  JournalJSONTranscoder.self,
  JournalExportTranscoder.self,
]

/// What turns a source that begins with `head` into plain lines; nil where it is plain already.
package func transcoder(for head: ByteView) -> (any Transcoder)? {
  allTranscoders.first { $0.recognises(head) }?.init()
}

/// A line that comes in pieces, kept up to a limit so that a source without line ends costs no
/// memory.
struct PartialLine: Sendable {
  /// A journal entry's fields may be of any size; those of mail programs are far below this.
  static let limit = 4 << 20

  private(set) var bytes: [UInt8] = []
  /// Whether bytes were left out.
  private(set) var isCut = false

  var isEmpty: Bool { bytes.isEmpty && !isCut }

  mutating func append(_ piece: ByteView) {
    let room = Self.limit - bytes.count
    if piece.count > room { isCut = true }
    bytes.append(piece.prefix(room))
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isCut = false
  }
}

/// How much is passed on of something that could not be made out.
let rawLineLimit = 2048
