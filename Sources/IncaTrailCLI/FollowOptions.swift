internal import ArgumentParser
internal import IncaTrail

/// How `export` goes on as logs grow.
struct FollowOptions: ParsableArguments {
  @Flag(
    name: [.customShort("f"), .customLong("follow")],
    help: ArgumentHelp(
      "Goes on as the logs grow: a record once a message is done, and at news while it is open.",
      discussion: """
        Through rotations. First tells what the logs hold, or what --since says. Of the same message \
        again with a higher revision, only where its record differs. ^C and SIGTERM end it.
        """))
  var follows = false

  @Option(
    help: ArgumentHelp(
      "With --follow: goes on after a restart where it ended, by what it keeps in this file.",
      discussion: """
        Nothing is lost and nothing told twice where the logs given reach back to the end of the last \
        run: name rotated ones too. Where there is a state, --since counts no more.
        """,
      valueName: "file"))
  var state: String?

  func validate() throws {
    if state != nil, !follows { throw ValidationError("--state belongs to --follow") }
    if state == "" { throw ValidationError("--state: give the name of a file") }
  }

  /// nil: the logs are read to their end.
  var settings: FollowSettings? {
    guard follows else { return nil }
    var settings = FollowSettings()
    settings.state = state
    settings.notice = complain
    return settings
  }
}
