internal import MailTerms

/// Moves places of one text to where that text stands in a longer one.
extension Text {
  func shifted(by shift: UInt32) -> Text {
    isNone ? self : Text(start: start + shift, count: count)
  }
}

extension LoggedLine {
  func shifted(by shift: UInt32) -> LoggedLine {
    LoggedLine(text: text.shifted(by: shift), place: place, time: time)
  }
}

extension TLSInfo {
  mutating func shift(by shift: UInt32) {
    version = version.shifted(by: shift)
    cipher = cipher.shifted(by: shift)
  }
}

extension Endpoint {
  mutating func shift(by shift: UInt32) {
    host = host.shifted(by: shift)
    ip = ip.shifted(by: shift)
  }
}

extension Client {
  mutating func shift(by shift: UInt32) {
    host = host.shifted(by: shift)
    ip = ip.shifted(by: shift)
    auth = auth.shifted(by: shift)
    tls?.shift(by: shift)
  }
}

extension Hop {
  mutating func shift(by shift: UInt32) {
    host = host.shifted(by: shift)
    mta = mta.shifted(by: shift)
    queueID = queueID.shifted(by: shift)
  }
}

extension Attempt {
  mutating func shift(by shift: UInt32) {
    host = host.shifted(by: shift)
    queueID = queueID.shifted(by: shift)
    reason = reason.shifted(by: shift)
    remoteID = remoteID.shifted(by: shift)
    nextHop.shift(by: shift)
    tls?.shift(by: shift)
  }
}

extension Recipient {
  mutating func shift(by shift: UInt32) {
    guard shift > 0 else { return }
    address = address.shifted(by: shift)
    original = original.shifted(by: shift)
    reason = reason.shifted(by: shift)
    remoteID = remoteID.shifted(by: shift)
    evidence = evidence.shifted(by: shift)
    failureEvidence = failureEvidence.shifted(by: shift)
    failedNextHop.shift(by: shift)
    nextHop.shift(by: shift)
    tls?.shift(by: shift)
    for index in history.indices { history[index].shift(by: shift) }
  }
}
