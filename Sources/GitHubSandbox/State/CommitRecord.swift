import MissionCore

/// A commit, as far as anything asks about it.
package struct CommitRecord: Sendable, Equatable {
  var sha: String
  var message: String
  var author: String
  var date: Timestamp
  /// What it was made upon, the branch it went into first.
  package var parents: [String] = []
}
