/// Who reports checks: an app's check runs, or whoever sets statuses.
package struct CheckReporter: Hashable, Sendable, Codable {
  /// By which of GitHub's two mechanisms.
  package var source: CheckFact.Source
  /// The app's slug; nil for statuses and unknown apps.
  package var app: String?

  /// Whoever reported a check.
  package init(of check: CheckFact) {
    source = check.source
    app = check.app
  }

  /// As the beginning of a sentence.
  var name: String { app ?? (source == .status ? "whoever sets statuses" : "an app that is not known") }
}
