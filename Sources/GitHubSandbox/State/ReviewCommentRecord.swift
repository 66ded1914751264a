package import MissionCore

/// A comment on a line of a pull request's changes.
package struct ReviewCommentRecord: Sendable, Equatable {
  package var id: Int
  package var review: Int
  package var inReplyTo: Int?
  package var author: String
  package var body: String
  package var path: String
  package var line: Int?
  /// The commit the line belongs to today: GitHub moves it along with pushes.
  package var commit: String
  package var originalCommit: String
  package var createdAt: Timestamp
  package var updatedAt: Timestamp
}
