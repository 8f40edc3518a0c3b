internal import ByteTools
internal import MailEvents
internal import MailLines
internal import MailRules
internal import MailTerms

/// Exchange: rows of all servers, each about some recipients. What each event does to them is told in
/// Microsoft's "Event types in the message tracking log".
extension HopState {
  func applyRow(_ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding) {
    readRowMessage(event, line)
    let station = noteStation(event, line)
    switch event.kind {
    case .queued: readRowArrival(event, line)
    case .attempt: readRowAttempt(event, line, station, folding)
    case .check: replaceRowRecipients(event, line)
    case .administrator: moderate(event, line)
    case .note: readRowNote(event, line)
    default: break
    }
  }

  private func readRowMessage(_ event: borrowing LineEvent, _ line: HopLine) {
    let bytes = line.bytes
    if messageID.isNone, let id = event.text(.messageID, in: bytes) {
      messageID = keepCell(id.unbracketed)
    }
    if networkMessageID.isNone { networkMessageID = keep(event.text(.networkMessageID, in: bytes)) }
    if sender.isNone, let from = event.text(.from, in: bytes) { sender = keepCell(from) }
    if subject.isNone, let text = event.text(.subject, in: bytes) { subject = keepCell(text) }
    if sizeBytes == nil || sizeBytes == 0 {
      sizeBytes = event.text(.size, in: bytes)?.number.map(Int64.init)
    }
    // It is universal time; rows of exports tell the time of some zone.
    if origination == nil, let text = event.text(.origination, in: bytes), bytes.tableTime != nil {
      origination = text.tableTime
    }
    // What was refused in its session has none.
    if let id = event.text(.internalMessageID, in: bytes), hop.queueID.isNone, !(id == "0") {
      hop.queueID = keep(id)
    }
    if let way = event.text(.directionality, in: bytes) {
      if way == "Incoming" { isIncoming = true }
      // Of the organisation, whatever address it was sent from.
      if way == "Originating" { isLocal = true }
    }
    if hop.host.isNone, let host = event.rowServer(in: line.bytes) { hop.host = keep(host) }
  }

  private func readRowArrival(_ event: borrowing LineEvent, _ line: HopLine) {
    let source = event.text(.sourceComponent, in: line.bytes) ?? .empty
    wasReceived = true
    if source == "SMTP" {
      readRowClient(event, line)
      noteReceiver(event, line)
    } else if !hasClient {
      isLocal = true
    }
    mostRecipients = max(mostRecipients, recipientCount(event, line))
    forEachRecipient(event, line) { address, _, _ in
      let index = rowEntry(address)
      entries[index].service = line.service
      guard entries[index].waitsForSubmission else { return }
      // Now it was submitted.
      entries[index].waitsForSubmission = false
      if entries[index].recipient.outcome == .deferred {
        entries[index].recipient.outcome = .unknown
        entries[index].recipient.failure = nil
      }
    }
  }

  // MARK: Between our own servers

  /// A server that took it in is one of ours: what went there before is not delivered yet.
  private func noteReceiver(_ event: borrowing LineEvent, _ line: HopLine) {
    let name = event.text(.relayHost, in: line.bytes) ?? .empty
    guard !name.isEmpty else { return }
    let ip = event.text(.relayIP, in: line.bytes) ?? .empty
    if !receivers.contains(where: { says($0.name, name) }) {
      receivers.append(Receiver(name: keep(name), ip: ip.isEmpty ? .none : keep(ip)))
    }
    for index in entries.indices where entries[index].recipient.outcome == .delivered {
      let next = entries[index].recipient.nextHop
      let isHere = with(next.host) { host in
        with(next.ip) { Self.isServer(name, ip, host: host, ip: $0) }
      }
      guard isHere else { continue }
      if !entries[index].recipient.history.isEmpty { entries[index].recipient.history.removeLast() }
      entries[index].recipient.outcome = .unknown
      entries[index].recipient.attempts -= 1
      entries[index].recipient.nextHop = Endpoint()
      entries[index].recipient.reason = .none
      entries[index].recipient.status = nil
      entries[index].recipient.replyCode = 0
    }
  }

  /// Whether the next hop is the server: by its address, or by the first label of its name where an
  /// address is not known.
  private static func isServer(
    _ name: ByteView, _ address: ByteView, host: ByteView, ip: ByteView
  ) -> Bool {
    guard !host.isEmpty else { return false }
    if !address.isEmpty, !ip.isEmpty { return address == ip && !(host == ip) }
    return name.firstLabel.equalsIgnoringCase(host.firstLabel)
  }

