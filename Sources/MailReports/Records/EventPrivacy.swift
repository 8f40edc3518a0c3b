import ByteTools
import MailEvents
import MailPrivacy
import MailTerms

/// What the record of one line tells at a level of privacy, value by value.
struct EventPrivacy {
  private let privacy: Privacy
  private let known: KnownTexts

  init(_ privacy: Privacy, _ event: borrowing LineEvent, _ line: ByteView) {
    self.privacy = privacy
    func text(_ key: LineEvent.Key) -> String? { event.text(key, in: line)?.string }
    var addresses = [LineEvent.Key.from, .to, .origTo, .saslUsername].compactMap(text)
    if let list = event.text(.recipients, in: line) {
      addresses += EventRecord.addresses(list).map(\.string)
    }
    known = privacy.known(
      addresses: addresses, subject: text(.subject), peers: [text(.relayIP)].compactMap { $0 },
      messageID: text(.messageID))
  }

  /// nil where nothing is told of it.
  func told(_ text: ByteView, _ key: LineEvent.Key) -> [UInt8]? {
    switch key {
    case .from, .to, .origTo: return Array(privacy.address(text.string).utf8)
    // The number of an account, or its name.
    case .uid where text.number != nil: return copy(text)
    case .saslUsername, .uid:
      return privacy.level == .pseudonym ? Array(privacy.address(text.string).utf8) : nil
    case .recipients:
      let told = EventRecord.addresses(text).map { privacy.address($0.string) }
      return Array(told.joined(separator: ";").utf8)
    case .messageID: return privacy.messageID(text.string).map { Array($0.utf8) }
    case .subject: return nil
    case .clientIP: return privacy.clientAddress(text.string).map { Array($0.utf8) }
    case .clientHost, .helo:
      return privacy.level == .pseudonym ? privacy.text(text, known) : nil
    case .clientPort: return privacy.level == .pseudonym ? copy(text) : nil
    case .size, .nrcpt, .relayHost, .relayIP, .relayPort, .connUse, .delay, .delays, .dsn, .status,
      .replyCode, .remoteID, .newQueueID, .tlsLevel, .tlsVersion, .tlsCipher, .tlsBits,
      .certVerified, .action, .errorNumber, .proto, .saslMethod, .flag,
      .networkMessageID, .internalMessageID, .directionality, .oldQueueID, .startTLS,
      .messages:
      return copy(text)
    case .customData:
      // sendmail's controlling user: anna (1001/1001).
      let end = text.firstIndex(of: 0x20) ?? text.count
      let isUser = text.from(end).starts(with: " (") && text.prefix(end).firstIndex(of: 0x3D) == nil
      guard isUser else { return privacy.text(text, known) }
      return Array(privacy.address(text.prefix(end).string).utf8) + copy(text.from(end))
    case .relayPath, .reason, .peerDN, .tlsFeatures, .router, .transport, .confirmation,
      .connector, .sourceComponent, .recipientStatus, .reference, .reply,
      .clientSignature, .text, .originalClientIP, .origination, .stage:
      return privacy.text(text, known)
    }
  }

  private func copy(_ text: ByteView) -> [UInt8] { text.withBytes { Array($0) } }
}
