internal import ByteTools
internal import MailReports
internal import MailTerms

/// Writes one record a trail, in order: on a thread of its own where there is a processor for it.
final class RecordWriter {
  /// Appends the record of a trail.
  typealias Format = @Sendable (Trail, inout JSONWriter) -> Void

  private let records: Records
  private var batch: [Trail] = []
  /// The bytes of text in `batch`.
  private var size = 0
  private var isAhead = false
  private let batches = Handover<[Trail]>(capacity: 2)
  private let end = Handover<Result<Void, OutputError>>(capacity: 1)

  /// So many that the threads seldom wait for each other, and so few that they take little memory.
  private static let batchCount = 512
  private static let batchSize = 1 << 20

  /// - Parameter ahead: a thread may be made.
  init(_ output: OutputFile, ahead: Bool, format: @escaping Format) {
    records = Records(output, format)
    guard ahead else { return }
    isAhead = Worker.start { [records, batches, end] in
      end.put(
        Result { () throws(OutputError) in
          while let trails = batches.take() {
            for trail in trails { try records.append(trail) }
          }
        })
      // Nobody waits any longer for room.
      batches.close()
    }
  }

  /// - Throws: what went wrong with this trail or one before it.
  func write(_ trail: Trail) throws(OutputError) {
    guard isAhead else { return try records.append(trail) }
    batch.append(trail)
    size += trail.text.count
    if batch.count >= Self.batchCount || size >= Self.batchSize { try handOn() }
  }

  private func handOn() throws(OutputError) {
    let trails = batch
    batch = []
    batch.reserveCapacity(Self.batchCount)
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
    try records.flush()
  }

  /// Where reading failed, the thread ends with what it has.
  deinit { batches.close() }

  /// Records on their way to the output.
  ///
  /// `@unchecked Sendable`: the thread's alone until it has ended.
  private final class Records: @unchecked Sendable {
    private let output: OutputFile
    private let format: Format
    private var json = JSONWriter()

    init(_ output: OutputFile, _ format: @escaping Format) {
      self.output = output
      self.format = format
    }

    func append(_ trail: Trail) throws(OutputError) {
      format(trail, &json)
      try output.write(&json.bytes)
    }

    func flush() throws(OutputError) {
      try output.write(&json.bytes, least: 0)
      try output.flush()
    }
  }
}