  /// Between servers of one organisation nothing is delivered yet.
  func isWithin(
    _ event: borrowing LineEvent, _ line: HopLine, _ folding: Folding
  ) -> Bool {
    let host = event.text(.relayHost, in: line.bytes) ?? .empty
    let ip = event.text(.relayIP, in: line.bytes) ?? .empty
    let isReceiver = receivers.contains { known in
      with(known.name) { name in
        with(known.ip) { Self.isServer(name, $0, host: host, ip: ip) }
      }
    }
    if isReceiver { return true }
    guard !event.isFinal else { return false }
    if event.text(.connector, in: line.bytes)?.starts(with: "Intra-Organization") == true {
      return true
    }
    // Another organisation's Exchange answers alike, but seldom by the name that leads to it.
    guard let reply = event.text(.text, in: line.bytes),
      let mark = reply.firstRange(of: "Hostname=")
    else { return true }
    let rest = reply.from(mark.upperBound)
    let name = rest.prefix(rest.firstIndex(of: UInt8(ascii: "]")) ?? rest.count)
    return name.firstLabel.equalsIgnoringCase(host.firstLabel)
      || folding.hops.owner(host: host, ip: ip, outbound: true) == .own
  }

  /// The next server of the organisation has it, and its own rows tell what becomes of it.
  func notePassedOn(_ event: borrowing LineEvent, _ line: HopLine, _ station: Int32) {
    let copy = keep(line.bytes)
    let next = Endpoint(
      host: place(event[.relayHost], in: copy), ip: place(event[.relayIP], in: copy))
    forEachRecipient(event, line) { address, _, _ in
      guard !address.isEmpty else { return }
      let index = rowEntry(address)
      guard entries[index].recipient.outcome == .unknown else { return }
      entries[index].service = line.service
      entries[index].station = station
      entries[index].passedTo = next
      entries[index].recipient.evidence = copy
      entries[index].recipient.lastAttempt = line.record.stamp
      if let reply = event.text(.text, in: line.bytes)?.replyInContext, !reply.isEmpty {
        entries[index].recipient.reason = keepCell(reply)
      }
    }
  }

  /// Servers of the organisation that took it and of which no log is given, as `hasLog` tells: they have it,
  /// and no more is known here.
  func settlePassedOn(_ keepsAttempts: Bool, _ hasLog: (ByteView) -> Bool) {
    for index in entries.indices
    where entries[index].recipient.outcome == .unknown && !entries[index].passedTo.isNone {
      let isSeen = with(entries[index].passedTo.host) { next in
        hasLog(next)
          || servers.contains { with($0) { $0.firstLabel.equalsIgnoringCase(next.firstLabel) } }
      }
      if isSeen {
        entries[index].recipient.reason = .none
        entries[index].recipient.evidence = .none
        entries[index].recipient.lastAttempt = nil
        entries[index].station = -1
        continue
      }
      entries[index].recipient.outcome = .delivered
      entries[index].recipient.attempts += 1
      entries[index].recipient.nextHop = entries[index].passedTo
      entries[index].nextHopIsOurs = true
      if keepsAttempts, let time = entries[index].recipient.lastAttempt {
        var attempt = Attempt(time: time)
        setPlace(of: &attempt, entries[index].station)
        attempt.outcome = .delivered
        attempt.reason = entries[index].recipient.reason
        attempt.nextHop = entries[index].passedTo
        entries[index].recipient.history.append(attempt)
      }
    }
  }

  private func recipientCount(_ event: borrowing LineEvent, _ line: HopLine) -> Int {
    event.text(.nrcpt, in: line.bytes)?.number ?? 0
  }

  func readRowClient(_ event: borrowing LineEvent, _ line: HopLine) {
    guard !hasClient else { return }
    receivedContext = event.sessionContext(in: line.bytes)
    let peer = event.realClient(in: line.bytes)
    guard !peer.host.isEmpty || !peer.ip.isEmpty else { return }
    hasClient = true
    receivedBy = line.service
    client.host = peer.host.isEmpty ? .none : keep(peer.host)
    client.ip = peer.ip.isEmpty ? .none : keep(peer.ip)
  }

  /// A shadow copy tells whom the message is for, and nothing of its delivery.
  private func readRowNote(_ event: borrowing LineEvent, _ line: HopLine) {
    guard event.rowEvent(in: line.bytes) == "HARECEIVE" else {
      readVerdicts(event, line)
      return
    }
    forEachRecipient(event, line) { address, _, _ in
      let isReplaced = entries.contains { says($0.recipient.original, address) }
      guard !isReplaced else { return }
      let index = rowEntry(address)
      entries[index].service = line.service
    }
  }

  /// Verdicts of agents, which a later FAIL or DROP may not repeat.
  private func readVerdicts(_ event: borrowing LineEvent, _ line: HopLine) {
    guard event.rowEvent(in: line.bytes) == "AGENTINFO" else { return }
    if let verdict = Self.verdict(event, line) { filterVerdict = verdict }
  }

  /// What the malware and spam agents say in the row's custom data.
  static func verdict(
    _ event: borrowing LineEvent, _ line: HopLine
  ) -> FailureClass? {
    guard let data = event.text(.customData, in: line.bytes) else { return nil }
    if data.contains("AMA=SUM|v=1") || data.contains("[AMA, SUM|v=1") { return .filterVirus }
    return data.contains("SFV=SPM") ? .filterSpam : nil
  }

