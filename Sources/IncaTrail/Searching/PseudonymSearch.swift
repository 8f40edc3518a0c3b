internal import ByteTools
internal import MailPrivacy
internal import MailQueries
internal import MailTerms

/// Looking for a message by what a receiver of pseudonyms knows of it: `p-d8f78c3275732d09@…` or the
/// `id` of a record.
enum PseudonymSearch {
  case none
  /// A pseudonym is named.
  case addresses
  /// An ID, which may have been made with the key or without.
  case record

  init(_ expression: String) {
    let bytes = Array(expression.lowercased().utf8)
    func hasDigits(_ count: Int, at start: Int) -> Bool {
      start + count <= bytes.count && bytes[start..<start + count].allSatisfy(\.isHex)
        && (start + count == bytes.count || !bytes[start + count].isHex)
    }
    var found = PseudonymSearch.none
    for start in bytes.indices where start == 0 || !bytes[start - 1].isLetterOrDigit {
      if bytes[start...].starts(with: Array("p-".utf8)), hasDigits(16, at: start + 2) {
        found = .addresses
        break
      }
      if hasDigits(32, at: start) { found = .record }
    }
    self = found
  }

  /// How trails are asked. Where pseudonyms are named, as they look with them, but for subject and
  /// message ID, so that both can be asked for at once.
  func matching(
    _ query: Query, _ settings: PrivacySettings, _ trails: TrailSettings
  ) throws -> (Trail) -> Bool {
    let plain: (Trail) -> Bool = { query.matches($0) }
    switch self {
    case .none: return plain
    case .record:
      guard let key = try? settings.key?() else { return plain }
      let privacy = Privacy(.pseudonym, key: key, profile: try trails.profile())
      return { trail in
        var told = trail
        told.id = privacy.id(trail.id) ?? trail.id
        return query.matches(trail) || query.matches(told)
      }
    case .addresses:
      guard let key = settings.key else {
        throw UsageError(
          "to look for a pseudonym needs the key that it was made with: "
            + PrivacySettings.howToMakeAKey)
      }
      let privacy = Privacy(
        .pseudonym, key: try key(), hidesDomains: settings.hidesDomains,
        profile: try trails.profile())
      return { trail in
        var told = privacy.applied(to: trail)
        if let subject = trail.string(trail.subject) { told.subject = told.keep(subject) }
        if let id = trail.string(trail.messageID) { told.messageID = told.keep(id) }
        return query.matches(told)
      }
    }
  }
}

extension Trail {
  fileprivate mutating func keep(_ text: String) -> Text { text.withByteView { keep($0) } }
}
