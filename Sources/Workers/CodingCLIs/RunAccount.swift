package import MissionCore

/// What a coding CLI said of its own run.
package struct RunAccount: Hashable, Sendable {
  /// What it said last, for its report.
  package var message: String?
  /// The session it can go on with.
  package var session: String?
  /// What it used.
  package var usage = RunUsage()
  /// What the session cost from its beginning, in US dollars, with its earlier runs; nil where that was not told.
  package var sessionCost: Double?
  /// Why it says that it failed; nil where it does not say so.
  package var error: String?
  /// The tools it was not allowed to use.
  package var denials: [String] = []
}
