internal import ByteTools
internal import MailTerms

/// Writes one record a trail, in order: on a thread of its own where there is a processor for it.
final class RecordWriter {
  private let output: OutputFile
  private let format: @Sendable (Trail, inout [UInt8]) -> Void
  private var batch: [Trail] = []
  /// The bytes of text in `batch`.
  private var size = 0
  private var isAhead = false
  private let batches = Handover<[Trail]>(capacity: 2)
  private let end = Handover<Result<Void, OutputError>>(capacity: 1)

  private static let batchCount = 128
  private static let batchSize = 256 << 10

  /// - Parameters:
  ///   - ahead: a thread may be made.
  ///   - format: appends the record of a trail.
  init(
    _ output: OutputFile, ahead: Bool, format: @escaping @Sendable (Trail, inout [UInt8]) -> Void
  ) {
    self.output = output
    self.format = format
    guard ahead else { return }
    let handed = Handed(output: output)
    isAhead = Worker.start { [handed, format, batches, end] in
      end.put(
        Result { () throws(OutputError) in
          while let trails = batches.take() {
            for trail in trails { try handed.output.append { format(trail, &$0) } }
          }
        })
      // Nobody waits any longer for room.
      batches.close()
    }
  }

  /// `@unchecked Sendable`: the thread's alone until it has ended.
  private struct Handed: @unchecked Sendable { let output: OutputFile }

  /// - Throws: what went wrong with this trail or one before it.
  func write(_ trail: Trail) throws(OutputError) {
    guard isAhead else { return try output.append { format(trail, &$0) } }
    batch.append(trail)
    size += trail.text.count
    if batch.count >= Self.batchCount || size >= Self.batchSize { try handOn() }
  }

  private func handOn() throws(OutputError) {
    let trails = batch
    batch = []
    size = 0
    if !batches.put(trails) { try end.take()?.get() }
  }

  /// Waits until everything is written.
  func finish() throws(OutputError) {
    if isAhead {
      try handOn()
      batches.close()
      try end.take()?.get()
    }
    try output.flush()
  }

  /// Where reading failed, the thread ends with what it has.
  deinit { batches.close() }
}
