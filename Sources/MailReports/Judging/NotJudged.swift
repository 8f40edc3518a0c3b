import MailTerms

/// What the log cannot tell, each with the line to set. A limit of the log is a note and never
/// raises the verdict.
func unjudged(_ summary: Summary) -> [String] {
  let evidence = summary.evidence
  let words = summary.words
  var notes: [String] = []
  let crossings = evidence.crossings.byName
  for (mta, sides) in crossings where sides.outbound.unknown > 0 {
    notes.append(words.unknownTLS(sides.outbound, .wayOutbound, tlsSetting(mta, isInbound: false)))
  }
  for (mta, sides) in crossings where sides.inbound.unknown > 0 {
    notes.append(words.unknownTLS(sides.inbound, .wayInbound, tlsSetting(mta, isInbound: true)))
  }
  for (mta, sides) in crossings where sides.outbound.nameUnchecked > 0 {
    notes.append(
      words.counted(
        sides.outbound.nameUnchecked, .unjudgedName,
        [
          "all": words.grouped(sides.outbound.all), "way": words[.wayOutbound],
          "setting": nameSetting(mta).behindColon,
        ]))
  }
  for (mta, subjects) in evidence.subjects.byName where subjects.logged == 0 {
    notes.append(words(.unjudgedSubjects, ["setting": subjectSetting(mta)]))
  }
  if evidence.withoutAddresses > 0 {
    notes.append(words.counted(evidence.withoutAddresses, .unjudgedNameless))
  }
  return notes
}

extension Words {
  fileprivate func unknownTLS(
    _ side: VerdictEvidence.Crossings.Side, _ way: Phrase, _ setting: String?
  ) -> String {
    counted(
      side.unknown, .unjudgedTls,
      ["all": grouped(side.all), "way": self[way], "setting": setting.behindColon])
  }
}

/// The setting that makes the MTA log TLS: postconf(5); Exim specification, chapter 53.
private func tlsSetting(_ mta: String, isInbound: Bool) -> String? {
  switch mta {
  case "postfix": isInbound ? "smtpd_tls_loglevel = 1" : "smtp_tls_loglevel = 1"
  case "exim": "log_selector = +tls_cipher +tls_certificate_verified"
  default: nil
  }
}

/// The setting that compares names towards the platform.
private func nameSetting(_ mta: String) -> String? {
  switch mta {
  case "postfix": "smtp_tls_policy_maps, level secure"
  case "exim": "tls_verify_cert_hostnames"
  default: nil
  }
}

/// header_checks(5); Exim specification, chapter 53.
private func subjectSetting(_ mta: String) -> String {
  switch mta {
  case "postfix": "; `header_checks`: `/^Subject:/ INFO`"
  case "exim": "; `log_selector = +subject`"
  default: ""
  }
}

extension String? {
  fileprivate var behindColon: String { map { ": `\($0)`" } ?? "" }
}
