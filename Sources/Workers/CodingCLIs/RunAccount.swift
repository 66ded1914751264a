package import MissionCore

/// What a coding CLI said of its own run.
package struct RunAccount: Hashable, Sendable {
  /// Its last words.
  package var message: String?
  /// The session it can go on with.
  package var session: String?
  /// What it used.
  package var usage = RunUsage()
  /// Why it says that it failed; nil where it does not say so.
  package var error: String?
  /// The tools it was not allowed to use.
  package var denials: [String] = []
}
