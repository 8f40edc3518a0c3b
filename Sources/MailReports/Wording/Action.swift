import MailTerms

/// What somebody has to do, and upon what.
struct Action {
  var occasion: String
  var text: String
}

extension Summary {
  /// What is to be done, the most urgent first: incidents that cost mail or much time, then findings
  /// that are more than information. The same advice is given once.
  var actions: [Action] {
    guard verdict.grade != .ok else { return [] }
    var seen: Set<String> = []
    var actions: [Action] = []
    func add(_ occasion: String, _ advice: Advice) {
      guard seen.insert(advice.fix).inserted else { return }
      // The checklist stands in front, where a cut cannot take it.
      let who = words[advice.actor].capitalisedFirst
      let text = words(
        .action, ["who": who, "items": advice.checklistText, "fix": advice.fix])
      actions.append(Action(occasion: occasion, text: text))
    }
    let order = figures.findings.met.map(\.key)
    func addFindings(_ severity: Finding.Severity) {
      for finding in order
      where grade(of: finding) == severity && evidence.findings[finding] > 0 {
        let count = words.counted(evidence.findings[finding], .recipients)
        let advice = options.advice[.finding(finding), .outbound]
        add(words(.occasion, ["what": advice.name.capitalisedFirst, "count": count]), advice)
      }
    }
    addFindings(.critical)
    // Others took the mail, so far.
    let failing = Set(failingPlatformHosts.map { hostPart($0) })
    let worth = incidents.all.filter { isWorthActing($0, failing) }
    for incident in worth.sorted(by: isMoreUrgent) {
      let wording = IncidentWording(incident, self)
      let alone = wording.loneGateway.map { words(.alone, ["host": $0]) + " " } ?? ""
      add("\(alone)\(wording.headline), \(wording.span)", wording.advice)
    }
    addFindings(.warning)
    return actions
  }

  /// - Parameter failing: hosts of the platform that fail while another one works.
  private func isWorthActing(_ incident: Incident, _ failing: Set<String>) -> Bool {
    guard !incident.isUserError, !isAccepted(incident.cause.failure, at: incident.cause.peer) else {
      return false
    }
    let isLate = (incident.delays.median ?? 0) > options.thresholds.late * 1000
    switch incident.cause.failure {
    case .filterGreylist: return isLate && incident.cause.isInbound
    default:
      let isOfFailing = incident.cause.peer.map(failing.contains) ?? false
      return incident.failed > 0 || isLate || isOfFailing && !incident.cause.isInbound
    }
  }

  private func isMoreUrgent(_ left: Incident, _ right: Incident) -> Bool {
    left.failed != right.failed ? left.failed > right.failed : left.messages > right.messages
  }

  /// The grade of a finding in this report: `tag-ignored` is a warning where every one of them stood
  /// behind a reply prefix.
  func grade(of finding: Finding) -> Finding.Severity {
    let isMild =
      finding == .tagIgnored
      && evidence.findings[.tagIgnored] == evidence.tagBehindReplyPrefix
    return isMild ? .warning : finding.severity
  }
}
