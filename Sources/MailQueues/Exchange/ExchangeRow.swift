internal import ByteTools
internal import MailTerms

/// One object of `Get-Queue` or `Get-Message`, whatever it was written down as: property names in
/// lower case and their values.
struct ExchangeRow {
  var values: [String: String] = [:]
  /// The entries of `Recipients`; nil where the form cannot hold them.
  var recipients: [String]?

  subscript(name: String) -> String? {
    guard let value = values[name], !value.isEmpty else { return nil }
    return value
  }

  /// Property names that only these objects have.
  static func isHeader(_ head: ByteView) -> Bool {
    isMessage(head) || isQueue(head)
  }

  private static func isMessage(_ head: ByteView) -> Bool {
    head.contains("InternetMessageId") && head.contains("FromAddress")
  }

  private static func isQueue(_ head: ByteView) -> Bool {
    head.contains("NextHopDomain") && head.contains("MessageCount")
  }

  /// The message or the queue that the row is; nil for copies that another server delivers, and for
  /// empty queues.
  func message(_ context: QueueContext) -> QueuedMessage? {
    if values["internetmessageid"] != nil || values["fromaddress"] != nil {
      return singleMessage(context)
    }
    return values["nexthopdomain"] != nil || values["messagecount"] != nil
      ? wholeQueue(context) : nil
  }

  private func singleMessage(_ context: QueueContext) -> QueuedMessage? {
    guard let identity = self["identity"] else { return nil }
    var message = QueuedMessage(mta: .exchange)
    message.queueName = self["queue"] ?? Self.queue(ofMessage: identity)
    guard !isShadow(message.queueName ?? "") else { return nil }
    message.host = Self.host(of: identity)
    message.queueID = identity.split(separator: "\\").last.map(String.init)
    message.messageID = self["internetmessageid"].map { $0.withByteView(withoutBrackets) }
    message.sender = values["fromaddress"].map { $0 == "<>" ? "" : $0 }
    message.subject = self["subject"]
    message.sizeBytes = self["size"].flatMap(Self.bytes)
    message.queue = status(Self.messageStatuses)
    message.since = time("datereceived", context)
    message.expires = time("expirationtime", context)
    let status = message.queue
    let last = self["lasterror"].map(LastError.init)
    let entries = (recipients ?? []).map { RecipientEntry($0) }
    for entry in entries {
      message.recipients.append(recipient(entry.address, status, last, entry.error))
    }
    if entries.isEmpty { message.recipients = [recipient(nil, status, last, nil)] }
    return message
  }

  private func wholeQueue(_ context: QueueContext) -> QueuedMessage? {
    guard let identity = self["identity"] ?? self["queueidentity"] else { return nil }
    guard !isShadow(identity), self["deliverytype"] != "ShadowRedundancy" else { return nil }
    var message = QueuedMessage(mta: .exchange)
    message.host = Self.host(of: identity)
    message.queueName = identity
    message.queue = status(Self.queueStatuses)
    // No queue is longer than this; a snapshot may say anything.
    message.count = self["messagecount"].flatMap { Int($0) }.map { min(max($0, 0), 1 << 32) } ?? 0
    message.nextTry = time("nextretrytime", context)
    let last = self["lasterror"].map(LastError.init)
    var recipient = recipient(nil, message.queue, last, nil)
    recipient.nextHop = last?.host ?? self["nexthopdomain"]
    // It is ready, and yet nothing leaves it before an administrator has looked.
    if identity.lowercased().hasSuffix("\\poison") { recipient.outcome = .held }
    message.recipients = [recipient]
    return message
  }

  private func recipient(
    _ address: String?, _ status: String, _ last: LastError?, _ ownError: String?
  ) -> QueuedRecipient {
    var recipient = QueuedRecipient()
    recipient.address = address
    // The entry of a recipient bears the same error, but cut at odd places.
    recipient.reason = last?.text ?? ownError
    recipient.nextHop = last?.host
    switch status {
    case "suspended", "pendingsuspend": recipient.outcome = .held
    case "retry": recipient.outcome = .deferred
    default: recipient.outcome = recipient.reason == nil ? .unknown : .deferred
    }
    return recipient
  }

  private func time(_ name: String, _ context: QueueContext) -> LogTime? {
    guard let text = self[name] else { return nil }
    // Some cultures have a narrow blank between the time and what half of the day it is in.
    let plain = String(text.map { $0.isWhitespace ? " " : $0 })
    return plain.withByteView { context.clock.powerShellTime($0, near: context.taken) }
  }

  /// The name of a status, in lower case; `ConvertTo-Json` of Windows PowerShell writes its number.
  private func status(_ names: [String]) -> String {
    let text = (self["status"] ?? "").lowercased()
    guard let number = Int(text), names.indices.contains(number) else { return text }
    return names[number]
  }

  /// Microsoft.Exchange.Data.QueueViewer.QueueStatus.
  private static let queueStatuses = [
    "none", "active", "ready", "retry", "suspended", "connecting",
  ]
  /// Microsoft.Exchange.Data.QueueViewer.MessageStatus.
  private static let messageStatuses = [
    "none", "active", "pendingremove", "pendingsuspend", "ready", "retry", "suspended", "locked",
  ]

  private func isShadow(_ queue: String) -> Bool {
    queue.lowercased().contains("\\shadow\\")
  }

  private static func host(of identity: String) -> String? {
    guard let end = identity.firstIndex(of: "\\"), end != identity.startIndex else { return nil }
    return String(identity[..<end])
  }

  private static func queue(ofMessage identity: String) -> String? {
    guard let end = identity.lastIndex(of: "\\") else { return nil }
    return String(identity[..<end])
  }

  /// `222.78 KB (228,124 bytes)`: the exact number, whatever parts its thousands.
  private static func bytes(_ text: String) -> Int? {
    guard let open = text.firstIndex(of: "(") else { return Int(text) }
    return Int(String(text[open...].filter { $0.isASCII && $0.isNumber }))
  }
}

/// `[{LED=451 4.4.395 …};{MSG=};{FQDN=im.post.ch};{IP=…};{LRT=…}]` in any order, or the bare text.
private struct LastError {
  /// What the last attempt ended with; nil where no part says.
  let text: String?
  let host: String?

  init(_ error: String) {
    text =
      error.hasPrefix("[{") ? Self.part("{LED=", of: error) ?? Self.part("{MSG=", of: error) : error
    host = Self.part("{FQDN=", of: error)
  }

  /// A value ends where the next key begins, or with the bracket; an error may hold `};{` itself.
  private static func part(_ name: StaticString, of error: String) -> String? {
    error.withByteView { error -> String? in
      guard let start = error.firstRange(of: name)?.upperBound else { return nil }
      let ends = [
        "};{LRT=", "};{LED=", "};{MSG=", "};{FQDN=", "};{IP=",
      ].compactMap { key in key.withByteView { error.firstRange(of: $0, from: start)?.lowerBound } }
      let end = ends.min() ?? error.lastRange(of: "}]")?.lowerBound ?? error.count
      return end > start ? error[start..<end].string : nil
    }
  }
}

/// `address;status;type;last error;n;next hop;n`: the error may hold semicolons.
private struct RecipientEntry {
  let address: String
  let error: String?

  init(_ entry: String) {
    let parts = entry.split(separator: ";", omittingEmptySubsequences: false)
    address = String(parts[0])
    guard parts.count >= 7 else {
      error = nil
      return
    }
    let text = parts[3..<(parts.count - 3)].joined(separator: ";")
    error = text.isEmpty ? nil : text
  }
}
