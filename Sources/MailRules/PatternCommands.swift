package import ByteTools
package import MailTerms

/// The texts that `incatrail patterns` prints.
extension RuleSet {
  /// `patterns list`: id, class, in, why in columns, in the order in which the rules are tried.
  package func listText() -> String {
    let rows = rules.map { rule in
      [rule.id.string, rule.failure.name, rule.scopes.description, rule.why.string]
    }
    let heading = ["RULE", "CLASS", "IN", "WHY"]
    var widths = heading.map(\.count)
    for row in rows {
      for column in 0..<3 { widths[column] = max(widths[column], row[column].count) }
    }
    var text = ""
    for row in [heading] + rows {
      for column in 0..<3 {
        text += row[column]
        text += String(repeating: " ", count: widths[column] - row[column].count + 2)
      }
      text += row[3] + "\n"
    }
    return text
  }

  /// `patterns check`: what it prints, and whether all examples hold.
  package func checkText() -> (text: String, isGood: Bool) {
    let (count, errors) = checkExamples()
    guard errors.isEmpty else {
      return (errors.map { $0.description + "\n" }.joined(), false)
    }
    return ("ok: \(rules.count) rules, \(count) examples\n", true)
  }

  /// `patterns check FILE…`: the files laid over the shipped rules, as a site's directory would be.
  package static func checkText(
    files: [String]
  ) -> (text: String, isGood: Bool) {
    do throws(PatternFileError) {
      var overlay: [PatternFile] = []
      for path in files { overlay.append(try PatternFile(path: path)) }
      let list = try RuleList(PatternFile.shipped(".patterns"), overlay: overlay)
      return RuleSet(list).checkText()
    } catch {
      return (error.description + "\n", false)
    }
  }

  /// `patterns explain TEXT`: which rule takes a pasted reply, reason or piece of a log line, and
  /// what nearly did.
  ///
  /// - Returns: the text, and whether a rule takes it.
  package func explainText(_ line: String) -> (text: String, isKnown: Bool) {
    line.withByteView { line in
      let (field, piece, status) = ExplainedPiece.find(in: line)
      // Nothing says whose words they are: those of the mail system that has a rule for them.
      let others = DialectName.allCases.filter { $0 != .postfix }
      let known = others.first { match(field, dialect: $0, piece) != nil }
      let isPostfix = known == nil || match(field, dialect: .postfix, piece) != nil
      let dialect = isPostfix ? .postfix : known ?? .postfix
      let told = explainText(field, piece, status: status, dialect: dialect)
      return (isPostfix ? told.text : "dialect  \(dialect.name)\n" + told.text, told.isKnown)
    }
  }

  /// The same of a field that a dialect's parser has found.
  package func explainText(
    _ field: RuleField, _ piece: ByteView, status: EnhancedStatus?, dialect: DialectName
  ) -> (text: String, isKnown: Bool) {
    var text = "field    \(field.name)\n"
    text += "text     \(piece.string)\n"
    let trials = trials(field, dialect: dialect, piece)
    var match = trials.first { $0.trial == .taken }?.rule
    // The MTA's own words may quote a reply from its start.
    if match == nil, field == .reason {
      match = self.match(.reply, dialect: dialect, piece)?.rule
      if match != nil { text += "words    no rule for reasons knows them; read as a reply\n" }
    }
    if match == nil {
      match = matchOrStatus(field, dialect: dialect, piece, status: status)?.rule
      if match != nil { text += "words    no rule knows them; read by the status code\n" }
    }
    if let match {
      let rule = rules[match]
      text += "class    \(rule.failure.name)\nrule     \(rule.id.string)\n"
      text += "why      \(rule.why.string)\nat       \(rule.place)\n"
      for source in rule.sources { text += "source   \(source.string)\n" }
    } else {
      text += "class    unclassified: no rule takes it\n"
    }
    for (index, trial) in trials where trial != .taken {
      let rule = rules[index]
      let word = trial == .tooLate ? "later    " : "nearly   "
      let reason =
        trial == .tooLate
        ? "would match, but comes later" : "its 'needs' occurs, its 'match' fails"
      text += "\(word)\(rule.id.string) (\(rule.place)): \(reason)\n"
    }
    return (text, match != nil)
  }
}

