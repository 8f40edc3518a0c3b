internal import ByteTools
internal import MailLines
internal import MailPrivacy
internal import MailQueries
internal import MailReports
internal import MailTerms
internal import MailTrails

/// `incatrail trace`: one message's way.
public struct TraceRun {
  /// What is written of it.
  public enum Form: Sendable, Equatable {
    case text, json
    /// The first page for the platform's support.
    case ticket
    /// The evidence in a file; nil: on standard output.
    case bundle(path: String?)
  }

  public struct Options: Sendable {
    public var form = Form.text
    public var withLines = false
    /// Which of several, from 1.
    public var pick: Int?
    public var isColoured = false
    public var privacy = PrivacySettings()
    /// Of the ticket.
    public var language = ReportLanguage.english
    /// A bundle may take the place of a file.
    public var mayReplace = false
    /// Goes on as the log grows, until the message is done.
    public var follows = false
    /// Takes what is worth to be said while following.
    public var notice: @Sendable (String) -> Void = { _ in }
    /// Waits a little for new lines; false ends it.
    package var pause: @Sendable () -> Bool = { Interruption.pause(milliseconds: 250) }
    public init() {}
  }

  private var input: InputSettings
  private let trails: TrailSettings
  private let options: Options
  private let text: String
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
    self.text = text
    pseudonyms = PseudonymSearch(text)
    self.input = input
    self.input.follows = options.follows
    self.trails = trails
    self.options = options
    if case .bundle(let path?) = options.form, !options.mayReplace, ReplacedFile.isThere(path) {
      throw UsageError("\(path): there is such a file; --force replaces it")
    }
  }

  /// - Returns: what standard error is to say, and whether anything was found.
  public func run(into output: OutputFile) throws -> (result: RunResult, found: Bool) {
    let privacy = try options.privacy.ofMessages(.local, trails, "trace shows one")
    let isMeant = try pseudonyms.matching(query, options.privacy, trails)
    if options.follows { return try follow(isMeant, privacy, into: output) }
    let matches = Matches(most: Self.mostMatches)
    let isBundle = if case .bundle = options.form { true } else { false }
    var search = try MessageSearch(
      input, trails, tracking, needles: needles,
      search: needles.map {
        SearchRegion.Search(needles: $0, isForLines: false, leastSize: 0)
      }, keepsPlaces: isBundle,
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
    // Behind this nothing knows more than the level tells: neither screens nor evidence.
    chosen = chosen.map { privacy.applied(to: $0) }
    let leftOut = options.pick == nil ? matches.leftOut : 0
    let writer = TraceWriter(options, privacy, try trails.profile(), output)
    switch options.form {
    case .text: try writer.writeText(chosen, leftOut: leftOut)
    case .json: try writer.writeRecords(chosen)
    case .ticket:
      if let trail = try theOne(of: chosen, leftOut) { try writer.writeTicket(trail) }
    case .bundle(let path):
      if let trail = try theOne(of: chosen, leftOut) {
        let places = search.evidencePlaces(trail)
        try writer.writeBundle(trail, places, search.coverage, to: path)
      }
    }
    try output.flush()
    return (result, !chosen.isEmpty)
  }

  /// A pseudonym stands in no line.
  private var needles: [Needle]? { pseudonyms != .none ? nil : query.needles }

  private var tracking: TrackerOptions {
    var tracking = TrackerOptions()
    tracking.keepsLines = true
    tracking.keepsAttempts = true
    return tracking
  }

  private func follow(
    _ isMeant: @escaping (Trail) -> Bool, _ privacy: Privacy, into output: OutputFile
  ) throws -> (result: RunResult, found: Bool) {
    let follower = TraceFollower(isMeant, options, privacy, output)
    var search = try MessageSearch(
      input, trails, tracking, needles: needles, keepsPlaces: false,
      sink: MessageSearch.Sink(message: { try follower.take($0) }, line: nil))
    var result = try search.follow(shown: { try follower.take($0) }, goesOn: follower.goesOn)
    try follower.finish()
    if follower.hasFound { result.noData = nil }
    return (result, follower.hasFound)
  }

  /// Tickets and bundles are about one message.
  private func theOne(of found: [Trail], _ leftOut: Int) throws(UsageError) -> Trail? {
    guard found.count > 1 else { return found.first }
    let list = TraceText(.init()).list(found, leftOut: leftOut)
    throw UsageError("several messages match '\(text)': choose one\n\n\(list)")
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
