import MissionCore

/// A status somebody set on a commit; the newest of each context counts.
package struct CommitStatusRecord: Sendable, Equatable {
  var id: Int
  var sha: String
  var context: String
  var state: String
  var text: String?
  var targetURL: String?
  var creator: String
  var createdAt: Timestamp
}
