internal import ByteTools

/// The words of message tracking. Logs write them in capitals, message traces as `Receive`.
enum ExchangeVocabulary {
  /// What an event ID says happened; nil for one that is not known.
  static func kind(of event: ByteView) -> LineEvent.Kind? {
    kinds[event] ?? kinds[capital(event)]
  }

  /// An event ID in capitals, as logs write it; `event` itself where it is so, or is not known.
  static func capital(_ event: ByteView) -> ByteView {
    guard event.count > 1, event[1] > UInt8(ascii: "Z") else { return event }
    if event.equalsIgnoringCase(ByteView("Resolved" as StaticString)) {
      return ByteView("RESOLVE" as StaticString)
    }
    for word in words where event.equalsIgnoringCase(ByteView(word.key)) {
      return ByteView(word.key)
    }
    return event
  }

  /// Whether it is a component that Microsoft names.
  static func isSource(_ source: ByteView) -> Bool {
    sources[source] != nil || source.string.uppercased().withByteView { sources[$0] != nil }
  }

  /// Source: Microsoft, "Source values in the message tracking log".
  private static let sources = WordTable(
    ([
      "ADMIN", "AGENT", "APPROVAL", "BOOTLOADER", "DNS", "DSN", "GATEWAY", "MAILBOXRULE",
      "MEETINGMESSAGEPROCESSOR", "ORAR", "PICKUP", "POISONMESSAGE", "PUBLICFOLDER", "QUEUE",
      "REDUNDANCY", "RESOLVER", "ROUTING", "SAFETYNET", "SMTP", "STOREDRIVER",
    ] as [StaticString]).map { ($0, true) })

  /// Source: Microsoft, "Event types in the message tracking log".
  private static let kinds = WordTable(words.map { ($0.key, $0.value) })

  private static let words: KeyValuePairs<StaticString, LineEvent.Kind> = [
    "RECEIVE": .queued, "DSN": .queued, "LOAD": .queued, "SUBMIT": .note, "SUBMITDEFER": .attempt,
    "SUBMITFAIL": .attempt, "SEND": .attempt, "SENDEXTERNAL": .attempt, "DELIVER": .attempt,
    "DUPLICATEDELIVER": .attempt, "PROCESS": .attempt, "PROCESSMEETINGMESSAGE": .attempt,
    "FAIL": .attempt, "DEFER": .attempt, "DROP": .attempt, "BADMAIL": .attempt,
    "POISONMESSAGE": .attempt, "INITMESSAGECREATED": .administrator,
    "MODERATORAPPROVE": .administrator, "MODERATORREJECT": .attempt,
    "MODERATORSALLNDR": .attempt, "MODERATIONEXPIRE": .attempt, "THROTTLE": .attempt,
    "SUPPRESSED": .attempt, "EXPAND": .check, "RESOLVE": .check, "REDIRECT": .check,
    "DUPLICATEEXPAND": .note, "DUPLICATEREDIRECT": .note, "TRANSFER": .note, "DELIVERFAIL": .note,
    "RESUBMIT": .note, "RESUBMITDEFER": .note, "RESUBMITFAIL": .note, "HARECEIVE": .note,
    "HAREDIRECT": .note, "HAREDIRECTFAIL": .note, "HADISCARD": .note, "AGENTINFO": .note,
    "NOTIFYMAPI": .note, "NOTIFYSHADOW": .note, "CLIENTSUBMISSION": .note,
    "MODERATIONNDR": .note,
  ]
}
