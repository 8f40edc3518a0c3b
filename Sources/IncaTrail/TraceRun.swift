internal import ByteTools
internal import MailLines
internal import MailPrivacy
internal import MailQueries
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `incatrail trace`: one message's way.
public struct TraceRun {
  public struct Options: Sendable {
    public var json = false
    public var withLines = false
    /// Which of several, from 1.
    public var pick: Int?
    public var isColoured = false
    public var privacy = PrivacySettings()
    public init() {}
  }

  private let input: InputSettings
  private let trails: TrailSettings
  private let options: Options
  private let query: Query
  private let pseudonyms: PseudonymSearch
  /// Of more matches than these only the newest are listed.
  private static let mostMatches = 100

  /// - Parameter text: a queue ID, a message ID or an address.
  public init(
    _ text: String, _ input: InputSettings, _ trails: TrailSettings, _ options: Options
  ) throws(UsageError) {
    guard !text.allSatisfy({ $0 == " " }) else {
      throw UsageError("nothing to trace: give a queue ID, a message ID or an address")
    }
    do throws(QueryError) {
      query = try Query(meaning: text)
    } catch {
      throw UsageError(error.description)
    }
    pseudonyms = PseudonymSearch(text)
    self.input = input
    self.trails = trails
    self.options = options
  }

  /// - Returns: what standard error is to say, and whether anything was found.
  public func run(into output: OutputFile) throws -> (result: RunResult, found: Bool) {
    var tracking = TrackerOptions()
    tracking.keepsLines = true
    tracking.keepsAttempts = true
    let query = self.query
    let privacy = try options.privacy.ofMessages(.local, trails, "trace shows one")
    let isMeant = try pseudonyms.matching(query, options.privacy, trails)
    let matches = Matches(most: Self.mostMatches)
    let needles = pseudonyms != .none ? nil : query.needles
    var search = try MessageSearch(
      input, trails, tracking, needles: needles,
      search: needles.map {
        SearchRegion.Search(needles: $0, isForLines: false, leastSize: 0)
      }, keepsPlaces: false,
      sink: MessageSearch.Sink(
        message: { trail in
          if isMeant(trail) { matches.add(trail) }
        }, line: nil))
    let result = try search.run()
    var chosen = matches.newestFirst
    if let pick = options.pick, !chosen.isEmpty {
      guard chosen.indices.contains(pick - 1) else {
        throw UsageError("--pick \(pick): there are only \(chosen.count)")
      }
      chosen = [chosen[pick - 1]]
    }
    chosen = chosen.map { privacy.applied(to: $0) }
    let leftOut = options.pick == nil ? matches.leftOut : 0
    try output.append { bytes in
      if options.json {
        appendRecords(chosen, privacy, to: &bytes)
      } else {
        appendText(chosen, leftOut, to: &bytes)
      }
    }
    try output.flush()
    return (result, !chosen.isEmpty)
  }

  private func appendRecords(_ trails: [Trail], _ privacy: Privacy, to bytes: inout [UInt8]) {
    let record = TrailRecord(
      options: TrailRecordOptions(withAttempts: true, withLines: options.withLines),
      privacy: privacy)
    for trail in trails { record.append(trail, to: &bytes) }
  }

  private func appendText(_ trails: [Trail], _ leftOut: Int, to bytes: inout [UInt8]) {
    var textOptions = TraceText.Options()
    textOptions.colour = options.isColoured
    textOptions.withLines = options.withLines
    let text = TraceText(textOptions)
    if trails.count == 1 {
      bytes += Array(text.text(trails[0]).utf8)
    } else if trails.count > 1 {
      bytes += Array(text.list(trails, leftOut: leftOut).utf8)
    }
  }
}

/// The newest of the messages that match.
private final class Matches {
  private let most: Int
  private var kept: [Trail] = []
  private(set) var leftOut = 0

  init(most: Int) { self.most = most }

  var newestFirst: [Trail] { kept.reversed() }

  /// Of equal age, those that were found later count as newer.
  func add(_ trail: Trail) {
    let place = kept.lastIndex { $0.firstSeen <= trail.firstSeen }.map { $0 + 1 } ?? 0
    kept.insert(trail, at: place)
    guard kept.count > most else { return }
    kept.removeFirst()
    leftOut += 1
  }
}
