import MailTerms

/// An incident of a history: as in a report, but its evidence is a queue ID and no log line.
package struct IncidentNote: Codable, Equatable, Sendable {
  var failure: String
  var isInbound: Bool
  var peer: String?
  /// Nothing where the host is not ours.
  var isAtOwnHost: Bool?
  var first: LogTime
  var last: LogTime
  var messages: Int
  var recipients: Int
  var deliveredLater: Int
  var delays: [Int: Int]
  var returned: Int
  var rejected: Int
  var discarded: Int
  var open: Int
  var gateways: [String]
  /// Of the first failure whose line the log holds.
  var evidenceTime: LogTime?
  var queueID: String?
  var trail: String?

  enum CodingKeys: String, CodingKey {
    case failure = "class"
    case isInbound = "inbound"
    case isAtOwnHost = "own_host"
    case peer, first, last, messages, recipients
    case deliveredLater = "delivered_later"
    case delays = "delays_ms"
    case returned, rejected, discarded, open, gateways
    case evidenceTime = "first_message_time"
    case queueID = "queue_id"
    case trail
  }

  init(_ incident: Incident) {
    failure = incident.cause.failure.name
    isInbound = incident.cause.isInbound
    peer = incident.cause.peer?.asHostName
    isAtOwnHost = incident.isAtOwnHost ? true : nil
    first = incident.first
    last = incident.last
    messages = incident.messages
    recipients = incident.recipients
    deliveredLater = incident.deliveredLater
    delays = incident.delays.roundedCounts
    returned = incident.returned
    rejected = incident.rejected
    discarded = incident.discarded
    open = incident.open
    gateways = incident.gateways
    evidenceTime = incident.evidenceTime
    queueID = incident.queueID?.asHostName
    trail = incident.trail?.description
  }
}

extension IncidentNote: Comparable {
  package static func < (left: IncidentNote, right: IncidentNote) -> Bool { left.key < right.key }

  /// Equal notes only have equal keys, or it does not matter which comes first.
  private var key: (LogTime, LogTime, String, String, Int) {
    (first, last, failure + (peer ?? ""), trail ?? "", recipients)
  }
}

extension Incident {
  init(_ note: IncidentNote) {
    self.init(
      Cause(
        failure: FailureClass(name: note.failure) ?? .unclassified, isInbound: note.isInbound,
        peer: note.peer),
      from: note.first, to: note.last)
    isAtOwnHost = note.isAtOwnHost ?? false
    messages = note.messages
    recipients = note.recipients
    deliveredLater = note.deliveredLater
    delays = DelayFigures(roundedCounts: note.delays)
    returned = note.returned
    rejected = note.rejected
    discarded = note.discarded
    open = note.open
    gateways = note.gateways.sorted()
    evidenceTime = note.evidenceTime
    queueID = note.queueID
    trail = note.trail.flatMap { TrailID(hexadecimal: Array($0.utf8)) }
  }
}
