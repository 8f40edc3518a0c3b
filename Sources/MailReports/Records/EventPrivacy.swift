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
    case .saslUsername:
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
      .replyCode, .remoteID, .newQueueID, .uid, .tlsLevel, .tlsVersion, .tlsCipher, .tlsBits,
      .certVerified, .action, .stage, .errorNumber, .proto, .saslMethod, .flag,
      .networkMessageID, .internalMessageID, .directionality, .oldQueueID, .startTLS:
      return copy(text)
    case .relayPath, .reason, .peerDN, .tlsFeatures, .router, .transport, .confirmation,
      .connector, .sourceComponent, .recipientStatus, .reference, .customData, .reply,
      .clientSignature, .text, .originalClientIP:
      return privacy.text(text, known)
    }
  }

  private func copy(_ text: ByteView) -> [UInt8] { text.withBytes { Array($0) } }
}
