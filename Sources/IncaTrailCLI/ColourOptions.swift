internal import ArgumentParser
internal import Glibc

/// When output is coloured.
struct ColourOptions: ParsableArguments {
  enum Colour: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

  @Option(
    name: [.customLong("colour"), .customLong("color")],
    help: "Colours the text: on a terminal unless NO_COLOR is set, always, or never.")
  var colour = Colour.auto

  var isColoured: Bool {
    switch colour {
    case .always: true
    case .never: false
    case .auto:
      isatty(STDOUT_FILENO) == 1 && (variable("NO_COLOR") ?? "").isEmpty
        && variable("TERM") != "dumb"
    }
  }
}
