internal import MailRules

/// `incatrail patterns`: the classification rules, their examples, and how they read a text.
public struct PatternsRun {
  private let trails: TrailSettings

  public init(_ trails: TrailSettings) { self.trails = trails }

  /// The rules in the order in which they are tried.
  public func list() throws -> String { try trails.rules().listText() }

  /// Runs the examples of all rules, or of `files` laid over the shipped ones.
  /// - Returns: what there is to say, and whether all examples hold.
  public func check(_ files: [String]) throws -> (text: String, isGood: Bool) {
    files.isEmpty ? try trails.rules().checkText() : RuleSet.checkText(files: files)
  }

  /// Makes ready to explain one text after the other.
  public func explainer() throws -> TextExplainer { TextExplainer(try trails.rules()) }
}
