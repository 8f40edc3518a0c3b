internal import ByteTools
internal import Glibc

/// A mistake of the user's that stops the run before any input is read.
public struct UsageError: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }

  /// `word` stands where one of `commands` should.
  public static func unknownCommand(_ word: String, of commands: [String]) -> UsageError {
    var text = "'\(word)' is no command"
    if let near = nearest(word, in: commands) {
      text += ": did you mean '\(near)'?"
    } else if access(word, F_OK) == 0, commands.contains("report") {
      text += ": a log goes behind one, as in 'incatrail report \(word)'"
    } else {
      text += ": there are \(commands.joined(separator: ", "))"
    }
    return UsageError(text)
  }
}
