internal import ByteTools
internal import CZstd
internal import MailLines

/// Lines of messages that outlive their blocks, copied out and packed.
///
/// A message that waits in the queue for days must not hold on to a block of other mail's lines. Its
/// lines go into a page with those of others; of the full pages the newest stay as they are, for many
/// messages wait for minutes only, and the others are compressed. So an open message costs some hundred
/// bytes, and one that is never asked for is never unpacked.
final class LineStore {
  /// Some lines of one message.
  private struct Chunk: BitwiseCopyable {
    var page: Int32
    var offset: UInt32
    var lines: UInt32
    /// Older lines of the same message; -1: none.
    var previous: Int32
  }

  private struct Page {
    /// Empty while the page is being filled.
    var bytes: [UInt8] = []
    /// How many they are when unpacked; 0 where they are not packed.
    var count = 0
    /// Chunks that somebody still refers to.
    var alive = 0
    var messages: [MessageHandle] = []
  }

  /// What a message takes beside its lines, in bytes.
  static let bytesPerMessage = MemoryLayout<Chunk>.stride

  private static let pageSize = 32 * 1024
  /// So many full pages stay as they are: 2 MB.
  private static let mostLoose = 64
  /// So many of the others are unpacked at a time: 1 MB.
  private static let mostUnpacked = 32

  private var chunks = Slab<Chunk>(capacity: 256)
  private var freeChunks: [Int32] = []
  /// By number; numbers are not used again.
  private var pages: [Page] = []
  /// Full pages, the oldest first.
  private var order = Queue<Int>()
  /// Those that are not packed, the oldest first; some may be gone.
  private var loose = Queue<Int>()
  /// The page being filled, and its bytes.
  private var filling = -1
  private var raw: [UInt8] = []
  /// The pages unpacked last, and their bytes: messages of one time are asked for in any order.
  private var unpacked: [(page: Int, bytes: [UInt8])] = []
  /// Which of these goes next.
  private var oldestUnpacked = 0
  private var packer = OpaquePointer?.none
  private var unpacker = OpaquePointer?.none
  /// What the full pages take, in bytes.
  private(set) var size = 0

  deinit {
    chunks.deallocate()
    ZSTD_freeCCtx(packer)
    ZSTD_freeDCtx(unpacker)
  }

  /// Adds lines of `message`, the oldest first.
  /// - Parameters:
  ///   - previous: what `add` gave for its older lines; -1: none.
  ///   - line: gives the bytes and the record of each.
  /// - Returns: where they are.
  func add(
    _ count: Int, of message: MessageHandle, previous: Int32,
    _ line: (Int) -> (bytes: ByteView, record: LineRecord)
  ) -> Int32 {
    if filling < 0 { openPage() }
    let chunk = Chunk(
      page: Int32(filling), offset: UInt32(raw.count), lines: UInt32(count), previous: previous)
    for place in 0..<count {
      let (bytes, record) = line(place)
      withUnsafeBytes(of: record) { raw.append(contentsOf: $0) }
      raw.append(bytes)
    }
    pages[filling].alive += 1
    pages[filling].messages.append(message)
    if raw.count >= Self.pageSize { closePage() }
    if let reused = freeChunks.popLast() {
      chunks[Int(reused)] = chunk
      return reused
    }
    chunks.append(chunk)
    return Int32(chunks.count - 1)
  }

  /// Calls `body` with each line of the message, the oldest first.
  /// - Parameter newest: what `add` gave for its newest lines.
  func forEachLine(_ newest: Int32, _ body: (ByteView, LineRecord) -> Void) {
    var chain: [Chunk] = []
    var next = newest
    while next >= 0 {
      chain.append(chunks[Int(next)])
      next = chunks[Int(next)].previous
    }
    for chunk in chain.reversed() {
      withPage(Int(chunk.page)) { page in
        var offset = Int(chunk.offset)
        for _ in 0..<chunk.lines { Self.line(in: page, at: &offset, body) }
      }
    }
  }

  /// Calls `body` with the oldest line of the message.
  func withOldest<R>(_ newest: Int32, _ body: (ByteView, LineRecord) -> R) -> R? {
    var chunk = chunks[Int(newest)]
    while chunk.previous >= 0 { chunk = chunks[Int(chunk.previous)] }
    var result: R?
    withPage(Int(chunk.page)) { page in
      var offset = Int(chunk.offset)
      Self.line(in: page, at: &offset) { result = body($0, $1) }
    }
    return result
  }

