internal import ByteTools
internal import MailLines

/// What the sessions of a service have shown so far: whether it logs TLS at all, whether clients show
/// it certificates. Facts only ever become true.
struct ServiceFacts {
  private var factOfProgram: [UInt16: Int] = [:]
  private var factByKey: [UInt64: Int] = [:]
  private var logsTLS: [Bool] = []
  private var seesCertificates: Set<UInt16> = []
  /// Counts up with every fact that becomes true.
  private(set) var revision = 0

  /// Host, instance and program are one service of the sending side.
  private mutating func fact(_ program: UInt16, _ programs: ProgramTable) -> Int {
    if let known = factOfProgram[program] { return known }
    let entry = programs.programs[Int(program)]
    let key =
      UInt64(entry.host) << 32 | UInt64(entry.instance) << 8 | UInt64(entry.identity.program)
    let fact = factByKey[key] ?? logsTLS.count
    if fact == logsTLS.count { logsTLS.append(false) }
    factByKey[key] = fact
    factOfProgram[program] = fact
    return fact
  }

  mutating func noteTLS(_ program: UInt16, _ programs: ProgramTable) {
    let index = fact(program, programs)
    if !logsTLS[index] {
      logsTLS[index] = true
      revision += 1
    }
  }

  mutating func noteCertificate(_ program: UInt16) {
    if seesCertificates.insert(program).inserted { revision += 1 }
  }

  mutating func logsTLS(_ program: UInt16, _ programs: ProgramTable) -> Bool {
    logsTLS[fact(program, programs)]
  }

  func seesCertificates(_ program: UInt16) -> Bool { seesCertificates.contains(program) }
}