/// The piece of a pasted text that rules can read, found by simple means: what is pasted need not be a
/// whole line.
enum ExplainedPiece {
  static func find(
    in line: ByteView
  ) -> (field: RuleField, text: ByteView, status: EnhancedStatus?) {
    var status: EnhancedStatus?
    if let place = line.firstRange(of: " dsn=") {
      status = EnhancedStatus(startOf: line.from(place.upperBound))
    }
    if let place = line.firstRange(of: " status="),
      let open = line.firstIndex(of: UInt8(ascii: "("), from: place.upperBound)
    {
      var reason = line.from(open + 1)
      if reason.ends(with: ")") { reason = reason.prefix(reason.count - 1) }
      let (field, text) = split(reason)
      return (field, text, status)
    }
    if line.starts(with: "TLS session: ") { return (.reason, line, status) }
    for words in [
      "TLS library problem: " as StaticString, "SSL_connect error ", "SSL_accept error ",
      "server certificate verification failed", "CA certificate verification failed",
      "certificate verification failed", "SSL verify error: ", "TLS handshake failed ",
    ] {
      if let place = line.firstRange(of: words) {
        return (.tls, line.from(place.lowerBound), status)
      }
    }
    for words in ["reject: " as StaticString, "abort: "] {
      if let place = line.firstRange(of: words) {
        return (.reject, refusal(line.from(place.upperBound)), status)
      }
    }
    for words in ["Blocked " as StaticString, "Passed "] {
      if let place = line.firstRange(of: words), line.contains("amavis") || place.lowerBound == 0 {
        return (.filter, line.from(place.lowerBound), status)
      }
    }
    let codes = StatusCodes(startOf: line)
    if codes.code >= 400 { return (.reply, withoutCommand(line), status) }
    if codes.status != nil { return (.reject, line, status) }
    let (field, text) = split(line)
    return (field, text, status)
  }

  /// A delivery reason is the peer's reply, where it has one, or the MTA's own words.
  private static func split(_ reason: ByteView) -> (RuleField, ByteView) {
    var reason = reason
    let suspended: StaticString = "delivery temporarily suspended: "
    if reason.starts(with: suspended) { reason = reason.from(suspended.utf8CodeUnitCount) }
    if reason.starts(with: "host ") {
      for words in [" said: " as StaticString, " refused to talk to me: "] {
        if let place = reason.firstRange(of: words) {
          return (.reply, withoutCommand(reason.from(place.upperBound)))
        }
      }
    }
    return (StatusCodes(startOf: reason).code >= 200 ? .reply : .reason, withoutCommand(reason))
  }

  private static func withoutCommand(_ reply: ByteView) -> ByteView {
    guard let place = reply.lastRange(of: " (in reply to ") else { return reply }
    return reply.prefix(place.lowerBound)
  }

  /// `RCPT from NAME[IP]: TEXT; from=<…> …`; a header check's own words stand behind the addresses.
  private static func refusal(_ rest: ByteView) -> ByteView {
    if rest.starts(with: "header ") || rest.starts(with: "body ") {
      guard let place = rest.lastRange(of: ">: ") else { return rest }
      return rest.from(place.upperBound)
    }
    if rest.starts(with: "TLS from ") { return rest }
    var text = rest
    if let place = rest.firstRange(of: "]: ") { text = rest.from(place.upperBound) }
    for words in ["; from=<" as StaticString, "; proto="] {
      if let place = text.firstRange(of: words) { text = text.prefix(place.lowerBound) }
    }
    return text
  }
}