  /// Lets go of all lines of the message.
  func remove(_ newest: Int32) {
    var next = newest
    while next >= 0 {
      let chunk = chunks[Int(next)]
      freeChunks.append(next)
      next = chunk.previous
      pages[Int(chunk.page)].alive -= 1
      if pages[Int(chunk.page)].alive == 0, Int(chunk.page) != filling { drop(Int(chunk.page)) }
    }
  }

  /// The messages of the oldest page: those that have waited longest.
  func oldestMessages() -> [MessageHandle] {
    while let page = order.first {
      if pages[page].alive > 0 { return pages[page].messages }
      _ = order.popFirst()
    }
    return filling >= 0 ? pages[filling].messages : []
  }

  // MARK: Pages

  private func openPage() {
    filling = pages.count
    pages.append(Page())
    raw.removeAll(keepingCapacity: true)
    raw.reserveCapacity(Self.pageSize)
  }

  private func closePage() {
    if pages[filling].alive > 0 {
      pages[filling].bytes = raw
      size += cost(filling)
      order.append(filling)
      loose.append(filling)
      raw = []
    } else {
      pages[filling] = Page()
    }
    filling = -1
    while loose.count > Self.mostLoose, let page = loose.popFirst() { pack(page) }
  }

  /// Packs what there is, because memory is short.
  func packAll() { while let page = loose.popFirst() { pack(page) } }

  private func pack(_ page: Int) {
    guard pages[page].alive > 0 else { return }
    size -= cost(page)
    pages[page].count = pages[page].bytes.count
    pages[page].bytes = packed(pages[page].bytes)
    size += cost(page)
  }

  private func drop(_ page: Int) {
    size -= cost(page)
    pages[page] = Page()
  }

  private func cost(_ page: Int) -> Int {
    pages[page].bytes.count + pages[page].messages.count * MemoryLayout<MessageHandle>.stride
  }

  private func packed(_ bytes: [UInt8]) -> [UInt8] {
    if packer == nil { packer = ZSTD_createCCtx() }
    let bound = ZSTD_compressBound(bytes.count)
    return withUnsafeTemporaryAllocation(byteCount: bound, alignment: 1) { room in
      let count = ZSTD_compressCCtx(packer, room.baseAddress, bound, bytes, bytes.count, 1)
      precondition(ZSTD_isError(count) == 0, "zstd compresses what it is given room for")
      return Array(room[..<count])
    }
  }

  private func withPage(_ page: Int, _ body: (ByteView) -> Void) {
    if page == filling { return raw.withByteView(body) }
    if pages[page].count == 0 { return pages[page].bytes.withByteView(body) }
    let place = unpacked.firstIndex { $0.page == page } ?? unpack(page)
    unpacked[place].bytes.withByteView(body)
  }

  /// - Returns: its place among those that are unpacked.
  private func unpack(_ page: Int) -> Int {
    if unpacker == nil { unpacker = ZSTD_createDCtx() }
    let packed = pages[page].bytes
    let count = pages[page].count
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      written = ZSTD_decompressDCtx(
        unpacker, buffer.baseAddress, count, packed, packed.count)
      precondition(written == count, "what was packed here can be unpacked")
    }
    if unpacked.count < Self.mostUnpacked {
      unpacked.append((page, bytes))
      return unpacked.count - 1
    }
    let place = oldestUnpacked
    unpacked[place] = (page, bytes)
    oldestUnpacked = (place + 1) % Self.mostUnpacked
    return place
  }

  private static func line(
    in page: ByteView, at offset: inout Int, _ body: (ByteView, LineRecord) -> Void
  ) {
    let size = MemoryLayout<LineRecord>.size
    let record = page.clamped(ByteRange(offset..<(offset + size))).withBytes {
      UnsafeRawBufferPointer($0).loadUnaligned(as: LineRecord.self)
    }
    offset += size
    let end = offset + Int(record.length)
    body(page.clamped(ByteRange(offset..<end)), record)
    offset = end
  }
}
