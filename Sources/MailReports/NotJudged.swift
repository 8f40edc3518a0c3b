import MailTerms

/// What the log cannot tell, each with the line to set. A limit of the log is a note and never
/// raises the verdict.
func unjudged(_ summary: Summary) -> [String] {
  let evidence = summary.evidence
  var notes: [String] = []
  for (keeper, count) in evidence.tlsUnknown.sorted(by: isBefore) {
    let all = evidence.crossings[keeper, default: 0]
    let way = keeper.isInbound ? "inbound" : "outbound"
    notes.append("TLS unknown for \(count) of \(all) \(way)" + keeper.tlsSetting.behindColon)
  }
  for (keeper, count) in evidence.nameUnchecked.sorted(by: isBefore) {
    let all = evidence.crossings[keeper, default: 0]
    notes.append(
      "certificate name not checked for \(count) of \(all) outbound"
        + keeper.nameSetting.behindColon)
  }
  for (mta, subjects) in evidence.subjects.sorted(by: { $0.key < $1.key })
  where subjects.logged == 0 {
    notes.append("subjects are not logged: `tag-ignored` cannot be seen" + subjectSetting(mta))
  }
  return notes
}

private typealias Entry = (key: VerdictEvidence.LogKeeper, value: Int)

private func isBefore(_ left: Entry, _ right: Entry) -> Bool {
  left.key.isInbound != right.key.isInbound
    ? !left.key.isInbound : left.key.mta < right.key.mta
}

extension VerdictEvidence.LogKeeper {
  /// The setting that makes the MTA log TLS: postconf(5); Exim specification, chapter 53.
  fileprivate var tlsSetting: String? {
    switch mta {
    case "postfix": isInbound ? "smtpd_tls_loglevel = 1" : "smtp_tls_loglevel = 1"
    case "exim": "log_selector = +tls_cipher +tls_certificate_verified"
    default: nil
    }
  }

  /// The setting that compares names towards the platform.
  fileprivate var nameSetting: String? {
    switch mta {
    case "postfix": "smtp_tls_policy_maps, level secure"
    case "exim": "tls_verify_cert_hostnames"
    default: nil
    }
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
