package import MissionCore

/// A commit, as far as anything asks about it.
package struct CommitRecord: Sendable, Equatable {
  package var sha: String
  package var message: String
  package var author: String
  package var date: Timestamp
  /// What it was made upon, the branch it went into first.
  package var parents: [String] = []
}
