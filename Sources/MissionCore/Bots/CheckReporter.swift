/// Who reports checks: an app's check runs, or whoever sets statuses.
public struct CheckReporter: Hashable, Sendable, Codable {
  /// By which of GitHub's two mechanisms.
  public var source: CheckFact.Source
  /// The app's slug; nil for statuses and unknown apps.
  public var app: String?

  /// Whoever reported a check.
  public init(of check: CheckFact) {
    source = check.source
    app = check.app
  }

  /// As the beginning of a sentence.
  var name: String { app ?? (source == .status ? "whoever sets statuses" : "an app that is not known") }
}