  // MARK: Recipients

  func rowEntry(_ address: ByteView) -> Int {
    if address.isEmpty {
      if let found = entries.firstIndex(where: { $0.recipient.address.isNone }) { return found }
      entries.append(Entry())
      return entries.count - 1
    }
    if let found = firstEntry(of: address) { return found }
    var entry = Entry()
    entry.recipient.address = keepCell(address)
    entries.append(entry)
    return entries.count - 1
  }

  /// The entry for rows that name nobody. Where a row is about some of the recipients only, those who
  /// failed, those in a mailbox here and those elsewhere are kept apart: one's delivery must not hide
  /// another's failure.
  func namelessEntry(_ event: borrowing LineEvent, _ line: HopLine) -> Int {
    let first = rowEntry(.empty)
    guard recipientCount(event, line) < mostRecipients else { return first }
    let isInside = Self.isMailbox(event.rowEvent(in: line.bytes))
    let known = entries.firstIndex { entry in
      guard entry.recipient.address.isNone else { return false }
      switch entry.recipient.outcome {
      case .unknown, .deferred: return true
      case .delivered:
        return isInside || event.isSent ? entry.recipient.nextHop.isNone == isInside : false
      case .bounced, .expired, .rejected, .discarded, .held: return !isInside && !event.isSent
      }
    }
    if let known { return known }
    entries.append(Entry())
    return entries.count - 1
  }

  static func isMailbox(_ flag: ByteView) -> Bool {
    flag == "DELIVER" || flag == "DUPLICATEDELIVER" || flag == "PROCESS"
      || flag == "PROCESSMEETINGMESSAGE"
  }

  /// `Export-Csv` writes the type of a list in place of it.
  static func isLost(_ list: ByteView) -> Bool { list == "System.String[]" }

  /// Calls `body` with each address of the row, its status, and its number.
  func forEachRecipient(
    _ event: borrowing LineEvent, _ line: HopLine, _ body: (ByteView, ByteView?, Int) -> Void
  ) {
    guard let list = event.text(.recipients, in: line.bytes) else { return }
    guard !Self.isLost(list) else {
      body(.empty, nil, 0)
      return
    }
    let addresses = list.split(on: UInt8(ascii: ";")).map(\.trimmed).filter { !$0.isEmpty }
    let statuses =
      event.text(.recipientStatus, in: line.bytes).map { RecipientStatus.split($0) } ?? []
    let isMatching = statuses.count == addresses.count
    let whole = event.text(.recipientStatus, in: line.bytes)
    for (number, address) in addresses.enumerated() {
      body(address, isMatching ? statuses[number] : whole, number)
    }
  }

  /// A group, or an address that was redirected, gives way to the row's recipients.
  private func replaceRowRecipients(_ event: borrowing LineEvent, _ line: HopLine) {
    guard let before = event.text(.origTo, in: line.bytes) else { return }
    forEachRecipient(event, line) { address, _, _ in
      guard !address.equalsIgnoringCase(before) else { return }
      let index = rowEntry(address)
      entries[index].service = line.service
      if entries[index].recipient.original.isNone {
        entries[index].recipient.original = keepCell(before)
      }
    }
    entries.removeAll {
      says($0.recipient.address, before) && $0.recipient.outcome == .unknown
    }
    entriesChanged()
  }

  private func moderate(_ event: borrowing LineEvent, _ line: HopLine) {
    let isApproved =
      event.rowEvent(in: line.bytes) == "MODERATORAPPROVE"
    var named: [Int] = []
    forEachRecipient(event, line) { address, _, _ in
      if !address.isEmpty, let index = firstEntry(of: address) { named.append(index) }
    }
    // The rows of some servers name the moderators, or nobody.
    for index in named.isEmpty ? Array(entries.indices) : named {
      let outcome = entries[index].recipient.outcome
      if isApproved, outcome == .held { entries[index].recipient.outcome = .unknown }
      if !isApproved, outcome == .unknown { entries[index].recipient.outcome = .held }
    }
  }
}

extension ByteView {
  /// `2026-09-14T09:00:00.621Z` at the beginning, in microseconds since 1970.
  fileprivate var tableTime: Int64? {
    guard count > 19, self[10] == UInt8(ascii: "T") else { return nil }
    let decimals = self[19] == UInt8(ascii: ".") ? from(20).length(while: { $0.isDigit }) : 0
    let end = decimals > 0 ? 20 + min(decimals, 6) : 19
    let zone = 19 + (decimals > 0 ? decimals + 1 : 0)
    guard zone < count, self[zone] == UInt8(ascii: "Z") else { return nil }
    return LogTime(rfc3339: prefix(end).string + "+00:00")?.microseconds
  }
}
