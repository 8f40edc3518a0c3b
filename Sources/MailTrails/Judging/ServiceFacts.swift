internal import ByteTools
internal import MailLines

/// What the sessions of a service have shown so far: whether it logs TLS at all, whether clients show
/// it certificates. Facts only ever become true.
struct ServiceFacts {
  /// Host, instance and program are one service of the sending side.
  private var factByKey: [UInt64: Int] = [:]
  private var factOfProgram: [Int] = []
  private var logsTLSByFact: [Bool] = []
  private var seesCertificates: Set<UInt16> = []

  /// Must be called for each program before it is asked about.
  mutating func meet(_ program: UInt16, _ entry: ProgramSummary) {
    while factOfProgram.count <= Int(program) { factOfProgram.append(-1) }
    guard factOfProgram[Int(program)] < 0 else { return }
    let key = UInt64(entry.host) << 32 | UInt64(entry.instance) << 8 | UInt64(entry.code)
    let fact = factByKey[key] ?? logsTLSByFact.count
    if fact == logsTLSByFact.count { logsTLSByFact.append(false) }
    factByKey[key] = fact
    factOfProgram[Int(program)] = fact
  }

  mutating func noteTLS(_ program: UInt16) {
    logsTLSByFact[factOfProgram[Int(program)]] = true
  }

  mutating func noteCertificate(_ program: UInt16) { seesCertificates.insert(program) }

  func logsTLS(_ program: UInt16) -> Bool {
    guard Int(program) < factOfProgram.count, factOfProgram[Int(program)] >= 0 else { return false }
    return logsTLSByFact[factOfProgram[Int(program)]]
  }

  func seesCertificates(_ program: UInt16) -> Bool { seesCertificates.contains(program) }
}
