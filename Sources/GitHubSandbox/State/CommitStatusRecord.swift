package import MissionCore

/// A status somebody set on a commit; the newest of each context counts.
package struct CommitStatusRecord: Sendable, Equatable {
  package var id: Int
  package var sha: String
  package var context: String
  package var state: String
  package var text: String?
  package var targetURL: String?
  package var creator: String
  package var createdAt: Timestamp
}
